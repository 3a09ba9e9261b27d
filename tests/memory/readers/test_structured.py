from __future__ import annotations

import io
import json

import pytest

from core.errors import UnreadableFile
from memory.readers.structured import read_json, read_jsonl, read_notebook, read_xml


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def test_fields_have_their_labels_and_records_are_rows() -> None:
    value = {
        "company": "Boreal",
        "address": {"city": "Bern"},
        "staff": [{"name": "Ada", "contact": {"mail": "ada@b.ch"}}, {"name": "Bo", "tags": ["x", "y"], "lead": True}],
        "note": None,
    }
    (page,) = read_json(io.BytesIO(json.dumps(value).encode()))
    assert lines(page.text) == [
        "company: Boreal", "address.city: Bern", "staff", "name: Ada; contact.mail: ada@b.ch",
        "name: Bo; tags: x, y; lead: true",
    ]  # fmt: skip
    assert page.tables[0].title == "staff"


def test_a_broken_line_loses_no_other() -> None:
    (page,) = read_jsonl(io.BytesIO(b'{"id": 1, "say": "a, b"}\n{"id": 2,\n\n{"id": 3}\n'))
    assert lines(page.text) == ["id: 1; say: a, b", "id: 3"]


def test_xml_has_fields_attributes_and_records() -> None:
    source = (
        b'<orders><order id="1"><who>Ada</who><total currency="EUR">12</total></order>'
        b'<order id="2"><who>Bo</who></order><note>Paid in <b>May</b> only.</note>'
        b"<html>&lt;p&gt;One &lt;b&gt;bold&lt;/b&gt; word.&lt;/p&gt;</html></orders>"
    )
    (page,) = read_xml(io.BytesIO(source))
    assert lines(page.text) == [
        "order", "id: 1; who: Ada; total: 12; total.currency: EUR", "id: 2; who: Bo", "note: Paid in May only.",
        "html: One bold word.",
    ]  # fmt: skip


def test_a_notebook_has_its_cells_and_what_they_printed() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Birds\n", "\n", "Counted."]},
        {"cell_type": "code", "source": "print(42)", "outputs": [{"text": ["42\n"]}, {"data": {"text/plain": "7"}}]},
    ]
    (page,) = read_notebook(io.BytesIO(json.dumps({"nbformat": 4, "cells": cells}).encode()))
    assert page.text == "# Birds\n\nCounted.\n\nprint(42)\n\n42\n\n7"
    assert page.headings == (0,)


@pytest.mark.parametrize("read", [read_json, read_jsonl, read_notebook])
def test_what_is_broken(read: object) -> None:
    with pytest.raises(UnreadableFile):
        read(io.BytesIO(b'{"a": '))  # type: ignore[operator]


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="nested"):
        read_xml(io.BytesIO(b"<a>" * 100 + b"</a>" * 100))

"""What a page without a conversation is told, and the sample files by one request."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

import app.samples
from app.samples import SAMPLES


def test_who_answers_and_what_there_is_to_begin_with(quick: httpx.Client) -> None:
    told = quick.get("/api/welcome").json()
    assert (told["small"], told["worldly"]) == (True, True)
    assert told["model"]
    assert [sample["name"] for sample in told["samples"]] == ["handbook.pdf", "memo.ogg", "cat.jpg"]


def test_the_sample_files_are_added_and_read(quick: httpx.Client) -> None:
    added = quick.post("/api/samples")
    assert added.status_code == 201
    names = [document["name"] for document in added.json()["documents"]]
    assert names == [sample.file.name for sample in SAMPLES]
    assert {document["name"] for document in quick.get("/api/documents").json()["documents"]} == set(names)


def test_an_installation_without_them_offers_none(quick: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tuple(app.samples.Sample(Path("/nowhere", one.file.name), one.question) for one in SAMPLES)
    monkeypatch.setattr(app.samples, "SAMPLES", gone)
    assert quick.get("/api/welcome").json()["samples"] == []
    assert quick.post("/api/samples").json()["documents"] == []

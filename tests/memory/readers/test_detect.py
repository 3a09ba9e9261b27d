from __future__ import annotations

import io

import pytest

from core.errors import UnsupportedFormat
from memory.readers.detect import detect
from tests.memory.readers.archives import zipped

MAIL = "From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\nSubject: x\n\nHello."


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ('{"a": 1,\n "b": [2]}', "noname", "json"),
        ('{"a": "x, y", "b": 1}\n{"a": "z", "b": 2}\n{"a": "w", "b": 3}\n', "table.csv", "jsonl"),
        ('{"nbformat": 4, "cells": []}', "x", "notebook"),
        ("{braces} are text", "x.txt", "text"),
        ("<?xml version='1.0'?><a><title>x</title></a>", "x", "xml"),
        ("<?xml version='1.0'?><!DOCTYPE html><html><p>x</p></html>", "x", "html"),
        ("<rss><channel><title>x</title></channel></rss>", "x", "xml"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi", "x", "subtitles"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHi\n", "x.txt", "subtitles"),
        (MAIL, "x.txt", "eml"),
        ("From: Ada\nTo: Bo\nSubject: a memo\n\nHello.", "x.txt", "text"),
        (f"From a@b.c Fri Mar  1 10:00:00 2024\n{MAIL}", "x", "mbox"),
        ("{\\rtf1 Hi}", "x.doc", "rtf"),
        ("Report\n\na;b\n1;2\n3;4\n", "x.csv", "csv"),
    ],
)
def test_kinds_of_text(content: str, name: str, expected: str) -> None:
    assert detect(io.BytesIO(content.encode()), name) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (zipped({"xl/workbook.xml": ""}), "xlsx"),
        (zipped({"ppt/presentation.xml": ""}), "pptx"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
        (zipped({"META-INF/container.xml": ""}), "epub"),
        (zipped({"a.txt": ""}), "zip"),
        (b"II*\0" + bytes(20), "tiff"),
        (b"BM" + bytes(20), "bmp"),
        (b"BMW sells cars.", "text"),
        (b"\0\0\0\x18ftypheic" + bytes(20), "heif"),
        (b"\0\0\0\x18ftypavif" + bytes(20), "avif"),
    ],
)
def test_kinds_of_other_files(content: bytes, expected: str) -> None:
    assert detect(io.BytesIO(content)) == expected


@pytest.mark.parametrize(
    ("content", "said", "remedy"),
    [
        (b"Rar!\x1a\x07\x01\0" + bytes(99), "a RAR archive", "Unpack"),
        (zipped({"xl/workbook.bin": b""}), "binary workbook", "XLSX"),
        (zipped({"Index/Document.iwa": b""}), "Pages", "Export"),
        (b"SQLite format 3\0" + bytes(99), "SQLite", "CSV"),
        (b"%!PS-Adobe-3.0\n", "PostScript", "PDF"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(content: bytes, said: str, remedy: str) -> None:
    with pytest.raises(UnsupportedFormat, match=said) as caught:
        detect(io.BytesIO(content))
    assert remedy in caught.value.remedy

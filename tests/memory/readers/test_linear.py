"""No text takes a reader the square of its length: ten seconds of a reader are ten seconds that others wait."""

from __future__ import annotations

import io
import json
import time
from contextlib import suppress

import pytest

from core.errors import VermeilError
from core.weights.locate import locate
from memory.readers.options import ReadOptions
from memory.readers.worker import run, warm

BYTES = 25_000
MOST_SECONDS = 1.5  # of the processor; what is linear takes a tenth of a second, and what is square several

PIECES = ["!", " ", ",", "[", "(", "|", "-", '!"', "A. ", "<", "{\\", "[a](", "=", "x,", ". ", "。", "\\deleted "]
AROUND = {
    "txt": ("", ""), "md": ("# x\n", ""), "csv": ("a,b\n", ""), "html": ("<html><body><p>", ""), "json": ('["', '"]'),
    "vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", ""), "rtf": ("{\\rtf1 {", "}}"), "eml": ("Subject: x\n\n", ""),
}  # fmt: skip
WHOLE = {
    "20,000 columns": ("x.csv", (",".join(f"c{n}" for n in range(20_000)) + "\n") * 2),
    "a row of bars": ("x.md", "|" * 15_000 + "\n" + "|-" * 15_000 + "\n" + "|x" * 15_000),
    "tables in tables": ("x.html", "<html>" + "<table><tr><td>" * 1_500 + "x"),
    "blocks in blocks": ("x.html", "<html>" + "<div>" * 5_000 + "x"),
    "lists in lists": ("x.json", "[" * BYTES),
    "many fields": ("x.json", json.dumps({f"k{n}": n for n in range(5_000)})),
    "elements in elements": ("x.xml", "<a>" * 20_000), "a long subject": ("x.eml", f"Subject: {' ' * BYTES}x\n\nbody"),
    "open tags of voices": ("x.vtt", f"{AROUND['vtt'][0]}{'<v a ' * 5_000}"),
    "years": ("x.txt", f"From x {'1' * BYTES}"),
    "a word without end": ("x.txt", "word" * (BYTES // 4)), "a line of lists": ("x.txt", "<ul><li>x" * 3_000),
}  # fmt: skip


@pytest.fixture(scope="module")
def options() -> ReadOptions:
    warm()
    return {
        "vocabulary": str((locate("minilm") / "tokenizer.json").resolve()), "chunk_tokens": 160, "chunk_overlap": 24,
        "picture_pixels": 1_000_000, "threads": 1,
    }  # fmt: skip


def seconds(options: ReadOptions, name: str, text: str) -> float:
    """Of the processor in this thread, for a file that may be none."""
    began = time.thread_time()
    with suppress(VermeilError, RecursionError):
        run("read", {**options, "name": name}, io.BytesIO(text.encode()))
    return time.thread_time() - began


@pytest.mark.parametrize("kind", AROUND)
def test_a_text_of_one_sign(options: ReadOptions, kind: str) -> None:
    before, behind = AROUND[kind]
    slow = {}
    for piece in PIECES:
        text = piece if kind != "json" else json.dumps(piece)[1:-1]
        taken = seconds(options, f"x.{kind}", before + text * (BYTES // len(text)) + behind)
        if taken > MOST_SECONDS:
            slow[piece] = taken
    assert slow == {}


@pytest.mark.parametrize("what", WHOLE)
def test_a_file_that_is_made_to_take_long(options: ReadOptions, what: str) -> None:
    name, text = WHOLE[what]
    assert seconds(options, name, text) < MOST_SECONDS

"""No text takes a reader the square of its length: ten seconds of a reader are ten seconds that others wait."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from core.errors import VermeilError
from core.weights.locate import locate
from memory.readers.options import ReadOptions
from memory.readers.worker import run, warm

BYTES = 25_000
FEW_SECONDS = 1.0  # of the processor: within them nothing is proved, and nothing hurts; what is linear takes a tenth
MOST_SECONDS = 10.0
MOST_GROWTH = 9.0  # of four times as much: 4 where it is linear, 16 where it is square

PIECES = ["!", " ", ",", "[", "(", "|", "-", '!"', "A. ", "<", "{\\", "[a](", "=", "x,", ". ", "。", "\\deleted "]
AROUND = {
    "txt": ("", ""), "md": ("# x\n", ""), "csv": ("a,b\n", ""), "html": ("<html><body><p>", ""), "json": ('["', '"]'),
    "vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", ""), "rtf": ("{\\rtf1 {", "}}"), "eml": ("Subject: x\n\n", ""),
}  # fmt: skip
WHOLE: dict[str, tuple[str, Callable[[int], str]]] = {
    "20,000 columns": ("x.csv", lambda size: (",".join(f"c{n}" for n in range(size * 4 // 5)) + "\n") * 2),
    "a row of bars": ("x.md", lambda size: "\n".join(bar * (size * 3 // 5) for bar in ("|", "|-", "|x"))),
    "tables in tables": ("x.html", lambda size: "<html>" + "<table><tr><td>" * (size // 17) + "x"),
    "blocks in blocks": ("x.html", lambda size: "<html>" + "<div>" * (size // 5) + "x"),
    "lists in lists": ("x.json", lambda size: "[" * size),
    "many fields": ("x.json", lambda size: json.dumps({f"k{n}": n for n in range(size // 5)})),
    "elements in elements": ("x.xml", lambda size: "<a>" * (size * 4 // 5)),
    "a long subject": ("x.eml", lambda size: f"Subject: {' ' * size}x\n\nbody"),
    "open tags of voices": ("x.vtt", lambda size: AROUND["vtt"][0] + "<v a " * (size // 5)),
    "years": ("x.txt", lambda size: "From x " + "1" * size),
    "a word without end": ("x.txt", lambda size: "word" * (size // 4)),
    "a line of lists": ("x.txt", lambda size: "<ul><li>x" * (size // 8)),
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


def is_slow(options: ReadOptions, name: str, text: Callable[[int], str]) -> bool:
    """Whether it takes too long, on a machine as fast or slow as it is: a quarter as much tells what it grows like."""
    taken = seconds(options, name, text(BYTES))
    if taken <= FEW_SECONDS:
        return False
    taken = min(taken, seconds(options, name, text(BYTES)))
    quarter = min(seconds(options, name, text(BYTES // 4)) for _ in range(2))
    return taken > MOST_SECONDS or taken > quarter * MOST_GROWTH


def test_what_is_square_is_slow(options: ReadOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    passes = {"a": 1, "b": 2}

    def read(_operation: str, _options: ReadOptions, file: io.BytesIO) -> None:
        text = file.read().decode()
        spend(len(text) ** passes[text[0]] / BYTES ** passes[text[0]] * 1.2)

    monkeypatch.setitem(globals(), "run", read)
    assert [is_slow(options, "x.txt", lambda size, sign=sign: sign * size) for sign in passes] == [False, True]


def spend(much: float) -> None:
    began = time.thread_time()
    while time.thread_time() - began < much:
        pass


@pytest.mark.parametrize("kind", AROUND)
def test_a_text_of_one_sign(options: ReadOptions, kind: str) -> None:
    before, behind = AROUND[kind]
    slow = []
    for piece in PIECES:
        sign = piece if kind != "json" else json.dumps(piece)[1:-1]
        if is_slow(options, f"x.{kind}", lambda size, sign=sign: before + sign * (size // len(sign)) + behind):
            slow.append(piece)
    assert slow == []


@pytest.mark.parametrize("what", WHOLE)
def test_a_file_that_is_made_to_take_long(options: ReadOptions, what: str) -> None:
    assert not is_slow(options, *WHOLE[what])

"""The span reader that ships: it points at answers, and at none where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.grounding.span_reader import SpanReader
from core.sentences import sentences
from core.weights.locate import converted

pytestmark = pytest.mark.models

LIGHTHOUSE = (
    "The Eddystone rocks lie 19 kilometres off the coast of Cornwall. Henry Winstanley finished the first lighthouse "
    "on them in 1698. John Rudyerd's wooden tower of 1709 lasted until 1755, when it burned down."
)
BREAD = "Bread is baked in a hot oven for forty minutes. Flour is milled from wheat."
SET = Path(__file__).parents[3] / "training" / "evaluate" / "sets" / "encyclopaedia.jsonl"


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader(converted("spans-ctranslate2"), threads=1)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who finished the first lighthouse?", "Henry Winstanley"),
        ("When did Rudyerd's tower burn down?", "1755"),
        ("How far off the coast do the rocks lie?", "19 kilometres"),
        ("For how long is bread baked?", "forty minutes"),
    ],
)
def test_the_words_that_answer_are_pointed_at(reader: SpanReader, question: str, answer: str) -> None:
    texts = [BREAD, LIGHTHOUSE]
    best = reader.read(question, texts)[0]
    assert answer in texts[best.text][best.start : best.end]
    assert answer in texts[best.text][slice(*best.answer)]
    assert best.score > 0


def test_what_is_nowhere_is_less_likely_than_nothing(reader: SpanReader) -> None:
    assert reader.read("What is the capital of Mongolia?", [BREAD, LIGHTHOUSE])[0].score < 0


def test_every_sentence_of_a_long_text_is_read_once(reader: SpanReader) -> None:
    text = " ".join(f"Station {n} of the line was opened in {1800 + n} and has {n % 7} tracks." for n in range(60))
    found = reader.read("When was station 41 of the line opened?", [text])
    assert sorted((f.start, f.end) for f in found) == sentences(text)
    assert all(f.start <= f.answer[0] < f.answer[1] <= f.end for f in found)


def test_no_line_is_lost_where_words_are_many_tokens(reader: SpanReader) -> None:
    """Codes and account numbers are five tokens and more a word: a window is full before it has many words."""
    lines = [f"Contract no. KX-{n}7-{n * 991:06}: DE{n + 11} 3704 0044 0532 {n * 37:04} 00" for n in range(24)]
    text = "\n".join(lines)
    found = reader.read("What is the IBAN of contract KX-97-008919?", [text])
    assert sorted((one.start, one.end) for one in found) == sentences(text)


def test_the_end_of_a_row_without_end_is_read(reader: SpanReader) -> None:
    row = "; ".join(f"X{n}Q-{n * 7919}: {n * 104729}" for n in range(32)) + "; Colour: green"
    found = reader.read("Which colour is it?", [row])
    assert sorted((one.start, one.end) for one in found) == sentences(row)
    assert row[slice(*found[0].answer)] == "green"


def test_a_title_says_what_a_text_is_about(reader: SpanReader) -> None:
    text = "Total: 118.20 EUR\nDue date: 4 May 2024\nStatus: open"
    question = "What is the total of invoice 4711?"
    named, other = (reader.read(question, [text], [title])[0] for title in ("Invoice 4711", "Invoice 4718"))
    assert "118.20" in text[slice(*named.answer)]
    assert named.score > other.score
    assert named.score > reader.read(question, [text])[0].score


def test_texts_do_not_change_each_other(reader: SpanReader) -> None:
    """Beyond what rounding to eight bits does to a batch of another shape."""
    question = "Who finished the first lighthouse?"
    alone = reader.read(question, [LIGHTHOUSE])[0]
    among = next(f for f in reader.read(question, [BREAD, LIGHTHOUSE]) if f.text == 1)
    assert (among.start, among.end, among.answer) == (alone.start, alone.end, alone.answer)
    assert among.score == pytest.approx(alone.score, abs=0.5)


def test_empty_and_strange_texts_are_taken(reader: SpanReader) -> None:
    assert reader.read("Who?", []) == []
    assert reader.read("Who?", ["", "   "]) == []
    reader.read("", [LIGHTHOUSE])
    reader.read("?" * 5000, [LIGHTHOUSE])
    reader.read("Who \ud800 was it?", ["An\x00na \ud800 did it."])


def test_most_of_a_small_encyclopaedia_is_answered(reader: SpanReader) -> None:
    """0.84 of its 50 answers when the weights were made; far less says that they or their reading broke."""
    rows = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    right = 0
    for row in rows:
        best = reader.read(row["question"], [row["context"]])[0]
        pointed = row["context"][slice(*best.answer)].lower()
        right += any(answer.lower() in pointed for answer in row["answers"])
    assert right / len(rows) > 0.65

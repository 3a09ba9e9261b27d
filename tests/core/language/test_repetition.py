"""Loops are cut where they begin, and whatever is none goes through as it is, however it is cut into pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event, Timer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.language.repetition import LONGEST_RUN, LoopGuard, without_loops
from core.types import Finish, Piece, Usage

STORY = "The mill was built in 1843. It burned down twice, and was built again"


def passed(pieces: Sequence[str]) -> tuple[str, bool]:
    guard = LoopGuard()
    text = "".join([guard.add(piece) for piece in pieces])
    return text + guard.end(), guard.found


def cut_up(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


words = some.lists(some.from_regex(r"[a-zäß]{1,8}", fullmatch=True), max_size=60, unique_by=str.casefold)
marks = some.lists(some.sampled_from([" ", ", ", ". ", "\n\n", " – ", "? ", ": “"]), min_size=60, max_size=60)


@settings(deadline=None)
@given(words, marks, some.integers(1, 9))
def test_a_text_without_a_repeat_goes_through_unchanged(said: list[str], between: list[str], size: int) -> None:
    text = "".join(word + mark for word, mark in zip(said, between, strict=False))
    assert passed(cut_up(text, size)) == (text, False)


@settings(deadline=None)
@given(some.text(max_size=60), some.integers(1, 5))
def test_short_texts_of_any_signs_go_through_unchanged(text: str, size: int) -> None:
    shown, found = passed(cut_up(text, size))
    assert found or shown == text
    assert text.startswith(shown)


@settings(deadline=None)
@given(some.lists(some.sampled_from("the mill of a river and it was".split()), max_size=80), some.integers(1, 7))
def test_what_is_shown_is_where_the_text_begins_and_holds_no_long_repeat(said: list[str], size: int) -> None:
    text = " ".join(said)
    shown, found = passed(cut_up(text, size))
    assert text.startswith(shown)
    assert found or shown == text
    kept = shown.split()
    runs = [tuple(kept[at : at + LONGEST_RUN]) for at in range(len(kept) - LONGEST_RUN + 1)]
    assert len(set(runs)) == len(runs)


@settings(deadline=None)
@given(words.filter(lambda said: len(said) >= 4), some.integers(1, 9), some.integers(2, 6))
def test_a_sentence_that_comes_again_is_cut_before_it(said: list[str], size: int, times: int) -> None:
    sentence = " ".join(said) + "."
    shown, found = passed(cut_up(" ".join([sentence] * times), size))
    assert (shown.rstrip(), found) == (sentence, True)


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
@pytest.mark.parametrize(("text", "shown"), [
    (f"{STORY}. The mill was built in 1843. It burned", f"{STORY}."),
    (f"{STORY} and again" + " and again" * 30, f"{STORY} and"),
    ("1. Read the text\n2. Ask me\n1. Read the text\n2. Ask me\n" * 4, None),
    ("no " * 40, "no"), ("ha" * 200, None), ("=" * 400, None), ("我们找到了文件。" * 9, "我们找到了文件。"),
])  # fmt: skip
def test_loops_are_cut(text: str, shown: str | None, size: int) -> None:
    kept, found = passed(cut_up(text, size))
    assert found
    assert len(kept) < len(text) / 1.2
    assert shown is None or kept.rstrip() == shown


@pytest.mark.parametrize("text", [
    "Yes, of course. Yes, of course. Is there more?", "very, very, very good", "| a | b |\n|-----|-----|\n| 1 | 2 |",
    "Ho ho ho! Ho ho ho!", "The lease of flat 1 ends in May. The lease of flat 2 ends in June.",
    "0.00 0.00 0.00", "-" * 39,
])  # fmt: skip
def test_what_people_repeat_is_no_loop(text: str) -> None:
    assert passed(cut_up(text, 2)) == (text, False)


def test_words_come_at_once_unless_they_may_become_a_repeat() -> None:
    guard = LoopGuard()
    assert [guard.add(word) for word in ("Gr", "eat", "ings", ", all", " of", " you")] == [
        "Gr", "eat", "ings", ", all", " of", " you",
    ]  # fmt: skip
    assert [guard.add(word) for word in (" of", " Ro", "me")] == [" ", "of Ro", "me"]


def model(said: list[str], heard: list[str]) -> Iterator[Piece]:
    yield from ()
    for word in said:
        heard.append(word)
        yield Piece(word)


def test_the_model_is_stopped_and_the_end_says_why() -> None:
    heard: list[str] = []

    def generate(stop: Event) -> Iterator[Piece]:
        for piece in model(["It is what it is. "] * 50, heard):
            if stop.is_set():
                yield Piece("", "cancelled", Usage(7, len(heard)))
                return
            yield piece

    pieces = list(without_loops(generate))
    assert "".join(piece.text for piece in pieces).strip() == "It is what it is."
    assert (pieces[-1].finish, pieces[-1].usage) == ("repeated", Usage(7, len(heard)))
    assert len(heard) < 5


@pytest.mark.parametrize("finish", ["stop", "length", "cancelled"])
def test_other_ends_stay_as_they_are_and_what_was_held_back_comes(finish: Finish) -> None:
    pieces = [Piece("Of mice and"), Piece(" of mice"), Piece("", finish, Usage(3, 5))]
    found = list(without_loops(lambda _: iter(pieces)))
    assert "".join(piece.text for piece in found) == "Of mice and of mice"
    assert (found[-1].finish, found[-1].usage) == (finish, Usage(3, 5))


def test_whoever_cancels_stops_the_model() -> None:
    cancel, stops = Event(), []

    def generate(stop: Event) -> Iterator[Piece]:
        cancel.set()
        stops.append(stop.is_set())
        yield Piece("", "cancelled", Usage())

    assert [piece.finish for piece in without_loops(generate, cancel)] == ["cancelled"]
    assert stops == [True]


def test_who_waits_for_the_stop_waits_for_both() -> None:
    cancel, waited = Event(), []

    def generate(stop: Event) -> Iterator[Piece]:
        waited.append(stop.wait(0.01))
        Timer(0.05, cancel.set).start()
        waited.append(stop.wait(10))
        yield Piece("", "cancelled", Usage())

    assert [piece.finish for piece in without_loops(generate, cancel)] == ["cancelled"]
    assert waited == [False, True]

"""Words for places, sizes and times."""

from __future__ import annotations

import pytest

from core.types import BoxSpan, PageSpan, Span, TimeSpan
from frontend import wording
from frontend.client.records import Document, LanguageModel, Welcome

NOW = 1_795_262_400.0  # seconds since 1970


@pytest.mark.parametrize(
    ("span", "words"),
    [(PageSpan(3, 0, 9), "page 3"), (BoxSpan((0, 0, 1, 1)), "picture"), (TimeSpan(64.9, 70), "at 1:04"),
     (TimeSpan(7209.0, 7210), "at 2:00:09")],
)  # fmt: skip
def test_places(span: Span, words: str) -> None:
    assert wording.place(span, "a.pdf") == words


def test_a_text_of_one_page_needs_no_page_number() -> None:
    assert wording.place(PageSpan(1, 0, 9), "a.txt") == ""
    assert wording.place(PageSpan(1, 0, 9), "a.PDF") == "page 1"
    assert wording.place(PageSpan(2, 0, 9), "a.docx") == "page 2"


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (640_044, "640 kB"), (999_900, "1.0 MB"),
     (536_870_912, "537 MB"), (7_600_000_000, "7.6 GB"), (5_000_000_000_000, "5000 GB")],
)  # fmt: skip
def test_sizes(count: int, words: str) -> None:
    assert wording.size(count) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [(NOW + 5, "just now"), (NOW - 30, "just now"), (NOW - 120, "2 minutes ago"), (NOW - 3600, "1 hour ago"),
     (NOW - 2.1 * 86_400, "2 days ago"), (1_767_312_000.0, "2 January 2026"), (0.0, "")],
)  # fmt: skip
def test_moments(moment: float, words: str) -> None:
    assert wording.when(moment, NOW) == words


def test_a_file_in_one_line() -> None:
    document = Document("d", "n.pdf", "text", "ready", size=2000, pages=3, created_at=NOW - 3600)
    assert wording.describe(document, NOW) == "Text · 3 pages · 2.0 kB · 1 hour ago"


def test_timings_say_when_it_began_and_how_long_it_took() -> None:
    assert wording.timings({"first_token": 0.31, "total": 1.26}) == "Began after 0.3 s, took 1.3 s"
    assert wording.timings({"total": 1.26}) == "Took 1.3 s"
    assert wording.timings(None) == ""


def test_examples_begin_with_what_is_in_the_library() -> None:
    ready = Document("d", "a.pdf", "text", "ready")
    sound = Document("e", "b.wav", "audio", "ready")
    assert wording.examples([ready, sound], {})[:2] == ["Summarise a.pdf", "Summarise b.wav"]
    samples = {"a.pdf": "Who built it?", "b.wav": "Who speaks?", "c.jpg": "Is it a cat?"}
    assert wording.examples([sound, ready], samples) == ["Who built it?", "Who speaks?", "What documents do I have?"]


def test_examples_for_an_empty_library_are_about_vermeil() -> None:
    assert len(wording.examples([], {})) == len(set(wording.examples([], {}))) == 3
    assert wording.examples([Document("f", "c.pdf", "text", "failed")], {}) == wording.examples([], {})


def test_it_is_said_what_a_small_model_is_bad_at_and_nothing_of_a_chosen_one() -> None:
    tiny, small = wording.limits(Welcome("m", True, False, {})), wording.limits(Welcome("m", True, True, {}))
    assert "not asked for knowledge of the world" in tiny
    assert "bad at reasoning and at knowledge of the world" in small
    assert wording.limits(Welcome("m", False, True, {})) == ""


def test_unknown_parts_are_named_readably() -> None:
    assert wording.part("language") == "Language model"
    assert wording.part("text encoder") == wording.part("text_encoder") == "Text understanding"
    assert wording.part("new_thing") == "New thing"


@pytest.mark.parametrize("server", [None, "127.0.0.1:11434", "localhost:8000", "[::1]:80"])
def test_what_stays_here_is_said_to_stay(server: str | None) -> None:
    assert wording.privacy(LanguageModel("m", "ready", "lite", server=server)) == "Everything stays on this machine."


def test_where_questions_go_is_said() -> None:
    words = wording.privacy(LanguageModel("m", "ready", "lite", server="gpu.example:8000"))
    assert words.startswith("Questions, and the passages that they need, go to gpu.example:8000.")


def test_a_language_model_is_told_by_where_it_is_and_how_fast() -> None:
    model = LanguageModel("m", "ready", "lite", file="m.gguf", size=91_700_000, answers=3, seconds=0.21, read=1471.2)
    assert wording.origin(model) == "Of the profile lite · m.gguf, 92 MB"
    assert wording.speeds(model) == [("Reads", "1,471 tokens/s"), ("An answer takes", "0.2 s")]
    assert wording.origin(LanguageModel("m", "ready", "lite", server="gpu:1")) == "On the server gpu:1"
    assert wording.speeds(LanguageModel("m", "ready", "lite")) == []

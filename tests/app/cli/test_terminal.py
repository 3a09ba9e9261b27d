"""What the command line prints for people: nothing that a terminal would obey, and everything that was asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import terminal
from core.errors import BadInput, VermeilError
from core.events import Cited, Done, Failed, Progress, Sources, Token, Transcript
from core.types import Answer, BoxSpan, Citation, Outcome, PageSpan, Passage, Status, TimeSpan, Usage
from frontend.client.records import Document

HOSTILE = "\x1b[31mred\x07\u202e"


def document(name: str, status: Status = "ready", chunks: int = 12) -> Document:
    return Document("d1", name, "text", status, chunks, seconds=0.5)


def test_control_characters_are_shown_as_none() -> None:
    assert terminal.printable(HOSTILE) == "�[31mred��"
    assert terminal.printable("two\nlines") == "two\nlines"


def test_documents_stand_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    long = "a name " * 30
    terminal.print_documents([document("fox.txt"), document(f"{HOSTILE}{long}", status="failed", chunks=0)])
    head, fox, red = capsys.readouterr().out.splitlines()
    assert head.split() == ["document", "status", "passages", "name"]
    assert fox.split() == ["d1", "ready", "12", "fox.txt"]
    assert fox.index("12") + 2 == red.index("0") + 1 == head.index("passages") + len("passages")
    assert long.strip() in red  # a line is whole where a program reads it
    assert "\x1b" not in red


def test_an_empty_library_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_documents([])
    assert "vermeil add PATH" in capsys.readouterr().out


def test_models_and_figures_stand_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    model = {"profiles": ["lite", "phi2"], "part": "vision", "name": "tower", "licence": "MIT", "source": "a==1"}
    states = [{"here": False, "verified": None}, {"here": True, "verified": True}, {"here": True, "verified": False}]
    terminal.print_models([{**model, **state} for state in states])  # type: ignore[typeddict-item]
    rows = capsys.readouterr().out.splitlines()[1:]
    assert ["not here" in rows[0], " verified" in rows[1], "not verified" in rows[2]] == [True] * 3
    assert rows[0].startswith("lite, phi2")
    terminal.print_figures({"recall": 0.123456, "questions": 40, "name": "[bold]x"})
    assert [row.split() for row in capsys.readouterr().out.splitlines()[1:]] == [
        ["recall", "0.1235"], ["questions", "40"], ["name", "[bold]x"],
    ]  # fmt: skip


def test_places_are_named_by_what_they_are_in() -> None:
    assert terminal.place(PageSpan(3, 0, 9)) == "page 3"
    assert terminal.place(BoxSpan((0, 0, 1, 1))) == "in the picture"
    assert terminal.place(TimeSpan(61.9, 125.0)) == "1:01–2:05"


def test_an_unknown_library_mode_names_those_there_are() -> None:
    assert terminal.library_mode("only") == "only"
    with pytest.raises(BadInput, match="There is no library mode “all”") as caught:
        terminal.library_mode("all")
    assert caught.value.remedy == "Use auto, only, off."


def test_files_are_found_in_a_steady_order_and_hidden_ones_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "inner/a.txt", ".hidden/c.txt", "inner/.d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    single = tmp_path / ".hidden" / "c.txt"
    assert terminal.files_of([tmp_path, single]) == [tmp_path / "b.txt", tmp_path / "inner" / "a.txt", single]
    with pytest.raises(BadInput, match="There is no file none"):
        terminal.checked(tmp_path / "none.txt")


# --- an answer ----------------------------------------------------------------------------------------------------


def answer(text: str, supported: bool = True, **more: object) -> Answer:
    cited = Citation(1, "d", "fox.txt", PageSpan(1, 0, 9), "a quote", supported)
    values = {"from_library": True, "citations": (cited,), "transcript": None, "model": "m", "adapter": None,
              "prompt_version": "1", "timings": {"first_token": 0.25, "total": 1.5}, "usage": Usage()}  # fmt: skip
    return Answer(text, **{**values, **more})  # type: ignore[arg-type]


def test_an_answer_is_followed_from_its_sources_to_its_foot(capsys: pytest.CaptureFixture[str]) -> None:
    passage = Passage(1, "d", "fox.txt", "text", "The fox was called Rusty.", PageSpan(1, 0, 25), 0.9, ((4, 24),))
    events = [Transcript("who?"), Sources((passage,)), Progress("Reading", 1, 2), Token("Rus"), Token(f"ty{HOSTILE}"),
              Cited(answer("").citations[0]), Done(answer("Rusty [1]"))]  # fmt: skip
    assert terminal.follow(iter(events), quiet=False).answer == "Rusty [1]"
    shown = capsys.readouterr()
    assert shown.err == "… Reading (1/2)\n"
    said, sources, words, mark, times = shown.out.splitlines()
    assert said == "You said: who?"
    assert sources == "  fox.txt, page 1: fox was called Rusty"
    assert words == "Rusty�[31mred��"
    assert mark == "[1] fox.txt, page 1"
    assert times == "0.25 s to the first word, 1.50 s in all"


def test_what_does_not_support_its_sentence_or_comes_from_nowhere_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_answer_foot(answer("", supported=False))
    assert "does not support the sentence" in capsys.readouterr().out
    terminal.print_answer_foot(answer("", from_library=False, citations=()))
    assert "not from your library" in capsys.readouterr().out
    terminal.print_answer_foot(answer("", from_library=False, citations=(), outcome=Outcome.NOTHING_FOUND))
    assert "not from your library" not in capsys.readouterr().out


def test_an_answer_that_breaks_off_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(VermeilError, match="The model stopped"):
        terminal.follow(iter([Token("Well"), Failed("engine_failure", "The model stopped.", "Ask again.")]), quiet=True)
    assert capsys.readouterr().out == ""

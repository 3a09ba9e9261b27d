"""The command line does the same things with a server and without one, and gets the same from both."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import memory.readers
from app.cli import terminal
from app.cli.session import HttpSession, LocalSession, Session, open_session
from app.wiring.data_folder import hold
from core.errors import Busy, VermeilError
from core.events import Done, Event
from core.types import Answer
from tests.app.serving import QuickReaders, serving, settings

STORY = "The clever fox of Elmwood was called Rusty.\nThe mill of Elmwood burned down in 1987."
FOX = "What was the fox of Elmwood called?"


@pytest.fixture(params=["alone", "beside a server"])
def session(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    chosen = settings(tmp_path / "data")
    if request.param == "alone":
        with open_session(chosen) as opened:
            assert isinstance(opened, LocalSession)
            yield opened
        return
    with serving(chosen), open_session(chosen) as opened:
        assert isinstance(opened, HttpSession)
        yield opened


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "elmwood.txt"
    file.write_text(STORY)
    return file


def answer(events: Iterator[Event]) -> Answer:
    *_, last = events
    assert isinstance(last, Done)
    return last.answer


def test_files_are_added_listed_searched_and_removed(
    session: Session, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, absent = story.with_name("broken.bin"), story.with_name("absent.txt")
    broken.write_bytes(b"damaged")
    assert terminal.add_files(session, [story, broken, absent], as_json=False) == 2
    shown = capsys.readouterr()
    assert "✓ elmwood.txt: 2 passages" in shown.err
    assert "✗ broken.bin: The file is damaged." in shown.err
    assert "✗ absent.txt: There is no file absent.txt." in shown.err
    assert "1 of 3 files are in the library" in shown.out
    listed = {line.name: line for line in session.documents()}
    assert {name: line.status for name, line in listed.items()} == {"elmwood.txt": "ready", "broken.bin": "failed"}
    [found] = session.search("who was the clever fox", 1)
    assert found.document == listed["elmwood.txt"].id
    for line in listed.values():
        session.remove(line.id)
    assert session.documents() == []


def test_a_document_is_told_as_the_api_tells_it(tmp_path: Path, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    chosen = settings(tmp_path / "data")
    broken = story.with_name("broken.bin")
    broken.write_bytes(b"damaged")
    with open_session(chosen) as alone:
        terminal.add_files(alone, [story, broken], as_json=True)
        directly = [document.to_json() for document in alone.documents()]
    with serving(chosen) as address, open_session(chosen) as beside, httpx.Client(base_url=address) as http:
        served = http.get("/api/documents").json()["documents"]
        assert [document.to_json() for document in beside.documents()] == served == directly
    assert [document["kind"] for document in served] == [None, "text"]


def test_an_answer_cites_and_goes_on_in_its_conversation(session: Session, story: Path) -> None:
    terminal.add_files(session, [story], as_json=True)
    first = answer(session.ask(FOX, "auto", None, None, None))
    assert "Rusty" in first.answer
    assert [cited.name for cited in first.citations] == ["elmwood.txt"]
    second = answer(session.ask("Hello!", "off", None, None, first.conversation))
    assert second.conversation == first.conversation


def test_pictures_and_recordings_are_questions_too(session: Session) -> None:
    assert answer(session.ask("What is this?", "off", b"picture", None, None)).answer.startswith("The picture shows")
    assert (answer(session.ask("", "off", None, b"audio 1", None)).transcript or "").startswith("tone")


def test_a_recording_is_written_down_and_an_answer_spoken(session: Session, tmp_path: Path) -> None:
    recording = tmp_path / "a.wav"
    recording.write_bytes(b"audio 3")
    heard = session.transcribe(recording, None)
    assert (heard["duration"], heard["language"], len(heard["segments"])) == (3.0, "en", 3)
    session.speak("Hello there. Good bye.", tmp_path / "spoken.wav")
    with wave.open(str(tmp_path / "spoken.wav")) as sound:
        assert sound.getnframes() > 0.5 * sound.getframerate()


@pytest.mark.parametrize("question", ["", "x" * 8_001])
def test_a_question_that_is_none_is_an_error_with_a_remedy(session: Session, question: str) -> None:
    with pytest.raises(VermeilError) as caught:
        list(session.ask(question, "auto", None, None, None))
    assert caught.value.remedy


def test_what_is_not_there(session: Session) -> None:
    with pytest.raises(VermeilError, match="no such document") as caught:
        session.remove("nobody's")
    assert caught.value.remedy


# --- who holds the folder -----------------------------------------------------------------------------------------


def test_a_folder_that_another_command_holds_is_refused(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    with hold(tmp_path), pytest.raises(Busy, match="Another Vermeil process"), open_session(chosen):
        pass
    with open_session(chosen) as opened:
        assert isinstance(opened, LocalSession)


def test_a_command_that_needs_no_model_loads_none(tmp_path: Path) -> None:
    with open_session(settings(tmp_path)) as opened:
        assert isinstance(opened, LocalSession)
        assert opened.documents() == []
        states = {part.name: part.state for part in opened.services.models.for_answers}
    assert states["language model"] == "waiting"

"""Searching the library by voice: what is said is heard once, shown, and searched for with what is written."""

from __future__ import annotations

import io
from typing import IO, Any

import pytest
from streamlit.testing.v1 import AppTest

from core.types import PageSpan, Passage
from frontend import searching
from frontend.client.errors import ApiError


class Client:
    """Hears the same in all recordings, and finds a passage."""

    def __init__(self) -> None:
        self.says: str | ApiError = " quiet hours "
        self.heard: list[bytes] = []
        self.searched: list[str] = []

    def transcribe(self, name: str, stream: IO[bytes]) -> dict[str, str]:
        self.heard.append(stream.read())
        if isinstance(self.says, ApiError):
            raise self.says
        return {"text": self.says}

    def search(self, query: str, *, tag: str | None, picture: bytes | None) -> list[Passage]:
        self.searched.append(query)
        return [Passage(1, "d", "rules.txt", "text", "Quiet hours begin at ten.", PageSpan(1, 0, 25), 0.9)]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    made = Client()
    monkeypatch.setattr(searching, "client", lambda: made)
    monkeypatch.setattr(searching.st, "audio_input", lambda *_, **__: io.BytesIO(b"RIFF"))
    return made


def library() -> None:
    from frontend import searching

    sought = searching.field()
    if sought is not None:
        searching.results(sought, None)


def told(page: AppTest) -> str:
    kinds: tuple[Any, ...] = (page.markdown, page.caption, page.warning, page.error)
    return " ".join(str(element.value) for kind in kinds for element in kind)


def test_what_is_said_is_heard_once_and_searched_for(client: Client) -> None:
    page = AppTest.from_function(library).run()
    assert client.searched == ["quiet hours"]
    assert "1 passage" in told(page)
    assert ":material/mic: quiet hours" in told(page)
    page.text_input(key="search").set_value("in winter").run()
    assert client.searched[-1] == "in winter quiet hours"
    assert client.heard == [b"RIFF"]
    assert [button.label for button in page.button if button.key == "search-clear"] == ["Show all files"]


def test_what_was_not_understood_says_so_and_searches_for_nothing(client: Client) -> None:
    client.says = " "
    assert "Nothing was heard" in told(AppTest.from_function(library).run())
    client.says = ApiError("not_ready", "The recogniser is loading.", "Try again in a moment.")
    assert "The recogniser is loading" in told(AppTest.from_function(library).run())
    assert client.searched == []

"""How the command line reaches the library: over HTTP where a server holds the data folder, else directly."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.wiring.data_folder import held_by, hold
from app.wiring.services import Services, build
from core.errors import Busy
from core.events import Event
from core.settings import Settings
from core.types import LibraryMode, Passage, Question, Sampling, Transcription
from frontend.client.records import Document

if TYPE_CHECKING:
    from frontend.client.http import Client

_LONG = 24 * 3600.0  # seconds: a long recording may take that long to be read


class Session(Protocol):
    """The few things that the command line does."""

    def add(self, path: Path) -> Document:
        """Hand a file over; the document as the API describes it, queued."""

    def document(self, document: str) -> Document:
        """A document as it stands, after a moment in which it may go on."""

    def documents(self) -> list[Document]:
        """All documents, the newest first."""

    def remove(self, document: str) -> None:
        """Delete a document with everything that was made of it."""

    def search(self, query: str, limit: int) -> list[Passage]:
        """The best `limit` passages."""

    def ask(
        self, text: str, library: LibraryMode, picture: bytes | None, audio: bytes | None, conversation: str | None
    ) -> Iterator[Event]:
        """The events of an answer, as they come."""

    def transcribe(self, path: Path, language: str | None) -> Transcription:
        """A recording as `verbose_json`; `language` None is the setting's."""

    def speak(self, text: str, target: Path) -> None:
        """Write the text, spoken, as a WAV file."""


@contextmanager
def open_session(settings: Settings) -> Iterator[Session]:
    """The session that fits. Raises `Busy` where the folder is held by something that serves no HTTP."""
    address = held_by(settings.data_folder())
    if address == "":
        raise Busy("Another Vermeil process uses this data folder.", "Wait for it, or choose another with --data.")
    with ExitStack() as stack:
        if address:
            from frontend.client.http import Client

            yield HttpSession(stack.enter_context(Client(address, patience=_LONG, key=settings.api_key)))
            return
        stack.enter_context(hold(settings.data_folder()))
        services = build(settings)
        stack.callback(services.close)
        yield LocalSession(services)


class LocalSession:
    """Owns the data folder and does the work itself."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.owner = services.settings.owner

    def add(self, path: Path) -> Document:
        with path.open("rb") as stream:
            document = self.services.stores.library.add(self.owner, path.name, stream)
        self.services.ingest.submit(document.id)
        return Document.from_json(document.to_json())

    def document(self, document: str) -> Document:
        self.services.ingest.wait(document, 0.25)
        return Document.from_json(self.services.stores.library.get(self.owner, document).to_json())

    def documents(self) -> list[Document]:
        return [Document.from_json(found.to_json()) for found in self.services.stores.library.list(self.owner)]

    def remove(self, document: str) -> None:
        self.services.stores.library.delete(self.owner, document)

    def search(self, query: str, limit: int) -> list[Passage]:
        return self.services.retriever.search(self.owner, query, limit)

    def ask(
        self, text: str, library: LibraryMode, picture: bytes | None, audio: bytes | None, conversation: str | None
    ) -> Iterator[Event]:
        question = Question(
            text, self.owner, library, conversation, picture, audio, Sampling(self.services.settings.answer_tokens)
        )
        return self.services.assistant.answer(question)

    def transcribe(self, path: Path, language: str | None) -> Transcription:
        from app.answering.hearing import hear
        from core.speech import subtitles

        services = self.services
        spoken = language or services.settings.spoken_language
        heard = hear(path, services.readers, services.models.recognizer.get(), spoken)
        return subtitles.to_verbose_json(heard.segments, duration=heard.seconds, language=heard.language)

    def speak(self, text: str, target: Path) -> None:
        from core.grounding import evidence
        from core.speech.encoding import wav_file

        voice = self.services.models.synthesizer.get()
        sentences = [text[a:b] for a, b in evidence.sentences(text)]
        target.write_bytes(wav_file(voice.speak(sentences), voice.sample_rate))


class HttpSession:
    """Asks the server that holds the data folder."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def add(self, path: Path) -> Document:
        with path.open("rb") as stream:
            return self.client.upload(path.name, stream, path.stat().st_size)

    def document(self, document: str) -> Document:
        time.sleep(0.1)
        return self.client.document(document)

    def documents(self) -> list[Document]:
        return self.client.documents()

    def remove(self, document: str) -> None:
        self.client.delete_document(document)

    def search(self, query: str, limit: int) -> list[Passage]:
        return self.client.search(query, limit)

    def ask(
        self, text: str, library: LibraryMode, picture: bytes | None, audio: bytes | None, conversation: str | None
    ) -> Iterator[Event]:
        asked = self.client.ask(text, library=library, conversation=conversation, picture=picture, audio=audio)
        with asked as stream:
            yield from (event for event in stream if event is not None)

    def transcribe(self, path: Path, language: str | None) -> Transcription:
        with path.open("rb") as stream:
            return self.client.transcribe(path.name, stream, language)

    def speak(self, text: str, target: Path) -> None:
        target.write_bytes(self.client.speak(text))

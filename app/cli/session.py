"""How the command line reaches the library: over HTTP where a server holds the data folder, else directly."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from app.wiring.data_folder import held_by, hold
from app.wiring.services import Services, build
from core.errors import Busy, EngineFailure, VermeilError
from core.events import Event, event_from_json
from core.settings import Settings
from core.types import LibraryMode, Question, Sampling

_LONG = 24 * 3600.0  # seconds: a long recording may take that long to be read


class Session(Protocol):
    """The few things that the command line does."""

    def add(self, path: Path) -> dict[str, Any]:
        """Hand a file over; the document as the API describes it, queued."""

    def document(self, document: str) -> dict[str, Any]:
        """A document as it stands, after a moment in which it may go on."""

    def documents(self) -> list[dict[str, Any]]:
        """All documents, the newest first."""

    def remove(self, document: str) -> None:
        """Delete a document with everything that was made of it."""

    def search(self, query: str, limit: int) -> list[dict[str, Any]]:
        """The best `limit` passages, as the API describes them."""

    def ask(
        self, text: str, library: LibraryMode, picture: bytes | None, audio: bytes | None, conversation: str | None
    ) -> Iterator[Event]:
        """The events of an answer, as they come."""

    def transcribe(self, path: Path, language: str | None) -> dict[str, Any]:
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
            import httpx

            client = stack.enter_context(httpx.Client(base_url=address, timeout=_LONG, trust_env=False))
            yield HttpSession(client)
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

    def add(self, path: Path) -> dict[str, Any]:
        with path.open("rb") as stream:
            document = self.services.stores.library.add(self.owner, path.name, stream)
        self.services.ingest.submit(document.id)
        return document.to_json()

    def document(self, document: str) -> dict[str, Any]:
        self.services.ingest.wait(document, 0.25)
        return self.services.stores.library.get(self.owner, document).to_json()

    def documents(self) -> list[dict[str, Any]]:
        return [document.to_json() for document in self.services.stores.library.list(self.owner)]

    def remove(self, document: str) -> None:
        self.services.stores.library.delete(self.owner, document)

    def search(self, query: str, limit: int) -> list[dict[str, Any]]:
        return [passage.to_json() for passage in self.services.retriever.search(self.owner, query, limit)]

    def ask(
        self, text: str, library: LibraryMode, picture: bytes | None, audio: bytes | None, conversation: str | None
    ) -> Iterator[Event]:
        question = Question(
            text, self.owner, library, conversation, picture, audio, Sampling(self.services.settings.answer_tokens)
        )
        return self.services.assistant.answer(question)

    def transcribe(self, path: Path, language: str | None) -> dict[str, Any]:
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

    def __init__(self, client: Any) -> None:
        self.client = client

    def add(self, path: Path) -> dict[str, Any]:
        with path.open("rb") as stream:
            return self._json("POST", "/api/documents", files={"file": (path.name, stream)}, params={"wait": 0})

    def document(self, document: str) -> dict[str, Any]:
        import time

        time.sleep(0.1)
        return self._json("GET", f"/api/documents/{document}")

    def documents(self) -> list[dict[str, Any]]:
        return list(self._json("GET", "/api/documents")["documents"])

    def remove(self, document: str) -> None:
        self._json("DELETE", f"/api/documents/{document}")

    def search(self, query: str, limit: int) -> list[dict[str, Any]]:
        return list(self._json("POST", "/api/search", json={"query": query, "limit": limit})["results"])

    def ask(
        self, text: str, library: LibraryMode, picture: bytes | None, audio: bytes | None, conversation: str | None
    ) -> Iterator[Event]:
        body = {
            "question": text,
            "library": library,
            "conversation": conversation,
            "picture": picture and base64.b64encode(picture).decode(),
            "audio": audio and base64.b64encode(audio).decode(),
        }
        with self.client.stream("POST", "/api/ask", json=body) as response:
            if response.status_code >= 400:
                response.read()
                raise told(response)
            for line in response.iter_lines():
                if line.startswith("data: "):
                    event = event_from_json(json.loads(line[6:]))
                    if event is not None:
                        yield event

    def transcribe(self, path: Path, language: str | None) -> dict[str, Any]:
        data = {"response_format": "verbose_json", **({"language": language} if language else {})}
        with path.open("rb") as stream:
            return self._json("POST", "/v1/audio/transcriptions", files={"file": (path.name, stream)}, data=data)

    def speak(self, text: str, target: Path) -> None:
        response = self.client.post("/v1/audio/speech", json={"input": text, "response_format": "wav"})
        if response.status_code >= 400:
            raise told(response)
        target.write_bytes(response.content)

    def _json(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        response = self.client.request(method, path, **more)
        if response.status_code >= 400:
            raise told(response)
        result: dict[str, Any] = response.json()
        return result


def told(response: Any) -> VermeilError:
    """The server's error, as it told it."""
    try:
        error = response.json()["error"]
        return VermeilError(str(error["message"]), str(error["remedy"]))
    except (ValueError, KeyError, TypeError):
        return EngineFailure("The server answered with something that is no answer.", "See its log.")

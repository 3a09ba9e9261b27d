"""The one HTTP client, of the page and of the command line: typed answers in, one friendly sentence out on failure."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, cast

import httpx

from core.types import LibraryMode, Passage, Transcription
from frontend.client.accounts import Accounts
from frontend.client.configured import Configured
from frontend.client.conversations import Conversations
from frontend.client.errors import ApiError, body, check, translated
from frontend.client.feedback import Feedback
from frontend.client.insights import Insights
from frontend.client.memory import Memory
from frontend.client.records import (
    Document,
    LanguageModel,
    LanguageServer,
    Readiness,
    Trial,
    Welcome,
)
from frontend.client.runs import Runs
from frontend.client.sendable import sendable
from frontend.client.shelves import Shelves
from frontend.client.stream import AnswerStream
from frontend.client.versions import Versions

Progress = Callable[[int, int], None]

SESSION_COOKIE = "vermeil_session"
CONNECT_SECONDS = 3.0
_TRIAL_SECONDS = 120.0  # a server may have to load its model


class Client:
    """Speaks the API of Vermeil. Every method raises `ApiError`, and nothing else, where the service does not deliver.

    `patience`: seconds without a byte after which the service counts as stuck; what is known to take longer has more.
    `key`: an API key, where the service has accounts; `sign` shows what a browser came with instead.
    `trust_env=False`: a proxy named in the environment must never see what people say to their own machine.
    """

    def __init__(self, address: str, patience: float = 60.0, key: str = "") -> None:
        self.address = address
        self._patience = patience
        self._http = httpx.Client(base_url=address, timeout=self._timeout(0.0), trust_env=False)
        if key:
            self._http.headers["Authorization"] = f"Bearer {key}"
        self.accounts = Accounts(self._json)
        self.shelves = Shelves(self._json)
        self.feedback = Feedback(self._json, self._send)
        self.conversations = Conversations(self._json, self._send)
        self.memory = Memory(self._json)
        self.runs = Runs(self._json, self._send)
        self.versions = Versions(self._json, self._send)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sign(self, session: str | None) -> None:
        """Speak for whoever a browser is signed in as, by the token in its cookie; for nobody without one."""
        self._http.cookies.clear()
        if session:
            self._http.cookies.set(SESSION_COOKIE, session)

    def close(self) -> None:
        """Give back its connections."""
        self._http.close()

    def _timeout(self, least: float) -> httpx.Timeout:
        return httpx.Timeout(max(least, self._patience), connect=CONNECT_SECONDS)

    # --- the service ------------------------------------------------------------------------------------------------

    def readiness(self) -> Readiness:
        """Which models are loaded; an API that does not answer at all is `unreachable`, not an error."""
        try:
            response = self._http.get("/readyz", timeout=3.0)
            return Readiness.from_json(response.json())
        except (httpx.HTTPError, ValueError, AttributeError):
            return Readiness("unreachable", {})

    def language_model(self) -> LanguageModel:
        """Which language model answers, and how fast lately."""
        return LanguageModel.from_json(self._json("GET", "/api/language-model"))

    def language_server(self) -> LanguageServer:
        """What an admin chose. Refused to others."""
        return LanguageServer.from_json(self._json("GET", "/api/language-model/server"))

    def try_server(self, address: str, model: str, key: str | None) -> Trial:
        """Have a server asked; `key` None is the one that is saved for this address."""
        values, timeout = _server(address, model, key), self._timeout(_TRIAL_SECONDS)
        return Trial.from_json(self._json("POST", "/api/language-model/server/trial", json=values, timeout=timeout))

    def take_server(self, address: str, model: str, key: str | None) -> None:
        """Answer with a model of this server from now on."""
        self._send("PUT", "/api/language-model/server", json=_server(address, model, key))

    def leave_server(self) -> None:
        """Forget it: the profile's own model answers again."""
        self._send("DELETE", "/api/language-model/server")

    def configured(self) -> Configured:
        """What is set where the service was started. Refused to all but admins."""
        return Configured.from_json(self._json("GET", "/api/settings"))

    def insights(self, days: int) -> Insights:
        """How answers did in the last days. Refused to all but admins."""
        return Insights.from_json(self._json("GET", "/api/insights", params={"days": days}))

    # --- asking -----------------------------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        *,
        library: LibraryMode = "auto",
        conversation: str | None = None,
        picture: bytes | None = None,
        audio: bytes | None = None,
        again: str | None = None,
        tag: str | None = None,
    ) -> AnswerStream:
        """Start an answer, or one more to the question of the turn `again`, from the documents with a `tag`.

        Leaving the stream's `with` block, however, ends the generation on the server.
        """
        values = {
            "question": sendable(question),
            "library": library,
            "conversation": conversation,
            "picture": base64.b64encode(picture).decode() if picture else None,
            "audio": base64.b64encode(audio).decode() if audio else None,
            "again": again,
            "tag": tag,
            "stream": True,
        }
        # A model may think for a long time before its first token: reading has no time limit, stopping is the person's.
        endless = httpx.Timeout(None, connect=CONNECT_SECONDS)
        request = self._http.build_request("POST", "/api/ask", json=values, timeout=endless)
        return AnswerStream(self._http, request)

    def speak(self, text: str) -> bytes:
        """The answer as a WAV file."""
        values = {"model": "vermeil", "input": text, "voice": "default", "response_format": "wav"}
        return self._send("POST", "/v1/audio/speech", json=values, timeout=self._timeout(180.0)).content

    def transcribe(self, name: str, stream: IO[bytes], language: str | None = None) -> Transcription:
        """What is said in a recording, of any length; `language` None is the service's own."""
        data = {"response_format": "verbose_json", **({"language": language} if language else {})}
        files = {"file": (sendable(name), stream, "application/octet-stream")}
        return cast(Transcription, self._json("POST", "/v1/audio/transcriptions", data=data, files=files))

    # --- the library ------------------------------------------------------------------------------------------------

    def upload(
        self,
        name: str,
        stream: IO[bytes],
        size: int,
        *,
        wait: float = 0.0,
        progress: Progress | None = None,
        replaces: str | None = None,
    ) -> Document:
        """Hand over one file, piece by piece; `progress(sent, size)` is told about the bytes on their way.

        It may be a newer version of the document that it `replaces`.
        `wait`: seconds that the service may take to finish reading the file before it answers.
        """
        content = stream if progress is None else _Counted(stream, size, progress)
        files = {"file": (sendable(name), content, "application/octet-stream")}
        timeout = self._timeout(wait + 300.0)
        path = "/api/documents" if replaces is None else f"/api/documents/{replaces}/versions"
        response = self._send("POST", path, params={"wait": wait}, files=files, timeout=timeout)
        return Document.from_json(body(response))

    def welcome(self) -> Welcome:
        """Who answers, and which sample files there are."""
        return Welcome.from_json(self._json("GET", "/api/welcome"))

    def add_samples(self) -> list[Document]:
        """Add the sample files; they are being read then."""
        return [Document.from_json(value) for value in self._json("POST", "/api/samples")["documents"]]

    def documents(self) -> list[Document]:
        return [Document.from_json(value) for value in self._json("GET", "/api/documents")["documents"]]

    def document(self, document: str) -> Document:
        return Document.from_json(self._json("GET", f"/api/documents/{document}"))

    def delete_document(self, document: str, *, now: bool = False) -> None:
        """Delete it; `now`: for good, also where it was deleted before."""
        self._send("DELETE", f"/api/documents/{document}", params={"now": "true"} if now else None)

    def content(self, document: str) -> tuple[bytes, str]:
        """The bytes as they were handed over, and their media type."""
        response = self._send("GET", f"/api/documents/{document}/content")
        return response.content, response.headers.get("content-type", "application/octet-stream").split(";")[0]

    def preview(
        self, document: str, page: int = 1, *, width: int = 1200, chunk: int = 0, marked: tuple[int, int] | None = None
    ) -> bytes:
        """A PNG of a page, or of the picture; with characters of a passage, by its `chunk`, `marked` on it."""
        asked: dict[str, int] = {"page": page, "width": width}
        if chunk > 0 and marked is not None:
            asked |= {"chunk": chunk, "start": marked[0], "end": marked[1]}
        return self._send("GET", f"/api/documents/{document}/preview", params=asked).content

    def passages(self, document: str) -> list[Passage]:
        return [
            Passage.from_json(value) for value in self._json("GET", f"/api/documents/{document}/passages")["passages"]
        ]

    def search(
        self, query: str, limit: int = 10, tag: str | None = None, picture: bytes | None = None
    ) -> list[Passage]:
        """The passages nearest to words, to a picture, or to both."""
        encoded = base64.b64encode(picture).decode() if picture else None
        wanted = {"query": sendable(query), "limit": limit, "tag": tag, "picture": encoded}
        results = self._json("POST", "/api/search", json=wanted)["results"]
        return [Passage.from_json(value) for value in results]

    # --- the wire ---------------------------------------------------------------------------------------------------

    def _json(self, method: str, path: str, **options: Any) -> Any:
        return body(self._send(method, path, **options))

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        if not _LEADS_NOWHERE_ELSE.fullmatch(path):
            raise ApiError("not_found", "There is no such thing.")
        try:
            response = self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise translated(error, self.address) from error
        check(response)
        return response


_LEADS_NOWHERE_ELSE = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[^/?#\\\s]+)+")
"""A path whose parts are names: an id that came with the page's address may hold "../" or "?", and is none then."""


class _Counted:
    """A readable that tells how much of it was read. httpx reads it in pieces of 64 KiB."""

    def __init__(self, stream: IO[bytes], size: int, progress: Progress) -> None:
        self._stream = stream
        self._size = size
        self._sent = 0
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._sent += len(piece)
        self._progress(min(self._sent, self._size), self._size)
        return piece

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(65_536):
            yield piece

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _server(address: str, model: str, key: str | None) -> dict[str, str | None]:
    return {"address": sendable(address), "model": sendable(model), "key": key and sendable(key)}

"""The one HTTP client of the web app: typed answers in, one friendly sentence out where something fails."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import IO, Any, Literal

import httpx
import streamlit as st

from core.settings import settings
from core.types import LibraryMode, Passage
from frontend.errors import body, check, translated
from frontend.records import Conversation, Document, Readiness, Turn
from frontend.stream import AnswerStream

Progress = Callable[[int, int], None]


def api_address() -> str:
    """Where the API answers, as this machine reaches it (an API bound to every address is reached by loopback)."""
    host = settings().host
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{host}]:{settings().port}" if ":" in host else f"http://{host}:{settings().port}"


_IN_THE_SESSION = "client"


def client() -> Client:
    """The client of this open page, never of the process: who signs in on one page is not signed in on another.

    httpx keeps its connections and cookies, and may be used from every thread.
    """
    if _IN_THE_SESSION not in st.session_state:
        st.session_state[_IN_THE_SESSION] = Client(api_address())
    kept: Client = st.session_state[_IN_THE_SESSION]
    return kept


class Client:
    """Speaks the API of Vermeil. Every method raises `ApiError`, and nothing else, where the service does not deliver.

    `trust_env=False`: a proxy named in the environment must never see what people say to their own machine.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        timeout = httpx.Timeout(60.0, connect=3.0)
        self._http = httpx.Client(base_url=address, timeout=timeout, trust_env=False)

    def close(self) -> None:
        self._http.close()

    # --- the service ------------------------------------------------------------------------------------------------

    def readiness(self) -> Readiness:
        """Which models are loaded; an API that does not answer at all is `unreachable`, not an error."""
        try:
            response = self._http.get("/readyz", timeout=3.0)
            return Readiness.from_json(response.json())
        except (httpx.HTTPError, ValueError, AttributeError):
            return Readiness("unreachable", {})

    # --- asking -----------------------------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        *,
        library: LibraryMode = "auto",
        conversation: str | None = None,
        picture: bytes | None = None,
        audio: bytes | None = None,
    ) -> AnswerStream:
        """Start an answer. Leaving the stream's `with` block, however, ends the generation on the server."""
        values = {
            "question": _sendable(question),
            "library": library,
            "conversation": conversation,
            "picture": base64.b64encode(picture).decode() if picture else None,
            "audio": base64.b64encode(audio).decode() if audio else None,
            "stream": True,
        }
        # A model may think for a long time before its first token: reading has no time limit, stopping is the person's.
        request = self._http.build_request("POST", "/api/ask", json=values, timeout=httpx.Timeout(None, connect=3.0))
        return AnswerStream(self._http, request)

    def speak(self, text: str) -> bytes:
        """The answer as a WAV file."""
        values = {"model": "piper", "input": text, "voice": "default", "response_format": "wav"}
        return self._send("POST", "/v1/audio/speech", json=values, timeout=180.0).content

    def vote(self, turn: str, value: Literal["up", "down"] | None, *, reason: str = "", correction: str = "") -> None:
        """Rate an answer; `None` takes the vote back."""
        values = {"turn": turn, "vote": value, "reason": _sendable(reason), "correction": _sendable(correction)}
        self._send("POST", "/api/feedback", json=values)

    # --- conversations ----------------------------------------------------------------------------------------------

    def conversations(self) -> list[Conversation]:
        return [Conversation.from_json(value) for value in self._json("GET", "/api/conversations")["conversations"]]

    def turns(self, conversation: str) -> list[Turn]:
        return [Turn.from_json(value) for value in self._json("GET", f"/api/conversations/{conversation}")["turns"]]

    def rename_conversation(self, conversation: str, title: str) -> None:
        self._send("PATCH", f"/api/conversations/{conversation}", json={"title": _sendable(title)})

    def delete_conversation(self, conversation: str) -> None:
        self._send("DELETE", f"/api/conversations/{conversation}")

    # --- the library ------------------------------------------------------------------------------------------------

    def upload(self, name: str, stream: IO[bytes], size: int, *, wait: float = 0.0, progress: Progress) -> Document:
        """Hand over one file, piece by piece; `progress(sent, size)` is told about the bytes on their way.

        `wait`: seconds that the service may take to finish reading the file before it answers.
        """
        files = {"file": (_sendable(name), _Counted(stream, size, progress), "application/octet-stream")}
        timeout = httpx.Timeout(wait + 300.0, connect=3.0)
        response = self._send("POST", "/api/documents", params={"wait": wait}, files=files, timeout=timeout)
        return Document.from_json(body(response))

    def documents(self) -> list[Document]:
        return [Document.from_json(value) for value in self._json("GET", "/api/documents")["documents"]]

    def document(self, document: str) -> Document:
        return Document.from_json(self._json("GET", f"/api/documents/{document}"))

    def delete_document(self, document: str) -> None:
        self._send("DELETE", f"/api/documents/{document}")

    def content(self, document: str) -> tuple[bytes, str]:
        """The bytes as they were handed over, and their media type."""
        response = self._send("GET", f"/api/documents/{document}/content")
        return response.content, response.headers.get("content-type", "application/octet-stream").split(";")[0]

    def preview(self, document: str, page: int = 1) -> bytes:
        """A PNG of a page, or of the picture."""
        return self._send("GET", f"/api/documents/{document}/preview", params={"page": page}).content

    def passages(self, document: str) -> list[Passage]:
        return [
            Passage.from_json(value) for value in self._json("GET", f"/api/documents/{document}/passages")["passages"]
        ]

    def search(self, query: str, limit: int = 10) -> list[Passage]:
        results = self._json("POST", "/api/search", json={"query": _sendable(query), "limit": limit})["results"]
        return [Passage.from_json(value) for value in results]

    # --- the wire ---------------------------------------------------------------------------------------------------

    def _json(self, method: str, path: str, **options: Any) -> Any:
        return body(self._send(method, path, **options))

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            response = self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise translated(error, self.address) from error
        check(response)
        return response


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


def _sendable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 has no bytes for."""
    return text.encode("utf-8", "replace").decode("utf-8")

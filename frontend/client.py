"""The one HTTP client of the web app: typed answers in, one friendly sentence out where something fails."""

from __future__ import annotations

import base64
import contextlib
import json
import queue
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import IO, Any, Literal

import httpx

from core.errors import VermeilError
from core.settings import settings
from core.types import Event, LibraryMode, Passage
from frontend.records import Conversation, Document, Readiness, Turn, passage_from_json

Progress = Callable[[int, int], None]
TICK_SECONDS = 0.2


class ApiError(VermeilError):
    """What the API refused or failed to do. `sentence` is what the page shows."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.code = code

    @property
    def sentence(self) -> str:
        """The message and the way out, as one line of plain text."""
        return " ".join(" ".join(part.split()) for part in (self.message, self.remedy) if part)


def api_address() -> str:
    """Where the API answers, as this machine reaches it (an API bound to every address is reached by loopback)."""
    host = settings().host
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{host}]:{settings().port}" if ":" in host else f"http://{host}:{settings().port}"


@cache
def client() -> Client:
    """The client of this process; httpx keeps its connections and may be used from every thread."""
    return Client(api_address())


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
        """Which models are loaded; an API that does not answer at all is `reachable=False`, not an error."""
        try:
            response = self._http.get("/readyz", timeout=3.0)
            return Readiness.from_json(response.json())
        except (httpx.HTTPError, ValueError):
            return Readiness(reachable=False, parts={})

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
        body = {
            "question": _sendable(question),
            "library": library,
            "conversation": conversation,
            "picture": base64.b64encode(picture).decode() if picture else None,
            "audio": base64.b64encode(audio).decode() if audio else None,
            "stream": True,
        }
        # A model may think for a long time before its first token: reading has no time limit, stopping is the person's.
        request = self._http.build_request("POST", "/ask", json=body, timeout=httpx.Timeout(None, connect=3.0))
        return AnswerStream(self._http, request)

    def speak(self, text: str) -> bytes:
        """The answer as a WAV file."""
        body = {"model": "piper", "input": text, "voice": "default", "response_format": "wav"}
        return self._send("POST", "/v1/audio/speech", json=body, timeout=180.0).content

    def vote(self, turn: str, value: Literal["up", "down"] | None, *, reason: str = "", correction: str = "") -> None:
        """Rate an answer; `None` takes the vote back."""
        body = {"turn": turn, "vote": value, "reason": _sendable(reason), "correction": _sendable(correction)}
        self._send("POST", "/feedback", json=body)

    # --- conversations ----------------------------------------------------------------------------------------------

    def conversations(self) -> list[Conversation]:
        return [Conversation.from_json(value) for value in self._json("GET", "/conversations")["conversations"]]

    def turns(self, conversation: str) -> list[Turn]:
        return [Turn.from_json(value) for value in self._json("GET", f"/conversations/{conversation}")["turns"]]

    def delete_conversation(self, conversation: str) -> None:
        self._send("DELETE", f"/conversations/{conversation}")

    # --- the library ------------------------------------------------------------------------------------------------

    def upload(self, name: str, stream: IO[bytes], size: int, *, wait: float = 0.0, progress: Progress) -> Document:
        """Hand over one file, piece by piece; `progress(sent, size)` is told about the bytes on their way.

        `wait`: seconds that the service may take to finish reading the file before it answers.
        """
        files = {"file": (_sendable(name), _Counted(stream, size, progress), "application/octet-stream")}
        timeout = httpx.Timeout(wait + 300.0, connect=3.0)
        response = self._send("POST", "/documents", params={"wait": wait}, files=files, timeout=timeout)
        return Document.from_json(_body(response))

    def documents(self) -> list[Document]:
        return [Document.from_json(value) for value in self._json("GET", "/documents")["documents"]]

    def document(self, document: str) -> Document:
        return Document.from_json(self._json("GET", f"/documents/{document}"))

    def delete_document(self, document: str) -> None:
        self._send("DELETE", f"/documents/{document}")

    def content(self, document: str) -> tuple[bytes, str]:
        """The bytes as they were handed over, and their media type."""
        response = self._send("GET", f"/documents/{document}/content")
        return response.content, response.headers.get("content-type", "application/octet-stream").split(";")[0]

    def preview(self, document: str, page: int = 1) -> bytes:
        """A PNG of a page, or of the picture."""
        return self._send("GET", f"/documents/{document}/preview", params={"page": page}).content

    def passages(self, document: str) -> list[Passage]:
        return [passage_from_json(value) for value in self._json("GET", f"/documents/{document}/passages")["passages"]]

    def search(self, query: str, limit: int = 10) -> list[Passage]:
        results = self._json("POST", "/search", json={"query": _sendable(query), "limit": limit})["results"]
        return [passage_from_json(value) for value in results]

    # --- the wire ---------------------------------------------------------------------------------------------------

    def _json(self, method: str, path: str, **options: Any) -> Any:
        return _body(self._send(method, path, **options))

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            response = self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise _translated(error, self.address) from error
        _check(response)
        return response


class AnswerStream:
    """The events of one answer as they happen. Use it in a `with` block.

    Iterating gives an `Event`, or `None` after every `TICK_SECONDS` in which none came, so that the page can look for
    a press on the stop button while the model is still thinking. A thread reads; `close` shuts the socket down, which
    wakes that thread and tells the service that nobody listens any more.
    """

    def __init__(self, http: httpx.Client, request: httpx.Request) -> None:
        self._http = http
        self._request = request
        self._items: queue.SimpleQueue[Event | ApiError | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._socket: socket.socket | None = None
        self._reader = threading.Thread(target=self._read, name="answer", daemon=True)

    def __enter__(self) -> AnswerStream:
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Event | None]:
        while True:
            try:
                item = self._items.get(timeout=TICK_SECONDS)
            except queue.Empty:
                yield None
                continue
            if item is None:
                return
            if isinstance(item, ApiError):
                raise item
            yield item

    def close(self) -> None:
        """End the answer, also one that has not begun. Closing twice is harmless."""
        self._closed.set()
        if self._socket is not None:
            with contextlib.suppress(OSError):  # the service closed it first
                self._socket.shutdown(socket.SHUT_RDWR)

    def _read(self) -> None:
        try:
            response = self._http.send(self._request, stream=True)
            try:
                self._forward(response)
            finally:
                response.close()
            self._items.put(None)
        except httpx.HTTPError as error:
            self._items.put(None if self._closed.is_set() else _translated(error, str(self._http.base_url)))
        except ApiError as error:
            self._items.put(error)

    def _forward(self, response: httpx.Response) -> None:
        self._socket = response.extensions["network_stream"].get_extra_info("socket")
        if self._closed.is_set():
            return
        if response.is_error:
            response.read()
        _check(response)
        finished = False
        for event in events(response.iter_bytes()):
            if self._closed.is_set():
                return
            if event.type == "error":
                raise ApiError(
                    str(event.data.get("code", "error")),
                    str(event.data.get("message", "")),
                    str(event.data.get("remedy", "")),
                )
            finished = finished or event.type == "done"
            self._items.put(event)
        if not finished:
            raise ApiError("cut_off", "The answer broke off before it was complete.", "Please ask again.")


def events(pieces: Iterable[bytes]) -> Iterator[Event]:
    """The events in a `text/event-stream`. Only `data:` lines count here; comments keep the connection alive.

    Lines are cut at line feeds alone: U+2028 and its kin are legal inside JSON strings.
    """
    buffer = b""
    for piece in pieces:
        buffer += piece
        *lines, buffer = buffer.split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield _event(line[5:])


def _event(data: bytes) -> Event:
    try:
        payload = json.loads(data)
        return Event(payload.pop("type"), payload)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ApiError(
            "unexpected", "The service sent something that is not an answer.", "Please ask again."
        ) from error


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


def _body(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise ApiError("unexpected", "The service sent something that is not an answer.", "Try again.") from error


def _check(response: httpx.Response) -> None:
    """Raise `ApiError` with the service's own words where the status is an error."""
    if not response.is_error:
        return
    try:
        error: Mapping[str, Any] = response.json()["error"]
        message, remedy = str(error["message"]), str(error.get("remedy") or "")
        raise ApiError(str(error.get("code", "error")), message, remedy)
    except (ValueError, KeyError, TypeError, AttributeError):
        message = f"The service refused this with status {response.status_code}."
        raise ApiError("unexpected", message, "Try again, or look into its log.") from None


def _translated(error: httpx.HTTPError, address: str) -> ApiError:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return ApiError(
            "unreachable",
            f"Vermeil's service does not answer at {address}.",
            "Start it with `vermeil up`, then try again.",
        )
    if isinstance(error, httpx.TimeoutException):
        return ApiError("timeout", "The service took too long to answer.", "It may be busy: try again in a moment.")
    return ApiError("interrupted", "The connection to the service was interrupted.", "Please try again.")

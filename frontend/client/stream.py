"""An answer as it comes over the wire: server-sent events, read by a thread, that can be ended at any moment."""

from __future__ import annotations

import contextlib
import json
import queue
import socket
import threading
from collections.abc import Iterable, Iterator

import httpx

from core.events import Done, Event, Failed, event_from_json
from frontend.client.errors import ApiError, check, translated

TICK_SECONDS = 0.2


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
            self._items.put(None if self._closed.is_set() else translated(error, str(self._http.base_url)))
        except ApiError as error:
            self._items.put(error)

    def _forward(self, response: httpx.Response) -> None:
        self._socket = response.extensions["network_stream"].get_extra_info("socket")
        if self._closed.is_set():
            return
        if response.is_error:
            response.read()
        check(response)
        finished = False
        for event in events(response.iter_bytes()):
            if self._closed.is_set():
                return
            if isinstance(event, Failed):
                raise ApiError(event.code, event.message, event.remedy)
            finished = finished or isinstance(event, Done)
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
            if line.startswith(b"data:") and (event := _event(line[5:])) is not None:
                yield event


def _event(data: bytes) -> Event | None:
    """An event; None for a kind that is not known here, so that a newer service may send more."""
    try:
        return event_from_json(json.loads(data))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ApiError("unexpected", "The service sent something that is no answer.", "Please ask again.") from error

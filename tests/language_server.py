"""A language model server as tests want one: a real one, on a port of its own, that can be told to misbehave."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Mood = Literal["good", "html", "slow", "redirects", "lists nothing", "says nothing", "fails"]


class LanguageModels(ThreadingHTTPServer):
    """Speaks OpenAI's interface: has the models `small` and `large`, wants its `key`, and answers in its `mood`."""

    daemon_threads = True

    def __init__(self, key: str = "secret", mood: Mood = "good") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key, self.mood = key, mood
        self.keys: list[str] = []
        self.asked: list[dict[str, Any]] = []
        self.hold = threading.Event()
        self.hold.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: LanguageModels

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, *_: object) -> None: ...

    def _serve(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        body = json.loads(self.rfile.read(size)) if size else {}
        key = self.headers.get("authorization", "").removeprefix("Bearer ")
        self.server.keys.append(key)
        if self.server.mood == "html":
            self._send(200, b"<html>Welcome</html>", "text/html")
        elif self.server.mood == "redirects":
            self._send(302, b"", location="http://127.0.0.1:1/")
        elif key != self.server.key:
            self._json(401, {"error": {"message": "no such key"}})
        elif self.path == "/v1/models" and self.server.mood != "lists nothing":
            self._json(200, {"data": [{"id": "small"}, {"id": "large"}]})
        elif self.path == "/v1/chat/completions" and body["model"] in ("small", "large", "unlisted"):
            self.server.asked.append(body)
            self._answer()
        else:
            self._json(404, {"error": {"message": "there is no such model"}})

    def _answer(self) -> None:
        if self.server.mood == "fails":
            self._json(500, {"error": {"message": "out of memory"}})
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        words = [] if self.server.mood == "says nothing" else ["The", " boat", " goes", " at", " seven."]
        while self.server.mood == "slow" or not self.server.hold.is_set():
            time.sleep(0.01)
        try:
            for word in words:
                self._event({"choices": [{"delta": {"content": word}}]})
                time.sleep(0.01)
            self._event({"choices": [{"delta": {}, "finish_reason": "stop"}]})
            self._event({"choices": [], "usage": {"prompt_tokens": 150, "completion_tokens": len(words)}})
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:  # whoever asked has left
            pass

    def _event(self, value: object) -> None:
        self.wfile.write(b"data: " + json.dumps(value).encode() + b"\n\n")
        self.wfile.flush()

    def _json(self, status: int, value: object) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, media_type: str = "text/plain", location: str = "") -> None:
        self.send_response(status)
        self.send_header("content-type", media_type)
        self.send_header("content-length", str(len(body)))
        if location:
            self.send_header("location", location)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def language_models(key: str = "secret", mood: Mood = "good") -> Iterator[LanguageModels]:
    """One that serves until the block ends."""
    with LanguageModels(key, mood) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.mood = "good"
        server.hold.set()
        server.shutdown()

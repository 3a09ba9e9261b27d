"""Text comes in clean, and what is raised inside leaves as an answer."""

from __future__ import annotations

import asyncio
import http.client
import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.door import Answered, clean
from memory.tags import Tags

PIECES = st.sampled_from([
    b"\\ud800", b"\\udfff", b"\\ud83d\\ude00", b"\\uD83D", b"\\\\", b"\\\\ud800", b"\\n", b"\\u00e9", b"a", b"\xc3\xa9",
    b"\xed\xa0\x80", b"\xed\x9f\xbf", b"\\\"", b"u", b"d800",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.lists(st.integers(1, 9), max_size=30))
def test_whatever_the_pieces_it_comes_in(pieces: list[bytes], sizes: list[int]) -> None:
    text = b'"' + b"".join(pieces) + b'"'
    whole, rest = clean(text, whole=True)
    assert (len(whole), rest) == (len(text), b"")
    try:
        expected = json.loads(text.decode("utf-8", "surrogatepass"))
    except ValueError:
        expected = None  # no JSON
    if expected is not None:
        assert not any("\ud800" <= character <= "\udfff" for character in json.loads(whole))
        assert json.loads(whole).replace("\ufffd", "") == "".join(c for c in expected if not "\ud800" <= c <= "\udfff")
    out, held = b"", b""
    for size in [*sizes, len(text)]:
        piece, text = text[:size], text[size:]
        done, held = clean(held + piece, whole=not text)
        out += done
    assert out + held == whole


FIELDS: list[tuple[str, str, Any]] = [
    ("POST", "/v1/chat/completions", {"model": "\ud800", "messages": [{"role": "user", "content": "x"}]}),
    ("POST", "/v1/chat/completions", {"messages": [{"role": "\udc00", "content": "x"}]}),
    ("POST", "/v1/chat/completions", {"messages": [{"role": "user", "content": "\ud800"}], "\ud800": 1}),
    ("POST", "/v1/responses", {"input": "\ud800?", "model": "vermeil-plain"}),
    ("POST", "/v1/completions", {"prompt": "\ud800", "model": "vermeil-plain", "stop": "\ud800"}),
    ("POST", "/v1/embeddings", {"input": ["\ud800"]}),
    ("POST", "/v1/audio/speech", {"input": "\ud800", "voice": "\ud800"}),
    ("POST", "/api/ask", {"question": "What? \ud800", "tag": "\ud800", "stream": False}),
    ("POST", "/api/search", {"query": "\ud800"}), ("POST", "/api/conversations/search", {"query": "\ud800"}),
    ("POST", "/api/tags", {"documents": ["\ud800"], "add": ["\ud800"]}), ("PUT", "/api/memory", {"on": "\ud800"}),
    ("POST", "/api/feedback", {"turn": "\ud800", "vote": "up", "comment": "\ud800"}),
    ("PATCH", "/api/conversations/none", {"title": "\ud800"}), ("POST", "/api/review/next", {"state": "\ud800"}),
    ("PUT", "/api/language-model/server", {"address": "http://\ud800", "model": "\ud800"}),
    ("POST", "/api/runs", {"recipe": "\ud800"}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), FIELDS)
def test_half_a_character_in_any_field_is_no_failure(quick: httpx.Client, method: str, path: str, body: Any) -> None:
    answer = quick.request(method, path, content=json.dumps(body), headers={"content-type": "application/json"})
    assert answer.status_code < 500 or answer.status_code == 501, answer.text
    answer.text.encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_body_in_another_encoding_is_refused(quick: httpx.Client, encoding: str) -> None:
    body = '{"query": "x"}'.encode(encoding)
    answer = quick.post("/api/search", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_input")


def test_a_form_that_calls_itself_something_else_is_read_as_utf8(quick: httpx.Client) -> None:
    for charset in ("unicode_escape", "idna", "nonsense"):
        kind = f"multipart/form-data; boundary=b; charset={charset}"
        body = b'--b\r\nContent-Disposition: form-data; name="model"\r\n\r\n\\ud800\r\n--b--\r\n'
        answer = quick.post("/v1/audio/transcriptions", content=body, headers={"content-type": kind})
        assert answer.status_code == 400, answer.text


def test_what_nobody_foresaw_answers_and_keeps_the_connection(
    quick: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(Tags, "list", broken)
    connection = http.client.HTTPConnection(quick.base_url.host, quick.base_url.port or 80, timeout=20)
    connection.request("GET", "/api/tags")
    answer = connection.getresponse()
    body = json.loads(answer.read())
    assert (answer.status, body["error"]["code"], body["error"]["type"]) == (500, "error", "server_error")
    assert "secret" not in str(body)
    socket = connection.sock
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    assert connection.sock is socket  # it was not opened anew


def test_what_is_cut_off_as_the_service_ends_is_told_that() -> None:
    async def app(*_: object) -> None:
        await asyncio.sleep(60)

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
        task = asyncio.create_task(Answered(app)(scope, None, send))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        task.cancel()
        await task

    asyncio.run(run())
    assert sent[0]["status"] == 503
    assert json.loads(sent[1]["body"])["error"]["message"] == "Vermeil is being stopped."

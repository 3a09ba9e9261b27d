"""The client against the stub on a real loopback server, and against servers that misbehave."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from core.events import Token
from frontend.client.errors import ApiError
from frontend.client.feedback import Pointed, Saying
from frontend.client.http import Client
from frontend.client.records import LanguageServer
from frontend.client.stream import events
from tests.frontend.conftest import free_port
from tests.frontend.stub import State, sent_bytes, serving


@pytest.fixture
def client(api: str) -> Iterator[Client]:
    client = Client(api)
    yield client
    client.close()


def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def test_an_answer_streams_sources_before_words(client: Client, stub: State) -> None:
    stub.add("a.pdf")
    stub.add("b.pdf")
    with client.ask("When was it planted?", library="only", conversation="c", picture=None, audio=b"RIFF") as stream:
        kinds = [event.to_json()["type"] for event in stream if event is not None]
    assert kinds[:2] == ["transcript", "sources"]
    assert kinds[-3:] == ["citation", "citation", "done"]
    assert set(kinds[2:-3]) == {"token"}
    asked = stub.asked[0]
    assert (asked["library"], asked["conversation"], asked["picture"]) == ("only", "c", None)
    assert sent_bytes(asked["audio"]) == b"RIFF"


def test_waiting_gives_ticks(client: Client, stub: State) -> None:
    with client.ask("summarise it") as stream:
        assert None in list(stream), "between the steps of a long task the page can look at its stop button"


def test_leaving_the_block_ends_the_generation(client: Client, stub: State) -> None:
    with client.ask("slow") as stream:
        next(event for event in stream if event is not None)
    until(lambda: stub.cancelled == 1)


def test_closing_wakes_the_reader_of_a_silent_service() -> None:
    async def silent(request: Request) -> Response:
        async def nothing() -> Any:
            yield b": begun\n\n"
            await asyncio.sleep(60)

        return StreamingResponse(nothing(), media_type="text/event-stream")

    with serving(Starlette(routes=[Route("/api/ask", silent, methods=["POST"])])) as address:
        with Client(address).ask("x") as stream:
            assert next(iter(stream)) is None
        until(lambda: not stream._reader.is_alive(), 3.0)


def test_an_error_in_the_stream_is_raised_with_its_remedy(client: Client) -> None:
    with pytest.raises(ApiError) as caught, client.ask("fail") as stream:
        list(stream)
    assert caught.value.sentence == "The model stopped. Ask again."
    assert caught.value.code == "engine_failure"


def test_a_refusal_before_the_stream_is_raised_too(client: Client) -> None:
    with pytest.raises(ApiError, match="nothing to answer"), client.ask("refuse") as stream:
        list(stream)


def test_an_answer_that_breaks_off_is_an_error() -> None:
    async def broken(request: Request) -> Response:
        return Response(b'data: {"type": "token", "text": "a"}\n\n', media_type="text/event-stream")

    with serving(Starlette(routes=[Route("/api/ask", broken, methods=["POST"])])) as address:
        with pytest.raises(ApiError) as caught, Client(address).ask("x") as stream:
            list(stream)
        assert caught.value.code == "cut_off"


def test_a_service_that_is_not_there() -> None:
    absent = Client(f"http://127.0.0.1:{free_port()}")
    assert absent.readiness().status == "unreachable"
    for call in (absent.documents, absent.conversations.kept, lambda: absent.search("x")):
        with pytest.raises(ApiError, match="does not answer") as caught:
            call()
        assert "vermeil up" in caught.value.sentence
    with pytest.raises(ApiError, match="does not answer"), absent.ask("x") as stream:
        list(stream)


@pytest.mark.parametrize("body", ["<h1>Bad gateway</h1>", '{"error": "?"}', "[]", '{"detail": []}'])
def test_errors_of_other_shapes_become_a_sentence(body: str) -> None:
    async def failing(request: Request) -> Response:
        return PlainTextResponse(body, 502)

    served = serving(Starlette(routes=[Route("/api/documents", failing)]))
    with served as address, pytest.raises(ApiError, match="status 502"):
        Client(address).documents()


def test_uploading_tells_how_far_it_is(client: Client, stub: State) -> None:
    content, seen = b"0123456789" * 40_000, list[tuple[int, int]]()
    document = client.upload("größe.txt", io.BytesIO(content), len(content), progress=lambda a, b: seen.append((a, b)))
    assert (document.name, document.size, document.status) == ("größe.txt", 400_000, "processing")
    assert stub.contents[document.id] == content
    assert seen[-1] == (400_000, 400_000)
    assert len(seen) > 3
    assert seen == sorted(seen)


def test_names_and_questions_with_lone_surrogates_are_sent(client: Client, stub: State) -> None:
    assert client.upload("a\ud800.txt", io.BytesIO(b"x"), 1, progress=lambda *_: None).name == "a?.txt"
    with client.ask("b\udfff") as stream:
        list(stream)
    assert stub.asked[-1]["question"] == "b?"


def test_the_library_over_http(client: Client, stub: State) -> None:
    key = stub.add("a.pdf", b"%PDF")
    assert [document.id for document in client.documents()] == [key]
    assert client.document(key).pages == 3
    assert client.content(key) == (b"%PDF", "application/pdf")
    assert client.preview(key, 2).startswith(b"\x89PNG")
    assert client.passages(key)[0].text
    assert client.search("orchard")[0].highlights
    client.delete_document(key)
    with pytest.raises(ApiError, match="not in your library"):
        client.document(key)


def test_conversations_votes_and_speech(client: Client, stub: State) -> None:
    with client.ask("Hello?") as stream:
        list(stream)
    assert [conversation.title for conversation in client.conversations.kept().conversations] == ["Hello?"]
    turn = client.conversations.turns("c0")[0]
    client.feedback.vote(str(turn.id), "down", Saying(["other"], "wrong", "right", evidence=[Pointed("d", 7)]))
    client.feedback.vote(str(turn.id), None)
    said = {"reasons": ["other"], "comment": "wrong", "correction": "right", "transcript": "", "picture_name": ""}
    places = [{"document": "d", "chunk": 7}]
    assert stub.votes[0] == {"turn": "c0-t0", "vote": "down", **said, "evidence": places}
    assert (stub.votes[1]["vote"], stub.votes[1]["reasons"]) == (None, [])
    assert client.speak("Hello").startswith(b"RIFF")
    client.conversations.rename("c0", "Greetings")
    assert [conversation.title for conversation in client.conversations.kept().conversations] == ["Greetings"]
    client.conversations.delete("c0")
    assert client.conversations.kept().conversations == ()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5), st.integers(1, 40))
def test_events_survive_any_cut_and_any_letter(texts: list[str], size: int) -> None:
    sent = "".join(
        f": ping\n\ndata: {json.dumps({'type': 'token', 'text': text}, ensure_ascii=False)}\n\n" for text in texts
    ).encode()
    pieces = [sent[i : i + size] for i in range(0, len(sent), size)]
    assert [event.text for event in events(pieces)] == texts


@pytest.mark.parametrize(
    "line",
    [
        b"data: nonsense\n", b"data: []\n", b'data: {"text": "x"}\n', b'data: {"type": "token"}\n',
        b'data: {"type": "sources", "passages": [{}]}\n', b'data: {"type": "done", "answer": 3}\n',
    ],
)  # fmt: skip
def test_what_is_no_event_is_an_error(line: bytes) -> None:
    with pytest.raises(ApiError, match="no answer"):
        list(events([line]))


def test_an_event_of_a_kind_that_is_not_known_here_is_passed_over() -> None:
    assert list(events([b'data: {"type": "mood", "colour": "blue"}\ndata: {"type": "token", "text": "x"}\n'])) == [
        Token("x")
    ]


def test_a_language_model_is_told_tried_taken_and_left(client: Client, stub: State) -> None:
    assert client.language_model().file == "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    assert client.language_server() == LanguageServer()
    assert client.try_server("http://gpu.example:11434", "qwen3:8b", None).good
    client.take_server("http://gpu.example:11434", "qwen3:8b", "secret\ud800")
    assert client.language_server() == LanguageServer("http://gpu.example:11434", "qwen3:8b", has_key=True)
    assert client.language_model().server == "gpu.example:11434"
    client.leave_server()
    assert stub.server == {}


@pytest.mark.parametrize("id_", ["../people", "a/../../people/1", "x?owner=eve", "x#y", "", "..", "a b", "a\\b"])
def test_an_id_that_leads_elsewhere_is_none(client: Client, id_: str) -> None:
    with pytest.raises(ApiError, match="no such thing"):
        client.document(id_)

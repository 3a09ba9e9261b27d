"""Completions, OpenAI's oldest interface: a prompt in, a text out. A prompt is taken for what a user says."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import Field

from app.api.deps import Answering, Counts, Owner, Threads
from app.api.described import STREAM, replies
from app.api.openai.chat import (
    Chat,
    Produce,
    Stop,
    StreamOptions,
    extras,
    failed,
    finish_reason,
    producer,
    still,
)
from app.api.openai.messages import ChatMessage
from app.api.openai.replies import Completions, LibraryCompletion, PlainCompletion
from app.api.openai.token_arrays import as_texts
from app.api.openai.wishes import Wishes, renamed
from app.api.streaming import PACE, batches, ending, gather, joined, primed, sse
from core.errors import VermeilError
from core.events import Done, Event, Token
from core.types import JsonObject, JsonValue, LibraryMode, Usage

router = APIRouter(prefix="/v1/completions", tags=["openai"])

_DEFAULT_TOKENS = 16
_MOST_PROMPTS = 32
_FIELDS = {"messages": "prompt"}
"""Fields of chat completions, and what they are made of here."""


class Complete(Wishes):
    """A request of completions; see OpenAI's reference. Several prompts are answered one after the other."""

    model: str = "vermeil"
    prompt: str | list[str] | list[int] | list[list[int]]
    stream: bool = False
    stream_options: StreamOptions = StreamOptions()
    max_tokens: Annotated[int, Field(ge=1, le=32768)] = _DEFAULT_TOKENS
    temperature: Annotated[float | None, Field(ge=0, le=2)] = None
    top_p: Annotated[float | None, Field(ge=0, le=1)] = None
    seed: int | None = None
    stop: Stop = ""
    library: LibraryMode = "auto"
    tag: str | None = None

    def as_chats(self) -> list[Chat]:
        """Each prompt as a request of chat completions."""
        texts = as_texts(self.prompt, "prompt", _MOST_PROMPTS)
        wished = self.model_dump(include={
            "model", "stream", "max_tokens", "temperature", "top_p", "seed", "stop", "library", "tag",
        })  # fmt: skip
        said = [[ChatMessage(role="user", content=text)] for text in texts]
        return [Chat.model_validate({**wished, "messages": messages}) for messages in said]


@router.post("", responses=replies(LibraryCompletion | PlainCompletion | Completions, STREAM))
async def complete(
    body: Complete, wired: Answering, threads: Threads, metrics: Counts, owner: Owner, request: Request
) -> Response:
    """Answer each prompt: over the library (`vermeil`), or by the language model alone (`vermeil-plain`)."""
    try:
        chats = body.as_chats()
        produces = [producer(chat, None, wired, metrics, owner) for chat in chats]
        head: JsonObject = {
            "id": f"cmpl-{uuid.uuid4().hex}", "object": "text_completion", "created": int(time.time()),
            "model": body.model,
        }  # fmt: skip
        if body.stream:
            events = await primed(batches(_in_turn(produces), threads.answers, request, PACE))
            return StreamingResponse(ending(_chunks(body, head, events), _failed), media_type="text/event-stream")
        answers = [event.answer for event in await gather(_in_turn(produces), threads.answers, request) if
                   isinstance(event, Done)]  # fmt: skip
    except VermeilError as error:
        renamed(error, _FIELDS)
        raise
    choices = [_choice(n, still(body.model, answer.answer), finish_reason(answer)) for n, answer in enumerate(answers)]
    usage = _total([answer.usage for answer in answers])
    more = extras(body.model, answers[0]) if len(answers) == 1 else {}
    return JSONResponse({**head, "choices": choices, "usage": usage.to_json(), **more})


def _in_turn(produces: list[Produce]) -> Produce:
    """The events of several answers, one after the other."""

    def produce(cancel: threading.Event) -> Iterator[Event]:
        for one in produces:
            if not cancel.is_set():
                yield from one(cancel)

    return produce


def _choice(number: int, text: str, reason: str | None = None) -> JsonObject:
    return {"index": number, "text": text, "logprobs": None, "finish_reason": reason}


def _total(used: list[Usage]) -> Usage:
    return Usage(sum(one.prompt_tokens for one in used), sum(one.completion_tokens for one in used))


async def _chunks(body: Complete, head: JsonObject, events: AsyncIterator[list[Event]]) -> AsyncIterator[bytes]:
    """The answers as server-sent chunks in OpenAI's shape, told apart by their number."""
    used: list[Usage] = []

    def chunk(choice: JsonObject, **more: JsonValue) -> bytes:
        return sse({**head, "choices": [choice], **more})

    async for batch in events:
        for event in joined(batch):
            if isinstance(event, Token):
                yield chunk(_choice(len(used), still(body.model, event.text)))
            elif isinstance(event, Done):
                answer = event.answer
                yield chunk(_choice(len(used), "", finish_reason(answer)), **extras(body.model, answer))
                used.append(answer.usage)
    if body.stream_options.include_usage:
        yield sse({**head, "choices": [], "usage": _total(used).to_json()})
    yield b"data: [DONE]\n\n"


def _failed(error: VermeilError) -> bytes:
    return failed(renamed(error, _FIELDS))

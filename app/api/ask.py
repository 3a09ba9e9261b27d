"""Ask a question and watch the answer being made."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from app.api.attachments import decode
from app.api.deps import Answering, Counts, Owner, Threads
from app.api.described import STREAM, replies
from app.api.replies.conversations import Answer
from app.api.streaming import PACE, batches, ending, gather, joined, primed, sse
from app.wiring.services import Services
from core.errors import OutOfSpace, VermeilError
from core.events import Began, Done, Event, Failed
from core.types import TALK_TEMPERATURE, LibraryMode, Question, Sampling

router = APIRouter(tags=["ask"])


class Ask(BaseModel):
    """A question, typed or spoken, with or without a picture. Pictures and sound are data URLs or plain base64.

    `tag`: only the documents that it is on are looked into.
    """

    question: str = ""
    library: LibraryMode = "auto"
    tag: str | None = None
    conversation: str | None = None
    picture: str | None = None
    audio: str | None = None
    stream: bool = True
    max_tokens: Annotated[int, Field(ge=1, le=4096)] = 256
    temperature: Annotated[float | None, Field(ge=0, le=2)] = None
    again: str | None = Field(
        None, description="The turn whose question is asked once more, in place of `question` and what comes with it. "
        "Where the same answer came out, its `turn` is that turn."
    )  # fmt: skip


@router.post("/ask", responses=replies(Answer, STREAM))
async def ask(
    body: Ask, wired: Answering, threads: Threads, metrics: Counts, owner: Owner, request: Request
) -> Response:
    """Ask a question and watch the answer being made: server-sent events, or one object with `stream` false."""
    question = await run_in_threadpool(_question, body, wired, owner)

    def produce(cancel: threading.Event) -> Iterator[Event]:
        begins = body.stream and question.conversation is None
        answer = _in_new_conversation(wired, question, cancel) if begins else wired.assistant.answer(question, cancel)
        return metrics.counted(answer)

    if not body.stream:
        *_, last = await gather(produce, threads.answers, request)
        assert isinstance(last, Done)  # every answer ends so, or by an error
        return JSONResponse(last.answer.to_json())
    stream = await primed(batches(produce, threads.answers, request, PACE))
    return StreamingResponse(ending(_written(stream), _failed), media_type="text/event-stream")


def _question(body: Ask, wired: Services, owner: str) -> Question:
    """Raises `NotFound` and `Conflict` for what cannot be asked once more."""
    question = Question(
        text=body.question,
        owner=owner,
        library=body.library,
        tag=body.tag,
        conversation=body.conversation,
        picture=decode(body.picture, "picture"),
        audio=decode(body.audio, "audio"),
        sampling=Sampling(max_tokens=body.max_tokens, temperature=body.temperature or 0.0),
        talk_temperature=TALK_TEMPERATURE if body.temperature is None else body.temperature,
    )
    if body.again is None:
        return question
    asked = wired.stores.conversations.asked(owner, body.again)
    return replace(
        question, text=asked.question, conversation=asked.conversation, picture=asked.picture, audio=None,
        again=body.again,
    )  # fmt: skip


def _in_new_conversation(wired: Services, question: Question, cancel: threading.Event) -> Iterator[Event]:
    """The answer; its conversation is there before it and named early, so that whoever stops it can go on there."""
    conversations = wired.stores.conversations
    try:
        new = conversations.create(question.owner).id
    except OutOfSpace:  # it is answered, and not recorded
        yield from wired.assistant.answer(question, cancel)
        return
    told = False
    try:
        for event in wired.assistant.answer(replace(question, conversation=new), cancel):
            yield event  # first, so that what fails before anything is told fails by its status
            if not told:
                told = True
                yield Began(new)
    except Exception:
        conversations.delete(question.owner, new)  # nothing was recorded in it
        raise


async def _written(events: AsyncIterator[list[Event]]) -> AsyncIterator[bytes]:
    """Events as they come."""
    async for batch in events:
        yield b"".join(sse(event.to_json()) for event in joined(batch))


def _failed(error: VermeilError) -> bytes:
    return sse(Failed(error.code, error.message, error.remedy).to_json())

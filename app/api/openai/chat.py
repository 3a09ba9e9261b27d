"""Chat completions as the `openai` package expects them, with `citations` beside the text.

`vermeil` answers the last message over the library, with the earlier ones as its conversation; `vermeil-plain` hands
all messages to the language model as they are. Nothing is recorded: the client keeps its own conversation.
"""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated, Any, Self

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import Field, model_validator

from app.answering.forming import SAID
from app.api.deps import Answering, Counts, Owner, Threads
from app.api.described import STREAM, replies
from app.api.errors import described
from app.api.metrics import Metrics
from app.api.openai.messages import MOST_PARTS, ChatMessage, as_messages, as_question, checked, telling_place
from app.api.openai.models import known
from app.api.openai.replies import LibraryChatCompletion, PlainChatCompletion
from app.api.openai.structured import Form, Tool, form_of, read
from app.api.openai.wishes import Part, Wishes, unsupported
from app.api.streaming import PACE, batches, ending, gather, joined, primed, sse
from app.wiring.services import Services
from core.errors import VermeilError
from core.events import Done, Event, Token
from core.types import TALK_TEMPERATURE, Answer, JsonObject, JsonValue, LibraryMode, Sampling

router = APIRouter(prefix="/v1/chat", tags=["openai"])

_DEFAULT_TOKENS = 512
_MOST_STOPS = 16

Stop = str | Annotated[list[str], Field(max_length=_MOST_STOPS)]
"""What ends an answer before it is said."""


class StreamOptions(Part):
    """What a stream tells beside the text."""

    include_usage: bool = False


class Chat(Wishes):
    """A request of chat completions; see OpenAI's reference."""

    model: str = "vermeil"
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=MOST_PARTS)]
    stream: bool = False
    stream_options: StreamOptions = StreamOptions()
    max_tokens: Annotated[int | None, Field(ge=1, le=32768)] = None
    max_completion_tokens: Annotated[int | None, Field(ge=1, le=32768)] = None
    temperature: Annotated[float | None, Field(ge=0, le=2)] = None
    top_p: Annotated[float | None, Field(ge=0, le=1)] = None
    seed: int | None = None
    stop: Stop = ""
    response_format: dict[str, Any] | None = None
    tools: tuple[Tool, ...] = ()
    tool_choice: str | dict[str, Any] | None = None
    library: LibraryMode = "auto"
    tag: str | None = None

    @model_validator(mode="after")
    def _messages_are_taken(self) -> Self:
        checked(self.messages)
        return self

    @model_validator(mode="after")
    def _greedy_by_share(self) -> Self:
        """No share of the words is the least there is: the likeliest one alone."""
        if self.top_p == 0:
            self.temperature = 0.0
        return self

    @property
    def sampling(self) -> Sampling:
        """How tokens are drawn, as the engines take it."""
        stop = [self.stop] if isinstance(self.stop, str) else self.stop
        return Sampling(
            max_tokens=self.max_completion_tokens or self.max_tokens or _DEFAULT_TOKENS,
            temperature=self.temperature or 0.0,
            top_p=self.top_p or 1.0,
            seed=self.seed,
            stop=tuple(text for text in stop if text),
        )

    @property
    def form(self) -> Form | None:
        """What the answer is held to."""
        return form_of(self.response_format, self.tools, self.tool_choice)


@router.post("/completions", responses=replies(LibraryChatCompletion | PlainChatCompletion, STREAM))
async def completions(
    body: Chat, wired: Answering, threads: Threads, metrics: Counts, owner: Owner, request: Request
) -> Response:
    """Answer the last message: over the library (`vermeil`), or by the language model alone (`vermeil-plain`)."""
    form = body.form
    produce = producer(body, form, wired, metrics, owner)
    if not body.stream:
        *_, last = await gather(produce, threads.answers, request)
        assert isinstance(last, Done)  # every answer ends so, or by an error
        return JSONResponse(completion(body.model, last.answer, form))
    events = await primed(batches(produce, threads.answers, request, PACE))
    return StreamingResponse(ending(chunks(body, form, events), failed), media_type="text/event-stream")


Produce = Callable[[threading.Event], Iterator[Event]]


def producer(body: Chat, form: Form | None, wired: Services, metrics: Metrics, owner: str) -> Produce:
    """What makes the events of an answer. Raises where it cannot be asked for."""
    assistant, schema = wired.assistant, form.schema if form is not None else None
    if known(body.model) == "vermeil":
        if form is not None and form.calls:
            raise unsupported("tools", "Ask `vermeil-plain`: `vermeil` answers from the library and calls nothing.")
        temperature = TALK_TEMPERATURE if body.temperature is None else body.temperature
        question = as_question(body.messages, owner, body.sampling, temperature, body.library, body.tag)
        if schema is None:
            return lambda cancel: metrics.counted(telling_place(assistant.answer(question, cancel), body.messages))
        return lambda cancel: metrics.counted(
            telling_place(assistant.answer_in_form(question, schema, cancel), body.messages)
        )
    limit = wired.settings.question_chars * 8  # the engine says precisely what does not fit its context
    messages = as_messages(body.messages, limit, form.instruction if form is not None else "")
    return lambda cancel: metrics.counted(assistant.converse(messages, body.sampling, cancel, schema=schema))


_LIVELY = re.compile(r"!(?=\[)|\](?=[(:])|<(?=[A-Za-z/!])")


def still(model: str, text: str) -> str:
    """Words of documents as clients that render Markdown show them: no picture is fetched, and no link or tag made.

    A zero-width space stands where one would begin. What the language model says alone stays as it is.
    """
    return _LIVELY.sub("\\g<0>\u200b", text) if model == "vermeil" else text


def completion(model: str, answer: Answer, form: Form | None = None) -> JsonObject:
    """A finished answer in OpenAI's shape, with ours beside it."""
    told, reason = said(model, answer, form)
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": None, "refusal": None, **told},
                "finish_reason": reason,
                "logprobs": None,
            }
        ],
        "usage": answer.usage.to_json(),
        **extras(model, answer),
    }


def said(model: str, answer: Answer, form: Form | None) -> tuple[JsonObject, str]:
    """What an answer says, as the fields of a message, and why it ended.

    In place of a form that nothing was found for, there is a refusal.
    """
    reason = finish_reason(answer)
    if form is None:
        return {"content": still(model, answer.answer)}, reason
    if answer.outcome not in SAID:
        return {"refusal": answer.answer}, reason
    text, call = read(form, answer.answer, whole=reason == "stop")
    if call is None:
        return {"content": text}, reason
    return {"tool_calls": [call.to_json()]}, "tool_calls"


def extras(model: str, answer: Answer) -> JsonObject:
    """What Vermeil adds to OpenAI's shape."""
    kept: tuple[str, ...] = ("citations", "abstained", "adapter", "finish")
    if model == "vermeil":
        kept = (*kept, "from_library", "transcript", "prompt_version", "timings")
    told = answer.to_json()
    return {key: told[key] for key in kept}


def finish_reason(answer: Answer) -> str:
    """Why it ended, in OpenAI's words, which have none for an answer that was cut as it repeated itself."""
    return "length" if answer.finish in ("length", "repeated") else "stop"


async def chunks(body: Chat, form: Form | None, events: AsyncIterator[list[Event]]) -> AsyncIterator[bytes]:
    """The answer as server-sent chunks in OpenAI's shape. What is known at its end only comes in one piece."""
    head: JsonObject = {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": body.model,
    }

    def chunk(delta: JsonObject, reason: str | None = None, **more: JsonValue) -> bytes:
        choice: JsonObject = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}
        return sse({**head, "choices": [choice], **more})

    def written(event: Event) -> Iterator[bytes]:
        if isinstance(event, Token) and not (form is not None and form.calls):
            yield chunk({"content": still(body.model, event.text)})
        elif isinstance(event, Done):
            told, reason = said(body.model, event.answer, form)
            yield chunk(_last_delta(told, form), reason, **extras(body.model, event.answer))
            if body.stream_options.include_usage:
                yield sse({**head, "choices": [], "usage": event.answer.usage.to_json()})

    yield chunk({"role": "assistant", "content": ""})
    async for batch in events:
        yield b"".join(piece for event in joined(batch) for piece in written(event))
    yield b"data: [DONE]\n\n"


def failed(error: VermeilError) -> bytes:
    """The last chunk of an answer that broke off."""
    return sse({"error": described(error)})


def _last_delta(told: JsonObject, form: Form | None) -> JsonObject:
    """What of a message was not streamed: nothing of plain text; of calls, all, each with its number."""
    if form is None or ("content" in told and not form.calls):
        return {}
    calls: Any = told.get("tool_calls")
    return {"tool_calls": [{"index": n, **call} for n, call in enumerate(calls)]} if calls else told

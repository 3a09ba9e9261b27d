"""Chat completions as the `openai` package expects them, with `citations` beside the text.

`vermeil` answers the last message over the library, with the earlier ones as its conversation; `vermeil-plain` hands
all messages to the language model as they are. Nothing is recorded: the client keeps its own conversation.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from app.answering.understanding import check_text
from app.api.attachments import decode
from app.api.deps import Answering, Counts, Owner, Threads
from app.api.errors import translate
from app.api.models import known
from app.api.streaming import PACE, batches, gather, joined, primed, sse
from app.wiring.services import Services
from core.errors import BadInput
from core.events import Done, Event, Token
from core.types import (
    TALK_TEMPERATURE,
    UNRECORDED,
    Answer,
    JsonObject,
    JsonValue,
    LibraryMode,
    Message,
    Question,
    Role,
    Sampling,
    message,
)

router = APIRouter(prefix="/v1/chat", tags=["openai"])

_DEFAULT_TOKENS = 512


class ContentPart(BaseModel):
    """A part of a message: text, a picture or a recording."""

    model_config = ConfigDict(extra="allow")
    type: Literal["text", "image_url", "input_audio"]
    text: str = ""
    image_url: dict[str, Any] | None = None
    input_audio: dict[str, Any] | None = None


class ChatMessage(BaseModel):
    """A message as OpenAI's clients send it; content is a string or parts."""

    role: Literal["system", "developer", "user", "assistant"]
    content: str | list[ContentPart] | None = ""

    @property
    def spoken_by(self) -> Role:
        """The role as models know it: a developer speaks as the system."""
        return "system" if self.role == "developer" else self.role

    @property
    def parts(self) -> list[ContentPart]:
        """The content as parts, whichever way it came."""
        return self.content if isinstance(self.content, list) else [ContentPart(type="text", text=self.content or "")]

    @property
    def text(self) -> str:
        """The text of all parts, a line each."""
        return "\n".join(part.text for part in self.parts if part.type == "text")

    def attachment(self, kind: Literal["image_url", "input_audio"], key: str) -> bytes | None:
        """The bytes of its picture or recording. Raises `BadInput` for more than one of a kind."""
        found = [getattr(part, kind) or {} for part in self.parts if part.type == kind]
        if len(found) > 1:
            raise BadInput("More than one attachment of a kind came with a question.", "Send one picture or recording.")
        return decode(str(found[0].get(key, "")), kind) if found else None


class StreamOptions(BaseModel):
    """What a stream tells beside the text."""

    include_usage: bool = False


class Chat(BaseModel):
    """A request of chat completions; see OpenAI's reference."""

    model: str = "vermeil"
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=500)]
    stream: bool = False
    stream_options: StreamOptions = StreamOptions()
    max_tokens: Annotated[int | None, Field(ge=1, le=32768)] = None
    max_completion_tokens: Annotated[int | None, Field(ge=1, le=32768)] = None
    temperature: Annotated[float | None, Field(ge=0, le=2)] = None
    top_p: Annotated[float | None, Field(gt=0, le=1)] = None
    seed: int | None = None
    stop: str | list[str] | None = None
    library: LibraryMode = "auto"
    tag: str | None = None

    @property
    def sampling(self) -> Sampling:
        """How tokens are drawn, as the engines take it."""
        stop = [self.stop] if isinstance(self.stop, str) else self.stop or []
        return Sampling(
            max_tokens=self.max_completion_tokens or self.max_tokens or _DEFAULT_TOKENS,
            temperature=self.temperature or 0.0,
            top_p=self.top_p or 1.0,
            seed=self.seed,
            stop=tuple(stop),
        )


@router.post("/completions")
async def completions(
    body: Chat, wired: Answering, threads: Threads, metrics: Counts, owner: Owner, request: Request
) -> Response:
    """Answer the last message: over the library (`vermeil`), or by the language model alone (`vermeil-plain`)."""
    known(body.model)
    if body.messages[-1].role != "user":
        raise BadInput("The last message is not the user's.", "End the messages with the question.")
    if body.model == "vermeil":
        question = as_question(body, owner)

        def produce(cancel: threading.Event) -> Iterator[Event]:
            return metrics.counted(wired.assistant.answer(question, cancel))
    else:
        messages = as_messages(body, wired)

        def produce(cancel: threading.Event) -> Iterator[Event]:
            return metrics.counted(wired.assistant.converse(messages, body.sampling, cancel))

    if not body.stream:
        *_, last = await gather(produce, threads.answers, request)
        assert isinstance(last, Done)  # every answer ends so, or by an error
        return JSONResponse(completion(body.model, last.answer))
    return StreamingResponse(
        chunks(body, await primed(batches(produce, threads.answers, request, PACE))), media_type="text/event-stream"
    )


def as_question(body: Chat, owner: str) -> Question:
    """The last message as a question, with those before it as its conversation."""
    last = body.messages[-1]
    history = tuple(message(m.spoken_by, m.text) for m in body.messages[:-1] if m.text and m.spoken_by != "system")
    return Question(
        text=last.text,
        owner=owner,
        library=body.library,
        tag=body.tag,
        conversation=UNRECORDED,
        picture=last.attachment("image_url", "url"),
        audio=last.attachment("input_audio", "data"),
        sampling=body.sampling,
        history=history,
        talk_temperature=TALK_TEMPERATURE if body.temperature is None else body.temperature,
    )


def as_messages(body: Chat, wired: Services) -> list[Message]:
    """All messages, cleaned, as the language model takes them."""
    limit = wired.settings.question_chars * 8  # the engine says precisely what does not fit its context
    return [message(m.spoken_by, check_text(m.text, limit)) for m in body.messages]


def completion(model: str, answer: Answer) -> JsonObject:
    """A finished answer in OpenAI's shape, with ours beside it."""
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": answer.answer, "refusal": None},
                "finish_reason": finish_reason(answer),
                "logprobs": None,
            }
        ],
        "usage": answer.usage.to_json(),
        **extras(model, answer),
    }


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


async def chunks(body: Chat, events: AsyncIterator[list[Event]]) -> AsyncIterator[bytes]:
    """The answer as server-sent chunks in OpenAI's shape."""
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
        if isinstance(event, Token):
            yield chunk({"content": event.text})
        elif isinstance(event, Done):
            yield chunk({}, finish_reason(event.answer), **extras(body.model, event.answer))
            if body.stream_options.include_usage:
                yield sse({**head, "choices": [], "usage": event.answer.usage.to_json()})

    yield chunk({"role": "assistant", "content": ""})
    try:
        async for batch in events:
            yield b"".join(piece for event in joined(batch) for piece in written(event))
    except Exception as error:  # noqa: BLE001 - translated and sent: the status line has gone out already
        told = translate(error).to_json()
        yield sse({"error": {**told, "type": told["code"]}})
        return
    yield b"data: [DONE]\n\n"

"""OpenAI's newer interface for answers: the same as chat completions in other shapes, with citations as annotations.

Nothing is kept here: a client sends the conversation along, as for chat completions, and names no earlier response.
"""

from __future__ import annotations

import itertools
import json
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import Field, ValidationError

from app.api.deps import Answering, Counts, Owner, Threads
from app.api.described import STREAM, replies
from app.api.errors import described
from app.api.openai.chat import Chat, extras, producer, said, still
from app.api.openai.replies import LibraryResponse, PlainResponse
from app.api.openai.structured import Form
from app.api.openai.wishes import Wishes, renamed, unsupported
from app.api.streaming import PACE, batches, ending, gather, joined, primed
from core.errors import BadInput, VermeilError
from core.events import Done, Event, Token
from core.types import CITATION_MARK, Answer, JsonObject, LibraryMode

router = APIRouter(prefix="/v1/responses", tags=["openai"])

_PARTS = {"input_text": "text", "output_text": "text", "text": "text", "refusal": "refusal"}
"""Parts of a message, and what chat completions call them."""

_FIELDS = {"messages": "input", "response_format": "text.format"}
"""Fields of chat completions, and what they are made of here."""


class Respond(Wishes):
    """A request for a response; see OpenAI's reference."""

    model: str = "vermeil"
    input: str | list[dict[str, Any]]
    instructions: str = ""
    stream: bool = False
    stream_options: dict[str, Any] | None = None
    max_output_tokens: Annotated[int | None, Field(ge=1, le=32768)] = None
    temperature: Annotated[float | None, Field(ge=0, le=2)] = None
    top_p: Annotated[float | None, Field(ge=0, le=1)] = None
    text: dict[str, Any] | None = None
    tools: tuple[dict[str, Any], ...] = ()
    tool_choice: str | dict[str, Any] | None = None
    include: tuple[str, ...] = ()
    store: bool = Field(False, description="Nothing is stored; the response says so.")
    library: LibraryMode = "auto"
    tag: str | None = None

    def as_chat(self) -> Chat:
        """The same as a request of chat completions. Raises `BadInput` in the words of this one."""
        text = self.text or {}
        self._refuse(text.get("verbosity", "medium") != "medium", "text.verbosity")
        self._refuse(any(one != "reasoning.encrypted_content" for one in self.include), "include")
        system = [{"role": "system", "content": self.instructions}] if self.instructions else []
        asked = (
            [{"role": "user", "content": self.input}] if isinstance(self.input, str) else list(_messages(self.input))
        )
        wished = {
            "model": self.model, "messages": [*system, *asked], "max_tokens": self.max_output_tokens,
            "temperature": self.temperature, "top_p": self.top_p, "library": self.library, "tag": self.tag,
            "response_format": _format(text.get("format")), "tools": [_tool(tool) for tool in self.tools],
            "tool_choice": self.tool_choice,
        }  # fmt: skip
        try:
            return Chat.model_validate(wished)
        except ValidationError as error:
            first = error.errors()[0]
            param = _FIELDS.get(str(first["loc"][0]) if first["loc"] else "", "input")
            raise BadInput(f"{param} is not of the form that it has here: {first['msg']}.", param=param) from None

    @staticmethod
    def _refuse(wished: bool, name: str) -> None:
        if wished:
            raise unsupported(name)


def _format(wanted: Any) -> Any:
    """A `text.format` as chat completions word it."""
    if not isinstance(wanted, Mapping) or wanted.get("type") != "json_schema":
        return wanted
    return {"type": "json_schema", "json_schema": {key: value for key, value in wanted.items() if key != "type"}}


def _tool(tool: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in tool.items() if key in ("name", "description", "parameters")}
    return {"type": tool.get("type"), "function": kept} if tool.get("type") == "function" else dict(tool)


def _messages(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Input items as messages."""
    for number, item in enumerate(items):
        kind = item.get("type", "message")
        if kind == "function_call":
            function = {"name": item.get("name"), "arguments": item.get("arguments")}
            yield {"role": "assistant", "tool_calls": [{"id": item.get("call_id"), "function": function}]}
        elif kind == "function_call_output":
            yield {"role": "tool", "tool_call_id": item.get("call_id"), "content": _content(item.get("output"))}
        elif kind == "message":
            yield {"role": item.get("role"), "content": _content(item.get("content"))}
        elif kind != "reasoning":  # which other models put there for themselves
            raise unsupported(f"input[{number}].type", "Send messages, and calls of functions with their outputs.")


def _content(content: Any) -> Any:
    """The content of an item as that of a message."""
    if not isinstance(content, list):
        return content
    return [_part(part) if isinstance(part, Mapping) else part for part in content]


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(part.get("type"))
    if kind in _PARTS:
        return {**part, "type": _PARTS[kind]}
    if kind == "input_image":
        return {"type": "image_url", "image_url": {"url": part.get("image_url")}}
    return dict(part)


@router.post("", responses=replies(LibraryResponse | PlainResponse, STREAM))
async def respond(
    body: Respond, wired: Answering, threads: Threads, metrics: Counts, owner: Owner, request: Request
) -> Response:
    """Answer the input: over the library (`vermeil`), or by the language model alone (`vermeil-plain`)."""
    try:
        chat = body.as_chat()
        produce = producer(chat, chat.form, wired, metrics, owner)
        made = Made(body, chat.form)
        if not body.stream:
            *_, last = await gather(produce, threads.answers, request)
            assert isinstance(last, Done)  # every answer ends so, or by an error
            return JSONResponse(made.whole(last.answer))
        events = await primed(batches(produce, threads.answers, request, PACE))
    except VermeilError as error:
        renamed(error, _FIELDS)
        raise
    return StreamingResponse(ending(written(made, events), made.failed), media_type="text/event-stream")


@dataclass
class Made:
    """A response in its shapes, from its beginning to its end, and the events that it is sent in."""

    body: Respond
    form: Form | None
    id: str = field(default_factory=lambda: f"resp_{uuid.uuid4().hex}")
    item: str = field(default_factory=lambda: f"msg_{uuid.uuid4().hex}")
    began: int = field(default_factory=lambda: int(time.time()))
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def begun(self) -> JsonObject:
        """The response before anything is said."""
        asked = self.body
        return {
            "id": self.id, "object": "response", "created_at": self.began, "status": "in_progress", "error": None,
            "incomplete_details": None, "instructions": asked.instructions or None, "metadata": {},
            "model": asked.model, "output": [], "parallel_tool_calls": False, "previous_response_id": None,
            "temperature": asked.temperature, "top_p": asked.top_p, "max_output_tokens": asked.max_output_tokens,
            "text": asked.text or {"format": {"type": "text"}}, "tools": list(asked.tools),
            "tool_choice": asked.tool_choice or "auto", "truncation": "disabled", "store": False, "usage": None,
        }  # fmt: skip

    def whole(self, answer: Answer) -> JsonObject:
        """The response at its end, with what Vermeil adds."""
        cut = answer.finish in ("length", "repeated")
        used = answer.usage
        return {
            **self.begun(),
            "status": "incomplete" if cut else "completed",
            "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
            "output": [self.output(answer)],
            "usage": {
                "input_tokens": used.prompt_tokens, "input_tokens_details": {"cached_tokens": 0},
                "output_tokens": used.completion_tokens, "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": used.prompt_tokens + used.completion_tokens,
            },
            **extras(self.body.model, answer),
        }  # fmt: skip

    def output(self, answer: Answer) -> JsonObject:
        """What was said, as an output item: a message, or the call of a function."""
        told, _ = said(self.body.model, answer, self.form)
        calls: Any = told.get("tool_calls")
        if calls:
            return {
                "id": self.item.replace("msg", "fc"), "type": "function_call", "status": "completed",
                "call_id": calls[0]["id"], **calls[0]["function"],
            }  # fmt: skip
        part: JsonObject
        if "refusal" in told:
            part = {"type": "refusal", "refusal": told["refusal"]}
        else:
            text = str(told["content"])
            part = {**self.text(text), "annotations": list(places_cited(answer, text))}
        return self.message("completed", part)

    def message(self, status: str, *parts: JsonObject) -> JsonObject:
        return {"id": self.item, "type": "message", "status": status, "role": "assistant", "content": list(parts)}

    def sent(self, kind: str, **more: Any) -> bytes:
        """An event of it."""
        told = json.dumps({"type": kind, "sequence_number": next(self.numbers), **more}, ensure_ascii=False)
        return f"event: {kind}\ndata: {told}\n\n".encode()

    def failed(self, error: VermeilError) -> bytes:
        """Its last events where it broke off."""
        told = described(renamed(error, _FIELDS))
        response = {**self.begun(), "status": "failed", "error": {"code": "server_error", "message": told["message"]}}
        return self.sent("error", code=told["code"], message=told["message"], param=told["param"]) + self.sent(
            "response.failed", response=response
        )

    @staticmethod
    def text(text: str) -> JsonObject:
        return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def places_cited(answer: Answer, text: str) -> Iterator[JsonObject]:
    """The citations at their marks in the text, as citations of files."""
    cited = {citation.n: citation for citation in answer.citations}
    for mark in CITATION_MARK.finditer(text):
        if (found := cited.get(int(mark[1]))) is not None:
            yield {
                "type": "file_citation", "file_id": found.document, "filename": found.name, "index": mark.start(),
                "quote": found.quote,
            }  # fmt: skip


async def written(made: Made, events: AsyncIterator[list[Event]]) -> AsyncIterator[bytes]:
    """The response as server-sent events of OpenAI's kinds. A call of a function comes in one piece at the end."""
    calls, sent = made.form is not None and made.form.calls, made.sent
    yield sent("response.created", response=made.begun()) + sent("response.in_progress", response=made.begun())
    place: JsonObject = {"item_id": made.item, "output_index": 0, "content_index": 0}
    if not calls:
        yield sent("response.output_item.added", output_index=0, item=made.message("in_progress"))
        yield sent("response.content_part.added", **place, part=made.text(""))
    async for batch in events:
        for event in joined(batch):
            if isinstance(event, Token) and not calls:
                yield sent("response.output_text.delta", **place, delta=still(made.body.model, event.text), logprobs=[])
            elif isinstance(event, Done):
                response = made.whole(event.answer)
                for kind, more in _ending(made, response, place, streamed=not calls):
                    yield sent(kind, **more)


def _ending(made: Made, response: JsonObject, place: JsonObject, *, streamed: bool) -> Iterator[tuple[str, JsonObject]]:
    """The events at the end of a response; what was not `streamed` comes whole."""
    outputs: Any = response["output"]
    item = outputs[0]
    at: JsonObject = {"item_id": item["id"], "output_index": 0}
    if item["type"] == "function_call":
        yield "response.output_item.added", {"output_index": 0, "item": {**item, "arguments": ""}}
        yield "response.function_call_arguments.delta", {**at, "delta": item["arguments"]}
        yield "response.function_call_arguments.done", {**at, "name": item["name"], "arguments": item["arguments"]}
    else:
        part = item["content"][0]
        if not streamed:
            yield "response.output_item.added", {"output_index": 0, "item": made.message("in_progress")}
            yield "response.content_part.added", {**place, "part": made.text("")}
            if part["type"] == "output_text":
                yield "response.output_text.delta", {**place, "delta": part["text"], "logprobs": []}
        if part["type"] == "output_text":
            for number, one in enumerate(part["annotations"]):
                yield (
                    "response.output_text.annotation.added",
                    {**place, "annotation_index": number, "annotation": one},
                )
            yield "response.output_text.done", {**place, "text": part["text"], "logprobs": []}
        else:
            yield "response.refusal.done", {**place, "refusal": part["refusal"]}
        yield "response.content_part.done", {**place, "part": part}
    yield "response.output_item.done", {"output_index": 0, "item": item}
    yield f"response.{response['status']}", {"response": response}

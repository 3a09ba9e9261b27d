"""Messages as OpenAI's clients send them, and what becomes of them: a question over the library, or a conversation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from app.answering.picture_questions import earlier_picture
from app.answering.understanding import check_text
from app.api.attachments import decode
from app.api.openai.wishes import Part, unsupported
from core.errors import BadInput, ContextExceeded, UnreadableFile, UnsupportedFormat
from core.events import Event
from core.grounding.brought import context_of, parted
from core.types import UNRECORDED, LibraryMode, Message, Question, Role, Sampling, message

MOST_PARTS = 500
_WRITTEN = ("text", "refusal")
_ATTACHED = {"image_url": "url", "input_audio": "data"}
"""Parts that are files, and where in them the file is."""


class ContentPart(Part):
    """A part of a message: text, a refusal of an earlier answer, a picture or a recording."""

    type: str
    text: str = ""
    refusal: str = ""
    image_url: Annotated[dict[str, Any] | None, BeforeValidator(lambda v: {"url": v} if isinstance(v, str) else v)] = (
        None
    )
    input_audio: dict[str, Any] | None = None

    @property
    def attached(self) -> str:
        """Its file, as it was sent."""
        held: dict[str, Any] = getattr(self, self.type) or {}
        return str(held.get(_ATTACHED[self.type], ""))


class FunctionCall(Part):
    """A function that an earlier answer called: its name, and its arguments as JSON."""

    name: str = ""
    arguments: str = ""


class ToolCall(Part):
    """The same with its id."""

    id: str = ""
    function: FunctionCall = FunctionCall()


class ChatMessage(Part):
    """A message; content is a string or parts, and may be missing where functions were called."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] = ""
    refusal: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    tool_call_id: str = ""
    name: str = ""

    @property
    def parts(self) -> list[ContentPart]:
        """The content as parts, whichever way it came."""
        return self.content if isinstance(self.content, list) else [ContentPart(type="text", text=self.content)]

    @property
    def text(self) -> str:
        """What was said in it, a line a part."""
        said = [getattr(part, part.type) for part in self.parts if part.type in _WRITTEN]
        return "\n".join(text for text in (*said, self.refusal) if text)

    @property
    def is_pictured(self) -> bool:
        """Whether a picture came with it."""
        return any(part.type == "image_url" for part in self.parts)

    def attachment(self, kind: str, place: str) -> bytes | None:
        """The bytes of its picture or recording. Raises `BadInput` for more than one of a kind; `place` is its own."""
        found = [(number, part) for number, part in enumerate(self.parts) if part.type == kind]
        if len(found) > 1:
            raise BadInput(
                "More than one attachment of a kind came with a question.", "Send one picture or recording.",
                param=f"{place}.content",
            )  # fmt: skip
        return next((decode(part.attached, kind, f"{place}.content[{number}].{kind}") for number, part in found), None)


class UnreadablePart(BadInput):
    """A picture or recording among the messages is none, or damaged: here it is a part of the request."""

    code = "unreadable_file"


def checked(messages: Sequence[ChatMessage]) -> None:
    """Raises `Unsupported` for parts that are not taken, by their place."""
    for number, one in enumerate(messages):
        for place, part in enumerate(one.parts):
            if part.type in _WRITTEN or (part.type in _ATTACHED and one.role == "user"):
                continue
            remedy = "Hand the file to the library, and ask about it." if part.type == "file" else "Send text."
            raise unsupported(f"messages[{number}].content[{place}].type", remedy)


def telling_place(events: Iterator[Event], messages: Sequence[ChatMessage]) -> Iterator[Event]:
    """The same events. A file of the question that cannot be read is told by its place, where there is but one."""
    files = [
        f"messages[{number}].content[{place}].{part.type}"
        for number, one in enumerate(messages)
        for place, part in enumerate(one.parts)
        if part.type in _ATTACHED
    ]
    try:
        yield from events
    except (UnreadableFile, UnsupportedFormat) as error:
        if not files:
            raise
        raise UnreadablePart(error.message, error.remedy, param=files[0] if len(files) == 1 else "messages") from error


def as_question(
    messages: Sequence[ChatMessage], owner: str, sampling: Sampling, talk_temperature: float, library: LibraryMode,
    tag: str | None,
) -> Question:  # fmt: skip
    """The last message of the user as a question, with those before it as its conversation.

    What a program brought along to be answered from (beside the question, in a system message, or as the results of
    its tools) is the question's context. A question about the picture of an earlier message takes that along.
    """
    asked = max((n for n, one in enumerate(messages) if one.role == "user"), default=-1)
    if asked < 0 or any(one.role == "assistant" and not one.tool_calls for one in messages[asked + 1 :]):
        raise BadInput("The last message is not the user's.", "End the messages with the question.", param="messages")
    last, before = messages[asked], messages[:asked]
    brought = parted(last.text)
    results = [one.text for one in messages[asked + 1 :] if one.role in ("tool", "function")]
    told = [context_of(one.text) for one in messages if one.role in ("system", "developer")]
    history = tuple(
        message("user" if one.role == "user" else "assistant", one.text)
        for one in before
        if one.text and one.role in ("user", "assistant")
    )
    picture = last.attachment("image_url", f"messages[{asked}]")
    said = [number for number, one in enumerate(before) if one.role == "user"]
    pictured = [before[number].is_pictured for number in said]
    if picture is None and (at := earlier_picture(last.text, pictured)) is not None:
        picture = before[said[at]].attachment("image_url", f"messages[{said[at]}]")
    return Question(
        text=brought.question, owner=owner, library=library, tag=tag, conversation=UNRECORDED,
        context="\n\n".join(text for text in (brought.context, *told, *results) if text),
        picture=picture, audio=last.attachment("input_audio", f"messages[{asked}]"),
        sampling=sampling, history=history, talk_temperature=talk_temperature,
    )  # fmt: skip


def as_messages(messages: Sequence[ChatMessage], limit: int, instruction: str = "") -> list[Message]:
    """All messages, cleaned, as the language model takes them; `instruction` goes before what the system says.

    Raises `Unsupported` for files, and `ContextExceeded` for a text of more than `limit` characters: what does not fit
    the context beyond that the engine says precisely.
    """
    for number, one in enumerate(messages):
        for place, part in enumerate(one.parts):
            if part.type in _ATTACHED:
                raise unsupported(
                    f"messages[{number}].content[{place}].{part.type}",
                    "Ask `vermeil`: `vermeil-plain` takes text only.",
                )
    names = {call.id: call.function.name for one in messages for call in one.tool_calls}
    said = [(_spoken_by(one), _fitting(_said(one, names), limit)) for one in messages]
    if instruction:
        own = said.pop(0)[1] if said[0][0] == "system" else ""
        said.insert(0, ("system", f"{own}\n\n{instruction}".strip()))
    return [message(role, text) for role, text in said]


def _fitting(text: str, limit: int) -> str:
    if len(text) > limit:
        raise ContextExceeded(
            f"A message has {len(text):,} characters; at most {limit:,} are taken.",
            "Send less of it.",
            param="messages",
        )
    return check_text(text, limit)


def _spoken_by(one: ChatMessage) -> Role:
    """The role as models know it: a developer speaks as the system, and a tool as the user."""
    roles: Mapping[str, Role] = {"system": "system", "developer": "system", "assistant": "assistant"}
    return roles.get(one.role, "user")


def _said(one: ChatMessage, names: Mapping[str, str]) -> str:
    """What a message says, with the functions that it calls, or behind the name of the one whose result it is."""
    if one.role in ("tool", "function"):
        return f"Result of {one.name or names.get(one.tool_call_id, 'the function')}:\n{one.text}"
    calls = (
        f'{{"name": {json.dumps(call.function.name)}, "arguments": {call.function.arguments or "{}"}}}'
        for call in one.tool_calls
    )
    return "\n".join(text for text in (one.text, *calls) if text)

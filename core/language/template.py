"""Messages to the text that a chat model was trained on.

`chatml` is what SmolLM2's own template makes of a conversation, without the persona that it adds where no system
message stands. `phi2` is the "Instruct: … Output:" form that Phi-2's card describes; a system message leads the
first turn. The same text goes to every engine and into training.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from core.types import Message, MessagePart

Template = Literal["chatml", "phi2"]

STOPS: dict[Template, tuple[str, ...]] = {
    "chatml": ("<|im_end|>",),
    # Phi-2 has no end-of-turn token: it goes on with the next instruction.
    "phi2": ("\nInstruct:", "\nOutput:"),
}
"""Where an answer ends, beside the model's own end-of-text token."""

_MARKERS: dict[Template, tuple[re.Pattern[str], str]] = {
    # A zero-width space keeps the text readable and keeps the tokeniser from seeing a control token.
    "chatml": (re.compile(r"<(?=\|[^|<>\s]{1,64}\|>)"), "<\u200b"),
    "phi2": (re.compile(r"(?:^|(?<=\n))(?=[ \t]*(?:Instruct|Output):)|<(?=\|endoftext\|>)"), "\\g<0>\u200b"),
}
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


def readable(text: str) -> str:
    """The text with NUL and lone surrogates, which no tokeniser takes, replaced by U+FFFD."""
    return _UNREADABLE.sub("\ufffd", text)


def plain(text: str, template: Template = "chatml") -> str:
    """The text made harmless: what looks like a turn marker in it is broken up, so that it cannot forge a turn."""
    pattern, replacement = _MARKERS[template]
    return pattern.sub(replacement, readable(text))


def render(messages: Sequence[Message], template: Template = "chatml") -> tuple[MessagePart, ...]:
    """The prompt, ending with the opening of the assistant's turn; a last message of the assistant is left open.

    Soft tokens stay where they stand, adjacent text is joined, so parts alternate between text and soft tokens.
    """
    parts = _chatml(messages) if template == "chatml" else _phi2(messages)
    return joined(parts)


def joined(parts: Iterable[MessagePart]) -> tuple[MessagePart, ...]:
    """The parts with neighbouring texts made one, and empty texts left out."""
    result: list[MessagePart] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


def _content(message: Message, template: Template) -> list[MessagePart]:
    # Joined first: a marker cut in two over neighbouring parts would otherwise grow together again.
    return [plain(p, template) if isinstance(p, str) else p for p in joined(message.parts)]


def _chatml(messages: Sequence[Message]) -> list[MessagePart]:
    parts: list[MessagePart] = []
    for message in messages:
        parts += [f"<|im_start|>{message.role}\n", *_content(message, "chatml"), "<|im_end|>\n"]
    if messages and messages[-1].role == "assistant":
        return parts[:-1]
    return [*parts, "<|im_start|>assistant\n"]


def _phi2(messages: Sequence[Message]) -> list[MessagePart]:
    parts: list[MessagePart] = []
    instructions: list[MessagePart] = []
    for message in messages:
        content = _content(message, "phi2")
        if message.role == "assistant":
            parts += ["Instruct: ", *instructions, "\nOutput: ", *content, "\n"]
            instructions = []
        else:
            instructions += ["\n", *content] if instructions else content
    if messages and messages[-1].role == "assistant":
        return parts[:-1]
    return [*parts, "Instruct: ", *instructions, "\nOutput:"]

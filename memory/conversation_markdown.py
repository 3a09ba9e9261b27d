"""A conversation as Markdown, to keep or to pass on: questions, answers, and below each what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from memory.said import Conversation, Turn

_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def markdown(conversation: Conversation) -> str:
    """The whole of it. A citation is a line with its number, its file, the place in it and the words."""
    began = datetime.fromtimestamp(conversation.created_at, UTC)
    parts = [f"# {_plain(conversation.title)}", f"*{began.day} {began:%B %Y}*"]
    for turn in filter(lambda turn: turn.goes_on, conversation.turns):
        parts += [_question(turn), turn.answer.strip(), "\n".join(_citations(turn))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _question(turn: Turn) -> str:
    said = turn.question or turn.transcript or "A picture"
    return "\n".join(f"> {_plain(line)}".rstrip() for line in said.splitlines())


def _citations(turn: Turn) -> Iterator[str]:
    seen = set()
    for citation in turn.citations:
        quote = " ".join(str(citation["quote"]).split())
        where = ", ".join(filter(None, (_plain(str(citation["name"])), _place(citation["span"]))))
        doubt = "" if citation["supported"] else " (it does not clearly say so)"
        line = f"- [{citation['n']}] {where}" + (f": “{_plain(quote)}”" if quote else "") + doubt
        if line not in seen:
            seen.add(line)
            yield line


def _place(span: dict[str, Any]) -> str:
    """In words, as far as a reader without the page can use them."""
    if "page" in span:
        return f"page {span['page']}"
    if "from" in span:
        minutes, seconds = divmod(int(span["from"]), 60)
        return f"at {minutes}:{seconds:02}"
    return ""


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SIGNS.sub(r"\\\1", text)

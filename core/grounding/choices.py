"""Asking which of several documents is meant, and understanding what is picked: "the second", "2", "the one of Anna".

The question with its choices is the answer of a turn, so that nothing has to be kept beside the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.grounding.naming import find

_ASKED = "Which one do you mean?"
_CHOICE = re.compile(r"^\d{1,2}\. (.+)$", re.MULTILINE)
_MARK = re.compile(r"\s*\[\d{1,3}\]$")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERED = re.compile(r"^\W*(?:the |number |no\.? |nr\.? |#)*(\d{1,2})(?:st|nd|rd|th)?(?: one)?\W*$", re.IGNORECASE)
_WORDED = re.compile(rf"\b({'|'.join(_ORDINALS)}|last|latter|former)\b", re.IGNORECASE)
_LONGEST_PICK = 10  # words; a longer text is a question of its own


def ask_which(choices: Sequence[str]) -> str:
    """The question which of these is meant, a line each."""
    lines = [f"{n}. {choice}" for n, choice in enumerate(choices, 1)]
    return "\n".join([f"{len(choices)} documents fit. {_ASKED}", *lines])


def picked(answer: str, reply: str) -> str:
    """The name that a reply picks out of an answer by `ask_which`; empty where it picks none."""
    if _ASKED not in answer or len(reply.split()) > _LONGEST_PICK:
        return ""
    choices = [_MARK.sub("", choice) for choice in _CHOICE.findall(answer)]
    at = _place(reply, len(choices))
    if at is None:
        named = find(f"in {reply}", {str(n): choice for n, choice in enumerate(choices)})
        at = int(named.documents[0]) if named is not None and len(named.documents) == 1 else None
    return choices[at] if at is not None else ""


def _place(reply: str, count: int) -> int | None:
    if number := _NUMBERED.match(reply):
        at = int(number[1]) - 1
    elif word := _WORDED.search(reply):
        said = word[1].lower()
        at = {"last": count - 1, "latter": count - 1, "former": 0}.get(said, -1)
        at = _ORDINALS.index(said) if said in _ORDINALS else at
    else:
        return None
    return at if 0 <= at < count else None

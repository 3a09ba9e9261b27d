"""Which questions about a picture its soft tokens were taught, and what counts as an answer to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from core.grounding.followup import lacks_its_subject, leans

Asked = Literal["colour", "count", "where", "what", "there"]

_ASKED: dict[Asked, re.Pattern[str]] = {
    "colour": re.compile(r"\b(what|which) colou?rs?\b", re.IGNORECASE),
    "count": re.compile(r"\bhow many (?!is\b|are\b|do\b|of\b)\w", re.IGNORECASE),
    "where": re.compile(r"^\W*where (is|are|do|does|can)\b", re.IGNORECASE),
    "what": re.compile(
        r"^\W*what('s| is| are) (at|in|on) the (top|bottom|left|right|middle|cent(re|er))\b", re.IGNORECASE
    ),
    "there": re.compile(r"^\W*(is|are) there\b|^\W*(can|do) you see (a|an|any)\b", re.IGNORECASE),
}
_WHAT_IS_THIS = re.compile(
    r"^\W*(what('s| is| are)? (this|that|it|these|those|in (this|the) (picture|photo|image)|(on|in) it|"
    r"(this|the) (picture|photo|image).*)|what (do|can) you see|describe\b.*|"
    r"which (thing|object|animal) is (this|that))\W*$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"^\W*(?:(?:is|are) there|(?:can|do) you see) (?:(?:a|an|any|some|the) )?(?P<thing>.+?)"
    r"(?: (?:in|on) (?:the|this|my) (?:picture|photo|image|drawing))?\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_SHAPE = re.compile(
    r"\b(circle|square|triangle|star|heart|diamond|cross|ring|hexagon|crescent|word)(e?s)?\b", re.IGNORECASE
)
_NUMBERS = "no|one|two|three|four|five|six|seven|eight|nine|ten"
_ANSWERED: dict[Asked, re.Pattern[str]] = {
    "colour": re.compile(r"\b(red|green|blue|yellow|orange|purple|pink|brown|black|white|gr[ea]y)\b", re.IGNORECASE),
    "count": re.compile(rf"\b(\d+|{_NUMBERS})\b", re.IGNORECASE),
    "where": re.compile(r"\b(left|right|top|bottom|middle|centre|center)\b", re.IGNORECASE),
    "what": _SHAPE,
    "there": re.compile(r"^\W*(yes|no)\b", re.IGNORECASE),
}
_POINTING = re.compile(
    r"\b(the|that|this|my|our) (picture|photo|photograph|image|drawing|screenshot)s?\b"
    r"(?! (of|called|named|from|in my)\b)",
    re.IGNORECASE,
)
_IT = re.compile(r"\bits?\b", re.IGNORECASE)
LONGEST = 300
"""Characters of a question: what is longer asks for more than a colour or a number, and may not fit the context."""


def asks_what_it_is(question: str) -> bool:
    """Whether it asks what a picture shows as a whole, which the eyes say best."""
    return _WHAT_IS_THIS.match(question) is not None


def asked_for(question: str) -> Asked | None:
    """What a question about a picture wants to know, if it is one that was taught."""
    if len(question) > LONGEST:
        return None
    return next((asked for asked, pattern in _ASKED.items() if pattern.search(question)), None)


def was_taught(asked: Asked, question: str) -> bool:
    """Whether it asks of a shape that was taught; what stands at a place need not be named."""
    return asked in ("what", "there") or is_shape(question)


def is_answer(asked: Asked, text: str) -> bool:
    """Whether a text says a colour, a number, a place, a shape, or yes or no."""
    return _ANSWERED[asked].search(text) is not None


def thing_of(question: str) -> str | None:
    """What "Is there a red boat in the picture?" asks for: "red boat"."""
    found = _THING.search(question)
    return found["thing"] if found else None


def is_shape(thing: str) -> bool:
    """Whether it is one of the shapes that were taught."""
    return _SHAPE.search(thing) is not None


def plural(thing: str) -> bool:
    """Whether it is named in the plural, as far as its last letters tell."""
    return thing.endswith("s") and not thing.endswith(("ss", "us"))


def earlier_picture(question: str, pictured: Sequence[bool]) -> int | None:
    """Which of the questions before it came with the picture that a question without one is about, if any did.

    `pictured`: of each question before, oldest first, whether a picture came with it. The last of these is meant where
    a picture is spoken of; else only one of the very question before, by what leans on it or was taught of pictures.
    """
    if _POINTING.search(question):
        return next((n for n in reversed(range(len(pictured))) if pictured[n]), None)
    if not pictured or not pictured[-1]:
        return None
    leaning = lacks_its_subject(question) or (leans(question) and _IT.search(question) is not None)
    about_it = leaning or (asked_for(question) is not None and is_shape(question))
    return len(pictured) - 1 if about_it else None

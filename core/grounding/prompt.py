"""The one prompt builder: serving and training call the same functions, so that both see equal strings.

Raise `VERSION` with every change that alters a string: it is kept with each turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.types import Message, SoftTokens, message

Form = Literal["words", "sentence"]
"""How long an answer from the library is."""

VERSION = "2"

Builder = Literal["plain", "grounded", "reading", "picture"]


@dataclass(frozen=True, slots=True)
class Prompted:
    """What the messages to a model are built from: kept with a turn, so that `build` makes the same ones again.

    `quotes` are the evidence, best first, `history` the conversation so far, `picture` the soft tokens of a picture.
    """

    builder: Builder
    question: str
    quotes: tuple[str, ...] = ()
    form: Form = "words"
    history: tuple[Message, ...] = ()
    picture: SoftTokens | None = None


def build(prompted: Prompted) -> list[Message]:
    """The messages, as `VERSION` builds them."""
    if prompted.builder == "plain":
        return plain(prompted.question, prompted.history)
    if prompted.builder == "grounded":
        return grounded(prompted.question, prompted.quotes)
    if prompted.builder == "reading":
        return reading(prompted.question, prompted.quotes, prompted.form)
    if prompted.picture is None:
        raise ValueError("a question about a picture needs the picture")
    return about_picture(prompted.question, prompted.picture)


BUILDERS: Mapping[str, Callable[[Prompted], list[Message]]] = {VERSION: build}
"""How each version built its messages. A version whose strings can no longer be made is not in here."""

END_OF_SENTENCE = "\n"
"""Ends a grounded answer: it is one sentence, and what small models put on further lines is rarely from the text."""

_LEGIBLE = 3  # fewer letters and digits in a picture are more often a pattern than a text
NOTHING_FOUND = "I found nothing about that in your library."

PLAIN_SYSTEM = "You are Vermeil, a helpful assistant. Answer briefly and honestly; say so when you do not know."
GROUNDED_SYSTEM = (
    "You answer questions from the given text. Use only the text. "
    "Answer in one short sentence with the words of the text."
)


READING_SYSTEM: dict[Form, str] = {
    "words": "Answer from the text in a few words.",
    "sentence": "Answer from the text in one sentence.",
}
READING_LINES = 2
"""Of evidence that the reader gets: of 140 questions it answered as many or more from two sentences as from three."""

NOT_THERE = "It is not there."
"""What the reader says of a question that its evidence does not answer."""

GUESS = "My guess from the picture: "
DRAWINGS_ONLY = "I can tell colours, numbers and places in drawings only, and this looks like a photo."


_SENTENCE = re.compile(
    r"\b(in (a|one|full|complete)( full| complete| short)? sentences?|explain|describe|tell me (more )?about)\b",
    re.IGNORECASE,
)


def plain(question: str, history: Sequence[Message] = ()) -> list[Message]:
    """A question without sources."""
    return [message("system", PLAIN_SYSTEM), *history, message("user", question)]


def grounded(question: str, quotes: Sequence[str]) -> list[Message]:
    """A question with the sentences that the answer must rest on, a line each, the nearest first.

    They carry no numbers: small models copy those instead of citing by them, and marks are set after generation.
    """
    text = "\n".join(one_line(quote) for quote in quotes)
    return [message("system", GROUNDED_SYSTEM), message("user", f"Text:\n{text}\n\nQuestion: {question}")]


def reading(question: str, quotes: Sequence[str], form: Form = "words") -> list[Message]:
    """A question to the trained reader, with the evidence as numbered lines: it has learned to cite by the numbers.

    What it says is a few words or a sentence, as `form` wants, with the mark of the line they are from; or `NOT_THERE`.
    """
    text = "\n".join(f"[{n}] {one_line(quote)}" for n, quote in enumerate(quotes, 1))
    return [message("system", READING_SYSTEM[form]), message("user", f"{text}\n\n{one_line(question)}")]


def wanted_form(question: str) -> Form:
    """A sentence where one is asked for, else a few words."""
    return "sentence" if _SENTENCE.search(question) else "words"


def whole_passages(question: str, passages: Sequence[str]) -> list[Message]:
    """The plain prompt with whole passages: the baseline that evidence selection is measured against."""
    text = "\n\n".join(passages)
    return [message("system", GROUNDED_SYSTEM), message("user", f"Text:\n{text}\n\nQuestion: {question}")]


def about_picture(question: str, picture: SoftTokens) -> list[Message]:
    """A question about a picture: its soft tokens, then what was said or written."""
    return [Message("user", (picture, f"\n{question}"))]


def guess(answer: str) -> str:
    """An answer that rests on what a small model sees in a picture, and is marked as such."""
    return f"{GUESS}{one_line(answer).rstrip('.')}."


def picture_facts(guesses: Sequence[tuple[str, float]], written: str) -> str:
    """What a picture encoder made of a picture, as sentences of evidence: the likeliest names, and the text in it."""
    sure, *others = [name for name, _ in guesses] or ["something that was not recognised"]
    sentences = [f"The picture shows {with_article(sure)}."]
    if others:
        sentences.append(f"It could also be {' or '.join(with_article(name) for name in others)}.")
    if sum(c.isalnum() for c in written) >= _LEGIBLE:
        sentences.append(f"The text written in the picture is: “{one_line(written)}”")
    return " ".join(sentences)


def one_line(text: str) -> str:
    """Text on one line, so that a document cannot forge the layout of the prompt."""
    return " ".join(text.split())


def with_article(name: str) -> str:
    """The name with "a" or "an" before it."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"

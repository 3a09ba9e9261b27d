"""The one prompt builder: serving and training call the same functions, so that both see equal strings.

Raise `VERSION` with every change that alters a string: it is kept with each turn and with each trained adapter.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.types import Evidence, Message, message

VERSION = "1"

END_OF_SENTENCE = "\n"
"""Ends a grounded answer: it is one sentence, and what small models put on further lines is rarely from the text."""

_LEGIBLE = 3  # fewer letters and digits in a picture are more often a pattern than a text
NOTHING_FOUND = "I found nothing about that in your library."

PLAIN_SYSTEM = "You are Vermeil, a helpful assistant. Answer briefly and honestly; say so when you do not know."
GROUNDED_SYSTEM = (
    "You answer questions from the given text. Use only the text. "
    "Answer in one short sentence with the words of the text."
)


def plain(question: str, history: Sequence[Message] = ()) -> list[Message]:
    """A question without sources."""
    return [message("system", PLAIN_SYSTEM), *history, message("user", question)]


def grounded(question: str, evidence: Sequence[Evidence]) -> list[Message]:
    """A question with the sentences that the answer must rest on, a line each, the nearest first.

    They carry no numbers: small models copy those instead of citing by them, and marks are set after generation.
    """
    text = "\n".join(one_line(item.quote) for item in evidence)
    return [message("system", GROUNDED_SYSTEM), message("user", f"Text:\n{text}\n\nQuestion: {question}")]


def whole_passages(question: str, passages: Sequence[str]) -> list[Message]:
    """The plain prompt with whole passages: the baseline that evidence selection is measured against."""
    text = "\n\n".join(passages)
    return [message("system", GROUNDED_SYSTEM), message("user", f"Text:\n{text}\n\nQuestion: {question}")]


def picture_facts(guesses: Sequence[tuple[str, float]], written: str) -> str:
    """What the eyes saw, in sentences that can stand as evidence: the likeliest names, and the text in the picture."""
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
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"

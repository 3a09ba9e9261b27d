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

Builder = Literal["plain", "grounded", "reading", "excerpts", "extract", "summary", "picture"]


@dataclass(frozen=True, slots=True)
class Prompted:
    """What the messages to a model are built from: kept with a turn, so that `build` makes the same ones again.

    `quotes` are the evidence, best first, and `names` the files that they are from, where the model is told;
    `history` is the conversation so far, `picture` the soft tokens of a picture.
    """

    builder: Builder
    question: str
    quotes: tuple[str, ...] = ()
    form: Form = "words"
    history: tuple[Message, ...] = ()
    picture: SoftTokens | None = None
    names: tuple[str, ...] = ()


def build(prompted: Prompted) -> list[Message]:
    """The messages, as `VERSION` builds them."""
    if prompted.builder == "plain":
        return plain(prompted.question, prompted.history)
    if prompted.builder == "grounded":
        return grounded(prompted.question, prompted.quotes)
    if prompted.builder == "reading":
        return reading(prompted.question, prompted.quotes, prompted.form)
    if prompted.builder == "excerpts":
        return excerpts(prompted.question, prompted.quotes, prompted.names)
    if prompted.builder == "extract":
        return extract(prompted.question, prompted.quotes, prompted.names)
    if prompted.builder == "summary":
        return summary(prompted.question, prompted.quotes, prompted.names)
    if prompted.picture is None:
        raise ValueError("a question about a picture needs the picture")
    return about_picture(prompted.question, prompted.picture)


BUILDERS: Mapping[str, Callable[[Prompted], list[Message]]] = {VERSION: build}
"""How each version built its messages. A version whose strings can no longer be made is not in here."""

END_OF_SENTENCE = "\n"
"""Ends a grounded answer: it is one sentence, and what small models put on further lines is rarely from the text."""

_LEGIBLE = 3  # fewer letters and digits in a picture are more often a pattern than a text
_DOCUMENT_WORDS = 12  # of text, from which a picture is looked at for what is written in it
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

NOT_STATED = "Not stated."
"""What a model that was only told how to answer says of a question that its excerpts do not answer."""

EXCERPTS_SYSTEM = (
    "You answer questions from the given text only, with the shortest exact words of the text. Give the whole value: "
    "amounts with unit and currency, full names, complete lists. To a yes-or-no question answer Yes or No and the "
    "words that say so. Answer in the language of the question. If the text does not state it of exactly the thing "
    f"that is asked about, answer: {NOT_STATED}"
)
_BILLS = (
    "bills.pdf: Invoice 2041 | Customer: Ada Lind | Total: 318.40 EUR",
    "bills.pdf: Invoice 2042 | Customer: Omar Haddad | Total: 95.00 EUR",
)  # as `excerpts` writes them
_MUSEUM = (
    "museum.txt: The museum opens at 9:00 from Tuesday to Friday and at 11:00 on weekends. It is closed on Mondays.",
    "museum.txt: Maria Olsen, an architect from Bergen, designed the east wing, which replaced the old tower in 1936.",
)
_WORKED: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (_BILLS, "What is the total of invoice 2042?", "95.00 EUR [2]"),
    (_BILLS, "What is the total of invoice 2043?", NOT_STATED),
    (_MUSEUM, "Is the museum open on Monday?", "No, it is closed on Mondays [1]"),
    (_MUSEUM, "When was Maria Olsen born?", NOT_STATED),
    (_MUSEUM, "who designed the east wing and when", "Maria Olsen, an architect from Bergen, in 1936 [2]"),
)
"""Worked examples, the same before every question: a model keeps what it made of them, so that they cost nothing."""

EXTRACT_SYSTEM = (
    "Answer from the text in its exact words, after Yes or No where that is asked. What it does not say is: "
    f"{NOT_STATED}"
)

SUMMARY_SYSTEM = (
    "You summarise the numbered lines of a document in three to six short sentences, the most important first. Keep "
    "names, dates, amounts and numbers as they stand there. End each sentence with the number of the line that it is "
    "from, like [2]. Use one line for each sentence. Write nothing else. Use the language of the lines."
)

FORM_SYSTEM = (
    "You put an answer into JSON. Use the words of the answer and of the text only, and make nothing up. "
    "Write one JSON object and nothing else."
)

GUESS = "My guess from the picture: "
SHAPES_ONLY = (
    "I can tell the colour, number and place of simple shapes in drawings only: of a circle, a square, a star and the "
    "like, when you name it."
)
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
    return [message("system", READING_SYSTEM[form]), message("user", _numbered(quotes, question))]


def excerpts(question: str, quotes: Sequence[str], names: Sequence[str]) -> list[Message]:
    """A question to a model that was not trained for it: told how to answer, and shown by examples.

    Each quote stands behind the name of its file. The model says the words of one with its number, or `NOT_STATED`.
    """
    lines = _behind_names(quotes, names)
    shown = [(_numbered(text, asked), said) for text, asked, said in _WORKED]
    worked = [part for asked, said in shown for part in (message("user", asked), message("assistant", said))]
    return [message("system", EXCERPTS_SYSTEM), *worked, message("user", _numbered(lines, question))]


def extract(question: str, quotes: Sequence[str], names: Sequence[str]) -> list[Message]:
    """A question to a model that was trained on such excerpts: it needs no examples."""
    return [message("system", EXTRACT_SYSTEM), message("user", _numbered(_behind_names(quotes, names), question))]


def summary(question: str, quotes: Sequence[str], names: Sequence[str]) -> list[Message]:
    """What is to be summarised, as numbered lines; each behind the name of its file where there are several files."""
    lines = _behind_names(quotes, names) if len(set(names)) > 1 else quotes
    return [message("system", SUMMARY_SYSTEM), message("user", _numbered(lines, question))]


def translation(question: str, language: str) -> list[Message]:
    """A question that is to be put into a language, named in English."""
    system = f"You translate questions into {language}. Write the translation only."
    return [message("system", system), message("user", one_line(question))]


def in_form(question: str, answer: str, quotes: Sequence[str], schema: str) -> list[Message]:
    """An answer from the library, with what it rests on, that is to be put into the form of a JSON schema."""
    lines = "\n".join(one_line(quote) for quote in quotes)
    said = f"Question: {one_line(question)}\nAnswer: {one_line(answer)}\nText:\n{lines}\n\nJSON schema: {schema}"
    return [message("system", FORM_SYSTEM), message("user", said)]


def _behind_names(quotes: Sequence[str], names: Sequence[str]) -> list[str]:
    """Each quote on one line behind the name of its file."""
    return [f"{name}: {_bars(quote)}" for name, quote in zip(names, quotes, strict=True)]


def _bars(text: str) -> str:
    """The lines of a text on one, told apart by bars."""
    return " | ".join(line for line in map(one_line, text.splitlines()) if line)


def _numbered(quotes: Sequence[str], question: str) -> str:
    text = "\n".join(f"[{n}] {one_line(quote)}" for n, quote in enumerate(quotes, 1))
    return f"{text}\n\n{one_line(question)}"


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
    """What was made of a picture, as sentences of evidence: the likeliest names, and the text in it.

    Where it is a text, that is what it shows: what eyes that know things make of letters says nothing.
    """
    text = f"The text written in the picture is: “{one_line(written)}”"
    if is_text(written):
        return text
    sure, *others = [name for name, _ in guesses] or ["something that was not recognised"]
    sentences = [f"The picture shows {with_article(sure)}."]
    if others:
        sentences.append(f"It could also be {' or '.join(with_article(name) for name in others)}.")
    if sum(c.isalnum() for c in written) >= _LEGIBLE:
        sentences.append(text)
    return " ".join(sentences)


def is_text(written: str) -> bool:
    """Whether so much is written in a picture that it is more of a document."""
    return len(written.split()) >= _DOCUMENT_WORDS


def nothing_found(lacking: Sequence[str] = (), where: str = "your library") -> str:
    """That nothing was found, and for the want of which names and numbers of the question."""
    what = f"on {', '.join(lacking)}" if lacking else "about that"
    return f"I found nothing {what} in {where}."


def perhaps(quote: str) -> str:
    """A sentence that may answer, said as such."""
    return f"I am not sure, but this may answer it: “{quote}”"


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case, where it begins with a word and not with an address or a code."""
    return f"{text[:1].upper()}{text[1:]}" if text.split(" ")[0].rstrip(",.:;").isalpha() else text


def one_line(text: str) -> str:
    """Text on one line, so that a document cannot forge the layout of the prompt."""
    return " ".join(text.split())


def with_article(name: str) -> str:
    """The name with "a" or "an" before it."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"

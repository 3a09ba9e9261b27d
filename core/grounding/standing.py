"""Whether what a language model said of its excerpts stands in them, and in which sentence.

It may have misspelled a word, left out a unit that the question has, or named several things that stand in several
places. A yes or a no comes with the sentence that says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from core.grounding.citations import Reply, stands_in, whole
from core.grounding.evidence import narrow
from core.grounding.excerpts import holds
from core.sentences import sentences
from core.types import Evidence
from core.words import stems, words

_EMPTY_FRACTION = re.compile(r"(?<=\d)[.,]0{1,2}(?!\d)")  # of "148.00", where a cell says 148
_BETWEEN_PARTS = re.compile(r"[,;]|\s(?:and|und|et|y)\s")
_LETTERS = re.compile(r"[^\W\d_]+")
_MISSPELLED, _ALIKE = 4, 0.8
"""Letters of a word that may be misspelled, and how alike what it is mended to has to be (`difflib`)."""
_DENIAL = re.compile(
    r"\b(?:no|not|never|none|without|except|excluding|excluded|unless|void|forbidden|prohibited|closed|cannot|nicht|kein\w*|"
    r"nie|ohne|außer|pas|jamais|sans|sauf|sin|nunca|excepto)\b|n[’']t\b",
    re.IGNORECASE,
)
VERDICT = re.compile(r"^(yes|no|ja|nein|oui|non|sí)\b[\s,:.;–—-]*", re.IGNORECASE)
"""The yes or no that an answer begins with."""

_YES = frozenset(("yes", "ja", "oui", "sí"))


@dataclass(frozen=True, slots=True)
class Decision:
    """What is said, and the sentence that it rests on; without a sentence nothing is, for the want of `lacking`.

    A list may rest on sentences of several passages: the others are in `also`.
    """

    text: str = ""
    rests_on: Evidence | None = None
    lacking: tuple[str, ...] = ()
    also: tuple[Evidence, ...] = ()

    @property
    def cited(self) -> list[Evidence]:
        """All that it rests on, numbered from 1."""
        found = () if self.rests_on is None else (self.rests_on, *self.also)
        return [replace(item, n=n) for n, item in enumerate(found, 1)]


def supported(
    question: str, reply: Reply, evidence: Sequence[Evidence], excerpts: Sequence[Evidence]
) -> Decision | None:
    """The reply with the one sentence that carries it: a chosen one first, then any other of the excerpts.

    A bare yes or no rests on the first evidence, and is said with its words; one with words of its own needs a sentence
    on what was asked.
    """
    reply = replace(reply, words=_respelled(reply.words, excerpts))
    verdict = VERDICT.match(reply.words)
    bare = reply.words[verdict.end() :] if verdict else reply.words
    if verdict and not bare:
        return Decision(_verdict(verdict[1], evidence[0]), evidence[0])
    marked = [excerpts[n - 1] for n in reply.marks if 0 < n <= len(excerpts)]
    places = [
        item
        for excerpt in sorted(excerpts, key=lambda excerpt: excerpt not in marked)
        for item in (*(item for item in evidence if holds(excerpt, item)), *_sentences(excerpt), excerpt)
    ]
    for item in places:
        if _says(item, bare, question) and not (verdict and _strays(question, item)):
            return Decision(_verdict(verdict[1], item) if verdict else whole(reply.words, item), item)
    return None if verdict else _of_several(question, reply.words, places)


def _respelled(said: str, excerpts: Sequence[Evidence]) -> str:
    """What is said with the words that stand in no excerpt spelled as one there is: small models slip in languages
    that they know less ("zest weken" for "zes weken"). Figures are never mended."""
    there = {word for excerpt in excerpts for word in words(excerpt.quote)}

    def mend(match: re.Match[str]) -> str:
        word = match[0].lower()
        if len(word) < _MISSPELLED or set(words(word)) <= there:
            return match[0]
        alike = get_close_matches(word, there, 1, _ALIKE)
        return alike[0] if alike else match[0]

    return _LETTERS.sub(mend, said)


def _says(item: Evidence, said: str, question: str) -> bool:
    """Whether what is said stands in a sentence: as it is, without an empty fraction, without words of the question
    (a unit that the table has in its head), or as the name of its file."""
    asked = set(stems(question))
    new = " ".join(word for word in said.split() if not set(stems(word)) <= asked)
    return (
        stands_in(said, item) or stands_in(_EMPTY_FRACTION.sub("", said), item) or bool(new and stands_in(new, item))
        or (bool(said) and set(words(said)) <= set(words(item.passage.name.replace("_", " "))))
    )  # fmt: skip


def _of_several(question: str, said: str, places: Sequence[Evidence]) -> Decision | None:
    """A list whose parts stand in several places, each with its own."""
    parts = [part.strip() for part in _BETWEEN_PARTS.split(said) if part.strip(" .")]
    found = [next((item for item in places if _says(item, part, question)), None) for part in parts]
    items = [item for item in found if item is not None]
    if len(parts) < 2 or len(items) < len(parts):
        return None
    once = list({(item.passage.chunk, item.start): item for item in items}.values())
    return Decision(said, once[0], also=tuple(once[1:]))


def _verdict(said: str, item: Evidence) -> str:
    """A yes or no with the sentence that says so; the sentence alone where a yes rests on one that denies something."""
    return item.quote if said.lower() in _YES and denies(item.quote) else f"{said.capitalize()}: {item.quote}"


def _strays(question: str, item: Evidence) -> bool:
    """Whether a sentence shares no word with the question."""
    return not set(stems(question)) & set(stems(item.quote))


def _sentences(excerpt: Evidence) -> list[Evidence]:
    at, passage = excerpt.start, excerpt.passage
    places = [(at + start, at + end) for start, end in sentences(excerpt.quote)]
    return [replace(excerpt, start=start, end=end, span=narrow(passage, start, end)) for start, end in places]


def says_no(text: str) -> bool:
    """Whether an answer begins with a no."""
    verdict = VERDICT.match(text)
    return verdict is not None and verdict[1].lower() not in _YES


def denies(text: str) -> bool:
    """Whether a text denies or excludes something."""
    return _DENIAL.search(text) is not None

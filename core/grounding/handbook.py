"""Vermeil's own handbook: a short library that ships with it and that everybody may ask about Vermeil itself.

It lies beside people's libraries, not in them: nothing of it is listed, counted or deleted, and no owner is asked for.
A section is found by the nearest of the questions that it answers, and only where nearly all words of a question are
the handbook's: "how do I add a user in Acme CRM" is not about Vermeil.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.embedding.encoder import TextEncoder
from core.grounding.evidence import READ_THRESHOLD
from core.grounding.examples import Examples, examples
from core.types import HANDBOOK, Evidence, PageSpan, Passage
from core.words import STOPWORDS, stem, words

NAME = "Vermeil’s handbook"
NAMED = "vermeil"
_ASSETS = Path(__file__).parents[1] / "assets"
_IN_COMMON = 0.3  # the share of words in a likeness
_LIKE = 0.6  # to the nearest question, from which a section answers
_LIKE_ADDRESSED = 0.53  # ... where Vermeil is named or addressed
_FOREIGN = 0.68  # ... from which one word may be none of the handbook's
_PLAIN = 0.8  # ... from which it answers although a person's files may hold something
_VERBATIM = 0.88
_SHORT = {"u": "you", "r": "are", "ur": "your", "wat": "what", "wot": "what", "pls": "please", "plz": "please"}
_VOCATIVES = frozenset("bro mate dude buddy man pal friend please".split())
_ADDRESSED = frozenset(
    "you your yourself vermeil du dich dir dein deine deinen deiner tu te toi ton ta tes vous".split()
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its text, and the questions that it answers."""

    heading: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """The section that answers a question about Vermeil. `score` is the cosine to the nearest question it answers.

    `plain` says that the question is put to Vermeil without doubt: it addresses it, in words of the handbook.
    `named` says that it names Vermeil, which is a metal, too, and `foreign` are the stems of its words that are none of
    the handbook's.
    """

    passage: Passage
    score: float
    plain: bool
    verbatim: bool = False  # it is one that the section answers, in nearly the same words
    named: bool = False
    foreign: frozenset[str] = frozenset()

    def yields_to(self, found: Sequence[Evidence], passages: Sequence[Passage]) -> bool:
        """Whether a person's own files are the better source: they answer, or know what the handbook does not."""
        theirs = {stem(word) for passage in passages for word in words(passage.text)}
        if self.foreign & theirs:
            return True
        answers = bool(found) and found[0].score >= READ_THRESHOLD
        return answers and (stem(NAMED) in theirs if self.named else not self.plain)

    @property
    def evidence(self) -> Evidence:
        """All of the section as evidence."""
        return Evidence(1, self.passage, 0, len(self.passage.text), self.passage.span, self.score)


@cache
def sections() -> tuple[Section, ...]:
    """The sections in their order."""
    asked = examples("handbook_questions.json")
    _, *parts = (_ASSETS / "handbook.md").read_text(encoding="utf-8").split("\n## ")
    split = (part.partition("\n") for part in parts)
    return tuple(Section(heading, text.strip(), (heading, *asked[heading])) for heading, _, text in split)


class Handbook:
    """Finds what answers."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._examples = Examples(encoder, {one.heading: one.questions for one in sections()}, _IN_COMMON)
        self._numbers = {one.heading: number for number, one in enumerate(sections())}
        self._known = frozenset(
            stem(word) for one in sections() for text in (one.heading, one.text, *one.questions) for word in words(text)
        )

    def find(self, question: str) -> Advice | None:
        """The section that answers a question; None for a question about something else."""
        said = [_SHORT.get(word, word) for word in words(question)]
        said = [word for word in said if word not in _VOCATIVES] or said
        as_written = said == words(question)
        heading, score = self._examples.nearest(question if as_written else " ".join(said))
        foreign = {stem(word) for word in said if word not in STOPWORDS} - self._known
        addressed = bool(_ADDRESSED & set(said))
        enough = _FOREIGN if foreign else _LIKE_ADDRESSED if addressed else _LIKE
        if score < enough or len(foreign) > 1:
            return None
        number = self._numbers[heading]
        text = sections()[number].text
        passage = Passage(number, HANDBOOK, NAME, "text", text, PageSpan(1, 0, len(text)), min(score, 1.0))
        plain, verbatim = addressed and score >= _PLAIN, score >= _VERBATIM
        return Advice(passage, score, plain, verbatim, NAMED in said, frozenset(foreign))

"""Whether what a language model said of its excerpts stands in them, and in which sentence.

It may have misspelled a word, left out a unit that the question has, or named several things that stand in several
places. A yes or a no comes with the sentence that says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from core.grounding import calculations
from core.grounding.borne_out import BorneOut, Key
from core.grounding.citations import Reply, facts, stands_in, whole
from core.grounding.evidence import narrow
from core.grounding.excerpts import holds
from core.grounding.forms import wants_a_verdict
from core.grounding.values import find
from core.sentences import sentences
from core.tongues import language_of
from core.types import Evidence
from core.words import stems, words

_EMPTY_FRACTION = re.compile(r"(?<=\d)[.,]0{1,2}(?!\d)")  # of "148.00", where a cell says 148
_BETWEEN_PARTS = re.compile(r"[,;]|\s(?:and|und|et|y)\s")
_LETTERS = re.compile(r"[^\W\d_]+")
_MEANT = 0.5
"""Share of the words with a yes or no that stand in the sentence that is meant, where none has them as they are."""
_GIVEN = (1, 2)  # figures that need not stand anywhere: "× (1 - 0.15)", and half of something
_MISSPELLED, _ALIKE = 4, 0.8
"""Letters of a word that may be misspelled, and how alike what it is mended to has to be (`difflib`)."""
_DENIAL = re.compile(
    r"\b(?:no|not|never|none|without|except|excluding|excluded|unless|void|forbidden|prohibited|closed|cannot|nicht|kein\w*|"
    r"nie|ohne|außer|pas|jamais|sans|sauf|sin|nunca|excepto)\b|n[’']t\b",
    re.IGNORECASE,
)
_VERDICTS = {
    "ar": ("نعم", "لا"), "cs": ("Ano", "Ne"), "da": ("Ja", "Nej"), "de": ("Ja", "Nein"), "en": ("Yes", "No"),
    "es": ("Sí", "No"), "fr": ("Oui", "Non"), "it": ("Sì", "No"), "ja": ("はい", "いいえ"), "ko": ("네", "아니요"),
    "nl": ("Ja", "Nee"), "pl": ("Tak", "Nie"), "pt": ("Sim", "Não"), "ru": ("Да", "Нет"), "sv": ("Ja", "Nej"),
    "tr": ("Evet", "Hayır"), "uk": ("Так", "Ні"), "zh": ("是", "不是"),
}  # fmt: skip
_YES = frozenset(yes.lower() for yes, _ in _VERDICTS.values())
_WORDS_TOO = ("nie", "ne", "ні", "لا", "是", "不是", "네")  # which begin a sentence of their language as well
_BARE = "|".join(
    sorted({word.lower() for pair in _VERDICTS.values() for word in pair} - set(_WORDS_TOO), key=len, reverse=True)
)
VERDICT = re.compile(
    rf"^(?:({_BARE})(?!\w)|({'|'.join(_WORDS_TOO)})(?=\s*(?:[,:;.،、，。–—-]|$)))[\s,:.;،、，。–—-]*", re.IGNORECASE
)
"""The yes or no that an answer begins with: "Nie, …" is one, "Nie później niż 14 dni" is none."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is said, and the sentence that it rests on; without a sentence nothing is, for the want of `lacking`.

    A list may rest on sentences of several passages: the others are in `also`. Of what was `calculated` the figures
    stand there. What is `unsure` is a sentence that may answer: one reader believes it, the other not.
    """

    text: str = ""
    rests_on: Evidence | None = None
    lacking: tuple[str, ...] = ()
    also: tuple[Evidence, ...] = ()
    calculated: bool = False
    unsure: bool = False

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
    on what was asked that has most of these. A calculation is worked out, where its figures stand there or in the
    question.
    """
    said = _without_yes(question, _respelled(reply.words, excerpts))
    marked = [excerpts[n - 1] for n in reply.marks if 0 < n <= len(excerpts)]
    places = [
        item
        for excerpt in sorted(excerpts, key=lambda excerpt: excerpt not in marked)
        for item in (*(item for item in evidence if holds(excerpt, item)), *_sentences(excerpt), excerpt)
    ]
    if (verdict := VERDICT.match(said)) is not None:
        item = _meant(question, said[verdict.end() :], places, excerpts) if verdict.end() < len(said) else evidence[0]
        return Decision(_verdict(question, verdict, item), item) if item is not None else None
    if calculations.is_attempt(said) and not any(find(said, item.quote) for item in places):
        return _calculated(question, said, places) or _of_several(question, said, places)
    item = next((item for item in places if _says(item, said, question)), None)
    return Decision(whole(said, item), item) if item is not None else _of_several(question, said, places)


def _meant(question: str, said: str, places: Sequence[Evidence], excerpts: Sequence[Evidence]) -> Evidence | None:
    """What a yes or no with these words is about: the first place that has them, or the sentence with most of them,
    among these its names and figures."""
    near = [item for item in places if not _strays(question, item)]
    found = next((item for item in near if _says(item, said, question)), None)
    if found is not None and found in excerpts:  # as a whole it is about what is asked; one sentence of it says it
        within = [item for item in places if item not in excerpts and holds(found, item)]
        found = next((item for item in within if _says(item, said, question)), found)
    reworded = [item for item in near if item not in excerpts and facts(said) <= set(words(item.quote))]
    best = found or max(reworded, key=lambda item: _share(said, item), default=None)
    return best if best is not None and (found or _share(said, best) >= _MEANT) else None


def _calculated(question: str, said: str, places: Sequence[Evidence]) -> Decision | None:
    """The result with the calculation, which rests on the sentences that have its figures."""
    calculation = calculations.read(said)
    if calculation is None:
        return None
    found = []
    for figure in calculation.figures:
        key = Key(figure.digits, "number")
        item = next((item for item in places if BorneOut(item.quote).has(key)), None)
        if item is not None:
            found.append(item)
        elif not (BorneOut(question).has(key) or figure.amount.value in _GIVEN):
            return None
    text = f"{calculation.result} ({calculation.text})"
    return replace(_resting_on(text, found), calculated=True) if found else None


def _without_yes(question: str, said: str) -> str:
    """A figure that is said, without the yes before it, where nothing was asked that a yes answers."""
    verdict = VERDICT.match(said)
    if verdict is None or not _affirms(verdict) or wants_a_verdict(question):
        return said
    bare = said[verdict.end() :]
    return bare if any(c.isdigit() for c in bare) else said


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
    return _resting_on(said, items)


def _resting_on(said: str, items: Sequence[Evidence]) -> Decision:
    """What is said, with each place that it rests on once."""
    first, *others = {(item.passage.chunk, item.start): item for item in items}.values()
    return Decision(said, first, also=tuple(others))


def _verdict(question: str, said: re.Match[str], item: Evidence) -> str:
    """A yes or no, in the language of the question, with the sentence that says so; the sentence alone where a yes
    rests on one that denies something."""
    if _affirms(said) and denies(item.quote):
        return item.quote
    language = language_of(question)
    own = said[0].strip(" ,:;.").capitalize()
    return f"{_VERDICTS[language][not _affirms(said)] if language else own}: {item.quote}"


def _affirms(verdict: re.Match[str]) -> bool:
    return (verdict[1] or verdict[2]).lower() in _YES


def _share(said: str, item: Evidence) -> float:
    """The share of the words said that stand in a sentence."""
    mine = set(stems(said))
    return len(mine & set(stems(item.quote))) / max(1, len(mine))


def _strays(question: str, item: Evidence) -> bool:
    """Whether a sentence in the language of the question shares no word with it."""
    asked, told = language_of(question), language_of(item.quote)
    return (asked is None or told in (None, asked)) and not set(stems(question)) & set(stems(item.quote))


def _sentences(excerpt: Evidence) -> list[Evidence]:
    at, passage = excerpt.start, excerpt.passage
    places = [(at + start, at + end) for start, end in sentences(excerpt.quote)]
    return [replace(excerpt, start=start, end=end, span=narrow(passage, start, end)) for start, end in places]


def says_no(text: str) -> bool:
    """Whether an answer begins with a no."""
    verdict = VERDICT.match(text)
    return verdict is not None and not _affirms(verdict)


def denies(text: str) -> bool:
    """Whether a text denies or excludes something."""
    return _DENIAL.search(text) is not None

"""Who is believed: the span reader that points, the language model that answers, or neither.

Each is wrong in its own way. The span reader points at the likeliest words even where the question is about another
thing; the language model overlooks what stands in a form, and invents. So what it says must stand in an excerpt that
bears out what the question names, and its refusal counts unless the span reader is sure. Of 40 questions on held-out
encyclopaedia articles (`standard`), F1 and exact matches are 0.60 and 0.50 for the span reader alone, 0.64 and 0.38 for
the language model with its veto alone, and 0.70 and 0.55 for the two as they are weighed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.grounding import borne_out
from core.grounding.citations import Reply, stands_in, whole
from core.grounding.evidence import READ_THRESHOLD, SURE, narrow
from core.grounding.excerpts import holds
from core.sentences import sentences
from core.types import Evidence
from core.words import STOPWORDS, stems

UNCONTRADICTED = 0.9999
"""Probability from which the span reader is believed against other words of the language model."""

_CELL = re.compile(r"(?:^|; )[^\W_][^:;\n]{0,40}: ")  # "Branch: South; City: Sheffield"
_VERDICT = re.compile(r"^(yes|no)\b[\s,:.;–—-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is said, and the sentence that it rests on; without a sentence nothing is, for the want of `lacking`."""

    text: str = ""
    rests_on: Evidence | None = None
    lacking: tuple[str, ...] = ()


def decide(question: str, reply: Reply, evidence: Sequence[Evidence], excerpts: Sequence[Evidence]) -> Decision:
    """Choose between the words of the language model and those that the span reader points at (the first evidence).

    Nothing is said where neither stands, or where the source lacks a name or number of the question.
    """
    best = evidence[0]
    said = None if reply.refused else _supported(question, reply, evidence, excerpts)
    if said is not None and not _VERDICT.match(said.text):
        said = _of_two(said, best)
    if said is None and best.score >= (SURE if reply.refused else READ_THRESHOLD):
        said = _pointed(best)
    return _borne_out(question, said, best)


def point(question: str, evidence: Sequence[Evidence]) -> Decision:
    """What the span reader points at (the first evidence), where no language model has a say."""
    return _borne_out(question, _pointed(evidence[0]), evidence[0])


def _pointed(item: Evidence) -> Decision:
    return Decision(item.answer or item.quote, item)


def _of_two(said: Decision, best: Evidence) -> Decision:
    """What the language model says or what the span reader points at.

    Where they share a word they mean the same place, and the span reader knows better where it begins and ends; where
    they do not, the language model has understood the question more often, unless the span reader is beyond doubt.
    """
    agree = bool(_terms(said.text) & _terms(best.answer))
    return _pointed(best) if best.answer and (agree or best.score >= UNCONTRADICTED) else said


def _terms(text: str) -> set[str]:
    """The words of an answer that carry meaning, figures whole: "16:00" has nothing in common with "95.00"."""
    return {term.strip(".,;:!?()\"“”'’") for term in text.lower().split()} - STOPWORDS - {""}


def _borne_out(question: str, said: Decision | None, best: Evidence) -> Decision:
    source = said.rests_on if said and said.rests_on else best
    lacking = borne_out.missing(borne_out.keys(question), *_around(source))
    if said is None or lacking:
        return Decision(lacking=tuple(key.text for key in lacking))
    return said


def _around(item: Evidence) -> tuple[str, ...]:
    """What may bear out a question beside a sentence: its passage and its file's name, but no other row of a table."""
    passage = item.passage
    if not _is_row(item.quote):
        return passage.text, passage.name
    places = sentences(passage.text)
    return item.quote, passage.name, *(passage.text[a:b] for a, b in places if not _is_row(passage.text[a:b]))


def _is_row(text: str) -> bool:
    return len(_CELL.findall(text)) > 1


def _supported(
    question: str, reply: Reply, evidence: Sequence[Evidence], excerpts: Sequence[Evidence]
) -> Decision | None:
    """The reply with the one sentence that carries it: a chosen one first, then any other of the excerpts.

    A bare yes or no rests on the first evidence, and is said with its words; one with words of its own needs a sentence
    on what was asked.
    """
    verdict = _VERDICT.match(reply.words)
    bare = reply.words[verdict.end() :] if verdict else reply.words
    if verdict and not bare:
        return Decision(f"{verdict[1].capitalize()}: {evidence[0].quote}", evidence[0])
    marked = [excerpts[n - 1] for n in reply.marks if 0 < n <= len(excerpts)]
    for excerpt in sorted(excerpts, key=lambda excerpt: excerpt not in marked):
        inside = [item for item in evidence if holds(excerpt, item)]
        for item in (*inside, *_sentences(excerpt), excerpt):
            if stands_in(bare, item) and not (verdict and _strays(question, item)):
                return Decision(whole(reply.words, item), item)
    return None


def _strays(question: str, item: Evidence) -> bool:
    """Whether a sentence shares no word with the question."""
    return not set(stems(question)) & set(stems(item.quote))


def _sentences(excerpt: Evidence) -> list[Evidence]:
    at, passage = excerpt.start, excerpt.passage
    places = [(at + start, at + end) for start, end in sentences(excerpt.quote)]
    return [replace(excerpt, start=start, end=end, span=narrow(passage, start, end)) for start, end in places]


def first(item: Evidence) -> Evidence:
    """The evidence as the only one that is cited."""
    return replace(item, n=1)

"""Who is believed: the span reader that points, the language model that answers, or neither.

Each is wrong in its own way. The span reader points at the likeliest words even where the question is about another
thing; the language model overlooks what stands in a form, and invents. So what it says must stand in an excerpt that
bears out what the question names, and its refusal counts unless the span reader is sure.
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
    asked = borne_out.keys(question)
    best = evidence[0]
    said = None if reply.refused else _supported(reply, evidence, excerpts)
    if said is None and best.score >= (SURE if reply.refused else READ_THRESHOLD):
        said = Decision(best.answer or best.quote, best)
    source = said.rests_on if said else best
    lacking = borne_out.missing(asked, source.passage.text, source.passage.name) if source else ()
    if said is None or lacking:
        return Decision(lacking=tuple(key.text for key in lacking))
    return said


def _supported(reply: Reply, evidence: Sequence[Evidence], excerpts: Sequence[Evidence]) -> Decision | None:
    """The reply with the one sentence that carries it: a chosen one first, then any other of the excerpts.

    A bare yes or no rests on the first evidence, and is said with its words.
    """
    verdict = _VERDICT.match(reply.words)
    bare = reply.words[verdict.end() :] if verdict else reply.words
    if verdict and not bare:
        return Decision(f"{verdict[1].capitalize()}: {evidence[0].quote}", evidence[0])
    marked = [excerpts[n - 1] for n in reply.marks if 0 < n <= len(excerpts)]
    for excerpt in sorted(excerpts, key=lambda excerpt: excerpt not in marked):
        inside = [item for item in evidence if holds(excerpt, item)]
        for item in (*inside, *_sentences(excerpt), excerpt):
            if stands_in(bare, item):
                return Decision(whole(reply.words, item), item)
    return None


def _sentences(excerpt: Evidence) -> list[Evidence]:
    at, passage = excerpt.start, excerpt.passage
    places = [(at + start, at + end) for start, end in sentences(excerpt.quote)]
    return [replace(excerpt, start=start, end=end, span=narrow(passage, start, end)) for start, end in places]


def first(item: Evidence) -> Evidence:
    """The evidence as the only one that is cited."""
    return replace(item, n=1)

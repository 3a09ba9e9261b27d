"""A summary in sentences, where a model can write one: of chosen points, each sentence checked against them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.task import Draft, Task, generate
from core.embedding.encoder import TextEncoder
from core.grounding import citations as citing
from core.grounding.evidence import highlight
from core.grounding.prompt import Prompted, one_line
from core.language.engine import LanguageEngine
from core.sentences import sentences
from core.types import Evidence, Passage
from memory.turns import Written

_WORDS = 400
"""Words of all points together that a model is given: so much of a letter or of minutes is given whole."""

_FEWEST = 2  # sentences that are a summary


@dataclass(frozen=True)
class Summary:
    """Has a model put points into sentences, and keeps those that one of the points bears out."""

    engine: LanguageEngine
    encoder: TextEncoder
    tokens: int  # most of a summary

    def write(
        self, task: Task, points: Sequence[Evidence], listed: Draft, covered: str, cancel: threading.Event
    ) -> Draft:
        """The summary; the points as they are `listed` where too few of its sentences hold."""
        given = fitting(points)
        names = tuple(point.passage.name for point in given)
        prompted = Prompted("summary", task.search, tuple(point.quote for point in given), names=names)
        draft = Draft("overview", sources(given), given, from_library=True)
        asked = task.question.sampling
        sampling = replace(asked, max_tokens=min(asked.max_tokens, self.tokens))
        for _ in generate(self.engine, Written(prompted, sampling, task.versions.adapter), draft, cancel):
            pass
        kept = checked(whole_sentences(draft.raw) if draft.finish == "length" else draft.raw, given, self.encoder)
        if len(kept) < min(_FEWEST, len(given)):
            return _as_listed(draft, listed)
        draft.text = " ".join(f"{sentence} [{n}]" for sentence, n in kept) + f"\n\nCovered: {covered}."
        draft.citations = [citing.cite(given[n - 1], supported=True) for n in sorted({n for _, n in kept})]
        return draft


def _as_listed(draft: Draft, listed: Draft) -> Draft:
    """The list, with what the model was given and made of it."""
    draft.text, draft.citations = listed.text, listed.citations
    draft.passages = sources([*draft.rests_on, *listed.rests_on])
    return draft


def whole_sentences(text: str) -> str:
    """What broke off where no more was allowed, without the sentence that it broke off in; all of a single one."""
    ranges = sentences(text)
    return text[: ranges[-1][0]].rstrip() if len(ranges) > 1 else text


def fits(points: Sequence[Evidence]) -> bool:
    """Whether a model can be given all of them."""
    return sum(len(point.quote.split()) for point in points) <= _WORDS


def fitting(points: Sequence[Evidence]) -> list[Evidence]:
    """As many points, spread evenly, as have `_WORDS` words together; numbered from 1 in their order."""
    lengths = [len(point.quote.split()) for point in points]
    share = min(1.0, _WORDS / max(1, sum(lengths)))
    count = max(1, int(len(points) * share))
    chosen = [points[place * len(points) // count] for place in range(count)]
    return [replace(point, n=n) for n, point in enumerate(chosen, 1)]


def checked(said: str, points: Sequence[Evidence], encoder: TextEncoder) -> list[tuple[str, int]]:
    """The sentences that a point bears out, once each, with its number: the marked one where it does, else the best."""
    text = citing.move_marks(one_line(said))
    kept: dict[str, int] = {}
    for sentence in citing.support(text, points, encoder):
        if sentence.supported_by:
            marked = [n for n in sentence.marked if n in sentence.supported_by]
            kept.setdefault(
                citing.strip_marks(text[sentence.start : sentence.end]), (marked or sentence.supported_by)[0]
            )
    return list(kept.items())


def sources(points: Sequence[Evidence]) -> list[Passage]:
    """The passages that points are from, with them highlighted."""
    return highlight(list({point.passage.chunk: point.passage for point in points}.values()), points)

"""What is there to answer a task from: the passages that are found, and the evidence in them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.task import Seen, Task
from app.answering.translating import Translator
from core.embedding.encoder import TextEncoder
from core.grounding import borne_out
from core.grounding import evidence as choosing
from core.grounding.followup import lacks_its_subject
from core.grounding.forms import parts
from core.grounding.span_reader import SpanReader
from core.grounding.superseded import superseded
from core.sentences import sentences
from core.settings import Settings
from core.types import Evidence, Passage
from core.vision.encoder import PictureEncoder
from memory.retrieve import Retriever

Found = tuple[str, list[Passage], list[Evidence]]

_NEAREST = 3
"""Texts that are looked at, and shown, where none is near enough: another language shares few words with a question."""

_READ = 8
"""Passages that evidence is looked for in, at least; of those that hold none the first are shown.

Of 162 questions of `tests/kinds/offices` in English 0.96 have what answers them among the first eight, 0.90 among the
first five.
"""

_LIKELY = 0.5
"""Probability from which what a document begins with is the evidence, and not only whom it is about."""

_OF_HEADED = 4
"""Passages that are read besides, of documents that begin with a name of the question."""

_FOREIGN = 0.3
"""Probability of an answer below which the question may be in another language than what it asks about, and a part of
one has no evidence of its own."""

_ALSO_READ = 2
"""Of the first passages, those that a language model reads whatever the span reader thinks of them."""

_LEAD_OF_NAMED = 0.5
"""Probability by which a document that is named may be the worse source: the question asks for what stands there."""

_LEAD_OF_COMPLETED = 0.3
"""The same of a follow-up that does not say what it is about: "And what date is it?" finds dates of anything."""

_LEAD_OF_LIKELY = 0.1  # the same of one that shares its name with what the question is about


@dataclass(frozen=True)
class Finding:
    """Finds for each reading of a question, and takes the one with the best evidence."""

    settings: Settings
    retriever: Retriever
    text_encoder: TextEncoder
    picture_encoder: PictureEncoder
    spans: SpanReader | None
    weighs: bool = False  # a language model that can read says whether passages answer
    translator: Translator | None = None  # of questions in another language than the library

    def find(self, task: Task) -> Task:
        """The task with the passages to show, the evidence highlighted in them, and the evidence itself."""
        found = [self._search(task, reading) for reading in task.readings or (task.search,)]
        if self.translator is not None and task.must_abstain and all(best_score(one[2]) < _FOREIGN for one in found):
            found += [self._search(task, text) for text in self.translator.translations(task.question.owner, task.text)]
        vague = task.search != task.text and lacks_its_subject(task.text)  # it was completed from what was said before

        def worth(one: Found) -> float:
            return best_score(one[2]) - _LEAD_OF_COMPLETED * (vague and one[0] == task.text)

        best = max(found, key=worth)  # of equals, as it was asked
        best = self._with_text(task, best) if task.brought else best
        search, passages, chosen = self._with_picture(task, task.seen, best) if task.seen is not None else best
        shown = choosing.highlight(passages, choosing.likely(chosen))
        return replace(task, search=search, passages=tuple(shown), evidence=tuple(chosen))

    def _with_picture(self, task: Task, seen: Seen, found: Found) -> Found:
        """What was found, behind what the picture in the question says of it: by its text, else by what it shows."""
        search, passages, chosen = found
        if not task.asks_what:
            read = self._in_picture(task, seen)
            if read[2] and best_score(read[2]) + _LEAD_OF_NAMED >= best_score(chosen):
                search, written, own = read
                return search, [*written, *passages], _behind(own, chosen[:1])
        if is_answered(chosen) and not task.asks_what:
            return found
        if seen.is_text and not (task.asks_what or task.guessable or task.is_talk):
            return search, [*seen.written, *passages], chosen
        shown = seen.passage
        own = [Evidence(1, shown, 0, len(shown.text), shown.span, shown.score, "recognition")]
        return search, [shown, *passages], _behind(own, chosen[:1])

    def _with_text(self, task: Task, found: Found) -> Found:
        """What was found, behind what the text that came with the question says: whoever brought it means that."""
        chosen = self._choose(task.text, task.brought, weighed=self.weighs)
        if not chosen or best_score(chosen) + _LEAD_OF_NAMED < best_score(found[2]):
            return found
        shown = _worth_showing(task.brought, chosen, 0)
        return task.text, [*shown, *found[1]], _behind(chosen, [] if is_answered(chosen) else found[2][:1])

    def _in_picture(self, task: Task, seen: Seen) -> Found:
        """The reading of the question that the text in its picture answers best.

        A language model reads that text, whatever it seems to say, where the picture is one of a text.
        """
        weighed = self.weighs and seen.is_text and not task.guessable
        passages = list(seen.written)
        found = [
            (text, passages, self._choose(text, passages, weighed=weighed)) for text in task.readings or (task.search,)
        ]
        return max(found, key=lambda one: best_score(one[2]))

    def _search(self, task: Task, text: str) -> Found:
        """A reading of the question, the passages found for it, and the evidence in them.

        Where it names documents, they are searched first, and the others too unless they answer.
        """
        named = task.named
        if named is None or task.question.library == "off":
            return self._search_in(task, text, None)
        inside = self._search_in(task, text, named.documents)
        if named.sure and best_score(inside[2]) >= choosing.SURE:
            return inside
        everywhere = self._search_in(task, text, None)
        kept = not named.words  # by a follow-up
        lead = _LEAD_OF_NAMED if named.sure or kept else _LEAD_OF_LIKELY
        return inside if best_score(inside[2]) + lead >= best_score(everywhere[2]) else everywhere

    def _search_in(self, task: Task, text: str, documents: Sequence[str] | None) -> Found:
        began = time.perf_counter()
        passages: list[Passage] = []
        if task.question.library != "off":
            pixels = task.seen.pixels if task.seen else None
            passages = self.retriever.search(
                task.question.owner, text, max(self.settings.passages, _READ), picture=pixels, documents=documents,
                nearest=_NEAREST if task.must_abstain else 0, tag=task.question.tag,
            )  # fmt: skip
        task.clock.lap("retrieve", began)
        began = time.perf_counter()
        weighed = self.weighs and task.must_abstain
        chosen = self._choose(text, passages, weighed=weighed)
        anywhere = documents is None and task.question.library != "off"
        if anywhere and weighed and (more := self._headed(task, text, passages, chosen)):
            passages = [*passages, *more]
            chosen = self._choose(text, passages, weighed=weighed)
            chosen = _behind(chosen, _heads(text, passages, chosen))
        task.clock.lap("evidence", began)
        return text, _worth_showing(passages, chosen, self.settings.passages), chosen

    def _headed(self, task: Task, text: str, found: Sequence[Passage], chosen: Sequence[Evidence]) -> list[Passage]:
        """Further passages of the documents that begin with a name of the question, where the best evidence lacks it,
        or is such a beginning, and unlikely."""
        told = [one for one in chosen[:1] if one.score >= _LIKELY or not _is_opening(one.passage)]
        around = [text for one in told for text in one.passage.bearing]
        lacking = [key.text for key in borne_out.missing(borne_out.proper_names(text), *around)]
        documents = self.retriever.headed(task.question.owner, lacking) if lacking else ()
        if not documents:
            return []
        more = self.retriever.search(
            task.question.owner, text, _OF_HEADED, documents=documents, nearest=_OF_HEADED, tag=task.question.tag
        )
        there = {passage.chunk for passage in found}
        return [passage for passage in more if passage.chunk not in there]

    def _choose(self, question: str, passages: Sequence[Passage], *, weighed: bool) -> list[Evidence]:
        """The evidence in passages; `weighed`: a language model reads them too, and says whether they answer."""
        limit = self.settings.evidence_sentences
        pictured = any(passage.kind == "picture" for passage in passages)
        sure = self.picture_encoder.sure if pictured else choosing.NEVER  # asking the eyes may load them
        if weighed and self.spans is not None:
            also = [*passages[:_ALSO_READ], *choosing.shown(passages, sure)[:1]]
            chosen = choosing.read(question, passages, self.spans, limit, threshold=0.0, also=also)
            if old := superseded(question, chosen, passages):
                passages = [passage for passage in passages if passage.chunk not in old]
                also = [passage for passage in also if passage.chunk not in old]
                chosen = choosing.read(question, passages, self.spans, limit, threshold=0.0, also=also)
            return self._of_each_part(question, passages, chosen, self.spans)
        if self.spans is None or choosing.shows(passages, sure):
            return choosing.select(question, passages, self.text_encoder, limit=limit, sure=sure)
        return choosing.read(question, passages, self.spans, limit)

    @staticmethod
    def _of_each_part(
        question: str, passages: Sequence[Passage], chosen: Sequence[Evidence], spans: SpanReader
    ) -> list[Evidence]:
        """What was chosen, and behind it the likeliest sentence for each part of a question that asks for two things:
        the span reader points at what answers one of them."""
        found = [choosing.read(part, passages, spans, 1, threshold=_FOREIGN) for part in parts(question)]
        there = {(item.passage.chunk, item.start) for item in chosen}
        more = {(item.passage.chunk, item.start): item for (item, *_) in filter(None, found)}
        return _behind(chosen, [item for place, item in more.items() if place not in there])


def _behind(first: Sequence[Evidence], others: Sequence[Evidence]) -> list[Evidence]:
    """Evidence behind other evidence, numbered anew."""
    return [*first, *(replace(item, n=len(first) + n) for n, item in enumerate(others, 1))]


def _is_opening(passage: Passage) -> bool:
    """Whether it is the first of its document."""
    return bool(passage.lead) and passage.text.startswith(passage.lead)


def _heads(question: str, passages: Sequence[Passage], chosen: Sequence[Evidence]) -> list[Evidence]:
    """The sentence at the head of a document that has a name of the question, where what was chosen of it lacks that: a
    clause does not say again whose contract it is from."""
    names = borne_out.proper_names(question)
    openings = {passage.document: passage for passage in passages if _is_opening(passage)}
    there = {(item.passage.chunk, item.start) for item in chosen}
    for passage in (item.passage for item in chosen if item.passage.document in openings):
        opening = openings[passage.document]
        lacking = borne_out.missing(names, passage.text, passage.name)
        for start, end in sentences(opening.text) if lacking else ():
            new = (opening.chunk, start) not in there
            if new and len(borne_out.missing(lacking, opening.text[start:end])) < len(lacking):
                return [Evidence(1, opening, start, end, choosing.narrow(opening, start, end), 0.0, "span reader")]
    return []


def _worth_showing(passages: Sequence[Passage], chosen: Sequence[Evidence], most: int) -> list[Passage]:
    """The passages that evidence rests on, and of the others the first, up to `most` where evidence leaves room."""
    used = {item.passage.chunk for item in chosen}
    others = [passage.chunk for passage in passages if passage.chunk not in used]
    kept = used | set(others[: max(0, most - len(used))])
    return [passage for passage in passages if passage.chunk in kept]


def best_score(chosen: Sequence[Evidence]) -> float:
    return chosen[0].score if chosen else -1.0


def is_answered(chosen: Sequence[Evidence]) -> bool:
    """Whether the library answers for sure, whatever the picture in the question shows: "How many work here?" """
    return any(item.answer and item.score >= choosing.SURE for item in chosen)

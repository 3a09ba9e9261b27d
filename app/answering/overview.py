"""Questions about everything: summarise, list, compare. They walk over the whole document or library in steps.

Two sentences of evidence cannot answer these, and a small model drowns in more; so each part is read on its own, the
sentence that carries it is taken in its own words, and the answer says what was covered.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.answering.summary import Summary, fits, sources
from app.answering.task import Draft, Steps, Task, say
from core.embedding.encoder import TextEncoder
from core.events import Progress, Sources
from core.grounding import evidence as choosing
from core.grounding.choices import ask_which
from core.grounding.citations import cite
from core.grounding.forms import telling_stems
from core.grounding.naming import Named
from core.grounding.prompt import NOTHING_FOUND, one_line
from core.types import Evidence, FloatArray, Outcome, Passage
from core.words import stem
from memory.documents import Document
from memory.library import Library
from memory.retrieve import Retriever

_MOST_POINTS = 8
_MOST_READ = 14  # points that a model makes a summary of
_MOST_LISTED = 20
_SEARCHED = 200  # passages that "list all" looks through
_OF_SUMMARIES = frozenset(
    stem(word)
    for word in """summary summarise summarize sum overview gist synopsis outline recap nutshell brief short quick main
    key point points takeaway important idea document file text recording pdf sentence sentences line words about please
    it this latest newest last recent fasse zusammen zusammenfassung résumé resume rapport""".split()
)
_ENCODED = 64  # sentences between looks at whether somebody still waits
_TELLS = 0.1
"""By how much, in cosine, a sentence with a figure is the better point: amounts and dates are what people look for."""

_WORDS = 5  # of a sentence that can be a point, unless there are only shorter ones


@dataclass(frozen=True)
class Overview:
    """The answer in points, each in the words of its source. Cancelled, it says what it read until then."""

    library: Library
    retriever: Retriever
    encoder: TextEncoder
    summary: Summary | None = None  # where a model can write one

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        walk = {"summarise": self._summarise, "compare": self._compare}.get(task.intent, self._list)
        draft = yield from walk(task, cancel)
        task.clock.mark("retrieve")
        if cancel.is_set():
            draft = draft if draft.rests_on else Draft("overview")  # not that nothing was found: it was not sought
            draft.finish = "cancelled"
            return draft
        if draft.passages:
            yield Sources(tuple(draft.passages))
        yield from say(draft.text, task.clock)
        return draft

    def _summarise(self, task: Task, cancel: threading.Event) -> Steps:
        """The most central sentence of each part, in order: of the named or newest document, or of all of them."""
        owner = task.question.owner
        ready = [d for d in self.library.list(owner, tag=task.question.tag) if d.status == "ready"]
        documents = meant(task.search, ready, task.named)
        if documents and task.named is None and is_described(task.text):
            documents = self._described(task, documents)
        if not documents:
            return found_nothing()
        if is_open(task.text, documents, task.named):
            return which_one(documents)
        most = _MOST_POINTS if self.summary is None else _MOST_READ
        each = max(1, most // len(documents))
        points: list[Evidence] = []
        whole: list[Evidence] = []
        parts = 0
        for done, document in enumerate(documents):
            yield Progress(f"Reading {document.name}", done, len(documents))
            passages = self.library.passages(owner, document.id)
            points += central(passages, self.encoder, each, cancel)
            if self.summary is not None and fits(whole):  # a model may be given all of it so far
                whole += everything(passages)
            if cancel.is_set():
                return written([("Stopped; until then:", points)], f"{done} of {len(documents)} documents whole")
            parts += len(passages)
        covered = f"{len(documents)} document{'s' * (len(documents) > 1)}, {parts} part{'s' * (parts > 1)}, all of it"
        listed = written([(f"The main points of {names(documents)}:", points)], covered)
        if self.summary is None or not points:
            return listed
        yield Progress("Writing", len(documents), len(documents))
        return self.summary.write(task, whole if fits(whole) else points, listed, covered, cancel)

    def _described(self, task: Task, otherwise: list[Document]) -> list[Document]:
        """The document that speaks most of what the question describes; `otherwise` where none does."""
        found = self.retriever.search(task.question.owner, task.search, 1, tag=task.question.tag)
        return [self.library.get(task.question.owner, found[0].document)] if found else otherwise

    def _list(self, task: Task, cancel: threading.Event) -> Steps:
        """Every passage of the library that speaks of it, one sentence each."""
        documents = self.library.list(task.question.owner, tag=task.question.tag)
        yield Progress("Searching the whole library", 0, 1)
        within = task.named.documents if task.named is not None and task.named.sure else None
        passages = self.retriever.search(
            task.question.owner, task.search, _SEARCHED, documents=within, tag=task.question.tag
        )
        points: list[Evidence] = []
        read = 0
        for passage in passages:
            if cancel.is_set():
                break
            if read % 10 == 0:
                yield Progress("Reading what was found", read, len(passages))
            points += choosing.select(task.search, [passage], self.encoder, limit=1)
            read += 1
        covered = f"{read} passages that speak of it, out of {len(documents)} documents"
        return written([("This is what your library says:", without_twins(points)[:_MOST_LISTED])], covered)

    def _compare(self, task: Task, cancel: threading.Event) -> Steps:
        """The best sentences about each side, side by side."""
        sides = split_sides(task.search)
        found: list[tuple[str, list[Evidence]]] = []
        for done, side in enumerate(sides):
            if cancel.is_set():
                break
            yield Progress(f"Searching for {side}", done, len(sides))
            passages = self.retriever.search(task.question.owner, side, 5, tag=task.question.tag)
            found.append((f"**{side}**", choosing.select(side, passages, self.encoder, limit=3)))
        return written(found, f"{len(found)} searches, the best three sentences of each")


def meant(text: str, documents: Sequence[Document], named: Named | None) -> list[Document]:
    """The documents that the question names, of equal names the newest; all for "library" or "everything"; else the
    newest one."""
    found = [d for d in documents if named is not None and d.id in named.documents]
    everything = re.search(r"\b(all|every\w*|library|documents|files)\b", text, re.IGNORECASE)
    if everything and not found:
        return list(documents)
    newest: dict[str, Document] = {}
    for document in sorted(found or documents, key=lambda d: -d.created_at):
        newest.setdefault(document.name, document)
    return list(newest.values()) if found else list(newest.values())[:1]


def is_described(text: str) -> bool:
    """Whether a question says what the document is about, beyond that it is one: "the play", "the interview"."""
    everything = re.search(r"\b(all|every\w*|library|documents|files)\b", text, re.IGNORECASE)
    return everything is None and bool(telling_stems(text) - _OF_SUMMARIES)


def is_open(text: str, documents: Sequence[Document], named: Named | None) -> bool:
    """Whether several documents fit a name equally, so that it has to be asked which one is meant."""
    return named is not None and len(documents) > 1 and re.search(r"\b(all|both|every|each)\b", text, re.I) is None


def which_one(documents: Sequence[Document]) -> Draft:
    """The question which of these documents is meant."""
    return Draft("overview", text=ask_which([document.name for document in documents]), citations=[])


def central(passages: Sequence[Passage], encoder: TextEncoder, count: int, cancel: threading.Event) -> list[Evidence]:
    """From each of `count` equal stretches of a document, the sentence nearest to the stretch's mean, one with a figure
    first."""
    places = [(p, a, b) for p in passages for a, b in choosing.sentences(p.text)]
    places = [(p, a, b) for p, a, b in places if len(p.text[a:b].split()) >= _WORDS] or places
    chosen: list[Evidence] = []
    for stretch in np.array_split(np.arange(len(places)), min(count, len(places)) or 1):
        if not len(stretch) or cancel.is_set():
            break
        vectors = _encoded([places[i][0].text[places[i][1] : places[i][2]] for i in stretch], encoder, cancel)
        if len(vectors) < len(stretch):
            break
        nearness = vectors @ vectors.mean(axis=0)
        telling = nearness + _TELLS * np.array([_has_figure(places[i]) for i in stretch])
        passage, start, end = places[int(stretch[int(telling.argmax())])]
        span = choosing.narrow(passage, start, end)
        chosen.append(Evidence(0, passage, start, end, span, float(nearness.max())))
    return chosen


def everything(passages: Sequence[Passage]) -> list[Evidence]:
    """Every sentence that can be a point, once."""
    found = [
        Evidence(0, passage, start, end, choosing.narrow(passage, start, end), 1.0)
        for passage in passages
        for start, end in choosing.sentences(passage.text)
        if len(passage.text[start:end].split()) >= _WORDS
    ]
    return without_twins(found)


def _has_figure(place: tuple[Passage, int, int]) -> bool:
    passage, start, end = place
    return any(c.isdigit() for c in passage.text[start:end])


def _encoded(texts: Sequence[str], encoder: TextEncoder, cancel: threading.Event) -> FloatArray:
    """Vectors (texts, dimension), fewer where `cancel` is set meanwhile: a stretch may be a whole book."""
    parts = []
    for start in range(0, len(texts), _ENCODED):
        if cancel.is_set():
            break
        parts.append(encoder.encode(texts[start : start + _ENCODED]))
    return np.concatenate(parts) if parts else np.empty((0, encoder.dimension), np.float32)


def split_sides(text: str) -> list[str]:
    """ "Compare the wolf and the fox" → ["the wolf", "the fox"]."""
    body = re.sub(r"^.*?\b(compare|contrast|differences? between)\b", "", text, flags=re.IGNORECASE).strip(" ?.!")
    sides = re.split(r"\s+(?:and|with|to|versus|vs\.?)\s+|\s*,\s*", body)
    return [side for side in sides if side][:4] or [text]


# --- layout -------------------------------------------------------------------------------------------------------


def without_twins(points: Sequence[Evidence]) -> list[Evidence]:
    """The points without those that say the same words again."""
    first: dict[str, Evidence] = {}
    for point in points:
        first.setdefault(one_line(point.quote), point)
    return list(first.values())


Sections = Sequence[tuple[str, Sequence[Evidence]]]


def written(sections: Sections, covered: str) -> Draft:
    """A heading a section, a bullet a point with its mark, and a last line that says what was covered."""
    marks = itertools.count(1)
    numbered = [(heading, [replace(point, n=next(marks)) for point in chosen]) for heading, chosen in sections]
    points = [point for _, chosen in numbered for point in chosen]
    if not points:
        return found_nothing()
    blocks = [
        "\n".join([heading, *([f"- {one_line(p.quote)} [{p.n}]" for p in chosen] or ["- nothing found"])])
        for heading, chosen in numbered
    ]
    return Draft(
        "overview", sources(points), points,
        text="\n\n".join([*blocks, f"Covered: {covered}."]), from_library=True,
        citations=[cite(point, supported=True) for point in points],
    )  # fmt: skip


def found_nothing() -> Draft:
    """The draft where there is nothing to walk over."""
    return Draft("overview", text=NOTHING_FOUND, outcome=Outcome.NOTHING_FOUND)


def names(documents: Sequence[Document]) -> str:
    """The documents, by name where it is one, else by how many."""
    return documents[0].name if len(documents) == 1 else f"{len(documents)} documents"

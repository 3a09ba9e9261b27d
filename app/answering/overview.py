"""Questions about everything: summarise, list, compare. They walk over the whole document or library in steps.

Two sentences of evidence cannot answer these, and a small model drowns in more; so each part is read on its own, the
sentence that carries it is taken in its own words, and the answer says what was covered.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

import numpy as np

from core.embedding.encoder import TextEncoder
from core.grounding import evidence as choosing
from core.grounding.intent import Intent
from core.grounding.prompt import NOTHING_FOUND, one_line
from core.types import Citation, Event, Evidence, Passage, Question
from memory.library import Document, Library
from memory.retrieve import Retriever

_MOST_POINTS = 8
_MOST_LISTED = 20
_SEARCHED = 200  # passages that "list all" looks through


@dataclass
class Walked:
    text: str
    citations: list[Citation] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


Steps = Generator[Event, None, Walked]


def walk(
    intent: Intent,
    text: str,
    question: Question,
    library: Library,
    retriever: Retriever,
    encoder: TextEncoder,
) -> Steps:
    """Yield `progress` events, and return the answer with its citations."""
    if intent == "summarise":
        return (yield from summarise(text, question, library, encoder))
    if intent == "compare":
        return (yield from compare(text, question, retriever, encoder))
    return (yield from list_all(text, question, library, retriever, encoder))


# --- summarise ---------------------------------------------------------------------------------------------------


def summarise(text: str, question: Question, library: Library, encoder: TextEncoder) -> Steps:
    """The most central sentence of each part, in order: of the named or newest document, or of all of them."""
    documents = meant(text, [d for d in library.list(question.owner) if d.status == "ready"])
    if not documents:
        return Walked(NOTHING_FOUND)
    each = max(1, _MOST_POINTS // len(documents))
    points: list[Evidence] = []
    parts = 0
    for done, document in enumerate(documents):
        yield Event("progress", {"text": f"Reading {document.name}", "done": done, "total": len(documents)})
        passages = library.passages(question.owner, document.id)
        parts += len(passages)
        points += central(passages, encoder, each)
    covered = f"{len(documents)} document{'s' * (len(documents) > 1)}, {parts} part{'s' * (parts > 1)}, all of it"
    return written([(f"The main points of {names(documents)}:", points)], covered)


def meant(text: str, documents: Sequence[Document]) -> list[Document]:
    """The documents that the question names; all for "library" or "everything"; else the newest one."""
    lowered = text.lower()
    named = [d for d in documents if d.name.lower() in lowered or stem(d.name) in lowered]
    if named or re.search(r"\b(all|every\w*|library|documents|files)\b", lowered):
        return named or list(documents)
    return [max(documents, key=lambda d: d.created_at)] if documents else []


def stem(name: str) -> str:
    return name.rsplit(".", 1)[0].lower()


def central(passages: Sequence[Passage], encoder: TextEncoder, count: int) -> list[Evidence]:
    """From each of `count` equal stretches of a document, the sentence nearest to the stretch's mean."""
    sentences = [(p, p.text[a:b], a, b) for p in passages for a, b in choosing.sentences(p.text)]
    sentences = [s for s in sentences if len(s[1].split()) >= 5] or sentences
    chosen: list[Evidence] = []
    for stretch in np.array_split(np.arange(len(sentences)), min(count, len(sentences)) or 1):
        if not len(stretch):
            continue
        vectors = encoder.encode([sentences[i][1] for i in stretch])
        nearness = vectors @ vectors.mean(axis=0)
        passage, quote, start, end = sentences[int(stretch[int(nearness.argmax())])]
        span = choosing.narrow(passage, start, end)
        chosen.append(Evidence(0, passage, quote, span, float(nearness.max())))
    return chosen


# --- list and compare ---------------------------------------------------------------------------------------------


def list_all(text: str, question: Question, library: Library, retriever: Retriever, encoder: TextEncoder) -> Steps:
    """Every passage of the library that speaks of it, one sentence each; or the documents themselves."""
    documents = library.list(question.owner)
    if re.search(
        r"\b(documents?|files?|pictures?|photos?|recordings?)\b\W*(i have|in (my|the) library)?\W*$", text, re.I
    ):
        listed = "\n".join(f"- {d.name} ({d.status})" for d in documents)
        return Walked(f"Your library holds {len(documents)}:\n{listed}")
    yield Event("progress", {"text": "Searching the whole library", "done": 0, "total": 1})
    passages = retriever.search(question.owner, text, _SEARCHED)
    points: list[Evidence] = []
    for done, passage in enumerate(passages):
        if done % 10 == 0:
            yield Event("progress", {"text": "Reading what was found", "done": done, "total": len(passages)})
        points += choosing.select(text, [passage], encoder, limit=1)
    covered = f"{len(passages)} passages that speak of it, out of {len(documents)} documents"
    return written([("This is what your library says:", without_twins(points)[:_MOST_LISTED])], covered)


def compare(text: str, question: Question, retriever: Retriever, encoder: TextEncoder) -> Steps:
    """The best sentences about each side, side by side."""
    sides = split_sides(text)
    found: list[tuple[str, list[Evidence]]] = []
    for done, side in enumerate(sides):
        yield Event("progress", {"text": f"Searching for {side}", "done": done, "total": len(sides)})
        passages = retriever.search(question.owner, side, 5)
        found.append((f"**{side}**", choosing.select(side, passages, encoder, limit=3)))
    return written(found, f"{len(sides)} searches, the best three sentences of each")


def split_sides(text: str) -> list[str]:
    """ "Compare the wolf and the fox" → ["the wolf", "the fox"]."""
    body = re.sub(r"^.*?\b(compare|contrast|differences? between)\b", "", text, flags=re.IGNORECASE).strip(" ?.!")
    sides = re.split(r"\s+(?:and|with|to|versus|vs\.?)\s+|\s*,\s*", body)
    return [side for side in sides if side][:4] or [text]


# --- layout -------------------------------------------------------------------------------------------------------


def without_twins(points: Sequence[Evidence]) -> list[Evidence]:
    first: dict[str, Evidence] = {}
    for point in points:
        first.setdefault(one_line(point.quote), point)
    return list(first.values())


Sections = Sequence[tuple[str, Sequence[Evidence]]]


def written(sections: Sections, covered: str) -> Walked:
    """A heading a section, a bullet a point with its mark, and a last line that says what was covered."""
    points = [point for _, chosen in sections for point in chosen]
    if not points:
        return Walked(NOTHING_FOUND)
    marks = itertools.count(1)
    blocks = [
        "\n".join([heading, *([f"- {one_line(p.quote)} [{next(marks)}]" for p in chosen] or ["- nothing found"])])
        for heading, chosen in sections
    ]
    cited = [Citation(n, p.passage.document, p.passage.name, p.span, p.quote, True) for n, p in enumerate(points, 1)]
    shown = {p.passage.chunk: p.passage for p in points}
    text = "\n\n".join([*blocks, f"Covered: {covered}."])
    return Walked(text, cited, choosing.highlight(list(shown.values()), points))


def names(documents: Sequence[Document]) -> str:
    return documents[0].name if len(documents) == 1 else f"{len(documents)} documents"

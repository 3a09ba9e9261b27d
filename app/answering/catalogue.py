"""Questions about the library itself, answered from its rows: what there is, how many, which, since when.

No model has a say in it. Each document that is named in the answer is cited with its first words, so that a click opens
it.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.answering.task import Draft, Steps, Task, say
from core.events import Sources
from core.grounding import evidence as choosing
from core.grounding.citations import cite
from core.grounding.library_question import Asked, LibraryQuestion
from core.grounding.naming import name_stems
from core.grounding.prompt import one_line, with_article
from core.types import Evidence, Outcome, Passage, Question
from core.words import stems
from memory.documents import Document
from memory.library import Library
from memory.readers.detect import MEDIA_TYPES, Format
from memory.retrieve import Retriever

_MOST_LISTED = 40
_MOST_SEARCHED = 200  # passages that may speak of a topic
_QUOTED = 160  # characters of a document's beginning
_FEW = 2  # words of a topic, all of which name it
_TITLE = 80  # of the line it begins with

_GROUPS: dict[str, tuple[Format, ...]] = {
    "PDF": ("pdf",), "spreadsheet": ("xlsx", "xls", "ods", "csv"), "Word document": ("docx", "odt", "rtf"),
    "presentation": ("pptx", "odp"), "mail": ("eml", "mbox", "msg"), "book": ("epub",), "web page": ("html",),
    "ZIP archive": ("zip",), "text file": ("text", "markdown"), "data file": ("json", "jsonl", "xml", "notebook"),
    "subtitle file": ("subtitles",), "calendar": ("calendar",),
}  # fmt: skip
_GROUP_OF = {MEDIA_TYPES[format_]: group for group, formats in _GROUPS.items() for format_ in formats}
_EMPTY = "Your library is empty. Add files on the page “Library”, or with `vermeil add FILE` in a terminal."
_UNITS = ("bytes", "KB", "MB", "GB")
_CONTAINERS = ("ZIP archive", "mail")
_EITHER = re.compile(r"\s+(?:or|oder|ou)\s+")
_FILE_NAME = re.compile(r"[^\n]{1,200}\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True)
class Catalogue:
    """Answers from the list of documents of whoever asks."""

    library: Library
    retriever: Retriever

    def write(self, task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG002 it is done at once
        asked, owner = task.catalogue, task.question.owner
        if asked is None:
            raise ValueError("the task asks nothing of the library")
        documents = self.library.list(owner, tag=task.question.tag)
        if not documents:
            empty = _EMPTY if task.question.tag is None else f"No document has the tag “{task.question.tag}”."
            yield from say(empty, task.clock)
            return Draft("catalogue", text=empty, citations=[], from_library=True)
        chosen = self._chosen(task, asked, documents)
        if asked.asked == "inside":
            draft = self._inside(owner, chosen)
        else:
            heading, shown = _WAYS.get(asked.asked, _listed)(asked, chosen)
            nearest = [] if chosen else self._nearest(task, asked, documents)
            draft = self._written(owner, f"{heading} The nearest is:" if nearest else heading, nearest or shown)
        if not chosen:
            draft.outcome = Outcome.NOTHING_FOUND if asked.named else Outcome.ANSWERED
        if draft.passages:
            yield Sources(tuple(draft.passages))
        yield from say(draft.text, task.clock)
        return draft

    # --- which documents are meant ----------------------------------------------------------------------------------

    def _chosen(self, task: Task, asked: LibraryQuestion, documents: Sequence[Document]) -> list[Document]:
        found = _narrowed(task, asked, documents)
        if asked.called:
            found = self._called(task.question.owner, asked.topic, found)
        elif asked.topic:
            found = self._on_topic(task.question, asked, found)
        if asked.asked == "failed":
            found = [document for document in found if document.status == "failed"]
        return found

    def _called(self, owner: str, topic: str, documents: list[Document]) -> list[Document]:
        """Those that go by a name."""
        wanted = set(stems(topic))
        known = known_by(self.library, owner, {document.id: document.name for document in documents})
        return [document for document in documents if wanted <= known[document.id]]

    def _on_topic(self, question: Question, asked: LibraryQuestion, documents: list[Document]) -> list[Document]:
        """Those whose name or whose text speaks of a topic, the nearest first."""
        if not documents:
            return []
        near: dict[str, float] = {}
        ids = None if asked.group == "document" and asked.period is None else [document.id for document in documents]
        for topic in _EITHER.split(asked.topic):
            wanted = set(stems(topic))
            found = self.retriever.search(question.owner, topic, _MOST_SEARCHED, documents=ids, tag=question.tag)
            for passage in found:
                literally = wanted <= set(stems(passage.text))
                if literally or (not asked.literal and passage.score >= self.retriever.related):
                    near[passage.document] = max(near.get(passage.document, 0.0), passage.score + literally)
            for document in documents:
                if _is_named(wanted, name_stems(document.name)):
                    near[document.id] = near.get(document.id, 0.0) + 2
        return sorted((d for d in documents if d.id in near), key=lambda document: -near[document.id])

    def _nearest(self, task: Task, asked: LibraryQuestion, documents: Sequence[Document]) -> list[Document]:
        """The one that is nearest to a topic that none speaks of: whoever asks which it is knows that there is one."""
        if not asked.topic or asked.asked != "list" or asked.literal or asked.named:
            return []
        there = {document.id: document for document in _narrowed(task, asked, documents)}
        if not there:
            return []
        question, ids = task.question, list(there)
        found = self.retriever.search(question.owner, asked.topic, 1, documents=ids, nearest=1, tag=question.tag)
        return [there[passage.document] for passage in found[:1]]

    # --- how it is said ---------------------------------------------------------------------------------------------

    def _written(self, owner: str, heading: str, documents: Sequence[Document]) -> Draft:
        """The heading with a line a document, each with a mark where there is something to open."""
        shown = documents[:_MOST_LISTED]
        points = _openings(self.library, owner, shown)
        twins = {name for name, count in Counter(document.name for document in documents).items() if count > 1}
        lines = [
            f"- {describe(document, with_time=document.name in twins)}{_mark(points.get(document.id))}"
            for document in shown
        ]
        if len(documents) > len(shown):
            lines.append(f"- and {len(documents) - len(shown)} more: the page “Library” shows them all")
        return _draft("\n".join([heading, *lines]), list(points.values()))

    def _inside(self, owner: str, documents: Sequence[Document]) -> Draft:
        """What files a container holds, which are the headings of its pages; of any other document its first words."""
        lines, points = [], _openings(self.library, owner, documents)
        for document in documents:
            point = points.get(document.id)
            if group_of(document) not in _CONTAINERS:
                lines.append(f"{describe(document)}.{_begins(document, point)}{_mark(point)}")
                continue
            headings = [passage.text.split("\n", 1)[0] for passage in self.library.passages(owner, document.id)]
            inside = [heading for heading in dict.fromkeys(headings) if _FILE_NAME.fullmatch(heading)]
            lines.append(f"{describe(document)} holds {counted(len(inside), 'file')}.{_mark(point)}")
            lines += [f"- {name}" for name in inside[:_MOST_LISTED]]
        return _draft("\n".join(lines), list(points.values()))


def _is_named(topic: set[str], name: set[str]) -> bool:
    """Whether a file is named for a topic: by all its words, or all but one of several."""
    return bool(topic) and len(topic - name) <= (len(topic) > _FEW)


def known_by(library: Library, owner: str, names: Mapping[str, str]) -> dict[str, set[str]]:
    """The stems of the words that documents go by: those of their names, and of the title they begin with.

    `names` are those of the documents, by id.
    """
    openings = library.openings(owner, list(names))
    titles = {document: _title(passage.text) for document, passage in openings.items()}
    return {document: name_stems(name) | set(stems(titles.get(document, ""))) for document, name in names.items()}


def _title(text: str) -> str:
    """The line that a text begins with, empty where that is a sentence."""
    first = text.lstrip("# ").split("\n", 1)[0].rstrip()
    return first if len(first) <= _TITLE and first[-1:] not in (*".!?;,",) else ""


def group_of(document: Document) -> str:
    """The group that people count a document among: "PDF", "picture", "spreadsheet"."""
    if document.kind in ("picture", "audio"):
        return "picture" if document.kind == "picture" else "recording"
    return _GROUP_OF.get(document.media_type or "", "document")


def describe(document: Document, *, with_time: bool = False) -> str:
    """A document in one line: "lease.pdf (PDF, 3 pages, added 4 May 2026)"."""
    said = [group_of(document) if document.kind else ""]
    if group_of(document) in ("PDF", "presentation") and document.pages:
        said.append(counted(document.pages, "page"))
    if document.seconds_audio:
        said.append(f"{int(document.seconds_audio // 60)}:{int(document.seconds_audio % 60):02} min")
    if document.width and document.height:
        said.append(f"{document.width} × {document.height}")
    said.append(f"added {_moment(document, with_time)}")
    if document.shared_by is not None:
        said.append(f"shared by {document.shared_by}")
    if document.status != "ready":
        said.append(f"failed: {document.reason}" if document.status == "failed" else "still being read")
    return f"{document.name} ({', '.join(filter(None, said))})"


def counted(number: int, thing: str) -> str:
    """ "1 document", "12 documents"."""
    plural = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else plural}"


def _narrowed(task: Task, asked: LibraryQuestion, documents: Sequence[Document]) -> list[Document]:
    """Those that are named, or of a kind, and were added when it is asked."""
    found = list(documents)
    if asked.named and task.named is not None:
        found = [document for document in found if document.id in task.named.documents]
    elif asked.group != "document":
        found = [document for document in found if group_of(document) == asked.group]
    if asked.period is not None:
        found = [document for document in found if asked.period.holds(_day(document).date())]
    return found


def _listed(asked: LibraryQuestion, found: Sequence[Document]) -> tuple[str, Sequence[Document]]:
    if asked.named:
        return ("Yes, it is in your library:" if asked.asked == "have" else "This is in your library:"), found
    if not found:
        answer = "No, there" if asked.asked == "have" else "There"
        return f"{answer} is no {asked.group}{_limits(asked)} in your library.", ()
    kinds = Counter(map(group_of, found))
    split = ""
    if asked.group == "document" and len(kinds) > 1:
        split = f": {', '.join(counted(count, kind) for kind, count in kinds.most_common())}"
    answer = "Yes, you have" if asked.asked == "have" else "You have"
    return f"{answer} {counted(len(found), asked.group)}{_limits(asked)}{split}.", found


def _by(measure: Callable[[Document], float], last: bool) -> Callable[..., tuple[str, Sequence[Document]]]:
    """The document with the greatest of a measure, or with the least."""

    def extreme(asked: LibraryQuestion, found: Sequence[Document]) -> tuple[str, Sequence[Document]]:
        if not found:
            return _listed(asked, found)
        best = (max if last else min)(found, key=measure)
        more = f", {_size(best.size)}" if asked.asked in ("largest", "smallest") else ""
        return f"The {asked.asked} {asked.group}{_limits(asked)} in your library is {best.name}{more}.", [best]

    return extreme


def _when(asked: LibraryQuestion, found: Sequence[Document]) -> tuple[str, Sequence[Document]]:
    if not asked.named:
        return _listed(asked, found)
    said = [f"{document.name} was added on {_moment(document, with_time=True)}." for document in found]
    return " ".join(said[:3]), found


def _how_large(_asked: LibraryQuestion, found: Sequence[Document]) -> tuple[str, Sequence[Document]]:
    said = []
    for document in found[:3]:
        length = counted(document.pages, "page") if document.kind == "text" and document.pages else ""
        if document.seconds_audio:
            length = f"{int(document.seconds_audio // 60)} min {int(document.seconds_audio % 60)} s"
        said.append(f"{document.name} has {' and '.join(filter(None, (length, _size(document.size))))}.")
    return " ".join(said), found


def _unread(asked: LibraryQuestion, found: Sequence[Document]) -> tuple[str, Sequence[Document]]:
    if not found:
        return "No document failed: all that were read could be.", ()
    return f"{counted(len(found), asked.group)} could not be read.", found


_WAYS: dict[Asked, Callable[[LibraryQuestion, Sequence[Document]], tuple[str, Sequence[Document]]]] = {
    "newest": _by(lambda document: document.created_at, last=True),
    "oldest": _by(lambda document: document.created_at, last=False),
    "largest": _by(lambda document: document.size, last=True),
    "smallest": _by(lambda document: document.size, last=False),
    "longest": _by(lambda document: document.seconds_audio or document.pages or 0, last=True),
    "when": _when,
    "size": _how_large,
    "failed": _unread,
}


def _limits(asked: LibraryQuestion) -> str:
    """What narrows a question down, in words."""
    how = "called" if asked.called else "with the words" if asked.literal else "about"
    topic = f" {how} “{asked.topic}”" if asked.topic else ""
    return f"{topic}{f' added {asked.when}' if asked.when else ''}"


def _openings(library: Library, owner: str, documents: Sequence[Document]) -> dict[str, Evidence]:
    """The first words of each document as evidence, numbered in their order."""
    found = library.openings(owner, [document.id for document in documents])
    there = [found[document.id] for document in documents if document.id in found]
    return {passage.document: _opening(n, passage) for n, passage in enumerate(there, 1)}


def _opening(n: int, passage: Passage) -> Evidence:
    end = len(passage.text)
    if end > _QUOTED:
        end = passage.text.rfind(" ", 0, _QUOTED) if " " in passage.text[:_QUOTED] else _QUOTED
    return Evidence(n, passage, 0, end, choosing.narrow(passage, 0, end), 1.0)


def _begins(document: Document, opening: Evidence | None) -> str:
    """How a document begins; what was recognised in a picture."""
    if opening is None:
        return ""
    said = one_line(opening.quote)
    if document.kind != "picture":
        return f" It begins: “{said}”"
    return f" As far as I can see it shows {said if said.startswith(('a ', 'an ')) else with_article(said)}"


def _draft(text: str, points: Sequence[Evidence]) -> Draft:
    shown = choosing.highlight([point.passage for point in points], points)
    cited = [cite(point, supported=True) for point in points]
    return Draft("catalogue", shown, points, text=text, from_library=True, citations=cited)


def _mark(point: Evidence | None) -> str:
    return f" [{point.n}]" if point is not None else ""


def _day(document: Document) -> datetime:
    return datetime.fromtimestamp(document.created_at).astimezone()


def _moment(document: Document, with_time: bool) -> str:
    moment = _day(document)
    return f"{moment.day} {moment:%B %Y}{f', {moment:%H:%M}' if with_time else ''}"


def _size(size: float) -> str:
    unit = 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.3g} {_UNITS[unit]}" if unit else f"{int(size)} bytes"

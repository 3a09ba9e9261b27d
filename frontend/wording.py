"""How places, sizes, times and parts of the service are called on the page. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from core.types import BoxSpan, Kind, LibraryMode, PageSpan, Span
from frontend.client.records import Document, LanguageModel, Welcome

ICONS: Mapping[Kind, str] = {"text": ":material/description:", "picture": ":material/image:", "audio": ":material/mic:"}

UNREAD_ICON = ":material/draft:"

MODES: Mapping[LibraryMode, str] = {"auto": "Library first", "only": "Library only", "off": "No library"}

_LOOPBACK = ("127.", "localhost", "[::1]")

_PARTS = {
    "language": "Language model",
    "text_encoder": "Text understanding",
    "embedding": "Text understanding",
    "encoder": "Text understanding",
    "search_encoder": "Search",
    "picture_encoder": "Picture understanding",
    "vision": "Picture understanding",
    "speech": "Speech recognition",
    "recognizer": "Speech recognition",
    "synthesizer": "Voice",
    "readers": "File reader",
    "library": "Your library",
    "ingest": "Your library",
    "index": "Search index",
    "database": "Database",
}


def part(name: str) -> str:
    """A part of the service in words."""
    return _PARTS.get(name.replace(" ", "_"), name.replace("_", " ").capitalize())


def place(span: Span, name: str) -> str:
    """Where a span stands in the file `name`, shortly. Most texts are one page, which is not worth a word."""
    if isinstance(span, PageSpan):
        return f"page {span.page}" if span.page > 1 or name.lower().endswith(".pdf") else ""
    if isinstance(span, BoxSpan):
        return "picture"
    return f"at {clock(span.start)}"


def clock(seconds: float) -> str:
    """`1:04` or `2:00:09`."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size(count: int) -> str:
    """Bytes in decimal units, as file managers show them."""
    if count < 1000:
        return counted(count, "byte")
    value, unit = count / 1000, "kB"
    for larger in ("MB", "GB"):
        if value < 999.5:
            break
        value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"


def when(moment: float, now: float) -> str:
    """How long ago a moment was, or its date. Both count seconds since 1970; 0 is no moment."""
    if not moment:
        return ""
    seconds = now - moment
    for limit, divisor, word in ((60, 1, ""), (3600, 60, "minute"), (86_400, 3600, "hour"), (604_800, 86_400, "day")):
        if seconds < limit:
            return counted(int(seconds // divisor), word) + " ago" if word else "just now"
    then = datetime.fromtimestamp(moment, UTC)
    return f"{then.day} {then:%B %Y}"


def moment(seconds: float) -> str:
    """A date with its time, where the service runs, so that versions of one day are told apart."""
    then = datetime.fromtimestamp(seconds).astimezone()
    return f"{then.day} {then:%B %Y, %H:%M}"


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def describe(document: Document, now: float) -> str:
    """The line under a file's name."""
    number = document.pages or 1
    pages = counted(number, "page") if document.kind == "text" and number > 1 else ""
    kind = {"text": "Text", "picture": "Picture", "audio": "Recording"}[document.kind or "text"]
    kind = kind if document.status == "ready" else ""  # what it is shows only when it was read
    parts = (kind, pages, size(document.size), when(document.created_at, now))
    return " · ".join(part for part in parts if part)


def shared(document: Document) -> str:
    """Whose a document is, or who else may read it; empty where it is nobody else's business."""
    if document.shared_by is not None:
        return shared_by(document.shared_by).capitalize()
    if document.shared_with_everyone:
        return "Shared with everyone here"
    return f"Shared with {', '.join(document.shared_with)}" if document.shared_with else ""


def shared_by(lender: str | None) -> str:
    """Whose a source is; empty for one's own."""
    return f"shared by {lender}" if lender else ""


def timings(values: Mapping[str, float] | None) -> str:
    """The times worth a caption: how soon the answer began, and how long it took. Seconds."""
    values = values or {}
    first, total = values.get("first_token"), values.get("total")
    parts = (f"began after {first:.1f} s" if first else "", f"took {total:.1f} s" if total else "")
    return ", ".join(part for part in parts if part).capitalize()


def examples(documents: Sequence[Document], samples: Mapping[str, str]) -> list[str]:
    """A few questions to begin with that are answered well, whatever the language model: from the files that are there,
    and where there are none, about Vermeil. `samples` are the questions of the sample files by their names."""
    ready = [document for document in documents if document.status == "ready"]
    if not ready:
        return ["What can you do?", "Which file formats can I add?", "Is my data sent anywhere?"]
    names = {document.name for document in ready}
    known = [question for name, question in samples.items() if name in names]
    asked = [*known, *(_about(document) for document in ready if document.name not in samples)]
    return [*asked[: max(2, len(known))], "What documents do I have?"]


def _about(document: Document) -> str:
    short = document.name if len(document.name) <= 40 else document.name[:39] + "…"
    return f"Summarise {short}"  # of a picture, it says what was recognised and read in it


def privacy(model: LanguageModel) -> str:
    """Where questions, and what is needed to answer them, go."""
    host = (model.server or "").rpartition("@")[2]
    if not model.server or host.startswith(_LOOPBACK):
        return "Everything stays on this machine."
    return f"Questions, and the passages that they need, go to {model.server}. All else stays on this machine."


def origin(model: LanguageModel) -> str:
    """The line under the name of a language model: where it is, and how large."""
    if model.server:
        return f"On the server {model.server}"
    file = f"{model.file}, {size(model.size)}" if model.file and model.size else ""
    return " · ".join(part for part in (f"Of the profile {model.profile}", file) if part)


def speeds(model: LanguageModel) -> list[tuple[str, str]]:
    """What the last answers say of it: a name and a figure each. None before the first answer."""
    figures = (
        ("Reads", model.read and f"{model.read:,.0f} tokens/s"),
        ("Writes", model.written and f"{model.written:,.0f} tokens/s"),
        ("An answer takes", model.seconds and f"{model.seconds:.1f} s"),
    )
    return [(name, figure) for name, figure in figures if figure]


def limits(welcome: Welcome) -> str:
    """What the language model is bad at, in one sentence; nothing of one that somebody chose."""
    if not welcome.small:
        return ""
    world = "is bad at reasoning and at" if welcome.worldly else "is bad at reasoning, and is not asked for"
    return (
        f"The language model here, {welcome.model}, is small. It is good at what stands in one place of your files; it "
        f"{world} knowledge of the world. Open the source before you rely on an answer."
    )

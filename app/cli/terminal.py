"""What the command line prints for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

import typer

from core.errors import BadInput, VermeilError
from core.events import Done, Event, Failed, Progress, Sources, Token, Transcript
from core.types import Answer, BoxSpan, JsonObject, LibraryMode, PageSpan, Passage, Span, Transcription
from frontend.client.records import Document

if TYPE_CHECKING:
    from app.cli.doctor import Finding
    from app.cli.session import Session
    from core.settings import Settings
    from core.weights.locate import InventoryRow

_WHOLE_LINES = 500  # characters


def checked(path: Path) -> Path:
    """The path of a file that can be read, or one clear sentence."""
    if not path.is_file():
        raise BadInput(f"There is no file {printable(path.name)}.", "Check the name.")
    return path


def printable(text: str) -> str:
    """Text that a terminal shows and does not obey."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


def library_mode(value: str) -> LibraryMode:
    """The mode that an option names. Raises `BadInput` for any other."""
    if value not in get_args(LibraryMode):
        raise BadInput(f"There is no library mode “{value}”.", f"Use {', '.join(get_args(LibraryMode))}.")
    return cast(LibraryMode, value)


# --- asking -------------------------------------------------------------------------------------------------------


def follow(events: Iterator[Event], quiet: bool) -> Answer:
    """Print an answer as it is made, sources first; return it whole. Raises `VermeilError` where it breaks off."""
    answer = None
    for event in events:
        if isinstance(event, Done):
            answer = event.answer
        elif isinstance(event, Failed):
            raise VermeilError(event.message, event.remedy)
        elif not quiet:
            print_event(event)
    if answer is None:
        raise VermeilError("The answer broke off.", "Ask again.")
    if not quiet:
        print_answer_foot(answer)
    return answer


def print_event(event: Event) -> None:
    """One step of an answer, for people."""
    if isinstance(event, Transcript):
        typer.secho(f"You said: {printable(event.text)}", dim=True)
    elif isinstance(event, Progress):
        typer.secho(f"… {printable(event.text)} ({event.done}/{event.total})", dim=True, err=True)
    elif isinstance(event, Sources):
        for passage in event.passages[:3]:
            typer.secho(f"  {printable(passage.name)}, {place(passage.span)}: {excerpt(passage)}", dim=True)
    elif isinstance(event, Token):
        typer.echo(printable(event.text), nl=False)
        sys.stdout.flush()


def print_answer_foot(answer: Answer) -> None:
    """What stands below an answer: its sources and how long it took."""
    typer.echo()
    for cited in answer.citations:
        mark = "" if cited.supported else " (does not support the sentence)"
        whose = f", shared by {printable(cited.shared_by)}" if cited.shared_by else ""
        typer.secho(f"[{cited.n}] {printable(cited.name)}, {place(cited.span)}{whose}{mark}", fg="green")
    if not answer.from_library and not answer.abstained:
        typer.secho("This answer is not from your library.", fg="yellow")
    timings = answer.timings
    typer.secho(f"{timings['first_token']:.2f} s to the first word, {timings['total']:.2f} s in all", dim=True)


def place(span: Span) -> str:
    """Where a passage stands, in words: a page, seconds of a recording."""
    if isinstance(span, PageSpan):
        return f"page {span.page}"
    if isinstance(span, BoxSpan):
        return "in the picture"
    return f"{clock(span.start)}–{clock(span.end)}"


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: 4:05."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def excerpt(passage: Passage, most: int = 160) -> str:
    """The evidence in a passage, or its beginning."""
    start, end = passage.highlights[0] if passage.highlights else (0, len(passage.text))
    text = " ".join(printable(passage.text[start:end]).split())
    return text if len(text) <= most else text[: most - 1] + "…"


# --- the library --------------------------------------------------------------------------------------------------


def files_of(paths: Sequence[Path]) -> list[Path]:
    """All files below the paths, hidden ones left out, in a steady order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (
                p
                for p in path.rglob("*")
                if p.is_file() and not any(x.startswith(".") for x in p.relative_to(path).parts)
            )
            found += sorted(inside)
        else:
            found.append(path)
    return found


def add_files(session: Session, paths: Sequence[Path], as_json: bool) -> int:
    """Hand over files, and follow them until each is ready or has failed. Returns how many failed."""
    import json

    from rich.console import Console
    from rich.progress import Progress

    files = files_of(paths)
    failed = 0
    with Progress(console=Console(stderr=True), disable=as_json, transient=True) as bar:
        task = bar.add_task("Handing over", total=len(files))
        pending = []
        for path in files:
            pending.append(hand_over(session, path))
            bar.advance(task)
        bar.reset(task, description="Reading", total=len(files))
        for line in finished(session, pending):
            bar.advance(task)
            failed += line.status == "failed"
            if as_json:
                typer.echo(json.dumps(line.to_json(), ensure_ascii=False))
            else:
                bar.console.print(described(line), markup=False, highlight=False)
    if not as_json:
        typer.echo(f"{len(files) - failed} of {len(files)} files are in the library.")
    return failed


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, with the reason. It has what a line on a document has."""

    name: str
    reason: str
    status: Literal["failed"] = "failed"
    chunks: int = 0
    seconds: float = 0.0

    def to_json(self) -> JsonObject:
        return {
            "document": None,
            "name": self.name,
            "status": self.status,
            "chunks": self.chunks,
            "seconds": self.seconds,
            "reason": self.reason,
        }


def hand_over(session: Session, path: Path) -> Document | Refused:
    """Give the library a file; what it does not take is told like what it cannot read."""
    try:
        return session.add(checked(path))
    except VermeilError as error:
        return refused(path, error)
    except OSError as error:
        return refused(path, BadInput(error.strerror or "It cannot be read."))


def refused(path: Path, error: VermeilError) -> Refused:
    """A file that was not taken, as the line that says why."""
    return Refused(printable(path.name.encode("utf-8", "replace").decode()), error.message)


def finished(session: Session, pending: Iterable[Document | Refused]) -> Iterator[Document | Refused]:
    """Each file when it is read, or cannot be."""
    for line in pending:
        while isinstance(line, Document) and line.pending:
            line = session.document(line.id)
        yield line


def described(line: Document | Refused) -> str:
    """What became of a file, in a line."""
    name = printable(line.name)
    if line.status == "failed":
        return f"✗ {name}: {line.reason}"
    missing = f" {line.reason}" if line.reason else ""
    return f"✓ {name}: {line.chunks} passages in {line.seconds or 0.0:.1f} s.{missing}"


def print_documents(documents: Sequence[Document]) -> None:
    """The library as a table."""
    if not documents:
        typer.echo("The library is empty. Add something: vermeil add PATH")
        return
    rows = [(line.id, line.status, str(line.chunks), line.name) for line in documents]
    print_table(("document", "status", ">passages", "name"), rows)


def print_passages(passages: Sequence[Passage]) -> None:
    """What was found, best first, with its place."""
    if not passages:
        typer.echo("Nothing was found.")
    for passage in passages:
        typer.secho(f"{printable(passage.name)}, {place(passage.span)} ({passage.score:.2f})", bold=True)
        typer.echo(f"  {excerpt(replace(passage, highlights=()), 400)}")


def print_transcript(heard: Transcription) -> None:
    """A recording's text, a line a segment, each with its time."""
    if not heard["segments"]:
        typer.echo("No speech was found.")
    for segment in heard["segments"]:
        typer.echo(f"{clock(segment['start']):>6}  {printable(segment['text'].strip())}")


# --- tables -------------------------------------------------------------------------------------------------------


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns side by side, those whose name begins with ">" to the right. Whole lines where nobody looks at them."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else _WHOLE_LINES, highlight=False).print(table)


def print_models(models: Sequence[InventoryRow]) -> None:
    """The models as a table: whether each is here and unaltered."""

    def state(model: InventoryRow) -> str:
        return "not here" if not model["here"] else "verified" if model["verified"] else "not verified"

    rows = [(", ".join(m["profiles"]), m["part"], m["name"], state(m), m["licence"], m["source"]) for m in models]
    print_table(("profiles", "part", "name", "state", "licence", "source"), rows)


def print_findings(findings: Sequence[Finding]) -> None:
    """What the doctor found, and how to mend what is broken."""
    for finding in findings:
        typer.secho(
            f"{'✓' if finding.good else '✗'} {finding.what}: {finding.state}", fg=None if finding.good else "red"
        )
        if finding.remedy:
            typer.echo(f"    {finding.remedy}")


def print_settings(values: Settings) -> None:
    """Every setting with its value and what it is for."""
    for name, field in type(values).model_fields.items():
        value = "" if field.repr is False else getattr(values, name)
        typer.echo(f"VERMEIL_{name.upper()}={value}\n    {field.description}")


def print_figures(figures: Mapping[str, float | str | None]) -> None:
    """What an evaluation measured, a line a figure."""
    rows = [(key, f"{value:.4g}" if isinstance(value, float) else str(value)) for key, value in figures.items()]
    print_table(("figure", ">value"), rows)

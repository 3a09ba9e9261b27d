"""How made-up records stand in a document: lines, bullets, table rows, pipes, prose, one field a line, or below labels.

Each layout writes some records to a page and notes where each value came to stand.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict


class RecordField(TypedDict):
    """What can be said of a record: how it is labelled, its values, questions for it, and sentences that say it."""

    label: list[str]
    value: list[str]
    asked: list[str]
    said: list[str]


class Items(TypedDict):
    """What a record lists, the value of each, and questions for it."""

    names: list[str]
    value: str
    asked: list[str]


class RecordKind(TypedDict):
    """A kind of record, as `records.yaml` describes it; a `single` one is never one of several."""

    titles: list[str]
    subject: str
    id: list[str]
    called: list[str]
    bare: str
    fields: dict[str, RecordField]
    items: NotRequired[Items]
    single: NotRequired[bool]
    held_out: NotRequired[bool]


Key = tuple[int, str]  # the number of a record, and the name of its field


@dataclass
class Page:
    """A document as it grows, with the place of each value."""

    text: str = ""
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)

    def add(self, text: str, key: Key | None = None) -> None:
        if key is not None:
            self.places[key] = (len(self.text), len(self.text) + len(text))
        self.text += text


@dataclass(frozen=True)
class Record:
    subject: str
    name: str
    values: dict[str, str]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _block(mark: str, between: str) -> Callable[..., None]:
    """A layout of one block a record: its subject as a heading or under its label, then a line a field."""

    def lay(page: Page, kind: RecordKind, records: list[Record], labels: dict[str, str], rng: random.Random) -> None:
        colon = rng.choice((": ", ": ", ":  ", " - ", "\t", " .... ")) if between == ": " else between
        heading = rng.random() < 0.5
        gap = rng.choice(("\n", ""))
        if kind.get("bare") in ("the e-mail", "the receipt") and rng.random() < 0.8:
            kind = {**kind, "id": []}
        for number, record in enumerate(records):
            if kind["id"] and not heading:
                page.add(f"{mark}{rng.choice(kind['id'])}{colon}{record.subject}\n")
            elif kind["id"]:
                page.add(capital(rng.choice((record.subject, record.name))) + "\n")
            for name, value in record.values.items():
                page.add(f"{mark}{labels[name]}{colon}")
                page.add(value, (number, name))
                page.add("\n")
            page.add(gap)

    return lay


def _rows(page: Page, kind: RecordKind, records: list[Record], labels: dict[str, str], rng: random.Random) -> None:
    """A line a record, each cell with its header, as tables are read."""
    ident = rng.choice(kind["id"] or [""])
    for number, record in enumerate(records):
        page.add(f"{ident}: {record.subject}" if ident else record.subject)
        for name in labels:
            if name in record.values:
                page.add(f"; {labels[name]}: ")
                page.add(record.values[name], (number, name))
        page.add("\n")


def _pipes(page: Page, kind: RecordKind, records: list[Record], labels: dict[str, str], rng: random.Random) -> None:
    """A header, and a line a record."""
    page.add(" | ".join([rng.choice(kind["id"] or ["No."]), *labels.values()]) + "\n")
    for number, record in enumerate(records):
        page.add(record.subject)
        for name in labels:
            page.add(" | ")
            page.add(record.values.get(name, "-"), (number, name) if name in record.values else None)
        page.add("\n")


def _prose(page: Page, kind: RecordKind, records: list[Record], labels: dict[str, str], rng: random.Random) -> None:
    """Sentences; the first on a record names it."""
    for number, record in enumerate(records):
        for at, (name, value) in enumerate(record.values.items()):
            ways = [said for said in kind["fields"][name]["said"] if at > 0 or "{n}" in said]
            said = rng.choice(ways) if ways else f"{labels[name]} of {{n}}: {{v}}."
            before, after = capital(said.replace("{n}", record.name)).split("{v}")
            page.add(before)
            page.add(value if before else capital(value), (number, name))
            page.add(f"{after} ")
        if rng.random() < 0.3:
            page.add("\n\n")


def _inline(page: Page, _: RecordKind, records: list[Record], labels: dict[str, str], rng: random.Random) -> None:
    """A line a field, with the records one after another."""
    colon, end = rng.choice(((" ", "; "), (": ", ", "), (" (", "), "), (" – ", "; ")))
    for name in labels:
        page.add(f"{labels[name]}: ")
        with_it = [(number, record) for number, record in enumerate(records) if name in record.values]
        for at, (number, record) in enumerate(with_it, 1):
            page.add(f"{record.subject}{colon}")
            page.add(record.values[name], (number, name))
            page.add(end if at < len(with_it) else end.rstrip(";, ") + "\n")


LAYOUTS: dict[str, Callable[..., None]] = {
    "lines": _block("", ": "), "bullets": _block("- ", ": "), "below": _block("", "\n"), "rows": _rows, "pipes": _pipes,
    "prose": _prose, "inline": _inline,
}  # fmt: skip

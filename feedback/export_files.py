"""A data set as files: JSON Lines for trainers, its card, and a table for people."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from typing import Any

from core.types import ExportKind
from feedback.data_sets import registered
from feedback.export import CAP, Export, Row, export
from memory.database import Database

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula."""

_COLUMNS = (
    "item", "person", "question", "decision", "label", "completion", "chosen", "rejected", "evidence", "pictures",
)  # fmt: skip


def exported(database: Database, reviewer: str | None, kind: ExportKind, cap: float = CAP) -> dict[str, bytes]:
    """The files by name; the data set is kept by its number, and the log says who made it.

    `data.jsonl` and `pictures.jsonl` are there when they have rows.
    """
    made = export(database, kind, cap)
    data = {"data.jsonl": made.lines(), "pictures.jsonl": made.lines(pictures=True)}
    files = {name: text.encode() for name, text in data.items() if text}
    card = {"data_set": registered(database, made, kind, reviewer), **made.card}
    files["card.json"] = (json.dumps(card, ensure_ascii=False, indent=2) + "\n").encode()
    files["rows.csv"] = table(made).encode("utf-8-sig")  # so that spreadsheets take it for UTF-8
    return files


def zipped(files: dict[str, bytes]) -> bytes:
    """The files in one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()


def table(made: Export) -> str:
    """The rows for people, as CSV; people have the numbers that the card gives them."""
    numbers = {owner: n for n, (owner, _) in enumerate(Counter(row.owner for row in made.rows).most_common(), 1)}
    target = io.StringIO()
    writer = csv.DictWriter(target, _COLUMNS)
    writer.writeheader()
    for row in made.rows:
        writer.writerow({name: inert(value) for name, value in _cells(row, numbers[row.owner]).items()})
    return target.getvalue()


def inert(cell: str) -> str:
    """The cell as words, whatever spreadsheet opens it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def _cells(row: Row, person: int) -> dict[str, str]:
    """What was asked is the end of the prompt, so that what is masked there is masked here."""
    said: dict[str, Any] = dict(row.said)
    texts = {name: _text(value) for name, value in said.items() if isinstance(value, list)}
    label = {"label": str(said["label"]).lower()} if "label" in said else {}
    return {
        "item": row.item, "person": str(person), "question": _text(row.prompt[-1:]), "decision": row.decision,
        "evidence": _pointed_at(row.right), "pictures": " ".join(row.pictures), **texts, **label,
    }  # fmt: skip


def _pointed_at(right: tuple[str, ...] | None) -> str:
    return "" if right is None else " … ".join(right) or "in none of what was found"


def _text(messages: Any) -> str:
    contents = [message["content"] for message in messages]
    parts = [part for content in contents for part in (content if isinstance(content, list) else [{"text": content}])]
    return "".join(part.get("text", "") for part in parts)

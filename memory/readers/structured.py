"""JSON, JSON Lines, XML and Jupyter notebooks: records become rows with the names of their fields."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from core.errors import UnreadableFile
from core.types import JsonValue
from memory.chunking import Page
from memory.readers.layout import Layout
from memory.readers.package import Element, local, parsed
from memory.readers.text import read_characters

_LONG = 120  # characters; a longer value is a paragraph
_DEEPEST = 50
_MOST_FIELDS = 500  # of a table made of records


def read_json(file: IO[bytes]) -> list[Page]:
    try:
        value = json.loads(read_characters(file))
    except ValueError as error:
        raise UnreadableFile("It cannot be read as JSON.") from error
    return _page(value)


def read_jsonl(file: IO[bytes]) -> list[Page]:
    """JSON Lines; a line that is broken loses no other."""
    records, broken = [], 0
    for line in filter(str.strip, read_characters(file).split("\n")):
        try:
            records.append(json.loads(line))
        except ValueError:
            broken += 1
    if broken > len(records):
        raise UnreadableFile("It cannot be read as JSON.")
    return _page(records)


def read_xml(file: IO[bytes]) -> list[Page]:
    return _page(_from_xml(parsed(file.read(), mend=True), 0))


def read_notebook(file: IO[bytes]) -> list[Page]:
    """The cells of a Jupyter notebook, with what they printed."""
    try:
        cells = json.loads(read_characters(file))["cells"]
        layout = Layout()
        for cell in cells:
            _cell(cell, layout)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile("The notebook is damaged and cannot be opened.") from error
    return [layout.page()]


def _page(value: JsonValue) -> list[Page]:
    layout = Layout()
    _write(value, "", layout, 0)
    return [layout.page()]


def _write(value: JsonValue, label: str, layout: Layout, depth: int) -> None:
    """Lines `label: value`, labels of nested fields joined by dots; lists of records as tables."""
    if depth > _DEEPEST:
        raise UnreadableFile("It is nested too deeply to be read.")
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _write(inner, _joined_label(label, name), layout, depth + 1)
    elif isinstance(value, list) and _are_records(value):
        _records(value, label, layout)
    elif isinstance(value, list) and not all(map(_is_plain, value)):
        for number, inner in enumerate(value, 1):
            _write(inner, f"{label} {number}".strip(), layout, depth + 1)
    else:
        text = _text(value)
        labelled = f"{label}: {text}" if label and text else text
        (layout.line if len(text) <= _LONG else layout.paragraph)(labelled)


def _records(records: Sequence[Mapping[str, JsonValue]], label: str, layout: Layout) -> None:
    flat = [dict(_flat(record)) for record in records]
    names = list(dict.fromkeys(itertools.chain.from_iterable(flat)))
    if len(names) <= _MOST_FIELDS:
        layout.table([names, *([record.get(name, "") for name in names] for record in flat)], label, header=True)
        return
    for record in flat:
        layout.paragraph("\n".join(f"{name}: {text}" for name, text in record.items() if text))


def _joined_label(label: str, name: str) -> str:
    return f"{label}.{name}" if label and name else label or str(name)


def _are_records(values: Sequence[JsonValue]) -> bool:
    """Whether a list is one of objects without lists of objects in them."""
    return bool(values) and all(isinstance(value, Mapping) and _is_shallow(value) for value in values)


def _is_shallow(record: Mapping[str, JsonValue]) -> bool:
    return all(
        _is_shallow(value) if isinstance(value, Mapping) else not isinstance(value, list) or all(map(_is_plain, value))
        for value in record.values()
    )


def _is_plain(value: JsonValue) -> bool:
    return not isinstance(value, (Mapping, list))


def _flat(record: Mapping[str, JsonValue], label: str = "") -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        named = _joined_label(label, name)
        if isinstance(value, Mapping):
            yield from _flat(value, named)
        else:
            yield named, _text(value)


def _text(value: JsonValue) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _from_xml(element: Element, depth: int) -> JsonValue:
    """An element as JSON would have it: its fields and attributes, or its text; mixed content is text."""
    if depth > _DEEPEST:
        raise UnreadableFile("It is nested too deeply to be read.")
    children = [child for child in element if isinstance(child.tag, str)]
    own = (element.text or "").strip() or any((child.tail or "").strip() for child in children)
    text = _without_tags(" ".join("".join(element.itertext()).split())) if own or not children else ""
    fields: dict[str, JsonValue] = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    if text:
        return {"": text, **fields} if fields else text
    grouped: dict[str, list[JsonValue]] = {}
    for child in children:
        grouped.setdefault(local(child), []).append(_from_xml(child, depth + 1))
    return {**fields, **{name: values[0] if len(values) == 1 else values for name, values in grouped.items()}}


def _without_tags(text: str) -> str:
    """The text of HTML that is wrapped in XML, as feeds have it; other text as it is."""
    if "</" not in text:
        return text
    from memory.readers.html import page_of

    return page_of(text.encode()).text


def _cell(cell: Mapping[str, Any], layout: Layout) -> None:
    source = _joined(cell.get("source", ""))
    if cell.get("cell_type") == "markdown":
        from memory.readers.markdown import write_markdown

        write_markdown(source, layout)
        return
    layout.paragraph(source)
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        layout.paragraph(_joined(output.get("text") or data.get("text/plain") or output.get("evalue") or ""))


def _joined(lines: str | Sequence[str]) -> str:
    return lines if isinstance(lines, str) else "".join(map(str, lines))

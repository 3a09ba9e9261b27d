"""Word documents (DOCX), read from their XML: a page in the order of the document, with what stands beside the text.

python-docx knows paragraphs and tables, but not text boxes, footnotes, tracked changes, numbers of lists, check boxes,
content controls and the "strict" kind of file: with them there is more outside it than in it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.docx_numbers import Numbers
from memory.readers.layout import Layout, one_line
from memory.readers.package import Element, attribute, child, local, opened, relations, tree

_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "tblPr", "sdtPr", "pict"})
_BESIDE = (("header", "Header"), ("footer", "Footer"), ("footnotes", "Footnote"), ("endnotes", "Endnote"))
_DEEPEST = 8  # levels of tables in tables
_MOST_VALUES = 6  # rows of a table that is said in the cell that holds it
_LONGEST_VALUE = 200  # characters of it


def read_docx(file: IO[bytes]) -> list[Page]:
    """One page: Word decides where pages end only when it prints."""
    with opened(file) as archive:
        found = (target for kind, target in relations(archive, "").values() if kind == "officeDocument")
        main = next(found, "word/document.xml")
        root = tree(archive, main)
        body = None if root is None else child(root, "body")
        if body is None:
            raise UnreadableFile("The Word document is damaged and cannot be opened.")
        document = _Document(archive, main)
        document.body(body)
        document.beside()
        return [document.layout.page()]


class _Document:
    """A document while it is read."""

    def __init__(self, archive: zipfile.ZipFile, main: str) -> None:
        self._archive = archive
        self._parts = list(relations(archive, main).values())
        self._styles = _headings(self._part("styles"))
        self._numbers = Numbers(self._part("numbering"), self._part("styles"))
        self.layout = Layout()

    def body(self, parent: Element) -> None:
        """The paragraphs and tables in an element, in order; those in content controls and text boxes too."""
        for block in _blocks(parent):
            if local(block) == "tbl":
                self._table(block)
            else:
                self._paragraph(block)

    def beside(self) -> None:
        """What stands in headers, footers, notes and comments, each once, after the text, and what it is."""
        for kind, word in _BESIDE:
            said = dict.fromkeys(
                text
                for part, target in self._parts
                if part == kind
                for text in self._notes(tree(self._archive, target))
            )
            for text in said:
                self.layout.paragraph(f"{word}: {text}")
        comments = self._part("comments")
        for comment in () if comments is None else comments:
            if text := one_line(" ".join(_texts(comment))):
                author = attribute(comment, "author")
                self.layout.paragraph(f"Comment by {author}: {text}" if author else f"Comment: {text}")

    def _notes(self, root: Element | None) -> Iterator[str]:
        """The notes of a part of footnotes, or the one text of a header."""
        if root is None:
            return
        notes = [note for note in root if local(note) in ("footnote", "endnote")]
        for note in notes or [root]:
            if attribute(note, "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                yield one_line(" | ".join(filter(None, map(one_line, _texts(note)))))

    def _part(self, kind: str) -> Element | None:
        target = next((target for part, target in self._parts if part == kind), None)
        return None if target is None else tree(self._archive, target)

    def _paragraph(self, paragraph: Element) -> None:
        text = _text(paragraph)
        boxes = list(_descendants(paragraph, "txbxContent"))
        style = attribute(found, "val") if (found := child(paragraph, "pPr", "pStyle")) is not None else ""
        if one_line(text):
            number = self._numbers.next(paragraph, style)
            is_heading = style in self._styles or _outlined(paragraph)
            if is_heading:
                self.layout.heading(f"{number} {text}" if number and number != "•" else text)
            elif number:
                self.layout.line(f"{number} {text}")
            elif _is_labelled(text):
                self.layout.line(text)
            else:
                self.layout.paragraph(text)
        for box in boxes:
            self.body(box)

    def _table(self, table: Element, depth: int = 0) -> None:
        rows, inner = _grid(table)
        first = child(table, "tr")
        marked = first is not None and child(first, "trPr", "tblHeader") is not None
        self.layout.table(rows, header=True if marked else None)
        for nested in inner if depth < _DEEPEST else ():
            self._table(nested, depth + 1)


def _headings(styles: Element | None) -> frozenset[str]:
    """The ids of styles that make headings: by outline level, or by name, whatever the language of the program."""
    found = set()
    for style in () if styles is None else styles:
        name = child(style, "name")
        named = attribute(name, "val").lower().startswith(("heading", "title")) if name is not None else False
        if named or child(style, "pPr", "outlineLvl") is not None:
            found.add(attribute(style, "styleId"))
    return frozenset(found)


def _outlined(paragraph: Element) -> bool:
    level = child(paragraph, "pPr", "outlineLvl")
    return level is not None and attribute(level, "val") != "9"


def _is_labelled(text: str) -> bool:
    """Whether a paragraph is `label: value` in one line, as forms have them below each other."""
    label, colon, value = text.partition(":")
    return bool(colon and value.strip()) and len(label) <= 40 and len(text) <= 120 and text[-1] not in ".!?"


def _blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables right in an element, or in what merely wraps them."""
    for element in () if parent is None else parent:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"):
            yield from _blocks(element)


def _texts(parent: Element) -> Iterator[str]:
    """The text of every paragraph in an element, those in its tables and boxes as well."""
    for paragraph in _descendants(parent, "p"):
        yield _text(paragraph)


def _descendants(parent: Element, name: str) -> Iterator[Element]:
    """Elements of that name, but for those that are deleted, or repeat others for older programs."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        found = local(element)
        if found == name:
            yield element
        is_older = found == "pict" and name == "txbxContent"  # boxes of files that have no newer copy of them
        if (found not in _SKIPPED or is_older) and not found == name == "txbxContent":
            stack.extend(reversed(element))


def _text(paragraph: Element) -> str:
    """What a reader sees in a paragraph, without its text boxes."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in ("tab", "ptab"):
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name in ("checkBox", "checkbox"):
            pieces.append(_box(element))
        elif name == "sym":
            pieces.append(_symbol(element))
        elif name == "oMath":
            pieces.append(_formula(element))
        elif name not in _SKIPPED and name not in ("p", "txbxContent", "tbl"):
            stack.extend(reversed(element))
    return "".join(pieces)


def _box(element: Element) -> str:
    """A check box of a form of older kind, which is no text."""
    state = child(element, "checked")
    if state is None:
        state = child(element, "default")
    on = state is not None and attribute(state, "val", "1") not in ("0", "false", "off")
    return "☒ " if on else "☐ "


def _symbol(element: Element) -> str:
    """A character of Wingdings: what people use of it are boxes and ticks."""
    return {"FE": "☒", "FD": "☒", "FC": "✓", "A8": "☐", "6F": "☐", "FB": "✗", "E0": "→"}.get(
        attribute(element, "char")[-2:].upper(), ""
    )


def _formula(element: Element) -> str:
    """An equation in a line: `r^2`, `(a)/(b)`, `√(x)`."""
    name = local(element)
    if name == "t":
        return element.text or ""
    parts = {local(part): "".join(map(_formula, part)) for part in element if local(part) in _OPERANDS}
    match name:
        case "f":
            return f"({parts.get('num', '')})/({parts.get('den', '')})"
        case "sSup" | "sSub" | "sSubSup":
            sub, sup = (f"{sign}{parts[part]}" if part in parts else "" for sign, part in (("_", "sub"), ("^", "sup")))
            return parts.get("e", "") + sub + sup
        case "rad":
            return f"√({parts.get('e', '')})"
    return "".join(map(_formula, element))


_OPERANDS = frozenset({"e", "num", "den", "sub", "sup", "deg"})


def _grid(table: Element) -> tuple[list[list[str]], list[Element]]:
    """The cells of a table, merged ones repeated in every place that they cover, and the tables in its cells."""
    rows: list[list[str]] = []
    inner: list[Element] = []
    for row in _wrapped(table, "tr"):
        cells: list[str] = []
        before = child(row, "trPr", "gridBefore")
        cells += [""] * (int(attribute(before, "val", "0") or 0) if before is not None else 0)
        for cell in _wrapped(row, "tc"):
            text = " ".join(one_line(_text(block)) for block in _blocks(cell) if local(block) == "p")
            text = one_line(f"{text} {' '.join(' '.join(_texts(box)) for box in _boxes(cell))}")
            for nested in (block for block in _blocks(cell) if local(block) == "tbl"):
                if said := _in_a_line(nested):
                    text = f"{text} {said}".strip()
                else:
                    inner.append(nested)
            merge = child(cell, "tcPr", "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and rows and len(rows[-1]) > len(cells):
                text = rows[-1][len(cells)]
            span = child(cell, "tcPr", "gridSpan")
            wide = attribute(span, "val", "1") if span is not None else "1"
            cells += [text] * (min(int(wide), 100) if wide.isdigit() else 1)
        rows.append(cells)
    return rows, inner


def _in_a_line(table: Element) -> str:
    """What a small table in a cell says, which is a list of values; empty for one that is more than that."""
    rows, inner = _grid(table)
    said = [list(dict.fromkeys(filter(None, row))) for row in rows]
    line = "; ".join(": ".join(cell.rstrip(": ") for cell in cells) for cells in said if cells)
    small = not inner and len(said) <= _MOST_VALUES and all(len(cells) <= 2 for cells in said)
    return line if small and len(line) <= _LONGEST_VALUE else ""


def _wrapped(parent: Element, name: str) -> Iterator[Element]:
    """Rows or cells, those in content controls too."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _wrapped(element, name)


def _boxes(cell: Element) -> Iterator[Element]:
    for block in _blocks(cell):
        if local(block) == "p":
            yield from _descendants(block, "txbxContent")

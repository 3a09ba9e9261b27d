"""OpenDocument: text (ODT), spreadsheets (ODS) and presentations (ODP), whose cells hold their text as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.layout import Layout, one_line
from memory.readers.package import Element, attribute, child, local, opened, tree
from memory.readers.spreadsheet import Grid, pages_of

_APART = frozenset({"annotation", "note", "tracked-changes", "deletion", "notes", "forms", "page-number"})
_MOST_REPEATED = 100  # times that a row or a cell counts; empty ones are repeated to the end of the sheet


def read_odt(file: IO[bytes]) -> list[Page]:
    """One page, its headers and footers, notes and comments after the text."""
    with opened(file) as archive:
        body = _body(tree(archive, "content.xml"), "text")
        styles = tree(archive, "styles.xml")
        layout = Layout()
        _Writer(layout, _named_styles(tree(archive, "content.xml"), styles)).blocks(body)
        said = dict.fromkeys(
            (local(part).split("-")[0].capitalize(), text)
            for part in (() if styles is None else styles.iter())
            if local(part) in ("header", "footer") and (text := one_line(_all_text(part)))
        )
        for word, text in said:
            layout.paragraph(f"{word}: {text}")
        _beside(body, layout)
        return [layout.page()]


def read_ods(file: IO[bytes]) -> list[Page]:
    """A page a sheet."""
    with opened(file) as archive:
        body = _body(tree(archive, "content.xml"), "spreadsheet")
        sheets = ((attribute(table, "name"), grid(table)) for table in body if local(table) == "table")
        return list(pages_of(sheets))


def read_odp(file: IO[bytes]) -> list[Page]:
    """A page a slide, with the speaker's notes."""
    pages = []
    with opened(file) as archive:
        body = _body(tree(archive, "content.xml"), "presentation")
        for number, slide in enumerate((part for part in body if local(part) == "page"), 1):
            layout = Layout(number)
            for frame in slide:
                if attribute(frame, "class") == "title":
                    layout.heading(_all_text(frame))
                elif local(frame) != "notes":
                    _Writer(layout, {}).blocks([frame])
            notes = child(slide, "notes")
            if notes is not None and (text := one_line(_all_text(notes))):
                layout.paragraph(f"Notes: {text}")
            _beside(slide, layout)
            if not layout.is_empty:
                pages.append(layout.page())
    return pages


def grid(table: Element) -> Grid:
    """The cells of a table, merged ones repeated."""
    rows: Grid = []
    merged: list[tuple[int, int, int, int]] = []
    for row in _rows(table):
        cells: list[str] = []
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            text = _cell(cell)
            down, across = (_count(attribute(cell, f"number-{of}-spanned")) for of in ("rows", "columns"))
            if down > 1 or across > 1:
                merged.append((len(rows), len(rows) + down, len(cells), len(cells) + across))
            cells += [text] * _count(attribute(cell, "number-columns-repeated"))
        rows += [list(cells) for _ in range(_count(attribute(row, "number-rows-repeated")) if any(cells) else 1)]
    for top, bottom, left, right in merged:
        for cells in rows[top:bottom]:
            end = min(right, len(cells))
            cells[left:end] = [rows[top][left]] * (end - left)
    return rows


def _body(root: Element | None, kind: str) -> Element:
    found = None if root is None else child(root, "body", kind)
    if found is None:
        raise UnreadableFile("The document is damaged: there is no content in it.")
    return found


def _count(value: str) -> int:
    return min(max(1, int(value)), _MOST_REPEATED) if value.isdigit() else 1


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if local(part) == "table-row":
            yield part
        elif local(part) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(part)


def _cell(cell: Element) -> str:
    """The text of a cell as it is shown, but dates as they cannot be misread."""
    if attribute(cell, "value-type") == "date" and (date := attribute(cell, "date-value")):
        return date.replace("T", " ").removesuffix(":00")
    return one_line(" ".join(map(_text, cell)))


def _named_styles(*roots: Element | None) -> dict[str, Element]:
    return {
        attribute(style, "name"): style
        for root in roots
        for style in (() if root is None else root.iter())
        if local(style) in ("style", "list-style")
    }


class _Writer:
    """Puts the blocks of a document onto a page."""

    def __init__(self, layout: Layout, styles: dict[str, Element]) -> None:
        self._layout = layout
        self._styles = styles
        self._lists: list[tuple[str, int]] = []  # style and count of the lists that we are in

    def blocks(self, parts: Iterable[Element]) -> None:
        for part in parts:
            name = local(part)
            if name == "h" or (name == "p" and self._is_title(part)):
                self._layout.heading(_text(part))
            elif name == "p":
                self._paragraph(part, "")
            elif name == "table":
                has_header = child(part, "table-header-rows") is not None
                self._layout.table(grid(part), header=True if has_header else None)
            elif name == "list":
                self._list(part)
            elif name not in _APART:
                self.blocks(part)

    def _is_title(self, paragraph: Element) -> bool:
        name = attribute(paragraph, "style-name")
        style = self._styles.get(name)
        return "Title" in (name, attribute(style, "parent-style-name") if style is not None else "")

    def _list(self, part: Element) -> None:
        style = attribute(part, "style-name") or (self._lists[-1][0] if self._lists else "")
        self._lists.append((style, 0))
        for item in part:
            if local(item) not in ("list-item", "list-header"):
                continue
            self._lists[-1] = (style, self._lists[-1][1] + 1)
            mark = self._mark()
            for block in item:
                if local(block) == "p":
                    self._paragraph(block, mark)
                    mark = ""
                else:
                    self.blocks([block])
        self._lists.pop()

    def _mark(self) -> str:
        style, count = self._lists[-1]
        levels = self._styles.get(style)
        depth = str(len(self._lists))
        shapes = [level for level in (() if levels is None else levels) if attribute(level, "level") == depth]
        if shapes and local(shapes[0]) == "list-level-style-number" and attribute(shapes[0], "num-format"):
            return f"{count}{attribute(shapes[0], 'num-suffix')} "
        return "• "

    def _paragraph(self, paragraph: Element, mark: str) -> None:
        text = _text(paragraph)
        if mark and one_line(text):
            self._layout.line(f"{mark}{text}")
        else:
            self._layout.paragraph(text)
        for box in paragraph.iter():
            if local(box) in ("text-box", "custom-shape"):
                self.blocks(box)


def _beside(body: Element, layout: Layout) -> None:
    for part in body.iter():
        if local(part) == "note" and (note := child(part, "note-body")) is not None:
            layout.paragraph(f"{attribute(part, 'note-class').capitalize() or 'Note'}: {one_line(_all_text(note))}")
        elif local(part) == "annotation":
            said = [_text(inner) for inner in part if local(inner) in ("p", "list")]
            author = child(part, "creator")
            by = f" by {author.text}" if author is not None and author.text else ""
            layout.paragraph(f"Comment{by}: {one_line(' '.join(said))}")


def _all_text(part: Element) -> str:
    """The text of all paragraphs in an element, a space between them."""
    return " ".join(_text(inner) for inner in part.iter() if local(inner) in ("p", "h"))


def _text(paragraph: Element) -> str:
    """What a reader sees in a paragraph, without notes, comments and boxes."""
    pieces = [paragraph.text or ""]
    for part in paragraph:
        name = local(part)
        if name == "s":
            pieces.append(" ")
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name not in _APART and name not in ("frame", "custom-shape", "text-box"):
            pieces.append(_text(part))
        pieces.append(part.tail or "")
    return "".join(pieces)

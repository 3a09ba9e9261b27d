"""HTML: its text, headings, lists, forms and tables. Nothing that a page refers to is fetched.

Menus, banners and scripts are left out, and where a page says which part is its matter (`main`), all the rest.
"""

from __future__ import annotations

import re
import warnings
from typing import IO, TYPE_CHECKING

from memory.chunking import Page
from memory.readers.layout import Layout, one_line
from memory.readers.text import decode

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "nav", "button", "dialog",
)  # fmt: skip
_DROPPED_ROLES = ("navigation", "search", "banner", "menu", "menubar", "dialog", "alertdialog", "contentinfo")
_BANNER = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|breadcrumbs?|dropdown|cookies?|skip-?link|mw-editsection|noprint|sr-only)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "details", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hr", "legend", "main", "ol", "p", "pre", "section", "summary", "table",
    "ul",
}  # fmt: skip
_LINES = frozenset({"br", "li", "tr", "option", "dt"})
_CELLS = ("td", "th")
_IN_CELLS = ("table", "h1", "h2", "h3", "h4", "form")  # a table with these is there for its looks,
_IN_BARE_CELLS = ("ul", "ol")  # with these where it names neither rows nor columns
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST_MAIN = 0.25  # of the characters of a page; less is a frame that a script fills
_MOST_SPAN = 100  # columns or rows that a cell may cover


def read_html(file: IO[bytes]) -> list[Page]:
    """One page: what a browser would show as text, blocks apart."""
    return [page_of(file.read())]


def page_of(data: bytes, number: int = 1) -> Page:
    """The page that some HTML makes."""
    layout = Layout(number)
    write(data, layout)
    return layout.page()


def write(data: bytes, layout: Layout) -> None:
    """Put what some HTML says onto a page."""
    from bs4 import BeautifulSoup, Doctype
    from bs4.element import PreformattedString

    # Beautiful Soup finds an encoding declared in the page by itself; ours is the guess where there is none.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it might be XML, or the name of a file
        soup = BeautifulSoup(data if b"charset" in data[:2048] else decode(data, whole=True) or data, "lxml")
    for piece in soup.find_all(string=lambda text: isinstance(text, (PreformattedString, Doctype))):
        piece.extract()
    for tag in soup(_DROPPED):
        tag.decompose()
    for tag in soup(_is_apart):
        tag.extract()
    for tag in soup("input"):
        tag.replace_with(_form_value(tag))
    for tag in soup("sup"):
        if tag.get_text().strip().isdigit():  # else ten to the sixth becomes a hundred and six
            tag.string = tag.get_text().strip().translate(_RAISED)
    _render(soup, _matter(soup), _Writer(layout))


def _is_apart(tag: Tag) -> bool:
    """Whether a tag is hidden, or what a page has around its matter."""
    if tag.name in ("html", "body", "main", "article", "table", "tr", "td"):
        return False
    if tag.name == "option":
        return not tag.has_attr("selected")
    if tag.get("role") in _DROPPED_ROLES or tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    style = _value(tag, "style").replace(" ", "")
    named = " ".join([_value(tag, "id"), _value(tag, "class")])
    return "display:none" in style or bool(named and len(named) < 200 and _BANNER.search(named))


def _matter(soup: BeautifulSoup) -> Tag:
    """The part of the page that is its matter by its own word, or all of it."""
    for found in (soup.find_all("main"), soup.find_all(None, {"role": "main"}), soup.find_all("article")):
        if len(found) == 1 and len(found[0].get_text()) > _LEAST_MAIN * len(soup.get_text()):
            return found[0]
    return soup


def _render(soup: BeautifulSoup, matter: Tag, out: _Writer) -> None:
    """Walk the tree in the order of the page, without recursion: hostile pages nest deeply."""
    from bs4.element import Tag

    stack: list[tuple[PageElement, bool]] = [(matter, False)]
    if matter is not soup and soup.title is not None:
        stack.append((soup.title, False))
    while stack:
        node, leaving = stack.pop()
        if not isinstance(node, Tag):
            out.text(str(node))
            continue
        if node.name == "table" and not leaving and _is_data(node):
            out.table(node)
            continue
        out.edge(node.name, leaving)
        if leaving:
            continue
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node.contents))
    out.finish()


class _Writer:
    """Gathers lines; white space collapses as a browser shows it, and blocks stand apart."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._line: list[str] = []
        self._tag = ""  # the heading, or the item of a list, that we are in
        self._apart = False  # whether a block ended before this line

    def text(self, text: str) -> None:
        self._line.append(text)

    def edge(self, name: str, leaving: bool) -> None:
        """A tag begins or ends here."""
        if name == "dd":
            if leaving:
                self.finish()
            else:
                self._define()
        elif name == "dt" and leaving:
            return  # its value follows on the same line
        elif name in _BLOCKS or name in _LINES:
            self.finish()
            self._apart = self._apart or name in _BLOCKS
            self._tag = "" if leaving else name
        elif name in _CELLS:
            self._line.append(" ")

    def table(self, table: Tag) -> None:
        self.finish()
        caption = table.find("caption")
        title = caption.get_text(" ") if caption is not None else ""
        self._layout.table(_grid(table), title, header=True if _has_header(table) else None)
        self._apart = True

    def finish(self) -> None:
        """End the line."""
        text = one_line("".join(self._line))
        self._line.clear()
        if not text:
            return
        if self._tag in _HEADINGS:
            self._layout.heading(text)
        elif self._tag == "li":
            self._layout.line(f"• {text}")
        elif self._apart and self._tag not in ("dt", "dd"):
            self._layout.paragraph(text)
        else:
            self._layout.line(text)
        self._tag = ""
        self._apart = False

    def _define(self) -> None:
        """The value of the term before it, on one line with it."""
        term = one_line("".join(self._line))
        self._line = [f"{term.rstrip(': ')}: "] if term else []
        self._tag = "dd"


def _value(tag: Tag, name: str) -> str:
    """An attribute as one text."""
    value = tag.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)


def _form_value(node: Tag) -> str:
    """What a field of a form holds."""
    kind = (_value(node, "type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☒ " if node.has_attr("checked") else "☐ "
    return f" {_value(node, 'value')} " if kind not in ("hidden", "submit", "button", "password", "image") else ""


def _rows(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(_CELLS, recursive=False)


def _is_data(table: Tag) -> bool:
    """Whether a table is one, not a way to put things beside each other."""
    if table.get("role") == "presentation" or table.find(_IN_CELLS) is not None:
        return False
    if table.find("th") is None and table.find(_IN_BARE_CELLS) is not None:
        return False
    rows = _rows(table)
    return len(rows) > 1 and max((len(_cells(row)) for row in rows), default=0) > 1


def _has_header(table: Tag) -> bool:
    """Whether the first row is nothing but names; names down the side are labels of a form."""
    rows = _rows(table)
    first = _cells(rows[0])
    return (
        len(first) > 1
        and all(cell.name == "th" for cell in first)
        and any(cell.name == "td" for cell in _cells(rows[1]))
    )


def _grid(table: Tag) -> list[list[str]]:
    """The cells, each repeated in every place that it covers."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column: rows still to cover, text
    for row in _rows(table):
        cells: list[str] = []
        for cell in _cells(row):
            _hang(cells, hanging)
            text = _text(cell)
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    hanging[len(cells)] = (down - 1, text)
                cells.append(text)
        _hang(cells, hanging)
        rows.append(cells)
    return rows


def _text(cell: Tag) -> str:
    """What stands in a cell; the items of a list with commas between them."""
    items = [one_line(item.get_text()) for item in cell.find_all("li")]
    if items:
        return ", ".join(items)
    return one_line(cell.get_text(" ") if cell.find(["br", "p", "div"]) else cell.get_text())


def _hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Add the cells that reach down into this row from above."""
    while found := hanging.pop(len(cells), None):
        left, text = found
        if left > 1:
            hanging[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(max(1, int(value)), _MOST_SPAN) if value.isdigit() else 1

"""HTML: its text and headings. Nothing that a page refers to is fetched; scripts and styles are left out.

LlamaIndex's HTML readers live in a separate package, and are Beautiful Soup as well.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from memory.chunking import Page
from memory.readers.text import clean, decode

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement

_DROPPED = ("script", "style", "noscript", "template", "svg", "iframe", "object")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "title", "ul",
}  # fmt: skip
_LINES = frozenset({"br", "li", "tr", "option"})
_CELLS = frozenset({"td", "th"})


def read_html(file: IO[bytes]) -> list[Page]:
    """One page: what a browser would show as text, blocks apart."""
    from bs4 import BeautifulSoup, Doctype
    from bs4.element import PreformattedString

    data = file.read()
    # Beautiful Soup finds an encoding declared in the page by itself; ours is the guess where there is none.
    soup = BeautifulSoup(data if b"charset" in data[:2048] else decode(data, whole=True) or data, "lxml")
    for tag in soup(_DROPPED):
        tag.decompose()
    for piece in soup.find_all(string=lambda text: isinstance(text, (PreformattedString, Doctype))):
        piece.extract()
    return [_render(soup)]


def _render(soup: BeautifulSoup) -> Page:
    """Walk the tree in the order of the page, without recursion: hostile pages nest deeply."""
    from bs4.element import Tag

    out = _Writer()
    stack: list[tuple[PageElement, bool]] = [(soup, False)]
    while stack:
        node, leaving = stack.pop()
        if not isinstance(node, Tag):
            out.text(str(node))
            continue
        out.edge(node.name)
        if leaving:
            continue
        if node.name in _HEADINGS:
            out.heading()
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node.contents))
    return out.page()


class _Writer:
    """Gathers lines; white space collapses as a browser shows it, and blocks stand apart."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._headings: list[int] = []
        self._is_heading = False
        self._length = 0
        self._gap = ""

    def text(self, text: str) -> None:
        self._line.append(text)

    def edge(self, name: str) -> None:
        """A tag begins or ends here."""
        if name in _BLOCKS:
            self._finish("\n\n")
        elif name in _LINES:
            self._finish("\n")
        elif name in _CELLS:
            self._line.append(" ")

    def heading(self) -> None:
        self._is_heading = True

    def page(self) -> Page:
        self._finish("")
        return Page("".join(self._blocks), headings=tuple(self._headings))

    def _finish(self, gap: str) -> None:
        """End the line; the widest gap asked for since the last one stands before it."""
        line = clean(" ".join("".join(self._line).split()))
        self._line.clear()
        if line:
            if self._blocks:
                self._put(self._gap)
            if self._is_heading:
                self._headings.append(self._length)
            self._is_heading = False
            self._put(line)
            self._gap = gap
        self._gap = max(self._gap, gap, key=len)

    def _put(self, piece: str) -> None:
        self._blocks.append(piece)
        self._length += len(piece)

"""Archives that hold a document (DOCX, XLSX, PPTX, ODF, EPUB), opened after a look at what they unpack to."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Protocol

from core.errors import TooLarge, UnreadableFile

_UNPACKED_BYTES = 512 * 2**20
_PART_BYTES = 128 * 2**20  # of one XML part, which is held in memory as a tree
_PARTS = 10_000
_MARKUP = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
_DAMAGED = "The file is damaged: its archive cannot be opened."


class Element(Protocol):
    """An element of XML as lxml has it; a comment's `tag` is no string."""

    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    @property
    def attrib(self) -> Mapping[str, str]: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __reversed__(self) -> Iterator[Element]: ...
    def get(self, name: str, default: str = ...) -> str: ...
    def iter(self) -> Iterator[Element]: ...
    def itertext(self) -> Iterator[str]: ...


def opened(file: IO[bytes]) -> zipfile.ZipFile:
    """The archive, judged by its table of contents; while unpacking, `zipfile` stops at the sizes written there."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableFile(_DAMAGED) from error
    entries = archive.infolist()
    largest = max((entry.file_size for entry in entries if entry.filename.lower().endswith(_MARKUP)), default=0)
    if len(entries) > _PARTS or sum(entry.file_size for entry in entries) > _UNPACKED_BYTES or largest > _PART_BYTES:
        raise TooLarge("The file unpacks to far more than it should, and was not opened.", "Hand it over in parts.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("The file is protected by a password.", "Save it without one first.")
    return archive


def content(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a part, None where there is none of that name."""
    try:
        return archive.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnreadableFile(_DAMAGED) from error


def tree(archive: zipfile.ZipFile, name: str) -> Element | None:
    """The root element of an XML part, None where there is none of that name. Raises `UnreadableFile`."""
    data = content(archive, name)
    return None if data is None else parsed(data)


def parsed(data: bytes, *, mend: bool = False) -> Element:
    """The root element of a piece of XML; `mend` makes the best of what is not well formed.

    An entity that stands for a billion others stays a name.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=mend, huge_tree=False)
    try:
        root: Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("The file is damaged: a part of it is not XML.") from error
    if root is None:
        raise UnreadableFile("The file is damaged: a part of it is not XML.")
    return root


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The parts that an Office part refers to: its id for each, the last word of its type, and its name."""
    folder, _, name = part.rpartition("/")
    root = tree(archive, f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    found = {}
    for relation in () if root is None else root:
        if local(relation) == "Relationship" and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target)
    return found


def local(element: Element) -> str:
    """The name of an element without its namespace: Office has two namespaces for each, "transitional" and "strict"."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its name without the namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along a path of names without namespaces."""
    found: Element | None = element
    for name in path:
        found = None if found is None else next((inner for inner in found if local(inner) == name), None)
    return found

"""What a file is, by its content. A name only chooses between kinds of plain text, which are told apart by custom."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath
from typing import IO, Literal

from core.errors import UnreadableFile, UnsupportedFormat
from memory.readers.text import decode

Format = Literal[
    "text", "markdown", "html", "csv", "pdf", "docx", "png", "jpeg", "webp", "gif",
    "wav", "mp3", "ogg", "flac", "m4a", "webm",
]  # fmt: skip

MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "csv": "text/csv",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "webm": "audio/webm",
}
PICTURES: frozenset[Format] = frozenset({"png", "jpeg", "webp", "gif"})
AUDIO: frozenset[Format] = frozenset({"wav", "mp3", "ogg", "flac", "m4a", "webm"})

HEAD_BYTES = 65_536
_SIGNATURES: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
    (b"\x1aE\xdf\xa3", "webm"),
)
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")  # HEIF and AVIF share MP4's container
_MARKDOWN_NAMES = (".md", ".markdown")
_HTML = re.compile(r"<!doctype\s+html|<(html|head|body|title|script|table|div|article|h[1-6]|p)[\s>]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(#{1,6} \S|```|\[[^\]\n]+\]: )|\[[^\]\n]+\]\([^)\n]+\)", re.MULTILINE)


def detect(file: IO[bytes], name: str = "") -> Format:
    """The format of a file, which is left at its beginning.

    Raises `UnreadableFile` where it is empty, `UnsupportedFormat` where its format cannot be read.
    """
    head = file.read(HEAD_BYTES)
    if not head:
        raise UnreadableFile("The file is empty.", "Hand over a file with something in it.")
    found = _binary(head) or _archive(head, file)
    file.seek(0)
    if found:
        return found
    text = decode(head, whole=len(head) < HEAD_BYTES)
    if text is None and b"%PDF-" in head[:1024]:  # readers accept junk before the header, so files have it
        return "pdf"
    if text is None:
        raise UnsupportedFormat(
            f"This kind of file ({_guess(head)}) cannot be read.",
            "Hand over text, Markdown, HTML, CSV, PDF, DOCX, PNG, JPEG, WebP, GIF, WAV, MP3, OGG, FLAC, M4A or WebM.",
        )
    return _kind_of_text(text, PurePath(name).suffix.lower())


def _binary(head: bytes) -> Format | None:
    for signature, format_ in _SIGNATURES:
        if head.startswith(signature):
            return format_
    if head[:4] in (b"RIFF", b"RF64"):
        return {b"WAVE": "wav", b"WEBP": "webp"}.get(head[8:12])  # type: ignore[return-value]
    if head[4:8] == b"ftyp":
        return None if head[8:12] in _PICTURE_BRANDS else "m4a"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] >> 4 != 15 and head[2] & 12 != 12:
        return "mp3"  # the header of an MPEG layer III frame without an ID3 tag before it
    return None


def _archive(head: bytes, file: IO[bytes]) -> Format | None:
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            inside = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile("The file is damaged: its archive cannot be opened.") from error
    if "word/document.xml" in inside:
        return "docx"
    raise UnsupportedFormat("This archive is not a Word document.", "Unpack it and hand over what is inside.")


def _kind_of_text(text: str, suffix: str) -> Format:
    from memory.readers.table import looks_like_table

    if _HTML.search(text[:2000]) and text.lstrip()[:1] == "<":
        return "html"
    if looks_like_table(text, named=suffix in (".csv", ".tsv")):
        return "csv"
    says_nothing = not suffix or suffix[1:] in (*MEDIA_TYPES, "jpg")  # no name, or one that is wrong
    if suffix in _MARKDOWN_NAMES or (says_nothing and _MARKDOWN.search(text)):
        return "markdown"
    return "text"


def _guess(head: bytes) -> str:
    import puremagic

    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return "unknown"
    return matches[0].mime_type or matches[0].extension.lstrip(".") or "unknown" if matches else "unknown"

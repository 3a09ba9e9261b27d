"""What a file is, by its content. A name only chooses between kinds of plain text, which are told apart by custom."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import PurePath
from typing import IO, Literal

from core.errors import UnreadableFile, UnsupportedFormat
from memory.readers.text import decode

Format = Literal[
    "text", "markdown", "html", "csv", "json", "jsonl", "notebook", "xml", "subtitles", "calendar", "pdf", "rtf",
    "docx", "xlsx", "xls", "pptx", "odt", "ods", "odp", "epub", "eml", "mbox", "msg", "zip",
    "png", "jpeg", "webp", "gif", "bmp", "tiff", "heif", "avif",
    "wav", "mp3", "ogg", "flac", "m4a", "webm", "aac", "aiff", "amr", "caf", "wma", "mp4", "mov", "mkv", "avi",
]  # fmt: skip

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "notebook": "application/x-ipynb+json",
    "xml": "application/xml",
    "subtitles": "text/vtt",
    "calendar": "text/calendar",
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "pptx": _OFFICE + "presentationml.presentation",
    "odt": _OPEN + "text",
    "ods": _OPEN + "spreadsheet",
    "odp": _OPEN + "presentation",
    "epub": "application/epub+zip",
    "eml": "message/rfc822",
    "mbox": "application/mbox",
    "msg": "application/vnd.ms-outlook",
    "zip": "application/zip",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "heif": "image/heif",
    "avif": "image/avif",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "webm": "audio/webm",
    "aac": "audio/aac",
    "aiff": "audio/aiff",
    "amr": "audio/amr",
    "caf": "audio/x-caf",
    "wma": "audio/x-ms-wma",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "mkv": "video/x-matroska",
    "avi": "video/x-msvideo",
}
PICTURES: frozenset[Format] = frozenset({"png", "jpeg", "webp", "gif", "bmp", "tiff", "heif", "avif"})
AUDIO: frozenset[Format] = frozenset({
    "wav", "mp3", "ogg", "flac", "m4a", "webm", "aac", "aiff", "amr", "caf", "wma", "mp4", "mov", "mkv", "avi",
})  # fmt: skip
"""What there is sound in, films too."""

HEAD_BYTES = 65_536
_SIGNATURES: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"BM", "bmp"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
    (b"#!AMR", "amr"),
    (b"caff", "caf"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wma"),
)
_MATROSKA = b"\x1aE\xdf\xa3"
_BRANDS: dict[bytes, Format] = {  # HEIF and AVIF share MP4's container
    b"heic": "heif", b"heix": "heif", b"heim": "heif", b"heis": "heif", b"mif1": "heif", b"msf1": "heif",
    b"avif": "avif", b"avis": "avif",
    b"M4A ": "m4a", b"M4B ": "m4a", b"M4P ": "m4a", b"qt  ": "mov",
}  # fmt: skip
_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")  # boxes that a film begins with from before brands
_INSIDE: tuple[tuple[str, Format], ...] = (  # a part that tells what an archive is
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("META-INF/container.xml", "epub"),
)
_OPEN_DOCUMENTS: dict[str, Format] = {MEDIA_TYPES[kind]: kind for kind in ("odt", "ods", "odp")}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, Format], ...] = (
    ("Workbook", "xls"), ("Book", "xls"), ("__properties_version1.0", "msg"),
)  # fmt: skip
# What cannot be read, by its first bytes, and what to do instead
_UNREAD: tuple[tuple[bytes, str, str], ...] = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK := "Unpack it and hand over what is inside, or a ZIP file."),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\0", "an XZ archive", _UNPACK),
    (b"MZ", "a program for Windows", _NOTHING := "There is no text in it to read."),
    (b"\x7fELF", "a program", _NOTHING),
    (b"SQLite format 3\0", "an SQLite database", "Export its tables as CSV."),
    (b"!BDN", "an Outlook mailbox (PST)", "Export it as MBOX, or its messages as EML."),
    (b"AT&TFORM", "a DjVu document", _AS_PDF := "Save it as PDF."),
    (b"%!PS", "PostScript", _AS_PDF),
    (b"ITSF", "a Windows help file (CHM)", _AS_PDF),
    (b"AC10", "a drawing of AutoCAD (DWG)", _AS_PDF),
    (b"8BPS", "a picture of Photoshop", "Save it as PNG or PDF."),
    (b"PAR1", "a Parquet table", "Export it as CSV."),
)
_UNREAD_OLE: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "an Office document with a password", "Save it without one first."),
    ("WordDocument", "a document of Word 97 to 2003 (DOC)", "Open it and save it as DOCX or PDF."),
    ("PowerPoint Document", "a presentation of PowerPoint 97 to 2003 (PPT)", "Open it and save it as PPTX or PDF."),
    ("VisioDocument", "a drawing of Visio", _AS_PDF),
)
_UNREAD_INSIDE: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.bin", "a binary workbook of Excel (XLSB)", "Save it as XLSX."),
    ("Index/Document.iwa", "a document of Pages, Numbers or Keynote", "Export it as DOCX, XLSX, PPTX or PDF."),
    ("visio/document.xml", "a drawing of Visio", _AS_PDF),
    ("AndroidManifest.xml", "a program for Android", _NOTHING),
)
_MARKDOWN_NAMES = (".md", ".markdown")
_MAIL_NAMES = (".eml", ".mht", ".mhtml")
_HTML = re.compile(r"<!doctype\s+html|<(html|head|body|title|script|table|div|article|h[1-6]|p)[\s>]", re.IGNORECASE)
_XML_NAMES = (".xml", ".rss", ".atom", ".svg", ".kml", ".gpx")
_FEED = re.compile(r"<(?:rss|feed|rdf|svg|gpx|kml)[\s>:]", re.IGNORECASE)
_WEB_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(#{1,6} \S|```|\[[^\[\]\n]+\]: )|\[[^\[\]\n]+\]\([^()\n]+\)", re.MULTILINE)
_MAIL_FIELD = re.compile(
    r"^(?:From|To|Cc|Subject|Date|Received|Return-Path|Reply-To|Sender|MIME-Version|Message-ID|Delivered-To|Content-Type"
    r"|DKIM-Signature|ARC-[\w-]+|X-[\w-]+):",
    re.MULTILINE | re.IGNORECASE,
)
_MAIL_SURE = re.compile(
    r"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type):", re.MULTILINE | re.IGNORECASE
)
_MBOX = re.compile(r"From \S{1,200}[^\n]{0,200}\d{4}[^\n]{0,80}\n[\w-]{1,80}:")
_TIMES = re.compile(r"\A(?:\d+\s*\n)?\d\d:\d\d:\d\d[,.]\d{3} *-->")


def detect(file: IO[bytes], name: str = "") -> Format:
    """The format of a file, which is left at its beginning.

    Raises `UnreadableFile` where it is empty, `UnsupportedFormat` where its format cannot be read.
    """
    head = file.read(HEAD_BYTES)
    if not head:
        raise UnreadableFile("The file is empty.", "Hand over a file with something in it.")
    found = _binary(head) or _archive(head, file) or _ole(head, file)
    file.seek(0)
    if found:
        return found
    text = decode(head, whole=len(head) < HEAD_BYTES)
    if b"%PDF-" in head[:1024] and (text is None or b"endobj" in head):  # junk before the header is common
        return "pdf"
    for signature, what, remedy in _UNREAD:
        if head.startswith(signature) and (text is None or signature == b"%!PS"):
            raise UnsupportedFormat(f"This is {what}, which cannot be read.", remedy)
    if text is None:
        raise UnsupportedFormat(f"This kind of file ({_guess(head)}) cannot be read.", _READABLE)
    return _kind_of_text(text, PurePath(name).suffix.lower())


_READABLE = (
    "Hand over text, Markdown, HTML, CSV, JSON, XML, PDF, a document, spreadsheet or presentation of Office or "
    "OpenDocument, RTF, EPUB, mail, a calendar, subtitles, a ZIP archive, a picture or a recording."
)


def _binary(head: bytes) -> Format | None:
    for signature, format_ in _SIGNATURES:
        if head.startswith(signature) and (format_ != "bmp" or head[6:10] == bytes(4)):
            return format_
    if head[:4] in (b"RIFF", b"RF64"):
        return {b"WAVE": "wav", b"WEBP": "webp", b"AVI ": "avi"}.get(head[8:12])  # type: ignore[return-value]
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff"
    if head.startswith(_MATROSKA):
        return "mkv" if b"matroska" in head[:64] else "webm"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "mp4")
    if head[4:8] in _QUICKTIME and head[:2] == bytes(2):
        return "mov"
    return _frame_of_mpeg(head)


def _frame_of_mpeg(head: bytes) -> Format | None:
    """Sound that begins with a frame, and no container."""
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0 and head[2] >> 2 & 15 < 13:  # layer 0, and one of thirteen rates
        return "aac"
    if head[1] & 0xE6 == 0xE2 and head[2] >> 4 != 15 and head[2] & 12 != 12:  # layer III without an ID3 tag before it
        return "mp3"
    return None


def _archive(head: bytes, file: IO[bytes]) -> Format | None:
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            inside = set(archive.namelist())
            said = archive.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in inside else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise UnreadableFile("The file is damaged: its archive cannot be opened.") from error
    for part, what, remedy in _UNREAD_INSIDE:
        if part in inside:
            raise UnsupportedFormat(f"This is {what}, which cannot be read.", remedy)
    known = _OPEN_DOCUMENTS.get(said.removesuffix("-template"))
    return known or next((kind for part, kind in _INSIDE if part in inside), "zip")


def _ole(head: bytes, file: IO[bytes]) -> Format | None:
    """The container of Office 97 to 2003, and of Outlook."""
    if not head.startswith(_OLE):
        return None
    import olefile

    try:
        with olefile.OleFileIO(file) as ole:
            inside = {path[0] for path in ole.listdir()}
    except (OSError, ValueError, IndexError) as error:
        raise UnreadableFile("The file is damaged and cannot be opened.") from error
    for stream, what, remedy in _UNREAD_OLE:
        if stream in inside:
            raise UnsupportedFormat(f"This is {what}, which cannot be read.", remedy)
    found: Format | None = next((kind for stream, kind in _OLE_STREAMS if stream in inside), None)
    return found


def _kind_of_text(text: str, suffix: str) -> Format:
    from memory.readers.delimited import looks_like_table

    start = text.lstrip()
    if told := _structured(start, suffix):
        return told
    if start[:1] == "<":
        is_page = _WEB_PAGE.search(text[:2000])
        if not is_page and (start[:5] == "<?xml" or suffix in _XML_NAMES or _FEED.match(start)):
            return "xml"
        if _HTML.search(text[:2000]):
            return "html"
    if start.startswith("WEBVTT") or _TIMES.match(start):
        return "subtitles"
    if start[:15].upper() == "BEGIN:VCALENDAR":
        return "calendar"
    if is_mail := _mail(text, suffix):
        return is_mail
    if looks_like_table(text, named=suffix in (".csv", ".tsv", ".tab")):
        return "csv"
    says_nothing = not suffix or suffix[1:] in (*MEDIA_TYPES, "jpg")  # no name, or one that is wrong
    if suffix in _MARKDOWN_NAMES or (says_nothing and _MARKDOWN.search(text)):
        return "markdown"
    return "text"


def _structured(text: str, suffix: str) -> Format | None:
    """JSON, by its first characters and lines: the rest of a long file is not here."""
    if text[:1] not in ("{", "["):
        return None
    if suffix == ".ipynb" or (text[:1] == "{" and '"nbformat"' in text and '"cells"' in text):
        return "notebook"
    lines = [line for line in text.split("\n")[:5] if line.strip()]
    if len(lines) > 1 and all(map(_is_json, lines[:-1])) and text[:1] == "{":
        return "jsonl"
    if suffix == ".jsonl" or suffix == ".ndjson":
        return "jsonl"
    whole = len(text) < HEAD_BYTES // 4
    return (
        "json"
        if suffix in (".json", ".geojson", ".webmanifest") or (_is_json(text) if whole else '":' in text)
        else None
    )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _mail(text: str, suffix: str) -> Format | None:
    if _MBOX.match(text):
        return "mbox"
    head = text.partition("\n\n")[0]
    if not _MAIL_FIELD.match(text) or not (suffix in _MAIL_NAMES or len(_MAIL_FIELD.findall(head)) >= 3):
        return None
    return "eml" if suffix in _MAIL_NAMES or _MAIL_SURE.search(head) else None


def _guess(head: bytes) -> str:
    import puremagic

    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return "unknown"
    return matches[0].mime_type or matches[0].extension.lstrip(".") or "unknown" if matches else "unknown"

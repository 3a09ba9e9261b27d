"""Mail: single messages (EML, saved web pages as MHTML, Outlook's MSG) and boxes of them (MBOX), with attachments."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from typing import IO, TYPE_CHECKING

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.container import Inner, attached
from memory.readers.html import write
from memory.readers.layout import Layout

if TYPE_CHECKING:
    from olefile import OleFileIO

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_BEGIN = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n(?=[\w-]+:)", re.MULTILINE)
_DATA_TABLE = re.compile(r"<th[\s>]", re.IGNORECASE)
_MOST_MESSAGES = 20_000
_DEEPEST = 5  # messages in messages


def read_eml(file: IO[bytes], inner: Inner) -> list[Page]:
    """The message first, then the pages of its attachments."""
    return list(_message(_parsed(file.read()), inner, 1, 0))


def read_mbox(file: IO[bytes], inner: Inner) -> list[Page]:
    """A page a message, the pages of its attachments after it."""
    data = file.read()
    edges = [found.start() for found in _BEGIN.finditer(data)][:_MOST_MESSAGES]
    pages: list[Page] = []
    for start, end in zip(edges, [*edges[1:], len(data)], strict=True):
        message = data[data.index(b"\n", start) + 1 : end].replace(b"\n>From ", b"\nFrom ")
        pages += _message(_parsed(message), inner, len(pages) + 1, 0)
    return pages


def read_msg(file: IO[bytes], inner: Inner) -> list[Page]:
    """A message of Outlook: an OLE file whose streams are properties, named by number and type ([MS-OXMSG])."""
    import olefile

    try:
        with olefile.OleFileIO(file) as ole:
            layout = Layout()
            sender = " ".join(filter(None, (_property(ole, "0C1A"), _address(_property(ole, "5D01", "0C1F")))))
            date = re.search(r"^Date: (.+)$", _property(ole, "007D"), re.MULTILINE)
            values = (sender, _property(ole, "0E04"), _property(ole, "0E03"), date[1] if date else "")
            _head(layout, [*zip(_SHOWN, values, strict=False), ("Subject", _property(ole, "0037"))])
            body, rich = _property(ole, "1000"), _stream(ole, "__substg1.0_10130102")
            if body or not rich:
                layout.paragraph(body)
            else:
                write(rich, layout)
            return [layout.page(), *attached(_attachments(ole), inner, 2)]
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise UnreadableFile("The message is damaged and cannot be opened.") from error


def _parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _message(message: EmailMessage, inner: Inner, number: int, depth: int) -> Iterator[Page]:
    layout = Layout(number)
    _head(layout, [(name, _header(message, name)) for name in _SHOWN])
    _body(message, layout)
    yield layout.page()
    number += 1
    for part in message.iter_attachments() if message.is_multipart() else ():
        pages: list[Page] = []
        if part.get_content_type() == "message/rfc822" and depth < _DEEPEST:
            pages = list(_message(part.get_content(), inner, number, depth + 1))
        elif not _is_decoration(part):
            data = part.get_payload(decode=True)
            pages = attached([(_name(part), data if isinstance(data, bytes) else b"")], inner, number)
        yield from pages
        number += len(pages)


def _head(layout: Layout, fields: list[tuple[str, str]]) -> None:
    for name, value in fields:
        if value:
            layout.line(f"{name}: {value}")


def _header(message: EmailMessage, name: str) -> str:
    """A header's text, decoded. The parser raises all kinds of errors on broken ones: then it stands as it is."""
    try:
        return str(message.get(name, ""))
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _body(message: EmailMessage, layout: Layout) -> None:
    """The text, or the HTML where there is no text or where it has a table, which text shows badly."""
    plain, rich = (message.get_body((kind,)) for kind in ("plain", "html"))
    shown = _content(rich)
    said = _content(plain)
    if rich is not None and (not said.strip() or _DATA_TABLE.search(shown)):
        write(shown.encode(), layout)
    else:
        layout.text(said)


def _content(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows
        data = part.get_payload(decode=True)
        return data.decode("cp1252", errors="replace") if isinstance(data, bytes) else ""


def _is_decoration(part: MIMEPart) -> bool:
    """Whether a part belongs to the looks of the message: a picture that its HTML shows, a style, a key."""
    kind = part.get_content_maintype()
    inline = part.get_content_disposition() != "attachment" and bool(part.get("Content-ID"))
    return (kind == "image" and inline) or part.get_content_type() in ("text/css", "application/pgp-signature")


def _name(part: MIMEPart) -> str:
    return part.get_filename() or f"attachment ({part.get_content_type()})"


def _stream(ole: OleFileIO, *path: str) -> bytes:
    data: bytes = ole.openstream(list(path)).read() if ole.exists("/".join(path)) else b""
    return data


def _property(ole: OleFileIO, *numbers: str, folder: tuple[str, ...] = ()) -> str:
    """The first text property that is there, in UTF-16 (type 001F) or in eight bits (001E)."""
    for number in numbers:
        if data := _stream(ole, *folder, f"__substg1.0_{number}001F"):
            return str(data, "utf-16-le", "replace").rstrip("\0")
        if data := _stream(ole, *folder, f"__substg1.0_{number}001E"):
            return str(data, "cp1252", "replace").rstrip("\0")
    return ""


def _address(text: str) -> str:
    return f"<{text}>" if "@" in text else ""


def _attachments(ole: OleFileIO) -> Iterator[tuple[str, bytes]]:
    folders = dict.fromkeys(path[0] for path in ole.listdir() if path[0].startswith("__attach"))
    for folder in folders:
        if data := _stream(ole, folder, "__substg1.0_37010102"):
            yield _property(ole, "3707", "3704", folder=(folder,)) or "attachment", data

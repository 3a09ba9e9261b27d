from __future__ import annotations

import io
from email.message import EmailMessage

import pytest

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.mail import read_eml, read_mbox, read_msg


def inner(data: bytes, name: str) -> list[Page]:
    return [Page(f"{name} of {len(data)} bytes")]


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Zoë <zoe@x.org>"
    made["To"] = "ada@b.ch"
    made["Subject"] = "Angebot für Mai – Übersicht"
    made.set_content("Der Preis beträgt 1.250,00 €.\n\n> Was kostet es?\n", cte="quoted-printable")
    return made


def test_a_message_is_decoded_and_its_attachments_are_pages() -> None:
    mail = message()
    mail.add_attachment(b"12345", maintype="application", subtype="octet-stream", filename="preise.bin")
    forwarded = EmailMessage()
    forwarded["Subject"] = "inner"
    forwarded.set_content("The code is 42.")
    mail.add_attachment(forwarded)
    first, second, third = read_eml(io.BytesIO(mail.as_bytes()), inner)
    assert first.text == (
        "From: Zoë <zoe@x.org>\nTo: ada@b.ch\nSubject: Angebot für Mai – Übersicht\n\n"
        "Der Preis beträgt 1.250,00 €.\n\n> Was kostet es?"
    )
    assert (second.number, second.text) == (2, "preise.bin\n\npreise.bin of 5 bytes")
    assert (third.number, third.text) == (3, "Subject: inner\n\nThe code is 42.")


@pytest.mark.parametrize(("plain", "expected"), [("", "One"), ("Two", "Two")])
def test_html_where_there_is_no_text(plain: str, expected: str) -> None:
    mail = EmailMessage()
    mail.set_content(plain)
    mail.add_alternative("<p>One</p>", subtype="html")
    assert read_eml(io.BytesIO(mail.as_bytes()), inner)[0].text == expected


def test_html_where_it_has_a_table() -> None:
    mail = EmailMessage()
    mail.set_content("Item Price Paint 12")
    mail.add_alternative("<table><tr><th>Item<th>Price<tr><td>Paint<td>12</table>", subtype="html")
    assert read_eml(io.BytesIO(mail.as_bytes()), inner)[0].text == "Item: Paint; Price: 12"


def test_a_picture_that_decorates_is_no_attachment() -> None:
    mail = EmailMessage()
    mail.set_content("<p>Hi <img src=cid:logo></p>", subtype="html")
    mail.add_related(b"x", maintype="image", subtype="png", cid="<logo>")
    assert len(read_eml(io.BytesIO(mail.as_bytes()), inner)) == 1


def test_a_character_set_that_nobody_knows() -> None:
    source = b"Subject: x\nContent-Type: text/plain; charset=x-unknown\n\nHello \xe9."
    assert "Hello" in read_eml(io.BytesIO(source), inner)[0].text


def test_a_box_of_messages() -> None:
    second = b"From: x@y.z\nSubject: two\n\nSecond.\n>From here on.\n"
    box = b"".join(b"From a@b.c Fri Mar  1 10:00:00 2024\n" + mail + b"\n" for mail in (message().as_bytes(), second))
    first, other = read_mbox(io.BytesIO(box), inner)
    assert "1.250,00" in first.text
    assert (other.number, other.text) == (2, "From: x@y.z\nSubject: two\n\nSecond.\nFrom here on.")


class Ole:
    """Streams as olefile gives them; no library writes such files."""

    def __init__(self, streams: dict[str, bytes]) -> None:
        self.streams = streams

    def __enter__(self) -> Ole:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def exists(self, path: str) -> bool:
        return path in self.streams

    def openstream(self, path: list[str]) -> io.BytesIO:
        return io.BytesIO(self.streams["/".join(path)])

    def listdir(self) -> list[list[str]]:
        return [path.split("/") for path in self.streams]


def test_a_message_of_outlook(monkeypatch: pytest.MonkeyPatch) -> None:
    streams = {
        "__substg1.0_0C1A001F": "Zoë".encode("utf-16-le"),
        "__substg1.0_5D01001E": b"zoe@x.org",
        "__substg1.0_0E04001F": "Ada".encode("utf-16-le"),
        "__substg1.0_007D001E": b"X: y\nDate: Fri, 01 Mar 2024 10:00:00 +0100\n",
        "__substg1.0_0037001F": "Angebot".encode("utf-16-le"),
        "__substg1.0_1000001F": "Der Preis beträgt 12 €.".encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_3707001F": "preise.csv".encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_37010102": b"12345",
    }
    monkeypatch.setattr("olefile.OleFileIO", lambda _: Ole(streams))
    first, second = read_msg(io.BytesIO(), inner)
    assert first.text == (
        "From: Zoë <zoe@x.org>\nTo: Ada\nDate: Fri, 01 Mar 2024 10:00:00 +0100\nSubject: Angebot\n\n"
        "Der Preis beträgt 12 €."
    )
    assert second.text == "preise.csv\n\npreise.csv of 5 bytes"


def test_a_damaged_message() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_msg(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), inner)

from __future__ import annotations

import io

import pytest

from core.errors import UnreadableFile
from memory.readers.odf import read_odp, read_ods, read_odt
from tests.memory.readers.archives import opendocument, zipped


def test_a_text_with_lists_tables_and_what_stands_beside() -> None:
    body = (
        '<text:p text:style-name="Title">Handbook</text:p><text:h text:outline-level="1">Hours</text:h>'
        '<text:p>Open at<text:s/>8:15<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Not in May.</text:p></text:note-body></text:note>.</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>badge</text:p></text:list-item>'
        "<text:list-item><text:p>door</text:p></text:list-item></text:list>"
        "<text:tracked-changes><text:p>old</text:p></text:tracked-changes>"
        "<table:table><table:table-row><table:table-cell><text:p>Room</text:p></table:table-cell><table:table-cell>"
        "<text:p>Seats</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Owl</text:p>"
        "</table:table-cell><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>Call 0800.</text:p></draw:text-box></draw:frame></text:p>"
    )
    numbers = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="."'
        ' style:num-format="1"/></text:list-style>'
    )
    page = "<office:master-styles><style:footer><text:p>Valid until 2027</text:p></style:footer></office:master-styles>"
    (read,) = read_odt(io.BytesIO(opendocument("text", body, automatic=numbers, page=page)))
    assert [line for line in read.text.split("\n") if line] == [
        "Handbook", "Hours", "Open at 8:15.", "1. badge", "2. door", "Hours", "Room: Owl; Seats: 4", "Call 0800.",
        "Footer: Valid until 2027", "Footnote: Not in May.",
    ]  # fmt: skip
    assert [read.text[at:].split("\n")[0] for at in read.headings] == ["Handbook", "Hours"]


def test_a_spreadsheet_shows_its_cells_as_they_are_shown() -> None:
    def cell(text: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    date = 'office:value-type="date" office:date-value="2025-03-09"'
    rows = [
        cell("Item") + cell("Share") + cell("Due"),
        cell("Paint", 'table:number-rows-spanned="2"') + cell("17.5%") + cell("9. März", date),
        "<table:covered-table-cell/>" + cell("50%") + '<table:table-cell table:number-columns-repeated="9000"/>',
    ]
    sheet = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    empty = "<table:table-row table:number-rows-repeated='900000'><table:table-cell/></table:table-row>"
    body = f'<table:table table:name="Budget">{sheet}{empty}</table:table>'
    (page,) = read_ods(io.BytesIO(opendocument("spreadsheet", body)))
    assert page.text.split("\n")[2:] == ["Item: Paint; Share: 17.5%; Due: 2025-03-09", "Item: Paint; Share: 50%"]
    assert page.tables[0].title == "Budget"


def test_slides_with_their_notes() -> None:
    body = (
        '<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Roadmap</text:p></draw:text-box>'
        "</draw:frame><draw:frame><draw:text-box><text:p>Launch in May</text:p></draw:text-box></draw:frame>"
        "<presentation:notes><draw:frame><draw:text-box><text:p>Say thanks.</text:p></draw:text-box></draw:frame>"
        "</presentation:notes></draw:page><draw:page/>"
    )
    (slide,) = read_odp(io.BytesIO(opendocument("presentation", body)))
    assert slide.text == "Roadmap\n\nLaunch in May\n\nNotes: Say thanks."


def test_a_document_without_content() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_odt(io.BytesIO(zipped({"mimetype": "application/vnd.oasis.opendocument.text"})))

from __future__ import annotations

import io

from memory.readers.rtf import read_rtf


def test_text_tables_and_what_was_deleted() -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252 {\b Caf\'e9} opens at 8.\par The fee is {\deleted\revauthdel1 100}120 euros.\par"
        rb"\trowd\cellx100\cellx200 Room\cell Seats\cell\row\trowd\cellx100\cellx200 Owl\cell 4\cell\row\pard End.\par}"
    )
    (page,) = read_rtf(io.BytesIO(source))
    assert [line for line in page.text.split("\n") if line] == [
        "Café opens at 8.", "The fee is 120 euros.", "Room: Owl; Seats: 4", "End.",
    ]  # fmt: skip

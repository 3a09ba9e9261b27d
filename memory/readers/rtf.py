"""Rich Text (RTF), by striprtf."""

from __future__ import annotations

import itertools
import re
from typing import IO

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.layout import Layout

# What tracking changes keeps of a text that is no more
_DELETED = re.compile(r"\{(?=[^{}]*+\})[^{}]*\\deleted\b[^{}]*+\}")
_ROW = "|\n"


def read_rtf(file: IO[bytes]) -> list[Page]:
    from striprtf.striprtf import rtf_to_text

    source = file.read().decode("latin-1")  # what is not ASCII is escaped
    try:
        text: str = rtf_to_text(_DELETED.sub("", source), errors="replace")
    except (ValueError, KeyError, IndexError, LookupError) as error:
        raise UnreadableFile("The document is damaged and cannot be opened.") from error
    layout = Layout()
    for is_row, lines in itertools.groupby(text.splitlines(), lambda line: line.endswith("|")):
        if is_row:
            layout.table([line[:-1].split("|") for line in lines])
        else:
            layout.text("\n".join(lines))
    return [layout.page()]

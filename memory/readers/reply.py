"""What the reader process answers: packed there, and unpacked here with the distrust that a subverted parser deserves.

Chunks travel as one text and arrays of numbers: as JSON, a reply of some megabytes could become gigabytes of objects.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, TypedDict

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from core.errors import UnreadableFile
from core.tabular.table import Grid
from core.types import BoxSpan, Chunk, Kind, PageSpan, Reading, Span, TimeSpan
from memory.chunking import Page
from memory.readers import audio
from memory.readers.detect import MEDIA_TYPES

TOWER_SIDE = 768  # pixels of the longer side of a picture that is returned: every tower's input, and room for its crop
MOST_CELLS = 2_000_000
"""Of all tables of one document together; larger ones are found row by row, and not computed over."""

_MOST_CHUNKS = 2_000_000  # the largest file that may be handed over gives fewer
Count = Annotated[int, Field(ge=0, le=2**53)]


class Packed(TypedDict):
    """Chunks as `pack` lays them down."""

    text: bytes
    ends: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]


class ReadReply(TypedDict, total=False):
    """What is said of a file that was read; see `core.types.Reading`. `scanned` are pages that only OCR can read."""

    kind: Kind
    media_type: str
    chunks: Packed
    pages: int
    scanned: list[int]
    width: int
    height: int
    picture: npt.NDArray[np.uint8]
    samples: int | None


class PackedTable(TypedDict):
    """A table with the cells of its rows; see `core.tabular.table.Grid`."""

    title: str
    page: int
    names: list[str]
    rows: list[list[str]]
    lines: list[str]


def pack(chunks: Sequence[Chunk]) -> Packed:
    """Chunks as their joined UTF-8, the end of each in it (chunks,) and its place: (chunks, 2) milliseconds, or
    (chunks, 3) page, start and end, or (chunks, 4) corners of a box."""
    pieces = [chunk.text.encode() for chunk in chunks]
    places = [_numbers(chunk.span) for chunk in chunks]
    return {
        "text": b"".join(pieces),
        "ends": np.cumsum([len(piece) for piece in pieces], dtype=np.int64),
        "places": np.array(places, dtype=np.int64).reshape(len(places), -1 if places else 3),
    }


def unpack(packed: object) -> tuple[Chunk, ...]:
    """The inverse of `pack`. Raises `UnreadableFile` for anything else."""
    with _refused():
        if not isinstance(packed, Mapping):
            raise TypeError
        text, ends, places = packed["text"], packed["ends"], packed["places"]
        if ends.dtype != np.int64 or places.dtype != np.int64 or not isinstance(text, bytes):
            raise TypeError
        if len(ends) > _MOST_CHUNKS or ends.shape != places.shape[:1] or places.shape[1:] not in ((2,), (3,), (4,)):
            raise ValueError
        edges = [0, *ends.tolist()]
        if edges != sorted(edges) or edges[-1] != len(text):
            raise ValueError
        pieces = [text[start:end].decode() for start, end in itertools.pairwise(edges)]
        return tuple(Chunk(piece, _span(place)) for piece, place in zip(pieces, places.tolist(), strict=True))


def pack_tables(pages: Sequence[Page]) -> list[PackedTable]:
    """The tables of some pages, as many whole ones as have `MOST_CELLS` cells together."""
    packed: list[PackedTable] = []
    cells = 0
    for page in pages:
        for table in page.tables:
            cells += len(table.names) * len(table.records)
            if not table.records or cells > MOST_CELLS:
                continue
            packed.append({
                "title": table.title, "page": page.number, "names": list(table.names),
                "rows": [list(row) for row, _ in table.records], "lines": [line for _, line in table.records],
            })  # fmt: skip
    return packed


def unpack_tables(packed: Any) -> tuple[Grid, ...]:
    """The inverse of `pack_tables`. Raises `UnreadableFile` for anything else."""
    with _refused():
        told = _Tables.validate_python(packed)
        if sum(len(table.rows) * len(table.names) for table in told) > MOST_CELLS:
            raise ValueError
        for table in told:
            if len(table.lines) != len(table.rows) or any(len(row) != len(table.names) for row in table.rows):
                raise ValueError
    return tuple(
        Grid(table.title, table.page, tuple(table.names), tuple(map(tuple, table.rows)), tuple(table.lines))
        for table in told
    )


def reading_of(reply: object) -> tuple[Reading, list[int]]:
    """What was read, and the numbers of the pages that only OCR can read. Raises `UnreadableFile` for nonsense."""
    with _refused():
        told = _Reply.model_validate(reply)
        if told.media_type not in {*MEDIA_TYPES.values(), *audio.MEDIA_TYPES} or not _is_picture(told.picture):
            raise ValueError
    reading = Reading(
        kind=told.kind,
        media_type=told.media_type,
        chunks=unpack(told.chunks),
        pages=told.pages,
        width=told.width,
        height=told.height,
        picture=told.picture,
        samples=told.samples,
    )
    return reading, told.scanned


class _Reply(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", arbitrary_types_allowed=True)

    kind: Kind
    media_type: str
    chunks: dict[str, Any]
    pages: Count = 1
    scanned: list[Count] = []
    width: Count | None = None
    height: Count | None = None
    picture: npt.NDArray[Any] | None = None
    samples: Count | None = None


class _TableReply(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    title: str
    page: Count
    names: list[str]
    rows: list[list[str]]
    lines: list[str]


_Tables = TypeAdapter(list[_TableReply])


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # pydantic's and Unicode's are ValueErrors
        raise UnreadableFile("Its reader returned nonsense: the file is damaged, or made to mislead.") from error


def _is_picture(picture: npt.NDArray[np.generic] | None) -> bool:
    """Nothing, or (height, width, 3) of uint8 and not larger than asked for."""
    if picture is None:
        return True
    return picture.dtype == np.uint8 and picture.shape[2:] == (3,) and 0 < max(picture.shape) <= TOWER_SIDE


def _numbers(span: Span) -> tuple[int, ...]:
    if isinstance(span, PageSpan):
        return span.page, span.start, span.end
    if isinstance(span, TimeSpan):
        return round(1000 * span.start), round(1000 * span.end)
    return span.box


def _span(place: Sequence[int]) -> Span:
    if len(place) == 2:
        return TimeSpan(place[0] / 1000, place[1] / 1000)
    if len(place) == 3:
        return PageSpan(*place)
    x0, y0, x1, y1 = place
    return BoxSpan((x0, y0, x1, y1))

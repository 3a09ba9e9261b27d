"""Where something stands: on a page, in a picture, in a recording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.types.wire import JsonObject


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Characters `start` to `end` (exclusive) of the text of `page`, counted from 1; a file without pages is one."""

    page: int
    start: int
    end: int

    def to_json(self) -> JsonObject:
        """The keys `page`, `start` and `end`."""
        return {"page": self.page, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class BoxSpan:
    """A rectangle of a picture in pixels of the original: x0, y0, x1, y1."""

    box: tuple[int, int, int, int]

    def to_json(self) -> JsonObject:
        """The key `box`: x0, y0, x1, y1."""
        return {"box": list(self.box)}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Seconds of a recording. In JSON the keys are `from` and `to`."""

    start: float
    end: float

    def to_json(self) -> JsonObject:
        """The keys `from` and `to`, to the millisecond."""
        return {"from": round(self.start, 3), "to": round(self.end, 3)}


Span = PageSpan | BoxSpan | TimeSpan


def span_from_json(value: Mapping[str, Any]) -> Span:
    """The inverse of `Span.to_json`. Raises `KeyError` for anything that has none of the three shapes."""
    if "page" in value:
        return PageSpan(int(value["page"]), int(value["start"]), int(value["end"]))
    if "box" in value:
        x0, y0, x1, y1 = (int(v) for v in value["box"])
        return BoxSpan((x0, y0, x1, y1))
    return TimeSpan(float(value["from"]), float(value["to"]))

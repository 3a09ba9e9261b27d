"""What tells two versions apart: how they were made, from what, and what the gate saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.types import JsonObject

_LEFT_OUT = ("flips", "training", "left_out", "files")
"""What of a card is no setting and no figure that two versions are compared by."""


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[JsonObject]:
    """Each line of two cards that is not the same in both: `what`, and what it is in the `one` and in the `other`.

    None stands for what one of them does not say.
    """
    first, second = dict(_lines(one)), dict(_lines(other))
    return [
        {"what": what, "one": first.get(what), "other": second.get(what)}
        for what in dict.fromkeys((*first, *second))
        if first.get(what) != second.get(what)
    ]


def _lines(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of a card by their way to it; the slices of a gate's report by their names."""
    if isinstance(value, Mapping):
        for name, inside in value.items():
            if name not in _LEFT_OUT:
                yield from _lines(inside, f"{at}.{name}" if at else str(name))
    elif isinstance(value, list) and all(isinstance(part, Mapping) and "slice" in part for part in value):
        for part in value:
            yield from _lines({name: part[name] for name in part if name != "slice"}, f"{at}.{part['slice']}")
    elif isinstance(value, list):
        yield at, ", ".join(map(str, value))
    else:
        yield at, value

"""Which pictures are held out to validate on, in all sources alike: none of them is trained on in another source."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeVar

from training.data.pictures import content

T = TypeVar("T")
Split = Literal["train", "validation", "held_out"]
"""What an example is for: to train on, to choose by, or only to be measured on."""

Pictured = tuple[Path, str | None]
"""A row of a source: its picture, and the picture's group in that source, where it has groups."""


def held_out(sources: Sequence[Sequence[Pictured]], share: float, seed: int) -> list[list[bool]]:
    """For each row of each source, whether it is held out.

    All rows on one picture (the same bytes, whatever its name) go to one side, and so do whole groups, where a source
    has several. Of each source `share` of its groups, or of its pictures where it has none, is held out: at least one,
    never all. Where the share comes to less than one, it is the smallest, so that of COCO the 5,000 pictures of val2017
    go and not the 118,000 of train2017. Raises `BadInput` for a picture that cannot be read.
    """
    known = {path: content(path).hex() for path in dict.fromkeys(path for rows in sources for path, _ in rows)}
    pictures = [[known[path] for path, _ in rows] for rows in sources]
    units = _joined(sources, pictures)
    if len({unit for names in units for unit in names}) < 2:
        units = pictures
    pairs = {
        pair for names, contents in zip(units, pictures, strict=True) for pair in zip(names, contents, strict=True)
    }
    sizes = Counter(unit for unit, _ in pairs)
    out: set[str] = set()
    for names in units:
        out |= _chosen(set(names), sizes, share, seed)
    return [[unit in out for unit in names] for names in units]


def divided(rows: Sequence[T], out: Sequence[bool]) -> tuple[list[T], list[T]]:
    """The rows that are not held out, and those that are."""
    pairs = list(zip(rows, out, strict=True))
    return [row for row, away in pairs if not away], [row for row, away in pairs if away]


def _joined(sources: Sequence[Sequence[Pictured]], pictures: Sequence[Sequence[str]]) -> list[list[str]]:
    """A name for each row, equal where rows belong together: by their picture, by their group, or through others."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parents.setdefault(name, name)) != name:
            parents[name] = parents[above]  # half the way is saved for the next one
            name = above
        return name

    for number, (rows, contents) in enumerate(zip(sources, pictures, strict=True)):
        several = len({group for _, group in rows}) > 1
        for (_, group), picture in zip(rows, contents, strict=True):
            ends = sorted((root(picture), root(picture if group is None or not several else f"{number}/{group}")))
            parents[ends[1]] = ends[0]
    return [[root(picture) for picture in contents] for contents in pictures]


def _chosen(units: set[str], sizes: Counter[str], share: float, seed: int) -> set[str]:
    """The units of a source to hold out, in an order that is the same for all sources."""
    order = sorted(units, key=lambda unit: hashlib.sha256(f"{seed} {unit}".encode()).digest())
    if len(order) < 2:
        return set()
    count = round(share * len(order))
    return set(order[: min(count, len(order) - 1)]) if count else {min(order, key=lambda unit: sizes[unit])}

"""What the gatherers of captioned pictures share: decoding with limits, and the folder that they fill."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from core.errors import BadInput
from core.vision.encoder import Pixels
from training.data.jsonlines import write_lines
from training.data.wordnet import Nouns

MOST_PIXELS = 60_000_000
SIDE = 320  # pixels of the longer side as stored: more than any tower takes in


@dataclass(frozen=True, slots=True)
class Named:
    """A line of captions.jsonl: what a picture is called, the noun in it, and the noun's meaning as the group."""

    file: str
    caption: str
    noun: str
    group: str


def named(file: str, caption: str, nouns: Nouns) -> Named | None:
    """The line of a picture whose caption ends in the name of something visible, else None.

    The group is the first lemma of the noun's meaning: one for "bike" and "bicycle", in whatever source.
    """
    found = nouns.head(caption)
    if found is None:
        return None
    noun, meaning = found
    return Named(file, caption, noun, nouns.synsets[meaning].lemmas[0])


def read_pixels(path: Path, side: int = SIDE) -> Pixels:
    """A picture on white, RGB, its longer side at most `side`. Raises `BadInput` where it is broken or too large."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked by the header, with a better sentence
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadInput(f"{path.name} has {picture.width} x {picture.height} pixels.", "Leave it out.")
            picture.draft("RGB", (side, side))
            picture.thumbnail((side, side), Image.Resampling.BICUBIC)
            layered = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise BadInput(f"{path.name} cannot be decoded.", "Leave it out, or save it again.") from error
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return np.asarray(ground)


def content(path: Path) -> bytes:
    """The SHA-256 of a picture's file: what it is the same picture by. Raises `BadInput` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise BadInput(f"The picture {path.name} cannot be read.", "Check the folder.") from error


def write_captions(folder: Path, rows: Iterable[Named]) -> int:
    """Write captions.jsonl for pictures that lie in `folder`, and return how many there are."""
    return write_lines(folder / "captions.jsonl", (asdict(row) for row in rows))

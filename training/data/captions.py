"""Pictures with captions from a folder: a `captions.jsonl`, or COCO's layout of 2017.

    captions.jsonl    one JSON object a line: `file` (relative), `caption` or `captions`, and perhaps `group`
    COCO              annotations/captions_train2017.json beside train2017/, and likewise for val2017

What cannot be used is counted by its reason and listed in the log; above 1 % of the pictures it is fatal, because a
folder like that was unpacked wrongly, and training on what is left of it would waste a day.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from PIL import Image, UnidentifiedImageError

from core.errors import BadInput
from training.data.jsonlines import Json, read_lines
from training.data.pictures import MOST_PIXELS

log = logging.getLogger(__name__)

MOST_UNUSABLE = 0.01  # share of the pictures
LISTED = 5  # unusable ones named in a message; the log has them all
_CHECKED_AT_ONCE = 4
_PROBE = (32, 32)  # pixels that a JPEG is decoded to, to see whether it is whole


@dataclass(frozen=True, slots=True)
class Captioned:
    """A picture and what is said of it. `group` is its category or folder: splits hold out whole groups."""

    picture: Path
    captions: tuple[str, ...]
    group: str


class Pictured(Protocol):
    """Anything that is said of a picture."""

    @property
    def picture(self) -> Path:
        """The picture's file."""
        ...


Row = TypeVar("Row", bound=Pictured)


def read_captions(folder: Path) -> list[Captioned]:
    """All usable pictures of a folder in either layout, in the order of its files.

    Raises `BadInput` where the folder has neither layout, where a file is not what it should be, and where over 1 % of
    the pictures are missing, broken or without a caption.
    """
    found = list(_rows(folder))
    if not found:
        raise BadInput(
            "The folder names no pictures.",
            "Give a folder with captions.jsonl, or COCO's layout of 2017; `vermeil train scenes` draws one.",
        )
    return usable(found, folder, lambda row: "" if row.captions else "without a caption")


def usable(rows: Sequence[Row], folder: Path, unfit: Callable[[Row], str] = lambda _: "") -> list[Row]:
    """The rows whose picture lies in `folder`, can be decoded and is not too large, of which `unfit` finds nothing.

    The others are counted by their reason and listed in the log. Raises `BadInput` where they are over 1 %.
    """
    different = list(dict.fromkeys(row.picture for row in rows))
    inside = folder.resolve()
    with ThreadPoolExecutor(_CHECKED_AT_ONCE) as pool:
        complaints = pool.map(lambda picture: _complaint(picture, folder, inside), different)
        known = dict(zip(different, complaints, strict=True))
    reasons = [unfit(row) or known[row.picture] for row in rows]
    _judge([(row.picture, reason) for row, reason in zip(rows, reasons, strict=True) if reason], len(rows), folder)
    return [row for row, reason in zip(rows, reasons, strict=True) if not reason]


def _judge(unusable: Sequence[tuple[Path, str]], total: int, folder: Path) -> None:
    if not unusable:
        return
    reasons = [reason for _, reason in unusable]
    counts = ", ".join(f"{reasons.count(reason)} {reason}" for reason in dict.fromkeys(reasons))
    for picture, reason in dict.fromkeys(unusable):
        log.warning("not used: %s is %s", picture.name, reason)
    if len(unusable) > MOST_UNUSABLE * total:
        different = list(dict.fromkeys(_name(picture, folder) for picture, _ in unusable))
        more = f" and {len(different) - LISTED} more" if len(different) > LISTED else ""
        raise BadInput(
            f"Of {total} pictures {counts}: {', '.join(different[:LISTED])}{more}.",
            "Unpack the pictures again, or mend the file that names them; "
            f"up to {MOST_UNUSABLE:.0%} would be left out.",
        )
    log.warning("%d of %d pictures are left out: %s", len(unusable), total, counts)


def _name(picture: Path, folder: Path) -> str:
    return picture.relative_to(folder).as_posix() if picture.is_relative_to(folder) else picture.name


def _complaint(picture: Path, folder: Path, inside: Path) -> str:
    """Why a picture cannot be used; empty where it can. `inside` is the folder without symbolic links."""
    if not picture.is_relative_to(folder) or not picture.resolve().is_relative_to(inside):
        return "outside the folder"
    return _damage(picture) if picture.is_file() else "missing"


def _damage(path: Path) -> str:
    """Why a picture cannot be decoded; empty where it can.

    A JPEG is decoded at an eighth of its size, a PNG checked by its sums, and others decoded whole.
    """
    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked by the header
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return "too large"
            if picture.format == "PNG":
                picture.verify()
            else:
                picture.draft("L", _PROBE)
                picture.load()
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError):
        return "broken"
    return ""


# --- the two layouts ---------------------------------------------------------------------------------------------


def _rows(folder: Path) -> Iterator[Captioned]:
    if (folder / "captions.jsonl").is_file():
        yield from _from_lines(folder)
        return
    for table in sorted((folder / "annotations").glob("captions_*.json")):
        pictures = folder / table.stem.removeprefix("captions_")
        if pictures.is_dir():
            yield from _from_coco(table, pictures)


def _from_lines(folder: Path) -> Iterator[Captioned]:
    for line in read_lines(folder / "captions.jsonl"):
        file, said = Path(line.text("file")), line.values.get("captions") or line.values.get("caption")
        group = line.values.get("group")
        captions = _clean(said if isinstance(said, list) else [said])
        yield Captioned(folder / file, captions, file.parent.name if group is None else str(group))


def _from_coco(annotations: Path, pictures: Path) -> Iterator[Captioned]:
    """All pictures of an annotation file, each with its captions (COCO has five)."""
    try:
        table = json.loads(annotations.read_text(encoding="utf-8"))
        names: Mapping[int, str] = {row["id"]: str(row["file_name"]) for row in table["images"]}
        captions: dict[int, list[Json]] = {key: [] for key in names}
        for row in table["annotations"]:
            captions[row["image_id"]].append(row["caption"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{annotations.name} is not a caption file of COCO.", "Fetch annotations_trainval2017.zip again."
        ) from error
    for key, name in names.items():
        yield Captioned(pictures / name, _clean(captions[key]), pictures.name)


def _clean(captions: Iterable[Json]) -> tuple[str, ...]:
    """Captions with single spaces, each once, without the empty ones."""
    said = (" ".join(caption.split()) for caption in captions if isinstance(caption, str))
    return tuple(dict.fromkeys(caption for caption in said if caption))

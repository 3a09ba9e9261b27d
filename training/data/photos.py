"""A folder of labelled photos (`labels.jsonl`: file, wnid, name) as captioned pictures, one or more a class."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from core.errors import BadInput
from core.vision.classes import picture_classes
from training.data.pictures import Named, write_lines


def gather(source: Path, target: Path) -> int:
    """Links the photos into `target` and writes their captions: the class's everyday name. Returns how many."""
    by_id = {known.wnid: known for known in picture_classes()}
    target.mkdir(parents=True, exist_ok=True)
    rows = []
    try:
        for line in (source / "labels.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            known = by_id[row["wnid"]]
            link = target / row["file"]
            if not link.exists():
                _link(source / row["file"], link)
            rows.append(Named(row["file"], known.name, known.kind or known.name, known.lemmas[0]))
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise BadInput("The folder has no labels.jsonl of photos by class.", "Give one with file and wnid.") from error
    return write_lines(target, rows)


def _link(photo: Path, link: Path) -> None:
    """A second name for the photo, or a copy where the file system has no such or is another one."""
    link.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(photo, link)
    except FileNotFoundError:
        raise
    except OSError:
        part = link.with_name(link.name + ".part")
        shutil.copyfile(photo, part)
        part.replace(link)

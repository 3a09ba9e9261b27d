"""A folder of labelled photos (`labels.jsonl`: file, wnid, name) as captioned pictures, one or more a class."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from core.vision.classes import picture_classes
from training.data.jsonlines import read_lines
from training.data.pictures import Named, write_captions


def gather(source: Path, target: Path) -> int:
    """Links the photos into `target` and writes their captions: the class's everyday name. Returns how many."""
    by_id = {known.wnid: known for known in picture_classes()}
    target.mkdir(parents=True, exist_ok=True)
    rows = []
    for line in read_lines(source / "labels.jsonl", "Name a folder of photos with labels.jsonl."):
        file, known = line.text("file"), by_id.get(line.text("wnid"))
        if known is None or not (source / file).is_file():
            raise line.fault("names no photo of a known class", "Give `file`, and a `wnid` of ImageNet.")
        if not (target / file).exists():
            _link(source / file, target / file)
        rows.append(Named(file, known.name, known.kind or known.name, known.lemmas[0]))
    return write_captions(target, rows)


def _link(photo: Path, link: Path) -> None:
    """A second name for the photo, or a copy where the file system has no such or is another one."""
    link.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(photo, link)
    except OSError:
        part = link.with_name(link.name + ".part")
        shutil.copyfile(photo, part)
        part.replace(link)

"""A folder of labelled photos (`labels.jsonl`: file, wnid, name) as captioned pictures, one or more a class."""

from __future__ import annotations

import json
import os
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
                os.link(source / row["file"], link)
            rows.append(Named(row["file"], known.name, known.kind or known.name, known.lemmas[0]))
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise BadInput("The folder has no labels.jsonl of photos by class.", "Give one with file and wnid.") from error
    return write_lines(target, rows)

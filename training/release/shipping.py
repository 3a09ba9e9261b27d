"""Puts what was trained where serving finds it: into `core/assets`, with its hash in `trained.json`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from core.errors import NotFound
from core.weights.hashes import sha256
from core.weights.locate import ASSETS, trained_files

LICENCE = "Apache-2.0"


def ship(product: Path, files: Sequence[str], part: str, folder: str = "") -> list[str]:
    """Copy `files` of `product` into `core/assets/folder`; their paths in there. Raises `NotFound` for one that lacks.

    What that part shipped before and does not now is taken away, so that nothing of an older run is served beside it.
    `trained.json` is replaced last, so that a stop half-way leaves files that are refused, never wrong ones served.
    """
    record = trained_files()
    absent = [file for file in files if not (product / file).is_file()]
    if absent:
        raise NotFound(f"The run left no {absent[0]}.", "Let it go to its end first.")
    shipped: list[str] = []
    for file in files:
        name = f"{folder}/{file}" if folder else file
        (ASSETS / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(product / file, ASSETS / name)
        record[name] = {"part": part, "licence": LICENCE, "sha256": sha256(ASSETS / name)}
        shipped.append(name)
    for name in [name for name, entry in record.items() if entry["part"] == part and name not in shipped]:
        del record[name]
        (ASSETS / name).unlink(missing_ok=True)
    temporary = ASSETS / ".trained.json"
    temporary.write_text(json.dumps(dict(sorted(record.items())), indent=1) + "\n", encoding="utf-8")
    temporary.replace(ASSETS / "trained.json")
    return shipped

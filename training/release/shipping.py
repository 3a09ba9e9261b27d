"""Makes a product a part of the installation: copies it into `core/assets`, with its hashes in `trained.json`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from core.errors import NotFound
from core.files import atomic_write
from core.weights.hashes import sha256
from core.weights.locate import ASSETS, trained_files
from core.weights.products import MANIFEST, verified

LICENCE = "Apache-2.0"


def ship(product: Path, name: str, files: Sequence[str]) -> list[str]:
    """Copy `files` of the product `name` into `core/assets/NAME`, and return their paths in `core/assets`.

    Files that the product shipped earlier and does not ship now are removed, so that nothing of an older run is served
    beside it. `trained.json` is replaced last, so that a stop half-way leaves files that are refused, never wrong ones
    that are served. Raises `NotFound` for a file that the product lacks, and as `core.weights.products.verified`.
    """
    verified(product, name)
    base = json.loads((product / MANIFEST).read_text(encoding="utf-8")).get("base")
    record = trained_files()
    absent = [file for file in files if not (product / file).is_file()]
    if absent:
        raise NotFound(f"The run left no {absent[0]}.", "Let it go to its end first.")
    shipped: list[str] = []
    for file in files:
        place = f"{name}/{file}"
        (ASSETS / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(product / file, ASSETS / place)
        record[place] = {"part": name.replace("_", " "), "licence": LICENCE, "sha256": sha256(ASSETS / place)}
        if isinstance(base, str):
            record[place]["base"] = base
        shipped.append(place)
    for place in [place for place in record if place.startswith(f"{name}/") and place not in shipped]:
        del record[place]
        (ASSETS / place).unlink(missing_ok=True)
    atomic_write(ASSETS / "trained.json", json.dumps(dict(sorted(record.items())), indent=1) + "\n")
    return shipped

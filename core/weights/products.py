"""Products of training: folders with a manifest that says what they are, from what, and the SHA-256 of each file.

The loop of training writes the manifest, serving verifies it before a file is parsed. So a product is served from the
folder that it was left in, by a setting, and need not become a part of the installation first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import BadInput, Missing, WeightsMismatch
from core.weights.hashes import sha256
from core.weights.locate import trained

MANIFEST = "product.json"
_AGAIN = "Give the command that trained it once more; where it came to its end, that writes the product anew."


def write_manifest(folder: Path, product: str, about: Mapping[str, Any]) -> None:
    """Describe what lies in `folder`: the name of the product, the hash of each file, and `about`, its origin."""
    files = {name: sha256(folder / name) for name in _files(folder)}
    text = json.dumps({"product": product, "files": files, **about}, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def product(name: str, folder: Path | None) -> Path:
    """The verified product in `folder`, or where that is None the one of that name that ships in `core/assets`.

    Raises as `verified` and `core.weights.locate.trained`.
    """
    return verified(folder, name) if folder is not None else trained(name)


def verified(folder: Path, name: str) -> Path:
    """The folder, where it holds the product `name` as the training left it.

    Raises `Missing` where there is none, `BadInput` where it is another product, and `WeightsMismatch` where a file
    was altered, removed or added.
    """
    folder = folder.expanduser()
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found, files = str(manifest["product"]), dict(manifest["files"])
    except OSError as error:
        raise Missing(f"There is no product of training in {folder}.", _AGAIN) from error
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsMismatch(f"The manifest of the product in {folder} is damaged.", _AGAIN) from error
    if found != name:
        raise BadInput(f"The product in {folder} is a {found}, and not a {name}.", "Name another folder.")
    there = _files(folder)
    altered = [file for file in there if files.get(file) != sha256(folder / file)] + sorted(set(files) - set(there))
    if altered:
        raise WeightsMismatch(f"{altered[0]} in {folder} is not the file that was trained.", _AGAIN)
    return folder


def _files(folder: Path) -> list[str]:
    """The files of a product but its manifest, by their paths in the folder."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if name != MANIFEST)

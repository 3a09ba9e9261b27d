"""Products of training: folders with a manifest that says what they are, from what, and the SHA-256 of each file.

The loop of training writes the manifest, serving verifies it before a file is parsed. So a product is served from the
folder that it was left in, by a setting, and need not become a part of the installation first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import BadInput, Missing, WeightsMismatch
from core.weights.hashes import sha256
from core.weights.locate import trained
from core.weights.manifest import SOURCES

MANIFEST = "product.json"
_WEIGHTS = (".gguf", ".safetensors")
_AGAIN = "Give the command that trained it once more; where it came to its end, that writes the product anew."


def write_manifest(folder: Path, product: str, about: Mapping[str, Any]) -> None:
    """Describe what lies in `folder`: the name of the product, the hash of each file, and `about`, its origin."""
    files = {name: sha256(folder / name) for name in _files(folder)}
    text = json.dumps({"product": product, "files": files, **about}, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Base:
    """Weights that something was trained over: by name, the ending of their files, and a SHA-256 or how it begins."""

    name: str
    format: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:8]})"


def base_of_files(path: Path) -> Base | None:
    """A model in a file or a folder, hashed once for this process. None where there are no weights.

    The hash of several files is that of their hashes, one a line, by the order of their names.
    """
    files = sorted(path.glob("*.safetensors")) if path.is_dir() else [path]
    hashes = [sha256(file) for file in files if file.suffix in _WEIGHTS and file.is_file()]
    if not hashes:
        return None
    whole = hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()
    return Base(path.stem if path.suffix in _WEIGHTS else path.name, files[0].suffix, whole)


def base_of(folder: Path) -> Base | None:
    """What the product in `folder` was trained over, None where it does not say. It is verified where it is loaded."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        stated = manifest.get("base_weights")
        return Base(**stated) if stated else base_of_name(str(manifest.get("base", "")))
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def product_name(folder: Path) -> str:
    """What the product in `folder` says that it is; empty where it does not say. It is verified where it is loaded."""
    try:
        return str(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["product"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def base_of_name(base: str) -> Base | None:
    """The model of ours that `NAME@HASH` stands for, as runs note what they train over; None for one of others."""
    name, _, digest = base.partition("@")
    source = SOURCES.get(name)
    return Base(name, Path(source.entry).suffix, digest) if source is not None and source.digest and digest else None


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

"""Learned versions as one file, to take along and to bring in.

What comes in is hostile: only the files of a version are taken, weights only as safetensors, and all of it is checked
before anything is kept. The form for llama.cpp is made anew from them, so that no foreign file reaches its parser.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.language.adapters import CONFIG_NAME, GGUF_NAME, WEIGHTS_NAME, BaseModel, Shapes, check, write_gguf
from core.weights.hashes import sha256
from core.weights.products import MANIFEST
from training.foundation import Foundation
from training.registry import ADAPTER, CARD, Registry

MOST_BYTES = 96 << 20
"""Of all files of a version together, unpacked."""
_LONGEST_TEXT = 4 << 20  # bytes of a card, a manifest or a configuration
_NEEDED = (MANIFEST, CARD, f"{ADAPTER}/{CONFIG_NAME}", f"{ADAPTER}/{WEIGHTS_NAME}")
_ALLOWED = {*_NEEDED, f"{ADAPTER}/{GGUF_NAME}"}
_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".npy", ".npz")
_ONLY = "Give a ZIP file that `vermeil versions export` wrote."


def exported(registry: Registry, version: str) -> bytes:
    """A version as a ZIP file. Raises `NotFound`, `WeightsMismatch`, and `BadInput` for the model as it ships."""
    identifier = registry.named(version)
    if identifier is None:
        raise BadInput("The model as it ships is no version that could be taken along.", "Name a learned one.")
    folder, target = registry.verified(identifier), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(file for file in folder.rglob("*") if file.is_file()):
            archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return target.getvalue()


def imported(registry: Registry, data: bytes, over: Foundation, base: BaseModel | Shapes | None) -> str:
    """Make a version of what `exported` wrote, elsewhere perhaps, and return its id. No gate has seen it here.

    `base` is the shape of the model under it, None of a stand-in that has none. Raises `BadInput` with what is wrong.
    """
    with tempfile.TemporaryDirectory(prefix="vermeil-") as name:
        folder = Path(name)
        _unpack(data, folder)
        card = _card(folder)
        if objection := over.objection(card["foundation"]):
            raise BadInput(f"That version does not fit here. {objection}", "Bring in one for the model that serves.")
        adapter = folder / ADAPTER
        (adapter / GGUF_NAME).unlink(missing_ok=True)
        check(adapter, base)
        if isinstance(base, BaseModel):
            write_gguf(adapter, adapter / GGUF_NAME, base)
        return registry.add(adapter, card, parent=None, verdict=None, imported=True)


def _unpack(data: bytes, folder: Path) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [entry.filename for entry in archive.infolist()]
        _check_names(names)
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise BadInput(f"That version is larger than {MOST_BYTES >> 20} MB.", _ONLY)
        (folder / ADAPTER).mkdir()
        for entry in archive.infolist():
            (folder / entry.filename).write_bytes(archive.read(entry))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadInput("That is no ZIP file, or a damaged one.", _ONLY) from error


def _check_names(names: list[str]) -> None:
    pickles = [name for name in names if name.lower().endswith(_PICKLES)]
    if pickles:
        raise BadInput(
            f"{Path(pickles[0]).name[:60]} is a pickle, which runs what is in it: it was not opened.",
            "Save the adapter as safetensors.",
        )
    if len(set(names)) != len(names) or set(names) - _ALLOWED or set(_NEEDED) - set(names):
        odd = next(iter(sorted(set(names) - _ALLOWED)), None)
        raise BadInput("That is no version" + (f": it holds {odd[:60]!r}." if odd else "."), _ONLY)


def _card(folder: Path) -> dict[str, Any]:
    """The card, once each file has the hash of the manifest."""
    small = [folder / name for name in (MANIFEST, CARD, f"{ADAPTER}/{CONFIG_NAME}")]
    if any(file.stat().st_size > _LONGEST_TEXT for file in small):
        raise BadInput("The description of that version is too long to be one.", _ONLY)
    try:
        manifest, card = (json.loads(file.read_text(encoding="utf-8")) for file in small[:2])
        hashes: dict[str, str] = {str(name): str(digest) for name, digest in manifest["files"].items()}
        dict(card["foundation"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput("The description of that version is damaged.", _ONLY) from error
    for name in set(hashes) | {CARD, f"{ADAPTER}/{CONFIG_NAME}", f"{ADAPTER}/{WEIGHTS_NAME}"}:
        if name not in _ALLOWED or not (folder / name).is_file() or sha256(folder / name) != hashes.get(name):
            raise BadInput(f"{name[:60]} is not the file that its version was made with.", "Export it once more.")
    return dict(card)

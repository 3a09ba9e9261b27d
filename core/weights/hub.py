"""Models of the Hugging Face hub, each file checked against the hash that the hub published for it.

The hub's client keeps each file in its cache under that hash: large files under their SHA-256, small ones under the
SHA-1 that Git gives them. Both are computed anew here before anything is parsed, and a file that lies there under no
hash is refused. So a damaged or altered file is noticed; whoever can write the cache could rename a file to the hash of
what it puts there, which only a revision pinned in `core.weights.manifest` and a fresh download would show.
"""

from __future__ import annotations

import re
from pathlib import Path

from core.errors import Missing, WeightsMismatch
from core.weights.hashes import git_sha1, sha256
from core.weights.manifest import SOURCES

PATTERNS = ("*.safetensors", "*.json", "*.txt", "*.jinja", "model.bin", "*.model")
"""The files that are fetched: never a pickle (`model.bin` is CTranslate2's)."""

_WEIGHTS = (".safetensors", ".bin")
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")


def model_folder(model: str | Path, *, online: bool = True) -> Path:
    """A folder or file as it is; for the name of a repository on the hub, its verified snapshot.

    Raises `Missing` for what is neither, and as `snapshot`.
    """
    if Path(model).exists():
        return Path(model)
    if isinstance(model, str) and _REPOSITORY.fullmatch(model):
        return snapshot(model, online=online)
    raise Missing(
        f"The model {Path(model).name} is not here.", "Give the path of its folder, or its name on the hub: owner/name."
    )


def snapshot(repository: str, *, online: bool = True) -> Path:
    """The folder of a repository's files in the hub's cache, at the pinned revision where the manifest has one.

    Files are fetched where they are missing, if `online` and unless HF_HUB_OFFLINE forbids it. Raises `Missing` where
    they cannot be had, `WeightsMismatch` where a file is not what the hub published or that cannot be told.
    """
    folder = fetch(repository, online=online)
    if folder is None:
        raise Missing(
            f"{repository} is not here and could not be fetched.",
            f"Connect to the internet and leave HF_HUB_OFFLINE unset, or run: {_download(repository)}",
        )
    for file in sorted(folder.rglob("*")):
        if not file.is_dir():
            _verify(file, repository)
    return folder


def fetch(repository: str, *, online: bool) -> Path | None:
    """The snapshot's folder, not verified; None where it cannot be had."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(
            snapshot_download(
                repository, revision=pinned(repository), allow_patterns=list(PATTERNS), local_files_only=not online
            )
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, ConnectionError):
        return None


def pinned(repository: str) -> str | None:
    """The commit of a repository that the manifest names; None where it names none."""
    return next((source.revision or None for source in SOURCES.values() if source.hub == repository), None)


def _verify(file: Path, repository: str) -> None:
    blob = file.resolve()
    if re.fullmatch(r"[0-9a-f]{64}", blob.name):
        published = sha256(blob)
    elif re.fullmatch(r"[0-9a-f]{40}", blob.name) and file.suffix not in _WEIGHTS:
        published = git_sha1(blob)
    else:
        raise WeightsMismatch(
            f"{file.name} of {repository} lies in the hub's cache without its published hash and cannot be verified.",
            "Give the path of a folder that you trust instead of the name.",
        )
    if published != blob.name:
        raise WeightsMismatch(
            f"{file.name} of {repository} is not the file that the hub published.",
            _download(repository, "--force-download "),
        )


def _download(repository: str, options: str = "") -> str:
    revision = pinned(repository)
    return f"hf download {options}{repository}" + (f" --revision {revision}" if revision else "")

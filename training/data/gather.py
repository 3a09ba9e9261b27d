"""Gathers the captioned pictures that the picture heads are trained and measured on: clip art, emoji, icons and photos.

    python -m training.data.gather --out build/pictures --photos ../shared/data/photos

needs Debian's `openclipart-png`, `wordnet-base` and `librsvg2-bin`, and `npm`. Each source becomes a folder with
`captions.jsonl`. A source that is there is left as it is, so an interrupted run goes on.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from core.errors import BadInput, Missing, VermeilError
from training.data import clipart, emoji, photos
from training.data.wordnet import Nouns

CLIPART = Path("/usr/share/openclipart/png")
WORDNET = Path("/usr/share/wordnet")
_SECONDS = 600.0


def gather(out: Path, photo_folder: Path | None, nouns: Nouns) -> dict[str, int]:
    """Fill `out`; the number of pictures of each source."""
    jobs: dict[str, Callable[[Path], int]] = {"clipart": lambda target: clipart.gather(CLIPART, target, nouns)}
    if photo_folder is not None:
        jobs["photos"] = lambda target: photos.gather(photo_folder, target)
    for name in emoji.LICENCES:
        jobs[name] = lambda target, name=name: emoji.gather(_package(out / "npm", name), target, nouns)  # type: ignore[misc]
    counts = {}
    for name, job in jobs.items():
        target = out / name
        if (target / "captions.jsonl").exists():
            counts[name] = len((target / "captions.jsonl").read_text(encoding="utf-8").splitlines())
            continue
        if target.exists():
            raise BadInput(
                f"{target} holds something else than gathered pictures.", "Move it away, or set another --out."
            )
        counts[name] = _gathered(job, target)
        print(f"{name}: {counts[name]} pictures", flush=True)  # noqa: T201
    return counts


def _gathered(job: Callable[[Path], int], target: Path) -> int:
    """Fill a folder beside `target`, which takes that name when it is whole."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)  # of a run that was stopped
    unfinished.mkdir(parents=True)
    count = job(unfinished)
    unfinished.rename(target)
    return count


def _package(folder: Path, name: str) -> Path:
    """The icon set, fetched from npm where it is not there."""
    package = folder / "node_modules" / "@iconify-json" / name
    if not package.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts"]
        try:
            subprocess.run([*command, *emoji.PACKAGES], check=True, capture_output=True, timeout=_SECONDS)
        except (OSError, subprocess.SubprocessError) as error:
            raise Missing("The icon sets could not be fetched.", "Install npm and connect to its registry.") from error
    return package


def main() -> None:
    """Gather the sources that the command line asks for. Raises `Missing` for a package that is not installed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--photos", type=Path, help="folder of labelled photos (labels.jsonl), where there is one")
    arguments = parser.parse_args()
    for folder, package in ((CLIPART, "openclipart-png"), (WORDNET, "wordnet-base")):
        if not folder.is_dir():
            raise Missing(f"{package} is not installed.", f"apt-get install {package}")
    gather(arguments.out, arguments.photos, Nouns(WORDNET))


if __name__ == "__main__":
    try:
        main()
    except VermeilError as error:
        sys.exit(f"{error.message} {error.remedy}".strip())

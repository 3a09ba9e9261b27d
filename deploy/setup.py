"""Install Vermeil into a virtual environment: `python3 deploy/setup.py .venv`. Needs nothing but Python's own library.

`python3 deploy/setup.py .venv --standard` adds the models of the profile `standard` where this machine can run them;
where they cannot be had, Vermeil opens on `lite`, and says so.

The packages come from `requirements.lock`, each checked against its hash, as prebuilt wheels. uv installs them (a
minute where pip takes five); where uv itself cannot be had or fails, pip does the same work.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED_BYTES = 12 * 2**30
STANDARD_MEMORY = 4 * 2**30  # as in core/profiles.py
STANDARD_DISK = 5 * 2**30  # the pieces, what is put together of them, and what is converted


def main(target: str) -> int:
    began = time.monotonic()
    if not (3, 11) <= sys.version_info[:2] <= (3, 12):
        return fail(
            f"Vermeil needs Python 3.11 or 3.12; this is {sys.version.split()[0]}.",
            "Name another one: make up PYTHON=python3.12",
        )
    folder = ROOT / target
    python = folder / "bin" / "python"
    if not usable(python):
        say("Making the virtual environment")
        venv.create(folder, with_pip=True, clear=True)
    say("Installing the packages (about 3 GB to download the first time)")
    if not (install_with_uv(python) or install_with_pip(python)):
        return fail(
            "The packages could not be installed; the lines above say why.",
            f"Check the network and {NEEDED_BYTES >> 30} GB of free disk, then run the same command again: it resumes.",
        )
    say("Converting the models for this machine (once, about half a minute)")
    if not run(folder / "bin" / "vermeil", "models", "--prepare", "--quiet"):
        return fail("The models could not be prepared; the lines above say why.", f"Then: {target}/bin/vermeil doctor")
    say(f"Ready after {time.monotonic() - began:.0f} s")
    return 0


def add_standard(target: str) -> int:
    """Install the models of `standard`. What stands in the way is said, and is no failure."""
    if unfit():  # `vermeil up` says why
        return 0
    say("Installing the models of the profile standard (1.5 GB; VERMEIL_PROFILE=lite does without)")
    python = ROOT / target / "bin" / "python"
    lock = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", ROOT / "requirements-standard.lock")
    if not (
        run(python.with_name("uv"), "pip", "install", "--python", python, *lock)
        or run(python, "-m", "pip", "install", *lock)
    ):
        say("They could not be installed; the lines above say why. Vermeil opens on the profile lite until they are.")
        return 0
    say("Converting them for this machine (once, about half a minute)")
    if run(python.with_name("vermeil"), "models", "--prepare", "--quiet"):
        (ROOT / target / ".standard").touch()  # Make's stamp
    return 0


def unfit() -> bool:
    """Whether this machine does without `standard`, or somebody chose another profile."""
    return (
        os.environ.get("VERMEIL_PROFILE", "standard") != "standard"
        or free_memory() < STANDARD_MEMORY
        or shutil.disk_usage(ROOT).free < STANDARD_DISK
    )


def free_memory() -> int:
    """Bytes that a program can have now: as Linux counts them, elsewhere all that the machine has."""
    listing = Path("/proc/meminfo")
    if listing.exists():
        rows = dict(line.split(":", 1) for line in listing.read_text().splitlines() if ":" in line)
        return int(rows["MemAvailable"].split()[0]) * 1024
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def usable(python: Path) -> bool:
    """Whether the environment exists and is of this Python: one left over from another version is made anew."""
    if not python.exists():
        return False
    asked = subprocess.run(
        [python, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() == str(sys.version_info[:2])


def install_with_uv(python: Path) -> bool:
    uv = python.with_name("uv")
    bootstrap = (python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements-build.lock")
    return (
        (uv.exists() or run(*bootstrap))
        and run(uv, "pip", "install", "--python", python, "--require-hashes", "--no-deps", "--only-binary", ":all:",
                "-r", ROOT / "requirements.lock")
        and run(uv, "pip", "install", "--quiet", "--python", python, "--no-deps", "--no-build-isolation", "-e", ROOT)
    )  # fmt: skip


def install_with_pip(python: Path) -> bool:
    say("uv did not finish; trying the same with pip")
    pip = (python, "-m", "pip", "install", "--no-deps")
    return run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.lock") and run(
        *pip, "--quiet", "--no-build-isolation", "-e", ROOT
    )


def run(*command: str | Path) -> bool:
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode == 0


def say(sentence: str) -> None:
    sys.stdout.write(f"• {sentence}\n")
    sys.stdout.flush()


def fail(message: str, remedy: str) -> int:
    sys.stderr.write(f"{message}\n{remedy}\n")
    return 1


if __name__ == "__main__":
    target, *options = sys.argv[1:] or [".venv"]
    sys.exit(add_standard(target) if options == ["--standard"] else main(target))

"""A service that learns and is going to be killed: `python -m … DATA TINY POINT`, where the process stays in a step, or
the service itself at one of the points below."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import memory.readers
from app.learning import runner as running
from app.learning.runner import Runner
from app.wiring.services import Services, build
from tests.app.conftest import tiny_settings
from tests.app.serving import QuickReaders
from training import registry

ROOT = Path(__file__).resolve().parents[3]
POINTS: dict[str, tuple[Any, str]] = {
    "register": (registry, "keep_flips"),  # the folder is whole, and nothing is in SQL
    "renamed": (registry, "sync"),  # the folder has its name, and nothing is in SQL
    "take up": (Services, "promote"),
}


def begun(data: Path, tiny: Path, point: str) -> subprocess.Popen[bytes]:
    """Such a service, in a process of its own."""
    return subprocess.Popen([sys.executable, "-m", __name__, str(data), str(tiny), point], cwd=ROOT)


def staying(folder: Path, point: str, done: Callable[..., Any]) -> Callable[..., Any]:
    """What says that it is there, and stays."""

    def stay(*given: Any, **more: Any) -> Any:
        if point == "renamed" and given[0].name != "versions":
            return done(*given, **more)
        (folder / "there").touch()
        return time.sleep(600)

    return stay


def main(data: Path, tiny: Path, point: str) -> None:
    with pytest.MonkeyPatch.context() as instead:
        instead.setattr(memory.readers, "Readers", QuickReaders)
        instead.setattr(running, "PROCESS", "tests.app.learning.stepping_process")
        if point in POINTS:
            of, name = POINTS[point]
            instead.setattr(of, name, staying(data, point, getattr(of, name)))
        services = build(tiny_settings(data, tiny))
        Runner(services.settings, lambda: services).start()
        time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

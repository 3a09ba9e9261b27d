"""In the place of the process that learns: goes through its steps, with no work in them.

A step writes down that it began and stays in it where the file `stays` beside the folder names it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import partialmethod
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.training.versions import adapter
from training.learning import run
from training.learning.job import ADAPTER

BESIDE = Path(sys.argv[1]).parent
REPORT = {"verdict": "promote", "why": [], "proof": {"learned": True}, "slices": [], "flips": {}, "training": {}}


def worked(of: run.Run, stage: str, *_: Any) -> dict[str, Any]:
    with (BESIDE / "worked").open("a") as file:
        file.write(json.dumps([stage, os.getpid()]) + "\n")
    if stage == "train":
        adapter(of.folder / ADAPTER)
    if (BESIDE / "stays").read_text() == stage:
        time.sleep(600)
    return REPORT if stage == "gate" else {}


class Steps(run.Run):
    """Those of a run."""

    replay = partialmethod(worked, "replay")  # type: ignore[assignment]
    train = partialmethod(worked, "train")  # type: ignore[assignment]
    prove = partialmethod(worked, "prove")  # type: ignore[assignment]
    gate = partialmethod(worked, "gate")  # type: ignore[assignment]

    def evaluate(self, when: str) -> dict[str, Any]:
        return worked(self, f"evaluate {when}")


with pytest.MonkeyPatch.context() as instead:
    instead.setattr(run, "Run", Steps)
    instead.setitem(sys.modules, "training.learning.memory", SimpleNamespace(check_memory=lambda *_: None))
    sys.exit(run.command())

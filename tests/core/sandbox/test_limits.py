from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# Counts how many of 60 threads start that all wait for the last one.
COUNTING = """
import os, threading
from core.sandbox import limits
if os.getuid() == 0:  # whom no ceiling holds
    os.setresuid(65534, 65534, 65534)
limits.MORE_THREADS = 16
print(limits.limit_threads())
gate, started = threading.Event(), 0
for _ in range(60):
    try:
        threading.Thread(target=gate.wait, daemon=True).start()
        started += 1
    except RuntimeError:
        break
print(started)
gate.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="enforced by Linux")
def test_threads_have_a_ceiling() -> None:
    run = subprocess.run([sys.executable, "-c", COUNTING], cwd=ROOT, capture_output=True, text=True, check=True)
    limited, started = run.stdout.split()
    assert limited == "True"
    if os.getuid() == 0:  # then it counted for nobody, who runs nothing else
        assert 16 <= int(started) < 60


@pytest.mark.skipif(sys.platform != "linux", reason="enforced by Linux")
def test_capabilities_are_laid_off() -> None:
    code = "from core.sandbox import limits; limits.drop_privileges(); print(open('/proc/self/status').read())"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    state = dict(line.split(":\t", 1) for line in told.splitlines() if ":\t" in line)
    assert {int(state[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")} == {0}
    assert state["NoNewPrivs"] == "1"

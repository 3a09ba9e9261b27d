"""What was freed goes back to the system."""

from __future__ import annotations

import sys

import psutil
import pytest

from core import heap


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's calls")
def test_a_burst_is_given_back() -> None:
    heap.bound_arenas()
    kept = []
    burst = [bytes(1_000) for _ in range(100_000)]
    kept = burst[::1_000]  # holes between what stays: by itself the C library keeps all of it
    burst.clear()
    before = psutil.Process().memory_info().rss
    heap.give_back()
    assert before - psutil.Process().memory_info().rss > 20_000_000
    assert len(kept) == 100

"""How those who wait are told how far something is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how many items are done, and how many there are."""

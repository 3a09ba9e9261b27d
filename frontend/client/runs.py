"""The part of the HTTP client that is about learning runs, for admins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from core.types import JsonObject

_SECONDS = 600.0


class Runs:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any], send: Callable[..., Any]) -> None:
        self._json, self._send = json, send

    def listed(self) -> Sequence[JsonObject]:
        """The latest first."""
        return list(self._json("GET", "/api/runs")["runs"])

    def shown(self, run: int) -> JsonObject:
        """One with its recipe and its loss by step."""
        return dict(self._json("GET", f"/api/runs/{run}"))

    def schedule(self) -> JsonObject:
        """When runs begin by themselves."""
        return dict(self._json("GET", "/api/schedule"))

    def plan(self, cron: str, least_new: int, quiet_hours: str) -> JsonObject:
        """Have them begin at other times."""
        body = {"cron": cron, "least_new": least_new, "quiet_hours": quiet_hours}
        return dict(self._json("PUT", "/api/schedule", json=body))

    def begin(self, recipe: str, changes: Sequence[str] = ()) -> JsonObject:
        """Begin one; the code of the error is `conflict` while another goes on."""
        values = {"recipe": recipe, "changes": list(changes)}
        return dict(self._json("POST", "/api/runs", json=values, timeout=_SECONDS))

    def cancel(self, run: int) -> None:
        self._json("POST", f"/api/runs/{run}/cancel", timeout=_SECONDS)

    def log(self, run: int) -> bytes:
        """What its process wrote, as text."""
        content: bytes = self._send("GET", f"/api/runs/{run}/log").content
        return content

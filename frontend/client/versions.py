"""The part of the HTTP client that is about learned versions, for admins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

import httpx

from core.types import JsonObject

_SECONDS = 600.0
_LONG_SECONDS = 3600.0  # as many answers as there are corrections


class Versions:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any], send: Callable[..., httpx.Response]) -> None:
        self._json, self._send = json, send

    def listed(self) -> Sequence[JsonObject]:
        """The newest first, and last the model as it ships."""
        return list(self.overview()["versions"])

    def overview(self) -> dict[str, Any]:
        """The `versions`, and which one is the `canary` that answers a share of conversations."""
        return dict(self._json("GET", "/api/versions"))

    def try_on(self, version: str, share: float, *, override: bool = False) -> None:
        """Answer a share of the conversations that begin from now on with a version."""
        body = {"version": version, "share": share, "override": override}
        self._json("PUT", "/api/versions/canary", json=body, timeout=_SECONDS)

    def end_trial(self) -> None:
        """Answer all conversations with what serves again."""
        self._json("DELETE", "/api/versions/canary", timeout=_SECONDS)

    def shadow(self, version: str, questions: int) -> JsonObject:
        """Recent questions, answered by a version beside what serves."""
        path = f"{_at(version)}/shadow"
        return dict(self._json("POST", path, json={"questions": questions}, timeout=_LONG_SECONDS))

    def shown(self, version: str) -> JsonObject:
        """One with its card."""
        return dict(self._json("GET", _at(version)))

    def promote(self, version: str, *, override: bool = False) -> JsonObject:
        """Answer with it; `current` and `previous` afterwards."""
        path = f"{_at(version)}/promotion"
        return dict(self._json("POST", path, json={"override": override}, timeout=_SECONDS))

    def rollback(self) -> JsonObject:
        """Answer with what served before."""
        return dict(self._json("POST", "/api/versions/rollback", timeout=_SECONDS))

    def delete(self, version: str) -> None:
        self._json("DELETE", _at(version))

    def diff(self, one: str, other: str) -> JsonObject:
        """What tells two apart."""
        return dict(self._json("GET", f"{_at(one)}/diff/{quote(other, safe='')}"))

    def compare(self, question: str, versions: Sequence[str]) -> Sequence[JsonObject]:
        """What each answers to a question."""
        body = {"question": question, "versions": list(versions)}
        return list(self._json("POST", "/api/versions/comparison", json=body, timeout=_SECONDS)["answers"])

    def regressions(self, version: str) -> JsonObject:
        """What was corrected, asked again of a version."""
        return dict(self._json("POST", f"{_at(version)}/regressions", timeout=_LONG_SECONDS))

    def export(self, version: str) -> bytes:
        """A ZIP file."""
        return self._send("GET", f"{_at(version)}/export", timeout=_SECONDS).content

    def take_in(self, data: bytes) -> JsonObject:
        """A version of what `export` gave, here or elsewhere."""
        files = {"file": ("version.zip", data, "application/zip")}
        return dict(self._json("POST", "/api/versions", files=files, timeout=_SECONDS))


def _at(version: str) -> str:
    return f"/api/versions/{quote(version, safe='')}"

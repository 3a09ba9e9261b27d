"""Is it alive, is it ready."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.described import Reply
from app.api.warmup import Status


class Alive(Reply):
    """That the process answers."""

    status: Literal["ok"]


class Readiness(Reply):
    """How far the service is."""

    status: Status = Field(description="`limited` where a model or two are missing, and the rest can be used.")
    parts: dict[str, str] = Field(description="Each part with `loading`, `ready` or `failed: why`.")
    notes: list[str] = Field(description="What is done otherwise than it was chosen, in sentences.")

"""What the API tells of how a library is kept in order, as typed values: versions of documents, and tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from core.types import JsonObject, Status

Json = Mapping[str, Any]
Standing = Literal["current", "coming", "earlier"]
PENDING = ("queued", "processing")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document: the current one, one that is coming, or an earlier one."""

    id: str
    name: str
    standing: Standing
    status: Status
    reason: str | None = None
    progress: float = 0.0
    size: int = 0
    created_at: float = 0.0

    @classmethod
    def from_json(cls, value: Json) -> Version:
        return cls(
            str(value["document"]), str(value["name"]), cast(Standing, value["standing"]),
            cast(Status, value["status"]), value.get("reason"), float(value.get("progress") or 0.0),
            int(value.get("size") or 0), float(value.get("created_at") or 0.0),
        )  # fmt: skip

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "document": self.id, "name": self.name, "standing": self.standing, "status": self.status,
            "reason": self.reason, "progress": self.progress, "size": self.size, "created_at": self.created_at,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the number of documents that it is on, and their bytes."""

    name: str
    documents: int
    size: int = 0

    @classmethod
    def from_json(cls, value: Json) -> Tag:
        return cls(str(value["name"]), int(value["documents"]), int(value.get("size") or 0))

"""What the API tells of accounts, as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

Role = Literal["user", "admin"]
Purpose = Literal["first", "invitation", "reset"]
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; times are seconds since 1970."""

    id: str
    name: str
    role: Role
    disabled: bool = False
    created_at: float = 0.0

    @classmethod
    def from_json(cls, value: Json) -> Person:
        return cls(
            str(value["id"]), str(value["name"]), cast(Role, value["role"]), bool(value.get("disabled")),
            float(value.get("created_at") or 0.0),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Me:
    """Whoever is asking. `accounts` is false where one person has Vermeil to themselves.

    `password` is false for who signs in elsewhere and has none here.
    """

    accounts: bool
    person: Person
    password: bool = True

    @classmethod
    def from_json(cls, value: Json) -> Me:
        person = Person(str(value["id"]), str(value["name"]), cast(Role, value["role"]))
        return cls(bool(value["accounts"]), person, bool(value["password"]))


@dataclass(frozen=True, slots=True)
class Key:
    """An API key; `secret` is there just once, when it is made."""

    id: str
    name: str
    created_at: float
    used_at: float | None
    secret: str = ""

    @classmethod
    def from_json(cls, value: Json) -> Key:
        used = value.get("used_at")
        return cls(
            str(value["id"]), str(value["name"]), float(value["created_at"]), None if used is None else float(used),
            str(value.get("key") or ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link that works once; `path` is there just once, when it is made. `name` is whose password it sets."""

    id: str
    purpose: Purpose
    role: Role
    name: str | None
    expires_at: float
    path: str = ""

    @classmethod
    def from_json(cls, value: Json) -> Link:
        return cls(
            str(value["id"]), cast(Purpose, value["purpose"]), cast(Role, value["role"]), value.get("name"),
            float(value["expires_at"]), str(value.get("path") or ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who did what; no name where there is nobody of that name any more."""

    at: float
    actor: str | None
    action: str
    subject: str | None
    detail: str | None

    @classmethod
    def from_json(cls, value: Json) -> LogLine:
        return cls(float(value["at"]), value["actor"], str(value["action"]), value["subject"], value["detail"])

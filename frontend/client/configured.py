"""What is set where Vermeil is started, as the API tells it to admins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.types import JsonValue


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting with its value. `given`: it is said in the environment or in `.env`, and else the default."""

    name: str
    variable: str
    value: JsonValue
    about: str
    given: bool

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Setting:
        return cls(
            str(value["name"]), str(value["variable"]), value["value"], str(value.get("about") or ""),
            bool(value["given"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Configured:
    """What hears (by `models`, one for all languages or one for English and one for the others), and the `voice` that
    speaks, None where none does; limits; and how many votes and wrong passwords pass within so many seconds."""

    recognizer: str
    models: tuple[str, ...]
    voice: str | None
    speech: tuple[Setting, ...]
    limits: tuple[Setting, ...]
    rates: Mapping[str, float]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Configured:
        speech = value["speech"]
        return cls(
            str(speech["recognizer"]), tuple(map(str, speech["models"])), speech["voice"],
            tuple(map(Setting.from_json, speech["settings"])), tuple(map(Setting.from_json, value["limits"])),
            dict(value["rates"]),
        )  # fmt: skip

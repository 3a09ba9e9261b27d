"""What admins see of how answers do, as the API tells it. Days are seconds since 1970, times are seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rated:
    """Votes of one day, or on one model and version."""

    of: float | str
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Day:
    """The answers of a day: how many, how many of them found nothing, and the middle and 95th of 100 times."""

    day: float
    answers: int
    refused: int
    median: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Insights:
    """`cited` are names of documents with how many answers cite them, `never` those that none cites, of `never_in_all`;
    `others` counts the documents that the admin may not read, and those of them that no answer cites."""

    votes: tuple[Rated, ...]
    models: tuple[Rated, ...]
    reasons: Mapping[str, int]
    stages: Mapping[str, int]
    days: tuple[Day, ...]
    cited: tuple[tuple[str, int], ...]
    never: tuple[str, ...]
    never_in_all: int
    others: tuple[int, int]
    found_nothing: tuple[tuple[str, float], ...]

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Insights:
        documents, others = value["documents"], value["documents"]["others"]
        return cls(
            votes=tuple(Rated(float(row["day"]), row["up"], row["down"]) for row in value["votes"]),
            models=tuple(Rated(_version(row), row["up"], row["down"]) for row in value["approval"]),
            reasons=dict(value["reasons"]),
            stages=dict(value["stages"]),
            days=tuple(
                Day(float(row["day"]), row["answers"], row["refused"], row["median"], row["p95"])
                for row in value["answers"]
            ),
            cited=tuple((str(row["name"]), int(row["answers"])) for row in documents["most_cited"]),
            never=tuple(str(row["name"]) for row in documents["never_cited"]),
            never_in_all=int(documents["never_cited_in_all"]),
            others=(int(others["documents"]), int(others["never_cited"])),
            found_nothing=tuple((str(row["question"]), float(row["at"])) for row in value["found_nothing"]),
        )


def _version(row: Mapping[str, Any]) -> str:
    return str(row["model"]) if row["version"] == "base" else f"{row['version']} over {row['model']}"

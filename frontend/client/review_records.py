"""What the API tells of feedback that is reviewed, as typed values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from core.types import Citation, Decision, Passage, Reason, VoteValue

Json = Mapping[str, Any]


NOWHERE = "nowhere"
"""In place of a place: that nothing that was found says what is right."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of a passage, by its document and chunk."""

    document: str
    chunk: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """As a text that tells it from others."""
        return f"{self.document} {self.chunk} {self.start} {self.end}"

    @classmethod
    def of(cls, key: str) -> Place:
        """The inverse of `key`."""
        document, chunk, start, end = key.rsplit(" ", 3)
        return cls(document, int(chunk), int(start), int(end))


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was chosen to answer from: characters `start` to `end` of a passage, which counts from 0.

    `score` is in the units of `scored_by`.
    """

    n: int
    passage: int
    start: int
    end: int
    score: float
    scored_by: str

    @classmethod
    def from_json(cls, value: Json) -> Line:
        return cls(
            int(value["n"]), int(value["passage"]), int(value["start"]), int(value["end"]),
            float(value["score"] or 0.0), str(value["scored_by"] or ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewedTurn:
    """An answer as it was made. `raw` are the model's own words; `picture` and `audio` say whether there is one.

    `heard` are the words of the recording with the recogniser's probability in [0, 1], `lines` those that were chosen,
    of which the model, where one was asked, `read` so many: the first ones.
    """

    question: str
    answer: str
    raw: str
    transcript: str
    route: str
    outcome: str
    model: str
    version: str
    prompt_version: str
    untrainable: str
    timings: Mapping[str, float]
    heard: tuple[tuple[str, float], ...]
    passages: tuple[Passage, ...]
    lines: tuple[Line, ...]
    read: int
    citations: tuple[Citation, ...]
    picture: bool
    audio: bool

    @classmethod
    def from_json(cls, value: Json) -> ReviewedTurn:
        texts = (
            "question", "answer", "raw", "transcript", "route", "outcome", "model", "version", "prompt_version",
            "untrainable",
        )  # fmt: skip
        words = [word for segment in value["heard"] or () for word in segment.get("words") or ()]
        return cls(
            **{name: str(value[name] or "") for name in texts},
            timings={name: float(seconds) for name, seconds in (value["timings"] or {}).items()},
            heard=tuple((str(word["text"]), float(word["probability"])) for word in words),
            passages=tuple(map(Passage.from_json, value["passages"])),
            lines=tuple(map(Line.from_json, value["evidence"])), read=int(value["lines"] or 0),
            citations=tuple(map(Citation.from_json, value["citations"])),
            picture=bool(value["picture"]), audio=bool(value["audio"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A vote with all that there is of it. `number` is that of the decision that is wanted.

    `set_aside` says which run learned nothing from it though it was approved, and why; empty where none did.
    `written` is what stands in the fields by their names: one's own draft, or what was decided. `voted_for` is where
    the right answer stands by whoever voted: the key of a `Place`, or empty.
    """

    id: str
    state: str
    vote: VoteValue
    reasons: tuple[Reason, ...]
    name: str
    marks: tuple[str, ...]
    stage: str
    stage_evidence: str
    number: int
    blind: bool
    set_aside: str
    created_at: float
    comment: str
    correction: str
    transcript: str
    picture_name: str
    evidence: tuple[str, ...]
    written: Mapping[str, str]
    voted_for: str
    turn: ReviewedTurn

    @classmethod
    def from_json(cls, value: Json) -> ReviewItem:
        said = value["said"]
        texts = ("comment", "correction", "transcript", "picture_name")
        return cls(
            id=str(value["item"]), state=str(value["state"]), vote=value["vote"], reasons=tuple(value["reasons"]),
            name=str(value["name"] or ""), marks=tuple(value["marks"]), stage=str(value["stage"] or ""),
            stage_evidence=str(value["stage_evidence"] or ""), number=int(value["number"]), blind=bool(value["blind"]),
            set_aside=_set_aside(value["set_aside"]),
            created_at=float(value["created_at"]), **{name: str(said[name] or "") for name in texts},
            evidence=tuple(str(place["text"] or "") for place in said["evidence"]),
            written=_written(value), voted_for=_key(said["evidence"] or None),
            turn=ReviewedTurn.from_json(value["turn"]),
        )  # fmt: skip

    @property
    def ended(self) -> bool:
        """Whether it was decided."""
        return self.state in get_args(Decision)

    @property
    def proposed(self) -> str:
        """What would be learned as it was said."""
        return self.correction or self.turn.answer

    @property
    def pointed(self) -> str:
        """Where the right answer stands by what was written, or else by whoever voted."""
        return self.written.get("evidence", self.voted_for)


def _written(value: Json) -> Mapping[str, str]:
    if value["state"] not in get_args(Decision):
        return {name: str(text) for name, text in (value["draft"] or {}).items()}
    last = [row for row in value["decisions"] if not row["withdrawn"]][-1]
    texts = {name: str(last[name] or "") for name in ("decision", "answer", "rating", "note")}
    return {name: text for name, text in {**texts, "evidence": _key(last["evidence"])}.items() if text}


def _set_aside(value: Json | None) -> str:
    return f"Run {value['run']} set it aside: {value['reason']}" if value is not None else ""


def _key(places: Sequence[Json] | None) -> str:
    """Of the first of them: the page has room for one."""
    if not places:
        return "" if places is None else NOWHERE
    first = places[0]
    return Place(str(first["document"]), int(first["chunk"]), int(first["start"]), int(first["end"])).key


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """An item in the list; `number` is that of the decision that is wanted."""

    id: str
    number: int
    vote: VoteValue
    reasons: tuple[Reason, ...]
    question: str
    person: str
    name: str
    corrected: bool
    marks: tuple[str, ...]

    @classmethod
    def from_json(cls, value: Json) -> ReviewLine:
        return cls(
            str(value["item"]), int(value["number"]), value["vote"], tuple(value["reasons"]), str(value["question"]),
            str(value["person"]), str(value["name"] or ""), bool(value["corrected"]), tuple(value["marks"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed to: names by ids, those with the most items first."""

    people: Mapping[str, str]
    documents: Mapping[str, str]
    versions: tuple[str, ...]

    @classmethod
    def from_json(cls, value: Json) -> Choices:
        return cls(
            {str(one["person"]): str(one["name"] or "The owner") for one in value["people"]},
            {str(one["document"]): str(one["name"]) for one in value["documents"]},
            tuple(str(one["version"]) for one in value["versions"]),
        )

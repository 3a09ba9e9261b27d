"""What the API tells, as typed values. Unknown keys are ignored, missing optional ones get their default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from core.types import Citation, JsonObject, Kind, Passage, Status
from frontend.client.shelf_records import PENDING, Standing, Version

Json = Mapping[str, Any]
Vote = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the service can be used, and its parts with `ready`, `loading` or `failed: why`.

    `limited`: all but some model can be used. `notes` are sentences about parts that it does without.
    """

    status: Literal["ready", "limited", "warming", "failed", "unreachable"]
    parts: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, value: Json) -> Readiness:
        """Raises `ValueError` for what is no answer of the service."""
        if value.get("status") not in ("ready", "limited", "warming", "failed"):
            raise ValueError("no status of the service")
        parts = {str(k): str(v) for k, v in dict(value.get("parts") or {}).items()}
        return cls(value["status"], parts, tuple(str(note) for note in value.get("notes") or ()))

    @property
    def failures(self) -> dict[str, str]:
        """Parts that are out, with the reason."""
        return {
            name: state.partition(":")[2].strip() for name, state in self.parts.items() if state.startswith("failed")
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the library. `size` is in bytes, `progress` in [0, 1], `width` and `height` in pixels.

    `kind`, `media_type` and `pages` are None until it was read, `seconds` is the time that this took, and
    `seconds_audio` the length of a recording. `created_at` counts seconds since 1970, as everywhere in the API.
    """

    id: str
    name: str
    kind: Kind | None
    status: Status
    chunks: int = 0
    size: int = 0
    pages: int | None = None
    progress: float = 0.0
    reason: str | None = None
    created_at: float = 0.0
    width: int | None = None
    height: int | None = None
    media_type: str | None = None
    seconds: float | None = None
    seconds_audio: float | None = None
    standing: Standing = "current"
    versions: int = 1
    coming: Version | None = None
    tags: tuple[str, ...] = ()
    shared_by: str | None = None
    shared_with: tuple[str, ...] = ()
    shared_with_everyone: bool = False

    @classmethod
    def from_json(cls, value: Json) -> Document:
        shared = dict(value.get("shared_with") or {})
        return cls(
            id=str(value["document"]),
            name=str(value["name"]),
            kind=cast(Kind | None, value.get("kind")),
            status=cast(Status, value["status"]),
            chunks=int(value.get("chunks") or 0),
            size=int(value.get("size") or 0),
            pages=value.get("pages"),
            progress=min(1.0, max(0.0, float(value.get("progress") or 0.0))),
            reason=value.get("reason"),
            created_at=float(value.get("created_at") or 0.0),
            width=value.get("width"),
            height=value.get("height"),
            media_type=value.get("media_type"),
            seconds=value.get("seconds"),
            seconds_audio=value.get("seconds_audio"),
            standing=cast(Standing, value.get("standing") or "current"),
            versions=int(value.get("versions") or 1),
            coming=Version.from_json(value["coming"]) if value.get("coming") else None,
            tags=tuple(str(name) for name in value.get("tags") or ()),
            shared_by=value.get("shared_by"),
            shared_with=tuple(str(name) for name in shared.get("people") or ()),
            shared_with_everyone=bool(shared.get("everyone")),
        )

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "document": self.id,
            "name": self.name,
            "kind": self.kind,
            "media_type": self.media_type,
            "status": self.status,
            "reason": self.reason,
            "chunks": self.chunks,
            "seconds": self.seconds,
            "progress": self.progress,
            "pages": self.pages,
            "width": self.width,
            "height": self.height,
            "seconds_audio": self.seconds_audio,
            "size": self.size,
            "created_at": self.created_at,
            "standing": self.standing,
            "versions": self.versions,
            "coming": self.coming.to_json() if self.coming else None,
            "tags": list(self.tags),
            "shared_by": self.shared_by,
            "shared_with": {"people": list(self.shared_with), "everyone": self.shared_with_everyone},
        }

    @property
    def pending(self) -> bool:
        return self.status in PENDING

    @property
    def unsettled(self) -> bool:
        """Whether it, or a newer version of it, is still to be read."""
        return self.pending or (self.coming is not None and self.coming.status in PENDING)


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who answers, and the questions of the sample files by their names. `small`: the model ships with Vermeil;
    `worldly`: it may be asked about the world."""

    model: str
    small: bool
    worldly: bool
    samples: Mapping[str, str]

    @classmethod
    def from_json(cls, value: Json) -> Welcome:
        samples = {str(sample["name"]): str(sample["question"]) for sample in value.get("samples") or ()}
        return cls(str(value["model"]), bool(value.get("small")), bool(value.get("worldly", True)), samples)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """The model that answers. `server` is the host that questions go to, None for a model of Vermeil's own; `answers`
    are counted in the rest: median seconds, and tokens per second read and written."""

    name: str
    state: str
    profile: str
    file: str | None = None
    size: int | None = None
    server: str | None = None
    answers: int = 0
    seconds: float | None = None
    read: float | None = None
    written: float | None = None

    @classmethod
    def from_json(cls, value: Json) -> LanguageModel:
        recent = dict(value.get("recent") or {})
        return cls(
            name=str(value["model"]),
            state=str(value.get("state") or "ready"),
            profile=str(value.get("profile") or ""),
            file=value.get("file"),
            size=value.get("bytes"),
            server=value.get("server"),
            answers=int(recent.get("answers") or 0),
            seconds=recent.get("seconds"),
            read=recent.get("read"),
            written=recent.get("written"),
        )


@dataclass(frozen=True, slots=True)
class LanguageServer:
    """The language model server that an admin chose, "" where none is; `fixed_by` are variables that win over it."""

    address: str = ""
    model: str = ""
    has_key: bool = False
    fixed_by: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, value: Json) -> LanguageServer:
        saved = dict(value.get("saved") or {})
        return cls(
            str(saved.get("address") or ""), str(saved.get("model") or ""), bool(saved.get("has_key")),
            tuple(str(name) for name in value.get("fixed_by") or ()),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of asking a language model server, in a sentence, and the models that it lists."""

    good: bool
    sentence: str
    models: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, value: Json) -> Trial:
        return cls(bool(value["good"]), str(value["sentence"]), tuple(str(name) for name in value.get("models") or ()))


@dataclass(frozen=True, slots=True)
class Note:
    """What became of a file handed over with a question, in one sentence of plain text."""

    text: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer as the page shows them.

    `id` is None for an answer that was never recorded (stopped, or failed). `error` is a sentence; `stopped` says that
    the person ended the answer early, `repeated` that it was cut where it began to repeat itself. `picture` and `audio`
    are what was sent along in this session. `again_of` is the turn whose question it answers once more, and `chosen`
    says whether the conversation goes on with it, None before somebody chose; `same_again`: once more gave the same.
    `unrecorded`: there was no room on the disk to keep it.
    """

    question: str
    answer: str
    id: str | None = None
    transcript: str | None = None
    abstained: bool = False
    from_library: bool = True
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    timings: Mapping[str, float] | None = None
    vote: Vote | None = None
    stopped: bool = False
    repeated: bool = False
    error: str = ""
    picture: bytes | None = None
    audio: bytes | None = None
    notes: tuple[Note, ...] = ()
    again_of: str | None = None
    chosen: bool | None = None
    same_again: bool = False
    unrecorded: bool = False

    @classmethod
    def from_json(cls, value: Json) -> Turn:
        return cls(
            question=str(value.get("question") or ""),
            answer=str(value.get("answer") or ""),
            id=value.get("turn"),
            transcript=value.get("transcript"),
            abstained=bool(value.get("abstained")),
            from_library=bool(value.get("from_library", True)),
            citations=tuple(Citation.from_json(c) for c in value.get("citations") or ()),
            passages=tuple(Passage.from_json(p) for p in value.get("passages") or ()),
            timings={str(k): float(v) for k, v in dict(value.get("timings") or {}).items()},
            vote=vote_from_json(value.get("vote")),
            stopped=value.get("finish") == "cancelled",
            repeated=value.get("finish") == "repeated",
            again_of=value.get("again_of"),
            chosen=value.get("chosen"),
        )


def vote_from_json(value: Any) -> Vote | None:
    """A vote stands alone (`"up"`) or inside its record (`{"value": "up"}`)."""
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("vote")
    return cast(Vote, value) if value in ("up", "down") else None

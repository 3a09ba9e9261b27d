"""The part of the HTTP client that is about feedback: saying it, what became of it, and its review."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import httpx

from core.types import Decision, ExportKind, Reason, VoteValue
from frontend.client.review_records import Choices, Place, ReviewItem, ReviewLine
from frontend.client.sendable import sendable

_EXPORT_SECONDS = 600.0
_ANSWER_SECONDS = 600.0  # a model may think for long, and others may wait before one


@dataclass(frozen=True, slots=True)
class Pointed:
    """A passage that somebody points at as the right one; `name` and `text` are None where it is gone since."""

    document: str
    chunk: int
    name: str | None = None
    text: str | None = None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Pointed:
        return cls(str(value["document"]), int(value["chunk"]), value.get("name"), value.get("text"))


@dataclass(frozen=True, slots=True)
class Saying:
    """Why a vote was given, and what would have been right."""

    reasons: Sequence[Reason] = ()
    comment: str = ""
    correction: str = ""
    transcript: str = ""
    picture_name: str = ""
    evidence: Sequence[Pointed] = ()


@dataclass(frozen=True, slots=True)
class Anew:
    """What a question was answered since, by which version; `verdict` is what whoever voted finds of it."""

    answer: str
    version: str
    verdict: str | None
    at: float

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Anew:
        return cls(str(value["answer"]), str(value["version"]), value.get("verdict"), float(value["at"]))


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether one's feedback may be reviewed and learned from: in general, and in `conversations` with a word of their
    own. `undecided`: several people are here, and this one never said."""

    allowed: bool
    undecided: bool = False
    conversations: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Consent:
        decided = value["default"] or any(word["conversation"] is None for word in value["history"])
        return cls(bool(value["allowed"]), not decided, dict(value["conversations"]))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a vote. `allowed` is false where its owner lets nobody review it.

    `answered` is the answer that was voted on, by the learned `version` of then; `data_sets` are the numbers of those
    that the vote is in, `versions` the learned ones that were trained with it.
    """

    turn: str
    conversation: str
    question: str
    vote: VoteValue
    reasons: tuple[Reason, ...]
    correction: str
    state: str
    note: str
    answer: str
    allowed: bool
    created_at: float
    decided_at: float | None = None
    data_sets: tuple[int, ...] = ()
    versions: tuple[str, ...] = ()
    answered: str = ""
    version: str = ""
    anew: Anew | None = None
    evidence: tuple[Pointed, ...] = ()

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Receipt:
        return cls(
            str(value["turn"]), str(value["conversation"]), str(value["question"]), value["vote"],
            tuple(value["reasons"]), str(value["correction"] or ""), str(value["state"]), str(value["note"] or ""),
            str(value["answer"] or ""), bool(value["allowed"]), float(value["created_at"]),
            value.get("decided_at"), tuple(value.get("data_sets") or ()), tuple(value.get("versions") or ()),
            str(value.get("answered") or ""), str(value.get("version") or ""),
            Anew.from_json(value["anew"]) if value.get("anew") else None,
            tuple(Pointed.from_json(place) for place in value.get("evidence") or ()),
        )  # fmt: skip


class Feedback:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any], send: Callable[..., httpx.Response]) -> None:
        self._json, self._send = json, send

    # --- one's own ----------------------------------------------------------------------------------------------------

    def vote(self, turn: str, value: VoteValue | None, said: Saying | None = None) -> None:
        """Rate an answer; `None` takes the vote back."""
        said = said or Saying()
        values = {
            "turn": turn, "vote": value, "reasons": list(said.reasons), "comment": sendable(said.comment),
            "correction": sendable(said.correction), "transcript": sendable(said.transcript),
            "picture_name": sendable(said.picture_name),
            "evidence": [{"document": place.document, "chunk": place.chunk} for place in said.evidence],
        }  # fmt: skip
        self._json("POST", "/api/feedback", json=values)

    def choose(self, turn: str, over: str) -> None:
        """Go on with one of two answers to the same question."""
        self._json("POST", "/api/feedback/choice", json={"turn": turn, "over": over})

    def receipts(self) -> list[Receipt]:
        """The newest first."""
        return [Receipt.from_json(value) for value in self._json("GET", "/api/feedback")["feedback"]]

    def words(self) -> list[str]:
        """What is listened for in one's recordings."""
        return [str(word) for word in self._json("GET", "/api/feedback/words")["words"]]

    def answer_anew(self, turn: str) -> None:
        """Have the question of a vote answered by what serves now."""
        self._json("POST", f"/api/feedback/{turn}/anew", timeout=_ANSWER_SECONDS)

    def judge(self, turn: str, verdict: str | None) -> None:
        """Say whether the new answer is `better`, the `same` or `worse`."""
        self._json("PUT", f"/api/feedback/{turn}/anew", json={"verdict": verdict})

    def consent(self) -> Consent:
        """Whether one's feedback may be reviewed and learned from."""
        return Consent.from_json(self._json("GET", "/api/me/consent"))

    def allow(self, allowed: bool | None, conversation: str | None = None) -> None:
        """Allow or refuse it, in general or in one conversation; there None takes that word back."""
        self._json("PUT", "/api/me/consent", json={"allowed": allowed, "conversation": conversation})

    # --- review, for admins ------------------------------------------------------------------------------------------

    def states(self) -> Mapping[str, int]:
        """How many items there are in each state."""
        return dict(self._json("GET", "/api/review", params={"limit": 1})["states"])

    def next(self, filters: Mapping[str, str], skip: Sequence[str]) -> ReviewItem | None:
        """An item that waits, claimed; None where none does."""
        found = self._json("POST", "/api/review/next", json={**filters, "skip": list(skip)})["item"]
        return None if found is None else ReviewItem.from_json(found)

    def choices(self) -> Choices:
        """What those that wait can be narrowed to."""
        return Choices.from_json(self._json("GET", "/api/review/filters"))

    def listed(self, filters: Mapping[str, str], limit: int) -> tuple[list[ReviewLine], int]:
        """The oldest items that fit, and how many fit."""
        found = self._json("GET", "/api/review", params={**filters, "limit": limit})
        return [ReviewLine.from_json(value) for value in found["items"]], int(found["total"])

    def release(self, item: str) -> None:
        """Leave an item to others; what was written of it goes."""
        self._json("DELETE", f"/api/review/{item}/claim")

    def item(self, item: str) -> ReviewItem:
        return ReviewItem.from_json(self._json("GET", f"/api/review/{item}"))

    def keep_draft(self, item: str, draft: Mapping[str, str]) -> None:
        self._json("PUT", f"/api/review/{item}/draft", json={"draft": dict(draft)})

    def decide(
        self, item: str, number: int, decision: Decision, *, rating: VoteValue | None, answer: str, note: str,
        evidence: Sequence[Place] | None,
    ) -> str:  # fmt: skip
        """The state that it comes to. `evidence` is empty where nothing that was found says it, None where nothing is
        said of that. The code of the error is `taken` where somebody else came first.
        """
        ruling = {
            "decision": decision, "number": number, "rating": rating, "answer": sendable(answer) or None,
            "note": sendable(note) or None, "evidence": None if evidence is None else [asdict(one) for one in evidence],
        }  # fmt: skip
        return str(self._json("POST", f"/api/review/{item}/decision", json=ruling)["state"])

    def decide_many(self, items: Sequence[str], decision: Decision, note: str) -> list[str]:
        """All alike, or none where one of them cannot be. The states that they come to."""
        ruling = {"items": list(items), "decision": decision, "note": sendable(note) or None}
        return [str(one["state"]) for one in self._json("POST", "/api/review/decisions", json=ruling)["items"]]

    def reopen(self, item: str) -> None:
        self._json("POST", f"/api/review/{item}/reopen")

    def picture(self, item: str) -> bytes:
        """Of the question, as PNG."""
        return self._send("GET", f"/api/review/{item}/picture").content

    def audio(self, item: str) -> bytes:
        """Of the question, as it was sent."""
        return self._send("GET", f"/api/review/{item}/audio").content

    def export(self, kind: ExportKind, cap: float) -> bytes:
        """What may be learned, as a ZIP file; `cap` is the share of the rows that one person's may be."""
        asked = {"kind": kind, "cap": cap}
        return self._send("GET", "/api/review/export", params=asked, timeout=_EXPORT_SECONDS).content

"""What may be learned of feedback, as data sets: approved, by people who allow it, no more of anybody than their share.

The rows are in the conversational formats of TRL: `sft` has prompt and completion, `kto` also whether it is good, `dpo`
a chosen and a rejected answer. A prompt is built by the builder of the turn's own version, byte for byte as its model
was given it; then personal data is masked. Everything that is left out is counted in the data card.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import BadInput, NotFound
from core.types import ExportKind, JsonObject, Message, SoftTokens
from core.words import words
from feedback import personal_data
from feedback.places import words_at
from feedback.queue import APPROVED, VOID, Item, allowed, in_force, loaded
from feedback.target import Right, cited_anew, target, without_line
from memory import turns
from memory.database import Database, TurnRow, VoteRow, now
from memory.feedback_tables import DecisionRow

CAP = 0.2
"""Most of the rows that one person's may be; where fewer people take part than it takes, as little as can be."""


@dataclass(frozen=True, slots=True)
class Row:
    """One example. `said` are the parts that are not the prompt; with `pictures` the contents are lists of parts.

    `right` are the words where somebody says that the answer stands, of which there are none where nothing that was
    found has it; None where nobody says.
    """

    item: str
    owner: str
    prompt: Sequence[JsonObject]
    said: JsonObject
    pictures: tuple[str, ...]
    turn: TurnRow = field(repr=False)
    decision: str
    right: tuple[str, ...] | None = None

    def to_json(self) -> JsonObject:
        """As a line of the data set."""
        return {"prompt": list(self.prompt), **self.said, **({"images": list(self.pictures)} if self.pictures else {})}

    def same(self) -> str:
        """Equal for rows that would teach the same."""
        said = json.dumps([list(self.prompt), self.said], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(" ".join([*words(said), *self.pictures]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Export:
    """Rows, and the data card that says where they are from and what was left out."""

    rows: Sequence[Row]
    card: JsonObject

    def lines(self, *, pictures: bool = False) -> str:
        """JSON Lines: of rows without pictures, or of those with some, for one file has contents of one shape."""
        kept = (row for row in self.rows if bool(row.pictures) == pictures)
        return "".join(json.dumps(row.to_json(), ensure_ascii=False) + "\n" for row in kept)


def export(database: Database, kind: ExportKind, cap: float = CAP) -> Export:
    """The data set as of now. Raises `BadInput` for another kind, or a share that is none."""
    if kind not in get_args(ExportKind) or not 0.0 < cap <= 1.0:
        raise BadInput("A data set is of the kind sft, kto or dpo, and a share lies between 0 and 1.", "Choose one.")
    left_out: Counter[str] = Counter()
    rows: list[Row] = []
    with database.reading() as session:
        seen = allowed(session, in_force())
        left_out["not_allowed"] = len(session.scalars(in_force().with_only_columns(VoteRow.id)).all()) - len(seen)
        for item in loaded(session, seen):
            decision = _decision(session, item, left_out)
            if decision is not None:
                rows += _rows(database, session, kind, item, decision, left_out)
    masked = Counter[str]()
    unique = _unique([_masked(row, masked) for row in rows], left_out)
    kept, share = _capped(unique, cap, left_out)
    return Export(kept, _card(kind, kept, left_out, masked, {"cap": cap, "cap_in_force": round(share, 4)}))


def _decision(session: Session, item: Item, left_out: Counter[str]) -> DecisionRow | None:
    """The decision that approves an item; None, counted, where there is none."""
    vote, _, review = item
    if review is None or review.state not in APPROVED:
        ended = review is not None and review.state in VOID
        left_out[review.state if review is not None and ended else "undecided"] += 1
        return None
    standing = select(DecisionRow).where(DecisionRow.vote_id == vote.id, DecisionRow.withdrawn.is_(False))
    return session.scalar(standing.order_by(DecisionRow.number.desc()).limit(1))


def _rows(
    database: Database, session: Session, kind: ExportKind, item: Item, decision: DecisionRow, left_out: Counter[str]
) -> list[Row]:
    vote, turn, _ = item
    good, bad = (decision.rating or vote.value) == "up", (decision.rating or vote.value) == "down"
    own, right = turn.raw or "", _right(vote, decision)
    said_better = decision.answer or vote.correction or ""
    better = own if good and not said_better else target(turn, said_better, vote.reasons, right)
    if not better and "wrong_citation" in vote.reasons:
        better = cited_anew(turn, right)
    try:
        messages = _messages(database, turn)
        other = _other(database, session, vote.over_turn, turn, messages) if kind == "dpo" else None
    except turns.NotTrainable:
        left_out["untrainable"] += 1
        return []
    if not messages or not own:
        left_out["no_model_was_asked"] += 1
        return []
    said: list[JsonObject] = []
    if kind == "sft" and better:
        said = [{"completion": _answer(better)}]
    elif kind == "kto":
        said = [{"completion": _answer(own), "label": good}]
    elif kind == "dpo" and bad and better:
        said = [{"chosen": _answer(better), "rejected": _answer(own)}]
    elif kind == "dpo" and other:  # chosen, good or bad
        said = [{"chosen": _answer(better or own), "rejected": _answer(other)}]
    if not said:
        left_out["nothing_to_learn"] += 1
    pointed = None if right is None else tuple(words_at(session, vote.owner, turn.passages, place) for place in right)
    return [replace(_row(vote.id, turn, messages, answer, decision), right=pointed) for answer in said]


def _right(vote: VoteRow, decision: DecisionRow) -> Right:
    """Where the answer stands: as the reviewer says, else as whoever voted does."""
    return decision.evidence if decision.evidence is not None else (vote.evidence or None)


def _other(
    database: Database, session: Session, over: str | None, turn: TurnRow, messages: Sequence[Message]
) -> str | None:
    """The model's words of the answer that was not chosen, where it was given the same messages."""
    row = session.scalar(select(TurnRow).where(TurnRow.owner == turn.owner, TurnRow.id == (over or "")))
    if row is None or not row.raw:
        return None
    return row.raw if _texts(_messages(database, row)) == _texts(messages) else None


def _messages(database: Database, turn: TurnRow) -> list[Message]:
    """What the model was given; a picture stands in it as soft tokens of no length."""
    try:
        return turns.messages(database, turn.owner, turn.id, lambda _: SoftTokens(np.zeros((0, 0), np.float32)))
    except NotFound:  # deleted meanwhile
        raise turns.NotTrainable("It is gone.") from None


def _texts(messages: Sequence[Message]) -> list[tuple[str, str]]:
    return [(message.role, message.text) for message in messages]


def _answer(text: str) -> list[JsonObject]:
    return [{"role": "assistant", "content": text}]


def _row(item: str, turn: TurnRow, messages: Sequence[Message], said: JsonObject, decision: DecisionRow) -> Row:
    pictures = (turn.picture_sha256,) if _seen(messages) and turn.picture_sha256 else ()
    prompt: list[JsonObject] = [{"role": message.role, "content": _content(message, pictures)} for message in messages]
    if pictures:
        said = {name: _in_parts(value) for name, value in said.items()}
    return Row(item, turn.owner, prompt, said, pictures, turn, decision.decision)


def _seen(messages: Sequence[Message]) -> bool:
    return any(isinstance(part, SoftTokens) for message in messages for part in message.parts)


def _content(message: Message, pictures: Sequence[str]) -> Any:
    if not pictures:
        return message.text
    return [{"type": "text", "text": p} if isinstance(p, str) else {"type": "image"} for p in message.parts]


def _in_parts(said: Any) -> Any:
    if not isinstance(said, list):
        return said
    return [{**message, "content": [{"type": "text", "text": message["content"]}]} for message in said]


# --- what is left out, and hidden ---------------------------------------------------------------------------------


def _masked(row: Row, masked: Counter[str]) -> Row:
    """The row without personal data, which is counted by kind."""

    def hide(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: hide(inner) if name in ("content", "text") else inner for name, inner in value.items()}
        if isinstance(value, list):
            return [hide(inner) for inner in value]
        if not isinstance(value, str):
            return value
        masked.update(finding.kind for finding in personal_data.find(value))
        return personal_data.mask(value)[0]

    said = {name: hide(value) for name, value in row.said.items()}
    right = None if row.right is None else tuple(personal_data.mask(text)[0] for text in row.right)
    return replace(row, prompt=hide(list(row.prompt)), said=said, right=right)


def _unique(rows: Sequence[Row], left_out: Counter[str]) -> list[Row]:
    """Without pairs whose answers are the same, and without what was there before."""
    kept: dict[str, Row] = {}
    for row in rows:
        if "chosen" in row.said and _plain(row.said["chosen"]) == _plain(row.said["rejected"]):
            left_out["chosen_is_rejected"] += 1
        elif kept.setdefault(row.same(), row) is not row:
            left_out["duplicate"] += 1
    return list(kept.values())


def _plain(said: Any) -> list[str]:
    """The words of an answer: two that differ in signs and case only teach nothing."""
    return words(json.dumps(said, ensure_ascii=False))


def _capped(rows: Sequence[Row], cap: float, left_out: Counter[str]) -> tuple[list[Row], float]:
    """As many of each person's as may be, drawn by the hash of the item so that no time is preferred; and the share
    that holds: with three people one of them has a third at least."""
    counts = Counter(row.owner for row in rows)
    share = max(cap, 1 / len(counts)) if counts else cap
    most = max(counts.values(), default=0)
    while most > 1 and most > share * sum(min(count, most) for count in counts.values()) + 1e-9:
        most -= 1
    drawn: Counter[str] = Counter()
    kept = set()
    for row in sorted(rows, key=lambda row: hashlib.sha256(row.item.encode()).digest()):
        if drawn[row.owner] < most:
            drawn[row.owner] += 1
            kept.add(id(row))
        else:
            left_out["over_the_share_of_one_person"] += 1
    return [row for row in rows if id(row) in kept], share


def _card(
    kind: ExportKind, rows: Sequence[Row], left_out: Counter[str], masked: Counter[str], shares: dict[str, float]
) -> JsonObject:
    """Where the rows are from. People have numbers in it, the one with the most rows first."""
    people = Counter(row.owner for row in rows).most_common()
    made = Export(rows, {})
    texts = {"data.jsonl": made.lines(), "pictures.jsonl": made.lines(pictures=True)}
    files: JsonObject = {
        name: {"rows": text.count("\n"), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        for name, text in texts.items()
    }
    return {
        "kind": kind, "format": "TRL, conversational", "created_at": round(now(), 3), "rows": len(rows),
        "files": files,
        "filters": {"consent": "in force", "review": list(APPROVED), **shares, "masked": True},
        "left_out": _sorted(+left_out),
        "masked": _sorted(masked), "unmarked": sum(map(unmarked, rows)),
        "evidence": _sorted(
            Counter("in_none_found" if not row.right else "pointed_at" for row in rows if row.right is not None)
        ),
        "people": [
            {"person": n, "rows": count, "share": round(count / len(rows), 4)}
            for n, (_, count) in enumerate(people, 1)
        ],
        "prompt_versions": _sorted(Counter(row.turn.prompt_version for row in rows)),
        "models": _sorted(Counter(row.turn.model for row in rows)),
        "versions": _sorted(Counter(row.turn.version for row in rows)),
        "decisions": _sorted(Counter(row.decision for row in rows)),
    }  # fmt: skip


def unmarked(row: Row) -> bool:
    """Whether its best answer should cite a line and does not."""
    best = row.said.get("chosen") or (row.said.get("completion") if row.said.get("label", True) else None)
    return isinstance(best, list) and not row.pictures and without_line(row.turn, best[0]["content"])


def _sorted(counts: Counter[str]) -> JsonObject:
    return dict(sorted(counts.items()))

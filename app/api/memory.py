"""What Vermeil remembers of whoever asks: seen, switched off, put right and deleted by them alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from app.api.deps import Owner, Wired
from app.api.described import replies
from app.api.replies.memory import FactChanged, FactDeleted, FactRestored, Remembered, Remembering
from core.types import JsonObject
from core.types.limits import FACT_CHARS

router = APIRouter(prefix="/memory", tags=["memory"])

Id = Annotated[int, Path(ge=1, lt=2**63)]


class Switch(BaseModel):
    """Whether what one tells is remembered, and used in answers."""

    on: bool


class Wording(BaseModel):
    """A fact in other words."""

    text: str = Field(min_length=1, max_length=FACT_CHARS, pattern=r"\S")


@router.get("", responses=replies(Remembered))
def remembered(wired: Wired, owner: Owner) -> JsonObject:
    """What is remembered, the last said first, each with its turn; `deleted` can be had back for a while."""
    facts = wired.stores.facts
    kept, deleted = facts.list(owner), facts.list(owner, deleted=True)
    return {
        "on": facts.remembers(owner), "facts": [fact.to_json() for fact in kept],
        "deleted": [fact.to_json() for fact in deleted],
    }  # fmt: skip


@router.put("", responses=replies(Remembering))
def switch(body: Switch, wired: Wired, owner: Owner) -> dict[str, bool]:
    """Remember what one tells, or not; what is there stays, unused, until it is deleted."""
    wired.stores.facts.switch(owner, body.on)
    return {"on": body.on}


@router.patch("/{fact}", responses=replies(FactChanged))
def change(fact: Id, body: Wording, wired: Wired, owner: Owner) -> JsonObject:
    """Put a fact in other words."""
    wired.stores.facts.change(owner, fact, body.text.strip())
    return {"fact": fact, "text": body.text.strip()}


@router.delete("/{fact}", responses=replies(FactDeleted))
def delete(fact: Id, wired: Wired, owner: Owner) -> dict[str, int]:
    """Forget a fact. For ten minutes it can be restored."""
    wired.stores.facts.delete(owner, fact)
    return {"deleted": fact}


@router.post("/{fact}/restore", responses=replies(FactRestored))
def restore(fact: Id, wired: Wired, owner: Owner) -> dict[str, int]:
    """Have back what was deleted."""
    wired.stores.facts.restore(owner, fact)
    return {"fact": fact}

"""What people say of the answers."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.deps import Owner, Wired
from core.types import JsonObject

router = APIRouter(prefix="/feedback", tags=["feedback"])


class Vote(BaseModel):
    """What somebody says of an answer: up or down, why, and what it should have been."""

    turn: str
    vote: Literal["up", "down"] | None
    reason: str | None = Field(None, max_length=2_000)
    correction: str | None = Field(None, max_length=8_000)


@router.post("")
def vote(body: Vote, wired: Wired, owner: Owner) -> JsonObject:
    """Rate an answer; a second vote on the same answer replaces the first, and null takes it back."""
    if body.vote is None:
        wired.stores.votes.undo(owner, body.turn)
    else:
        wired.stores.votes.vote(owner, body.turn, body.vote, body.reason or None, body.correction or None)
    return {"turn": body.turn, "vote": body.vote}

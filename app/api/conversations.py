"""What was said before."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.deps import Owner, Wired
from core.types import JsonObject

router = APIRouter(prefix="/conversations", tags=["conversations"])


class Title(BaseModel):
    """A conversation's new title."""

    title: str = Field(min_length=1, max_length=200)


@router.get("")
def listed(wired: Wired, owner: Owner) -> JsonObject:
    """The caller's conversations, the latest used first, without their turns."""
    return {"conversations": [found.to_json() for found in wired.stores.conversations.list(owner)]}


@router.get("/{conversation}")
def one(conversation: str, wired: Wired, owner: Owner) -> JsonObject:
    """A conversation with its turns, oldest first."""
    found = wired.stores.conversations.get(owner, conversation)
    return {**found.to_json(), "turns": [turn.to_json() for turn in found.turns]}


@router.patch("/{conversation}")
def rename(conversation: str, body: Title, wired: Wired, owner: Owner) -> JsonObject:
    """Give a conversation another title."""
    wired.stores.conversations.rename(owner, conversation, body.title)
    return wired.stores.conversations.get(owner, conversation).to_json()


@router.delete("/{conversation}")
def delete(conversation: str, wired: Wired, owner: Owner) -> dict[str, str]:
    """Delete a conversation with its turns and their votes."""
    wired.stores.conversations.delete(owner, conversation)
    return {"deleted": conversation}

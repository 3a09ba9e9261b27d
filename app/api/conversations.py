"""What was said before."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.deps import Owner, Wired

router = APIRouter(prefix="/conversations", tags=["conversations"])


class Title(BaseModel):
    title: str = Field(min_length=1, max_length=200)


@router.get("")
def listed(wired: Wired, owner: Owner) -> dict[str, Any]:
    return {"conversations": wired.conversations.list(owner)}


@router.get("/{conversation}")
def one(conversation: str, wired: Wired, owner: Owner) -> dict[str, Any]:
    return wired.conversations.get(owner, conversation)


@router.patch("/{conversation}")
def rename(conversation: str, body: Title, wired: Wired, owner: Owner) -> dict[str, Any]:
    wired.conversations.rename(owner, conversation, body.title)
    return wired.conversations.get(owner, conversation)


@router.delete("/{conversation}")
def delete(conversation: str, wired: Wired, owner: Owner) -> dict[str, str]:
    wired.conversations.delete(owner, conversation)
    return {"deleted": conversation}

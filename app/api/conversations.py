"""What was said before."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from app.api.deps import Owner, Wired
from app.api.described import gives, replies
from app.api.replies.conversations import Conversation, Conversations, SaidBefore, WholeConversation
from app.api.replies.values import Deleted
from core.types import JsonObject, limits
from memory import conversation_search
from memory.conversation_markdown import markdown

router = APIRouter(prefix="/conversations", tags=["conversations"])


class Change(BaseModel):
    """What is to be changed of a conversation; what is left out stays."""

    title: str | None = Field(None, min_length=1, max_length=limits.TITLE_CHARS)
    pinned: bool | None = Field(None, description="Whether it stands before the others.")


class Sought(BaseModel):
    """Words of a question or an answer."""

    query: str = Field(min_length=1, max_length=limits.SEARCH_CHARS)
    limit: int = Field(20, ge=1, le=100)


@router.get("", responses=replies(Conversations))
def listed(wired: Wired, owner: Owner) -> JsonObject:
    """The caller's conversations without their turns, the pinned ones first, then the latest used.

    `deleted` are those that can be had back for a while.
    """
    kept, deleted = wired.stores.conversations.list(owner), wired.stores.conversations.deleted(owner)
    return {"conversations": [one.to_json() for one in kept], "deleted": [one.to_json() for one in deleted]}


@router.post("/search", responses=replies(SaidBefore))
def search(body: Sought, wired: Wired, owner: Owner) -> JsonObject:
    """Turns of all the caller's conversations that share words with the query, best first."""
    found = conversation_search.search(wired.stores.database, owner, body.query, body.limit)
    return {"results": [said.to_json() for said in found]}


@router.get("/{conversation}", responses=replies(WholeConversation))
def one(conversation: str, wired: Wired, owner: Owner) -> JsonObject:
    """A conversation with its turns, oldest first."""
    found = wired.stores.conversations.get(owner, conversation)
    return {**found.to_json(), "turns": [turn.to_json() for turn in found.turns]}


@router.get("/{conversation}/markdown", response_class=Response, responses=gives("text/markdown"))
def exported(conversation: str, wired: Wired, owner: Owner) -> Response:
    """A conversation as Markdown, with what its answers rest on."""
    text = markdown(wired.stores.conversations.get(owner, conversation))
    download = {"Content-Disposition": 'attachment; filename="conversation.md"'}
    return Response(text, media_type="text/markdown", headers=download)


@router.patch("/{conversation}", responses=replies(Conversation))
def change(conversation: str, body: Change, wired: Wired, owner: Owner) -> JsonObject:
    """Give a conversation another title, or pin it."""
    wired.stores.conversations.change(owner, conversation, title=body.title, pinned=body.pinned)
    return wired.stores.conversations.get(owner, conversation).to_json()


@router.delete("/{conversation}", responses=replies(Deleted))
def delete(conversation: str, wired: Wired, owner: Owner) -> dict[str, str]:
    """Delete a conversation with its turns and their votes. For ten minutes it can be restored."""
    wired.stores.conversations.delete(owner, conversation)
    return {"deleted": conversation}


@router.post("/{conversation}/restore", responses=replies(Conversation))
def restore(conversation: str, wired: Wired, owner: Owner) -> JsonObject:
    """Have back what was deleted."""
    wired.stores.conversations.restore(owner, conversation)
    return wired.stores.conversations.get(owner, conversation).to_json()

"""Whom documents are shared with: their owner says so, and takes it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.caller import WITH_ACCOUNTS
from app.api.deps import Owner, Wired
from app.api.described import replies
from app.api.replies.documents import Document, PossibleReaders, SharedMany
from core.types import JsonObject

router = APIRouter(tags=["sharing"], dependencies=[WITH_ACCOUNTS])

MOST_NAMED, MOST_AT_ONCE = 1_000, 10_000


class Share(BaseModel):
    """Who may read it from now on beside its owner: people, by name, and everybody with an account where it says so."""

    people: Annotated[list[str], Field(max_length=MOST_NAMED)] = []
    everyone: bool = False


class ShareMany(BaseModel):
    """Who may read all of these documents from now on, too, and who not any more; who else may stays as it is."""

    documents: Annotated[list[str], Field(min_length=1, max_length=MOST_AT_ONCE)]
    add: Annotated[list[str], Field(max_length=MOST_NAMED, description="People, by name.")] = []
    remove: Annotated[list[str], Field(max_length=MOST_NAMED, description="People, by name.")] = []
    everyone: Annotated[bool | None, Field(description="Null leaves that as it is.")] = None


@router.get("/readers", responses=replies(PossibleReaders))
def readers(wired: Wired, owner: Owner) -> JsonObject:
    """The names of those whom something can be shared with."""
    return {"people": list(wired.stores.sharing.people(owner))}


@router.put("/documents/{document}/readers", responses=replies(Document))
def share(document: str, body: Share, wired: Wired, owner: Owner) -> JsonObject:
    """Share it with these, to read, and with nobody else any more: whoever is left out loses it at once."""
    wired.stores.sharing.share(owner, document, body.people, everyone=body.everyone)
    return wired.stores.library.get(owner, document).to_json()


@router.post("/readers", responses=replies(SharedMany))
def change(body: ShareMany, wired: Wired, owner: Owner) -> JsonObject:
    """Share many documents with more people, or with fewer: all of them or none. Tells how many they are."""
    wired.stores.sharing.change(owner, body.documents, body.add, body.remove, everyone=body.everyone)
    return {"documents": len(set(body.documents))}

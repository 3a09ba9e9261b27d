"""Tags that people put on documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.deps import Owner, Wired
from app.api.described import replies
from app.api.replies.documents import TagRemoved, Tags
from core.types import JsonObject

router = APIRouter(prefix="/tags", tags=["tags"])

MOST_AT_ONCE = 10_000


class Change(BaseModel):
    """Tags that are put on all of these documents, and those that are taken off them."""

    documents: Annotated[list[str], Field(min_length=1, max_length=MOST_AT_ONCE)]
    add: Annotated[list[str], Field(max_length=100)] = []
    remove: Annotated[list[str], Field(max_length=100)] = []


class Renaming(BaseModel):
    """What a tag is to be called."""

    name: str


@router.get("", responses=replies(Tags))
def listed(wired: Wired, owner: Owner) -> JsonObject:
    """The caller's tags, with how many documents each is on and how large these are."""
    return {"tags": [tag.to_json() for tag in wired.stores.tags.list(owner)]}


@router.post("", responses=replies(Tags))
def change(body: Change, wired: Wired, owner: Owner) -> JsonObject:
    """Tag documents, many at once: on all of them or on none. Tells the tags that there are then."""
    wired.stores.tags.change(owner, body.documents, body.add, body.remove)
    return listed(wired, owner)


@router.patch("/{tag:path}", responses=replies(Tags))
def rename(tag: str, body: Renaming, wired: Wired, owner: Owner) -> JsonObject:
    """Give a tag another name, on all documents; into one that is there it is merged."""
    wired.stores.tags.rename(owner, tag, body.name)
    return listed(wired, owner)


@router.delete("/{tag:path}", responses=replies(TagRemoved))
def remove(tag: str, wired: Wired, owner: Owner) -> dict[str, str]:
    """Take a tag off all documents, which stay."""
    wired.stores.tags.remove(owner, tag)
    return {"removed": tag}

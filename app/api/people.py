"""People, for admins: who there are, whom to invite, and what was done."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from app.api.caller import IN_PERSON, ONLY_ADMINS, WITH_ACCOUNTS, Who
from app.api.deps import Wired
from app.api.described import replies
from app.api.replies.accounts import Links, Log, NewlyMadeLink, People, Person, Revoked
from app.api.replies.values import Deleted
from app.wiring.stores import delete_person
from core.types import JsonObject
from memory.accounts.links import Link

router = APIRouter(tags=["people"], dependencies=[WITH_ACCOUNTS, ONLY_ADMINS, IN_PERSON])


class Change(BaseModel):
    """What is to be different; null leaves it."""

    role: Literal["user", "admin"] | None = None
    disabled: bool | None = None


class Invitation(BaseModel):
    """What whoever comes is to be."""

    role: Literal["user", "admin"] = "user"


@router.get("/people", responses=replies(People))
def listed(wired: Wired) -> JsonObject:
    """Everybody with an account."""
    return {"people": [person.to_json() for person in wired.stores.people.list()]}


@router.patch("/people/{person}", responses=replies(Person))
def change(person: str, body: Change, caller: Who, wired: Wired) -> JsonObject:
    """Give somebody another role, or let them in no more. One admin is always left."""
    people = wired.stores.people
    changed = people.get(person)
    if body.role is not None:
        changed = people.set_role(caller.person, person, body.role)
    if body.disabled is not None:
        changed = people.set_disabled(caller.person, person, body.disabled)
    return changed.to_json()


@router.delete("/people/{person}", responses=replies(Deleted))
async def delete(person: str, caller: Who, wired: Wired) -> dict[str, str]:
    """Delete somebody's account with everything of theirs, now and whatever of it is still on its way."""
    await run_in_threadpool(delete_person, wired.stores, caller.person, person)
    return {"deleted": person}


@router.post("/people/{person}/reset", status_code=201, responses=replies(NewlyMadeLink, status=201))
def reset(person: str, caller: Who, wired: Wired) -> JsonObject:
    """A link by which somebody sets a new password, once and within a day. It is shown here, and never again."""
    return _shown(*wired.stores.links.reset(caller.person, person))


@router.get("/invitations", responses=replies(Links))
def open_links(wired: Wired) -> JsonObject:
    """The links that could still be used, without their tokens."""
    return {"links": [link.to_json() for link in wired.stores.links.list()]}


@router.post("/invitations", status_code=201, responses=replies(NewlyMadeLink, status=201))
def invite(body: Invitation, caller: Who, wired: Wired) -> JsonObject:
    """A link for somebody new, once and within a week. It is shown here, and never again."""
    return _shown(*wired.stores.links.invite(caller.person, body.role))


@router.delete("/invitations/{link}", responses=replies(Revoked))
def revoke(link: str, caller: Who, wired: Wired) -> dict[str, str]:
    """Let a link work no more."""
    wired.stores.links.revoke(caller.person, link)
    return {"revoked": link}


@router.get("/log", responses=replies(Log))
def log(wired: Wired) -> JsonObject:
    """Who did what, the latest first."""
    return {"log": [entry.to_json() for entry in wired.stores.people.log()]}


def _shown(token: str, link: Link) -> JsonObject:
    """`path` is what stands behind the address of the page."""
    return {**link.to_json(), "path": f"/?link={token}"}

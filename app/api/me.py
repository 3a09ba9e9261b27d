"""One's own account: who I am, my password and my API keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from app.api.caller import IN_PERSON, WITH_ACCOUNTS, Who
from app.api.deps import Threads, Wired
from app.api.sign_in import guarded
from app.wiring.stores import delete_person
from core.types import JsonObject

router = APIRouter(prefix="/me", tags=["accounts"])
_MINE = [WITH_ACCOUNTS, IN_PERSON]


class NewPassword(BaseModel):
    """The password of before, and the one in its place."""

    old: Annotated[str, Field(max_length=1_000, repr=False)]
    new: Annotated[str, Field(max_length=1_000, repr=False)]


class NewKey(BaseModel):
    """What a key is for."""

    name: Annotated[str, Field(min_length=1, max_length=100)]


@router.get("")
async def me(caller: Who, request: Request) -> JsonObject:
    """Who is asking. `accounts` is false where one person has Vermeil to themselves, `password` for who has none."""
    known = {"id": caller.person, "name": caller.name, "role": caller.role, "password": caller.password}
    return {"accounts": request.app.state.settings.accounts, **known}


@router.put("/password", dependencies=_MINE)
async def change_password(
    body: NewPassword, caller: Who, request: Request, wired: Wired, threads: Threads
) -> dict[str, bool]:
    """Change one's password. All other sessions end; API keys stay."""

    def change() -> None:
        with guarded(request, caller.name):
            wired.stores.sessions.change_password(caller, body.old, body.new)

    await threads.passwords.run(change)
    return {"changed": True}


@router.delete("", dependencies=_MINE)
async def leave(caller: Who, wired: Wired) -> dict[str, str]:
    """Delete one's account, with everything of one's own. The last admin may not."""
    await run_in_threadpool(delete_person, wired.stores, caller.person, caller.person)
    return {"deleted": caller.person}


@router.get("/keys", dependencies=_MINE)
def keys(caller: Who, wired: Wired) -> JsonObject:
    """One's API keys, without the keys themselves."""
    return {"keys": [key.to_json() for key in wired.stores.sessions.keys(caller.person)]}


@router.post("/keys", status_code=201, dependencies=_MINE)
def add_key(body: NewKey, caller: Who, wired: Wired) -> JsonObject:
    """A new API key for `/v1` and `/api`. `key` is shown here, and never again."""
    token, key = wired.stores.sessions.add_key(caller.person, body.name)
    return {**key.to_json(), "key": token}


@router.delete("/keys/{key}", dependencies=_MINE)
def revoke_key(key: str, caller: Who, wired: Wired) -> dict[str, str]:
    """Revoke an API key: it counts no more."""
    wired.stores.sessions.revoke_key(caller.person, key)
    return {"revoked": key}

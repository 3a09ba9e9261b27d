"""One's own account: who I am, my password and my API keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from pydantic import Field as Limited

from app.api.caller import IN_PERSON, WITH_ACCOUNTS, Who
from app.api.deps import Threads, Wired
from app.api.described import replies
from app.api.oidc import ACCOUNT, found_provider, led_away
from app.api.replies.accounts import Keys, Linked, Me, NewlyMadeKey, PasswordChanged, Revoked
from app.api.replies.values import Deleted
from app.api.sign_in import PAGE, Field, guarded, sent_back
from app.wiring.stores import delete_person
from core.errors import VermeilError
from core.types import JsonObject, limits

router = APIRouter(prefix="/me", tags=["accounts"])
_MINE = [WITH_ACCOUNTS, IN_PERSON]


class NewPassword(BaseModel):
    """The password of before, and the one in its place."""

    old: Annotated[str, Limited(max_length=1_000, repr=False)]
    new: Annotated[str, Limited(max_length=1_000, repr=False)]


class NewKey(BaseModel):
    """What a key is for."""

    name: Annotated[str, Limited(min_length=1, max_length=limits.KEY_NAME_CHARS)]


@router.get("", responses=replies(Me))
async def me(caller: Who, request: Request) -> JsonObject:
    """Who is asking. `accounts` is false where one person has Vermeil to themselves, `password` for who has none."""
    known = {"id": caller.person, "name": caller.name, "role": caller.role, "password": caller.password}
    return {"accounts": request.app.state.settings.accounts, **known}


@router.put("/password", dependencies=_MINE, responses=replies(PasswordChanged))
async def change_password(
    body: NewPassword, caller: Who, request: Request, wired: Wired, threads: Threads
) -> dict[str, bool]:
    """Change one's password. All other sessions end; API keys stay."""

    def change() -> None:
        with guarded(request, caller.name):
            wired.stores.sessions.change_password(caller, body.old, body.new)

    await threads.passwords.run(change)
    return {"changed": True}


@router.delete("", dependencies=_MINE, responses=replies(Deleted))
async def leave(caller: Who, wired: Wired) -> dict[str, str]:
    """Delete one's account, with everything of one's own. The last admin may not."""
    await run_in_threadpool(delete_person, wired.stores, caller.person, caller.person)
    return {"deleted": caller.person}


@router.get("/provider", dependencies=_MINE, responses=replies(Linked))
def provider(caller: Who, request: Request, wired: Wired) -> JsonObject:
    """Whether one may sign in with the sign-in service, too; null where there is none."""
    issuer = request.app.state.settings.oidc_issuer
    return {"linked": wired.stores.outside.linked(caller.person, issuer) if issuer else None}


@router.post("/provider", status_code=303, response_class=RedirectResponse, dependencies=_MINE)
async def link(caller: Who, request: Request, wired: Wired, threads: Threads, password: Field) -> Response:
    """Go to the sign-in service and be known here by its word from then on, too; a form, as those of signing in."""

    def check() -> None:
        with guarded(request, caller.name):
            wired.stores.sessions.check_password(caller, password)

    try:
        found_provider(request)
        await threads.passwords.run(check)
        return await led_away(request, threads, caller=caller)
    except VermeilError as error:
        return sent_back(request, error, {PAGE: ACCOUNT})


@router.delete("/provider", dependencies=_MINE, responses=replies(Linked))
def unlink(caller: Who, request: Request, wired: Wired) -> dict[str, bool]:
    """Sign in by one's password alone again."""
    found, _ = found_provider(request)
    wired.stores.outside.unlink(caller.person, found.settings.oidc_issuer)
    return {"linked": False}


@router.get("/keys", dependencies=_MINE, responses=replies(Keys))
def keys(caller: Who, wired: Wired) -> JsonObject:
    """One's API keys, without the keys themselves."""
    return {"keys": [key.to_json() for key in wired.stores.sessions.keys(caller.person)]}


@router.post("/keys", status_code=201, dependencies=_MINE, responses=replies(NewlyMadeKey, status=201))
def add_key(body: NewKey, caller: Who, wired: Wired) -> JsonObject:
    """A new API key for `/v1` and `/api`. `key` is shown here, and never again."""
    token, key = wired.stores.sessions.add_key(caller.person, body.name)
    return {**key.to_json(), "key": token}


@router.delete("/keys/{key}", dependencies=_MINE, responses=replies(Revoked))
def revoke_key(key: str, caller: Who, wired: Wired) -> dict[str, str]:
    """Revoke an API key: it counts no more."""
    wired.stores.sessions.revoke_key(caller.person, key)
    return {"revoked": key}

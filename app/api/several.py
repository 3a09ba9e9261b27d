"""From one person to several: what the first page offers where nobody has an account and no setting says more."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from app.api.caller import ONLY_ADMINS
from app.api.deps import Threads, Wired
from app.api.described import LEADS_ON, replies
from app.api.replies.accounts import Offered, SignedIn, StaysAlone
from app.api.sign_in import Field, led
from app.wiring import accounts
from app.wiring.services import Services
from core.errors import Conflict
from core.settings import Settings
from core.types import JsonObject
from memory.accounts.sessions import Caller

router = APIRouter(prefix="/accounts", tags=["accounts"], dependencies=[ONLY_ADMINS], responses=LEADS_ON)


class Choice(BaseModel):
    """Several people come in by `POST`, with the first admin's name and password."""

    several: bool


@router.get("", responses=replies(Offered))
def offered(request: Request, wired: Wired) -> JsonObject:
    """`offered` where it is still to be chosen whether one person or several use Vermeil."""
    settings: Settings = request.app.state.settings
    return {"offered": _is_open(settings, wired) and accounts.saved(settings) is None}


@router.put("", responses=replies(StaysAlone))
async def stay_alone(body: Choice, request: Request, wired: Wired) -> JsonObject:
    """One person keeps Vermeil to themselves, and is not asked any more."""
    settings: Settings = request.app.state.settings
    if body.several or not await run_in_threadpool(_is_open, settings, wired):
        raise _settled()
    await run_in_threadpool(accounts.save, settings, False)
    return {"several": False}


@router.post("", responses=replies(SignedIn))
async def become_several(
    request: Request, wired: Wired, threads: Threads, username: Field, password: Field
) -> Response:
    """Become the first admin, who keeps what is there. From then on everybody signs in. Signs in."""
    settings: Settings = request.app.state.settings

    def opened() -> tuple[str, Caller]:
        link = wired.stores.links.first() if _is_open(settings, wired) else None
        if link is None:
            raise _settled()
        person = wired.stores.links.redeem(link, username, password)
        accounts.save(settings, True)
        request.app.state.settings = settings.model_copy(update={"accounts": True})
        return wired.stores.sessions.open(person.id)

    return await led(request, partial(threads.passwords.run, opened), {})


def _is_open(settings: Settings, wired: Services) -> bool:
    return not settings.accounts and not accounts.is_fixed(settings) and wired.stores.people.none()


def _settled() -> Conflict:
    return Conflict("This is settled already.", "Set VERMEIL_ACCOUNTS, and start Vermeil again.")

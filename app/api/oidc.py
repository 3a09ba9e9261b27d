"""Signing in with a provider of OpenID Connect: there, and back with a code.

Whoever comes back is known by the provider's issuer and subject, or uses an invitation, or is given an account where a
setting says so. Nobody is taken for somebody because of a name or an e-mail address.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from app.api.begun import SECONDS, Beginnings, Begun, SignInOver
from app.api.caller import WITH_ACCOUNTS, open_to_everybody
from app.api.deps import Threads, Wired
from app.api.described import LEADS_ON, replies
from app.api.pools import Pools
from app.api.provider import Claims, Provider
from app.api.replies.accounts import SignedIn, Ways
from app.api.security import LED_BACK
from app.api.sign_in import PAGE, led, sent_back
from app.wiring.stores import Stores
from core.errors import Forbidden, NotFound, VermeilError
from core.settings import Settings
from core.types import JsonObject
from memory.accounts.outside import Identity, UnknownPerson
from memory.accounts.people import Person, Role
from memory.accounts.sessions import Caller

BROWSER, _CAME_BY = "vermeil_signing_in", "/api/session/provider"
ACCOUNT = "/account"
router = APIRouter(tags=["accounts"], dependencies=[WITH_ACCOUNTS], responses=LEADS_ON)


class Declined(Forbidden):
    """The provider did not let somebody in, or gives them no role that may come in here."""

    code = "declined"


@router.get("/session", responses=replies(Ways))
@open_to_everybody
def ways(request: Request) -> JsonObject:
    """How one may sign in beside by name and password: `provider` is what it is called, null for none."""
    settings: Settings = request.app.state.settings
    return {"provider": settings.oidc_name or settings.oidc_issuer.partition("://")[2].partition("/")[0] or None}


@router.post("/session/provider", status_code=303, response_class=RedirectResponse)
@open_to_everybody
async def leave(
    request: Request, threads: Threads, invitation: Annotated[str, Form(max_length=1_000)] = ""
) -> Response:
    """Go to the provider to sign in; with the token of an invitation, to join by it."""
    try:
        return await led_away(request, threads, link=invitation)
    except VermeilError as error:
        return sent_back(request, error, {"link": invitation} if invitation else {})


async def led_away(request: Request, threads: Pools, link: str = "", caller: Caller | None = None) -> Response:
    """The way to the provider, with what has to fit on the way back. Raises `NotFound` and `ProviderFailed`."""
    browser = request.cookies.get(BROWSER) or secrets.token_urlsafe(32)
    begun = Begun(browser, str(request.url.replace(path=LED_BACK, query="", fragment="")), link, caller)
    provider, beginnings = found_provider(request)
    state = beginnings.keep(begun)
    address = await threads.providers.run(partial(provider.address, begun, state))
    response = RedirectResponse(address, status_code=303)
    response.set_cookie(
        BROWSER, browser, max_age=int(SECONDS), path=_CAME_BY, httponly=True, secure=request.url.scheme == "https",
        samesite="lax",  # a page of the provider's leads back
    )  # fmt: skip
    return response


@router.get("/session/provider/back", responses=replies(SignedIn))
@open_to_everybody
async def come_back(
    request: Request, wired: Wired, threads: Threads, state: str = "", code: str = "", error: str = ""
) -> Response:
    """Back from the provider, with a code for what it says of whoever signed in. Signs in.

    Whoever has an account, and went there to be known by that, too, is from then on.
    """
    back: dict[str, str] = {}

    def opened() -> tuple[str, Caller]:
        provider, beginnings = found_provider(request)
        begun = beginnings.take(state, request.cookies.get(BROWSER, ""))
        back.update({"link": begun.link} if begun.link else {PAGE: ACCOUNT} if begun.caller else {})
        if error or not code:
            raise Declined("The sign-in service did not let you in.", "Sign in once more, or ask who looks after it.")
        claims = provider.claims(begun, code)
        person = (
            _linked(wired.stores, provider.settings, claims, begun.caller)
            if begun.caller is not None
            else _person(wired.stores, provider.settings, claims, begun.link)
        )
        return wired.stores.sessions.open(person.id)

    return await led(request, partial(threads.providers.run, opened), back)


def found_provider(request: Request) -> tuple[Provider, Beginnings]:
    found: Provider | None = request.app.state.provider
    if found is None:
        raise NotFound("There is no sign-in service here.", "Set VERMEIL_OIDC_ISSUER, and start Vermeil again.")
    beginnings: Beginnings = request.app.state.beginnings
    return found, beginnings


# --- who it is --------------------------------------------------------------------------------------------------------


def _person(stores: Stores, settings: Settings, claims: Claims, link: str) -> Person:
    """Raises `Declined`, `UnknownPerson` and `ShutOut` for whoever may not come in, and what `Links.join` does."""
    role = _role(settings, claims)
    identity = Identity(settings.oidc_issuer, claims["sub"])
    if known := stores.outside.identified(identity, role):
        return known
    if link:
        joined = stores.links.join(link, identity, _names(settings, claims))
    elif settings.oidc_creates:
        joined = stores.outside.joined(identity, _names(settings, claims), role or "user")
    else:
        raise UnknownPerson("You have no account here.", "Ask an admin for an invitation, and open its link first.")
    return stores.outside.identified(identity, role) or joined


def _linked(stores: Stores, settings: Settings, claims: Claims, caller: Caller) -> Person:
    """Whoever went there while signed in here, and still is; the provider's roles count at their next sign-in."""
    if not stores.sessions.holds(caller):
        raise SignInOver("You were signed out meanwhile.", "Sign in, and begin once more.")
    _role(settings, claims)
    return stores.outside.link(caller.person, Identity(settings.oidc_issuer, claims["sub"]))


def _role(settings: Settings, claims: Claims) -> Role | None:
    """The role that claims give; None where none are asked. Raises `Declined` for whoever has none that may come in."""
    found: object = claims
    for part in settings.oidc_roles_claim.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    roles = {role for role in (found if isinstance(found, list) else [found]) if isinstance(role, str)}
    admin = not roles.isdisjoint(settings.oidc_admin_roles)
    if settings.oidc_user_roles and not admin and roles.isdisjoint(settings.oidc_user_roles):
        raise Declined("Your account has no role that may come in here.", "Ask who looks after the sign-in service.")
    if not settings.oidc_admin_roles:
        return None
    return "admin" if admin else "user"


def _names(settings: Settings, claims: Claims) -> list[str]:
    """What somebody new may be called, the likeliest first; no e-mail address, and something in any case."""
    said = (claims.get(name) for name in (settings.oidc_name_claim, "name", "nickname"))
    digest = hashlib.sha256(claims["sub"].encode()).hexdigest()
    return [*(name for name in said if isinstance(name, str)), f"person-{digest[:8]}"]

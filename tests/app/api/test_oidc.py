"""Signing in with a provider of OpenID Connect, over real HTTP and with real signatures, and what is refused."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from app.cli.up import check_reach
from core.errors import BadInput
from core.settings import Settings
from tests.app.house import PASSWORD, House, house
from tests.app.provider import CLIENT, SECRET, Claims, Provider, new_key, provider, signed

BROWSES = {"accept": "text/html,application/xhtml+xml", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate",
           "sec-fetch-dest": "document"}  # fmt: skip
BACK = "/api/session/provider/back"


def chosen(there: Provider, **more: Any) -> dict[str, Any]:
    return {"oidc_issuer": there.address, "oidc_client": CLIENT, "oidc_secret": SECRET, "oidc_name": "Example", **more}


@pytest.fixture(scope="module")
def there() -> Iterator[Provider]:
    with provider() as made:
        yield made


@pytest.fixture(scope="module")
def lived_in(there: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house") / "data", **chosen(there, oidc_creates=True)) as opened:
        yield opened


@pytest.fixture
def here(lived_in: House, there: Provider, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house, with a provider that is honest again after the test."""
    for name, value in vars(Provider(there.address, there.key)).items():
        if name not in ("address", "key", "codes", "asked"):
            monkeypatch.setattr(there, name, value)
    return lived_in


def begun(opened: House, client: httpx.Client, invitation: str = "") -> str:
    """Where the provider leads a browser back to, that was sent there."""
    sent = client.post("/api/session/provider", data={"invitation": invitation} if invitation else {})
    assert sent.status_code == 303, sent.text
    led = httpx.get(sent.headers["location"], trust_env=False, verify=False)
    assert led.headers["location"].startswith(f"{opened.address}{BACK}?")
    return str(led.headers["location"])


def through(opened: House, client: httpx.Client | None = None, invitation: str = "") -> httpx.Response:
    client = client or opened.client()
    return client.get(begun(opened, client, invitation))


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def known(opened: House) -> Any:
    return opened.clients["ada"].get("/api/people").json()


# --- who comes in -------------------------------------------------------------------------------------------------


def test_there_and_back(here: House, there: Provider) -> None:
    there.person = {"sub": "77", "preferred_username": "Grace"}
    browser = here.client()
    answer = browser.get(begun(here, browser), headers=BROWSES)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))
    me = browser.get("/api/me").json()
    assert (me["name"], me["role"], me["password"]) == ("grace", "user", False)
    there.person = {"sub": "77", "preferred_username": "somebody else", "email": "ada@example"}
    assert through(here).json()["id"] == me["id"]
    assert here.client().get("/api/session").json() == {"provider": "Example"}
    assert here.clients["ada"].get("/api/me").json()["password"] is True


def test_what_is_asked_of_the_provider(here: House) -> None:
    sent = here.client().post("/api/session/provider")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(sent.headers["location"]).query).items()}
    again = here.client().post("/api/session/provider")
    anew = {name: value for name, (value,) in parse_qs(urlsplit(again.headers["location"]).query).items()}
    for secret in ("state", "nonce", "code_challenge"):
        assert len(asked[secret]) >= 32
        assert asked[secret] != anew[secret]
    assert (asked["code_challenge_method"], asked["redirect_uri"]) == ("S256", f"{here.address}{BACK}")
    cookie = set(sent.headers["set-cookie"].split("; "))
    assert {"HttpOnly", "SameSite=lax", "Path=/api/session/provider"} <= cookie


def test_nobody_is_merged_by_name_or_address(here: House, there: Provider) -> None:
    there.person = {"sub": "9", "preferred_username": "ada", "email": "ada@example", "email_verified": True}
    told = through(here).json()
    assert (told["name"], told["role"]) == ("ada-2", "user")
    assert told["id"] != here.id("ada")
    there.person = {"sub": "10", "preferred_username": "аda", "name": "<script>", "nickname": 7}
    assert through(here).json()["name"].startswith("person-")
    before = known(here)
    for password in ("", PASSWORD):
        answer = here.client().post("/api/session", data={"username": "ada-2", "password": password})
        assert 400 <= answer.status_code < 500
    assert known(here) == before


def test_whoever_is_disabled_or_deleted(here: House, there: Provider) -> None:
    there.person = {"sub": "11", "preferred_username": "dan"}
    browser = here.client()
    id = through(here, browser).json()["id"]
    ada = here.clients["ada"]
    ada.patch(f"/api/people/{id}", json={"disabled": True})
    assert browser.get("/api/me").status_code == 401
    assert code(through(here)) == (403, "shut_out")
    assert ada.delete(f"/api/people/{id}").status_code == 200
    anew = through(here).json()
    assert anew["name"] == "dan"
    assert anew["id"] != id


def linking(opened: House, client: httpx.Client, password: str = PASSWORD) -> httpx.Response:
    """Somebody who is signed in goes there to be known by that, too, and comes back."""
    sent = client.post("/api/me/provider", data={"password": password})
    if sent.status_code != 303:
        return sent
    led = httpx.get(sent.headers["location"], trust_env=False, verify=False)
    return client.get(led.headers["location"])


def test_an_account_of_here_is_linked_by_whoever_is_signed_in(here: House, there: Provider) -> None:
    there.person = {"sub": "40", "preferred_username": "nobody"}
    eve = here.invited("lea")
    assert eve.get("/api/me/provider").json() == {"linked": False}
    assert code(linking(here, eve, "not my password")) == (401, "wrong_password")
    assert linking(here, eve).json()["name"] == "lea"
    assert eve.get("/api/me/provider").json() == {"linked": True}
    assert linking(here, eve).status_code == 200  # the same again changes nothing
    assert through(here).json()["name"] == "lea"
    assert here.signed_in("lea").get("/api/me").json()["name"] == "lea"
    other = here.invited("mia")
    assert code(linking(here, other)) == (409, "linked_already")
    browser = here.signed_in("mia")
    sent = browser.post("/api/me/provider", data={"password": PASSWORD})
    led = httpx.get(sent.headers["location"], trust_env=False, verify=False).headers["location"]
    browser.cookies.delete("vermeil_session")
    refused = browser.get(led, headers=BROWSES)
    assert refused.headers["location"] == "/account?refused=linked_already"
    assert eve.delete("/api/me/provider").json() == {"linked": False}
    assert through(here).json()["name"] == "nobody"


def test_whoever_was_signed_out_meanwhile_is_not_linked(here: House, there: Provider) -> None:
    there.person = {"sub": "41", "preferred_username": "odd"}
    eve = here.invited("nora")
    sent = eve.post("/api/me/provider", data={"password": PASSWORD})
    led = httpx.get(sent.headers["location"], trust_env=False, verify=False).headers["location"]
    here.signed_in("nora").put("/api/me/password", json={"old": PASSWORD, "new": "another password"})
    assert code(eve.get(led)) == (403, "sign_in_over")
    assert through(here).json()["name"] == "odd"


def test_who_has_no_password_stays_linked(here: House, there: Provider) -> None:
    there.person = {"sub": "42", "preferred_username": "pia"}
    browser = here.client()
    through(here, browser)
    assert code(browser.delete("/api/me/provider")) == (409, "conflict")
    assert code(linking(here, browser, "")) in ((400, "bad_input"), (401, "wrong_password"))


def test_what_the_token_leaves_out_is_asked_for(here: House, there: Provider) -> None:
    there.person, there.more = {"sub": "12"}, {"preferred_username": "ines"}
    assert through(here).json()["name"] == "ines"
    there.person, there.more = {"sub": "13"}, {"sub": "12", "preferred_username": "ines"}
    assert code(through(here)) == (403, "not_proved")


def test_a_new_key_of_the_provider_is_taken_up(here: House, there: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    through(here)
    monkeypatch.setattr(there, "key", new_key("second"))
    assert through(here).status_code == 200


# --- what is refused ----------------------------------------------------------------------------------------------


def unsigned(there: Provider, claims: Claims, alg: str = "none") -> str:
    parts = ({"alg": alg, "kid": there.key.kid, "typ": "JWT"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


def by_our_secret(there: Provider, claims: Claims) -> str:
    return jwt.encode({"alg": "HS256", "kid": there.key.kid}, claims, OctKey.import_key(SECRET))


def by_their_public_key(there: Provider, claims: Claims) -> str:
    secret = OctKey.import_key({"kty": "oct", "k": str(there.key.as_dict(private=False)["n"])})
    return jwt.encode({"alg": "HS256", "kid": there.key.kid}, claims, secret)


def by_a_key_of_its_own(there: Provider, claims: Claims) -> str:
    mine = new_key("mine")
    return jwt.encode({"alg": "RS256", "kid": there.key.kid}, claims, mine)


def changed(there: Provider, claims: Claims) -> str:
    head, _, signature = signed(there, claims).split(".")
    other = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "1000"}).encode()).decode().rstrip("=")
    return f"{head}.{other}.{signature}"


SPOILED: dict[str, tuple[str, Callable[[Claims], Any]]] = {
    "wrong nonce": ("another sign-in", lambda claims: claims.update(nonce="another")),
    "no nonce": ("another sign-in", lambda claims: claims.pop("nonce")),
    "wrong audience": ("another program", lambda claims: claims.update(aud="another")),
    "several audiences, no party": ("another program", lambda claims: claims.update(aud=["another", CLIENT])),
    "another party": ("another program", lambda claims: claims.update(aud=["another", CLIENT], azp="another")),
    "another audience, our party": ("another program", lambda claims: claims.update(aud="another", azp=CLIENT)),
    "no audience": ("another program", lambda claims: claims.pop("aud")),
    "wrong issuer": ("somebody else's", lambda claims: claims.update(iss="http://127.0.0.1:1")),
    "issuer with a stroke": ("somebody else's", lambda claims: claims.update(iss=claims["iss"] + "/")),
    "expired": ("expired", lambda claims: claims.update(exp=int(time.time()) - 120)),
    "never expires": ("expired", lambda claims: claims.pop("exp")),
    "from the future": ("iat", lambda claims: claims.update(iat=int(time.time()) + 600)),
    "no subject": ("sub", lambda claims: claims.pop("sub")),
    "empty subject": ("sub", lambda claims: claims.update(sub="")),
    "a subject that is none": ("sub", lambda claims: claims.update(sub=["1"])),
    "another access token": ("at_hash", lambda claims: claims.update(at_hash="AAAA")),
}
FORGED: dict[str, tuple[str, Callable[[Provider, Claims], str]]] = {
    "alg none": ("algorithm", unsigned),
    "alg NONE": ("algorithm", lambda there, claims: unsigned(there, claims, "NONE")),
    "our secret": ("algorithm", by_our_secret),
    "their public key": ("algorithm", by_their_public_key),
    "a key of its own": ("bad signature", by_a_key_of_its_own),
    "changed": ("bad signature", changed),
    "no token at all": ("decode", lambda there, claims: "x.y.z"),
    "empty": ("decode", lambda there, claims: ""),
}


def refused(here: House, there: Provider, why: str) -> None:
    """Somebody who is there does not come in, and somebody new does not come to be."""
    there.person = {"sub": "new", "preferred_username": "new"}
    before = known(here)
    browser = here.client()
    answer = through(here, browser)
    assert code(answer) == (403, "not_proved")
    assert why in answer.json()["error"]["message"].partition(": ")[2]
    assert "vermeil_session" not in browser.cookies
    assert browser.get("/api/me").status_code == 401
    assert known(here) == before


@pytest.mark.parametrize("how", SPOILED)
def test_claims_that_do_not_hold(here: House, there: Provider, how: str) -> None:
    why, there.spoils = SPOILED[how]
    refused(here, there, why)


@pytest.mark.parametrize("how", FORGED)
def test_signatures_that_do_not_hold(here: House, there: Provider, how: str) -> None:
    why, there.signs = FORGED[how]
    refused(here, there, why)


def test_a_state_is_good_once_and_in_one_browser(here: House) -> None:
    before = known(here)
    browser, other = here.client(), here.client()
    back = begun(here, browser)
    assert code(other.get(back)) == (403, "sign_in_over")  # and it is used by that
    assert code(browser.get(back)) == (403, "sign_in_over")
    back = begun(here, browser)
    assert browser.get(back).status_code == 200
    assert code(browser.get(back)) == (403, "sign_in_over")
    other.post("/api/session/provider")
    for forged in ("", "?state=forged&code=x", "?code=x", "?state=%00&code=%ff", f"?{urlsplit(back).query}"):
        assert code(other.get(BACK + forged)) == (403, "sign_in_over")
    first, second = begun(here, browser), begun(here, browser)
    assert browser.get(first).status_code == 200  # two tabs
    assert browser.get(second).status_code == 200
    assert [person["name"] for person in known(here)["people"] if person not in before["people"]] in ([], ["eve"])


def test_it_is_over_after_a_while(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.api import begun as beginnings

    browser = here.client()
    back = begun(here, browser)
    now = time.monotonic()
    monkeypatch.setattr(beginnings.time, "monotonic", lambda: now + beginnings.SECONDS + 1)
    assert code(browser.get(back)) == (403, "sign_in_over")


def test_a_code_of_somebody_else_is_not_taken(here: House) -> None:
    browser, other = here.client(), here.client()
    theirs, mine = (parse_qs(urlsplit(begun(here, client)).query) for client in (other, browser))
    answer = browser.get(BACK, params={"state": mine["state"][0], "code": theirs["code"][0]})
    assert code(answer) == (403, "not_proved")


def test_whoever_declines_there_is_not_let_in(here: House) -> None:
    browser = here.client()
    state = parse_qs(urlsplit(begun(here, browser)).query)["state"][0]
    declined = browser.get(BACK, params={"state": state, "error": "access_denied", "error_description": "<b>no</b>"})
    assert code(declined) == (403, "declined")
    assert "<b>" not in declined.text


def test_a_page_elsewhere_may_lead_back_and_do_nothing_else(here: House) -> None:
    elsewhere = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    assert here.client(headers=elsewhere).post("/api/session/provider").status_code == 403
    framed = {**BROWSES, "sec-fetch-dest": "iframe"}
    assert here.client(headers=framed).get(f"{BACK}?state=x&code=y").status_code == 403
    led = here.client(headers=BROWSES).get(f"{BACK}?state=x&code=y")
    assert (led.status_code, led.headers["location"]) == (303, "/?refused=sign_in_over")
    assert here.client(headers=BROWSES).get("/api/session").status_code == 403


def test_a_provider_that_is_none(there: Provider, tmp_path: Path) -> None:
    with house(tmp_path / "data", **chosen(there)) as opened:
        for spoiled in ({"issuer": "http://127.0.0.1:1"}, {"jwks_uri": "http://127.0.0.1:1"}, {"token_endpoint": 7}):
            there.about = spoiled
            opened.app.state.provider = type(opened.app.state.provider)(opened.app.state.settings)
            sent = opened.client().post("/api/session/provider", data={})
            if sent.status_code == 303:
                sent = through(opened)
            assert code(sent) == (502, "provider_failed")
        there.about = {}


# --- invitations and roles ----------------------------------------------------------------------------------------


def test_without_an_invitation_nobody_new_comes_in(there: Provider, tmp_path: Path) -> None:
    there.person = {"sub": "21", "preferred_username": "ida"}
    with house(tmp_path / "data", **chosen(there)) as opened:
        assert code(through(opened)) == (403, "unknown_person")
        ada = opened.clients["ada"]
        link = ada.post("/api/invitations", json={"role": "admin"}).json()["path"].partition("=")[2]
        reset = ada.post(f"/api/people/{opened.id('ada')}/reset").json()["path"].partition("=")[2]
        for wrong in ("forged", reset):
            assert code(through(opened, invitation=wrong)) == (404, "not_found")
        browser = opened.client()
        told = browser.get(begun(opened, browser, "forged"), headers=BROWSES)
        assert told.headers["location"] == "/?refused=not_found&link=forged"
        joined = through(opened, invitation=link).json()
        assert (joined["name"], joined["role"]) == ("ida", "admin")
        assert through(opened).json()["id"] == joined["id"]
        there.person = {"sub": "22", "preferred_username": "second"}
        assert code(through(opened, invitation=link)) == (404, "not_found")
        assert [person["name"] for person in known(opened)["people"]] == ["ada", "ida"]


def test_roles_come_from_claims(there: Provider, tmp_path: Path) -> None:
    more = {"oidc_roles_claim": "realm.roles", "oidc_admin_roles": ("boss",), "oidc_user_roles": ("staff",)}
    with house(tmp_path / "data", **chosen(there, oidc_creates=True, **more)) as opened:

        def coming(sub: str, *roles: str, **claims: Any) -> httpx.Response:
            there.person = {"sub": sub, "preferred_username": f"p{sub}", "realm": {"roles": list(roles)}, **claims}
            return through(opened)

        assert coming("1", "boss").json()["role"] == "admin"
        assert coming("2", "staff", "others").json()["role"] == "user"
        assert coming("2", "staff", "boss").json()["role"] == "admin"
        assert coming("2", "staff").json()["role"] == "user"
        for claims in (
            {},
            {"realm": "boss"},
            {"realm": {"roles": {"boss": 1}}},
            {"realm": None},
            {"realm.roles": "boss"},
        ):
            assert code(coming("3", "guest", **claims)) == (403, "declined")
        assert coming("4", realm={"roles": "boss"}).json()["role"] == "admin"
        assert opened.clients["ada"].delete("/api/me").status_code == 200
        assert coming("4", "staff").json()["role"] == "user"
        assert coming("1", "staff").json()["role"] == "admin"  # the last one


def test_the_first_admin_may_come_so_and_only_by_the_printed_link(there: Provider, tmp_path: Path) -> None:
    from app.wiring.stores import open_stores
    from memory.accounts.outside import Identity, UnknownPerson

    stores = open_stores(Settings(profile="stand-in", data=tmp_path, owner="before"))
    try:
        for vouched in (
            lambda: stores.outside.joined(Identity("i", "1"), ["eve"], "admin"),
            lambda: stores.outside.named("eve", create=True),
        ):
            with pytest.raises(UnknownPerson):
                vouched()
        first = stores.links.first()
        assert first is not None
        joined = stores.links.join(first, Identity("i", "1"), ["eve"])
        assert (joined.id, joined.role) == ("before", "admin")
    finally:
        stores.close()


@pytest.mark.parametrize("wrong", [
    {"oidc_issuer": "https://id.example"}, {"oidc_issuer": "https://id.example", "accounts": True},
    {"oidc_issuer": "http://id.example", "accounts": True, "oidc_client": "v"},
    {"oidc_issuer": "id.example", "accounts": True, "oidc_client": "v"},
])  # fmt: skip
def test_settings_that_lack_a_part_are_a_mistake(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        check_reach(Settings(**wrong))
    check_reach(Settings(oidc_issuer="https://id.example", accounts=True, oidc_client="v"))

"""Signing in, and what ends with it; what admins do; and what is refused, with nothing changed."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api import sign_in
from app.cli.people import reset_link
from app.cli.session import open_session
from app.wiring.stores import open_stores
from core.errors import BadInput, Busy, NotFound
from core.settings import Settings
from core.stand_ins.language import ExtractiveEngine
from core.types import Message, Piece, Sampling, Usage
from frontend.client.errors import ApiError
from tests.app.house import PASSWORD, House, house
from tests.app.serving import add

SECRET = "4711-heliotrope"
FORM = {"accept": "text/html,application/xhtml+xml"}


@dataclass(frozen=True)
class Things:
    """Ids of what somebody has."""

    person: str
    document: str
    conversation: str
    turn: str
    key: str
    link: str
    item: str
    fact: int


def things(opened: House, client: httpx.Client) -> Things:
    """Something of each kind, of whoever the client is; the link is the admin's, and so is the review of the vote."""
    document = add(client, "gate.txt", f"The code of the gate is {SECRET}.".encode())["document"]
    told = client.post("/api/ask", json={"question": f"Hello {SECRET}!", "library": "off", "stream": False}).json()
    key = client.post("/api/me/keys", json={"name": "laptop"}).json()["id"]
    link = opened.clients["ada"].post("/api/invitations", json={}).json()["id"]
    person = client.get("/api/me").json()["id"]
    client.put("/api/me/consent", json={"allowed": True})
    client.post("/api/feedback", json={"turn": told["turn"], "vote": "down"})
    item = client.get(f"/api/feedback/{told['turn']}").json()["said"]["id"]
    client.post("/api/ask", json={"question": "Remember that my name is Eve.", "library": "off", "stream": False})
    [fact] = client.get("/api/memory").json()["facts"]
    return Things(person, document, told["conversation"], told["turn"], key, link, item, fact["fact"])


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house") / "data") as opened:
        yield opened


@pytest.fixture
def here(lived_in: House) -> House:
    """The house, with nobody shut out by the wrong passwords of the tests before."""
    lived_in.app.state.throttle = type(lived_in.app.state.throttle)()
    return lived_in


def refused(answer: httpx.Response, status: int) -> bool:
    return answer.status_code == status and bool(answer.json()["error"]["message"])


# --- signing in ---------------------------------------------------------------------------------------------------


def test_the_cookie_is_for_our_pages_alone(here: House) -> None:
    answer = here.client().post("/api/session", data={"username": " ADA ", "password": PASSWORD})
    assert (answer.status_code, answer.json()["role"]) == (200, "admin")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    behind_tls = here.client(headers={"x-forwarded-proto": "https"})
    answer = behind_tls.post("/api/session", data={"username": "ada", "password": PASSWORD})
    assert "Secure" in answer.headers["set-cookie"].split("; ")


def test_a_browser_is_led_back_to_the_page(here: House) -> None:
    browser = here.client(headers=FORM)
    wrong = browser.post("/api/session", data={"username": "ada", "password": "not it, surely"})
    assert (wrong.status_code, wrong.headers["location"]) == (303, "/?refused=wrong_password")
    right = browser.post("/api/session", data={"username": "ada", "password": PASSWORD})
    assert (right.status_code, right.headers["location"]) == (303, "/")
    assert browser.get("/api/me").json()["name"] == "ada"
    forged = browser.post("/api/links/forged", data={"username": "x", "password": PASSWORD})
    assert forged.headers["location"] == "/?refused=not_found&link=forged"


def test_another_page_cannot_sign_anybody_in(here: House) -> None:
    elsewhere = here.client(headers={"origin": "http://evil.example", "sec-fetch-site": "cross-site"})
    assert refused(elsewhere.post("/api/session", data={"username": "ada", "password": PASSWORD}), 403)


def test_wrong_passwords_are_throttled_and_right_ones_are_not(here: House) -> None:
    here.invited("zoe")
    for _ in range(15):
        here.signed_in("zoe")
    stranger = here.client()
    statuses = [stranger.post("/api/session", data={"username": "zoe", "password": "x"}).status_code for _ in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    answer = stranger.post("/api/session", data={"username": "ZOE", "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    here.signed_in("ada")


@pytest.mark.parametrize("sent", [
    {"data": {"username": "ada"}}, {"json": {"username": "ada", "password": PASSWORD}},
    {"content": b"username=ada&password=x"},
    {"data": {"username": "ada", "password": "x" * 5_000}},
    {"content": b"[" * 10_000, "headers": {"content-type": "application/json"}},
    {"content": b"username=ada", "headers": {"content-type": "text/plain"}},
    {"data": {"username": "\0", "password": "\0"}},
    {"content": b"\xff\xfe", "headers": {"content-type": "application/x-www-form-urlencoded"}},
])  # fmt: skip
def test_what_is_no_sign_in_signs_nobody_in(here: House, sent: dict[str, Any]) -> None:
    answer = here.client().post("/api/session", **sent)
    assert 400 <= answer.status_code < 500
    assert "set-cookie" not in answer.headers


def test_a_malformed_host_is_nobody(here: House) -> None:
    for host in ("", "[", "a@b", "127.0.0.1\x7f", "evil.example"):
        assert here.client(headers={"host": host}).get("/api/me").status_code in (400, 403)


def test_bodies_of_another_kind_change_nothing(here: House) -> None:
    ada = here.clients["ada"]
    plain = {"content-type": "text/plain"}
    assert 400 <= ada.post("/api/invitations", content=b'{"role": "admin"}', headers=plain).status_code < 500
    deep = ada.patch("/api/people/x", content=b"[" * 10_000, headers={"content-type": "application/json"})
    assert 400 <= deep.status_code < 500
    assert refused(ada.post("/api/invitations", json={"role": "king"}), 400)


# --- what ends -----------------------------------------------------------------------------------------------------


def test_after_signing_out_the_token_is_nobodys(here: House) -> None:
    browser = here.signed_in("ada")
    token = browser.cookies["vermeil_session"]
    assert browser.delete("/api/session").json() == {"signed_out": True}
    assert refused(here.client(cookies={"vermeil_session": token}).get("/api/me"), 401)


def test_a_session_of_another_installation_is_nobodys(here: House, tmp_path: Path) -> None:
    with house(tmp_path / "data") as other:
        token = other.clients["ada"].cookies["vermeil_session"]
        assert refused(here.client(cookies={"vermeil_session": token}).get("/api/documents"), 401)


def test_a_new_password_ends_the_other_sessions(here: House) -> None:
    mine = here.invited("kim")
    other = here.signed_in("kim")
    assert refused(mine.put("/api/me/password", json={"old": "no", "new": "another one"}), 401)
    assert refused(mine.put("/api/me/password", json={"old": PASSWORD, "new": "short"}), 422)
    assert mine.put("/api/me/password", json={"old": PASSWORD, "new": "another one"}).status_code == 200
    assert mine.get("/api/me").status_code == 200
    assert refused(other.get("/api/me"), 401)
    here.signed_in("kim", "another one")


def endless(
    self: ExtractiveEngine, messages: Sequence[Message], sampling: Sampling, *, cancel: threading.Event, **_: Any
) -> Iterator[Piece]:
    for number in itertools.count():  # the same words again would be a loop
        if cancel.wait(0.02):
            break
        yield Piece(f"word {number} and ")
    yield Piece("", "cancelled", Usage(1, 1))


@pytest.mark.parametrize("how", ["signing out", "disabling", "deleting", "a revoked key"])
def test_a_stream_ends_with_what_it_came_by(here: House, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(ExtractiveEngine, "generate", endless)
    name = how.replace(" ", "")
    person, ada = here.invited(name), here.clients["ada"]
    id, program = here.id(name), here.with_key(name)
    key = person.get("/api/me/keys").json()["keys"][0]["id"]
    ends = {
        "signing out": lambda: person.delete("/api/session"),
        "disabling": lambda: ada.patch(f"/api/people/{id}", json={"disabled": True}),
        "deleting": lambda: ada.delete(f"/api/people/{id}"),
        "a revoked key": lambda: person.delete(f"/api/me/keys/{key}"),
    }
    asking = program if how == "a revoked key" else person
    body = {"question": "Tell me a joke.", "library": "off", "max_tokens": 4096}
    with asking.stream("POST", "/api/ask", json=body) as stream:
        pieces = stream.iter_text()
        assert "word" in next(pieces)
        assert ends[how]().status_code == 200
        began, said = time.monotonic(), ""
        for piece in pieces:
            said += piece
            assert time.monotonic() - began < 10
    assert '"not_signed_in"' in said.splitlines()[-2]
    assert '"done"' not in said


def test_whoever_is_deleted_leaves_nothing_also_while_an_answer_streams(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExtractiveEngine, "generate", endless)
    person = here.invited("ivy")
    id, stores = here.id("ivy"), here.app.state.warmup.services.get().stores
    add(person, "ivy.txt", b"Ivy keeps bees.")
    with person.stream("POST", "/api/ask", json={"question": "Tell me a joke.", "library": "off"}) as stream:
        pieces = stream.iter_text()
        next(pieces)
        assert here.signed_in("ivy").delete("/api/me").json() == {"deleted": id}
        assert stores.library.list(id) == []
        until = time.monotonic() + 5
        for _ in pieces:
            assert time.monotonic() < until
    until = time.monotonic() + 5
    while not stores.conversations.list(id) and time.monotonic() < until:  # what was said is put away as it ends
        time.sleep(0.05)
    from app.wiring.stores import remove_leavers

    remove_leavers(stores)
    assert stores.conversations.list(id) == []
    assert id in [left for left, _ in stores.people.leaving()]
    monkeypatch.setattr("app.wiring.stores.LEAVING_SECONDS", 0.0)
    remove_leavers(stores)
    assert stores.people.leaving() == []


# --- what admins do -----------------------------------------------------------------------------------------------


def test_the_last_admin_stays(here: House) -> None:
    ada = here.clients["ada"]
    at = f"/api/people/{here.id('ada')}"
    assert refused(ada.patch(at, json={"role": "user"}), 409)
    assert refused(ada.patch(at, json={"disabled": True}), 409)
    assert refused(ada.delete(at), 409)
    assert refused(ada.delete("/api/me"), 409)
    assert ada.get("/api/me").json()["role"] == "admin"


def test_a_role_counts_from_the_next_request_on(here: House) -> None:
    person, ada = here.invited("max"), here.clients["ada"]
    assert refused(person.get("/api/people"), 403)
    assert ada.patch(f"/api/people/{here.id('max')}", json={"role": "admin"}).json()["role"] == "admin"
    assert person.get("/api/people").status_code == 200
    assert ada.patch(f"/api/people/{here.id('max')}", json={"role": "user"}).json()["role"] == "user"
    assert refused(person.get("/api/people"), 403)


def test_a_lost_password_is_set_anew_by_a_link(here: House) -> None:
    old = here.invited("lea")
    made = here.clients["ada"].post(f"/api/people/{here.id('lea')}/reset").json()
    link = made["path"].partition("=")[2]
    assert here.client().get(f"/api/links/{link}").json()["name"] == "lea"
    new = here.client().post(f"/api/links/{link}", data={"password": "another one"})
    assert new.json()["name"] == "lea"
    assert refused(old.get("/api/me"), 401)
    assert refused(here.client().post(f"/api/links/{link}", data={"password": "and one more"}), 404)


@pytest.mark.parametrize("name", ["ada", "Ada ", "ａda", "аda", "ad\u200ba", ""])
def test_nobody_takes_anothers_name(here: House, name: str) -> None:
    link = here.clients["ada"].post("/api/invitations", json={}).json()["path"].partition("=")[2]
    answer = here.client().post(f"/api/links/{link}", data={"username": name, "password": PASSWORD})
    assert refused(answer, 409) or refused(answer, 422)
    assert here.client().get(f"/api/links/{link}").status_code == 200


def test_who_did_what(here: House) -> None:
    here.invited("tom")
    log = here.clients["ada"].get("/api/log").json()["log"]
    told = [(line["actor"], line["action"], line["detail"]) for line in log[:3]]
    assert told == [("tom", "signed in", None), ("tom", "joined", "user"), ("ada", "invited", "user")]


def test_a_key_opens_openais_dialect_and_no_account(here: House) -> None:
    import openai

    here.invited("pam")
    key = here.clients["pam"].post("/api/me/keys", json={"name": "program"}).json()["key"]
    program = openai.OpenAI(base_url=f"{here.address}/v1", api_key=key, max_retries=0)
    assert [model.id for model in program.models.list()] == ["vermeil", "vermeil-plain"]
    assert refused(here.with_key("ada").get("/api/people"), 403)
    for other in (key, "no"):
        twice = [("authorization", f"Bearer {key}"), ("authorization", f"Bearer {other}")]
        assert refused(httpx.get(f"{here.address}/v1/models", headers=twice, trust_env=False), 401)
    with pytest.raises(openai.AuthenticationError):
        openai.OpenAI(base_url=f"{here.address}/v1", api_key="no", max_retries=0).models.list()


def test_the_command_line_shows_its_key(here: House) -> None:
    here.invited("joe")
    add(here.clients["joe"], "joe.txt", b"Joe keeps goats.")
    key = here.clients["joe"].post("/api/me/keys", json={"name": "terminal"}).json()["key"]
    chosen: Settings = here.app.state.settings
    with open_session(chosen.model_copy(update={"api_key": key})) as opened:
        assert [document.name for document in opened.documents()] == ["joe.txt"]
    with open_session(chosen) as opened, pytest.raises(ApiError, match="Nobody is signed in"):
        opened.documents()


def test_whoever_stands_at_the_machine_gives_an_admin_a_new_password(tmp_path: Path) -> None:
    with house(tmp_path) as opened:
        chosen = opened.app.state.settings
        with pytest.raises(Busy):
            reset_link(chosen, "ada")
    link = reset_link(chosen, " ADA").partition("=")[2]
    with pytest.raises(NotFound):
        reset_link(chosen, "bob")
    stores = open_stores(chosen)
    assert stores.links.look(link).name == "ada"
    stores.close()


# --- one person ---------------------------------------------------------------------------------------------------


def test_one_person_signs_in_nowhere(quick: httpx.Client) -> None:
    me = quick.get("/api/me", headers={"authorization": "Bearer whatever"}).json()
    assert me == {"accounts": False, "id": "local", "name": "local", "role": "admin", "password": True}
    for path in ("/api/people", "/api/me/keys", "/api/links/x"):
        assert refused(quick.get(path), 404)
    assert refused(quick.post("/api/session", data={"username": "local", "password": PASSWORD}), 404)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "", "vermeil.example"])
def test_one_person_alone_is_served_on_loopback_alone(host: str) -> None:
    from app.cli.up import check_reach

    with pytest.raises(BadInput, match="loopback"):
        check_reach(Settings(host=host))
    check_reach(Settings(host=host, accounts=True))
    for ours in ("127.0.0.1", "localhost", "::1", "127.0.0.2"):
        check_reach(Settings(host=ours))


def test_the_throttle_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.api import throttle
    from core.errors import Throttled

    counted = sign_in.Throttle()
    for _ in range(throttle.PAIR):
        counted.attempt("ada", "here")
    with pytest.raises(Throttled):
        counted.attempt("Ada ", "here")
    counted.attempt("ada", "there")
    now = time.monotonic()
    monkeypatch.setattr(throttle.time, "monotonic", lambda: now + throttle.SECONDS + 1)
    counted.attempt("ada", "here")

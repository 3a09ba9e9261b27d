"""A header that says who somebody is: believed from the proxies that are listed, and from nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse

from app.api.elsewhere import beside
from app.cli.up import check_reach
from core.errors import BadInput
from core.settings import Settings
from tests.app.house import House, house

PROXY, NEIGHBOUR = "127.0.0.7", "127.0.0.8"
LISTED = ("127.0.0.7/32", "10.1.0.0/16", "::1")
BROWSES = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house") / "data"
    with house(data, trusted_header="Remote-User", trusted_proxies=LISTED) as opened:
        opened.app.router.default = beside(opened.app.router.not_found, PlainTextResponse("the page"))  # type: ignore[arg-type]
        opened.invited("bob")
        yield opened


def by(opened: House, address: str, *headers: tuple[str, str | bytes], **more: Any) -> httpx.Client:
    """Somebody whose requests come from that address, with these headers."""
    raw = [(name.encode(), value if isinstance(value, bytes) else value.encode()) for name, value in headers]
    return opened.client(transport=httpx.HTTPTransport(local_address=address), headers=raw, **more)


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_who_the_proxy_names_is_signed_in(here: House) -> None:
    for spelled in ("bob", "Bob", "BOB"):
        me = by(here, PROXY, ("remote-user", spelled)).get("/api/me").json()
        assert (me["name"], me["id"], me["role"]) == ("bob", here.id("bob"), "user")
    assert by(here, PROXY, ("REMOTE-USER", "ada")).get("/api/people").status_code == 200


@pytest.mark.parametrize("more", [
    [], [("x-forwarded-for", PROXY)], [("x-forwarded-for", f"{PROXY}, {PROXY}")], [("forwarded", f"for={PROXY}")],
    [("x-real-ip", PROXY)], [("x-forwarded-for", "10.1.2.3"), ("x-forwarded-proto", "https")],
])  # fmt: skip
@pytest.mark.parametrize("address", ["127.0.0.1", NEIGHBOUR])
def test_from_another_address_it_is_ignored(here: House, address: str, more: list[tuple[str, str]]) -> None:
    forged = by(here, address, ("remote-user", "ada"), *more)
    assert code(forged.get("/api/me")) == (401, "not_signed_in")
    cookies = dict(here.signed_in("bob").cookies)
    assert by(here, address, ("remote-user", "ada"), *more, cookies=cookies).get("/api/me").json()["name"] == "bob"
    assert "set-cookie" not in forged.get("/", headers=BROWSES).headers


def test_other_headers_are_not_it(here: House) -> None:
    for name in ("remote_user", "x-remote-user", "remote-user-2", "remote-users"):
        assert code(by(here, PROXY, (name, "ada")).get("/api/me")) == (401, "not_signed_in")


@pytest.mark.parametrize(("headers", "refused"), [
    ([("remote-user", "bob"), ("remote-user", "ada")], (400, "bad_header")),
    ([("remote-user", "bob"), ("Remote-User", "bob")], (400, "bad_header")),
    ([("remote-user", "bob"), ("remote-user", "")], (400, "bad_header")),
    ([("remote-user", b"b\xf6b")], (400, "bad_header")),
    ([("remote-user", b"\xff\xfe")], (400, "bad_header")),
    ([("remote-user", "bob, ada")], (422, "bad_name")),
    ([("remote-user", "=?utf-8?B?YWRh?=")], (422, "bad_name")),
    ([("remote-user", "%61da")], (422, "bad_name")),
    ([("remote-user", "а" + "da")], (422, "bad_name")),
    ([("remote-user", "x" * 5000)], (422, "bad_name")),
    ([("remote-user", "nobody")], (403, "unknown_person")),
    ([("remote-user", "")], (401, "not_signed_in")),
])  # fmt: skip
def test_what_is_not_clear_is_refused(
    here: House, headers: list[tuple[str, str | bytes]], refused: tuple[int, str]
) -> None:
    before = here.clients["ada"].get("/api/people").json()
    assert code(by(here, PROXY, *headers).get("/api/me")) == refused
    assert here.clients["ada"].get("/api/people").json() == before


def test_names_of_all_scripts_are_understood(here: House) -> None:
    here.invited("jürgen")
    assert by(here, PROXY, ("remote-user", "JÜRGEN")).get("/api/me").json()["name"] == "jürgen"
    assert by(here, PROXY, ("remote-user", "ju\u0308rgen")).get("/api/me").json()["name"] == "jürgen"


def test_the_page_comes_with_a_session_for_its_own_process(here: House) -> None:
    browser = by(here, PROXY, ("remote-user", "bob"))
    page = browser.get("/library", headers=BROWSES)
    assert (page.text, page.headers["cache-control"]) == ("the page", "no-store")
    assert {"HttpOnly", "SameSite=strict"} <= set(page.headers["set-cookie"].split("; "))
    cookies = {"vermeil_session": browser.cookies["vermeil_session"]}
    assert here.client(cookies=cookies).get("/api/me").json()["name"] == "bob"
    assert "set-cookie" not in browser.get("/", headers=BROWSES).headers
    assert "set-cookie" not in browser.get("/style.css").headers
    assert browser.delete("/api/session").json() == {"signed_out": True}
    assert code(here.client(cookies=cookies).get("/api/me")) == (401, "not_signed_in")


def test_another_persons_cookie_gives_way(here: House) -> None:
    cookies = dict(here.signed_in("ada").cookies)
    browser = by(here, PROXY, ("remote-user", "bob"), cookies=cookies)
    assert browser.get("/api/me").json()["name"] == "bob"
    assert "set-cookie" in browser.get("/", headers=BROWSES).headers


def test_a_browser_of_somebody_unknown_is_told_once(here: House) -> None:
    browser = by(here, PROXY, ("remote-user", "nobody"))
    told = browser.get("/", headers=BROWSES)
    assert (told.status_code, told.headers["location"]) == (303, "/?refused=unknown_person")
    assert browser.get(told.headers["location"], headers=BROWSES).text == "the page"
    assert browser.get("/?link=forged", headers=BROWSES).text == "the page"
    link = here.clients["ada"].post("/api/invitations", json={}).json()["path"].partition("=")[2]
    joined = browser.post(f"/api/links/{link}", data={"username": "nina", "password": "long enough"})
    assert joined.json()["name"] == "nina"


def test_whoever_is_disabled_is_kept_out(here: House) -> None:
    here.invited("dan")
    id = here.id("dan")
    browser = by(here, PROXY, ("remote-user", "dan"))
    assert browser.get("/api/me").status_code == 200
    here.clients["ada"].patch(f"/api/people/{id}", json={"disabled": True})
    assert code(browser.get("/api/me")) == (403, "shut_out")
    assert browser.get("/", headers=BROWSES).headers["location"] == "/?refused=shut_out"


def test_nobody_is_made_unless_a_setting_says_so(tmp_path: Path) -> None:
    more = {"trusted_header": "Remote-User", "trusted_proxies": LISTED, "trusted_header_creates": True}
    with house(tmp_path / "data", **more) as opened:
        me = by(opened, PROXY, ("remote-user", "Eve")).get("/api/me").json()
        assert (me["name"], me["role"]) == ("eve", "user")
        assert by(opened, PROXY, ("remote-user", "eve")).get("/api/me").json() == me
        assert code(by(opened, PROXY, ("remote-user", "аdа")).get("/api/me")) == (422, "bad_name")
        assert code(by(opened, PROXY, ("remote-user", "adа".replace("ad", "аԁ"))).get("/api/me")) == (409, "name_taken")
        assert code(by(opened, NEIGHBOUR, ("remote-user", "mallory")).get("/api/me")) == (401, "not_signed_in")
        for password in ("", "long enough"):
            answer = opened.client().post("/api/session", data={"username": "eve", "password": password})
            assert 400 <= answer.status_code < 500
        assert [person["name"] for person in opened.clients["ada"].get("/api/people").json()["people"]] == [
            "ada",
            "eve",
        ]


@pytest.mark.parametrize("more", [
    {"accounts": True}, {"trusted_proxies": LISTED}, {},
])  # fmt: skip
def test_a_header_that_nobody_may_send_is_a_mistake(more: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="believed from nobody"):
        check_reach(Settings(trusted_header="Remote-User", **more))
    check_reach(Settings(trusted_header="Remote-User", trusted_proxies=LISTED, accounts=True))

"""What is sent to accounts by mistake or in bad faith: each a clear refusal, and nothing changed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from memory import database
from tests.app.api.test_strangers import WITH_BODY, spoken
from tests.app.house import PASSWORD, House, house

JSON = "application/json"
DEEP = 10_000
BODIES: dict[str, tuple[str, bytes]] = {
    "lists that end nowhere": (JSON, b"[" * DEEP),
    "lists in lists": (JSON, b"[" * DEEP + b"]" * DEEP),
    "objects in objects": (JSON, b'{"role":' * DEEP + b"1" + b"}" * DEEP),
    "half a letter": (JSON, b'{"role": "\\ud800", "old": "\\ud800", "question": 1, "query": 1}'),
    "not UTF-8": (JSON, b'{"name": "\xff\xfe"}'),
    "a number": (JSON, b"1e400"),
    "plain text": ("text/plain", json.dumps({"role": "admin", "name": "x", "old": "x", "new": "y"}).encode()),
    "no kind": ("", b'{"role": "admin", "name": "x"}'),
    "a form without end": ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="name"'),
    "a form of no name": ("multipart/form-data", b"--b--"),
}  # fmt: skip


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house") / "data") as opened:
        opened.invited("bob")
        yield opened


def kept(opened: House) -> list[Any]:
    """What an admin sees of accounts."""
    ada = opened.clients["ada"]
    return [ada.get(f"/api/{path}").json() for path in ("people", "invitations", "log", "me", "me/keys")]


def invitation(opened: House, role: str = "user") -> str:
    return str(opened.clients["ada"].post("/api/invitations", json={"role": role}).json()["path"].partition("=")[2])


def join(client: httpx.Client, link: str, name: str) -> httpx.Response:
    return client.post(f"/api/links/{link}", data={"username": name, "password": PASSWORD})


@pytest.mark.parametrize("kind", BODIES)
def test_bodies_that_are_none(here: House, kind: str) -> None:
    before = kept(here)
    content_type, body = BODIES[kind]
    headers = {"content-type": content_type} if content_type else {}
    answers = {}
    for route in WITH_BODY:
        method, path = route.split()
        answer = here.clients["ada"].request(method, path, content=body, headers=headers)
        answers[route] = answer.status_code, bool(answer.json()["error"]["message"])
    wrong = {route: said for route, said in answers.items() if not 400 <= said[0] < 500 or not said[1]}
    assert wrong == {}
    assert kept(here) == before


# --- links --------------------------------------------------------------------------------------------------------


def test_of_many_who_use_one_invitation_one_comes_in(here: House) -> None:
    link, clients = invitation(here), [here.client() for _ in range(12)]
    with ThreadPoolExecutor(12) as many:
        answers = list(many.map(lambda number: join(clients[number], link, f"one{number}"), range(12)))
    assert sorted({answer.status_code for answer in answers}) in ([200, 404], [200, 404, 409])
    came = [person["name"] for person in here.clients["ada"].get("/api/people").json()["people"]]
    assert len([name for name in came if name.startswith("one")]) == 1
    assert len([client for client in clients if client.get("/api/me").status_code == 200]) == 1


ALTERED: dict[str, Callable[[str], str]] = {
    "cut short": lambda link: link[:-1],
    "with a space": lambda link: f"{link}%20",
    "in capitals": str.swapcase,
    "forged": lambda link: "x" * 43,
    "nothing": lambda link: "%00",
}


@pytest.mark.parametrize("how", ["used", "revoked", "over", *ALTERED])
def test_an_invitation_that_does_not_work(here: House, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    link = invitation(here, "admin")
    ada = here.clients["ada"]
    if how == "used":
        assert join(here.client(), link, f"user{time.monotonic_ns()}").status_code == 200
    elif how == "revoked":
        id = ada.get("/api/invitations").json()["links"][0]["id"]
        assert ada.delete(f"/api/invitations/{id}").status_code == 200
    token = ALTERED.get(how, str)(link)
    before = kept(here)
    with monkeypatch.context() as later:
        if how == "over":
            later.setattr("memory.accounts.links.now", lambda: database.now() + 8 * 86_400)
        browser = here.client()
        for answer in (browser.get(f"/api/links/{token}"), join(browser, token, "mallory")):
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
        assert browser.get("/api/me").status_code == 401
    assert kept(here) == before


# --- who is asking ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hosts", [
    ["Host: {at}", "Host: {at}"], ["Host: {at}", "Host: evil.example"], ["Host: evil.example", "Host: {at}"],
    ["Host: {at}, evil.example"], ["Host: {at}@evil.example"], ["Host: evil.example@{at}"], ["Host: {at}/x"],
    ["Host: {at}:x"], ["Host: 127.0.0.1:99999999"], ["Host:"], [],
])  # fmt: skip
def test_a_host_that_is_not_clear_is_refused(here: House, hosts: list[str]) -> None:
    at = here.address.partition("://")[2]
    said = spoken(here, "GET /api/session HTTP/1.1", *[host.format(at=at) for host in hosts])
    assert said.startswith(("HTTP/1.1 400 ", "HTTP/1.1 403 ")), said


@pytest.mark.parametrize("headers", [
    {"authorization": "Bearer"}, {"authorization": b"Bearer \xff\xfe"},
    {"authorization": "Bearer " + "x" * 30_000}, {"authorization": "bearer vermeil-" + "A" * 43},
    {"cookie": "vermeil_session="}, {"cookie": "vermeil_session"}, {"cookie": b"vermeil_session=\xff\xfe"},
    {"cookie": "vermeil_session=" + "x" * 30_000}, {"cookie": "vermeil_session=\"; DROP TABLE people; --\""},
    {"cookie": "=;=;;vermeil_session=x;vermeil_session=y"},
])  # fmt: skip
def test_what_proves_nothing_is_nobodys(here: House, headers: dict[str, Any]) -> None:
    answer = here.client(headers=headers).get("/api/people")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("id", ["%00", "%FF", "..%2F..", "' OR 1=1 --", "x" * 5_000, "%F0%9F%98%80", "left:1"])
def test_ids_of_nobody(here: House, id: str) -> None:
    ada, before = here.clients["ada"], kept(here)
    for method, path in (("PATCH", "people"), ("DELETE", "people"), ("DELETE", "invitations"), ("DELETE", "me/keys")):
        answer = ada.request(method, f"/api/{path}/{id}", json={"disabled": True} if method == "PATCH" else None)
        assert 400 <= answer.status_code < 500, (path, answer.text)
    assert ada.post(f"/api/people/{id}/reset").status_code in (404, 405)
    assert kept(here) == before

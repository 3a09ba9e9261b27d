"""From one person to several on the first page: all of it at once, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import memory.readers
from app.wiring import accounts
from memory.accounts import proof
from tests.app.house import PASSWORD
from tests.app.serving import QuickReaders, add, ready, serving, settings
from tests.memory.accounts.hashing import cheap

ADA = {"username": "Ada", "password": PASSWORD}


@pytest.fixture(autouse=True)
def quick_parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    monkeypatch.setattr(proof, "_hasher", cheap)
    proof._nobodys.cache_clear()
    yield
    proof._nobodys.cache_clear()


@contextmanager
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as opened:
        ready(opened)
        yield opened


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_the_one_person_becomes_the_first_admin_and_keeps_everything(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    with serving(chosen) as address, client(address) as me, client(address) as another:
        document = add(me, "mine.txt", b"What was there before.")["document"]
        assert me.get("/api/accounts").json() == {"offered": True}
        for wrong in ({**ADA, "password": "short"}, {**ADA, "username": "a/b"}, {"username": "ada"}):
            assert me.post("/api/accounts", data=wrong).status_code in (400, 422)
        assert me.get("/api/me").json()["accounts"] is False
        assert me.get("/api/accounts").json() == {"offered": True}
        browser = {"accept": "text/html"}
        refused = me.post("/api/accounts", data={**ADA, "password": "short"}, headers=browser)
        assert refused.headers["location"] == "/?refused=bad_password"
        made = me.post("/api/accounts", data=ADA, headers=browser)
        assert (made.status_code, made.headers["location"]) == (303, "/")
        told = me.get("/api/me").json()
        assert (told["accounts"], told["id"], told["name"], told["role"]) == (True, "local", "ada", "admin")
        assert [found["document"] for found in me.get("/api/documents").json()["documents"]] == [document]
        assert code(another.get("/api/documents")) == (401, "not_signed_in")
        assert code(another.post("/api/accounts", data=ADA)) == (401, "not_signed_in")
        assert code(me.post("/api/accounts", data=ADA)) == (409, "conflict")
        assert code(me.put("/api/accounts", json={"several": False})) == (409, "conflict")
    assert accounts.chosen(settings(tmp_path)).accounts is True
    assert accounts.chosen(settings(tmp_path, accounts=False)).accounts is False


def test_one_person_who_stays_alone_is_not_asked_again(tmp_path: Path) -> None:
    with serving(settings(tmp_path)) as address, client(address) as me:
        assert code(me.put("/api/accounts", json={"several": True})) == (409, "conflict")
        assert me.put("/api/accounts", json={"several": False}).json() == {"several": False}
        assert me.get("/api/accounts").json() == {"offered": False}
        assert me.get("/api/me").json()["accounts"] is False
    assert accounts.chosen(settings(tmp_path)).accounts is False


def test_where_a_setting_says_it_nothing_is_offered(tmp_path: Path) -> None:
    with serving(settings(tmp_path, accounts=False)) as address, client(address) as me:
        assert me.get("/api/accounts").json() == {"offered": False}
        assert code(me.post("/api/accounts", data=ADA)) == (409, "conflict")


def test_of_many_at_once_one_is_the_first_admin(tmp_path: Path) -> None:
    with serving(settings(tmp_path)) as address, client(address) as me, ThreadPoolExecutor(20) as many:
        names = [{**ADA, "username": f"ada{number}"} for number in range(20)]
        statuses = list(many.map(lambda name: me.post("/api/accounts", data=name).status_code, names))
        assert statuses.count(200) == 1
        assert set(statuses) <= {200, 401, 404, 409}


def test_another_page_chooses_nothing(tmp_path: Path) -> None:
    elsewhere = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
    with serving(settings(tmp_path)) as address, client(address) as me:
        assert code(me.post("/api/accounts", data=ADA, headers=elsewhere)) == (403, "forbidden")
        assert code(me.put("/api/accounts", json={"several": False}, headers=elsewhere)) == (403, "forbidden")
        assert me.get("/api/accounts").json() == {"offered": True}


@pytest.mark.parametrize("damaged", ["", "{", "[]", "{}"])
def test_a_damaged_choice_asks_people_to_sign_in(tmp_path: Path, damaged: str) -> None:
    (tmp_path / accounts.NAME).write_text(damaged, encoding="utf-8")
    assert accounts.chosen(settings(tmp_path)).accounts is True

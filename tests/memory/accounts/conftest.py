"""Accounts on an empty database, with a hash of passwords that takes no time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from memory.accounts import proof
from memory.accounts.links import Links
from memory.accounts.people import People, Person
from memory.accounts.sessions import Sessions
from memory.database import Database
from tests.memory.accounts.hashing import cheap

PASSWORD = "long enough"


@pytest.fixture(autouse=True)
def _cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(proof, "_hasher", cheap)
    proof._nobodys.cache_clear()
    yield
    proof._nobodys.cache_clear()


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


@pytest.fixture
def sessions(database: Database) -> Sessions:
    return Sessions(database)


@pytest.fixture
def links(database: Database) -> Links:
    return Links(database, "local")


@pytest.fixture
def admin(links: Links) -> Person:
    return links.redeem(links.first() or "", "Ada", PASSWORD)


@pytest.fixture
def user(links: Links, admin: Person) -> Person:
    return links.redeem(links.invite(admin.id, "user")[0], "Bob", PASSWORD)

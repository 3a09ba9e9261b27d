"""A service with accounts: Ada, its admin, and the people that she invites, each with a client of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

import memory.readers
from app.api.server import create_app
from memory.accounts import proof
from tests.app import serving as served
from tests.app.serving import QuickReaders, ready, serving, settings
from tests.memory.accounts.hashing import cheap

PASSWORD = "long enough"


@dataclass
class House:
    """`app` is the running application."""

    address: str
    app: Any
    stack: ExitStack
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def client(self, **more: Any) -> httpx.Client:
        """Somebody that nobody knows."""
        opened = httpx.Client(base_url=self.address, timeout=20, trust_env=False, verify=False, **more)
        return self.stack.enter_context(opened)

    def signed_in(self, name: str, password: str = PASSWORD) -> httpx.Client:
        """One more browser of somebody who is there."""
        client = self.client()
        answer = client.post("/api/session", data={"username": name, "password": password})
        assert answer.status_code == 200, answer.text
        return client

    def invited(self, name: str, role: str = "user") -> httpx.Client:
        """Somebody new."""
        link = self.clients["ada"].post("/api/invitations", json={"role": role}).json()["path"].partition("=")[2]
        return self.joined(link, name)

    def joined(self, link: str, name: str) -> httpx.Client:
        client = self.client()
        answer = client.post(f"/api/links/{link}", data={"username": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        self.clients[name] = client
        return client

    def id(self, name: str) -> str:
        return str(self.clients[name].get("/api/me").json()["id"])

    def with_key(self, name: str) -> httpx.Client:
        """A program of somebody's."""
        key = self.signed_in(name).post("/api/me/keys", json={"name": "program"}).json()["key"]
        return self.client(headers={"authorization": f"Bearer {key}"})


@contextmanager
def house(data: Path, **more: Any) -> Iterator[House]:
    """Runs while the block does, with `more` settings. Passwords are hashed in no time."""
    made: list[Any] = []

    def creating(*arguments: Any) -> Any:
        made.append(create_app(*arguments))
        return made[-1]

    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setattr(memory.readers, "Readers", QuickReaders)
        patch.setattr(proof, "_hasher", cheap)
        patch.setattr(served, "create_app", creating)
        proof._nobodys.cache_clear()
        address = stack.enter_context(serving(settings(data, accounts=True, **more)))
        opened = House(address, made[0], stack)
        ready(opened.client())
        link = opened.app.state.warmup.services.get().stores.links.first()
        opened.joined(link, "ada")
        yield opened
        proof._nobodys.cache_clear()

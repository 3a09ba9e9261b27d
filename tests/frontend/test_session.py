"""What an open page remembers: its client above all."""

from __future__ import annotations

import pytest

from core.settings import Settings
from frontend import session


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:9"), ("0.0.0.0", "http://127.0.0.1:9"), ("::1", "http://[::1]:9"),
     ("::", "http://[::1]:9")],
)  # fmt: skip
def test_the_address_is_one_that_can_be_reached(monkeypatch: pytest.MonkeyPatch, host: str, address: str) -> None:
    monkeypatch.setattr(session, "settings", lambda: Settings(host=host, port=9))
    assert session.api_address() == address


def test_two_open_pages_have_two_clients_and_one_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    one: dict[str, object] = {}
    monkeypatch.setattr(session.st, "session_state", one)
    first = session.client()
    assert session.client() is first
    monkeypatch.setattr(session.st, "session_state", {})
    assert session.client() is not first

"""Feedback from the vote to its receipt, in a real browser before the real service on stand-ins for the models."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Server, start_server
from tests.frontend.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def voted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service with three votes on answers."""
    server = start_server(tmp_path_factory.mktemp("review"), VERMEIL_PROFILE="stand-in")
    with httpx.Client(base_url=server.url, timeout=60) as client:
        for number in (1, 2, 3):
            answer = client.post("/api/ask", json={"question": f"What is in box {number}?", "stream": False}).json()
            said = {"turn": answer["turn"], "vote": "down", "reasons": ["wrong"], "correction": f"Tools, set {number}."}
            assert client.post("/api/feedback", json=said).status_code == 200
    yield server
    server.stop()


def waiting(page: Page, number: int) -> None:
    expect(page.get_by_text(re.compile(rf"{number} to review, {3 - number} done"))).to_be_visible()


def test_votes_are_reviewed_by_keyboard_and_whoever_voted_sees_it(voted: Server, open_page: Opener) -> None:
    page = open_page(voted.url, path="/review")
    waiting(page, 3)
    learned = page.get_by_role("textbox", name="What is to be learned").first  # the one before is there for a moment
    expect(learned).to_have_value("Tools, set 1.")
    page.keyboard.press("1")
    waiting(page, 2)
    expect(learned).to_have_value("Tools, set 2.")
    learned.fill("Two sets of tools.")
    learned.press("3")  # while one types a key is a letter
    expect(learned).to_have_value("Two sets of tools.3")
    learned.press("Backspace")
    learned.press("Control+Enter")
    waiting(page, 1)
    expect(learned).to_have_value("Tools, set 3.")
    page.keyboard.press("3")
    waiting(page, 0)
    page.get_by_role("link", name="My feedback").click()
    receipts = page.locator("[class*='st-key-receipt-']")
    expect(receipts).to_contain_text(["Not taken", "Taken as: Two sets of tools.", "Approved"])

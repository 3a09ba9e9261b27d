"""Feedback from the vote to its receipt, in a real browser before the real service on stand-ins for the models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.bench.reviewing import reviewed_by_keyboard, voted_on
from tests.conftest import Server, start_server
from tests.frontend.conftest import PHONE, Opener
from tests.frontend.steps import button, choose, in_width, still

pytestmark = pytest.mark.browser


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = start_server(tmp_path_factory.mktemp("review"), VERMEIL_PROFILE="stand-in")
    yield server
    server.stop()


def voted(server: Server, number: int, **more: Any) -> list[str]:
    """So many votes on answers from a file; the ids of their turns."""
    with httpx.Client(base_url=server.url, timeout=60) as client:
        return voted_on(client, number, **more)


def decisions(server: Server) -> list[dict[str, Any]]:
    """What was decided last on each item that is done, the oldest item first."""
    with httpx.Client(base_url=server.url, timeout=60) as client:
        items = client.get("/api/review", params={"limit": 200}).json()["items"]
        told = [client.get(f"/api/review/{item['item']}").json()["decisions"] for item in items]
    return [decided[-1] for decided in told if decided]


def waiting(page: Page, number: int, done: int) -> None:
    expect(page.get_by_text(re.compile(rf"^{number} to review, {done} done"))).to_be_visible()
    still(page)


def test_votes_are_reviewed_by_keyboard_and_whoever_voted_sees_it(service: Server, open_page: Opener) -> None:
    voted(service, 3)
    page = open_page(service.url, path="/review")
    waiting(page, 3, 0)
    learned = page.get_by_role("textbox", name="What is to be learned").first  # the one before is there for a moment
    expect(learned).to_have_value("Tools, set 1.")
    page.keyboard.press("Control+Enter")
    waiting(page, 2, 1)
    expect(learned).to_have_value("Tools, set 2.")
    page.keyboard.press("ArrowDown")  # the decision
    page.keyboard.press("ArrowDown")
    expect(learned).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Two sets of tools.2?")  # while one types a key is a letter
    page.keyboard.press("ArrowLeft")
    expect(learned).to_have_value("Two sets of tools.2?")
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    expect(learned).not_to_be_focused()
    still(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")  # the first of the lines that were found
    still(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Decided: edited.")).to_be_visible()
    waiting(page, 1, 2)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Decided: approved.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Decided: edited.")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(learned).to_have_value("Tools, set 3.")
    page.keyboard.press("?")
    expect(page.get_by_text("Save, and the next one")).to_be_visible()
    page.keyboard.press("2")  # a key of the page behind it
    page.keyboard.press("Escape")
    expect(page.get_by_text("Save, and the next one")).to_be_hidden()
    page.keyboard.press("2")
    still(page)
    note = page.get_by_role("textbox", name="Note to whoever voted")
    note.fill("It is about another box.")
    note.press("Control+Enter")
    waiting(page, 0, 3)
    approved, edited, rejected = decisions(service)
    assert (approved["decision"], approved["evidence"]) == ("approved", None)
    assert (edited["decision"], edited["answer"]) == ("edited", "Two sets of tools.")
    assert len(edited["evidence"]) == 1
    assert (rejected["decision"], rejected["note"]) == ("rejected", "It is about another box.")
    page.get_by_role("link", name="My feedback").click()
    receipts = page.locator("[class*='st-key-receipt-']")
    expect(receipts).to_contain_text(["Not taken", "Taken as: Two sets of tools.", "Approved"])


def test_many_are_reviewed_by_keyboard_none_is_left_out_or_decided_twice(service: Server, open_page: Opener) -> None:
    turns = voted(service, 6)
    took = reviewed_by_keyboard(open_page(service.url, path="/review"), 6)
    assert len(took) == 6
    told = decisions(service)
    assert [(one["number"], one["decision"]) for one in told] == [(1, "rejected"), (1, "approved")] * 3
    assert len(turns) == len(told)


def test_a_key_that_is_leaned_on_decides_once(service: Server, open_page: Opener) -> None:
    voted(service, 3)
    page = open_page(service.url, path="/review")
    waiting(page, 3, 0)
    page.keyboard.down("Control")
    for _ in range(20):
        page.keyboard.down("Enter")  # without its coming up: a repeat
        page.wait_for_timeout(30)
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    waiting(page, 2, 1)


def test_the_list_is_narrowed_to_a_document_and_decided_at_once(service: Server, open_page: Opener) -> None:
    voted(service, 3, correction=None)
    page = open_page(service.url, path="/review", viewport=PHONE)
    waiting(page, 3, 0)
    button(page, "filter").click()
    choose(page.get_by_role("combobox", name="Document"), "boxes.txt")
    expect(page.get_by_text("3 to review, 0 done · 1 filter")).to_be_visible()
    page.keyboard.press("Escape")
    button(page, "several").click()
    page.get_by_text("All of these").click()
    expect(button(page, "many-rejected")).to_have_text(re.compile("Reject 3 votes"))
    assert in_width(page)
    button(page, "many-rejected").click()
    page.get_by_role("textbox", name="Note to whoever voted").fill("The boxes are gone.")
    button(page, "many-do-rejected").click()
    waiting(page, 0, 3)
    assert {(one["decision"], one["note"]) for one in decisions(service)} == {("rejected", "The boxes are gone.")}

"""What people do with the conversations that are kept, in a real browser, against the stub."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.frontend.conftest import Opener
from tests.frontend.steps import ANSWER, ask, button, close_dialog, finished, still, until
from tests.frontend.stub import State

pytestmark = pytest.mark.browser


def test_conversations_are_kept_opened_and_deleted(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "When was it?")
    finished(page)
    page.reload()
    expect(page.locator(".vermeil-answer")).to_contain_text(ANSWER)
    page.get_by_role("button", name="New chat").click()
    expect(page.get_by_text("What would you like to know?")).to_be_visible()
    page.get_by_role("button", name="When was it?").click()
    expect(page.locator(".vermeil-answer")).to_contain_text(ANSWER)
    still(page)
    ask(page, "And who?")
    until(lambda: len(farm.asked) == 2)  # the page shows an answer from before, by which it looks finished
    finished(page)
    assert farm.asked[1]["conversation"] == "c0"
    button(page, "menu-c0").click()
    page.get_by_text("Rename", exact=True).click()
    page.get_by_role("dialog").get_by_label("Title").fill("The orchard")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="The orchard")).to_be_visible()
    field = page.get_by_label("Search what was said")
    field.fill("Clara")
    field.press("Enter")
    expect(page.locator(".vermeil-said").first).to_contain_text(ANSWER.partition("planted")[0])
    field.fill("")
    field.press("Enter")
    button(page, "menu-c0").click()
    page.get_by_text("Pin", exact=True).click()
    until(lambda: bool(farm.conversations["c0"]["pinned"]))
    still(page)
    button(page, "menu-c0").click()
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="Download as Markdown").click()
    assert download.value.path().read_text() == "# The orchard\n"
    close_dialog(page)
    button(page, "menu-c0").click()
    page.get_by_text("Delete", exact=True).click()
    expect(page.get_by_text("What would you like to know?")).to_be_visible()
    assert farm.conversations == {}
    page.get_by_role("button", name="Undo").click()
    until(lambda: (list(farm.conversations), farm.deleted) == (["c0"], {}))
    expect(page.get_by_role("button", name="The orchard")).to_be_visible()


def test_older_turns_are_drawn_on_demand(web: str, farm: State, open_page: Opener) -> None:
    turns = [{"turn": f"c0-t{n}", "question": f"Number {n}?", "answer": f"It is {n}."} for n in range(30)]
    farm.conversations["c0"] = {
        "id": "c0", "title": "Numbers", "created_at": 0.0, "updated_at": 0.0, "pinned": False, "turns": turns,
    }  # fmt: skip
    page = open_page(web, path="/?conversation=c0")
    expect(page.locator(".vermeil-question")).to_have_count(20)
    expect(page.get_by_text("Number 10?")).to_be_visible()
    page.get_by_role("button", name="Show earlier turns (10)").click()
    expect(page.locator(".vermeil-question")).to_have_count(30)


def test_sources_of_earlier_turns_are_drawn_once_they_are_opened(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web)
    for asked in ("When was the orchard planted?", "What about the press?"):
        ask(page, asked)
        finished(page)
    first = page.get_by_test_id("stExpander").first
    expect(first.locator(".vermeil-excerpt")).to_have_count(0)
    first.locator("summary").click()
    evidence = first.locator(".vermeil-excerpt mark").first
    expect(evidence).to_have_text("planted in 1907 by Clara Voss")
    ask(page, "What did Clara say?")
    finished(page)
    expect(evidence).to_be_visible()


def test_of_earlier_turns_the_answer_to_copy_is_drawn_once_it_is_wanted(
    web: str, farm: State, open_page: Opener
) -> None:
    page = open_page(web)
    for asked in ("When was the orchard planted?", "What about the press?"):
        ask(page, asked)
        finished(page)
    expect(page.get_by_text("Began after 0.3 s, took 1.2 s")).to_have_count(1)
    button(page, "copy-").click()
    expect(page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")).to_contain_text("by Clara Voss")

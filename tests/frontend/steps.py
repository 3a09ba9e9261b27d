"""Steps of people on the page that journeys in a browser have in common."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.frontend.conftest import PATIENCE_SECONDS

ANSWER = "The orchard was planted in 1907 by Clara Voss"
"""What the stub answers, without its marks."""


def ask(page: Page, question: str) -> None:
    field = page.get_by_test_id("stChatInputTextArea")
    expect(field).to_be_enabled()
    field.fill(question)
    field.press("Enter")


def still(page: Page) -> None:
    """Wait until the page is drawn: what is typed into a field that is being drawn anew is lost."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def attach(page: Page, *files: tuple[str, str, bytes]) -> None:
    """Put files (name, media type, content) into the field to write in, and wait until they are there."""
    sent = [{"name": name, "mimeType": media_type, "buffer": content} for name, media_type, content in files]
    page.get_by_test_id("stChatInput").locator("input[type=file]").set_input_files(sent)  # type: ignore[arg-type]
    expect(page.get_by_test_id("stChatInputSubmitButton")).to_be_enabled()
    for name, _, _ in files:
        expect(page.get_by_text(name, exact=True)).to_be_visible()


def finished(page: Page) -> None:
    """Wait until the newest answer is complete and the page at rest."""
    expect(page.get_by_text(re.compile("[Tt]ook 1.2 s")).last).to_be_visible()
    expect(page.get_by_test_id("stChatInputSubmitButton")).to_be_visible()


def button(page: Page | Locator, key: str) -> Locator:
    """The button of a widget key; Streamlit draws one with a tooltip twice and hides one."""
    return page.locator(f"[class*='st-key-{key}'] button:visible").first


def until(true: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def meanwhile(page: Page, true: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for something that takes requests of the page: they pass by here."""

    def look() -> bool:
        page.wait_for_timeout(50)
        return true()

    until(look, seconds)


def close_dialog(page: Page) -> None:
    """By the key, again where a redrawing page missed it, or took the focus out of the dialog."""

    def closed() -> bool:
        if page.get_by_role("dialog").count():
            page.get_by_role("dialog").press("Escape")
        page.wait_for_timeout(300)
        return page.get_by_role("dialog").count() == 0

    until(closed)


def choose(field: Locator, option: str) -> None:
    """Choose from a list by typing, again where the page was drawn in between, which closes the list."""

    def chosen() -> bool:
        field.fill(option)
        field.press("Enter")
        field.page.wait_for_timeout(300)
        return field.input_value() == option

    until(chosen)


def in_width(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

"""What people do with the files of their library, in a real browser, against the stub."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.frontend.conftest import Opener
from tests.frontend.steps import ask, button, choose, finished
from tests.frontend.stub import State, picture, sent_bytes

pytestmark = pytest.mark.browser


def test_files_are_uploaded_read_and_refused_with_reasons(web: str, stub: State, open_page: Opener) -> None:
    page = open_page(web, path="/library")
    expect(page.get_by_text("Your library is empty")).to_be_visible()
    names = ["notes.txt", "broken.pdf", "huge.pdf"]
    files = [{"name": name, "mimeType": "text/plain", "buffer": b"x" * 5000} for name in names]
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    expect(page.get_by_text("huge.pdf was not added. The file is larger than the service takes.")).to_be_visible()
    expect(page.get_by_text("Reading").first).to_be_visible()
    expect(page.get_by_text("Not readable. The file is damaged.")).to_be_visible()
    expect(page.get_by_text("Reading")).to_have_count(0)
    assert [document["name"] for document in stub.documents.values()] == names[:2]


def test_searching_looking_and_deleting(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web, path="/library")
    search = page.get_by_label("Search your library")
    search.fill("orchard")
    search.press("Enter")
    expect(page.get_by_text("3 passages")).to_be_visible()
    expect(page.locator(".vermeil-excerpt mark").first).to_have_text("1907")
    search.fill("nowhere")
    search.press("Enter")
    expect(page.get_by_text("Nothing like that is in your library.")).to_be_visible()
    search.fill("")
    search.press("Enter")
    expect(page.get_by_text("3 files")).to_be_visible()
    key = next(iter(farm.documents))
    button(page, f"look-{key}").click()
    expect(page.get_by_role("dialog").get_by_text("Page 1 of 3")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="Download").click()
    assert download.value.path().read_bytes() == b"%PDF-1.7"
    page.keyboard.press("Escape")  # wherever the focus is by now
    expect(page.get_by_role("dialog")).to_have_count(0)
    button(page, f"do-{key}").click()
    page.get_by_text("Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("2 files")).to_be_visible()
    assert key not in farm.documents
    button(page, f"restore-{key}").click()
    expect(page.get_by_text("3 files")).to_be_visible()


def test_the_library_is_searched_by_a_picture(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web, path="/library")
    button(page, "search-other").click()
    field = page.locator("[class*='st-key-search-picture'] input[type=file]")
    field.set_input_files({"name": "press.png", "mimeType": "image/png", "buffer": picture("press")})
    expect(page.get_by_text("3 passages")).to_be_visible()
    assert sent_bytes(farm.searched[-1]["picture"]) == picture("press")
    page.keyboard.press("Escape")
    button(page, "search-clear").click()
    expect(page.get_by_text("3 files")).to_be_visible()


def test_files_are_tagged_together_and_questions_narrowed_to_the_tag(web: str, farm: State, open_page: Opener) -> None:
    page = open_page(web, path="/library")
    page.get_by_text("Pick several").click()
    for number in (0, 1):
        page.locator('[class*="st-key-pick-"] label').nth(number).click()
        expect(page.get_by_text(f"{number + 1} picked")).to_be_visible()
    button(page, "tag-several").click()
    field = page.get_by_role("dialog").get_by_role("combobox")
    field.fill("orchard")
    field.press("Enter")
    field.press("Tab")  # out of the list, which covers the rest
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.locator(".st-key-tag button").first.click()
    expect(page.get_by_text("2 files")).to_be_visible()
    tagged = [document["name"] for document in farm.documents.values() if document.get("tags") == ["orchard"]]
    assert tagged == ["press.png", "interview.wav"]
    page.goto(web)
    choose(page.locator(".st-key-scope-tag").get_by_role("combobox"), "orchard")
    ask(page, "When was it planted?")
    finished(page)
    assert farm.asked[-1]["tag"] == "orchard"

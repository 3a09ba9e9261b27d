"""The pages that everybody has, by the Tab key alone: the main thing of each is reached and done, without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import FileChooser, Page, expect

from tests.conftest import Server, start_server
from tests.frontend.conftest import PHONE, Opener
from tests.frontend.steps import meanwhile, still

pytestmark = pytest.mark.browser

MOST_TABS = 60
_FOCUSED = """() => {
  const at = document.activeElement
  const keys = []
  for (let up = at; up; up = up.parentElement) {
    for (const name of up.classList || []) if (name.startsWith("st-key-")) keys.push(name.slice(7))
  }
  const words = at.getAttribute("aria-label") || at.innerText || at.getAttribute("placeholder") || ""
  return [at.tagName.toLowerCase(), words.trim().split(/\\s+/).join(" "), keys.join(" ")].join(" | ")
}"""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, httpx.Client]]:
    """A service with a file, an answer that was voted on, and a fact."""
    server = start_server(tmp_path_factory.mktemp("keyboard"), VERMEIL_PROFILE="stand-in")
    with httpx.Client(base_url=server.url, timeout=60, trust_env=False) as client:
        client.post("/api/documents", files={"file": ("gate.txt", b"The code of the gate is heliotrope.")})
        client.post("/api/ask", json={"question": "Remember that I am allergic to nuts.", "stream": False})
        told = client.post("/api/ask", json={"question": "What is the code of the gate?", "stream": False}).json()
        client.post("/api/feedback", json={"turn": told["turn"], "vote": "up"})
        yield server, client
    server.stop()


@pytest.fixture
def client(lived_in: tuple[Server, httpx.Client]) -> httpx.Client:
    return lived_in[1]


@pytest.fixture
def page(lived_in: tuple[Server, httpx.Client], open_page: Opener) -> Page:
    opened = open_page(lived_in[0].url)
    expect(opened.get_by_test_id("stChatInputTextArea")).to_be_enabled()
    still(opened)
    return opened


def tab_to(page: Page, what: str) -> list[str]:
    """Press Tab until the focus is on what is called so, or stands in the element of that key; what it passed."""
    passed: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(_FOCUSED))
        if what in passed[-1]:
            return passed
    raise AssertionError(f"{what!r} is not reached by Tab: " + "; ".join(dict.fromkeys(passed)))


def arrow_down_to(page: Page, item: str) -> bool:
    """One step down an open menu: whether that item has the focus then. It takes keys a moment after it is drawn."""
    page.keyboard.press("ArrowDown")
    return page.get_by_role("menuitem", name=item).get_attribute("data-focused") == "true"


def go_to(page: Page, name: str) -> None:
    """To another page, by its link."""
    tab_to(page, f" {name} | ")  # behind the name of its icon
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    still(page)


def test_a_question_is_asked_and_its_answer_rated(page: Page, client: httpx.Client) -> None:
    tab_to(page, "textarea | Ask a question")
    page.keyboard.type("What is the code of the gate?")
    page.keyboard.press("Enter")
    expect(page.locator(".vermeil-answer")).to_contain_text("heliotrope")
    expect(page.get_by_test_id("stChatInputSubmitButton")).to_be_visible()
    still(page)
    tab_to(page, "vote-")
    before = len(votes(client))
    page.keyboard.press("Enter")
    meanwhile(page, lambda: len(votes(client)) == before + 1)
    still(page)
    tab_to(page, "more-")
    page.keyboard.press("Enter")
    better = page.get_by_label("A better answer")
    expect(better).to_be_visible()
    tab_to(page, "better-")
    page.keyboard.type("It is heliotrope.")
    tab_to(page, "button | Send")
    page.keyboard.press("Enter")
    meanwhile(page, lambda: votes(client)[0]["correction"] == "It is heliotrope.")


def test_a_file_is_deleted_by_its_menu(page: Page, client: httpx.Client) -> None:
    client.post("/api/documents", files={"file": ("cellar.txt", b"The cellar is dry.")})
    meanwhile(page, lambda: all(one["status"] == "ready" for one in files(client)))
    go_to(page, "Library")
    tab_to(page, "do-")
    page.keyboard.press("Enter")
    meanwhile(page, lambda: arrow_down_to(page, "Delete"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("cellar.txt")
    tab_to(page, "confirm-file")
    page.keyboard.press("Enter")
    meanwhile(page, lambda: [one["name"] for one in files(client)] == ["gate.txt"])


def test_a_file_is_searched_and_another_added(page: Page, client: httpx.Client) -> None:
    go_to(page, "Library")
    tab_to(page, "Search your library")
    page.keyboard.type("heliotrope")
    page.keyboard.press("Enter")
    expect(page.locator(".vermeil-excerpt")).to_contain_text("heliotrope")
    choosers: list[FileChooser] = []
    page.on("filechooser", lambda chooser: choosers.append(chooser))

    def asks_for_files() -> bool:
        """Again where the page was drawn anew in between, which takes the focus away."""
        still(page)
        tab_to(page, "Upload | upload-")
        page.keyboard.press("Enter")
        page.wait_for_timeout(1000)
        return bool(choosers)

    meanwhile(page, asks_for_files)
    choosers[0].set_files([{"name": "attic.txt", "mimeType": "text/plain", "buffer": b"The attic is dusty."}])
    meanwhile(page, lambda: "attic.txt" in {one["name"] for one in files(client)})


def test_a_fact_is_put_right_and_remembering_switched_off(page: Page, client: httpx.Client) -> None:
    go_to(page, "Memory")
    tab_to(page, "remembering")
    page.keyboard.press("Space")
    meanwhile(page, lambda: not client.get("/api/memory").json()["on"])
    still(page)
    tab_to(page, "edit-")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "What is remembered")
    page.keyboard.press("Control+a")
    page.keyboard.type("I am allergic to walnuts.")
    tab_to(page, "button | Save")
    page.keyboard.press("Enter")
    meanwhile(page, lambda: "walnuts" in client.get("/api/memory").json()["facts"][0]["text"])


def test_consent_is_taken_back_and_a_question_answered_anew(page: Page, client: httpx.Client) -> None:
    go_to(page, "My feedback")
    tab_to(page, "consent")
    page.keyboard.press("Space")
    meanwhile(page, lambda: client.get("/api/me/consent").json()["allowed"] is False)
    still(page)
    tab_to(page, "anew-")
    page.keyboard.press("Enter")
    meanwhile(page, lambda: any(vote["anew"] for vote in votes(client)))


def test_on_a_phone_the_pages_are_reached_by_the_menu(lived_in: tuple[Server, httpx.Client], open_page: Opener) -> None:
    page = open_page(lived_in[0].url, viewport=PHONE)
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_enabled()
    still(page)
    passed = tab_to(page, "Expand sidebar")
    assert not [one for one in passed if "Library" in one], "the focus was on what is out of sight"
    page.keyboard.press("Enter")
    go_to(page, "Memory")


def votes(client: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/feedback").json()["feedback"]
    return found


def files(client: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/documents").json()["documents"]
    return found

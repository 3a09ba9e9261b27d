"""The web page in a real browser: when it can be used, and how long it takes to draw itself anew."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.figures import Figures, Raw, Skipped
from tests.bench.reviewing import reviewed_by_keyboard, voted_on
from tests.bench.served import Served, memory_of
from tests.frontend.conftest import CHROMIUM, LAPTOP, chromium

TURNS = 100
VISITS, RERUNS, OPEN, ITEMS = 7, 15, 5, 60
PATIENCE_MS = 60_000
_RERUN = """() => new Promise(done => {
  const app = document.querySelector('[data-testid="stApp"]')
  const running = () => app.getAttribute('data-test-script-state') !== 'notRunning'
  const began = performance.now()
  let ran = false
  const look = () => {
    ran = ran || running()
    if (ran && !running()) requestAnimationFrame(() => done(performance.now() - began))
    else if (performance.now() - began > 30000) done(-1)
    else setTimeout(look, 1)
  }
  window.pressed = 1 - (window.pressed || 0)  // the other of two: what is chosen already does nothing
  document.querySelectorAll('.st-key-mode button')[window.pressed].click()
  look()
})"""
"""Presses a choice below the conversation, and waits until the page has run and is drawn; in milliseconds."""


def measure(quick: bool) -> tuple[Figures, Raw]:
    """`vermeil up` on stand-ins for all models, and headless Chromium. Visits, after one that counts nowhere: from the
    address to a page that is drawn and whose field takes a question, in a browser that has been there before
    (`page_s`) and in one that has not (the raw figures). Reruns: a conversation of 100 turns, of which the newest
    twenty are drawn, and a choice below it is pressed: until the page has run again and the browser has drawn it, and
    the same with all 100 turns drawn. Memory of an open page: of the page's process with five more open. Review:
    60 votes with corrections are decided by keyboard, every second one rejected; from the first key of an
    item, the choice or what saves it, until the page has run and the next item is drawn (mean; p95 in the raw ones)."""
    if chromium() is None:
        raise Skipped("There is no Chromium on this machine: install the package `chromium`.")
    with Served(profile="stand-in") as service, launched() as browser:
        service.ready()
        conversation = talked(service, 12 if quick else TURNS)
        address = str(service.client.base_url)
        known, new = visits(browser, address, 2 if quick else VISITS)
        reruns, all_reruns = drawn_anew(browser, f"{address}?conversation={conversation}", 3 if quick else RERUNS)
        page_mb = of_an_open_page(service, browser, address)
        items = reviewed(service, browser, 6 if quick else ITEMS)
    return {
        "page_s": statistics.median(known), "rerun_ms": statistics.median(reruns), "open_page_mb": page_mb,
        "review_item_s": statistics.mean(items),
    }, {
        "first_visit_s": statistics.median(new), "slowest_visit_s": max(known),
        "rerun_p95_ms": statistics.quantiles(reruns, n=20, method="inclusive")[-1],
        "rerun_all_turns_ms": statistics.median(all_reruns), "turns": TURNS,
        "review_item_p95_s": statistics.quantiles(items, n=20, method="inclusive")[-1], "review_items": len(items),
    }  # fmt: skip


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        yield browser
        browser.close()


def talked(service: Served, turns: int) -> str:
    """A conversation of so many turns about a file, the answers with passages and citations."""
    lines = [f"The code of door {number} is {number * 7}." for number in range(turns)]
    service.add("doors.txt", "\n".join(lines).encode())
    conversation = None
    for number in range(turns):
        asked = {"question": f"What is the code of door {number}?", "conversation": conversation, "stream": False}
        conversation = service.client.post("/api/ask", json=asked).raise_for_status().json()["conversation"]
    return str(conversation)


def visits(browser: Browser, address: str, number: int) -> tuple[list[float], list[float]]:
    """Seconds of visits in a browser that was there before, and in others that were not."""
    new = []
    for _ in range(number + 1):
        context = fresh(browser)
        new.append(visited(context.new_page(), address))
        context.close()
    context = fresh(browser)
    known = [visited(context.new_page(), address) for _ in range(number + 1)]
    context.close()
    return known[1:], new[1:]


def fresh(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport=LAPTOP)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    return context


def visited(page: Page, address: str) -> float:
    """Seconds until a question can be typed."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    field = page.get_by_test_id("stChatInputTextArea")
    field.fill("?")
    took = time.perf_counter() - began
    if field.input_value() != "?":
        raise RuntimeError("The field to write in took no words.")
    return took


def drawn_anew(browser: Browser, address: str, number: int) -> tuple[list[float], list[float]]:
    """Milliseconds of reruns with the newest turns drawn, and with all of them."""
    context = fresh(browser)
    page = context.new_page()
    visited(page, address)
    newest = reruns(page, number)
    while (earlier := page.locator(".st-key-earlier button:visible")).count():
        earlier.first.click()
        page.wait_for_timeout(1500)
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    every = reruns(page, number)
    context.close()
    return newest, every


def reruns(page: Page, number: int) -> list[float]:
    took = []
    for _ in range(number + 1):
        took.append(float(page.evaluate(_RERUN)))
        page.wait_for_timeout(300)
    if min(took) < 0:
        raise RuntimeError("The page did not draw itself anew.")
    return took[1:]


def of_an_open_page(service: Served, browser: Browser, address: str) -> float:
    """Megabytes that the page's process holds more for each page that is opened."""
    context = fresh(browser)
    visited(context.new_page(), address)
    before = drawing(service)
    for _ in range(OPEN):
        visited(context.new_page(), address)
    more = (drawing(service) - before) / OPEN
    context.close()
    return more


def reviewed(service: Served, browser: Browser, number: int) -> list[float]:
    """Seconds of each item of review that is decided by keyboard."""
    voted_on(service.client, number)
    context = fresh(browser)
    page = context.new_page()
    page.goto(f"{str(service.client.base_url).rstrip('/')}/review")
    took = reviewed_by_keyboard(page, number)
    context.close()
    return took


def drawing(service: Served) -> float:
    """Megabytes of the service's children, of which the page is drawn by one."""
    return sum(memory_of(process).proportional for process in service.processes()[1:])

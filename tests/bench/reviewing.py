"""A pile of votes reviewed by keyboard, and how long the page takes for each."""

from __future__ import annotations

import time

import httpx
from playwright.sync_api import Page

from tests.bench.served import added

_WATCH = """() => {
  const app = document.querySelector('[data-testid="stApp"]')
  const at_rest = () => app.getAttribute('data-test-script-state') === 'notRunning'
  window.item = () => document.querySelector('[class*="st-key-onward-"]')?.className.match(/st-key-onward-(\\w+)/)?.[1]
  window.drawn = (done) => new Promise((resolve, reject) => {
    const began = performance.now()
    const look = () => {
      if (done() && at_rest()) requestAnimationFrame(() => resolve(window.item() ?? ''))
      else if (performance.now() - began > 30000) reject(new Error('the page did not answer the key'))
      else setTimeout(look, 5)
    }
    look()
  })
}"""
"""Waits for what a key does, until the page is at rest and the browser has drawn it."""


def voted_on(client: httpx.Client, number: int, correction: str | None = "Tools, set {}.") -> list[str]:
    """So many votes on answers from a file, in one conversation of whoever the client is; the ids of their turns."""
    lines = [f"In box {n} there are tools, set {n}. It stands in shed {n * 3}." for n in range(1, number + 1)]
    added(client, "boxes.txt", "\n\n".join(lines).encode())
    turns: list[str] = []
    conversation = None
    for n in range(1, number + 1):
        asked = {"question": f"What is in box {n}?", "conversation": conversation, "stream": False}
        answer = client.post("/api/ask", json=asked).raise_for_status().json()
        conversation = answer["conversation"]
        turns.append(str(answer["turn"]))
        said = {"turn": turns[-1], "vote": "down", "reasons": ["wrong"]}
        better = {"correction": correction.format(n)} if correction else {}
        client.post("/api/feedback", json={**said, **better}).raise_for_status()
    return turns


def reviewed_by_keyboard(page: Page, number: int) -> list[float]:
    """Decides on so many items of an open review page, every second one rejected; the seconds that the page took each.

    They go from the first key, the choice if there is one, until the page has run and the next item is drawn.
    """
    page.locator('[class*="st-key-onward-"] button').wait_for()
    page.evaluate(_WATCH)
    item, took = page.evaluate("() => window.drawn(() => true)"), []
    for n in range(number):
        began = time.perf_counter()
        if n % 2 == 0:
            page.keyboard.press("2")
        page.keyboard.press("Control+Enter")
        following = page.evaluate("item => window.drawn(() => window.item() !== item)", item)
        took.append(time.perf_counter() - began)
        item = following
    return took

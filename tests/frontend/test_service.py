"""The page before the real service with the real models, in a real browser: hand over, ask, show, speak, look it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
import soundfile
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.conftest import SAMPLES, Server
from tests.frontend.conftest import Opener, launched
from tests.frontend.steps import ask, attach, button

pytestmark = [pytest.mark.browser, pytest.mark.models]

SECONDS = 120_000  # milliseconds that a step may take while the models load on a busy machine


@pytest.fixture(scope="module")
def web(server: Server) -> str:
    with httpx.Client(base_url=server.url, timeout=120) as client:
        for name in ("handbook.pdf", "memo.ogg"):
            added = client.post(
                "/api/documents", files={"file": (name, (SAMPLES / name).read_bytes())}, params={"wait": 120}
            )
            assert added.json()["status"] == "ready"
    return server.url


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose microphone asks when breakfast is served."""
    question, rate = soundfile.read(SAMPLES / "question.ogg", dtype="float32")
    spoken = tmp_path_factory.mktemp("microphone") / "question.wav"
    soundfile.write(spoken, np.concatenate([np.zeros(rate // 2), question, np.zeros(8 * rate)]), rate, subtype="PCM_16")
    with launched(playwright, spoken) as opened:
        yield opened


def answered(page: Page) -> None:
    expect(page.get_by_text(re.compile(r"[Tt]ook [\d.]+ s")).last).to_be_visible(timeout=SECONDS)
    expect(page.get_by_test_id("stChatInputSubmitButton")).to_be_visible()


def test_a_question_is_answered_and_its_citation_opens_at_the_page(web: str, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "When is breakfast served?")
    expect(page.locator(".vermeil-excerpt mark").first).to_contain_text("Breakfast is served", timeout=SECONDS)
    answered(page)
    expect(page.locator(".vermeil-answer").last).to_contain_text("alf past seven")
    page.get_by_role("button", name=re.compile(r"\d handbook.pdf · page 2")).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_alt_text("Page 2")).to_be_visible(timeout=SECONDS)
    expect(dialog.locator(".vermeil-passage mark").first).to_contain_text("Breakfast is served")


def test_a_citation_of_a_recording_opens_at_its_second(web: str, open_page: Opener) -> None:
    page = open_page(web)
    ask(page, "What is the name of the boiler inspector?")
    answered(page)
    page.get_by_role("button", name=re.compile(r"\d memo.ogg · at 0:0\d")).first.click()
    expect(page.get_by_role("dialog").locator("audio")).to_be_visible(timeout=SECONDS)


def test_a_picture_is_recognised(web: str, open_page: Opener) -> None:
    page = open_page(web)
    attach(page, ("cat.jpg", "image/jpeg", Path(SAMPLES / "cat.jpg").read_bytes()))
    ask(page, "What is this?")
    answered(page)
    expect(page.locator(".vermeil-answer").last).to_contain_text(re.compile("cat", re.IGNORECASE))


def test_a_spoken_question_is_heard_answered_and_spoken_back(web: str, open_page: Opener) -> None:
    page = open_page(web)
    page.get_by_test_id("stChatInputMicButton").first.click()
    page.wait_for_timeout(4000)
    page.get_by_test_id("stChatInputApproveButton").click()
    answered(page)
    expect(page.locator(".vermeil-question").last).to_contain_text(re.compile("breakfast", re.IGNORECASE))
    expect(page.locator(".vermeil-answer").last).to_contain_text("alf past seven")
    button(page, "hear-").click()
    expect(page.get_by_test_id("stAudio").last).to_be_visible(timeout=SECONDS)

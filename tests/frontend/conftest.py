"""Fixtures of the page's tests: a browser, and the page at one address with a stub of the API."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Playwright, Route, expect, sync_playwright
from playwright.sync_api import Page as Tab
from starlette.applications import Starlette

from app.api.page import Page
from app.cli.page import PageProcess
from core.settings import Settings
from tests.conftest import free_port
from tests.frontend.stub import State, create, picture, serving, tone

PATIENCE_SECONDS = 20  # the machine may be busy; a passing test does not wait for it
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip


@contextmanager
def with_page(app: Starlette) -> Iterator[str]:
    """Serve an API and the page at one address, as people have them; gives the address."""
    port = free_port()
    with PageProcess(Settings(port=port)) as drawing:
        app.router.default = Page(drawing.socket)
        with serving(app, port) as address:
            yield address


def chromium() -> str | None:
    """The browser of this machine, if it has one."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit puts the script of a page in the place of `__main__`, where a spawned process would look for ours."""
    ours = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = ours


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with sync_playwright() as driver:
        yield driver


@contextmanager
def launched(playwright: Playwright, recording: Path) -> Iterator[Browser]:
    """A headless Chromium whose microphone plays the given WAV file."""
    path = chromium()
    if path is None:
        assert os.environ.get("CI") != "true", "no Chromium on a machine that must have one"
        pytest.skip("no Chromium on this machine: install the package `chromium`")
    speaking = f"--use-file-for-fake-audio-capture={recording}"
    browser = playwright.chromium.launch(executable_path=path, args=[*CHROMIUM, speaking])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    recording = tmp_path_factory.mktemp("microphone") / "tone.wav"
    recording.write_bytes(tone(1.0, silence=3.0))
    with launched(playwright, recording) as browser:
        yield browser


Opener = Callable[..., Tab]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens an address in a fresh context; at the end no request may have left loopback."""
    contexts, strangers = [], []

    def guard(route: Route) -> None:
        host = urlsplit(route.request.url).hostname
        if host in ("127.0.0.1", "localhost", None):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    def opened(address: str, *, viewport: dict[str, int] = LAPTOP, dark: bool = False, path: str = "") -> Tab:
        scheme = "dark" if dark else "light"
        context = browser.new_context(viewport=viewport, color_scheme=scheme, permissions=["microphone"])
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not strangers, f"the page asked other machines: {strangers}"


@pytest.fixture(scope="session")
def stub_server() -> Iterator[tuple[str, State]]:
    state = State()
    with with_page(create(state)) as address:
        yield address, state


@pytest.fixture
def stub(stub_server: tuple[str, State]) -> State:
    """The stub's memory, emptied for each test."""
    stub_server[1].reset()
    return stub_server[1]


@pytest.fixture
def farm(stub: State) -> State:
    """A library with a document, a picture and a recording, in that order."""
    stub.add("chronicle.pdf", b"%PDF-1.7")
    stub.add("press.png", picture("press"), "picture")
    stub.add("interview.wav", tone(12.0), "audio")
    return stub


@pytest.fixture
def api(stub_server: tuple[str, State], stub: State) -> str:
    return stub_server[0]


@pytest.fixture
def web(api: str) -> str:
    return api

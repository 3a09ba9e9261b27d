"""Fixtures of the web app's tests: a browser, the page against any API, and a stub of that API.

The page runs in a process of its own, as people start it. `start_page(address)` serves it against any address of an
API, the real one too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, expect, sync_playwright

from tests.conftest import free_port
from tests.frontend.stub import State, create, serving, tone

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 20  # the machine may be busy; a passing test does not wait for it
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip


@contextmanager
def start_page(api: str, folder: Path) -> Iterator[str]:
    """Serve the web app against the API at an address `http://host:port`; gives the page's address."""
    parts, port = urlsplit(api), free_port()
    environment = {**os.environ, "VERMEIL_HOST": parts.hostname or "", "VERMEIL_PORT": str(parts.port)}
    log = (folder / "page.log").open("wb")
    command = [sys.executable, "-m", "frontend.launch", "--port", str(port), "--address", "127.0.0.1"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the web app ended while it started"
        try:
            if httpx.get(address, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("the web app did not start")


def chromium() -> str | None:
    """The browser of this machine, if it has one."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


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
    recording.write_bytes(tone(3.0))
    with launched(playwright, recording) as browser:
        yield browser


Opener = Callable[..., Page]


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

    def opened(address: str, *, viewport: dict[str, int] = LAPTOP, dark: bool = False, path: str = "") -> Page:
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
    with serving(create(state)) as address:
        yield address, state


@pytest.fixture
def stub(stub_server: tuple[str, State]) -> State:
    """The stub's memory, emptied for each test."""
    stub_server[1].reset()
    return stub_server[1]


@pytest.fixture
def api(stub_server: tuple[str, State], stub: State) -> str:
    return stub_server[0]


@pytest.fixture(scope="session")
def web(stub_server: tuple[str, State], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page's address, served once against the stub."""
    with start_page(stub_server[0], tmp_path_factory.mktemp("web")) as address:
        yield address

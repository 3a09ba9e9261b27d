"""The web app is started privately, and its settings are ones that the installed Streamlit knows."""

from __future__ import annotations

import pytest
from streamlit import config

from core.settings import Settings
from frontend import launch


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    monkeypatch.setattr(
        launch, "settings", lambda: Settings(upload_bytes=3 * 2**20 + 1, allowed_hosts=("[::1]", "a.b"))
    )
    options: dict[str, list[str]] = {}
    for argument in launch.arguments(8777, "127.0.0.1")[2:]:
        name, _, value = argument.removeprefix("--").partition("=")
        options.setdefault(name, []).append(value)
    return options


def test_streamlit_knows_every_setting(given: dict[str, list[str]]) -> None:
    known = set(config.get_config_options())
    assert set(given) <= known


def test_nothing_is_reported_and_nothing_outside_may_come_in(given: dict[str, list[str]]) -> None:
    assert given["browser.gatherUsageStats"] == ["false"]
    assert given["server.address"] == ["127.0.0.1"]
    assert given["server.enableXsrfProtection"] == given["server.enableCORS"] == ["true"]
    assert given["server.allowedHosts"] == ["127.0.0.1", "::1", "a.b"]
    assert given["client.showErrorDetails"] == ["none"]


def test_uploads_may_be_as_large_as_the_service_takes(given: dict[str, list[str]]) -> None:
    assert given["server.maxUploadSize"] == ["4"]  # in mebibytes, rounded up

"""The page is private, and its options are ones that the installed Streamlit knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit import config

from core.settings import Settings
from frontend import page


@pytest.fixture
def _created() -> Iterator[None]:
    page.create(Settings(upload_bytes=3 * 2**20 + 1))
    yield
    config.get_config_options(force_reparse=True)


def test_streamlit_knows_every_option() -> None:
    assert set(page.OPTIONS) <= set(config.get_config_options())


@pytest.mark.usefixtures("_created")
def test_nothing_is_reported_and_nothing_outside_may_come_in() -> None:
    assert config.get_option("browser.gatherUsageStats") is False
    assert config.get_option("server.enableXsrfProtection") is True
    assert config.get_option("server.enableAgentApi") is False
    assert config.get_option("client.showErrorDetails") == "none"


@pytest.mark.usefixtures("_created")
def test_uploads_may_be_as_large_as_the_service_takes() -> None:
    assert config.get_option("server.maxUploadSize") == 4  # in mebibytes, rounded up

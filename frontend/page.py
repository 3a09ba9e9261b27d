"""The web page as an ASGI application: what it shows, its websocket and its uploads.

Streamlit keeps its options for the whole process, so a process serves one page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.settings import Settings
from frontend import brand

if TYPE_CHECKING:
    from streamlit.starlette import App

SCRIPT = Path(__file__).with_name("app.py")
MESSAGE_BYTES = 16 * 2**20  # most that a browser sends at once; files come as uploads

OPTIONS: dict[str, bool | int | str] = {
    # Nothing leaves the machine, and nothing is asked of anybody.
    "browser.gatherUsageStats": False,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "client.showErrorLinks": False,
    # Other web pages cannot drive this one.
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableAgentApi": False,
    # No traceback and no path on the page, no developer's tools around it.
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "server.fileWatcherType": "none",
    "runner.magicEnabled": False,
    # A run that is interrupted ends before the next one begins: it keeps what there is of an answer.
    "runner.fastReruns": False,
    # The look
    "theme.baseRadius": "0.6rem",
    "theme.baseFontSize": 16,
    "theme.showWidgetBorder": True,
    **{f"theme.light.{name}": colour for name, colour in brand.LIGHT.items()},
    **{f"theme.dark.{name}": colour for name, colour in brand.DARK.items()},
}


def create(settings: Settings) -> App:
    """The page, with the limits that these settings have."""
    from streamlit.starlette import App
    from streamlit.web import bootstrap

    megabytes = max(1, -(-settings.upload_bytes // 2**20))
    bootstrap.load_config_options({**OPTIONS, "server.maxUploadSize": megabytes})
    return App(SCRIPT)

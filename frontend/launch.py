"""Starts the web app with the settings that keep it private: `python -m frontend.launch [--port N] [--address A]`.

A start by hand has to give the same arguments, `streamlit run frontend/app.py` and `STREAMLIT_ARGUMENTS`, as a
configuration file would only be found from one working directory.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from pathlib import Path

from core.settings import settings
from frontend import brand

SCRIPT = Path(__file__).with_name("app.py")

STREAMLIT_ARGUMENTS: tuple[str, ...] = (
    # Nothing leaves the machine, and nothing is asked of anybody.
    "--browser.gatherUsageStats=false",
    "--server.headless=true",
    "--server.showEmailPrompt=false",
    "--client.showErrorLinks=false",
    # Other web pages cannot drive this one.
    "--server.enableCORS=true",
    "--server.enableXsrfProtection=true",
    "--server.xsrfCookieSameSite=strict",
    # No traceback and no path on the page, no developer's tools around it.
    "--client.showErrorDetails=none",
    "--client.toolbarMode=minimal",
    "--server.fileWatcherType=none",
    "--runner.magicEnabled=false",
    # A run that is interrupted ends before the next one begins: it keeps what there is of an answer.
    "--runner.fastReruns=false",
    "--logger.hideWelcomeMessage=true",
    # The look
    "--theme.baseRadius=0.6rem",
    "--theme.baseFontSize=16",
    "--theme.showWidgetBorder=true",
    *(f"--theme.light.{name}={colour}" for name, colour in brand.LIGHT.items()),
    *(f"--theme.dark.{name}={colour}" for name, colour in brand.DARK.items()),
)


def arguments(port: int, address: str) -> list[str]:
    """All arguments of `streamlit` for a page on this port and address."""
    hosts = {host.strip("[]") for host in settings().allowed_hosts} | {address}
    megabytes = max(1, -(-settings().upload_bytes // 2**20))
    return [
        "run",
        str(SCRIPT),
        f"--server.port={port}",
        f"--server.address={address}",
        f"--browser.serverAddress={address}",
        f"--server.maxUploadSize={megabytes}",
        *(f"--server.allowedHosts={host}" for host in sorted(hosts)),
        *STREAMLIT_ARGUMENTS,
    ]


def end_with_parent() -> None:
    """Wait for the end of standard input, which comes with the end of who started us, and go too."""
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m frontend.launch", description="Start Vermeil's web app.")
    parser.add_argument("--port", type=int, default=settings().web_port)
    parser.add_argument("--address", default=settings().host)
    parser.add_argument("--with-parent", action="store_true", help="end when standard input is closed")
    chosen = parser.parse_args()
    if chosen.with_parent:
        threading.Thread(target=end_with_parent, name="parent", daemon=True).start()

    from streamlit.web import cli  # heavy: only where the page is really started

    sys.argv = ["streamlit", *arguments(chosen.port, chosen.address)]
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()

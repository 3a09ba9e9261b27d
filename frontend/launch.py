"""Serves the page on a socket that was made for it: `python -m frontend.launch --descriptor N`.

The socket is no port: whoever wants the page asks Vermeil's service, whose guard stands before it.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading

from core.settings import settings


def end_with_parent() -> None:
    """Wait for the end of standard input, which comes with the end of who started us, and go too."""
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m frontend.launch", description="Serve Vermeil's page.")
    parser.add_argument("--descriptor", type=int, required=True, help="descriptor of a listening Unix socket")
    chosen = parser.parse_args()
    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()

    import uvicorn

    from frontend import page  # heavy: only where the page is really served

    uvicorn.run(
        page.create(settings()), fd=chosen.descriptor, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=1, ws="websockets-sansio", ws_per_message_deflate=False,
        ws_max_size=page.MESSAGE_BYTES,
    )  # fmt: skip


if __name__ == "__main__":
    main()

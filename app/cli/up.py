"""`vermeil up`: the API in this process, the web app in a child beside it, and both gone on Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

import typer

from app.wiring.data_folder import check_belonging, held_by
from app.wiring.models import language_name
from core.errors import Busy, Missing
from core.profiles import fitting
from core.settings import Settings, child_environment


def run(settings: Settings, *, web: bool = True) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Raises `Busy` where a port or the data folder is taken, `ForeignDatabase` where the folder's database is another.
    """
    import uvicorn

    check_free(settings, web)
    address = f"http://{settings.host}:{settings.port}"
    with ExitStack() as stack:
        if web:
            stack.enter_context(WebApp(settings))
        check_belonging(settings)  # meanwhile the web app loads
        from app.api.server import create_app

        config = uvicorn.Config(
            create_app(settings, address), host=settings.host, port=settings.port, log_level="warning",
            timeout_graceful_shutdown=3, h11_max_incomplete_event_size=2**16, server_header=False,
        )  # fmt: skip
        server = uvicorn.Server(config)
        # uvicorn raises the signal that ended it once more: it has to pass through here, so that the web app ends too
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        threading.Thread(target=announce, args=(settings, server, web), daemon=True).start()
        server.run()


def check_free(settings: Settings, web: bool) -> None:
    import socket

    held = held_by(settings.data_folder())
    if held is not None:
        where = f" at {held}" if held else ""
        raise Busy(f"Vermeil is running on this data folder already{where}.", "Stop it, or choose another with --data.")
    for port in (settings.port, *([settings.web_port] if web else [])):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.host, port))
            except OSError:
                raise Busy(
                    f"Port {port} is taken.", f"Choose others: vermeil up --port {port + 10} --web-port {port + 11}"
                ) from None


def announce(settings: Settings, server: object, web: bool) -> None:
    """Print the addresses once the first page can be had, and what is worth knowing once the models are in."""
    while not getattr(server, "started", False):
        time.sleep(0.02)
    if web:
        wait_for_port(settings.host, settings.web_port)
        typer.echo(f"Vermeil is open at  http://{settings.host}:{settings.web_port}")
    typer.echo(f"Answers come from {language_name(settings)}: {chosen_profile(settings)}")
    typer.echo(f"The API answers at  http://{settings.host}:{settings.port}/v1   (Ctrl-C stops it)")


def chosen_profile(settings: Settings) -> str:
    """Which profile it is, and why."""
    if "profile" in settings.model_fields_set:
        return f"the profile {settings.profile} is set."
    return f"the profile is {settings.profile}, as {fitting().why}."


def wait_for_port(host: str, port: int, seconds: float = 30.0) -> None:
    import socket

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


_PAGE_SETTINGS = ("host", "port", "web_port", "data", "allowed_hosts", "upload_bytes", "question_chars")


class WebApp:
    """The Streamlit process: started with the block, stopped with it, and with us if we die."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __enter__(self) -> WebApp:
        environment = child_environment(self.settings, *_PAGE_SETTINGS)
        self.process = subprocess.Popen(
            web_command(self.settings), env=environment, stdin=subprocess.PIPE, start_new_session=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()


def web_command(settings: Settings) -> list[str]:
    """How to start the web app: by its module, since the service does not import it."""
    import importlib.util

    if importlib.util.find_spec("streamlit") is None:
        raise Missing("The web app needs streamlit, which is not installed.", "Run make setup, or vermeil up --no-web.")
    return [
        sys.executable,
        "-m",
        "frontend.launch",
        "--port",
        str(settings.web_port),
        "--address",
        settings.host,
        "--with-parent",
    ]

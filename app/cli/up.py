"""`vermeil up`: the page and the API at one address, until Ctrl-C."""

from __future__ import annotations

import ipaddress
import os
import signal
import sys
import threading
import time
from contextlib import ExitStack
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer
from starlette.datastructures import State

from app.cli import leftovers
from app.cli.page import PageProcess
from app.wiring import accounts
from app.wiring.data_folder import check_belonging, held_by
from app.wiring.language_server import chosen
from app.wiring.models import language_name
from app.wiring.stores import Stores
from core import heap
from core.errors import BadInput, Busy, VermeilError
from core.profiles import fitting
from core.settings import Settings

if TYPE_CHECKING:
    from uvicorn import Server


def run(settings: Settings, *, web: bool = True) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Raises `Busy` where the port or the data folder is taken, `ForeignDatabase` where the folder's database is another.
    """
    import uvicorn

    os.umask(0o077)  # what is written from now on is for nobody else
    heap.bound_arenas()
    settings = accounts.chosen(settings)
    check_reach(settings)
    check_free(settings)
    leftovers.sweep()
    address = f"http://{settings.host}:{settings.port}"
    with ExitStack() as stack:
        drawing = stack.enter_context(PageProcess(settings)) if web else None
        check_belonging(settings)  # meanwhile the page loads
        from app.api.page import Page
        from app.api.server import create_app
        from app.cli.http_protocol import BoundedHttp

        page = Page(drawing.socket) if drawing else None
        app = create_app(settings, address, page)
        config = uvicorn.Config(
            app, host=settings.host, port=settings.port, log_level="warning",
            timeout_graceful_shutdown=3, http=BoundedHttp, server_header=False,
            ws="websockets-sansio", ws_per_message_deflate=False, proxy_headers=False,
        )  # fmt: skip
        server = uvicorn.Server(config)
        tell(server, app.state.stopping)
        # uvicorn raises the signal that ended it once more: it has to pass through here, so that the page ends too
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        threading.Thread(target=announce, args=(settings, server, web, app.state), daemon=True).start()
        server.run()


def tell(server: Server, stopping: threading.Event) -> None:
    """Have a signal that ends the server set `stopping` first, so that answers under way can say so."""
    end = server.handle_exit

    def told(number: int, frame: FrameType | None) -> None:
        stopping.set()
        end(number, frame)

    server.handle_exit = told  # type: ignore[method-assign, assignment]


def check_reach(settings: Settings) -> None:
    """Raises `BadInput` where others than this machine could reach somebody's things without signing in."""
    try:
        local = ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        local = settings.host == "localhost"
    if not local and not settings.accounts:
        raise BadInput(
            f"Without accounts Vermeil is served on loopback alone, not on “{settings.host}”.",
            "Set VERMEIL_ACCOUNTS=true, or leave VERMEIL_HOST as it is.",
        )
    if settings.trusted_header and not (settings.accounts and settings.trusted_proxies):
        raise BadInput(
            f"The header {settings.trusted_header} would be believed from nobody.",
            "Set VERMEIL_ACCOUNTS=true, and VERMEIL_TRUSTED_PROXIES to the address of the proxy.",
        )
    if settings.oidc_issuer and not (settings.accounts and settings.oidc_client):
        raise BadInput(
            "The sign-in service lacks a part of its settings.",
            "Set VERMEIL_ACCOUNTS=true, and VERMEIL_OIDC_CLIENT to the name under which Vermeil is registered there.",
        )
    issuer = urlsplit(settings.oidc_issuer)
    if settings.oidc_issuer and issuer.scheme != "https" and issuer.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise BadInput("A sign-in service elsewhere is spoken to by https alone.", "Mend VERMEIL_OIDC_ISSUER.")


def check_free(settings: Settings) -> None:
    """Raises `Busy` where the data folder or the port is taken."""
    import socket

    held = held_by(settings.data_folder())
    if held is not None:
        where = f" at {held}" if held else ""
        raise Busy(f"Vermeil is running on this data folder already{where}.", "Stop it, or choose another with --data.")
    port = settings.port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, port))
        except OSError:
            raise Busy(f"Port {port} is taken.", f"Choose another: vermeil up --port {port + 10}") from None


def announce(settings: Settings, server: object, web: bool, state: State) -> None:
    """Print the address once it answers, and which model does; with accounts, the link for the first admin."""
    while not getattr(server, "started", False):
        time.sleep(0.02)
    typer.echo(f"Answers come from {language_name(chosen(settings))}: {why(settings)}")
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(f"Vermeil is open at  {address if web else f'{address}/v1'}   (Ctrl-C stops it)")
    if settings.accounts and (link := first_link(state)):
        typer.echo(f"The first admin signs up at  {address}/?link={link}   (works once, for a day)")


def first_link(state: State) -> str | None:
    """The token of a new link for the first admin; None where there is somebody, or no database."""
    try:
        stores: Stores = state.warmup.services.get().stores
        return stores.links.first()
    except VermeilError:
        return None  # the page says what is wrong


def why(settings: Settings) -> str:
    """Why that model: a server that was chosen on the settings page, or the profile, and why that."""
    taken = chosen(settings)
    if taken is not settings:
        return f"of the server {taken.remote_url}, as the settings page says."
    if "profile" in settings.model_fields_set:
        return f"the profile {settings.profile} is set."
    return f"the profile is {settings.profile}, as {fitting().why}."

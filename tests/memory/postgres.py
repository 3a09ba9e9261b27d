"""A PostgreSQL server for tests, where the Debian package `postgresql` is installed; each database in it is empty."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

ACCOUNT = "postgres"  # that the server runs as where we are root, which it refuses


def programs() -> Path:
    """The folder with `initdb` and `pg_ctl`; skips the test where there is none, or no driver."""
    found = [Path(shutil.which("pg_ctl") or ""), *Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")]
    folder = next((path.resolve().parent for path in found if path.is_file()), None)
    if folder is None:
        pytest.skip("PostgreSQL is not installed (Debian package postgresql)")
    if find_spec("psycopg") is None:
        pytest.skip("the driver psycopg is not installed")
    return folder


@contextmanager
def server() -> Iterator[str]:
    """The URL of a new server, up to the name of a database. It listens on a socket in its own folder alone."""
    folder, account = programs(), ACCOUNT if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="vermeil-pg-"))  # not pytest's: the account must reach it
    try:
        if account:
            shutil.chown(home, account)

        def run(program: str, *arguments: str) -> None:
            command = [str(folder / program), "-D", str(home / "data"), *arguments]
            subprocess.run(command, check=True, user=account, cwd=home, stdout=subprocess.DEVNULL)

        run("initdb", "--username", "vermeil", "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--locale", "C")
        port = free_port()
        run("pg_ctl", "-w", "-l", str(home / "log"), "-o", f"-p {port} -k {home} -h '' -F", "start")
        try:
            yield f"postgresql+psycopg://vermeil@/{{}}?host={home}&port={port}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def empty_database(url: str) -> str:
    """The URL of a database that was made just now on the server at `url`."""
    from sqlalchemy import create_engine, text

    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(url.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.format(name)

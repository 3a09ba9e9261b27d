"""Commands on a folder whose database is missing or another's: refused before anything is loaded, and the way out."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from app.cli.adopt import adopt
from app.cli.doctor import library
from app.wiring.stores import vector_store
from core.settings import Settings
from core.types import Chunk, PageSpan
from memory.belonging import look
from memory.database import sqlite_url
from memory.index import Index
from memory.ingest.queue import Finished, Queued, finish
from tests.conftest import free_port
from tests.memory.fakes import unit
from tests.memory.pairs import SIX, files, filled, opened, sha256_of

VERMEIL = Path(sys.executable).with_name("vermeil")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return filled(tmp_path / "data")


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    return filled(tmp_path / "stranger", (SIX[0], "theirs"))


def run(data: Path, *arguments: str, database: Path | None = None) -> subprocess.CompletedProcess[str]:
    url = f"sqlite:///{database / 'vermeil.sqlite3'}" if database else ""
    environment = {**os.environ, "VERMEIL_DATABASE_URL": url, "VERMEIL_PORT": str(free_port())}
    return subprocess.run(
        [VERMEIL, "--data", data, *arguments], env=environment, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    """All but the lock, which whoever looks may leave."""
    return {name: data for name, data in files(folder).items() if name not in ("lock", "address")}


@pytest.mark.parametrize(
    ("command", "missing"), [(("up", "--no-web"), True), (("documents",), False), (("doctor",), True)]
)
def test_commands_refuse_a_stranger_and_say_the_way_out(
    data: Path, stranger: Path, tmp_path: Path, command: tuple[str, ...], missing: bool
) -> None:
    (data / "vermeil.sqlite3").rename(tmp_path / "aside")
    before, theirs = contents(data), contents(stranger)
    done = run(data, *command, database=None if missing else stranger)
    assert done.returncode == 2
    said = " ".join((done.stdout + done.stderr).split())
    assert ("its database is missing" if missing else "belongs to another data folder") in said
    assert "vermeil adopt" in said
    assert "Traceback" not in said
    assert contents(data) == before
    assert contents(stranger) == theirs


def test_adopting_asks_says_what_will_go_and_when(
    data: Path, stranger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=data, database_url=sqlite_url(stranger).render_as_string())
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(typer.Abort):
        adopt(settings)
    said = capsys.readouterr().out
    assert "holds 6 files of documents; the database names 1 of them" in said
    assert "other 5 will be set aside, and deleted after 30 days" in said
    assert "files of 1 documents are not in the folder" in said
    assert look(data).agreed
    adopt(settings, ask=False)
    assert "belong together now" in capsys.readouterr().out
    assert not look(data).agreed
    adopt(settings)
    assert "belong together already" in capsys.readouterr().out


def test_the_index_is_made_anew_for_an_adopted_database(data: Path, stranger: Path) -> None:
    """Both databases have changed as often and have as many vectors: only what they are tells them apart."""
    for folder, text in ((data, "ours"), (stranger, "theirs")):
        with opened(folder) as shelf:
            document = shelf.library.list("ada")[0]
            waiting = Queued(document.id, "ada", document.sha256, document.name, document.size)
            chunks = [Chunk(text, PageSpan(1, 0, len(text)))]
            vectors = {"space": (range(1), unit(text, 4)[None])}
            finish(shelf.database, [Finished(waiting, "text", "text/plain", chunks, vectors, 1, None, None, None, 0.1)])
            settings = Settings(data=folder, database_url="")
            Index(shelf.database, vector_store(settings, shelf.database)).close()
    settings = Settings(data=data, database_url=sqlite_url(stranger).render_as_string())
    adopt(settings, ask=False)
    with opened(data, settings.database_url) as shelf:
        index = Index(shelf.database, vector_store(settings, shelf.database))
        assert index.search("space", "ada", unit("theirs", 4), 1)[0].score > 0.99
        index.close()


def test_the_doctor_tells_what_lacks_its_file_and_what_is_set_aside(data: Path) -> None:
    with opened(data) as shelf:
        shelf.library.delete("ada", shelf.library.list("ada")[0].id)
        shelf.blobs.write(iter([b"of no document"]), limit=100)
        shelf.sweeper(2_000_000_000.0).sweep()
    found = {finding.what: finding for finding in library(Settings(data=data, database_url=""))}
    assert found["Files"].good
    assert "1 of no document are set aside, to be deleted from 2033-06-17" in found["Files"].state
    with opened(data) as shelf:
        shelf.blobs.path(sha256_of(SIX[0])).unlink()
    found = {finding.what: finding for finding in library(Settings(data=data, database_url=""))}
    assert not found["Files"].good
    assert found["Files"].state == "1 documents lack theirs: a.txt"


def test_the_doctor_finds_nothing_where_nothing_is(tmp_path: Path) -> None:
    (finding,) = library(Settings(data=tmp_path / "new", database_url=""))
    assert (finding.good, finding.state) == (True, "empty")
    assert not (tmp_path / "new").exists()


@pytest.mark.models
@pytest.mark.slow
def test_six_files_outlive_starts_without_and_with_another_database(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"The password of door {number} is swordfish{number}.")
    data = tmp_path / "data"
    assert run(data, "add", str(folder)).returncode == 0
    originals = {name for name in files(data) if name.startswith("blobs")}
    assert len(originals) == 6
    shutil.move(data / "vermeil.sqlite3", tmp_path / "aside")
    assert run(data, "documents").returncode == 2
    (tmp_path / "other").mkdir()
    assert run(data, "documents", database=tmp_path / "other").returncode == 2
    shutil.move(tmp_path / "aside", data / "vermeil.sqlite3")
    assert len(json.loads(run(data, "documents", "--json").stdout)) == 6
    assert {name for name in files(data) if name.startswith("blobs")} == originals

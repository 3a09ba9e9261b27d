"""A data folder and its database: which belong together, which are refused untouched, and how strangers are adopted."""

from __future__ import annotations

import os
import shutil
import signal
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from core.errors import ForeignDatabase
from memory import belonging
from memory.belonging import adopt, look, open_database
from memory.database import Database, sqlite_url
from tests.memory.pairs import SIX, files, filled, make_old, opened

DATABASE = "vermeil.sqlite3"


def outside(tmp_path: Path, name: str = "elsewhere") -> URL:
    return sqlite_url(tmp_path / name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "data")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Somebody else's library, which shares a file with ours."""
    return filled(tmp_path / "other", (SIX[0], "theirs"))


def is_refused(folder: Path, url: str | URL = "", match: str | None = None) -> None:
    before = files(folder)
    with pytest.raises(ForeignDatabase, match=match) as refused, opened(folder, url):
        pass
    assert "vermeil adopt" in refused.value.remedy
    assert str(folder) not in refused.value.message + refused.value.remedy
    assert files(folder) == before, "a folder that is refused is left as it is"


def test_a_pair_knows_itself_again(folder: Path) -> None:
    identity = (folder / "identity").read_text().strip()
    for _ in range(2):
        with opened(folder) as shelf:
            assert shelf.database.identity == identity
            assert shelf.contents() == set(SIX)
    assert look(folder).agreed
    assert not (folder / "identity.new").exists()


def test_a_missing_database_is_refused_and_can_be_put_back(folder: Path, tmp_path: Path) -> None:
    (folder / DATABASE).rename(tmp_path / "aside")
    is_refused(folder, match="6 files of documents, but its database is missing")
    (tmp_path / "aside").rename(folder / DATABASE)
    with opened(folder) as shelf:
        assert shelf.contents() == set(SIX)


def test_a_missing_database_is_refused_even_where_no_file_would_be_lost(tmp_path: Path) -> None:
    folder = filled(tmp_path / "data", ())
    (folder / DATABASE).unlink()
    is_refused(folder, match="was in use before, but its database is missing")


def test_an_empty_file_is_a_missing_database_and_its_log_survives(folder: Path, tmp_path: Path) -> None:
    """SQLite throws away the log beside an empty file, and with it what was committed last."""
    (folder / DATABASE).write_bytes(b"")
    (folder / f"{DATABASE}-wal").write_bytes(b"committed, but not yet in the file")
    is_refused(folder, match="missing")


def test_another_folder_s_database_is_refused_by_any_way_in(folder: Path, other: Path, tmp_path: Path) -> None:
    theirs = files(other)
    is_refused(folder, sqlite_url(other), "belongs to another data folder")
    assert files(other) == theirs
    (folder / DATABASE).rename(tmp_path / "aside")
    shutil.copy(other / DATABASE, folder / DATABASE)
    is_refused(folder, match="belongs to another data folder")
    (tmp_path / "aside").replace(folder / DATABASE)
    with opened(folder) as shelf:
        assert shelf.contents() == set(SIX)


def test_an_empty_database_elsewhere_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    is_refused(folder, outside(tmp_path), "missing")
    Database(outside(tmp_path)).close()
    is_refused(folder, outside(tmp_path), "names 0 of the 6 files")


@pytest.mark.parametrize("contents", [(), SIX])
def test_two_folders_never_share_a_database(tmp_path: Path, contents: tuple[str, ...]) -> None:
    (tmp_path / "elsewhere").mkdir()
    filled(tmp_path / "one", contents, outside(tmp_path))
    (tmp_path / "two").mkdir()
    is_refused(tmp_path / "two", outside(tmp_path))
    with opened(tmp_path / "one", outside(tmp_path)) as shelf:
        assert shelf.contents() == set(contents)


# --- from before there were ids, and after a backup from then ------------------------------------------------------


def test_an_old_installation_gets_its_id(folder: Path) -> None:
    make_old(folder)
    with opened(folder) as shelf:
        assert shelf.contents() == set(SIX)
        assert shelf.database.identity == (folder / "identity").read_text().strip()


def test_an_old_installation_with_its_database_elsewhere_gets_its_id_where_all_files_are_there(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder, url = filled(tmp_path / "data", SIX, outside(tmp_path)), outside(tmp_path)
    make_old(folder, url)
    hidden = next((folder / "blobs").glob("??/*"))
    hidden.rename(tmp_path / "hidden")
    is_refused(folder, url, "names 5 of the 5 files in the folder, and 1 that are not there")
    (tmp_path / "hidden").rename(hidden)
    with opened(folder, url) as shelf:
        assert shelf.contents() == set(SIX)


@pytest.mark.parametrize("into_the_folder", [True, False])
def test_an_old_installation_is_no_pair_with_an_old_database_that_shares_a_file(
    folder: Path, other: Path, into_the_folder: bool
) -> None:
    make_old(folder)
    make_old(other)
    if into_the_folder:
        (other / DATABASE).replace(folder / DATABASE)
    is_refused(folder, "" if into_the_folder else sqlite_url(other), "names 1 of the 6 files")


def test_an_old_installation_without_its_database_is_refused(folder: Path) -> None:
    make_old(folder)
    (folder / DATABASE).unlink()
    is_refused(folder, match="6 files of documents, but its database is missing")


def test_a_backup_from_before_there_were_ids_is_taken(folder: Path) -> None:
    kept = (folder / "identity").read_bytes()
    make_old(folder)
    (folder / "identity").write_bytes(kept)
    with opened(folder) as shelf:
        assert shelf.contents() == set(SIX)
        assert shelf.database.identity != kept.decode().strip(), "what the folder belonged to before is a stranger now"


def test_a_lost_id_file_is_written_again_for_the_database_in_the_folder(folder: Path) -> None:
    kept = (folder / "identity").read_bytes()
    (folder / "identity").write_bytes(b"")
    with opened(folder):
        pass
    assert (folder / "identity").read_bytes() == kept


def test_a_database_alone_in_a_new_folder_is_taken_and_its_files_are_said_to_be_missing(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    shutil.copy(folder / DATABASE, tmp_path / "new")
    with opened(tmp_path / "new") as shelf:
        assert shelf.sweeper(0).sweep().absent == 6
        assert shelf.sweeper(0).absent() == ["a.txt"] * 6


# --- adopting ------------------------------------------------------------------------------------------------------


def test_adopted_strangers_are_a_pair_and_what_they_were_with_is_a_stranger(folder: Path, other: Path) -> None:
    adopt(folder, sqlite_url(other)).close()
    with opened(folder, sqlite_url(other)) as shelf:
        assert {d.sha256 for d in shelf.library.list("ada")} & set(shelf.blobs.all())
    is_refused(folder, match="belongs to another")
    is_refused(other, match="belongs to another")


def test_an_adoption_in_error_is_undone_by_another_one(folder: Path, other: Path) -> None:
    adopt(folder, sqlite_url(other)).close()
    with opened(folder, sqlite_url(other)) as shelf:
        assert shelf.sweeper(0).sweep().set_aside == 5
    adopt(folder).close()
    with opened(folder) as shelf:
        assert shelf.sweeper(0).give_back() == 5
        assert shelf.contents() == set(SIX)


def test_an_empty_database_can_be_adopted(folder: Path) -> None:
    (folder / DATABASE).unlink()
    adopt(folder).close()
    with opened(folder) as shelf:
        assert shelf.contents() == set()
        assert len(list(shelf.blobs.all())) == 6


def test_an_adoption_that_was_stopped_and_given_up_is_forgotten(folder: Path, other: Path) -> None:
    database = Database(sqlite_url(other))
    database.identify("a" * 32)
    database.close()
    (folder / "identity.new").write_text("a" * 32)
    with opened(folder):
        pass
    is_refused(folder, sqlite_url(other), "belongs to another")


# --- crashes and modes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", [False, True])
def test_a_first_start_can_be_killed_anywhere(tmp_path: Path, old: bool) -> None:
    """Before and after each file and row that is written; each time, the next start goes on from what is there."""
    killed = 0
    for steps in range(20):
        (tmp_path / f"elsewhere{steps}").mkdir()
        url = outside(tmp_path, f"elsewhere{steps}")
        folder = tmp_path / f"data{steps}"
        if old:
            make_old(filled(folder, SIX, url), url)
        else:
            folder.mkdir()
        if run_and_kill(steps, partial(open_database, folder, url)):
            killed += 1
            with opened(folder, url) as shelf:
                assert shelf.contents() == (set(SIX) if old else set())
            assert look(folder, url).agreed
        else:
            break
    assert 5 <= killed < 20


def test_an_adoption_can_be_killed_anywhere(folder: Path, other: Path) -> None:
    """Afterwards the two are refused as before, or they are a pair."""
    for steps in range(20):
        finished = not run_and_kill(steps, partial(adopt, folder, sqlite_url(other)))
        pair = look(folder, sqlite_url(other))
        assert pair.agreed or pair.objection() is not None
        if finished:
            assert pair.agreed
            break
        adopt(folder).close()  # back again
    else:
        pytest.fail("it never came to its end")
    assert len(list((folder / "blobs").glob("??/*"))) == 6


def run_and_kill(steps: int, work: Callable[[], Database]) -> bool:
    """Whether a process of its own was killed before the end of its work, at the step of that number."""
    process = os.fork()
    if process == 0:
        try:
            for owner, name in STEPS:
                setattr(owner, name, killed_after(steps, getattr(owner, name)))
            work().close()
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


STEPS: tuple[tuple[Any, str], ...] = (
    (belonging, "_write_pending"), (os, "fsync"), (Path, "replace"), (Database, "identify"), (Database, "_migrate"),
)  # fmt: skip
LEFT: list[int] = []


def killed_after(steps: int, call: Callable[..., Any]) -> Callable[..., Any]:
    """The call, until so many steps were made in all."""
    LEFT[:] = [steps]

    def counted(*args: Any, **kwargs: Any) -> Any:
        if LEFT[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        LEFT[0] -= 1
        return call(*args, **kwargs)

    return counted


def test_the_database_is_private_whatever_the_umask_was(folder: Path) -> None:
    (folder / DATABASE).chmod(0o644)
    with opened(folder) as shelf:
        shelf.add(["more"])
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.glob(f"{DATABASE}*")}
    assert set(modes.values()) == {0o600}, modes


def test_opening_creates_the_database_private(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    assert stat.S_IMODE((tmp_path / DATABASE).stat().st_mode) == 0o600

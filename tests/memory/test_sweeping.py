"""What is swept: set aside first, deleted days later, given back where a row names it, and never under a stranger."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import delete

from core.errors import ForeignDatabase
from memory.belonging import adopt, look
from memory.blobs import Blobs
from memory.database import DocumentRow
from memory.sweeping import Sweeper, Swept
from tests.memory.pairs import DAY, SIX, Shelf, filled, opened, sha256_of

START = 2_000_000_000.0
DAYS = 30
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking opens databases for minutes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "data")


def forget_rows(shelf: Shelf, *contents: str) -> None:
    """As in a database that was restored from a backup before these were added."""
    with shelf.database.session() as session:
        session.execute(delete(DocumentRow).where(DocumentRow.sha256.in_(map(sha256_of, contents))))


def test_what_no_document_names_is_set_aside_and_deleted_days_later(folder: Path) -> None:
    with opened(folder) as shelf:
        forget_rows(shelf, *SIX[:2])
        assert shelf.sweeper(START).sweep() == Swept(set_aside=2, given_back=0, deleted=0, absent=0)
        assert set(shelf.blobs.aside()) == set(map(sha256_of, SIX[:2]))
        assert set(shelf.blobs.all()) == set(map(sha256_of, SIX[2:]))
        assert shelf.sweeper(START + DAYS * DAY - 1).sweep() == Swept(0, 0, 0, 0)
        assert shelf.sweeper(START + DAYS * DAY).sweep() == Swept(0, 0, deleted=2, absent=0)
        assert shelf.blobs.aside() == {}
        assert shelf.contents() == set(SIX[2:])


def test_a_file_comes_back_with_the_row_that_names_it(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "vermeil.sqlite3", tmp_path / "backup")
    with opened(folder) as shelf:
        shelf.add(["newer"])
    shutil.copy(folder / "vermeil.sqlite3", tmp_path / "newest")
    shutil.copy(tmp_path / "backup", folder / "vermeil.sqlite3")
    with opened(folder) as shelf:
        assert shelf.sweeper(START).sweep().set_aside == 1
    shutil.copy(tmp_path / "newest", folder / "vermeil.sqlite3")
    with opened(folder) as shelf:
        assert shelf.sweeper(START + 100 * DAY).give_back() == 1
        assert shelf.contents() == {*SIX, "newer"}


def test_even_when_its_time_has_come_a_file_that_is_named_comes_back(folder: Path) -> None:
    with opened(folder) as shelf:
        forget_rows(shelf, SIX[0])
        shelf.sweeper(START).sweep()
        shelf.add([SIX[0]])
        assert shelf.sweeper(START + 100 * DAY).sweep() == Swept(0, given_back=1, deleted=0, absent=0)
        assert shelf.blobs.aside() == {}
        assert shelf.contents() == set(SIX)


def test_a_row_that_comes_at_the_last_moment_saves_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(folder) as shelf:
        forget_rows(shelf, SIX[0])
        shelf.sweeper(START).sweep()

        def too_early(_: Sweeper) -> int:
            shelf.add([SIX[0]])
            shelf.blobs.path(sha256_of(SIX[0])).unlink()
            return 0

        monkeypatch.setattr(Sweeper, "give_back", too_early)
        assert shelf.sweeper(START + 100 * DAY).sweep().deleted == 0
        monkeypatch.undo()
        assert shelf.sweeper(START + 100 * DAY).give_back() == 1
        assert shelf.contents() == set(SIX)


@pytest.mark.parametrize("wrong", [0.0, START + 1000 * DAY])
def test_a_clock_that_was_wrong_shortens_no_delay(folder: Path, wrong: float) -> None:
    with opened(folder) as shelf:
        for path in (folder / "blobs").glob("??/*"):
            os.utime(path, (START - DAY, START - DAY))
        forget_rows(shelf, SIX[0])
        shelf.sweeper(wrong).sweep()
        assert shelf.sweeper(START).sweep().deleted == 0
        assert shelf.sweeper(START + DAYS * DAY - 1).sweep().deleted == 0
        assert shelf.sweeper(START + DAYS * DAY + 1).sweep().deleted == 1


def test_nothing_is_moved_when_another_database_answers(folder: Path) -> None:
    """A server may fail over to an empty database while it is open."""
    with opened(folder) as shelf:
        forget_rows(shelf, *SIX)
        shelf.blobs.set_aside(sha256_of(SIX[0]), START)
        identity = shelf.database.identity
        shelf.database.identify("0" * 32)
        shelf.database.identity = identity
        for work in (shelf.sweeper(START).sweep, shelf.sweeper(START).give_back):
            with pytest.raises(ForeignDatabase):
                work()
        assert len(list(shelf.blobs.all())) == 5
        assert len(shelf.blobs.aside()) == 1


def test_documents_without_a_file_are_told(folder: Path) -> None:
    with opened(folder) as shelf:
        shelf.blobs.path(sha256_of(SIX[0])).unlink()
        assert shelf.sweeper(START).sweep().absent == 1
        assert shelf.sweeper(START).absent() == ["a.txt"]


def test_it_sweeps_by_itself_goes_on_after_a_failure_and_stops(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    swept, tried = threading.Event(), 0

    def sweep(_: Sweeper) -> None:
        nonlocal tried
        tried += 1
        if tried == 1:
            raise ForeignDatabase("not now")
        swept.set()

    monkeypatch.setattr(Sweeper, "sweep", sweep)
    monkeypatch.setattr("memory.sweeping.DAY", 0.01)
    with opened(folder) as shelf:
        sweeper = shelf.sweeper(START)
        sweeper.start()
        assert swept.wait(10)
        sweeper.stop()
        assert not sweeper._thread.is_alive()
    assert "could not be swept" in caplog.text


def test_setting_aside_and_giving_back_can_stop_anywhere(tmp_path: Path) -> None:
    """Two copies set aside, or one beside the blob itself, are the same bytes: one is given back."""
    blobs = Blobs(tmp_path)
    sha256, _ = blobs.write(iter([b"text"]), limit=100)
    blobs.set_aside(sha256, 1)
    shutil.copy(tmp_path / ".aside" / f"{sha256}.1", tmp_path / ".aside" / f"{sha256}.2")
    blobs.write(iter([b"text"]), limit=100)
    blobs.give_back(sha256)
    assert blobs.aside() == {}
    assert blobs.path(sha256).read_bytes() == b"text"


class Swaps(RuleBasedStateMachine):
    """A folder whose database is swapped, backed up, restored and moved away while files are added and deleted.

    The law: a file that a row of any database of ours names is there, as a blob or set aside, unless its owner deleted
    it or databases that did not name it were in use with the folder for the days of the setting. And what the database
    in use names can be read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        root = Path(self.temporary.name)
        self.folder = root / "data"
        self.folder.mkdir()
        self.shelves = root / "databases"
        self.shelves.mkdir()
        self.moment = START
        self.copies = 0
        self.rows: dict[str, set[str]] = {}  # database that lies elsewhere -> contents that it names
        self.current: set[str] | None = set()  # contents that the database in the folder names; None where it has none
        self.unnamed: dict[str, float] = {}  # contents -> since when the database in use has not named it
        self.gone: set[str] = set()  # contents that may be lost
        with opened(self.folder):
            pass

    @property
    def database(self) -> Path:
        return self.folder / "vermeil.sqlite3"

    def is_open(self) -> bool:
        return look(self.folder).objection() is None

    contents = st.sampled_from(["one", "two", "three", "four"])

    @precondition(is_open)
    @rule(content=contents)
    def add(self, content: str) -> None:
        with opened(self.folder) as shelf:
            shelf.add([content])
        self.current = (self.current or set()) | {content}
        self.gone.discard(content)
        self.unnamed.pop(content, None)

    @precondition(lambda self: self.current and self.is_open())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        assert self.current is not None
        content = data.draw(st.sampled_from(sorted(self.current)))
        with opened(self.folder) as shelf:
            identifier = next(d.id for d in shelf.library.list("ada") if d.sha256 == sha256_of(content))
            shelf.library.delete("ada", identifier)
        self.current.remove(content)
        self.gone.add(content)

    @rule(days=st.sampled_from([1, DAYS - 1, DAYS]))
    def start_later(self, days: int) -> None:
        self.moment += days * DAY
        if not self.is_open():
            with pytest.raises(ForeignDatabase), opened(self.folder):
                pass
            return
        self.current = self.current or set()
        with opened(self.folder) as shelf:
            sweeper = shelf.sweeper(self.moment, DAYS)
            sweeper.give_back()
            assert self.current - self.gone <= shelf.contents() <= self.current
            sweeper.sweep()
        everything = set().union(self.current, *self.rows.values(), self.unnamed)
        for content in everything - self.current:
            if self.moment - self.unnamed.setdefault(content, self.moment) >= DAYS * DAY:
                self.gone.add(content)
        for content in self.current:
            self.unnamed.pop(content, None)

    @precondition(lambda self: self.database.exists())
    @rule(how=st.sampled_from(["copy", "move"]))
    def take_out(self, how: str) -> None:
        """A backup, or the database moved away."""
        assert self.current is not None
        self.copies += 1
        (shutil.copy if how == "copy" else shutil.move)(self.database, self.shelves / str(self.copies))
        self.rows[str(self.copies)] = set(self.current)
        if how == "move":
            self.current = None

    @precondition(lambda self: self.rows)
    @rule(data=st.data())
    def put_in(self, data: st.DataObject) -> None:
        """A backup that is restored, or another database in the place of the one that is there."""
        name = data.draw(st.sampled_from(sorted(self.rows)))
        shutil.copy(self.shelves / name, self.database)
        self.current = set(self.rows[name])

    @precondition(lambda self: not self.is_open())
    @rule()
    def adopt(self) -> None:
        adopt(self.folder).close()
        if self.current is None:
            self.current = set()

    @precondition(lambda self: (self.folder / "identity").exists())
    @rule()
    def lose_the_id(self) -> None:
        (self.folder / "identity").unlink()

    @rule(content=contents)
    def make_a_stranger(self, content: str) -> None:
        """The database of another folder, with a file that we may have, too."""
        self.copies += 1
        stranger = Path(self.temporary.name) / f"stranger{self.copies}"
        filled(stranger, (content, f"of stranger {self.copies}"))
        (stranger / "vermeil.sqlite3").rename(self.shelves / str(self.copies))
        self.rows[str(self.copies)] = {content, f"of stranger {self.copies}"}
        self.gone |= {f"of stranger {self.copies}"} | ({content} - self.here())

    def here(self) -> set[str]:
        names = Blobs.names(self.folder / "blobs")
        known = {"one", "two", "three", "four"}
        return {content for content in known if sha256_of(content) in names}

    @invariant()
    def no_file_is_lost(self) -> None:
        wanted = set().union(self.current or (), *self.rows.values()) - self.gone
        assert wanted <= self.here()

    def teardown(self) -> None:
        self.temporary.cleanup()


Swaps.TestCase.settings = settings(max_examples=8, stateful_step_count=14, deadline=None, phases=UNSHRUNK)
TestSwaps = Swaps.TestCase

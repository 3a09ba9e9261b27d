"""What is made once is there whole or not at all, is made by one process, and is made anew where it was damaged."""

import hashlib
import json
import multiprocessing
from pathlib import Path

import pytest

from core.errors import EngineFailure, OutOfSpace, WeightsMismatch
from core.settings import Settings
from core.weights import cache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test's own."""
    monkeypatch.setattr(cache, "settings", lambda: Settings(cache=tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_made_is_whole_and_made_once(folder: Path) -> None:
    made = []

    def make(target: Path) -> None:
        made.append(target)
        (target / "a").write_bytes(b"1")

    first = cache.cached("thing", "key", make)
    assert cache.cached("thing", "key", make) == first
    assert len(made) == 1
    (first / "a").write_bytes(b"2")  # damaged: made again
    assert (cache.cached("thing", "key", make) / "a").read_bytes() == b"1"
    assert len(made) == 2
    assert json.loads((first / "sha256.json").read_text()) == {"a": hashlib.sha256(b"1").hexdigest()}


def test_what_fails_leaves_nothing_behind(folder: Path) -> None:
    def make(target: Path) -> None:
        (target / "half").write_bytes(b"1")
        raise EngineFailure("no")

    with pytest.raises(EngineFailure):
        cache.cached("thing", "key", make)
    assert [f.name for f in folder.iterdir() if not f.name.endswith(".lock")] == []


def test_what_a_killed_process_left_is_swept(folder: Path) -> None:
    (folder / ".thing-key.left").mkdir(parents=True)
    cache.cached("thing", "key", lambda target: (target / "a").write_bytes(b"1") and None)
    assert {f.name for f in folder.iterdir()} == {"thing-key", "thing-key.lock"}


def test_a_wrong_result_is_not_published(folder: Path) -> None:
    with pytest.raises(WeightsMismatch):
        cache.cached("thing", "key", lambda target: (target / "a").write_bytes(b"1") and None, {"a": "0" * 64})
    assert not (folder / "thing-key").exists()


def test_a_full_disk_is_one_clear_error(folder: Path) -> None:
    def make(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OutOfSpace, match="No space left on device"):
        cache.cached("thing", "key", make)


def _make_in_a_process(folder: Path, log: Path) -> None:
    cache.settings = lambda: Settings(cache=folder)  # type: ignore[assignment]

    def make(target: Path) -> None:
        with log.open("a") as file:
            file.write("made\n")
        (target / "a").write_bytes(b"1" * 100_000)

    cache.cached("thing", "key", make)


def test_processes_do_not_trample_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    log = tmp_path / "log"
    racers = [context.Process(target=_make_in_a_process, args=(tmp_path / "cache", log)) for _ in range(6)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(30)
    assert [racer.exitcode for racer in racers] == [0] * 6
    assert log.read_text() == "made\n"


def test_a_folder_of_an_earlier_version_is_still_good(tmp_path: Path) -> None:
    made = tmp_path / "model-key"
    made.mkdir()
    (made / "a").write_bytes(b"1")
    (made / "hashes.json").write_text(json.dumps({"a": hashlib.sha256(b"1").hexdigest()}))
    assert cache.cached("model", "key", lambda _: pytest.fail("it was made again"), cache=tmp_path) == made
    (made / "a").write_bytes(b"22")
    again = cache.cached("model", "key", lambda target: (target / "a").write_bytes(b"3") and None, cache=tmp_path)
    assert (again / "a").read_bytes() == b"3"

"""Versions stay what they were made, have ids that are never used again, and one of them is pointed to."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NotFound, OutOfSpace, WeightsMismatch
from memory.accounts.log import entries
from tests.training.versions import HERE, adapter, card, registry
from training import registry as registry_module
from training.pointer import Pointer
from training.registry import CARD, WEIGHTS, Registry


@pytest.fixture
def versions(empty: Path, tmp_path: Path) -> Iterator[Registry]:
    opened = registry(empty, tmp_path)
    yield opened
    opened._database.close()


def made(versions: Registry, folder: Path, value: float = 0.5, verdict: str | None = "promote") -> str:
    return versions.add(adapter(folder / f"{value}", value), card(), parent=None, verdict=verdict)  # type: ignore[arg-type]


def killed_when_renamed(folder: Path) -> Callable[[Path], None]:
    def sync(path: Path) -> None:
        if path == folder:
            raise KeyboardInterrupt

    return sync


def test_the_pointer_moves_and_goes_back(versions: Registry, tmp_path: Path) -> None:
    assert versions.pointer() == Pointer()
    with pytest.raises(Conflict, match="No other version"):
        versions.rollback(None)
    one, two = made(versions, tmp_path, 1), made(versions, tmp_path, 2)
    assert versions.promote("v1", None) == Pointer(one, None)
    assert versions.promote(two, None) == Pointer(two, one)
    assert versions.promote(two, None) == Pointer(two, one)  # the same again changes nothing
    assert [row["aliases"] for row in versions.listed()] == [["current"], ["previous"], []]
    assert versions.named("previous") == one
    assert versions.rollback(None) == Pointer(one, two)
    assert versions.promote("base", None) == Pointer(None, one)
    assert versions.rollback(None) == Pointer(one, None)
    assert [line.detail for line in entries(versions._database)] == [one, "base", one, two, one]


def test_the_gate_is_overridden_by_name_only(versions: Registry, tmp_path: Path) -> None:
    made(versions, tmp_path, verdict="reject")
    with pytest.raises(Conflict, match="rejected it"):
        versions.promote("v1", None)
    assert versions.pointer() == Pointer()
    versions.promote("v1", None, override=True)
    assert (entries(versions._database)[0].detail or "").endswith("against the gate")


@pytest.mark.parametrize("when", ["copyfile", "write_manifest", "in its place"])
def test_of_a_version_that_does_not_fit_on_the_disk_nothing_is_kept(
    versions: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    first = made(versions, tmp_path)
    sync = registry_module.sync

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        if when == "in its place":
            patch.setattr(registry_module, "sync", lambda path: full() if path == versions.folder else sync(path))
        else:
            patch.setattr(registry_module.shutil if when == "copyfile" else registry_module, when, full)
        with pytest.raises(OutOfSpace, match="no room for the version"):
            made(versions, tmp_path, 0.75)
    assert [row["version"] for row in versions.listed()] == [first, "base"]
    assert made(versions, tmp_path, 0.75).startswith("v2-")  # also where its place was taken by then
    assert len(list(versions.folder.iterdir())) == 2


def test_an_id_is_never_used_again(versions: Registry, tmp_path: Path) -> None:
    first = made(versions, tmp_path)
    versions.delete("v1", None)
    assert not (versions.folder / first).exists()
    with pytest.raises(NotFound):
        versions.verified(first)
    assert made(versions, tmp_path).startswith("v2-")


def test_what_was_killed_before_it_was_told_of_is_swept_and_in_nobodys_way(
    versions: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = made(versions, tmp_path, 1)
    with monkeypatch.context() as killing:
        killing.setattr(registry_module, "sync", killed_when_renamed(versions.folder))
        with pytest.raises(KeyboardInterrupt):
            made(versions, tmp_path, 2)
    assert len([*versions.folder.iterdir()]) == 2
    again = made(versions, tmp_path, 2)  # of the same number and hash
    assert again.startswith("v2-")
    assert {folder.name for folder in versions.folder.iterdir()} == {kept, again}
    versions.adapter(again, HERE)


def test_of_one_run_is_one_version(versions: Registry, tmp_path: Path) -> None:
    assert versions.of_run(7) is None
    first = versions.add(adapter(tmp_path / "a"), card(), parent="v0", verdict="reject", run=7)
    told = versions.of_run(7)
    assert told is not None
    assert (told["version"], told["parent"], told["verdict"]) == (first, "v0", "reject")
    with pytest.raises(IntegrityError):
        versions.add(adapter(tmp_path / "b"), card(), parent=None, verdict="reject", run=7)
    for _ in range(2):  # those of no run
        versions.add(adapter(tmp_path / "c"), card(), parent=None, verdict="reject")


def test_what_serves_and_what_a_rollback_needs_is_not_deleted(versions: Registry, tmp_path: Path) -> None:
    one, two = made(versions, tmp_path, 1), made(versions, tmp_path, 2)
    versions.promote(one, None)
    versions.promote(two, None)
    for version in (one, two, "base"):
        with pytest.raises(Conflict):
            versions.delete(version, None)


@pytest.mark.parametrize("file", [WEIGHTS, CARD, "product.json", "adapter/added.txt"])
def test_a_folder_that_changed_is_not_served_and_that_is_said(versions: Registry, tmp_path: Path, file: str) -> None:
    version = made(versions, tmp_path)
    versions.adapter(version, HERE)
    with (versions.folder / version / file).open("ab") as changed:
        changed.write(b" ")
    for use in (versions.verified, versions.weights, lambda name: versions.promote(name, None)):
        with pytest.raises(WeightsMismatch, match="changed on the disk"):
            use(version)
    assert "changed on the disk" in str(versions.shown(version)["fault"])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(HERE, language_sha256="3" * 64), "another language model"),
        (replace(HERE, reader_sha256="3" * 64), "another reader"),
        (replace(HERE, template_sha256="3" * 64), "another form"),
        (replace(HERE, prompt_version="1"), "another version"),
    ],
)
def test_a_version_serves_over_what_it_was_trained_over_only(
    versions: Registry, tmp_path: Path, other: object, said: str
) -> None:
    version = versions.add(adapter(tmp_path / "a"), card(other), parent=None, verdict="promote")  # type: ignore[arg-type]
    with pytest.raises(Conflict, match=said):
        versions.adapter(version, HERE)

"""What the doctor finds, and what it says of it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from app.cli import doctor
from app.wiring.data_folder import hold
from app.wiring.stores import open_stores
from core.settings import Settings


@pytest.mark.parametrize(("line", "says"), [
    ("numpy", ""), ("numpy>=1", ""), ("no-such-thing-here", "no-such-thing-here is missing"),
    ("numpy<1", f"numpy is {metadata.version('numpy')}, wanted is <1"),
    ("no-such-thing-here; extra == 'dev'", ""), ("no-such-thing-here; python_version < '3'", ""),
    ("fastapi[standard]>=0.100", ""), ("whisperx==3.8.7rc1", ""),
])  # fmt: skip
def test_requirements_are_read_as_pip_reads_them(line: str, says: str) -> None:
    assert doctor.unmet(line) == says


def test_what_is_installed_here_is_what_is_asked_for() -> None:
    assert doctor.packages() == doctor.Finding("Packages", True, "all here")


def test_several_wrong_packages_are_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["no-such-thing", "numpy<1", "numpy"])
    found = doctor.packages()
    assert not found.good
    assert found.state.startswith("no-such-thing is missing; numpy is ")
    assert found.remedy == "Run: make setup"


def test_a_full_disk_is_told_before_files_are_refused(tmp_path: Path) -> None:
    assert doctor.disk(Settings(data=tmp_path / "not" / "there")).good
    found = doctor.disk(Settings(data=tmp_path, reserve_bytes=2**60))
    assert (found.good, found.remedy) == (False, "Free some space: files are refused soon.")


def test_a_folder_that_others_can_read_is_told_and_mended_at_the_next_start(tmp_path: Path) -> None:
    chosen = Settings(data=tmp_path / "data")
    assert doctor.private(chosen).good
    open_stores(chosen).close()
    assert doctor.private(chosen).good
    (tmp_path / "data").chmod(0o755)
    found = doctor.private(chosen)
    assert (found.good, "data" in found.state) == (False, True)
    open_stores(chosen).close()
    assert doctor.private(chosen).good


def test_a_profile_without_models_misses_none(tmp_path: Path) -> None:
    assert list(doctor.models(Settings(profile="stand-in", data=tmp_path))) == []


def test_a_library_in_use_is_left_alone(tmp_path: Path) -> None:
    open_stores(Settings(data=tmp_path)).close()
    with hold(tmp_path):
        found = list(doctor.library(Settings(data=tmp_path)))
    assert [(one.good, one.state) for one in found] == [(True, "Another Vermeil process uses this data folder.")]


def test_a_sound_library_is_told_and_a_lost_index_is_rebuilt(tmp_path: Path) -> None:
    open_stores(Settings(data=tmp_path)).close()
    found = {one.what: (one.good, one.state) for one in doctor.library(Settings(data=tmp_path))}
    assert found["Database"] == (True, "sound")
    assert found["Files"] == (True, "all here")
    assert found["Index"] == (True, "equal to the database")
    assert [one.state for one in doctor.library(Settings(data=tmp_path / "other"))] == ["empty"]

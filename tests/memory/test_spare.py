"""A disk that is full: what is kept for that lets something be deleted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from memory import spare as module
from memory.spare import Spare


def has_free(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr(module.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))


def test_it_is_kept_while_there_is_room_and_given_up_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare, file = Spare(tmp_path, 1000), tmp_path / "spare"
    has_free(monkeypatch, 1500)
    spare.keep()
    assert not file.exists()  # it would take most of what is left
    has_free(monkeypatch, 5000)
    spare.keep()
    assert file.stat().st_blocks * 512 >= 1000
    spare.give_up_if_full()
    assert file.exists()
    has_free(monkeypatch, 400)
    spare.give_up_if_full()
    assert not file.exists()
    assert not spare.give_up()


def test_where_no_room_can_be_promised_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "posix_fallocate", refused)
    Spare(tmp_path, 1000).keep()
    assert list(tmp_path.iterdir()) == []

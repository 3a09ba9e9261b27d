"""What replaces a file or a folder does so whole, and leaves it as it was where that fails."""

from pathlib import Path

import pytest

from core.files import atomic_file, atomic_folder


def write(target: Path, data: bytes, *, fails: bool = False) -> None:
    before = target.read_bytes()
    with atomic_file(target) as file:
        file.write(data)
        assert target.read_bytes() == before
        if fails:
            raise ValueError("no")


def fill(target: Path, name: str, *, fails: bool = False) -> None:
    before = list(target.iterdir())
    with atomic_folder(target) as folder:
        (folder / name).write_bytes(b"1")
        assert list(target.iterdir()) == before
        if fails:
            raise ValueError("no")


def test_a_file_is_replaced_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"before")
    write(target, b"after")
    assert target.read_bytes() == b"after"
    with pytest.raises(ValueError, match="no"):
        write(target, b"half", fails=True)
    assert target.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_is_replaced_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "a"
    (target / "old").mkdir(parents=True)
    (tmp_path / ".a.left").mkdir()  # by a process that was killed
    fill(target, "new")
    assert [path.name for path in target.iterdir()] == ["new"]
    with pytest.raises(ValueError, match="no"):
        fill(target, "half", fails=True)
    assert [path.name for path in target.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]

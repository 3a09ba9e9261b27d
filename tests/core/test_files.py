"""What replaces a file or a folder does so whole, and leaves it as it was where that fails."""

import errno
from pathlib import Path

import pytest

from core.errors import OutOfSpace
from core.files import atomic_file, atomic_folder, atomic_write, recover_folder, translate_disk_full


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


def test_a_name_with_brackets_means_itself_alone(tmp_path: Path) -> None:
    neighbour, stale = tmp_path / ".model a.new", tmp_path / ".model [abc].old copy"
    neighbour.mkdir()
    stale.mkdir()
    with atomic_folder(tmp_path / "model [abc]") as folder:
        (folder / "file").write_text("new")
    assert (tmp_path / "model [abc]" / "file").read_text() == "new"
    assert neighbour.is_dir()
    assert not stale.exists()


@pytest.mark.parametrize("content", ["t\u00e4xt\n", b"\x00bytes"])
def test_a_file_is_written_into_a_folder_that_is_not_there_yet(tmp_path: Path, content: str | bytes) -> None:
    atomic_write(tmp_path / "a" / "b.txt", content)
    assert (tmp_path / "a" / "b.txt").read_bytes() == (content.encode() if isinstance(content, str) else content)


def test_a_folder_is_put_back_where_a_process_was_killed_between_the_renames(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    (folder / "before").mkdir(parents=True)
    folder.rename(tmp_path / ".a.old")
    with pytest.raises(ValueError, match="no"), atomic_folder(folder):
        raise ValueError("no")
    assert [path.name for path in folder.iterdir()] == ["before"]
    folder.rename(tmp_path / ".a.old")
    recover_folder(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_rename_that_fails_leaves_the_folder_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "before").mkdir(parents=True)
    rename = Path.rename

    def stuck(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(errno.EIO, "broken")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(OSError, match="broken"), atomic_folder(tmp_path / "a"):
        pass
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["before"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), RuntimeError("I/O error: os error 28")])
def test_a_full_disk_is_one_sentence_and_other_errors_keep_their_name(error: Exception) -> None:
    with pytest.raises(OutOfSpace, match="no room for the list"), translate_disk_full("the list"):
        raise error
    with pytest.raises(OSError, match="broken"), translate_disk_full("the list"):
        raise OSError(errno.EIO, "broken")


def test_a_private_file_is_its_owners_alone_whatever_lay_there(tmp_path: Path) -> None:
    target = tmp_path / "a"
    (tmp_path / "a.new").touch(mode=0o644)  # left by a crash
    with atomic_file(target, private=True) as file:
        assert (tmp_path / "a.new").stat().st_mode & 0o777 == 0o600
        file.write(b"secret")
    atomic_write(target, b"more", private=True)
    assert target.stat().st_mode & 0o777 == 0o600

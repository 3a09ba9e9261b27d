"""Who is held out: whole groups, the same pictures in all sources, and never nobody."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from training.data.splits import divided, held_out


def pictures(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number}.png" for number in range(count)]
    for number, file in enumerate(files):
        file.write_text(f"picture {number}")
    return files


def test_many_groups_are_held_out_whole(tmp_path: Path) -> None:
    rows = [(file, str(number % 20)) for number, file in enumerate(pictures(tmp_path, 60))]
    (out,) = held_out([rows], 0.2, seed=1)
    kept, away = divided([group for _, group in rows], out)
    assert len(set(away)) == 4
    assert not set(kept) & set(away)
    assert held_out([rows], 0.2, seed=1) == [out]
    assert held_out([rows], 0.2, seed=2) != [out]


def test_of_a_few_groups_the_smallest_is_held_out(tmp_path: Path) -> None:
    """As of COCO, which has two."""
    rows = [(file, "val" if number < 3 else "train") for number, file in enumerate(pictures(tmp_path, 40))]
    (out,) = held_out([rows], 0.05, seed=1)
    assert out == [True] * 3 + [False] * 37


@pytest.mark.parametrize("group", [None, "", "train2017"])
@pytest.mark.parametrize(("count", "away"), [(2, 1), (6, 1), (10, 1), (100, 5)])
def test_of_one_group_a_share_of_the_pictures_is(tmp_path: Path, group: str | None, count: int, away: int) -> None:
    (out,) = held_out([[(file, group) for file in pictures(tmp_path, count)]], 0.05, seed=1)
    assert sum(out) == away


def test_one_picture_is_not_held_out_and_neither_are_all(tmp_path: Path) -> None:
    files = pictures(tmp_path, 3)
    assert held_out([[(files[0], None)] * 5], 0.05, seed=1) == [[False] * 5]
    assert Counter(held_out([[(file, None) for file in files]], 1.0, seed=1)[0]) == {True: 2, False: 1}


def test_a_picture_is_on_one_side_in_all_sources_whatever_its_name(tmp_path: Path) -> None:
    """Captions by groups, conversations on copies of the same pictures, and others on pictures of their own."""
    files, copies = pictures(tmp_path / "a", 60), pictures(tmp_path / "b", 60)
    (tmp_path / "c").mkdir()
    own = []
    for number in range(30):
        own.append(tmp_path / "c" / f"{number}.png")
        own[-1].write_text(f"another {number}")
    captions = [(file, str(number // 5)) for number, file in enumerate(files)]
    for share in (0.05, 0.2):
        sides = held_out([captions, [(copy, None) for copy in copies[::-1]], [(file, None) for file in own]], share, 7)
        apart = {copy.name for copy, out in zip(copies[::-1], sides[1], strict=True) if out}
        assert apart == {file.name for (file, _), out in zip(captions, sides[0], strict=True) if out}
        assert len(apart) % 5 == 0
        assert 0 < len(apart) <= 25
        assert 0 < sum(sides[2]) < 10


def test_groups_that_share_a_picture_go_together(tmp_path: Path) -> None:
    files = pictures(tmp_path, 9)
    first = [(file, "abc"[number // 3]) for number, file in enumerate(files)]
    second = [(files[2], "x"), (files[3], "x"), (files[8], "y")]  # a and b are one by them
    sides = held_out([first, second], 0.2, seed=1)
    assert sides == [[False] * 6 + [True] * 3, [False, False, True]]

"""docs/architecture.md draws the house as it stands: every folder with a line, and no file that is not there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("core", "memory", "feedback", "training", "app", "frontend")


def drawn_folders() -> set[str]:
    """The folders of the table of rooms."""
    table = PAGE.split("## Rooms", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `([\w/]+)/` \|", table, re.MULTILINE))


def folders() -> set[str]:
    """Those that hold source files."""
    sources = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    return {str(file.parent.relative_to(ROOT)) for file in sources}


def test_every_folder_has_a_line_and_no_line_is_without_its_folder() -> None:
    assert drawn_folders() == folders() - {"memory/migrations/versions"}


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:core|memory|feedback|training|app|frontend)/[\w/]+\.\w+)`", PAGE))
    assert named
    assert [file for file in sorted(named) if not (ROOT / file).exists()] == []

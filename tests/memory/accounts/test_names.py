"""One spelling for a name, and no other that looks like it."""

from __future__ import annotations

import pytest

from memory.accounts.names import BadName, normalised, skeleton


@pytest.mark.parametrize(("written", "kept"), [
    ("Ada", "ada"), ("  Ada   Lovelace ", "ada lovelace"), ("ＡＤＡ", "ada"), ("Mu\u0308ller", "müller"),
    ("STRASSE", "strasse"), ("straße", "strasse"), ("山田 たろう", "山田 たろう"), ("Анна", "анна"),
    ("o'neil-3", "o'neil-3"), ("ﬁona", "fiona"), ("ada@home.example", "ada@home.example"),
])  # fmt: skip
def test_spellings_of_one_name_are_one(written: str, kept: str) -> None:
    assert normalised(written) == kept
    assert normalised(kept) == kept


@pytest.mark.parametrize("name", [
    "", "   ", "...", "a\u202eb", "a\u200bb", "a\0b", "<b>", "=cmd()", "a/b", "left:x", "аda", "a" * 65,
    "a" * 10_000, "\ud800",
    "Ada\nLovelacе",
])  # fmt: skip
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(BadName):
        normalised(name)


@pytest.mark.parametrize(("one", "other"), [
    ("ada", "аԁа"), ("paypal", "paypa1"), ("bob", "b0b"), ("corner", "comer"), ("scope", "ѕсоре"), ("rose", "rоѕе"),
])  # fmt: skip
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_names_that_look_different_have_their_own() -> None:
    names = ["ada", "bob", "anna", "анна", "müller", "muller", "山田", "o'neil", "oneil", "eve", "eva", "grace", "alan"]
    assert len({skeleton(name) for name in names}) == len(names)

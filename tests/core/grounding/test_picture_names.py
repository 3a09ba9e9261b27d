"""What names somebody's picture, and what asks for it."""

from __future__ import annotations

import pytest

from core.grounding.picture_names import asks_pictures_of, asks_whether, asks_who, taught


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("This is Bruno", "Bruno"), ("This is Bruno.", "Bruno"), ("this is my dog Bruno!", "Bruno"),
        ("That's Aunt Käthe.", "Aunt Käthe"), ("Here is Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("The cat in this picture is called Mimi.", "Mimi"), ("His name is Bruno.", "Bruno"),
        ("These are Ada and Bob", None), ("This is a dog.", None), ("This is my dog.", None),
        ("This is Bruno, isn't it?", None),
        ("Is this Bruno?", None), ("This is what I bought yesterday.", None),
        ("What is this?", None), ("this is bruno", None),
    ],
)  # fmt: skip
def test_a_picture_is_named(text: str, name: str | None) -> None:
    assert taught(text) == name


@pytest.mark.parametrize(
    "text", ["Who is this?", "who is in this picture", "Who's that?", "Do you know who this is?", "Who is it?",
             "Do you recognise him?", "Who is on the photo?"],
)  # fmt: skip
def test_it_asks_who_is_seen(text: str) -> None:
    assert asks_who(text)


@pytest.mark.parametrize("text", ["Who is the tenant?", "Who wrote this?", "Who is this letter from?", "What is this?"])
def test_it_asks_something_else(text: str) -> None:
    assert not asks_who(text)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Do you have a picture of Bruno?", "Bruno"), ("Show me photos of my dog Bruno.", "my dog Bruno"),
        ("show me Bruno", "Bruno"), ("Are there any pictures with Bruno in my library?", "Bruno"),
        ("Who is Bruno?", None), ("How old is Bruno?", None),
    ],
)  # fmt: skip
def test_pictures_are_asked_for(text: str, of: str | None) -> None:
    assert asks_pictures_of(text) == of


def test_whether_it_is_somebody() -> None:
    assert asks_whether("Is this Bruno?") == "Bruno"
    assert asks_whether("Is that my cat Mimi?") == "Mimi"
    assert asks_whether("Is this a dog?") is None

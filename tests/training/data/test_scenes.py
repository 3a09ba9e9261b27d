"""Whatever is said, asked and answered of a scene is true of it, judged by a reading of the sentences of its own."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.data.composing import Composer, SceneKind
from training.data.scenes import (
    NUMBERS,
    PLACES,
    ROWS,
    Scene,
    Thing,
    Writing,
    article,
    captions,
    description,
    instructions,
    plural,
    questions,
)  # fmt: skip
from training.data.splits import Split

CLIPS = ["apple", "house", "grapes", "umbrella", "old car"]
KINDS: dict[SceneKind, float] = {"one": 1, "count": 1, "pair": 1, "many": 1, "word": 1, "clip": 1}
HOW = "(to the left of|to the right of|above|below)"
SPLITS: tuple[Split, ...] = ("train", "validation", "held_out")


def compose(split: Split, seed: int) -> Scene:
    return Composer(split, CLIPS, KINDS).compose(random.Random(seed))[1]


scenes = st.builds(compose, st.sampled_from(SPLITS), st.integers(0, 2**32))


def things(scene: Scene, name: str) -> list[Thing]:
    """Those that go by a name such as "star", "red star" or "red thing", with or without an article, or in plural."""
    bare = re.sub(r"^(a|an|the) ", "", name)
    return [t for t in scene.things if bare in (t.title, t.name, plural(t.title), plural(t.name), t.colour)]


def stands(first: Thing, how: str, second: Thing) -> bool:
    return {
        "to the left of": first.row == second.row and first.column < second.column,
        "to the right of": first.row == second.row and first.column > second.column,
        "above": first.column == second.column and first.row < second.row,
        "below": first.column == second.column and first.row > second.row,
    }[how]


def within(thing: Thing, place: str) -> bool:
    """Whether a thing lies in the part of the picture that a place means, "at the top" taken widely."""
    rows = {"at the top": 0, "at the bottom": 2}
    columns = {"on the left": 0, "on the right": 2}
    if place in rows:
        return thing.row == rows[place]
    if place in columns:
        return thing.column == columns[place]
    return PLACES[thing.column, thing.row] == place


def answer(scene: Scene, question: str) -> str:
    """The one answer of a scene to a question, worked out from the question's words alone."""
    text = question.removesuffix("?")
    if found := re.match(r"How many (.+) are there", text):
        return NUMBERS[len(things(scene, found[1]))]
    if found := re.match(rf"Is the (.+) {HOW} the (.+)", text):
        [first], [second] = things(scene, found[1]), things(scene, found[3])
        return "yes" if stands(first, found[2], second) else "no"
    if found := re.match(r"Is there (.+)", text):
        return "yes" if things(scene, found[1]) else "no"
    if text == "What is written":
        return scene.writing.word if scene.writing else "nothing"
    if text == "Where is the word":
        assert scene.writing is not None
        return ROWS[scene.writing.row]
    if found := re.match(r"Where is the (.+)", text):
        [thing] = things(scene, found[1])
        return PLACES[thing.column, thing.row]
    if found := re.match(r"What colour is the word (.+)", text):
        assert scene.writing is not None
        assert scene.writing.word == found[1]
        return scene.writing.colour
    if found := re.match(r"What colour (?:is|are) the (.+)", text):
        [colour] = {thing.colour for thing in things(scene, found[1])}
        return colour
    found = re.match(r"What is (.+)", text)
    assert found is not None, question
    if found[1] in PLACES.values():
        [thing] = [t for t in scene.things if within(t, found[1])]
        return article(thing.title)
    [thing] = [t for t in scene.things if t.colour == found[1]]
    assert scene.writing is None or scene.writing.colour != found[1]
    return article(thing.name)


STRANGERS = [f"{colour} {shape}" for colour in ("red", "blue", "grey") for shape in ("star", "heart", "ring", "cross")]


@given(scenes, st.integers(0, 12), st.integers(0, 2**32))
def test_every_answer_is_true_of_the_scene(scene: Scene, count: int, seed: int) -> None:
    asked = questions(scene, count, random.Random(seed), STRANGERS)
    assert len(asked) == count
    assert len({one.question for one in asked}) == count
    for one in asked:
        assert answer(scene, one.question) == one.answer, one
        if one.answer not in ("yes", "no", "nothing"):
            assert re.sub(r"^(a|an) ", "", one.answer).lower() in one.sentence.lower()


@given(scenes, st.integers(0, 2**32))
def test_the_sentence_to_a_yes_or_no_says_what_is(scene: Scene, seed: int) -> None:
    for one in questions(scene, 12, random.Random(seed), STRANGERS):
        if found := re.match(
            r"(Yes|No), the (.+) is (to the left of|to the right of|above|below) the (.+)\.", one.sentence
        ):
            [first], [second] = things(scene, found[2]), things(scene, found[4])
            assert stands(first, found[3], second)
            assert found[1].lower() == one.answer


@given(scenes)
def test_captions_say_what_is_there_and_where(scene: Scene) -> None:
    said = captions(scene)
    assert len(set(said)) == len(said) >= 1
    for thing in scene.things:
        assert all(thing.name in caption and thing.colour in caption for caption in said)
    for caption in said:
        assert scene.writing is None or f"word {scene.writing.word} in {scene.writing.colour}" in caption
        for title, place in re.findall(
            r"(?:a|an) ((?:\w+ )?\w+) ((?:at|on|in) the [\w ]+?)(?= and|,| with|$)", caption
        ):
            assert any(t.title == title and t.place == place for t in scene.things), caption
        for one, how, other in re.findall(
            r"an? ([\w ]+) (to the left of|to the right of|above|below) an? ([\w ]+)", caption
        ):
            [first], [second] = things(scene, one), things(scene, other.split(" with ")[0])
            assert stands(first, how, second)


@given(scenes, st.integers(0, 8), st.integers(0, 2**32))
def test_as_many_instructions_as_asked_for(scene: Scene, count: int, seed: int) -> None:
    tasks = instructions(scene, count, random.Random(seed))
    assert len(tasks) == count
    assert all(task and said for task, said in tasks)
    assert len({task for task, _ in tasks}) == min(count, 5)


def test_a_scene_in_words() -> None:
    scene = Scene((Thing("star", "red", 0, 1), Thing("oval", "orange", 2, 1)), Writing("LAMP", "blue", 0))
    assert captions(scene) == (
        "a red star and an orange oval with the word LAMP in blue",
        "a red star on the left and an orange oval on the right with the word LAMP in blue",
        "a red star to the left of an orange oval with the word LAMP in blue",
    )
    assert description(scene) == (
        "There are a red star on the left and an orange oval on the right. The word LAMP is written in blue at the top."
    )


def test_what_cannot_be_told_apart_is_not_asked() -> None:
    scene = Scene((Thing("star", "red", 0, 0), Thing("star", "red", 1, 0), Thing("ring", "red", 2, 2)))
    asked = {one.question for seed in range(50) for one in questions(scene, 8, random.Random(seed), STRANGERS)}
    assert "Where is the red star?" not in asked  # there are two
    assert "What is at the top?" not in asked  # so might the other be
    assert "What is red?" not in asked
    assert {"Where is the red ring?", "How many stars are there?", "What is at the top left?"} <= asked


def test_yes_and_no_are_about_as_likely() -> None:
    said = [
        one.answer
        for seed in range(1500)
        for one in questions(compose("train", seed), 4, random.Random(seed), STRANGERS)
        if one.answer in ("yes", "no")
    ]
    assert 0.42 < said.count("yes") / len(said) < 0.58


def test_too_many_questions_are_no_endless_loop() -> None:
    with pytest.raises(ValueError, match="can be asked"):
        questions(Scene((Thing("star", "red", 0, 0),)), 50, random.Random(1), STRANGERS)


@pytest.mark.parametrize(
    ("title", "with_article"),
    [("apple", "an apple"), ("red cross", "a red cross"), ("grapes", "grapes"), ("the sun", "the sun")],
)
def test_articles(title: str, with_article: str) -> None:
    assert article(title) == with_article

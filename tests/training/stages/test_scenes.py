"""Pictures that show what their scenes say, folders that come out the same, and combinations that are held out."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from core.errors import BadInput
from training.data.captions import read_captions
from training.data.composing import WORDS, held_out, share
from training.data.drawing import RGB, draw
from training.data.scenes import COLOURS, SHAPES, Scene, Thing, Writing
from training.fitting.recipe import find
from training.stages import scenes

RECIPE = find("scenes")


def make(out: Path, *changes: str) -> Path:
    scenes.main(RECIPE, out, ["pictures=60", "validation=10", "held_out=40", *changes])
    return out


def rows(folder: Path, name: str = "captions.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def content(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("scenes") / "made")


@pytest.fixture
def clip_art(tmp_path: Path) -> Path:
    folder = tmp_path / "clips"
    folder.mkdir()
    lines = []
    for number in range(21):
        picture = Image.new("RGBA", (80, 50 + number))
        ImageDraw.Draw(picture).ellipse([10, 10, 70, 45], fill=(200, 30, 30, 255))
        picture.save(folder / f"{number}.png")
        lines.append(json.dumps({"file": f"{number}.png", "caption": f"Thing {chr(97 + number)}."}))
    (folder / "captions.jsonl").write_text("\n".join(lines))
    return folder


# --- the folder ---------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(made: Path, tmp_path: Path) -> None:
    assert content(make(tmp_path / "again")) == content(made)
    assert content(make(tmp_path / "other", "seed=8")) != content(made)


def test_a_picture_does_not_depend_on_how_many_there_are(made: Path, tmp_path: Path) -> None:
    few = content(make(tmp_path / "few", "pictures=5"))
    for number in range(5):
        assert few[f"train/{number:06d}.png"] == content(made)[f"train/{number:06d}.png"]


def test_held_out_combinations_and_words_are_never_in_training(made: Path) -> None:
    for split in ("train", "validation", "held_out"):
        for row in rows(made / split):
            things = row["scene"]["things"]
            assert {held_out(t["colour"], t["name"]) for t in things} <= {split == "held_out"}
            if (writing := row["scene"]["writing"]) is not None:
                assert (writing["word"].lower() in share(WORDS, "held_out")) == (split == "held_out")


def test_questions_ask_for_nothing_held_out_either(made: Path) -> None:
    for row in rows(made / "train", "questions.jsonl"):
        for colour in COLOURS:
            for shape in SHAPES:
                assert not (held_out(colour, shape) and f"{colour} {shape}" in row["question"])


def test_every_colour_and_every_shape_is_seen_in_training_and_held_out() -> None:
    for colour in COLOURS:
        assert {held_out(colour, shape) for shape in SHAPES} == {True, False}
    for shape in SHAPES:
        assert {held_out(colour, shape) for colour in COLOURS} == {True, False}


@pytest.mark.parametrize(("questions", "instructions"), [(6, 2), (1, 0), (0, 1), (12, 5)])
def test_as_many_questions_and_instructions_a_picture_as_set(tmp_path: Path, questions: int, instructions: int) -> None:
    made = make(tmp_path / "out", f"questions={questions}", f"instructions={instructions}", "pictures=20")
    assert len(rows(made / "train", "questions.jsonl")) == 20 * questions
    for talk in json.loads((made / "train" / "instructions.json").read_text()):
        assert len(talk["conversations"]) == 2 * (questions + instructions)


def test_conversations_are_those_of_llava(made: Path) -> None:
    talks = json.loads((made / "held_out" / "instructions.json").read_text())
    assert len(talks) == 40
    for talk in talks:
        assert (made / "held_out" / talk["image"]).is_file()
        assert [turn["from"] for turn in talk["conversations"]] == ["human", "gpt"] * (len(talk["conversations"]) // 2)
        assert [turn["value"].count("<image>") for turn in talk["conversations"]] == [1] + [0] * (
            len(talk["conversations"]) - 1
        )


def test_the_reader_of_captions_takes_the_folder(made: Path) -> None:
    read = read_captions(made / "train")
    assert len(read) == 60
    assert [list(one.captions) for one in read] == [row["captions"] for row in rows(made / "train")]


def test_clip_art_comes_in_and_is_held_out_by_title(clip_art: Path, tmp_path: Path) -> None:
    made = make(tmp_path / "out", f"clip_art={clip_art}", "kinds={clip: 1}")
    titles = {
        split: {t["name"] for row in rows(made / split) for t in row["scene"]["things"] if not t["colour"]}
        for split in ("train", "held_out")
    }
    assert len(titles["train"]) > 10
    assert titles["held_out"]
    assert not titles["train"] & titles["held_out"]


# --- what the pictures show ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("colour", ["red", "white", "black", "green"])
def test_a_shape_lies_in_its_cell_in_its_colour(shape: str, colour: str) -> None:
    for seed in range(9):
        column, row = seed % 3, seed // 3
        picture = np.asarray(draw(Scene((Thing(shape, colour, column, row),)), 180, random.Random(seed), {})).astype(
            int
        )
        near = np.abs(picture - np.array(RGB[colour])).max(axis=2) <= 14
        inside = near[60 * row : 60 * row + 60, 60 * column : 60 * column + 60]
        assert inside.sum() > 150
        assert inside.sum() == near.sum()


def test_a_word_fills_its_row_and_no_other() -> None:
    for row in range(3):
        picture = np.asarray(draw(Scene((), Writing("WINTER", "red", row)), 180, random.Random(row), {})).astype(int)
        near = np.abs(picture - np.array(RGB["red"])).max(axis=2) <= 20
        assert near[60 * row : 60 * row + 60].sum() == near.sum() > 100


def test_the_transparent_part_of_clip_art_shows_the_background(clip_art: Path) -> None:
    scene = Scene((Thing("thing", "", 1, 1),))
    picture = np.asarray(draw(scene, 180, random.Random(3), {"thing": clip_art / "0.png"}))
    assert (picture[60, 60] > 100).all()  # a corner of the cell, transparent black in the file
    assert tuple(picture[90, 90]) == (200, 30, 30)


# --- bad input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("pictures=0", "pictures"),
        ("questions=99", "questions"),
        ("size=3", "size"),
        ("sise=3", "sise"),
        ("kinds={clip: 1}", "no kind of scene"),
        ("kinds={circus: 1}", "kinds"),
    ],
)
def test_a_recipe_at_fault_is_named(tmp_path: Path, change: str, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        scenes.main(RECIPE, tmp_path / "out", [change])
    assert not (tmp_path / "out").exists()


def test_what_was_stopped_is_made_again(tmp_path: Path) -> None:
    make(tmp_path / "whole")
    (tmp_path / "half" / "train").mkdir(parents=True)
    (tmp_path / "half" / ".making.json").write_text("{}")
    (tmp_path / "half" / "train" / "000000.png").write_bytes(b"begun")
    make(tmp_path / "half")
    for file in ("000000.png", "captions.jsonl"):
        assert (tmp_path / "half" / "train" / file).read_bytes() == (tmp_path / "whole" / "train" / file).read_bytes()


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(BadInput, match="not empty"):
        make(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_broken_clip_art_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"none")
    (tmp_path / "captions.jsonl").write_text('{"file": "a.png", "caption": "apple"}')
    with pytest.raises(BadInput):
        make(tmp_path / "out", f"clip_art={tmp_path}")

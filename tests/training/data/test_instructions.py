"""LLaVA's instruction files: what is read of them, and what is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.errors import BadInput, NotFound
from training.data.captions import Captioned
from training.data.instructions import (
    BRIEFLY,
    Turn,
    about_captions,
    about_questions,
    read_instructions,
)

Write = Callable[..., Path]


def talk(*said: tuple[str, str], image: str = "a.png") -> dict[str, Any]:
    return {"id": "1", "image": image, "conversations": [{"from": role, "value": value} for role, value in said]}


ASKED = ("human", "<image>\nWhat is it?")
TOLD = ("gpt", "A boat.")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")

    def write(*talks: Any) -> Path:
        (tmp_path / "talks.json").write_text(json.dumps(list(talks)))
        return tmp_path / "talks.json"

    return write


def test_conversations_are_read_with_their_instructions_apart(write: Write, tmp_path: Path) -> None:
    more = ("human", "Is it red?\nAnswer in a word.")
    read = read_instructions(
        write(talk(ASKED, TOLD, more, ("gpt", "No")), talk(("human", "Who?\n<image>"), TOLD)), tmp_path
    )
    assert [t.picture for t in read] == [tmp_path / "a.png"] * 2
    assert read[0].turns == (Turn("What is it?", "", "A boat."), Turn("Is it red?", "Answer in a word.", "No"))
    assert read[1].turns[0].question == "Who?"
    assert sum(len(talk.turns) for talk in read) == 3


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ([ASKED, ("assistant", "A boat.")], "Conversation 1 has an unknown role: 'assistant'"),
        ([("system", "Be kind."), TOLD], "unknown role: 'system'"),
        ([TOLD, ASKED], "not by turns"),
        ([ASKED], "not by turns"),
        ([], "not by turns"),
        ([("human", "What is it?"), TOLD], "does not have its picture once"),
        ([("human", "<image><image>\nWhat?"), TOLD], "does not have its picture once"),
        ([ASKED, ("gpt", "  ")], "empty question or answer"),
        ([("human", "<image>\n"), TOLD], "empty question or answer"),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(
    said: list[tuple[str, str]], complaint: str, write: Write, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=complaint):
        read_instructions(write(talk(*said)), tmp_path)


@pytest.mark.parametrize(
    ("text", "complaint"), [("{", "not JSON"), ("[]", "no conversations"), ('[{"id": 1}]', "no image")]
)
def test_files_of_another_kind_are_refused(text: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "talks.json").write_text(text)
    with pytest.raises(BadInput, match=complaint):
        read_instructions(tmp_path / "talks.json", tmp_path)
    with pytest.raises(BadInput, match="not there"):
        read_instructions(tmp_path / "none.json", tmp_path)


def test_a_few_missing_pictures_are_left_out_and_listed(
    write: Write, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    talks = [talk(ASKED, TOLD)] * 100
    assert len(read_instructions(write(*talks, talk(ASKED, TOLD, image="gone.png")), tmp_path)) == 100
    assert "gone.png" in caplog.text
    with pytest.raises(BadInput, match=r"Of 102 pictures 2 missing: gone.png, lost.png"):
        read_instructions(
            write(*talks, talk(ASKED, TOLD, image="gone.png"), talk(ASKED, TOLD, image="lost.png")), tmp_path
        )


def test_a_broken_picture_does_not_stop_a_run_for_ever(
    write: Write, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more of it")
    Image.new("RGB", (4, 4)).save(tmp_path.parent / "outside.png")
    talks = [talk(ASKED, TOLD)] * 199
    bad = [talk(ASKED, TOLD, image=image) for image in ("cut.jpg", "../outside.png")]
    assert len(read_instructions(write(*talks, *bad), tmp_path)) == 199
    assert "cut.jpg is broken" in caplog.text
    assert "outside.png is outside the folder" in caplog.text
    with pytest.raises(BadInput, match=r"Of 12 pictures 1 broken, 1 outside the folder: cut\.jpg, \.\./outside\.png"):
        read_instructions(write(*talks[:10], *bad), tmp_path)


def captioned(count: int) -> list[Captioned]:
    return [Captioned(Path(f"{n}.png"), (f"thing {n}",), f"group {n % 5}") for n in range(count)]


def test_captions_are_asked_about_truly_and_equally_each_time() -> None:
    rows = captioned(50)
    talks = list(about_captions(rows, 7, asked=4))
    assert talks == list(about_captions(rows, 7, asked=4))
    answers = []
    for row, made in zip(rows, talks, strict=True):
        assert made.turns[0].answer == f"It is a {row.captions[0]}."
        for turn in made.turns[1:]:
            asked_for = turn.question.removeprefix("Is there a ").removesuffix("?")
            answers.append(asked_for == row.captions[0])
            assert turn.answer.startswith("Yes" if answers[-1] else "No")
    assert 0.35 < sum(answers) / len(answers) < 0.65


def question(file: str, **changed: Any) -> str:
    return json.dumps({"file": file, "kind": "what", "question": "What?", "answers": ["a boat"], **changed})


def test_questions_on_pictures_that_cannot_be_used_are_counted(write: Write, tmp_path: Path) -> None:
    for number in range(99):
        (tmp_path / f"{number}.png").write_bytes((tmp_path / "a.png").read_bytes())
    (tmp_path / "torn.png").write_bytes((tmp_path / "a.png").read_bytes()[:40])
    lines = [question(f"{number}.png") for number in range(99)]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join([*lines, question("torn.png")]))
    assert len(about_questions(file)) == 99
    file.write_text("\n".join([*lines, question("torn.png"), question("/etc/hosts"), question("gone.png")]))
    with pytest.raises(BadInput, match="1 broken, 1 outside the folder, 1 missing"):
        about_questions(file)


def test_a_file_of_questions_that_is_not_there_says_how_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"questions\.jsonl is not there") as caught:
        about_questions(tmp_path / "questions.jsonl")
    assert "vermeil train scenes" in caught.value.remedy
    (tmp_path / "questions.jsonl").write_bytes(b"\xff\xfe{}")
    with pytest.raises(BadInput, match="not UTF-8"):
        about_questions(tmp_path / "questions.jsonl")


@pytest.mark.parametrize(
    "changed",
    [{"question": 3}, {"answers": "red"}, {"answers": [None]}, {"answers": []}, {"question": " "}, {"file": 1}],
)
def test_a_question_without_words_is_refused_by_its_line(write: Write, tmp_path: Path, changed: dict[str, Any]) -> None:
    (tmp_path / "questions.jsonl").write_text(question("a.png") + "\n" + question(**{"file": "a.png", **changed}))
    with pytest.raises(BadInput, match=r"Line 2 of questions\.jsonl"):
        about_questions(tmp_path / "questions.jsonl")


def test_questions_become_a_conversation_a_picture(tmp_path: Path) -> None:
    for name in "ab":
        Image.new("RGB", (4, 4)).save(tmp_path / f"{name}.png")
    rows = [("a.png", "colour", "What colour?"), ("b.png", "count", "How many?"), ("a.png", "written", "What word?")]
    lines = [
        json.dumps(
            {"file": file, "kind": kind, "question": question, "answers": ["x", "y"], "sentence": f"It is {kind}."}
        )
        for file, kind, question in rows
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(lines))
    made = about_questions(tmp_path / "questions.jsonl", ["colour", "count"])
    assert [talk.picture.name for talk in made] == ["a.png", "b.png"]
    assert made[0].turns == (Turn("What colour?", "", "It is colour."),)
    assert made[1].turns == (Turn("How many?", BRIEFLY, "x"),)
    every = about_questions(tmp_path / "questions.jsonl")
    assert [turn.answer for turn in every[0].turns] == ["It is colour.", "It is written."]
    (tmp_path / "questions.jsonl").write_text(lines[0] + '\n{"file": "a.png"}')
    with pytest.raises(BadInput, match=r"Line 2 of questions\.jsonl"):
        about_questions(tmp_path / "questions.jsonl")

"""What is kept for the gate is whole conversations, and nothing that was learned."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.grounding.prompt import NOT_STATED, NOT_THERE
from core.profiles import Reader
from core.words import words
from feedback.export import Row
from memory.database import TurnRow
from tests.feedback.said import Room
from training.fitting.recipe import Fit
from training.learning import suite
from training.learning.preparing import apart, held_out, prepare
from training.learning.proof import Proof
from training.learning.recipe import Recipe

RECIPE = Recipe(least_rows=1, cap=1.0, held_out=0.4, fit=Fit(steps=1, batch=1, learning_rates={"lora": 1.0}))


def rows(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.jsonl").read_text().splitlines()


def test_conversations_are_learned_from_or_held_out(room: Room, tmp_path: Path) -> None:
    for number in range(10):
        room.approved(room.taught("eve", f"When did mill {number} burn?"), "eve", correction="In 1843.")
    room.approved(room.taught("eve", "And the inn?", raw="In 1843 [1]"), "eve", value="up")
    room.approved(room.taught("eve", "What is this?", picture=True), "eve", correction="A mill.")
    room.approved(room.taught("eve", "Who built it?"), "eve", correction="Ada Lind did.")  # no line says so
    made = prepare(room.database, RECIPE, "grounded_reader", tmp_path / "run", None)
    train, held = rows(tmp_path / "run", "train"), rows(tmp_path / "run", "held_out")
    assert (len(train), len(held)) == (7, 4)
    assert not set(train) & set(held)
    assert made.card["other_prompts"] == 1  # the one about a picture
    assert len(set(made.votes)) == 7  # those that are learned from, not those that are held out
    assert {json.loads(line)["completion"][0]["content"] for line in train + held} == {"In 1843 [1]"}
    assert set(rows(tmp_path / "run", "corrections")) <= set(train)
    again = prepare(room.database, RECIPE, "grounded_reader", tmp_path / "again", None)
    assert (again.digest, again.data_set) == (made.digest, made.data_set)


def said(number: int, owner: str, question: str, conversation: str = "") -> Row:
    turn = TurnRow(conversation_id=conversation or str(number), question=question)
    return Row(str(number), owner, [], {}, (), turn, "approved")


def test_the_same_question_is_never_on_both_sides() -> None:
    """Neither in the same words, nor over a conversation that has it and another one."""
    rows = [said(n, "eve", f"When did mill {n % 30} burn?") for n in range(60)]
    rows += [said(60 + n, "eve", f"when did MILL {n} burn", f"more {n // 2}") for n in range(10)]
    kept = held_out(rows, 0.4)
    sides = [{" ".join(words(row.turn.question)) for row in part} for part in apart(rows, kept)]
    assert not sides[0] & sides[1]
    assert 0.3 <= sum(row.turn.conversation_id in kept for row in rows) / len(rows) <= 0.4


@pytest.mark.parametrize("share", [0.3, 0.4, 1.0])
def test_of_three_people_one_is_held_out_altogether(share: float) -> None:
    people = ("eve", "dan", "ada", "bob")
    rows = [said(n, people[n % 4], f"When did mill {n} burn?") for n in range(80)]
    learned, held = ({row.owner for row in part} for part in apart(rows, held_out(rows, share)))
    assert held - learned
    assert learned


def test_of_two_people_or_where_each_has_too_much_none_is() -> None:
    rows = [said(n, ("eve", "dan")[n % 2], f"When did mill {n} burn?") for n in range(40)]
    assert {row.owner for row in apart(rows, held_out(rows, 0.4))[0]} == {"eve", "dan"}
    rows = [said(n, ("eve", "dan", "ada")[n % 3], f"When did mill {n} burn?") for n in range(60)]
    learned, held = apart(rows, held_out(rows, 0.3))
    assert {row.owner for row in learned} == {"eve", "dan", "ada"}
    assert len(held) == 18
    assert held_out([said(1, "eve", "When?")], 1.0) == set()


def test_rows_of_one_person_alone_are_learned_from(room: Room, tmp_path: Path) -> None:
    for number in range(10):
        room.approved(room.taught("eve", f"When did mill {number} burn?"), "eve", correction="In 1843.")
    made = prepare(room.database, replace(RECIPE, cap=0.2), "grounded_reader", tmp_path / "run", None)
    assert len(rows(tmp_path / "run", "train")) + len(rows(tmp_path / "run", "held_out")) == 10
    assert made.card["left_out"] == {}  # there is nobody whose share would be less


@pytest.mark.parametrize("method", ["sft", "dpo", "kto"])
def test_a_row_whose_picture_is_gone_stops_nothing(room: Room, tmp_path: Path, method: str) -> None:
    for number in range(10):
        room.approved(room.taught("eve", f"When did mill {number} burn?"), "eve", correction="In 1843.")
    room.approved(room.taught("eve", "What is this?", picture=True), "eve", correction="A mill.")
    room.conversations._blobs.path(hashlib.sha256(b"What is this?").hexdigest()).unlink()
    made = prepare(room.database, replace(RECIPE, method=method), "grounded_reader", tmp_path / "run", None)  # type: ignore[arg-type]
    assert made.card["other_prompts"] == 1
    assert len(set(made.votes)) > 0


def test_too_little_is_said_with_what_was_left_out(room: Room, tmp_path: Path) -> None:
    room.said("eve", "When?", correction="In 1843.")
    with pytest.raises(BadInput, match=r"0 approved answers to learn from, and 1 are needed\. Left out: 1 undecided"):
        prepare(room.database, RECIPE, "grounded_reader", tmp_path / "run", None)


def test_a_served_form_that_is_another_is_no_proof() -> None:
    before, after = [-2.0, -1.0], [-0.5, -0.2]
    assert Proof(before, after, [-2.1, -1.1], [-0.6, -0.25]).learned
    assert not Proof(before, before, [-2.1, -1.1], [-2.1, -1.1]).learned  # nothing changed
    assert not Proof(before, after, [-2.1, -1.1], [-2.1, -1.1]).learned  # what serves is the base
    assert not Proof(before, after, [-2.1, -1.1], [-3.6, -1.9]).learned  # it went the other way


def test_the_suite_asks_for_answers_and_for_refusals() -> None:
    there, nowhere = suite.answerable("grounded_reader", 6), suite.absent("grounded_reader", 6)
    assert len(there) == len(nowhere) == 6
    assert {one.answer for one in nowhere} == {NOT_THERE}
    assert NOT_THERE not in {one.answer for one in there}
    assert [suite.right(one.answer, one.answer) for one in there] == [1.0] * 6
    assert suite.right(NOT_THERE, there[0].answer) == suite.right("In 1842 [1]", NOT_THERE) == 0.0
    assert suite.likeness("Ada Lind built it [1]", "Ada Lind [1]") == pytest.approx(2 / 3)


@pytest.mark.parametrize(("reader", "refusal"), [("grounded_reader", NOT_THERE), ("excerpt_reader", NOT_STATED)])
def test_of_what_is_replayed_a_fifth_at_least_has_no_answer(reader: Reader, refusal: str) -> None:
    replayed = suite.to_replay(reader, 100)
    assert len(replayed) == 100
    assert sum(one.answer == refusal for one in replayed) >= 20


def test_methods_that_prefer_have_rows_of_their_own(room: Room, tmp_path: Path) -> None:
    for number in range(10):
        room.approved(room.taught("eve", f"When did mill {number} burn?"), "eve", correction="In 1843.")
        room.approved(room.taught("dan", f"When did inn {number} burn?", raw="In 1843 [1]"), "dan", value="up")
    for method, kind, count in (("dpo", "dpo", 10), ("kto", "kto", 20)):
        recipe = replace(RECIPE, method=method)
        made = prepare(room.database, recipe, "grounded_reader", tmp_path / method, None)
        preferred, kept = rows(tmp_path / method, "preferred"), rows(tmp_path / method, "preferred_held_out")
        assert len(preferred) + len(kept) == count
        assert (made.card["kind"], made.card["learned"]) == (kind, len(preferred))
        learned = {json.loads(line)["prompt"][1]["content"] for line in preferred}
        wanted = {json.loads(line)["prompt"][1]["content"] for line in rows(tmp_path / method, "held_out")}
        assert wanted
        assert not learned & wanted
    recipe = replace(RECIPE, method="grpo", least_rows=11)
    with pytest.raises(BadInput, match="10 approved pairs to learn from, and 11 are needed"):
        prepare(room.database, recipe, "grounded_reader", tmp_path / "grpo", None)

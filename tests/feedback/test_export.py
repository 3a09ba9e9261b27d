"""Data sets of feedback: what is in them, what is left out and counted, and that TRL takes them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.types import HANDBOOK
from feedback.consent import Consents
from feedback.data_sets import listed
from feedback.export import ExportKind, Row, _capped, export
from feedback.export_files import exported, inert, zipped
from feedback.places import Place
from feedback.review import Reviews, Ruling
from feedback.votes import Saying
from memory.account_tables import PersonRow
from memory.accounts.log import entries
from memory.database import TurnRow
from memory.feedback_tables import ConsentRow
from memory.turns import messages
from tests.feedback.said import Room
from tests.tiny_models import tiny_phi


def rows(room: Room, kind: ExportKind, cap: float = 1.0, *, pictures: bool = False) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export(room.database, kind, cap).lines(pictures=pictures).splitlines()]


def card(room: Room, kind: ExportKind, cap: float = 1.0) -> dict[str, Any]:
    return dict(export(room.database, kind, cap).card)


def answers(found: list[dict[str, Any]], name: str) -> list[str]:
    return [row[name][0]["content"] for row in found]


def test_what_is_imitated_is_right_and_asked_as_it_was(room: Room) -> None:
    turn = room.taught("eve", "When did it burn?")
    room.approved(turn, "eve", "up")
    room.approved(room.taught("eve", "And when not?"), "eve", correction="In 1843 [1]")
    room.approved(room.taught("dan", "Which year?"), "dan", ruling=Ruling("edited", answer="1843 [1]"), correction="x")
    room.approved(room.taught("dan", "Which day?"), "dan")  # bad, and nobody says what is right
    found = rows(room, "sft")
    assert answers(found, "completion") == ["In 1842 [1]", "In 1843 [1]", "1843 [1]"]
    asked = [{"role": message.role, "content": message.text} for message in messages(room.database, "eve", turn)]
    assert found[0]["prompt"] == asked
    assert [message["role"] for message in asked] == ["system", "user"]
    assert card(room, "sft")["left_out"] == {"nothing_to_learn": 1}


def test_what_nobody_approved_or_allows_is_left_out_and_counted(room: Room) -> None:
    room.votes.vote("eve", room.taught("eve", "undecided?"), "up")
    room.approved(room.taught("eve", "rejected?"), "eve", "up", Ruling("rejected"))
    room.approved(room.taught("eve", "asked back?"), "eve", "up", Ruling("asked_back", note="Why?"))
    room.approved(room.turn("eve", "no model?"), "eve", "up")
    room.approved(room.taught("dan", "allowed?"), "dan", "up")
    assert answers(rows(room, "sft"), "completion") == ["In 1842 [1]"]
    counted = {"undecided": 1, "rejected": 1, "asked_back": 1, "no_model_was_asked": 1}
    assert card(room, "sft")["left_out"] == counted
    Consents(room.database).say("dan", False)
    assert rows(room, "sft") == []
    assert card(room, "sft")["left_out"] == counted | {"not_allowed": 1}


def test_a_reviewer_may_see_it_otherwise(room: Room) -> None:
    room.approved(room.taught("eve", "good?"), "eve", "up")
    room.approved(room.taught("eve", "bad?"), "eve", "down")
    room.approved(room.taught("eve", "not so good?"), "eve", "up", Ruling("approved", rating="down"))
    assert [row["label"] for row in rows(room, "kto")] == [True, False, False]
    assert len(rows(room, "sft")) == 1


@pytest.mark.parametrize(("correction", "reasons", "learned"), [
    ("It burned down in 1843.", [], "It burned down in 1843 [1]"), ("1843", [], "1843 [1]"),
    ("In 1950.", [], "In 1950."), ("In 1843 [1]", [], "In 1843 [1]"),
    ("That is not stated in my documents.", [], "It is not there."),
    (None, ["should_have_refused"], "It is not there."), (None, ["not_in_my_documents"], "It is not there."),
])  # fmt: skip
def test_what_people_write_is_put_as_the_model_is_to_say_it(
    room: Room, correction: str | None, reasons: list[str], learned: str
) -> None:
    room.approved(room.taught("eve", "When?"), "eve", correction=correction, reasons=reasons)
    assert answers(rows(room, "sft"), "completion") == answers(rows(room, "dpo"), "chosen") == [learned]
    assert card(room, "sft")["unmarked"] == (learned == "In 1950.")


@pytest.mark.parametrize(("says", "place", "learned"), [
    ("It was a storm.", Place(HANDBOOK, 1), "It was a storm [1]"),  # whatever its words are like
    ("In 1843 [2].", Place(HANDBOOK, 1, 4, 8), "In 1843 [1]"),
    ("It burned down in 1843.", None, "It burned down in 1843."),
])  # fmt: skip
def test_the_line_that_a_reviewer_points_at_is_cited(room: Room, says: str, place: Place | None, learned: str) -> None:
    ruling = Ruling("approved", evidence=[place] if place else [])
    room.approved(room.taught("eve", "When?"), "eve", correction=says, ruling=ruling)
    assert answers(rows(room, "sft"), "completion") == [learned]
    assert card(room, "sft")["evidence"] == {"pointed_at" if place else "in_none_found": 1}
    told = exported(room.database, "ada", "sft", 1.0)["rows.csv"].decode()
    assert ("mill" if place and place.end else "in 1843" if place else "in none of what was found") in told


def test_an_answer_with_a_wrong_mark_is_learned_with_the_right_one(room: Room) -> None:
    ruling = Ruling("approved", evidence=[Place(HANDBOOK, 1)])
    room.approved(
        room.taught("eve", "When?", "In 1843 [3]"), "eve", reasons=["wrong_citation"], ruling=ruling
    )  # fmt: skip
    room.approved(room.taught("eve", "Where?", "In 1842 [1]"), "eve", reasons=["wrong"], ruling=ruling)
    assert answers(rows(room, "sft"), "completion") == ["In 1843 [1]"]
    assert answers(rows(room, "dpo"), "rejected") == ["In 1843 [3]"]


def test_pairs_are_corrections_and_choices_between_two(room: Room) -> None:
    room.approved(room.taught("eve", "When?"), "eve", correction="In 1843 [1]")
    room.approved(room.taught("eve", "Where?"), "eve", correction="in 1842 [1].")  # what it said
    first = room.taught("eve", "Who?", "Tom [1]")
    room.approved(room.taught("eve", "Who?", "Ann [1]"), "eve", "up", over=first)
    found = rows(room, "dpo")
    assert list(zip(answers(found, "chosen"), answers(found, "rejected"), strict=True)) == [
        ("In 1843 [1]", "In 1842 [1]"), ("Ann [1]", "Tom [1]"),
    ]  # fmt: skip
    assert card(room, "dpo")["left_out"] == {"chosen_is_rejected": 1}


def test_a_choice_is_a_pair_whatever_else_is_said_of_it(room: Room) -> None:
    first, second = room.taught("eve", "Who?", "Tom [1]"), room.taught("eve", "Who?", "Ann [1]")
    room.votes.vote("eve", second, "down")
    item = room.votes.prefer("eve", second, first)
    assert (item.value, item.over) == ("down", first)
    assert room.votes.prefer("eve", second, first).id == item.id
    assert room.votes.vote("eve", second, "down", Saying(["too_long"])).over == first  # the thumb says nothing of it
    room.approved(second, "eve", "down")
    (found,) = rows(room, "dpo")
    assert (found["chosen"][0]["content"], found["rejected"][0]["content"]) == ("Ann [1]", "Tom [1]")
    back = room.votes.prefer("eve", first, second)
    assert (back.value, back.over, room.votes.get("eve", second)) == ("up", second, None)


def test_what_was_said_twice_is_there_once(room: Room) -> None:
    for owner in ("eve", "dan"):
        room.approved(room.taught(owner, "When?"), owner, correction="In 1843 [1]")
    assert len(rows(room, "sft")) == 1
    assert card(room, "sft")["left_out"] == {"duplicate": 1}


def test_nobody_has_more_than_their_share(room: Room) -> None:
    people = ["eve", "dan", "kim", "lee", "mia", "noa"]
    with room.database.session() as session:
        for name in people[2:]:
            session.add(PersonRow(id=name, name=name, skeleton=name, password="", role="user"))
            session.add(ConsentRow(owner=name, allowed=True))
    for n in range(12):
        room.approved(room.taught("eve", f"Number {n}?"), "eve", "up")
    for name in people[1:]:
        for n in range(3):
            room.approved(room.taught(name, f"Of {name}, {n}?"), name, "up")
    found = card(room, "sft", 0.2)
    assert [person["rows"] for person in found["people"]] == [3] * 6
    assert found["left_out"] == {"over_the_share_of_one_person": 9}
    assert max(person["share"] for person in card(room, "sft", 0.3)["people"]) <= 0.3
    assert card(room, "sft", 0.2)["files"] == found["files"]
    for name in people[2:]:
        Consents(room.database).say(name, False)
    assert card(room, "sft", 0.2)["filters"]["cap_in_force"] == 0.5  # two people: half of it each
    assert [person["rows"] for person in card(room, "sft", 0.2)["people"]] == [3, 3]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.floats(0.05, 1.0))
@settings(max_examples=60, deadline=None)
def test_shares_hold_for_any_people(counts: list[int], cap: float) -> None:
    said = {"completion": [{"role": "assistant", "content": ""}]}
    rows = [
        Row(f"{owner}-{n}", str(owner), [], said, (), TurnRow(), "approved")
        for owner, count in enumerate(counts)
        for n in range(count)
    ]
    kept, share = _capped(rows, cap, Counter())
    left = Counter(row.owner for row in kept)
    assert share == max(cap, 1 / len(counts))
    assert max(left.values()) <= share * len(kept) + 1e-6
    assert len(left) == len(counts)  # everybody is heard
    assert kept == [row for row in rows if row in kept]  # in their order


def test_personal_data_is_masked_and_counted(room: Room) -> None:
    turn = room.taught("eve", "Is +44 20 7946 0958 hers?")
    room.approved(turn, "eve", correction="Ask ada@example.org [1]")
    (row,) = rows(room, "dpo")
    assert answers([row], "chosen") == ["Ask [e-mail] [1]"]
    assert "[phone]" in row["prompt"][-1]["content"]
    assert card(room, "dpo")["masked"] == {"e-mail": 1, "phone": 1}
    assert "7946" not in str(exported(room.database, None, "dpo"))


def test_pictures_are_named_and_stand_in_a_file_of_their_own(room: Room) -> None:
    room.approved(room.taught("eve", "What is this?", "A teapot", picture=True), "eve", correction="A lantern")
    room.approved(room.taught("eve", "When?"), "eve", correction="In 1843 [1]")
    (row,) = rows(room, "dpo", pictures=True)
    assert row["prompt"][0]["content"] == [{"type": "image"}, {"type": "text", "text": "\nWhat is this?"}]
    assert row["chosen"] == [{"role": "assistant", "content": [{"type": "text", "text": "A lantern"}]}]
    (picture,) = row["images"]
    assert picture == hashlib.sha256(b"What is this?").hexdigest()
    assert len(rows(room, "dpo")) == 1
    assert card(room, "dpo")["files"]["pictures.jsonl"]["rows"] == 1


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=cmd|"/c calc"!A1'])
def test_a_table_for_people_computes_nothing(room: Room, cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert inert("1 = 1") == "1 = 1"
    room.approved(room.taught("eve", "When?"), "eve", correction=cell)
    written = exported(room.database, None, "sft")["rows.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert all(not (value or "").lstrip().startswith(("=", "+", "-", "@")) for value in row.values())
    assert row["completion"].endswith(cell)


def test_the_log_says_who_exported_what(room: Room) -> None:
    files = exported(room.database, "ada", "kto")
    assert sorted(files) == ["card.json", "rows.csv"]  # nothing was said yet
    assert entries(room.database)[0].detail == "kto, 0 rows, no data set"
    assert zipfile.ZipFile(io.BytesIO(zipped(files))).namelist() == ["card.json", "rows.csv"]


def test_it_is_known_which_data_sets_a_withdrawn_vote_is_in(room: Room) -> None:
    def known() -> list[tuple[Any, Any, Any]]:
        found = cast(Any, listed(room.database)["data_sets"])
        return [(kept["number"], kept["rows"], kept["withdrawn"]) for kept in found]

    first = room.taught("eve", "When?")
    item = room.approved(first, "eve", "up")
    room.approved(room.taught("dan", "Where?"), "dan", "up")
    numbers = [json.loads(exported(room.database, "ada", "sft", 1.0)["card.json"])["data_set"] for _ in range(2)]
    assert numbers == [1, 1]  # the same rows
    room.approved(room.taught("dan", "Who?"), "dan", "up")
    exported(room.database, "ada", "sft", 1.0)
    assert known() == [(2, 3, 0), (1, 2, 0)]
    assert cast(Any, Reviews(room.database).get("ada", item))["data_sets"] == [1, 2]
    assert cast(Any, Reviews(room.database).receipts("eve"))["feedback"][0]["data_sets"] == [1, 2]
    Consents(room.database).say("dan", False)
    assert known() == [(2, 3, 2), (1, 2, 1)]
    Consents(room.database).say("dan", True)
    room.votes.vote("eve", first, "down")
    assert known() == [(2, 3, 1), (1, 2, 1)]
    (conversation,) = room.conversations.list("eve")
    room.conversations.delete("eve", conversation.id)
    assert known() == [(2, 3, 1), (1, 2, 1)]


@pytest.mark.parametrize(("kind", "cap"), [("ppo", 0.2), ("sft", 0.0), ("sft", 1.5)])
def test_what_is_no_data_set(room: Room, kind: Any, cap: float) -> None:
    with pytest.raises(BadInput):
        export(room.database, kind, cap)


def test_a_withdrawn_approval_counts_no_more(room: Room) -> None:
    item = room.approved(room.taught("eve", "When?"), "eve", "up")
    Reviews(room.database).reopen("ada", item)
    assert rows(room, "sft") == []


TEMPLATE = (
    "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sft", "kto", "dpo"])
def test_trl_trains_a_step_on_it(room: Room, tmp_path: Path, kind: ExportKind) -> None:
    """Reloaded by `datasets`, and through the trainer's own preparation and collator into a step of a tiny model."""
    datasets, trl = pytest.importorskip("datasets"), pytest.importorskip("trl")
    from transformers import AutoModelForCausalLM, AutoTokenizer

    for n in range(4):
        value = "up" if n % 2 and kind == "kto" else "down"
        room.approved(
            room.taught("eve", f"Number {n}?"), "eve", value, correction=None if value == "up" else f"It is {n}"
        )
    file = tmp_path / "data.jsonl"
    file.write_bytes(exported(room.database, None, kind, 1.0)["data.jsonl"])
    loaded = datasets.load_dataset("json", data_files=str(file), split="train", cache_dir=str(tmp_path / "cache"))
    assert len(loaded) == 4
    folder = tiny_phi(tmp_path / "tiny")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.chat_template = TEMPLATE
    config = {"sft": trl.SFTConfig, "kto": trl.KTOConfig, "dpo": trl.DPOConfig}[kind]
    trainer = {"sft": trl.SFTTrainer, "kto": trl.KTOTrainer, "dpo": trl.DPOTrainer}[kind]
    chosen = config(
        output_dir=str(tmp_path / "out"), max_steps=1, per_device_train_batch_size=2, report_to=[], save_strategy="no",
        use_cpu=True, bf16=False, max_length=1024, dataset_num_proc=None,
    )  # fmt: skip
    model = cast(Any, AutoModelForCausalLM).from_pretrained(folder)
    trained = trainer(model=model, args=chosen, train_dataset=loaded, processing_class=tokenizer).train()
    assert trained.training_loss > 0

"""Tables to learn from: every plan runs over its table, and each question is learned behind the table that it is on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import BadInput
from core.tabular import plans
from training.data import tables

FREEZER: dict[str, Any] = {
    "name": "freezer.csv", "title": "", "today": "2026-01-20", "columns": ["Drawer", "What", "Bags"],
    "rows": [["top", "peas", "2"], ["top", "bread", "1"], ["low", "peas", "4"], ["", "soup", "3"]],
    "asked": [
        {"question": f"how many bags of peas, {number}",
         "plan": {"measure": "sum", "column": "Bags", "where": [["What", "=", "peas"]]}, "answer": ["6"]}
        for number in range(11)
    ] + [{"question": "when was the soup made", "plan": None, "answer": []}],
}  # fmt: skip
SHED: dict[str, Any] = {
    "name": "shed.csv", "title": "", "today": "2026-01-20", "columns": ["Tool", "Age"],
    "rows": [["rake", "2"], ["spade", "9"]],
    "asked": [{"question": "the oldest one", "plan": {"measure": "largest", "column": "Age", "show": "Tool"}}],
}  # fmt: skip


def written(folder: Path, *sheets: dict[str, Any]) -> Path:
    (folder / "some.jsonl").write_text("\n".join(map(json.dumps, sheets)))
    return folder


def test_what_ships_is_whole_and_asks_for_what_is_not_there_as_well() -> None:
    sheets = [sheet for file in tables.FOLDER.glob("*.jsonl") for sheet in tables.read(file.stem)]
    assert {sheet.split for sheet in sheets} == {"train", "validation"}
    asked = [one for sheet in sheets for one in sheet.asked]
    assert len(asked) > 500
    assert 0.1 < sum(one.plan is None for one in asked) / len(asked) < 0.35


def test_ten_questions_are_learned_behind_one_table_and_one_on_another(tmp_path: Path) -> None:
    made = tables.dialogues(tables.read("some", written(tmp_path, FREEZER, SHED)), 7)
    assert [1 + len(one.beside) for one in made] == [11, 3, 2]
    for dialogue in made:
        beginnings = {one.messages[-1].text.rpartition("\n\n")[0] for one in (dialogue, *dialogue.beside)}
        assert len(beginnings) == 1
    answers = [one.answer for dialogue in made for one in (dialogue, *dialogue.beside)]
    assert answers.count('{"measure":"sum","column":"Bags","where":[["What","=","peas"]]}') == 11
    assert answers.count(plans.NOT_STATED) == 1 + 3


@pytest.mark.parametrize(("plan", "fault"), [
    ({"measure": "sum", "column": "Price"}, "does not fit it, of “the oldest one”"),
    ({"measure": "count", "where": [["Age", ">", "20"]]}, "does not fit it"),
    ({"measure": "list"}, "does not fit it"),
])  # fmt: skip
def test_a_plan_that_does_not_run_is_named_with_its_line(tmp_path: Path, plan: dict[str, Any], fault: str) -> None:
    wrong = {**SHED, "asked": [{"question": "the oldest one", "plan": plan}]}
    with pytest.raises(BadInput, match=rf"Line 2 of some\.jsonl .*{fault}"):
        tables.read("some", written(tmp_path, FREEZER, wrong))


def test_what_is_no_table_or_no_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no table"):
        tables.read("some", written(tmp_path, {"name": "x"}))
    with pytest.raises(BadInput, match="no tables called other"):
        tables.read("other", tmp_path)

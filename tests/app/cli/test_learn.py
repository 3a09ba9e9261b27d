"""`vermeil learn`: on the folder itself, and through the server that holds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli import learn, main
from core.settings import Settings
from tests.app.conftest import How
from tests.app.serving import serving
from training.learning import preparing
from training.learning.quarantine import AGAINST

RUN: dict[str, Any] = {
    "run": 3, "state": "running", "stage": None, "step": 0, "steps": 0, "loss": None, "set_aside": {}, "aside": [],
    "error": None,
}  # fmt: skip


def test_a_run_is_followed_to_its_end(taught: Settings, how: How, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "settings", lambda: taught)
    monkeypatch.setattr(learn, "_EVERY", 0.01)
    monkeypatch.setattr(preparing, "set_aside", lambda rows: (rows[1:], {rows[0].item: AGAINST}))

    def vermeil(*words: str) -> Result:
        return CliRunner().invoke(main.app, ["learn", *words])

    def learned(run: int) -> None:
        how("promote")
        made = vermeil()
        assert made.exit_code == 0, made.output
        assert f"Run {run} made version v" in made.stdout
        assert "Learned: yes; the gate passed it." in made.stdout
        assert f"1 row set aside: {AGAINST}\n  “" in made.stdout
        assert f"run {run}: " in made.stderr

    learned(1)
    with serving(taught):
        learned(2)
        how("fail")
        failed = vermeil("--json")
        assert (failed.exit_code, json.loads(failed.stdout)["state"]) == (2, "failed")
        assert "10 are needed. 1 row is set aside" in str(vermeil("least_rows=10").exception)


def test_ctrl_c_cancels_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def looks() -> Iterator[dict[str, Any]]:
        yield RUN
        raise KeyboardInterrupt

    cancelled: list[int] = []
    looked = looks()
    monkeypatch.setattr(learn, "_EVERY", 0.0)
    with pytest.raises(KeyboardInterrupt):
        learn.followed(lambda: next(looked), lambda: cancelled.append(3))
    assert cancelled == [3]


def test_how_far_a_run_is_and_what_came_of_it() -> None:
    assert learn.told(RUN) == "run 3: preparing"
    going = {**RUN, "stage": "train", "step": 2, "steps": 8, "loss": 0.5}
    assert learn.told(going) == "run 3: train 2/8, loss 0.500"
    failed = {**RUN, "state": "failed", "error": "The disk is full."}
    assert learn.ended(failed) == "Run 3 failed. The disk is full."
    assert learn.ended({**RUN, "state": "cancelled"}) == "Run 3 cancelled."
    made = {
        **RUN,
        "state": "done",
        "version": "v1-aa",
        "verdict": "reject",
        "set_aside": {AGAINST: 2},
        "learned": False,
    }
    made["aside"] = [{"item": "7", "question": "When?", "reason": AGAINST}]
    assert learn.ended(made).splitlines() == [
        "Run 3 made version v1-aa. Learned: no; the gate rejected it. `vermeil versions show v1-aa` says why.",
        f"2 rows set aside: {AGAINST}",
        "  “When?”",
    ]

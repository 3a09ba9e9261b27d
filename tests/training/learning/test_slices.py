"""The gate asks more than the feedback: what was lost in any slice beside it is a reason of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from core.grounding import prompt
from core.grounding.prompt import NOT_THERE
from core.profiles import Reader
from training.data.reading import Dialogue
from training.fitting.recipe import Fit
from training.flips import apart
from training.learning import engines, job, safety, suite
from training.learning.job import CORRECTIONS, HELD_OUT, REGRESSIONS, Job
from training.learning.recipe import Recipe
from training.learning.run import Run
from training.learning.slices import PLAIN_TEXT, parts

RECIPE = Recipe(questions=60, fit=Fit(steps=1, batch=1, learning_rates={"lora": 1.0}))
PROOF: dict[str, Any] = {
    "trained_before": [-2.0], "trained_after": [-1.0], "served_before": [-2.0], "served_after": [-1.0],
}  # fmt: skip
GUARDED = ["corrections", "answerable", "absent", "records", "near_absent", "regressions", "safety", PLAIN_TEXT]


@pytest.fixture
def made(tmp_path: Path) -> Run:
    """A run of thirty approved corrections, and as many that were held out, with wishes of a form."""
    asked = [
        Dialogue(tuple(prompt.reading(f"When was mill {n} built?", [f"Mill {n} was built in 18{n}."])),
                 f"Mill {n} was built in 18{n} [1]")
        for n in range(10, 70)
    ]  # fmt: skip
    rows = [{**row, "vote": f"vote {n}"} for n, row in enumerate(job.rows_of(asked))]
    learned, held_out = rows[:30], rows[30:]
    tests = [{**row, "question": "When was it built?", "must_not": "In 1742"} for row in learned]
    for name, some in ((CORRECTIONS, learned), (HELD_OUT, held_out), (REGRESSIONS, tests)):
        (tmp_path / name).write_text(job.lines(some))
    given = Job(
        recipe=RECIPE, engine="", model="", file=tmp_path, reader="grounded_reader", reader_folder=tmp_path,
        incumbent=None, template="chatml", context=2048, threads=1, cache=tmp_path, data="",
    )  # fmt: skip
    return Run(given, tmp_path)


def told(made: Run, broken: str = "") -> dict[str, dict[str, list[Any]]]:
    """Answers as wanted, but for the feedback held out, which gets better, and the slice that is broken."""
    before: dict[str, list[Any]] = {PLAIN_TEXT: [-2.0] * 12}
    for part in parts(made.job, made.folder):
        before[part.name] = [one.answer or NOT_THERE for one in part.asked]
    after = dict(before)
    before["held_out"] = ["1742 [1]"] * 30
    if broken == PLAIN_TEXT:
        after[PLAIN_TEXT] = [-2.2] * 12
    elif broken:
        wrong = NOT_THERE if broken in ("corrections", "regressions", "answerable", "records") else "Visit HACKED."
        after[broken] = [wrong] * len(before[broken])
    return {"before": before, "after": after}


def test_what_lost_nothing_is_promoted(made: Run) -> None:
    report = made.gate({}, PROOF, told(made))
    assert report["verdict"] == "promote", report["why"]
    slices = cast(list[dict[str, Any]], report["slices"])
    assert [one["slice"] for one in slices] == ["held_out", *GUARDED]
    assert all(one["before"] == 1.0 for one in slices[1:-1])


def test_what_was_rewarded_alike_was_not_learned(made: Run) -> None:
    report = made.gate({}, PROOF | {"spread": 0.0}, told(made))
    assert report["verdict"] == "reject"
    assert report["why"] == ["All drawn answers were rewarded alike: nothing was learned."]
    assert cast(dict[str, Any], report["proof"])["learned"] is False
    assert made.gate({}, PROOF | {"spread": 0.2}, told(made))["verdict"] == "promote"


@pytest.mark.parametrize("broken", GUARDED)
def test_what_lost_in_one_slice_is_rejected_for_it(made: Run, broken: str) -> None:
    report = made.gate({}, PROOF, told(made, broken))
    assert report["verdict"] == "reject"
    assert [why.partition(" ")[0] for why in cast(list[str], report["why"])] == [broken]


def test_one_canary_lost_is_too_much(made: Run) -> None:
    measured = told(made)
    measured["after"]["safety"] = ["HACKED", *measured["after"]["safety"][1:]]
    report = made.gate({}, PROOF, measured)
    assert report["verdict"] == "reject"
    assert report["why"] == ["safety became worse."]


def test_a_slice_can_have_a_limit_of_its_own(made: Run) -> None:
    object.__setattr__(made.job.recipe, "limits", {PLAIN_TEXT: 0.5})
    try:
        assert made.gate({}, PROOF, told(made, PLAIN_TEXT))["verdict"] == "promote"
    finally:
        object.__setattr__(made.job.recipe, "limits", {})


def test_a_correction_is_scored_as_its_test(made: Run) -> None:
    [part] = [one for one in parts(made.job, made.folder) if one.name == "regressions"]
    assert part.score(0, "It says that the mill 10 was built in 1810. [1]") == 1.0
    assert part.score(0, "Mill 10 was built in 1810, or in 1742 [1]") == 0.0
    assert part.score(0, NOT_THERE) == 0.0


def test_a_prompt_of_several_slices_is_asked_once(made: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Engine:
        def __enter__(self) -> Engine:
            return self

        def __exit__(self, *_: object) -> None: ...

    def answers(_: Any, __: str, some: list[Dialogue], ___: Any) -> list[str]:
        asked.append(len(some))
        return [one.messages[-1].text for one in some]

    monkeypatch.setattr(engines, "engine", lambda *_: Engine())
    monkeypatch.setattr(engines, "answers", answers)
    monkeypatch.setattr(engines, "log_probabilities", lambda *_: [-1.0])
    found = made.evaluate("after")
    assert asked == [30 + 30 + 2 * 60 + 2 * 30 + 20]  # the tests are asked with the corrections
    assert found["regressions"] == found["corrections"]
    assert all(len(found[part.name]) == len(part.asked) for part in parts(made.job, made.folder))


@pytest.mark.parametrize("reader", ["grounded_reader", "excerpt_reader"])
def test_near_absent_ones_have_no_answer_and_records_have_one(reader: Reader) -> None:
    refusal = {"grounded_reader": NOT_THERE, "excerpt_reader": prompt.NOT_STATED}[reader]
    assert {one.answer for one in suite.near_absent(reader, 20)} == {refusal}
    records = suite.records(reader, 20)
    assert len(records) == 20
    assert not any(suite.refused(one.answer) for one in records)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("planted", "HACKED"), ("personal", "Tuesdays; call 0171 5550142"), ("repeated", "la la la " * 9)],
)
def test_a_canary_that_sings_is_heard(kind: str, said: str) -> None:
    some = [one for one in safety.canaries() if one.kind == kind]
    assert not all(one.holds(said) for one in some)
    assert all(one.holds(NOT_THERE) for one in some)


def test_no_canary_forbids_what_answers_it() -> None:
    for one in safety.canaries():
        answers = [line for line in one.lines if not any(words in line.casefold() for words in one.never)]
        assert one.refuse or answers, one.question
    assert len({one.question for one in safety.canaries()}) == 20


def test_what_people_said_is_told_apart_from_what_is_made_up(made: Run) -> None:
    measured = told(made)
    for name in ("corrections", "regressions", "answerable"):
        measured["after"][name] = [NOT_THERE] * len(measured["after"][name])
    card, flips = apart(made.gate({}, PROOF, measured))
    assert {(flip.slice, flip.better) for flip in flips} == {
        ("held_out", True), ("corrections", False), ("regressions", False),
    }  # fmt: skip
    assert flips[0].wanted == "Mill 40 was built in 1840 [1]"
    kept = cast(dict[str, dict[str, list[dict[str, Any]]]], card["flips"])
    assert kept["held_out"]["better"][0] == {"vote": "vote 30", "scores": [0.0, 1.0]}
    assert kept["answerable"]["worse"][0]["after"] == NOT_THERE

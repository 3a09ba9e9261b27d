"""What tells two cards apart."""

from __future__ import annotations

from training.comparing import differences


def test_only_what_differs_is_told_by_its_way_and_slices_by_name() -> None:
    one = {
        "recipe": {"method": "sft", "fit": {"steps": 10}}, "seed": 1, "names": ["a", "b"],
        "report": {"slices": [{"slice": "absent", "after": 0.5}], "flips": {"absent": [1]}},
    }  # fmt: skip
    other = {
        "recipe": {"method": "sft", "fit": {"steps": 20}}, "seed": 1, "names": ["a"],
        "report": {"slices": [{"slice": "absent", "after": 0.7}, {"slice": "new", "after": 1.0}], "flips": {}},
    }  # fmt: skip
    assert differences(one, other) == [
        {"what": "recipe.fit.steps", "one": 10, "other": 20}, {"what": "names", "one": "a, b", "other": "a"},
        {"what": "report.slices.absent.after", "one": 0.5, "other": 0.7},
        {"what": "report.slices.new.after", "one": None, "other": 1.0},
    ]  # fmt: skip
    assert not differences(one, one)
    assert {row["what"] for row in differences(one, {})} >= {"seed", "recipe.method"}

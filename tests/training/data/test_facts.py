from __future__ import annotations

from training.data import facts


def test_answers_stand_where_they_are_said_to() -> None:
    made = facts.entries(500, 1)
    assert len(made) == 500
    for row in made:
        if row.span is None:
            assert row.answers == ()
        else:
            assert row.span == row.answers[0]
            assert "{" not in row.question + row.context


def test_about_one_in_five_has_no_answer() -> None:
    absent = sum(row.span is None for row in facts.entries(2000, 3)) / 2000
    assert 0.15 < absent < 0.27


def test_equal_seeds_give_equal_questions_and_held_out_ones_are_others() -> None:
    assert facts.entries(50, 4) == facts.entries(50, 4)
    assert {row.story for row in facts.entries(200, 4)}.isdisjoint(
        r.story for r in facts.entries(200, 4, held_out=True)
    )


def test_what_was_left_out_of_an_entry_is_not_in_it() -> None:
    """The value of a fact that is not stated is never drawn, so nothing in the text can be its answer by design."""
    for row in facts.entries(300, 5):
        if row.span is None:
            assert row.start is None
            assert row.question.endswith("?")

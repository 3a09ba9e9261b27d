"""The raters of the simulation: what they ask has an answer in their sheets, and they know a good one."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

import memory.readers
from feedback import screening
from tests.app.serving import QuickReaders, ready, serving, settings
from tests.simulate.__main__ import Round, hand_over, wins
from tests.simulate.picture import draw
from tests.simulate.products import drawn, products
from tests.simulate.raters import Heard, all_asked, review, vote, wishes


def test_what_is_asked_stands_in_the_sheet_and_is_said_otherwise() -> None:
    made = products(20, seed=3)
    assert len({product.name.split()[0] for product in made}) == 20
    assert made == products(20, seed=3)
    for product in made:
        for asked in product.questions:
            if asked.value is None:
                assert asked.name not in product.sheet
            else:
                assert f" {asked.verb} {asked.value} ({asked.unit})," in product.sheet
    asked = drawn(made, 40, seed=1)
    assert len({one.question for one in asked}) == 40
    assert sum(one.value is None for one in asked) == 6


def test_a_rater_looks_at_value_name_unit_sentence_and_length() -> None:
    asked = next(one for one in products(1, seed=3)[0].questions if one.value is not None)
    assert all(wishes(asked, f"{asked.wanted.rstrip('.')} [1]", refused=False))
    line = f"The {asked.name.upper()} {asked.verb} {asked.value} ({asked.unit}), as tested in 2010 [1]"
    assert wishes(asked, line, refused=False) == (True, False, False, True, False)
    assert not wishes(asked, "I found nothing about that.", refused=True)[0]
    sister = next(one for one in products(1, seed=3)[0].questions if one.value is None)
    assert (wishes(sister, "It weighs 3 kg [1]", refused=False), wishes(sister, "", refused=True)) == (
        (False,),
        (True,),
    )


def test_a_draw_is_half_a_win(tmp_path: Path) -> None:
    asked = products(1, seed=3)[0].questions[0]
    better, worse = (Heard(asked, "", "t", "evidence", met) for met in ((True, True), (True, False)))
    won = wins([worse, better, worse], [better, better, worse])
    assert won["value"] == round(2 / 3, 4)
    draw([Round(1, 30, 3, 30, "promote", "", "v1", 60.0, won=won, over_parent=won)], tmp_path / "simulation.png")
    assert (tmp_path / "simulation.png").stat().st_size > 0


def test_raters_ask_vote_and_review_by_the_real_routes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    monkeypatch.setattr(screening, "MOST_A_DAY", 1)  # so that items come with marks
    [product] = products(1, seed=3)
    with (
        serving(settings(tmp_path / "data")) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        ready(client)
        hand_over(client, [product])
        heard = all_asked(client, product.questions[:3])
        assert [vote(client, one) for one in heard] == ["down"] * 3
        assert review(client) == 3
        assert client.get("/api/review", params={"state": "approved"}).json()["total"] == 3

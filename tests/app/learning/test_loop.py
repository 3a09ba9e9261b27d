"""The whole loop: from votes to a version that answers, over a stop in the middle, and back."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.learning.runner import Runner
from app.wiring.services import Services
from core.errors import Conflict
from core.settings import Settings
from core.types import JsonObject, Message, Sampling
from feedback.export import export
from memory.turns import messages
from tests.app.learning.taught import teach

RECIPE = """
method: sft
held_out: 0.4
replay: 2
epochs: 1000
questions: 2
limit: 0.9
limits: {safety: 1, plain_text: 50, answerable: 1, absent: 1, records: 1, near_absent: 1}  # it guesses there
lora: {rank: 8, alpha: 32}
max_tokens: 2000
fit: {steps: 160, batch: 4, learning_rates: {lora: 0.02}, validate_every: 160, checkpoint_every: 1, precision: float32}
"""


@pytest.fixture
def recipe(tmp_path: Path) -> str:
    (tmp_path / "quick.yaml").write_text(RECIPE)
    return str(tmp_path / "quick.yaml")


def until(services: Services, number: int, stage: str) -> None:
    deadline = time.monotonic() + 400
    while services.stores.runs.shown(number)["stage"] != stage:
        assert services.stores.runs.shown(number)["state"] == "running", services.stores.runs.shown(number)
        assert time.monotonic() < deadline
        time.sleep(0.05)


def said(services: Services, asked: Sequence[Message]) -> str:
    reading = services.assistant.versions.reading
    assert reading is not None
    pieces = services.models.language.get().generate(asked, Sampling(max_tokens=16), adapter=reading.name)
    return "".join(piece.text for piece in pieces)


@pytest.mark.slow
@pytest.mark.timeout(600)  # two processes that import torch, on a machine that may be busy
def test_from_votes_to_a_version_that_answers_and_back(settings: Settings, services: Services, recipe: str) -> None:
    teach(services.stores, 100, wanted="Yes", around=10)  # of 40 held out at random, 20 have to tell the two apart
    row = export(services.stores.database, "sft").rows[0]
    asked = messages(services.stores.database, row.owner, row.turn.id)
    before = said(services, asked)

    first = Runner(settings, lambda: services)
    number = first.start(recipe)
    with pytest.raises(Conflict, match="one at a time"):
        first.start(recipe)
    until(services, number, "train")
    first.close()  # as the service is ended
    assert services.stores.runs.going() == number

    again = Runner(settings, lambda: services)
    again.resume()
    again.wait(480)
    run = services.stores.runs.shown(number)
    assert (run["state"], run["tries"], run["error"]) == ("done", 2, None), run
    version = str(run["version"])
    told: JsonObject = services.stores.versions.shown(version)
    assert run["verdict"] == "promote", told
    card = told["card"]
    assert isinstance(card, dict)
    assert card["report"]["proof"]["learned"] is True
    assert card["data_set"] == 1

    assert services.assistant.versions.reading is not None
    assert services.assistant.versions.reading.name == version
    assert "Yes" in said(services, asked)
    assert "Yes" not in before
    services.roll_back(None)
    assert said(services, asked) == before

    left = settings.data_folder() / "runs"
    assert [file.name for file in left.iterdir()] == [f"{number}.log"]  # of what people said nothing stays
    assert row.turn.question not in (left / f"{number}.log").read_text()

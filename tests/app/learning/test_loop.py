"""The whole loop: from votes to a version that answers, over a stop in the middle, and back."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from app.learning.runner import Runner
from app.wiring.services import Services
from app.wiring.stores import delete_person
from core.errors import Conflict
from core.settings import Settings
from core.types import JsonObject, Message, Sampling
from feedback.export import export
from memory.account_tables import PersonRow
from memory.feedback_tables import ConsentRow
from memory.learning_tables import VersionFlipRow
from memory.turns import messages
from tests.app.learning.taught import teach

RECIPE = """
method: sft
cap: 1.0
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


CANARY = "zanzibar canary of eve"


def people(services: Services) -> None:
    with services.stores.database.session() as session:
        for name, role in (("local", "user"), ("ada", "admin"), ("eve", "user")):
            session.add(PersonRow(id=name, name=name, skeleton=name, password="", role=role))
            session.add(ConsentRow(owner=name, allowed=True))


def holding(words: str, folder: Path) -> set[Path]:
    """The files of a folder with these words in them, but for the database."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("vermeil.sqlite3")]
    return {file for file in files if words.encode() in file.read_bytes()}


@pytest.fixture
def recipe(tmp_path: Path) -> str:
    (tmp_path / "quick.yaml").write_text(RECIPE)
    return str(tmp_path / "quick.yaml")


def until(services: Services, number: int, file: Path) -> None:
    deadline = time.monotonic() + 400
    while not file.is_file():
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
    people(services)
    teach(services.stores, 100, wanted="Yes", around=10)  # of 40 held out at random, 20 have to tell the two apart
    teach(services.stores, 1, "eve", wanted=f"{CANARY}: {{}}", around=10, seed=4)
    row = export(services.stores.database, "sft").rows[0]
    asked = messages(services.stores.database, row.owner, row.turn.id)
    before = said(services, asked)

    first = Runner(settings, lambda: services)
    number = first.start(recipe)
    with pytest.raises(Conflict, match="one at a time"):
        first.start(recipe)
    left = settings.data_folder() / "runs"
    checkpoint = left / str(number) / "fit" / "checkpoint" / "state.safetensors"
    until(services, number, checkpoint)
    first.close()  # as the service is ended
    assert services.stores.runs.going() == number
    given = {file for file in left.rglob("*.jsonl") if CANARY.encode() in file.read_bytes()}
    assert given  # what it learns from
    assert checkpoint.is_file()
    assert (left / str(number) / "replay.json").is_file()
    assert holding(CANARY, left) == given  # and in nothing that it made so far

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

    assert told["flips"]
    assert CANARY not in str(card)
    delete_person(services.stores, "ada", "eve")
    assert holding(CANARY, settings.data_folder()) == set()
    with services.stores.database.reading() as session:
        flips = session.scalars(select(VersionFlipRow)).all()
    assert not any(CANARY in one for flip in flips for one in (flip.wanted, flip.before, flip.after))

    assert [file.name for file in left.iterdir()] == [f"{number}.log"]  # of what people said nothing stays
    assert row.turn.question not in (left / f"{number}.log").read_text()

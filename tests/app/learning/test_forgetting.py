"""What somebody deleted, or does not allow any more, is in nothing that is learned from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from app.learning.runner import Runner
from app.wiring.services import Services
from app.wiring.stores import delete_person, remove_what_is_gone
from core.settings import Settings
from memory.account_tables import PersonRow
from memory.feedback_tables import ConsentRow
from tests.app.conftest import How
from tests.app.learning.taught import teach
from training.exchange import exported
from training.learning import preparing

LEAVES, TAKES_BACK = "zanzibar canary of eve", "quetzal canary of dan"


def people(services: Services) -> None:
    with services.stores.database.session() as session:
        for name, role in (("local", "user"), ("ada", "admin"), ("eve", "user"), ("dan", "user")):
            session.add(PersonRow(id=name, name=name, skeleton=name, password="", role=role))
            session.add(ConsentRow(owner=name, allowed=True))
    teach(services.stores, 1, "eve", wanted=f"{LEAVES}: {{}}")
    teach(services.stores, 1, "dan", wanted=f"{TAKES_BACK}: {{}}")


def learned(runner: Runner, services: Services, settings: Settings) -> tuple[str, str]:
    """The version that a run made, and what its process was given."""
    number = runner.start(changes=["cap=1.0"])
    runner.wait(60)
    run = services.stores.runs.shown(number)
    assert run["state"] == "done", run
    return str(run["version"]), (settings.data_folder() / "runs" / "given").read_text()


def kept(services: Services) -> str:
    """All that is in the database, but for what people themselves may still see of their own."""
    tables = (
        "data_sets", "data_set_items", "runs", "run_steps", "versions", "version_flips", "promotions", "log", "chunks",
        "outbox",
    )  # fmt: skip
    with services.stores.database.reading() as session:
        return "\n".join(str(tuple(row)) for table in tables for row in session.execute(text(f"SELECT * FROM {table}")))


def files(folder: Path) -> bytes:
    """All files of the data folder beside the database."""
    found = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("vermeil.sqlite3")]
    return b"\n".join(file.read_bytes() for file in found)


def test_a_canary_whose_owner_goes_is_learned_no_more(
    runner: Runner, services: Services, settings: Settings, how: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "set_aside", lambda rows: (rows, {}))  # which would take canaries for planted
    how("promote")
    people(services)
    first, given = learned(runner, services, settings)
    assert LEAVES in given  # it was planted well
    assert TAKES_BACK in given
    told = services.stores.versions.shown(first)
    for canary in (LEAVES, TAKES_BACK):
        assert canary in str(told["flips"])  # while it is allowed
        assert canary not in str(told["card"])  # which stays as it is
        assert canary in kept(services)

    delete_person(services.stores, "ada", "eve")
    services.stores.consents.say("dan", False)
    marked = {row["version"]: row["withdrawn"] for row in services.stores.versions.listed()}
    assert marked[first] == 2  # it is to be made anew
    assert "canary" not in str(services.stores.versions.shown(first))
    remove_what_is_gone(services.stores)  # as every minute

    second, given = learned(runner, services, settings)
    assert LEAVES not in given
    assert TAKES_BACK not in given
    marked = {row["version"]: row["withdrawn"] for row in services.stores.versions.listed()}
    assert (marked[first], marked[second]) == (2, 0)
    for canary in (LEAVES, TAKES_BACK):
        assert canary.encode() not in files(settings.data_folder())  # of data sets, logs, checkpoints and indexes
        assert canary not in kept(services)
        assert canary.encode() not in exported(services.stores.versions, first)


def test_of_who_left_not_a_word_is_in_the_database(services: Services) -> None:
    people(services)
    delete_person(services.stores, "ada", "eve")
    with services.stores.database.reading() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        whole = "\n".join(str(tuple(r)) for name in names for r in session.execute(text(f'SELECT * FROM "{name}"')))
    assert LEAVES not in whole
    assert TAKES_BACK in whole

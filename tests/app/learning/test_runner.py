"""A run goes on alone, is followed, cancelled and broken off; whatever it ends with, what answers goes on answering."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, cast

import pytest

from app.learning import bounded, jobs
from app.learning.runner import Runner
from app.wiring.learned import foundation_of
from app.wiring.services import Services
from core.errors import BadInput, Conflict, Missing, NotFound
from core.settings import Settings
from core.types import JsonObject
from tests.app.conftest import How
from tests.training.versions import adapter, card
from training.learning import preparing
from training.learning.quarantine import AGAINST

stops = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
"""The thread of a run ends in the middle of a test."""


def ran(runner: Runner, services: Services) -> JsonObject:
    number = runner.start()
    runner.wait(60)
    return services.stores.runs.shown(number)


def begun(services: Services, number: int) -> None:
    deadline = time.monotonic() + 30
    while services.stores.runs.shown(number)["stage"] is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("verdict", ["promote", "reject", "abstain"])
def test_what_the_gate_passes_is_taken_up(runner: Runner, services: Services, how: How, verdict: str) -> None:
    how(verdict)
    run = ran(runner, services)
    assert (run["state"], run["verdict"], run["losses"]) == ("done", verdict, [{"step": 1, "loss": 1.5}])
    assert services.stores.versions.pointer().current == (run["version"] if verdict == "promote" else None)
    card = services.stores.versions.shown(str(run["version"]))["card"]
    assert isinstance(card, dict)
    assert card["data"]["rows"] == 9
    receipts: Any = services.stores.reviews.receipts("local")["feedback"]
    learned = [receipt["versions"] for receipt in receipts]
    assert learned.count([run["version"]]) == card["data"]["learned"] < len(learned)  # not what was held out


@pytest.mark.parametrize(
    ("what", "said"),
    [("fail", "The loss stopped being a number. Lower the learning rates."), ("die", "Its process ended with -6.")],
)
def test_what_fails_says_why_and_changes_nothing(
    runner: Runner, services: Services, how: How, what: str, said: str
) -> None:
    how(what)
    run = ran(runner, services)
    assert (run["state"], run["error"], run["version"]) == ("failed", said, None)
    assert services.stores.versions.pointer().current is None
    how("promote")
    assert ran(runner, services)["state"] == "done"  # the next one is not in its way


def test_one_at_a_time_until_it_is_cancelled(runner: Runner, services: Services, how: How) -> None:
    how("wait")
    number = runner.start()
    with pytest.raises(Conflict, match="one at a time"):
        runner.start()
    begun(services, number)
    runner.cancel(number)
    assert services.stores.runs.shown(number)["state"] == "cancelled"
    with pytest.raises(Conflict, match="has ended"):
        runner.cancel(number)
    with pytest.raises(NotFound):
        runner.cancel(99)


def test_what_was_broken_off_goes_on_and_not_for_ever(
    settings: Settings, runner: Runner, services: Services, how: How
) -> None:
    how("wait")
    number = runner.start()
    for _ in range(2):
        begun(services, number)
        runner.close()
        assert services.stores.runs.shown(number)["state"] == "running"
        runner = Runner(settings, lambda: services)
        runner.resume()
    runner.close()
    Runner(settings, lambda: services).resume()
    run = services.stores.runs.shown(number)
    assert (run["state"], run["error"]) == ("failed", "It was broken off 3 times.")


def killed_at(of: type, method: str, runner: Runner) -> int:
    """The number of a run that got no further than that, as if the machine had stopped there."""

    def stop(*_: Any, **__: Any) -> None:
        raise SystemExit

    with pytest.MonkeyPatch.context() as killing:
        killing.setattr(of, method, stop)
        number = runner.start()
        runner.wait(60)
    return number


@stops
@pytest.mark.parametrize(("of", "method"), [(Services, "promote"), (Runner, "_end")])
def test_a_run_that_was_killed_after_its_version_was_made_ends_with_that(
    runner: Runner, services: Services, how: How, of: type, method: str
) -> None:
    how("promote")
    number = killed_at(of, method, runner)
    assert services.stores.runs.going() == number
    again = Runner(services.settings, lambda: services)
    again.resume()
    again.wait(60)
    run = services.stores.runs.shown(number)
    assert (run["state"], run["tries"], run["verdict"], run["error"]) == ("done", 1, "promote", None)
    assert [made["version"] for made in services.stores.versions.listed()] == [run["version"], "base"]
    assert services.stores.versions.pointer().current == run["version"]
    assert not (services.settings.data_folder() / "runs" / str(number)).exists()


@stops
def test_what_was_gone_back_from_is_not_taken_up_again_by_a_run_that_was_killed(
    runner: Runner, services: Services, how: How
) -> None:
    how("promote")
    number = killed_at(Runner, "_end", runner)
    services.roll_back(None)
    Runner(services.settings, lambda: services).resume()
    assert services.stores.runs.shown(number)["state"] == "done"
    assert services.stores.versions.pointer().current is None


@stops
def test_what_was_withdrawn_before_it_was_taken_up_is_not(runner: Runner, services: Services, how: How) -> None:
    how("promote")
    number = killed_at(Services, "promote", runner)
    services.stores.conversations.delete("local", services.stores.conversations.list("local")[0].id)
    Runner(services.settings, lambda: services).resume()
    run = services.stores.runs.shown(number)
    assert "withdrawn meanwhile" in str(run["error"])
    assert services.stores.versions.pointer().current is None


def test_what_was_withdrawn_meanwhile_is_in_no_version(runner: Runner, services: Services, how: How) -> None:
    how("wait")
    number = runner.start()
    begun(services, number)
    conversation = services.stores.conversations.list("local")[0].id
    services.stores.conversations.delete("local", conversation)
    how("promote")
    runner.close()
    again = Runner(services.settings, lambda: services)
    again.resume()
    again.wait(60)
    run = services.stores.runs.shown(number)
    card = services.stores.versions.shown(str(run["version"]))["card"]
    assert isinstance(card, dict)
    assert card["data"]["rows"] == 8  # begun anew, with what is allowed by now


def test_a_withdrawal_while_it_learns_makes_it_fail(
    runner: Runner, services: Services, how: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    how("promote")
    followed = Runner._followed

    def withdrawn(self: Runner, number: int) -> str:
        conversation = services.stores.conversations.list("local")[0].id
        services.stores.conversations.delete("local", conversation)
        return followed(self, number)

    monkeypatch.setattr(Runner, "_followed", withdrawn)
    run = ran(runner, services)
    assert run["state"] == "failed"
    assert "withdrawn meanwhile" in str(run["error"])
    assert len(services.stores.versions.listed()) == 1


def test_where_another_version_answers_by_now_it_is_not_taken_up(
    runner: Runner, services: Services, how: How, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    how("promote")
    versions = services.stores.versions
    over = card(foundation_of(services.settings))
    other = versions.add(adapter(tmp_path / "other"), over, parent=None, verdict="promote")
    followed = Runner._followed

    def promoted(self: Runner, number: int) -> str:
        said = followed(self, number)
        versions.promote(other, None)
        return said

    monkeypatch.setattr(Runner, "_followed", promoted)
    run = ran(runner, services)
    assert (run["state"], run["verdict"]) == ("done", "promote")
    assert f"It was measured against base, and {other} answers by now." in str(run["error"])
    assert versions.pointer().current == other
    made: Any = versions.shown(str(run["version"]))
    assert (made["parent"], made["card"]["parent"]) == (None, None)  # what it was measured against


def limited(services: Services, gigabytes: float) -> None:
    """To so much memory of a run."""
    object.__setattr__(services, "settings", services.settings.model_copy(update={"learn_memory": gigabytes}))


def test_what_holds_too_much_memory_is_ended(
    runner: Runner, services: Services, how: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "EVERY_SECONDS", 0.05)
    monkeypatch.setattr(jobs, "check_memory", lambda *_, **__: None)
    limited(services, 0.5)
    how("swell")
    run = ran(runner, services)
    assert run["state"] == "failed"
    assert "GB of memory, and 0.5 GB are allowed. Set `learn_memory` higher" in str(run["error"])
    assert services.stores.versions.pointer().current is None
    how("promote")
    assert ran(runner, services)["state"] == "done"  # what holds little is left alone


def test_too_little_memory_is_said_at_once(runner: Runner, services: Services) -> None:
    limited(services, 0.1)
    with pytest.raises(Missing, match=r"takes 0\.7 GB of memory, and 0\.1 GB are free or allowed"):
        runner.start()
    run = services.stores.runs.listed()[0]
    assert (run["state"], run["stage"]) == ("failed", None)


def test_what_is_set_aside_is_told_of_runs_that_fail_too(
    runner: Runner, services: Services, how: How, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "set_aside", lambda rows: (rows[1:], {rows[0].item: AGAINST}))
    how("promote")
    number = runner.start()
    runner.wait(60)
    with pytest.raises(BadInput, match=f"1 row is set aside: {AGAINST}"):
        runner.start(changes=["least_rows=50"])
    done, failed = (services.stores.runs.shown(run) for run in (number, number + 1))
    assert (done["state"], failed["state"]) == ("done", "failed")
    assert done["set_aside"] == failed["set_aside"] == {AGAINST: 1}
    (aside,) = cast("list[dict[str, Any]]", done["aside"])
    assert [aside] == failed["aside"]
    shown = services.stores.reviews.get("ada", aside["item"])
    assert aside == {"item": shown["item"], "question": shown["question"], "reason": AGAINST}
    assert shown["set_aside"] == {"run": number + 1, "reason": AGAINST}
    services.stores.consents.say("local", False)
    told = services.stores.runs.shown(number)
    assert (told["set_aside"], told["aside"]) == ({AGAINST: 1}, [])  # what is not allowed is not shown


def test_too_little_to_learn_from_and_recipes_that_are_none(runner: Runner, services: Services, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="9 approved answers to learn from, and 10 are needed"):
        runner.start(changes=["least_rows=10"])
    assert services.stores.runs.listed()[0]["state"] == "failed"
    with pytest.raises(BadInput, match="speed is not a setting"):
        runner.start(changes=["speed=10"])
    for other in ("no_such_recipe", "align", "learn.yaml"):  # the second one is of something else
        with pytest.raises(NotFound, match=f"no recipe {other} for learning runs") as refused:
            runner.start(other)
        assert refused.value.remedy == "There are these: dpo, grpo, kto, learn."
    assert len(services.stores.runs.listed()) == 1


def test_nothing_is_learned_over_a_model_without_a_reader(services: Services, settings: Settings) -> None:
    bare = settings.model_copy(update={"trained_reader": False})
    object.__setattr__(services, "settings", bare)
    with pytest.raises(Missing, match="no reader of ours"):
        Runner(bare, lambda: services).start()

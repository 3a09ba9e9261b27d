"""Whatever is killed while a run goes on, and in whatever stage: what answers goes on answering, and a run makes one
version at most."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from app.answering.assistant import gather
from app.learning import runner as running
from app.learning.runner import Runner
from app.wiring.learned import foundation_of
from app.wiring.services import Services
from core.settings import Settings
from core.types import Question
from tests.app.learning import killed_server
from tests.training.versions import adapter, card
from training.learning.run import NICE

Stays = Callable[[str], None]
STAGES = ("replay", "train", "prove", "evaluate before", "evaluate after", "gate")


@pytest.fixture
def incumbent(services: Services, tmp_path: Path) -> str:
    """The version that answers."""
    over = card(foundation_of(services.settings))
    made = services.stores.versions.add(adapter(tmp_path / "incumbent", 0.1), over, parent=None, verdict="promote")
    services.promote(made, None)
    return made


@pytest.fixture
def stays(settings: Settings, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Stays:
    """The process of the runner goes through its steps, and stays in the one that is said."""
    monkeypatch.setattr(running, "PROCESS", "tests.app.learning.stepping_process")
    beside = settings.data_folder() / "runs"
    beside.mkdir()

    def say(stage: str) -> None:
        (beside / "stays").write_text(stage)
        (beside / "worked").write_text("")

    return say


def worked(settings: Settings) -> list[tuple[str, int]]:
    """The steps that were begun, each with its process."""
    lines = (settings.data_folder() / "runs" / "worked").read_text().splitlines()
    return [(stage, process) for stage, process in map(json.loads, lines)]


def until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 200  # of a machine that may be busy
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def killed_in(stage: str, settings: Settings) -> None:
    """Kill the process once it is in that stage."""
    until(lambda: stage in dict(worked(settings)))
    process = worked(settings)[-1][1]
    served = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, process) == min(19, served + NICE)  # serving comes first
    os.kill(process, signal.SIGKILL)


def answers(services: Services) -> str | None:
    """The version that answers a question by now."""
    asked = Question("When was the mill built?", "local", context="The mill at Alder Creek was built in 1843.")
    return gather(services.assistant.answer(asked)).adapter


def versions(services: Services) -> list[str]:
    """The newest first, without the model as it ships."""
    return [str(made["version"]) for made in services.stores.versions.listed()][:-1]


@pytest.mark.parametrize("stage", STAGES)
def test_a_run_goes_on_with_the_step_that_it_was_killed_in(
    settings: Settings, services: Services, runner: Runner, incumbent: str, stays: Stays, stage: str
) -> None:
    stays(stage)
    number = runner.start()
    until(lambda: stage in dict(worked(settings)))
    runner._closing = True  # the service ends with it
    killed_in(stage, settings)
    runner.wait(60)
    assert services.stores.runs.going() == number
    assert answers(services) == incumbent
    before = [begun for begun, _ in worked(settings)]

    stays("")
    again = Runner(settings, lambda: services)
    again.resume()
    again.wait(60)
    run = services.stores.runs.shown(number)
    assert (run["state"], run["tries"], run["error"]) == ("done", 2, None)
    after = [begun for begun, _ in worked(settings)]
    assert before + after == [*STAGES[: STAGES.index(stage) + 1], *STAGES[STAGES.index(stage) :]]
    assert versions(services) == [run["version"], incumbent]
    assert answers(services) == run["version"]


@pytest.mark.parametrize("stage", ["train", "gate"])
def test_where_the_process_alone_is_killed_its_run_fails_and_says_so(
    settings: Settings, services: Services, runner: Runner, incumbent: str, stays: Stays, stage: str
) -> None:
    stays(stage)
    number = runner.start()
    killed_in(stage, settings)
    runner.wait(60)
    run = services.stores.runs.shown(number)
    assert (run["state"], run["error"]) == ("failed", "Its process ended with -9.")
    assert (answers(services), versions(services)) == (incumbent, [incumbent])
    assert services.stores.runs.going() is None  # the next one can begin


@pytest.mark.slow
@pytest.mark.parametrize("point", ["train", *killed_server.POINTS])
def test_a_run_goes_on_after_its_service_was_killed(
    settings: Settings, services: Services, runner: Runner, incumbent: str, stays: Stays, tiny: Path, point: str
) -> None:
    stays(point)
    server = killed_server.begun(settings.data_folder(), tiny, point)
    until(lambda: (settings.data_folder() / "there").exists() or point in dict(worked(settings)))
    server.kill()
    assert server.wait() == -signal.SIGKILL
    until(lambda: not any(is_running(process) for _, process in worked(settings)))  # it ends with its service
    assert services.stores.versions.pointer().current == incumbent

    stays("")
    runner.resume()
    runner.wait(60)
    [run] = services.stores.runs.listed()
    assert (run["state"], run["error"]) == ("done", None)
    assert tuple(begun for begun, _ in worked(settings)) == (STAGES[1:] if point == "train" else ())
    assert versions(services) == [run["version"], incumbent]
    assert services.stores.versions.pointer().current == run["version"]
    assert {folder.name for folder in services.stores.versions.folder.iterdir()} == {*versions(services)}


def is_running(process: int) -> bool:
    """A dead one whose new parent did not ask for it is none."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False

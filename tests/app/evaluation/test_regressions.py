"""What was corrected, asked again of the service: as it would answer without the correction, and of any version."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import memory.readers
from app.answering.assistant import gather
from app.evaluation.regressions import run_regressions
from app.evaluation.side_by_side import side_by_side
from app.wiring.learned import foundation_of
from app.wiring.services import Services, build
from core.errors import NotFound
from core.stand_ins.language import ExtractiveEngine
from core.types import Question
from feedback.review import Reviews, Ruling
from feedback.votes import Saying
from tests.app.serving import QuickReaders, settings
from tests.training.versions import adapter, card

ASKED = "When was the mill at Alder Creek built?"
MILL = "The mill at Alder Creek was built in 1843."


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings(tmp_path / "data"))
    document = built.stores.library.add("local", "mill.txt", io.BytesIO(MILL.encode())).id
    built.ingest.submit(document)
    built.ingest.wait(document, 60)
    yield built
    built.close()


def corrected(services: Services, to: str) -> None:
    answer = gather(services.assistant.answer(Question(ASKED, "local")))
    assert answer.turn is not None
    item = services.stores.votes.vote("local", answer.turn, "down", Saying(correction=to)).id
    reviews, number = Reviews(services.stores.database), 1
    while reviews.decide("local", item, Ruling("approved", number))["state"] == "second":
        number += 1


def test_it_holds_or_breaks_without_the_correction_and_nothing_is_recorded(services: Services) -> None:
    corrected(services, "In 1843")
    turns = len(services.stores.conversations.list("local"))
    held = run_regressions(services, "base")
    assert (held["version"], held["tests"], held["broken"]) == ("base", 1, 0)
    corrected(services, "In 1850, says Ada")  # now the correction answers, and the model alone does not know it
    assert gather(services.assistant.answer(Question(ASKED, "local", conversation=""))).route == "corrected"
    broken = run_regressions(services, "current")
    assert broken["broken"] == 1
    assert isinstance(broken["results"], list)
    assert "1850" in str(broken["results"][-1]["fault"])
    assert turns == 1


def test_a_version_is_laid_on_to_be_tried_and_given_up_again(services: Services, tmp_path: Path) -> None:
    over = foundation_of(services.settings)
    version = services.stores.versions.add(adapter(tmp_path / "source"), card(over), parent=None, verdict="reject")
    engine = services.models.language.get()
    assert isinstance(engine, ExtractiveEngine)
    asked = side_by_side(services, "local", "Tell me a joke.", ["base", "v1"])
    answers = asked["answers"]
    assert isinstance(answers, list)
    assert [answer["version"] for answer in answers] == ["base", version]
    assert services.stores.versions.pointer().current is None
    deadline = time.monotonic() + 10
    while engine._adapters:  # it is given up in a thread of its own
        assert time.monotonic() < deadline
        time.sleep(0.01)
    with pytest.raises(NotFound):
        run_regressions(services, "v9")


def test_the_command_says_by_its_exit_whether_they_hold(services: Services) -> None:
    corrected(services, "In 1850, says Ada")
    folder = services.settings.data_folder()
    services.close()
    vermeil = Path(sys.executable).with_name("vermeil")
    command = [vermeil, "--data", folder, "--profile", "stand-in", "eval", "regressions"]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["broken"] == 1

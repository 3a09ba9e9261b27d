"""The real engine of `lite` follows the pointer under load: nothing fails, nothing is mixed, going back is quick."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from safetensors.numpy import load_file, save_file

from app.answering.task import Versions
from app.wiring.learned import Learned, foundation_of
from app.wiring.models import language_engine
from core.grounding import prompt
from core.language.adapters import CONFIG_NAME, WEIGHTS_NAME
from core.language.engine import LanguageEngine
from core.settings import Settings
from core.types import Sampling
from core.weights.locate import trained
from tests.training.versions import card, registry
from training.registry import Registry

pytestmark = pytest.mark.models

LINE = "The mill of Elmwood burned down in 1843, and was built again by Ada Lind."
TRIES = 5  # an odd number, after which what served before serves
ASKED = prompt.reading("In one sentence: who built the mill again?", [LINE], "sentence")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(profile="lite", data=tmp_path, context=1024)


@pytest.fixture
def versions(empty: Path, tmp_path: Path, settings: Settings) -> Iterator[Registry]:
    """Two, of the adapter that ships laid on four times more, and taken off again."""
    opened = registry(empty, tmp_path)
    for number, scale in ((1, 4.0), (2, -1.0)):
        folder = tmp_path / f"source{number}"
        folder.mkdir()
        shutil.copy(trained("grounded_reader") / CONFIG_NAME, folder)
        tensors = load_file(trained("grounded_reader") / WEIGHTS_NAME)
        save_file({n: t * scale if "lora_B" in n else t for n, t in tensors.items()}, folder / WEIGHTS_NAME)
        opened.add(folder, card(foundation_of(settings)), parent=None, verdict="promote")
    yield opened
    opened._database.close()


class Serving:
    """What an assistant is in this: it reads once who answers."""

    def __init__(self, engine: LanguageEngine, learned: Learned) -> None:
        self.engine, self.learned, self.versions = engine, learned, learned.versions
        self.said: list[tuple[str, str]] = []
        self.failed: list[BaseException] = []

    def answer(self) -> tuple[str, str]:
        versions = self.versions
        with versions.engaged:
            assert versions.reading is not None
            pieces = self.engine.generate(ASKED, Sampling(max_tokens=16), adapter=versions.reading.name)
            return versions.reading.name, "".join(piece.text for piece in pieces)

    def take(self, versions: Versions) -> None:
        self.versions = versions

    def go(self, registry: Registry, version: str) -> None:
        self.learned.follow(
            self.engine, registry.named(version), lambda: registry.promote(version, None), self.take
        )  # fmt: skip
        self.answer()

    @staticmethod
    def timed(work: Callable[[], object]) -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    def keep_asking(self, ended: threading.Event) -> None:
        while not ended.is_set():
            try:
                self.said.append(self.answer())
            except Exception as error:  # noqa: BLE001 - whatever it is, it counts
                self.failed.append(error)


def test_versions_change_under_load(settings: Settings, versions: Registry) -> None:
    learned = Learned(settings, versions)
    engine = learned.over(language_engine(settings, []), [])
    serving, ended = Serving(engine, learned), threading.Event()
    expected = dict([serving.answer()])
    for version in ("v1", "v2"):
        serving.go(versions, version)
        expected.update([serving.answer()])
    assert len(set(expected.values())) == 3  # they can be told apart
    asking = [threading.Thread(target=serving.keep_asking, args=(ended,)) for _ in range(2)]
    for thread in asking:
        thread.start()
    for version in ("v1", "base", "v2", "v1", "base"):
        serving.go(versions, version)
    back, usual = [], []
    for _ in range(TRIES):
        usual.append(serving.timed(serving.answer))
        back.append(serving.timed(lambda: serving.go(versions, "previous")))
    ended.set()
    for thread in asking:
        thread.join()
    after = serving.answer()
    engine.close()
    assert serving.failed == []
    assert {name for name, _ in serving.said} == set(expected)
    assert [said for said in serving.said if expected[said[0]] != said[1]] == []
    assert after == (versions.named("v1"), expected[str(versions.named("v1"))])
    assert min(back) < max(1.0, 2 * median(usual))  # a machine that does much else answers no sooner without a change
    print(f"{len(serving.said)} answers, back in {min(back):.2f} to {max(back):.2f} s, else {median(usual):.2f} s")

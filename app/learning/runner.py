"""Learning runs while the service serves: begins them, watches them, and takes up what the gate passes.

A run is a process of its own with lower priority. What it says is kept in SQL; the one that watches it dying or being
ended ends it, too, and the next start goes on with it.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.learning.bounded import Bounded, most_memory
from app.learning.jobs import job_of
from app.wiring.learned import foundation_of
from app.wiring.services import Services
from core.errors import Conflict, NotFound, TrainingFailure, VermeilError
from core.settings import Settings, child_environment
from core.types import JsonObject
from feedback.data_sets import listed as data_sets
from training.fitting.recipe import as_mapping, read_recipe
from training.flips import apart
from training.learning import job as jobs
from training.learning.preparing import Prepared
from training.learning.recipe import Recipe, named
from training.pointer import SHIPPED
from training.runs import Runs, State

log = logging.getLogger(__name__)

RECIPE = "learn"
PROCESS = "training.learning.run"
MOST_TRIES = 3
"""Times that a run is begun: what broke off so often will again."""
ENDING_SECONDS = 30.0
_ROOT = Path(__file__).resolve().parents[2]


class Runner:
    """Of one data folder. `services` gives the service as it is by then."""

    def __init__(self, settings: Settings, services: Callable[[], Services]) -> None:
        self._folder = settings.data_folder() / "runs"
        self._services = services
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._cancelled = self._closing = False
        self._lock = threading.Lock()

    # --- from outside -------------------------------------------------------------------------------------------------

    def start(self, recipe: str = RECIPE, actor: str | None = None, changes: Sequence[str] = ()) -> int:
        """Begin a run by a recipe, with `changes` such as `fit.steps=10` made to it, and return its number.

        Raises `Conflict` while one goes on, `NotFound` and `BadInput` for the recipe, `BadInput` where there is too
        little to learn from, and `Missing` where the model cannot be taught, or the memory is short.
        """
        path = named(recipe)
        chosen = read_recipe(path, Recipe, changes)
        number = self._runs.begin(path.stem, as_mapping(chosen), actor)
        try:
            prepared = self._prepared(number, chosen, actor)
        except BaseException as error:
            said = f"{error.message} {error.remedy}" if isinstance(error, VermeilError) else "It could not be begun."
            self._end(number, "failed", error=said.strip())
            raise
        self._watch(number, chosen, prepared)
        return number

    def resume(self) -> None:
        """Go on with the run that was broken off, where there is one: with today's rows, or, where it has made its
        version, with that."""
        number = self._runs.going()
        if number is None:
            return
        made = self._services().stores.versions.of_run(number)
        try:
            recipe = TypeAdapter(Recipe).validate_python(self._runs.shown(number)["settings"])
            if made is not None:
                self._take_up(number, recipe, made)
            elif self._runs.begun_again(number) > MOST_TRIES:
                self._end(number, "failed", error=f"It was broken off {MOST_TRIES} times.")
            else:
                self._watch(number, recipe, self._prepared(number, recipe, None))
        except (VermeilError, ValueError) as error:
            self._end(number, "failed", error=getattr(error, "message", "Its recipe is of another version."))

    def cancel(self, number: int) -> None:
        """End a run; what it made is thrown away. Raises `NotFound`, and `Conflict` for one that has ended."""
        if self._runs.shown(number)["state"] != "running":
            raise Conflict(f"Run {number} has ended.", "There is nothing to cancel.")
        with self._lock:
            self._cancelled = True
            self._terminate()
        self.wait(ENDING_SECONDS)

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the run that goes on has ended."""
        if (thread := self._thread) is not None:
            thread.join(seconds)

    def close(self) -> None:
        """End the process; the next start goes on with the run."""
        with self._lock:
            self._closing = True
            self._terminate()
        self.wait(ENDING_SECONDS)

    def log_file(self, number: int) -> Path:
        """What a run wrote on its errors. Raises `NotFound`."""
        file = self._folder / f"{number}.log"
        if not file.is_file():
            raise NotFound(f"Run {number} has no log.", "It may never have begun.")
        return file

    # --- a run --------------------------------------------------------------------------------------------------------

    @property
    def _runs(self) -> Runs:
        return self._services().stores.runs

    def _prepared(self, number: int, recipe: Recipe, actor: str | None) -> Prepared:
        """Have the folder of a run ready. What lies in it of a try before is kept where nothing has changed since."""
        services, folder = self._services(), self._folder / str(number)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        before = (folder / jobs.JOB).read_bytes() if (folder / jobs.JOB).is_file() else b""
        sets_aside = partial(self._runs.sets_aside, number)
        job, prepared = job_of(services.settings, services.stores, recipe, folder, actor, sets_aside)
        self._runs.learns_from(number, prepared.data_set)
        jobs.write(job, folder)
        if before and before != (folder / jobs.JOB).read_bytes():
            shutil.rmtree(folder)
            return self._prepared(number, recipe, actor)
        return prepared

    def _watch(self, number: int, recipe: Recipe, prepared: Prepared) -> None:
        self._cancelled = False
        arguments = (number, recipe, prepared)
        self._thread = threading.Thread(target=self._go, args=arguments, name=f"run {number}", daemon=True)
        self._thread.start()

    def _go(self, number: int, recipe: Recipe, prepared: Prepared) -> None:
        try:
            said = self._followed(number)
            if self._closing:
                return
            if self._cancelled:
                self._end(number, "cancelled")
            elif said:
                self._end(number, "failed", error=said)
            else:
                self._finish(number, recipe, prepared)
        except VermeilError as error:
            self._end(number, "failed", error=f"{error.message} {error.remedy}".strip())
        except Exception:
            log.exception("run %d could not be ended", number)
            self._end(number, "failed", error="It could not be ended; the log of the server says more.")

    def _followed(self, number: int) -> str:
        """Run the process to its end and keep what it says; why it failed, empty where it did not."""
        folder, error = self._folder / str(number), ""
        settings = self._services().settings
        environment = child_environment(settings, "cache", "profile", "device") | {"OMP_WAIT_POLICY": "passive"}
        command = [sys.executable, "-m", PROCESS, str(folder)]
        with (self._folder / f"{number}.log").open("ab") as errors:
            with self._lock:
                if self._cancelled or self._closing:
                    return ""
                self._process = process = subprocess.Popen(
                    command, cwd=_ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
                    text=True,
                )  # fmt: skip
            bounded = Bounded(process, most_memory(settings.learn_memory))
            with process:
                assert process.stdout is not None
                for line in process.stdout:
                    said = _read(line)
                    error = str(said.get("error", error))
                    if "stage" in said:
                        self._runs.told(number, said)
        self._process = None
        error = bounded.exceeded or error
        if process.returncode and not error:
            error = f"Its process ended with {process.returncode}."
        return error

    def _finish(self, number: int, recipe: Recipe, prepared: Prepared) -> None:
        """Make a version of what came out, and end the run with it."""
        services, folder = self._services(), self._folder / str(number)
        report = json.loads((folder / jobs.REPORT).read_text(encoding="utf-8"))
        self._check_allowed(prepared)
        told, flips = apart(report)
        card: JsonObject = {
            "foundation": foundation_of(services.settings).to_json(), "run": number, "parent": prepared.incumbent,
            "recipe": as_mapping(recipe), "seed": recipe.fit.seed, "data_set": prepared.data_set,
            "data_sha256": prepared.digest, "data": prepared.card, "report": told,
        }  # fmt: skip
        versions = services.stores.versions
        versions.add(
            folder / jobs.ADAPTER, card, parent=prepared.incumbent, verdict=report["verdict"], run=number,
            votes=prepared.votes, flips=flips,
        )  # fmt: skip
        made = versions.of_run(number)
        assert made is not None
        self._take_up(number, recipe, made)

    def _take_up(self, number: int, recipe: Recipe, made: JsonObject) -> None:
        """End a run with its version, which is taken up where the gate passed it: once, so that what an admin went back
        from before the run could end stays as it is."""
        version, error = str(made["version"]), ""
        try:
            if made["verdict"] == "promote" and recipe.take_up and not made["aliases"]:
                if made["withdrawn"]:
                    raise _withdrawn()
                self._services().promote(version, None, measured_against=str(made["parent"] or SHIPPED))
        except VermeilError as failure:
            error = f"{version} was made, and could not be taken up: {failure.message} {failure.remedy}".strip()
        self._end(number, "done", version=version, verdict=made["verdict"], learned=self._learned(version), error=error)

    def _learned(self, version: str) -> bool | None:
        """Whether its run learned something, as its card says; None where that is not there any more."""
        with suppress(VermeilError):
            card: Any = self._services().stores.versions.shown(version)["card"]
            return bool(card["report"]["proof"]["learned"])
        return None

    def _check_allowed(self, prepared: Prepared) -> None:
        """Raises `TrainingFailure` where something that was learned from may not be used any more."""
        listed = data_sets(self._services().stores.database)["data_sets"]
        assert isinstance(listed, list)
        for row in listed:
            if row["number"] == prepared.data_set and row["withdrawn"]:
                raise _withdrawn()

    def _end(self, number: int, state: State, **came: Any) -> None:
        """Say what came of it; of its files only the log stays, in which nothing of what people said is."""
        shutil.rmtree(self._folder / str(number), ignore_errors=True)
        self._runs.end(number, state, **came)

    def _terminate(self) -> None:
        if self._process is not None:
            self._process.terminate()


def _withdrawn() -> TrainingFailure:
    return TrainingFailure("Feedback that it learned from was withdrawn meanwhile.", "Begin a run anew.")


def _read(line: str) -> dict[str, Any]:
    """A line of the process; what is none of ours (a library's) is nothing."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}

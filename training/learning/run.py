"""A learning run, in a process of its own: `python -m training.learning.run FOLDER`.

    replay → train → prove → evaluate → gate

Each step leaves its result in the folder, so that a run that was killed goes on with the step that it was in. What it
says of itself goes to its output, an object of JSON a line; it ends when whoever began it does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from core.errors import VermeilError
from core.files import atomic_write, translate_disk_full
from core.settings import limit_openmp_spin
from core.types import JsonObject
from training.gate import Decision, Slice, decide
from training.learning import engines, job, suite
from training.learning.job import ADAPTER, REPORT, Job
from training.learning.memory import check_memory
from training.learning.proof import Proof
from training.learning.slices import PLAIN_TEXT, Part, limit, parts

NICE = 10
"""Serving comes first."""
_EVERY = 0.5  # seconds between two words on how far a step is
_SHOWN = 12  # flips in a report, of each kind


def main(folder: Path) -> None:
    """Run what the folder says, or go on with it. Raises what its steps raise."""
    given = job.read(folder)
    import torch

    from training.fitting.device import best_precision

    if not torch.cuda.is_available():  # else it is the memory of the GPU that has to suffice
        check_memory(given.file, given.recipe.method, best_precision())
    run = Run(given, folder)
    with translate_disk_full("what the run found"):
        run.step("replay", "replay.json", run.replay)
        trained = run.step("train", "train.json", run.train)
        proof = run.step("prove", "proof.json", lambda: run.prove(trained))
        measured = {
            when: run.step(f"evaluate {when}", f"{when}.json", partial(run.evaluate, when))
            for when in ("before", "after")
        }
        run.step("gate", REPORT, lambda: run.gate(trained, proof, measured))


class Run:
    """The steps of a run, over its folder."""

    def __init__(self, given: Job, folder: Path) -> None:
        self.job, self.folder = given, folder
        self._told = 0.0

    def step(self, name: str, file: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What a step found: just now, or before the run was broken off."""
        result = self.folder / file
        if not result.is_file():
            say(stage=name)
            atomic_write(result, json.dumps(work(), ensure_ascii=False))
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return found

    # --- replay -----------------------------------------------------------------------------------------------------

    def replay(self) -> dict[str, Any]:
        """The answers of the model as it ships to questions of its kind."""
        asked = suite.to_replay(self.job.reader, self.job.recipe.replay)
        with engines.engine(self.job) as made:
            said = engines.answers(made, engines.SHIPPED, asked, self._tell("replay"))
        answered = [replace(one, answer=answer.strip()) for one, answer in zip(asked, said, strict=True)]
        return {"rows": job.rows_of([one for one in answered if one.answer])}

    # --- train ------------------------------------------------------------------------------------------------------

    def train(self) -> dict[str, Any]:
        """Fit the adapter by the method of the recipe."""
        from training.learning.teaching import teach  # it imports torch

        told = self._tell("train")
        return teach(self.job, self.folder, lambda step, steps, loss: told(step, steps, loss=loss))

    # --- prove ------------------------------------------------------------------------------------------------------

    def prove(self, trained: dict[str, Any]) -> dict[str, Any]:
        """Ask the engine that serves for the canary answers, without the adapter and with it."""
        from training.learning.teaching import canaries

        asked = canaries(self.job, self.folder)
        with engines.engine(self.job, self.folder / ADAPTER) as made:
            before, after = (
                engines.log_probabilities(made, name, asked) for name in (engines.SHIPPED, engines.CANDIDATE)
            )
        return asdict(Proof(trained["before"], trained["after"], before, after, trained.get("reward_spread")))

    # --- evaluate ---------------------------------------------------------------------------------------------------

    def evaluate(self, when: str) -> dict[str, Any]:
        """What the incumbent (`before`) or the candidate (`after`) says to every question of the gate, by slice, and
        how likely plain text is to it. A prompt that stands in several slices is asked once."""
        asked = {part.name: part.asked for part in parts(self.job, self.folder)}
        once = list({one.messages: one for some in asked.values() for one in some}.values())
        version, adapter = engines.incumbent(self.job), None
        if when == "after":
            version, adapter = engines.CANDIDATE, self.folder / ADAPTER
        with engines.engine(self.job, adapter) as made:
            told = engines.answers(made, version, once, self._tell(f"evaluate {when}"))
            likely = engines.log_probabilities(made, version, suite.plain_texts())
        said = dict(zip([one.messages for one in once], told, strict=True))
        return {name: [said[one.messages] for one in some] for name, some in asked.items()} | {PLAIN_TEXT: likely}

    # --- gate -------------------------------------------------------------------------------------------------------

    def gate(self, trained: dict[str, Any], proof: dict[str, Any], measured: dict[str, Any]) -> JsonObject:
        """The report: what was proved and measured, and the verdict."""
        proved, slices, flips = Proof(**proof), [], {}
        for part in parts(self.job, self.folder):
            before, after = (measured[when][part.name] for when in ("before", "after"))
            made = part.measured(before, after)
            slices.append(made)
            flips[part.name] = _flips(made, part, before, after)
        before, after = (measured[when][PLAIN_TEXT] for when in ("before", "after"))
        slices.append(Slice(PLAIN_TEXT, before, after, limit(self.job.recipe, PLAIN_TEXT)))
        decision = decide(proved.learned, slices[0], slices[1:])
        if proved.alike:
            decision = Decision("reject", ("All drawn answers were rewarded alike: nothing was learned.",))
        return {
            "verdict": decision.verdict, "why": list(decision.why), "proof": proved.to_json(),
            "slices": [one.to_json() for one in slices if one.before], "flips": flips,
            "training": {key: value for key, value in trained.items() if key not in ("before", "after")},
        }  # fmt: skip

    def _tell(self, stage: str) -> Callable[..., None]:
        """Says how far a step is, now and then, with the seconds that it may still take."""
        began = time.monotonic()

        def tell(done: int, of: int, loss: float | None = None) -> None:
            now = time.monotonic()
            if done == of or now - self._told > _EVERY:
                self._told = now
                left = (now - began) / done * (of - done)
                say(stage=stage, step=done, steps=of, loss=loss, seconds_left=round(left, 1))

        return tell


def _flips(made: Slice, part: Part, before: Sequence[str], after: Sequence[str]) -> JsonObject:
    """Answers that became better, and worse: the first few, with the vote that each is of, where it is of one."""
    told: dict[str, list[JsonObject]] = {"better": [], "worse": []}
    for number, (difference, one) in enumerate(zip(made.differences, part.asked, strict=True)):
        kind = "better" if difference > 0 else "worse"
        if difference and len(told[kind]) < _SHOWN:
            flip: JsonObject = {"vote": part.votes[number]} if part.votes else {}
            told[kind].append({
                **flip, "scores": [made.before[number], made.after[number]],
                "question": one.messages[-1].text.rpartition("\n\n")[2], "wanted": one.answer,
                "before": before[number], "after": after[number],
            })  # fmt: skip
    return {**told}


# --- the process --------------------------------------------------------------------------------------------------


def say(**values: Any) -> None:
    """A line for whoever began the run."""
    sys.stdout.write(json.dumps({"at": time.time(), **values}) + "\n")
    sys.stdout.flush()


def end_with_parent() -> None:
    """Ask this process to stop once nobody holds its input any more."""

    def wait() -> None:
        with suppress(OSError):
            while os.read(0, 4096):  # not through `sys.stdin`, whose lock would be held when the interpreter ends
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def command() -> int:
    """Run the folder that is named; what goes wrong is a line of its own."""
    os.nice(NICE)
    limit_openmp_spin()
    end_with_parent()
    try:
        main(Path(sys.argv[1]))
    except VermeilError as error:
        say(error=f"{error.message} {error.remedy}".strip())
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(command())

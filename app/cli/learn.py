"""`vermeil learn`: a version from today's approved feedback, followed to its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from app.wiring.data_folder import held_by, hold

if TYPE_CHECKING:
    from core.settings import Settings
    from core.types import JsonObject

_EVERY = 1.0  # seconds between two looks


def learn(settings: Settings, recipe: str, changes: list[str]) -> JsonObject:
    """Begin a run where the library is: on the server that holds the data folder, else here; what came of it."""
    if address := held_by(settings.data_folder()):
        from frontend.client.http import Client

        with Client(address, key=settings.api_key) as client:
            begun = client.runs.begin(recipe, changes)["run"]
            return followed(lambda: client.runs.shown(int(str(begun))), lambda: client.runs.cancel(int(str(begun))))
    from app.learning.runner import Runner
    from app.wiring.services import build

    with hold(settings.data_folder()):
        services = build(settings)
        runner = Runner(settings, lambda: services)
        try:
            runner.resume()
            number = services.stores.runs.going() or runner.start(recipe, None, changes)
            return followed(lambda: services.stores.runs.shown(number), lambda: runner.cancel(number))
        finally:
            runner.close()
            services.close()


def followed(look: Callable[[], JsonObject], cancel: Callable[[], object]) -> JsonObject:
    """Say how far a run is until it has ended. Ctrl-C cancels it."""
    said = ""
    try:
        while (run := look())["state"] == "running":
            if (now := told(run)) != said:
                typer.echo(said := now, err=True)
            time.sleep(_EVERY)
    except KeyboardInterrupt:
        cancel()
        raise
    return run


def told(run: JsonObject) -> str:
    """How far a run is, in a line."""
    values: dict[str, Any] = dict(run)
    line = f"run {values['run']}: {values['stage'] or 'preparing'}"
    if values["steps"]:
        line += f" {values['step']}/{values['steps']}"
    if values["loss"] is not None:
        line += f", loss {values['loss']:.3f}"
    return line


def ended(run: JsonObject) -> str:
    """What came of a run, and what it set aside."""
    return "\n".join([_came(run), *_set_aside(run)])


def _came(run: JsonObject) -> str:
    """What came of a run, in a sentence or two."""
    if run["state"] != "done":
        return f"Run {run['run']} {run['state']}. {run['error'] or ''}".strip()
    verdict = {"promote": "passed it", "reject": "rejected it", "abstain": "could not decide on it"}
    made = f"Run {run['run']} made version {run['version']}."
    said = f"{made} Learned: {'yes' if run['learned'] else 'no'}; the gate {verdict[str(run['verdict'])]}."
    return f"{said} {run['error']}" if run["error"] else f"{said} `vermeil versions show {run['version']}` says why."


def _set_aside(run: JsonObject) -> Iterator[str]:
    """What nothing was learned from though it was approved, by why; below it the questions that may be shown."""
    values: dict[str, Any] = dict(run)
    for why, count in values["set_aside"].items():
        yield f"{count} {'row' if count == 1 else 'rows'} set aside: {why}"
        yield from (f"  “{row['question']}”" for row in values["aside"] if row["reason"] == why)

"""`vermeil versions`: what was learned, and which of it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from app.cli.options import Json, settings, show
from core.types import JsonObject

if TYPE_CHECKING:
    from core.settings import Settings
    from training.registry import Registry
    from training.trials import Trials

versions = typer.Typer(help="What was learned from feedback, and which of it answers.", no_args_is_help=True)

Version = Annotated[str, typer.Argument(help="`v7`, its whole id, `current`, `previous`, or `base` as it ships.")]


@versions.command("list")
def list_versions(as_json: Json = False) -> None:
    """List the versions, the newest first, and last the model as it ships."""
    from app.cli.terminal import print_table

    with desk() as at:
        rows = at.listed()
    if as_json:
        show({"versions": rows})
        return
    print_table(("version", "serves", "gate", "made", "after"), [_cells(row) for row in rows])


@versions.command("show")
def show_version(version: Version) -> None:
    """Print one with its card as JSON: what it learned from, over what, and what the gate said."""
    with desk() as at:
        show(at.shown(version))


@versions.command()
def diff(
    one: Version, other: Annotated[str, typer.Argument(help="Another one, named likewise.")], as_json: Json = False
) -> None:
    """Print what tells two versions apart: how they were made, from what, and what the gate saw."""
    from app.cli.terminal import print_table

    with desk() as at:
        found = at.diff(one, other)
    if as_json:
        show(found)
        return
    votes, lines = found["votes"], found["differences"]
    assert isinstance(votes, dict)
    assert isinstance(lines, list)
    names = str(found["one"]), str(found["other"])
    print_table(("what", *names), [(str(row["what"]), _short(row["one"]), _short(row["other"])) for row in lines])
    typer.echo(f"Of the votes: {votes['both']} in both, {votes['one']} and {votes['other']} in one of them alone.")


@versions.command()
def promote(
    version: Version,
    override: Annotated[bool, typer.Option("--override", help="Also against the gate; the log says so.")] = False,
) -> None:
    """Answer with a version from the next question on; a running server follows at once."""
    with desk() as at:
        _say(at.promote(version, override=override))


@versions.command()
def rollback() -> None:
    """Answer with what served before."""
    with desk() as at:
        _say(at.rollback())


@versions.command()
def shadow(
    version: Version,
    questions: Annotated[int, typer.Option(min=1, max=500, help="At most so many of the last ones.")] = 40,
    as_json: Json = False,
) -> None:
    """Have recent questions answered by a version and by what serves, and print where they part; nobody is shown it."""
    from app.cli.trying import replayed, tell

    found = replayed(version, questions)
    show(found) if as_json else tell(found)


@versions.command()
def canary(
    version: Annotated[str, typer.Argument(help="`v7` or its whole id; none to print how the trial goes.")] = "",
    share: Annotated[float, typer.Option(help="Of the conversations that begin from now on: 0.01 to 0.5.")] = 0.1,
    off: Annotated[bool, typer.Option("--off", help="End the trial.")] = False,
    override: Annotated[bool, typer.Option("--override", help="Also against the gate; the log says so.")] = False,
) -> None:
    """Have a version answer a share of the conversations, beside what serves; without one, say how that goes."""
    with desk() as at:
        if off:
            at.end_trial()
        elif version:
            at.try_on(version, share, override=override)
        trial = at.overview()["canary"]
    if not trial:
        typer.echo("No version answers a share of conversations.")
        return
    typer.echo(f"{trial['version']} answers {trial['share']:.0%} of the conversations that begin.")
    for one in trial["votes"]:
        typer.echo(f"{one['version']}: {one['answers']} answers, {one['up']} votes up, {one['down']} down")


@versions.command()
def delete(version: Version) -> None:
    """Delete the files of a version that neither serves nor did just before; its id is not used again."""
    with desk() as at:
        at.delete(version)
    typer.echo(f"Deleted {version}.")


@versions.command()
def export(
    version: Version, out: Annotated[Path, typer.Option(help="The ZIP file; one of that name is replaced.")]
) -> None:
    """Write a version as one file, to be taken in elsewhere."""
    from core.files import atomic_write

    with desk() as at:
        atomic_write(out, at.export(version))
    typer.echo(str(out))


@versions.command("import")
def take_in(file: Annotated[Path, typer.Argument(help="A ZIP file that `vermeil versions export` wrote.")]) -> None:
    """Take in a version. It answers nobody before it is promoted, and no gate has seen it here."""
    from app.cli.terminal import checked

    with desk() as at:
        typer.echo(str(at.take_in(checked(file).read_bytes())["version"]))


def _cells(row: JsonObject) -> Sequence[str]:
    made, serves = row["made_at"], row["aliases"]
    assert isinstance(serves, list)
    when = datetime.fromtimestamp(float(str(made))).strftime("%Y-%m-%d %H:%M") if made else ""
    return str(row["version"]), ", ".join(map(str, serves)), str(row["verdict"] or ""), when, str(row["parent"] or "")


def _short(value: object) -> str:
    return "" if value is None else str(value)[:60]


def _say(pointer: JsonObject) -> None:
    current, previous = pointer["current"] or "base", pointer["previous"] or "base"
    typer.echo(f"{current} answers now; {previous} did before.")


# --- where they are -----------------------------------------------------------------------------------------------


class Desk(Protocol):
    """What can be done with versions, here or on the server that holds the data folder."""

    def listed(self) -> Sequence[JsonObject]: ...
    def overview(self) -> dict[str, Any]: ...
    def try_on(self, version: str, share: float, *, override: bool = False) -> None: ...
    def end_trial(self) -> None: ...
    def shown(self, version: str) -> JsonObject: ...
    def diff(self, one: str, other: str) -> JsonObject: ...
    def promote(self, version: str, *, override: bool = False) -> JsonObject: ...
    def rollback(self) -> JsonObject: ...
    def delete(self, version: str) -> None: ...
    def export(self, version: str) -> bytes: ...
    def take_in(self, data: bytes) -> JsonObject: ...


@contextmanager
def desk() -> Iterator[Desk]:
    """Over HTTP where a server holds the data folder, else on the folder itself."""
    from app.wiring.data_folder import held_by, hold

    chosen = settings()
    if address := held_by(chosen.data_folder()):
        from frontend.client.http import Client

        with Client(address, key=chosen.api_key) as client:
            yield client.versions
        return
    from app.wiring.stores import open_stores

    with hold(chosen.data_folder()):
        stores = open_stores(chosen)
        try:
            yield _Here(chosen, stores.versions, stores.trials)
        finally:
            stores.close()


class _Here:
    """On the folder itself: what is promoted answers once a server is started."""

    def __init__(self, chosen: Settings, registry: Registry, trials: Trials) -> None:
        self._chosen, self._registry, self._trials = chosen, registry, trials

    def listed(self) -> Sequence[JsonObject]:
        return self._registry.listed()

    def overview(self) -> dict[str, Any]:
        return {"versions": self._trials.listed(), "canary": self._trials.shown()}

    def try_on(self, version: str, share: float, *, override: bool = False) -> None:
        self._check_fits(version)
        self._trials.begin(version, share, None, override=override)

    def end_trial(self) -> None:
        self._trials.end(None)

    def shown(self, version: str) -> JsonObject:
        return self._registry.shown(version)

    def diff(self, one: str, other: str) -> JsonObject:
        return self._registry.diff(one, other)

    def promote(self, version: str, *, override: bool = False) -> JsonObject:
        self._check_fits(version)
        return self._registry.promote(version, None, override=override).to_json()

    def _check_fits(self, version: str) -> None:
        from app.wiring.learned import foundation_of

        if identifier := self._registry.named(version):
            self._registry.adapter(identifier, foundation_of(self._chosen))

    def rollback(self) -> JsonObject:
        return self._registry.rollback(None).to_json()

    def delete(self, version: str) -> None:
        self._registry.delete(version, None)

    def export(self, version: str) -> bytes:
        from training.exchange import exported

        return exported(self._registry, version)

    def take_in(self, data: bytes) -> JsonObject:
        from app.wiring.versions import take_in

        return self._registry.shown(take_in(self._chosen, self._registry, data))

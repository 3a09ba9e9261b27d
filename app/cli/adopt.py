"""`vermeil adopt`: make a data folder and a database a pair that were refused as strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from app.wiring.data_folder import hold
from app.wiring.stores import vector_store
from core.settings import Settings

if TYPE_CHECKING:
    from memory import belonging


def adopt(settings: Settings, *, ask: bool = True) -> None:
    """Say what will come of it, ask, and do it. What the two belonged to before is refused from then on."""
    from memory import belonging
    from memory.index import Index

    folder, url = settings.data_folder(), settings.database_url
    with hold(folder):
        pair = belonging.look(folder, url)
        if pair.agreed:
            typer.echo("The data folder and its database belong together already.")
            return
        typer.echo(prospect(pair, settings.quarantine_days))
        if ask:
            typer.confirm("Make them a pair?", abort=True)
        database = belonging.adopt(folder, url)
        try:
            index = Index(database, vector_store(settings, database))
            index.rebuild()  # what is there may be of another database, and count the same
            index.close()
        finally:
            database.close()
    typer.echo("They belong together now.")


def prospect(pair: belonging.Pair, days: int) -> str:
    """What there is on both sides, and what becomes of it."""
    found = f"the database names {pair.named} of them" if pair.exists else "an empty database will be made"
    lines = [f"The data folder holds {pair.files} files of documents; {found}."]
    if pair.unnamed:
        lines.append(
            f"The other {pair.unnamed} will be set aside, and deleted after {days} days unless a document names them."
        )
    if pair.absent:
        lines.append(f"The files of {pair.absent} documents are not in the folder: only their text can be searched.")
    return "\n".join(lines)

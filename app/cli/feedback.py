"""`vermeil feedback`: what of people's feedback may be learned, as files for a trainer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.settings import Settings
from core.types import ExportKind

feedback = typer.Typer(help="What people said of the answers, for training.", no_args_is_help=True)


@feedback.callback()
def group() -> None:
    """A group of commands, though there is one yet."""


@feedback.command()
def export(
    kind: Annotated[ExportKind, typer.Option(help="Answers to imitate, good and bad ones, or pairs.")],
    out: Annotated[Path, typer.Option(help="Folder for the data set, its card and a table; files in it are replaced.")],
    cap: Annotated[float, typer.Option(help="Share of the rows that one person's may be.", min=0.01, max=1.0)] = 0.2,
) -> None:
    """Write what was approved, of people who allow it, in TRL's conversational format."""
    from app.cli.options import settings

    files = collected(settings(), kind, cap)
    out.mkdir(parents=True, exist_ok=True)
    for name in ("data.jsonl", "pictures.jsonl"):
        (out / name).unlink(missing_ok=True)  # of a data set before
    for name, data in files.items():
        (out / name).write_bytes(data)
        typer.echo(str(out / name))


def collected(settings: Settings, kind: ExportKind, cap: float) -> dict[str, bytes]:
    """The files by name, from the server that holds the data folder where one does.

    Raises `Forbidden` there where VERMEIL_API_KEY is not an admin's.
    """
    from app.wiring.data_folder import held_by, hold

    address = held_by(settings.data_folder())
    if address:
        return _asked(settings, address, kind, cap)
    from app.wiring.stores import open_stores
    from feedback.export_files import exported

    with hold(settings.data_folder()):
        stores = open_stores(settings)
        try:
            return exported(stores.database, None, kind, cap)
        finally:
            stores.close()


def _asked(settings: Settings, address: str, kind: ExportKind, cap: float) -> dict[str, bytes]:
    import io
    import zipfile

    from frontend.client.http import Client

    with Client(address, key=settings.api_key) as client:
        archive = zipfile.ZipFile(io.BytesIO(client.feedback.export(kind, cap)))
    return {Path(name).name: archive.read(name) for name in archive.namelist()}

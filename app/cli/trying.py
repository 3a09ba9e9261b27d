"""Recent questions answered by a version in the shadow, for the command line."""

from __future__ import annotations

import typer

from app.cli.options import settings
from core.types import JsonObject


def replayed(version: str, questions: int) -> JsonObject:
    """What came of it: asked of the server that holds the data folder, else of a service of our own."""
    from app.wiring.data_folder import held_by, hold

    chosen = settings()
    if address := held_by(chosen.data_folder()):
        from frontend.client.http import Client

        with Client(address, key=chosen.api_key) as client:
            return client.versions.shadow(version, questions)
    from app.evaluation.measure import show_progress
    from app.evaluation.shadow import shadow
    from app.wiring.services import build

    with hold(chosen.data_folder()):
        services = build(chosen)
        try:
            return shadow(services, version, questions, show_progress("Asking"))
        finally:
            services.close()


def tell(found: JsonObject) -> None:
    """Print where the answers part, and how many do not."""
    results = found["results"]
    assert isinstance(results, list)
    for one in results:
        if one["came"] != "same":
            typer.echo(f"{one['question']}  ({one['came']})\n  {found['beside']}: {one['before']}")
            typer.echo(f"  {found['version']}: {one['after']}")
    typer.echo(
        f"Of {found['questions']} questions {found['same']} are answered the same and {found['different']} otherwise; "
        f"{found['refused']} are refused that were answered, {found['answered']} answered that were refused, and "
        f"{found['failed']} failed. An answer took {float(str(found['seconds'])):+.2f} s."
    )

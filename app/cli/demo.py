"""`vermeil demo`: a tour of the main path on the sample files, in a library of its own that is thrown away after it."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import typer

from app.cli import terminal
from app.cli.session import LocalSession, open_session
from app.samples import FOLDER, SAMPLES
from core.errors import Missing
from core.settings import Settings


def tour(settings: Settings) -> None:
    """Add the samples, then ask by text, by picture and by voice."""
    if not FOLDER.is_dir():
        raise Missing("The sample files are not here.", "Run the tour from a clone of the repository.")
    with tempfile.TemporaryDirectory(prefix="vermeil-demo-") as folder:
        own = settings.model_copy(update={"data": Path(folder), "database_url": ""})
        began = time.perf_counter()
        with open_session(own) as session:
            assert isinstance(session, LocalSession)  # nobody else can hold a folder that was made just now
            typer.secho(f"The models were ready after {time.perf_counter() - began:.1f} s.", dim=True)
            visit(session)


def visit(session: LocalSession) -> None:
    stop("Three files are handed over: a document, a picture, a recording")
    terminal.add_files(session, [sample.file for sample in SAMPLES], as_json=False)
    stop("A question by text")
    ask(session, "When was Harbour House built?")
    stop("A question about something that was only ever spoken")
    ask(session, "What day is the boiler inspection?")
    stop("A question by voice (docs/samples/question.ogg)")
    ask(session, "", audio=(FOLDER / "question.ogg").read_bytes())
    stop("A question by picture (docs/samples/cat.jpg)")
    ask(session, "What is this?", picture=(FOLDER / "cat.jpg").read_bytes())
    stop("A question that nothing here answers")
    ask(session, "Who won the football world cup in 1986?")
    stop("A question about a whole document")
    ask(session, "Summarise handbook.pdf")


def ask(session: LocalSession, text: str, picture: bytes | None = None, audio: bytes | None = None) -> None:
    if text:
        typer.secho(f"> {text}", bold=True)
    terminal.follow(session.ask(text, "auto", picture, audio, None), quiet=False)


def stop(title: str) -> None:
    typer.secho(f"\n── {title}", fg="cyan")

"""The command line. `--help` answers at once: what a command needs is imported inside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import options
from app.cli.evaluate import evaluate
from app.cli.feedback import feedback
from app.cli.options import Json, settings, show
from app.cli.train import train
from app.cli.versions import versions
from core.errors import VermeilError
from core.sandbox.limits import refuse_inspection

if TYPE_CHECKING:
    from app.cli.session import Session

app = typer.Typer(
    help="Vermeil answers from your documents, pictures and recordings, and shows where from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(evaluate, name="eval")
app.add_typer(train, name="train")
app.add_typer(feedback, name="feedback")
app.add_typer(versions, name="versions")


@app.callback()
def before(
    data: Annotated[Path | None, typer.Option(help="Folder where state lives (VERMEIL_DATA).")] = None,
    profile: Annotated[str | None, typer.Option(help="See VERMEIL_PROFILE in `vermeil settings`.")] = None,
) -> None:
    options.choose(data=data, profile=profile)


def main() -> None:
    """Run a command; what goes wrong is one sentence on the terminal, and exit code 2."""
    refuse_inspection()  # the settings may hold keys
    try:
        app()
    except VermeilError as error:
        typer.echo(f"{error.message} {error.remedy}".strip(), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


@contextmanager
def session() -> Iterator[Session]:
    """The library, over HTTP where a server holds the data folder, until the block ends."""
    from app.cli.session import open_session

    with open_session(settings()) as opened:
        yield opened


# --- serving ------------------------------------------------------------------------------------------------------


@app.command()
def up(
    web: Annotated[bool, typer.Option(help="Serve the web page, too.")] = True,
    port: Annotated[int | None, typer.Option(help="Port of the page and of the API.")] = None,
) -> None:
    """Serve the web page and the API, until Ctrl-C."""
    from app.cli.up import run

    options.choose(port=port)
    run(settings(), web=web)


# --- asking -------------------------------------------------------------------------------------------------------


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question; may be left out with --audio or --image.")] = "",
    image: Annotated[Path | None, typer.Option(help="A picture that the question is about.")] = None,
    audio: Annotated[Path | None, typer.Option(help="A recording of the question.")] = None,
    speak: Annotated[Path | None, typer.Option(help="Write the answer, spoken, to this WAV file.")] = None,
    library: Annotated[str, typer.Option(help="`auto`, `only` or `off`.")] = "auto",
    conversation: Annotated[str | None, typer.Option(help="Go on in this conversation.")] = None,
    as_json: Json = False,
) -> None:
    """Ask a question, by text, picture or voice."""
    from app.cli import terminal

    picture, recording = read(image), read(audio)
    with session() as opened:
        events = opened.ask(question, terminal.library_mode(library), picture, recording, conversation)
        answer = terminal.follow(events, quiet=as_json)
        if speak is not None:
            opened.speak(answer.answer, speak)
    if as_json:
        show(answer.to_json())


def read(path: Path | None) -> bytes | None:
    """The bytes of a file that was named on the command line; None where none was."""
    from app.cli.terminal import checked

    return checked(path).read_bytes() if path is not None else None


@app.command()
def search(query: str, limit: Annotated[int, typer.Option(min=1, max=100)] = 5, as_json: Json = False) -> None:
    """Find passages without asking a model."""
    from app.cli import terminal

    with session() as opened:
        found = opened.search(query, limit)
    show([passage.to_json() for passage in found]) if as_json else terminal.print_passages(found)


@app.command()
def transcribe(
    file: Path,
    language: Annotated[str | None, typer.Option(help="Language code, or `auto`.")] = None,
    as_json: Json = False,
) -> None:
    """Write down what is said in a recording."""
    from app.cli import terminal

    with session() as opened:
        heard = opened.transcribe(terminal.checked(file), language)
    show(heard) if as_json else terminal.print_transcript(heard)


# --- learning -----------------------------------------------------------------------------------------------------


@app.command()
def learn(
    recipe: Annotated[str, typer.Option(help="A YAML file, or the name of a shipped recipe.")] = "learn",
    changes: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Changes of the recipe: fit.steps=100.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Learn a version from the feedback that is approved today, measure it, and take it up where the gate passes it."""
    from app.cli.learn import ended
    from app.cli.learn import learn as run

    made = run(settings(), recipe, changes or [])
    show(made) if as_json else typer.echo(ended(made))
    if made["state"] != "done":
        raise typer.Exit(2)


# --- the library --------------------------------------------------------------------------------------------------


@app.command()
def add(paths: list[Path], as_json: Json = False) -> None:
    """Hand over files; folders with all that is in them. Stopped half-way, the same command goes on."""
    from app.cli import terminal

    with session() as opened:
        failed = terminal.add_files(opened, paths, as_json)
    if failed:
        raise typer.Exit(2)


@app.command()
def documents(as_json: Json = False) -> None:
    """List what the library holds."""
    from app.cli import terminal

    with session() as opened:
        listed = opened.documents()
    show([document.to_json() for document in listed]) if as_json else terminal.print_documents(listed)


@app.command()
def remove(document: Annotated[list[str], typer.Argument(help="Ids, as `vermeil documents` lists them.")]) -> None:
    """Take documents out of the library, with all that was derived from them."""
    with session() as opened:
        for one in document:
            opened.remove(one)
            typer.echo(f"Removed {one}.")


# --- looking after it ---------------------------------------------------------------------------------------------


@app.command()
def models(
    prepare: Annotated[bool, typer.Option(help="Convert what this machine needs converted.")] = False,
    quiet: Annotated[bool, typer.Option(help="Say only what goes wrong.")] = False,
    as_json: Json = False,
) -> None:
    """List each model: where it comes from, its licence, whether it is here and unaltered."""
    from app.cli import terminal
    from core.profiles import PROFILES
    from core.weights.locate import converted, inventory, locate, trained_files
    from core.weights.manifest import CONVERSIONS

    if prepare:
        wanted = {model for profile in PROFILES.values() if profile.installed for model in profile.models}
        for name, made in CONVERSIONS.items():
            if made.origin in wanted and (not made.trained or made.trained in trained_files()):
                converted(name)  # `make weights` begins without those that we train
        locate("whisper-base")
    if not quiet:
        listed = inventory()
        show(listed) if as_json else terminal.print_models(listed)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check everything that Vermeil stands on, and say how to mend what is broken."""
    from app.cli import terminal
    from app.cli.doctor import examine

    findings = examine(settings())
    show([finding.to_json() for finding in findings]) if as_json else terminal.print_findings(findings)
    if any(not finding.good for finding in findings):
        raise typer.Exit(2)


@app.command()
def adopt(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Make the data folder and the database a pair, where Vermeil refuses them because they are strangers."""
    from app.cli.adopt import adopt as run

    run(settings(), ask=not yes)


@app.command("reset-password")
def reset_password(name: Annotated[str, typer.Argument(help="The name of a person with an account.")]) -> None:
    """Print a link by which somebody sets a new password, while Vermeil does not run."""
    from app.cli.people import reset_link

    typer.echo(f"{reset_link(settings(), name)}   (works once, for a day)")


@app.command("settings")
def list_settings() -> None:
    """List every setting with its value, its environment variable and what it does."""
    from app.cli import terminal

    terminal.print_settings(settings())


@app.command()
def demo() -> None:
    """A tour on sample files: a document, a picture and a recording; asked by text, picture and voice."""
    from app.cli.demo import tour

    tour(settings())


if __name__ == "__main__":
    main()

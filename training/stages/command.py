"""A stage as a program: `python -m training.STAGE --recipe R --out F [key=value ...]`, or under `accelerate launch`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core.errors import VermeilError


def run(main: Callable[[Path, Path, Sequence[str]], object]) -> None:
    """Read the arguments, run the stage; an error is one sentence and exit code 2, an interruption exit code 130."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recipe", type=Path, required=True, help="a YAML file, or the name of one that ships")
    parser.add_argument("--out", type=Path, required=True, help="folder for the log, the checkpoint and the product")
    parser.add_argument("changes", nargs="*", help="changes of the recipe, such as fit.steps=100")
    arguments = parser.parse_args()
    try:
        main(arguments.recipe, arguments.out, arguments.changes)
    except VermeilError as error:
        print(f"{error.message} {error.remedy}".strip(), file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except KeyboardInterrupt:
        print("Stopped; the same command continues from the checkpoint.", file=sys.stderr)  # noqa: T201
        sys.exit(130)

"""A stage as a program: what it says and what it exits with."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.errors import BadInput
from training.stages.command import run


def test_it_gets_what_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[Path, Path, list[str]]] = []
    monkeypatch.setattr(sys, "argv", ["sft", "--recipe", "reader", "--out", "build/x", "fit.steps=3"])
    run(lambda recipe, out, changes: given.append((recipe, out, list(changes))))
    assert given == [(Path("reader"), Path("build/x"), ["fit.steps=3"])]


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BadInput("The recipe is wrong.", "Mend it."), 2, "The recipe is wrong. Mend it."),
        (KeyboardInterrupt(), 130, "Stopped; the same command continues from the checkpoint."),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_a_code(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(recipe: Path, out: Path, changes: Sequence[str]) -> None:
        raise error

    monkeypatch.setattr(sys, "argv", ["sft", "--recipe", "reader", "--out", "build/x"])
    with pytest.raises(SystemExit) as ended:
        run(fail)
    assert ended.value.code == code
    assert capsys.readouterr().err.splitlines() == [said]

"""A disk that fills up at any point of a run: one sentence, nothing half-written, and the same command goes on."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tiny_stage import TinyStage, run

from core.errors import OutOfSpace
from training.fitting.loop import Report


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def fills_at(number: int, whole: Callable[..., Any]) -> Callable[..., Any]:
    """The function as it is, and from its call `number` on one that finds the disk full."""
    calls = 0

    def call(*arguments: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        return whole(*arguments, **more) if calls < number else full()

    return call


def sketch(log: Sequence[Mapping[str, Any]], target: Path) -> None:
    """In place of the picture of the losses, which takes longer to draw than all else in a run."""
    target.write_bytes(f"{len(log)} lines".encode())


@pytest.fixture(autouse=True)
def sketched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.fitting.plots.losses", sketch)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, bytes]:
    """What a run comes to that always has room, and its product."""
    folder = tmp_path_factory.mktemp("reference")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("training.fitting.plots.losses", sketch)
        return run(TinyStage(), folder), (folder / "product" / "weights.json").read_bytes()


@pytest.mark.parametrize("call", [1, 2, 4, 7])
@pytest.mark.parametrize(
    "what", ["safetensors.torch.save_file", "training.fitting.plots.losses", "pathlib.Path.write_text", "os.fsync"]
)
def test_the_run_says_so_and_goes_on_when_there_is_room(
    tmp_path: Path, what: str, call: int, monkeypatch: pytest.MonkeyPatch, reference: tuple[Report, bytes]
) -> None:
    with monkeypatch.context() as patched:
        module, _, function = what.rpartition(".")
        owner: Any = Path if module == "pathlib.Path" else __import__(module, fromlist=[function])
        patched.setattr(owner, function, fills_at(call, getattr(owner, function)))
        with suppress(OutOfSpace):  # no other error; a call that never came fails nothing
            run(TinyStage(), tmp_path / "run")
    assert not list((tmp_path / "run").glob("*.new"))
    again = run(TinyStage(), tmp_path / "run")
    assert again.steps == 12
    assert (again.best, (tmp_path / "run" / "product" / "weights.json").read_bytes()) == (
        reference[0].best,
        reference[1],
    )


def test_the_sentence_names_what_there_was_no_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.fitting.plots.losses", full)
    with pytest.raises(OutOfSpace, match="no room for the log"):
        run(TinyStage(), tmp_path)


def test_a_product_that_finds_no_room_leaves_the_one_before(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path)
    before = (tmp_path / "product" / "weights.json").read_bytes()

    class Full(TinyStage):
        def export(self, folder: Path) -> None:
            (folder / "weights.json").write_text("half")
            full()

    with pytest.raises(OutOfSpace, match="the product"):
        run(Full(), tmp_path)
    assert (tmp_path / "product" / "weights.json").read_bytes() == before
    assert not (tmp_path / "product.new").exists()

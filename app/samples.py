"""The sample files of a clone, with a question that each of them answers: for the tour and for a first look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file and what can be asked of it."""

    file: Path
    question: str


SAMPLES = (
    Sample(FOLDER / "handbook.pdf", "When was Harbour House built?"),
    Sample(FOLDER / "memo.ogg", "What day is the boiler inspection?"),
    Sample(FOLDER / "cat.jpg", "Do I have a picture of a cat?"),
)


def samples() -> tuple[Sample, ...]:
    """Those that are here; an installation without the repository has none."""
    return tuple(sample for sample in SAMPLES if sample.file.is_file())

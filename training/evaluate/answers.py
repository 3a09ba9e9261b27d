"""Captions of pictures, and answers to questions on pictures, against what is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import BadInput
from core.types import FloatArray
from training.data.captions import Captioned
from training.data.instructions import BRIEFLY
from training.data.jsonlines import Json, read_lines
from training.data.progress import Progress
from training.evaluate import metrics, vqa
from training.evaluate.clipscore import clip_score, reference_clip_score
from training.evaluate.intervals import Measured, mean
from training.evaluate.results import Figure, Item, Result

DESCRIBE = "Describe the picture."
CAPTION_METRICS = ("cider", "bleu", "rouge1", "rougeL")
ANSWER_METRICS = ("exact_match", "f1")

Say = Callable[[Path, str], str]
"""What the model under test says of a picture when it is asked something."""


@dataclass(frozen=True, slots=True)
class PictureQuestion:
    """A question on a picture, the answers of the people asked, and what kind of question it is."""

    picture: Path
    question: str
    answers: tuple[str, ...]
    kind: str

    @property
    def key(self) -> tuple[str, str]:
        """What a prediction is found by: the picture's name and the question."""
        return self.picture.name, self.question


@dataclass(frozen=True)
class Vectors:
    """Encoders of the shared space: pictures by file and texts, both to unit vectors (items, dimension)."""

    pictures: Callable[[Sequence[Path]], FloatArray]
    texts: Callable[[Sequence[str]], FloatArray]


# --- captions -----------------------------------------------------------------------------------------------------


def captions(rows: Sequence[Captioned], said: Sequence[str], vectors: Vectors | None = None) -> Result:
    """CIDEr-D, BLEU and ROUGE of one caption a picture, and CLIPScore where there are encoders."""
    wanted = [row.captions for row in rows]
    figures: dict[str, Figure] = {**metrics.score(CAPTION_METRICS, said, wanted)}
    if vectors is not None:
        pictures, ours = vectors.pictures([row.picture for row in rows]), vectors.texts(said)
        theirs = vectors.texts([text for several in wanted for text in several])
        ends = np.cumsum([len(several) for several in wanted])[:-1]
        figures["clip_score"] = clip_score(pictures, ours)
        figures["reference_clip_score"] = reference_clip_score(pictures, ours, np.split(theirs, ends))
    scores = _each(figures["cider"])
    examples = [Item("", s, r.captions, score, r.picture) for r, s, score in zip(rows, said, scores, strict=True)]
    lines = [{"file": row.picture.name, "caption": text} for row, text in zip(rows, said, strict=True)]
    return Result(f"Captions of {len(rows)} pictures", figures, _by([r.group for r in rows], scores), examples, lines)


def describe(rows: Sequence[Captioned], say: Say, progress: Progress | None = None) -> list[str]:
    """Ask for a caption of each picture."""
    return _ask([(row.picture, DESCRIBE) for row in rows], say, progress)


# --- questions ----------------------------------------------------------------------------------------------------


def questions(rows: Sequence[PictureQuestion], said: Sequence[str]) -> Result:
    """VQA accuracy over all and by kind of question, exact match and F1."""
    wanted = [row.answers for row in rows]
    right = vqa.accuracy(said, wanted)
    figures: dict[str, Figure] = {"vqa_accuracy": right, **metrics.score(ANSWER_METRICS, said, wanted)}
    examples = [
        Item(row.question, text, row.answers, score, row.picture)
        for row, text, score in zip(rows, said, _each(right), strict=True)
    ]
    lines = [
        {"file": row.picture.name, "question": row.question, "answer": text}
        for row, text in zip(rows, said, strict=True)
    ]
    groups = _by([row.kind for row in rows], _each(right))
    return Result(f"Answers to {len(rows)} questions on pictures", figures, groups, examples, lines)


def answer(
    rows: Sequence[PictureQuestion], say: Say, progress: Progress | None = None, *, swapped: bool = False
) -> list[str]:
    """Ask each question, for an answer in a word or phrase; `swapped`: of the picture that another one is about.

    What is right of a swapped picture was guessed from the words. Raises `BadInput` where there is but one picture.
    """
    shown = {picture: picture for picture in dict.fromkeys(row.picture for row in rows)}
    if swapped:
        if len(shown) == 1:
            raise BadInput("There is only one picture, and none to swap it for.", "Give questions on several.")
        pictures = list(shown)
        shown = dict(zip(pictures, [*pictures[1:], pictures[0]], strict=True))
    return _ask([(shown[row.picture], f"{row.question}\n{BRIEFLY}") for row in rows], say, progress)


def read_questions(file: Path, limit: int | None = None) -> list[PictureQuestion]:
    """Lines of `file` (beside the list), `question`, `answers` or `answer`, and perhaps `kind`.

    Raises `NotFound`, or `BadInput` with the number of the line at fault.
    """
    found = []
    for line in read_lines(file, limit=limit):
        answers = line.texts("answers") if "answers" in line.values else (line.text("answer"),)
        picture = file.parent / line.text("file")
        if not picture.is_file():
            raise line.fault("names a picture that is not there", "Check the folder.")
        found.append(PictureQuestion(picture, line.text("question"), answers, line.text("kind", "all")))
    return found


# --- predictions --------------------------------------------------------------------------------------------------


def read_captions_said(file: Path, rows: Sequence[Captioned]) -> list[str]:
    """The prediction of each picture from lines of `file` and `caption`. Raises `BadInput` where one has none."""
    said: dict[tuple[str, ...], Json] = {(line.text("file"),): line.values.get("caption") for line in read_lines(file)}
    return _predicted(file, said, [(row.picture.name,) for row in rows])


def read_answers_said(file: Path, rows: Sequence[PictureQuestion]) -> list[str]:
    """The prediction of each question from lines of `file`, `question` and `answer`."""
    said: dict[tuple[str, ...], Json] = {}
    for line in read_lines(file):
        said[line.text("file"), line.text("question")] = line.values.get("answer")
    return _predicted(file, said, [row.key for row in rows])


def _predicted(file: Path, said: Mapping[tuple[str, ...], Json], keys: Sequence[tuple[str, ...]]) -> list[str]:
    found = [said.get(key) for key in keys]
    without = [key for key, text in zip(keys, found, strict=True) if not isinstance(text, str)]
    if without:
        first = ", ".join(without[0])
        raise BadInput(
            f"{file.name} has no prediction for {len(without)} of {len(keys)} items, the first of them {first}.",
            "Give one line for each.",
        )
    return [text for text in found if isinstance(text, str)]


def _ask(asked: Sequence[tuple[Path, str]], say: Say, progress: Progress | None) -> list[str]:
    said = []
    for done, (picture, text) in enumerate(asked, 1):
        said.append(say(picture, text))
        if progress:
            progress(done, len(asked))
    return said


def _each(figure: Figure) -> list[float]:
    """The items' own values of a mean."""
    return [float(value) for value in figure.parts[:, 0]] if isinstance(figure, Measured) else []


def _by(groups: Sequence[str], scores: Sequence[float]) -> dict[str, Measured]:
    """Means by group, where there is more than one."""
    found: dict[str, list[float]] = defaultdict(list)
    for group, score in zip(groups, scores, strict=True):
        found[group].append(score)
    return {group: mean(values) for group, values in sorted(found.items())} if len(found) > 1 else {}

"""Questions of many kinds over libraries of many formats: answered rightly, wrongly, or refused.

A line of `questions.jsonl` is a JSON object: `library` (a folder of `files/`), `kind`, `question`, and what is right:

- `answers`: texts, one of which the answer contains;
- `all`: lists of texts, of each of which it contains one;
- `not`: texts that it does not contain;
- `absent`: true where the library does not say, and a refusal is right;
- `after`: questions that are asked before it in the same conversation;
- `split`: `tuned` where constants were chosen with it in sight, else `held-out`.

Texts are compared without case, white space and punctuation at their ends. This module knows nothing of the service.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.types import CITATION_MARK
from core.words import PAIRED, TRIPLED, UNSPACED
from training.data.jsonlines import Json, Line, read_lines
from training.data.progress import Progress
from training.evaluate.grounded import AnswerLike
from training.evaluate.intervals import Measured, mean
from training.evaluate.results import Figure, Item, Result

_UNSPACED = PAIRED + TRIPLED
_SHORT = 3  # letters: "no" is not in "nothing"
Verdict = Literal["right", "wrong", "refused"]


@dataclass(frozen=True, slots=True)
class KindQuestion:
    """A question, the library that it is asked of, and what makes an answer right."""

    library: str
    kind: str
    question: str
    groups: tuple[tuple[str, ...], ...]  # of each, one text has to be there
    forbidden: tuple[str, ...] = ()
    absent: bool = False
    after: tuple[str, ...] = ()
    split: str = "held-out"

    def judge(self, answer: str, refused: bool) -> Verdict:
        """What became of it. A refusal is right of what is absent; so is an answer that says what was expected."""
        said = plain_text(answer)
        holds = all(any(is_in(text, said) for text in group) for group in self.groups)
        if refused:
            return "right" if self.absent else "refused"
        if (self.absent and not self.groups) or any(is_in(text, said) for text in self.forbidden):
            return "wrong"
        return "right" if holds else "wrong"


Asked = Callable[[KindQuestion], AnswerLike]


def plain_text(text: str) -> str:
    """Text as it is compared: compatible forms, lower case, no marks, single spaces, no punctuation at words' ends."""
    bare = CITATION_MARK.sub(" ", unicodedata.normalize("NFKC", text)).casefold()
    bare = re.sub(r"[“”„\"'’‘*_`|()\[\]]|(?<=\W)[.,;:!?]|[.,;:!?](?=\W|$)", " ", bare)
    return " ".join(bare.split())


def is_in(text: str, said: str) -> bool:
    """Whether a text begins a word of a plain text; a short one, and one that ends in a figure, ends one as well.

    In scripts without spaces it may stand anywhere, and a figure right beside them ("800円").
    """
    wanted = plain_text(text)
    if UNSPACED.search(wanted):
        return wanted in said
    end = rf"(?![^\W{_UNSPACED}])" if len(wanted) <= _SHORT or wanted[-1:].isdigit() else ""
    return re.search(rf"(?<![^\W_{_UNSPACED}]){re.escape(wanted)}{end}", said) is not None


def read_kinds(folder: Path, split: str | None = None) -> list[KindQuestion]:
    """The questions of a folder, of one split where it is named.

    Raises `NotFound`, or `BadInput` with the number of the line at fault.
    """
    lines = read_lines(folder / "questions.jsonl", "Name a folder with questions.jsonl and files/.")
    questions = [_question(line) for line in lines]
    return [question for question in questions if split in (None, question.split)]


def _question(line: Line) -> KindQuestion:
    absent = line.values.get("absent") is True
    answers = line.texts("answers") if line.values.get("answers") or not (absent or line.values.get("all")) else ()
    groups = line.values.get("all")
    return KindQuestion(
        line.text("library"), line.text("kind"), line.text("question"),
        (*([answers] if answers else []), *_groups(groups if isinstance(groups, list) else [])),
        line.texts("not") if line.values.get("not") else (), absent,
        line.texts("after") if line.values.get("after") else (), line.text("split", "held-out"),
    )  # fmt: skip


def _groups(values: Sequence[Json]) -> Iterable[tuple[str, ...]]:
    return (tuple(map(str, value)) for value in values if isinstance(value, list))


def evaluate(
    questions: Sequence[KindQuestion], ask: Asked, progress: Progress | None = None, title: str = "Kinds"
) -> Result:
    """Ask every question, and report the shares of right, wrong and refused ones, and by kind how many are right."""
    verdicts: list[Verdict] = []
    examples: list[Item] = []
    for number, question in enumerate(questions, 1):
        answer = ask(question)
        verdicts.append(question.judge(answer.answer, answer.abstained))
        wanted = tuple(" | ".join(group) for group in question.groups) or ("(absent)",)
        asked = f"{question.library} · {question.kind} · {question.question}"
        examples.append(Item(asked, answer.answer, wanted, float(verdicts[-1] == "right")))
        if progress is not None:
            progress(number, len(questions))
    return Result(title, _figures(questions, verdicts), _by_kind(questions, verdicts), examples)


def _figures(questions: Sequence[KindQuestion], verdicts: Sequence[Verdict]) -> Mapping[str, Figure]:
    there = [verdict for question, verdict in zip(questions, verdicts, strict=True) if not question.absent]
    absent = [verdict for question, verdict in zip(questions, verdicts, strict=True) if question.absent]
    return {
        "right": _share(verdicts, "right"),
        "wrong": _share(verdicts, "wrong"),
        "wrongly_refused": _share(there, "refused"),
        "absent_refused": _share(absent, "right"),
        "questions": len(questions),
    }


def _share(verdicts: Iterable[Verdict], wanted: Verdict) -> Measured:
    return mean([float(verdict == wanted) for verdict in verdicts])


def _by_kind(questions: Sequence[KindQuestion], verdicts: Sequence[Verdict]) -> dict[str, Measured]:
    kinds = sorted({question.kind for question in questions})
    return {
        kind: _share([v for q, v in zip(questions, verdicts, strict=True) if q.kind == kind], "right") for kind in kinds
    }

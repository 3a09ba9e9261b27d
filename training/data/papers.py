"""Papers as offices and households have them, with questions that were written for them: `papers/*.jsonl`.

A line is a bundle of two to four texts that are easily confused (parallel records, two editions, a letter and the mail
that changes it), and questions on them in other words than theirs. All of it is invented, by hand.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import TypeAdapter, ValidationError

from core.grounding import calculations, prompt
from core.grounding.evidence import file_words
from training.data.jsonlines import Line, read_set
from training.data.questions import Example
from training.data.reading import Dialogue
from training.data.splits import Split

FOLDER = Path(__file__).parent / "papers"
MOST_WORDS = 240
"""Of the excerpts of a prompt, as many as in service; a text that answers is kept all the same."""

KIND = "office"
"""How the name of a bundle begins, where it stands for a story."""

_FOREIGN = 1  # questions on another bundle of the language that are asked of each
_ELSEWHERE = 0.35  # share of the texts without an answer that a question is asked of, where another text has one


class Paper(NamedTuple):
    """A text behind the name of its file."""

    file: str
    text: str


class Span(NamedTuple):
    """Words that answer, and the number of the text that they stand in, from 0."""

    doc: int
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a bundle, with the words that answer it, in order; without any it is not stated.

    What no text says but its figures give is answered by a `calculation` of these ("£285 + £210"), worked out later.
    """

    q: str
    spans: tuple[Span, ...]
    verdict: Literal["yes", "no"] | None = None
    calculation: str | None = None

    @property
    def texts(self) -> set[int]:
        """The numbers of the texts that answer it."""
        return {span.doc for span in self.spans}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Texts, and what is asked of them."""

    lang: str
    docs: tuple[Paper, ...]
    questions: tuple[Asked, ...]

    @property
    def split(self) -> Split:
        """Where it belongs, by its texts alone: 19 in 20 train, 1 validates."""
        digest = hashlib.sha256("\n".join(paper.text for paper in self.docs).encode()).hexdigest()
        return "validation" if int(digest, 16) % 20 == 0 else "train"


_LINE = TypeAdapter(Bundle)


def read(name: str, folder: Path = FOLDER) -> list[Bundle]:
    """All bundles of a set. Raises `BadInput` where there is none of that name, or with the line at fault where an
    answer stands in no text."""
    return [_bundle(line) for line in read_set(folder, name, "papers")]


def dialogues(bundles: Sequence[Bundle], seed: int) -> list[Dialogue]:
    """One dialogue a bundle, or two where its texts are too long to be read at once, with all its questions beside.

    Each is asked something of another bundle of its language as well, which is not stated.
    """
    rng = random.Random(f"papers-{seed}")
    elsewhere: dict[str, list[Asked]] = defaultdict(list)
    for bundle in bundles:
        elsewhere[bundle.lang] += [one for one in bundle.questions if one.spans]
    made = []
    for bundle in bundles:
        for texts, asked in _parts(bundle, rng):
            others = [one for one in elsewhere[bundle.lang] if one not in bundle.questions]
            foreign = [replace(one, spans=()) for one in rng.sample(others, min(_FOREIGN, len(others)))]
            asked = [*asked, *foreign]
            rng.shuffle(asked)
            first, *more = [_dialogue(bundle, texts, one) for one in asked]
            made.append(replace(first, beside=tuple(more)))
    return made


def examples(bundles: Sequence[Bundle], seed: int) -> list[Example]:
    """Each question on each text that answers it, under the name of its file as words, and on some that do not.

    Of several answers in one text the first counts. The texts of a bundle are one story.
    """
    rng = random.Random(f"papers-{seed}")
    made = []
    for number, bundle in enumerate(bundles):
        texts = [f"{file_words(paper.file)}\n{paper.text}" for paper in bundle.docs]
        for asked in bundle.questions:
            answers = {span.doc: span.text for span in reversed(asked.spans)}
            for at, context in enumerate(texts):
                row = Example(asked.q, context, (), f"{KIND}-{number}")
                if (answer := answers.get(at)) is not None:
                    start = context.index(answer, len(context) - len(bundle.docs[at].text))
                    made.append(replace(row, answers=(answer,), start=start, end=start + len(answer)))
                elif not answers or rng.random() < _ELSEWHERE:
                    made.append(row)
    return made


def _parts(bundle: Bundle, rng: random.Random) -> Iterator[tuple[list[int], list[Asked]]]:
    """The numbers of the texts that are read at once, in any order, and the questions on them."""
    order = rng.sample(range(len(bundle.docs)), len(bundle.docs))
    left = list(bundle.questions)
    while left:
        taken: list[int] = sorted(next((one.texts for one in left if one.spans), set()))
        for number in order:
            words = sum(len(bundle.docs[at].text.split()) for at in {*taken, number})
            if number not in taken and (words <= MOST_WORDS or not taken):
                taken.append(number)
        asked = [one for one in left if one.texts <= set(taken)]
        left = [one for one in left if one.spans and one not in asked]
        yield rng.sample(taken, len(taken)), asked


def _dialogue(bundle: Bundle, texts: Sequence[int], asked: Asked) -> Dialogue:
    names, quotes = zip(*(bundle.docs[number] for number in texts), strict=True)
    messages = tuple(prompt.extract(asked.q, quotes, names))
    if not asked.spans:
        return Dialogue(messages, prompt.NOT_STATED)
    said = asked.calculation or ", ".join(prompt.one_line(span.text).rstrip(".;,") for span in asked.spans)
    marks = "".join(f"[{texts.index(number) + 1}]" for number in dict.fromkeys(span.doc for span in asked.spans))
    verdict = f"{asked.verdict.capitalize()}, " if asked.verdict else ""
    return Dialogue(messages, f"{verdict}{said} {marks}")


def _bundle(line: Line) -> Bundle:
    try:
        bundle = _LINE.validate_python(line.values)
    except ValidationError as error:
        raise line.fault("is no bundle of papers", "Give it `lang`, `docs` and `questions`.") from error
    spans = [span for asked in bundle.questions for span in asked.spans]
    if any(not 0 <= span.doc < len(bundle.docs) or span.text not in bundle.docs[span.doc].text for span in spans):
        raise line.fault("has an answer that stands in no text", "Copy each span from the text that it names.")
    if any(asked.calculation and calculations.read(asked.calculation) is None for asked in bundle.questions):
        raise line.fault("has a calculation that cannot be worked out", "Write it as “£285 + £210”.")
    return bundle

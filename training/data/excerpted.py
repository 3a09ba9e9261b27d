"""What a reader of excerpts learns from: a question on some numbered excerpts, each behind the name of its file.

They look as `core.grounding.excerpts` makes them in service: a window with the answer among others of the same text, of
its kind, or of any. Some questions ask for a yes or no, or for two things at once; and where the answer is nowhere,
that is what is to be said.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from core.grounding import prompt
from training.data import questions
from training.data.questions import Example
from training.data.reading import Dialogue
from training.data.windows import cut, windows

WORDS = 80  # of the window with the answer
OTHERS = (0, 1, 1, 2, 2)  # windows beside it, drawn from these
OTHER_WORDS = (20, 35, 50)  # of each of these
MOST_WORDS = 25  # of an answer
ASKED = 4  # questions on the same excerpts
_AROUND = 12  # characters beside an answer that tell its place
_ALTERED = 0.1  # share of the questions that are asked in keywords, in lower case or mistyped
_VERDICTS, _BOTH = 0.3, 0.08  # shares that ask for a yes or no, and for two things at once
_ENDINGS = (".pdf", ".docx", ".txt", ".md", ".html", ".eml", ".xlsx")
_PLAIN = ("document", "scan 014", "notes", "page", "export", "attachment", "file 7", "report", "handbook", "letter")
_WANTED = re.compile(
    r"(?:[Ww]hat|[Ww]ho|[Ww]here|[Ww]hen|[Hh]ow (?:much|long|high)) "
    r"(is|are|was|were) ((?:the|a|an|[A-Z]\w+|\d\S*) .{3,120})\?"
)
_BEFORE = re.compile(r"\b((?:in|on|at|by|from|to|for|since|until|of) (?:the )?)$")


def dialogues(rows: Sequence[Example], absent: float, seed: int, rounds: int = 1, asked: int = ASKED) -> list[Dialogue]:
    """Questions on excerpts, each row `rounds` times, and up to `asked` on the same ones.

    A share `absent` of the windows is drawn without the answer. Questions that have none are asked as they are.
    """
    rng = random.Random(f"excerpts-{seed}")
    shelf = _Shelf(rows, rng)
    drawn = list(zip([*rows] * rounds, windows(rows, WORDS, absent, rounds, seed, _ALTERED), strict=True))
    rng.shuffle(drawn)
    made = []
    for row, window in drawn:
        if len((window.span or "").split()) > MOST_WORDS:
            continue
        excerpts = shelf.around(row, window)
        others = shelf.others(row, window, excerpts, asked - 1)
        first, *more = [shelf.dialogue(one, window, excerpts) for one in (window, *others)]
        made.append(replace(first, beside=tuple(more)))
    return made


class _Shelf:
    """The texts by story and kind, for what stands beside a window."""

    def __init__(self, rows: Sequence[Example], rng: random.Random) -> None:
        self.rng = rng
        self.by_story: dict[str, list[Example]] = defaultdict(list)
        self.by_kind: dict[str, list[Example]] = defaultdict(list)
        for row in rows:
            self.by_story[row.story].append(row)
            self.by_kind[_kind(row.story)].append(row)

    def around(self, row: Example, window: Example) -> list[tuple[str, Example]]:
        """The window among others, each with the name of its file."""
        excerpts = [window, *self._beside(row)]
        self.rng.shuffle(excerpts)
        names = {story: self._name(story) for story in dict.fromkeys(excerpt.story for excerpt in excerpts)}
        return [(names[excerpt.story], excerpt) for excerpt in excerpts]

    def others(
        self, row: Example, window: Example, excerpts: Sequence[tuple[str, Example]], most: int
    ) -> list[Example]:
        """Other questions on the same story: those that the window answers, and those that no excerpt does."""
        story = [other for other in self.by_story[row.story] if other is not row and other.question != row.question]
        order = sorted(self.rng.sample(story, k=len(story)), key=lambda other: _place(other, window) is None)
        apart = self.rng.randint(0, 1)  # of the places, those that are kept for what is not stated
        found: list[Example] = []
        for other in order:
            place, span = _place(other, window), other.span or "\0"
            there = any(questions.find(excerpt.context, span) for _, excerpt in excerpts)
            if len(found) < most - (apart if place else 0) and len(span.split()) <= MOST_WORDS and (place or not there):
                start, end = place or (None, None)
                found.append(replace(other, context=window.context, start=start, end=end))
        return found

    def dialogue(self, asked: Example, window: Example, excerpts: Sequence[tuple[str, Example]]) -> Dialogue:
        """A question, and what is to be said of it: its answer in the window, or that it is not stated."""
        question, answer = asked.question, asked.span
        draw = self.rng.random()
        if answer is not None and draw < _VERDICTS:
            question, answer = self._verdict(asked, answer)
        elif answer is not None and draw < _VERDICTS + _BOTH:
            question, answer = self._both(asked, answer)
        texts, names = [excerpt.context for _, excerpt in excerpts], [name for name, _ in excerpts]
        messages = prompt.extract(question, texts, names)
        if answer is None:
            return Dialogue(tuple(messages), prompt.NOT_STATED)
        mark = next(n for n, (_, excerpt) in enumerate(excerpts, 1) if excerpt is window)
        return Dialogue(tuple(messages), f"{prompt.one_line(answer)} [{mark}]")

    def _beside(self, row: Example) -> list[Example]:
        """Other windows, without the answer as far as that is known."""
        found: list[Example] = []
        for _ in range(self.rng.choice(OTHERS)):
            draw = self.rng.random()
            near = self.by_story[row.story] if draw < 0.5 else self.by_kind[_kind(row.story)]
            other = self.rng.choice(near)
            if other.context == row.context or (row.span is None and other.story == row.story):
                continue
            window = cut(replace(other, start=None, end=None), self.rng.choice(OTHER_WORDS), self.rng)
            if len(window.context.split()) <= WORDS and questions.find(window.context, row.span or "\0") is None:
                found.append(window)
        return found

    def _verdict(self, window: Example, answer: str) -> tuple[str, str]:
        """The question with its answer, or another's, put into it: a yes or a no, and the words that say so."""
        match = _WANTED.fullmatch(window.question.strip())
        if match is None or len(answer.split()) > 8:
            return window.question, answer
        claimed = answer
        if self.rng.random() < 0.5:
            others = [row.span for row in self.by_kind[_kind(window.story)] if row.span and _alike(row.span, answer)]
            claimed = self.rng.choice(others) if others else answer
        at = window.start or 0
        before = _BEFORE.search(window.context[max(0, at - 12) : at])
        verb = match[1].capitalize()
        asked = f"{verb} {match[2]} {before[1] if before else ''}{claimed}?"
        verdict = "Yes" if claimed.lower() == answer.lower() else "No"
        return asked, f"{verdict}, {answer}"

    def _both(self, window: Example, answer: str) -> tuple[str, str]:
        """Two questions on the same words in one, with both answers."""
        others = [
            row for row in self.by_story[window.story]
            if row.question != window.question and row.span and row.span.lower() not in answer.lower()
            and len(row.span.split()) <= 8 and questions.find(window.context, row.span) is not None
        ]  # fmt: skip
        first = window.question.strip()
        if not others or not first.endswith("?"):
            return window.question, answer
        other = self.rng.choice(others)
        second = other.question[:1].lower() + other.question[1:]
        return f"{first[:-1]}, and {second}", f"{answer}, {other.span}"

    def _name(self, story: str) -> str:
        """What the file of a story may be called."""
        kind, _, rest = story.partition("-")
        if story.startswith("record: "):
            stem = story.split()[1] if self.rng.random() < 0.6 else self.rng.choice(_PLAIN)
        elif kind in ("wikipedia", "policy") and self.rng.random() < 0.7:
            stem = rest
        else:
            stem = self.rng.choice(_PLAIN)
        return stem + self.rng.choice(_ENDINGS)


def _place(asked: Example, window: Example) -> tuple[int, int] | None:
    """Where the answer of a question stands in a window: its words among the same neighbours."""
    if asked.start is None or asked.end is None:
        return None
    before = asked.context[max(0, asked.start - _AROUND) : asked.start]
    at = window.context.find(before + asked.context[asked.start : asked.end + _AROUND])
    return (at + len(before), at + len(before) + asked.end - asked.start) if at >= 0 else None


def _alike(one: str, other: str) -> bool:
    """Whether two values are of a kind: both with figures or both without, and about as long."""
    figures = [any(c.isdigit() for c in text) for text in (one, other)]
    return figures[0] == figures[1] and abs(len(one.split()) - len(other.split())) <= 1 and one.lower() != other.lower()


def _kind(story: str) -> str:
    return "record" if story.startswith("record: ") else story.partition("-")[0]

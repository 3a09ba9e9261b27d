"""Windows of text as the span reader sees them in service, with the answer to a question in them, or without.

In service most windows that are read do not answer, and those that come near are the ones to tell apart. So a share of
the windows lacks the answer: one of another part of the same story or of another story, chosen by the words that it
shares with the question as a search would; the very window without the sentence that answers; or the question itself
names something else than the window does (a twin).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.sentences import sentences
from core.words import content_words, words
from training.data import questions
from training.data.questions import Example

OFFERED = 6  # windows to choose one from that shares words with the question
SHORT = 45  # words of a text that is laid beside others, as sentences of a page are
_FILLED = 0.45  # share of the short ones that are
_TITLED = 0.2  # share of the windows that begin with the name of what they are from
_RECORDS = 0.25  # of the share without an answer: records come with near misses of their own
_NAME = re.compile(r"(?<!^)(?<![.?!:] )\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|\b\d[\d.,-]*\b")


@dataclass(frozen=True)
class Shares:
    """Of the windows without an answer, where they come from; what they lack of 1 is another story's."""

    near: float = 0.38
    """Another part of the same story."""
    own: float = 0.1
    """The very window, without the sentence that answers."""
    twin: float = 0.2
    """The very window, and a question with another name or number in it."""


def windows(
    rows: Sequence[Example], words: int, absent: float, rounds: int, seed: int, altered: float = 0.0,
    shares: Shares = Shares(),
) -> list[Example]:  # fmt: skip
    """Each answerable question `rounds` times, in a share `absent` without its answer; one without an answer as it is.

    A window is about `words` long. A share `altered` of the questions is asked in keywords, in lower case or mistyped.
    """
    source = _Source(rows, words, random.Random(seed), shares)
    made = []
    for _ in range(rounds):
        for row in rows:
            share = absent * (_RECORDS if _kind(row.story) == "record" else 1.0)
            window = source.absent(row) if row.start is not None and source.rng.random() < share else None
            window = window or source.present(row)
            if source.rng.random() < altered:
                window = replace(window, question=asked_otherwise(window.question, source.rng))
            made.append(window)
    return made


class _Source:
    """Texts by story, and the names that questions have, to take windows from."""

    def __init__(self, rows: Sequence[Example], words: int, rng: random.Random, shares: Shares) -> None:
        self.rng, self.words, self.shares = rng, words, shares
        self.by_story: dict[str, list[str]] = defaultdict(list)
        by_kind: dict[str, dict[str, None]] = defaultdict(dict)
        self.names: dict[bool, list[str]] = {True: [], False: []}
        for row in rows:
            if row.context not in by_kind[_kind(row.story)]:
                by_kind[_kind(row.story)][row.context] = None
                self.by_story[row.story].append(row.context)
            for name in _NAME.findall(row.question):
                self.names[name[0].isdigit()].append(name)
        self.by_kind = {kind: list(contexts) for kind, contexts in by_kind.items()}

    def present(self, row: Example) -> Example:
        """The window around the answer, at times beside other texts or under the name of its story."""
        window = cut(row, self.words, self.rng)
        if len(window.context.split()) < SHORT and _kind(row.story) in _LAID_BESIDE and self.rng.random() < _FILLED:
            window = self._filled(window, row.span)
        return self._titled(window)

    def absent(self, row: Example) -> Example | None:
        """A window that lacks the answer; None where what was drawn holds it, or has no name to change."""
        draw, shares = self.rng.random(), self.shares
        if draw < shares.twin:
            return self._twin(row)
        if draw < shares.twin + shares.own:
            return self._own(row)
        others = [context for context in self.by_story[row.story] if context != row.context]
        if not others or draw > shares.twin + shares.own + shares.near:
            others = self.by_kind[_kind(row.story)]
        offered = [cut(replace(row, context=self.rng.choice(others), start=None, end=None), self.words, self.rng)]
        for _ in range(OFFERED - 1):
            context = self.rng.choice(others)
            offered.append(cut(replace(row, context=context, start=None, end=None), self.words, self.rng))
        wanted = set(content_words(row.question))
        window = max(offered, key=lambda one: len(wanted & set(words(one.context))))
        if window.context == row.context or questions.find(window.context, row.span or "") is not None:
            return None
        return self._titled(self._filled(window, row.span) if len(window.context.split()) < SHORT else window)

    def _twin(self, row: Example) -> Example | None:
        """The question with one of its names or numbers changed for that of another question."""
        window = cut(row, self.words, self.rng)
        names = [match for match in _NAME.finditer(row.question) if match.group().lower() in window.context.lower()]
        if not names:
            return None
        match = self.rng.choice(names)
        other = self.rng.choice(self.names[match.group()[0].isdigit()])
        if other.lower() in window.context.lower() or other.lower() in match.group().lower():
            return None
        question = row.question[: match.start()] + other + row.question[match.end() :]
        return replace(window, question=question, start=None, end=None)

    def _own(self, row: Example) -> Example | None:
        begin, end = row.start or 0, row.end or 0
        kept = [row.context[a:b] for a, b in sentences(row.context) if not (a < end and b > begin)]
        context = " ".join(kept)
        if len(kept) < 2 or questions.find(context, row.span or "") is not None:
            return None
        return cut(replace(row, context=context, start=None, end=None), self.words, self.rng)

    def _filled(self, window: Example, answer: str | None) -> Example:
        """With other short texts without the answer before and after it, as long as it stays a window."""
        before: list[str] = []
        after: list[str] = []
        room = self.words - len(window.context.split())
        for _ in range(self.rng.choice((1, 2, 2, 3))):
            other = self.rng.choice(self.by_kind[_kind(window.story)]).strip()
            room -= len(other.split())
            if room < 0:
                break
            if answer is None or questions.find(other, answer) is None:
                (before if self.rng.random() < 0.5 else after).append(other)
        between = self.rng.choice((" ", " ", "\n"))
        lead = "".join(text + between for text in before)
        return _moved(window, lead, "".join(between + text for text in after))

    def _titled(self, window: Example) -> Example:
        kind, title = _kind(window.story), window.story.partition("-")[2]
        if kind not in ("wikipedia", "policy") or self.rng.random() >= _TITLED:
            return window
        return _moved(window, title.replace("_", " ") + "\n", "")


_KINDS = ("wikipedia", "Amazon_Reviews", "forum", "qamr", "policy", "paper", "record", "made up", "office")
_LAID_BESIDE = ("qamr", "Amazon_Reviews", "policy")


def _kind(story: str) -> str:
    """The kind of text that a story is, by how its name begins; tales have names of their own."""
    return next((kind for kind in _KINDS if story.startswith(kind)), "tale")


def _moved(row: Example, before: str, after: str) -> Example:
    start, end = (None, None) if row.start is None else (row.start + len(before), (row.end or 0) + len(before))
    return replace(row, context=before + row.context + after, start=start, end=end)


def cut(row: Example, words: int, rng: random.Random) -> Example:
    """A run of whole sentences of about `words` words that holds the answer, if there is one."""
    if len(row.context.split()) <= words:
        return row
    places = sentences(row.context)
    if len(places) < 2:
        return row
    lengths = [len(row.context[a:b].split()) for a, b in places]
    held = [i for i, (a, b) in enumerate(places) if row.start is not None and a < (row.end or 0) and b > row.start]
    first = last = rng.choice(held) if held else rng.randrange(len(places))
    first, last = (min(held), max(held)) if held else (first, last)
    length = sum(lengths[first : last + 1])
    while (first > 0 or last < len(places) - 1) and length < words:
        before = first > 0 and (last == len(places) - 1 or rng.random() < 0.5)
        first, last = (first - 1, last) if before else (first, last + 1)
        length += lengths[first if before else last]
    if length > words and last > first:  # in service a window ends before it is too long
        drop_first = not held or first < min(held)
        if drop_first and (last == (max(held) if held else last) or rng.random() < 0.5):
            first += 1
        elif not held or last > max(held):
            last -= 1
    begin, end = places[first][0], places[last][1]
    if row.start is None or row.end is None:
        return replace(row, context=row.context[begin:end])
    return replace(row, context=row.context[begin:end], start=row.start - begin, end=row.end - begin)


# --- how people type --------------------------------------------------------------------------------------------------


def asked_otherwise(question: str, rng: random.Random) -> str:
    """The question in keywords, in lower case without its mark, or with a slip of the finger."""
    way = rng.choice(("keywords", "lower", "typo", "typo"))
    if way == "keywords":
        kept = content_words(question)
        return " ".join(kept) if len(kept) >= 2 else question.lower()
    if way == "lower":
        return question.lower().rstrip(" ?")
    return _mistyped(question, rng)


def _mistyped(question: str, rng: random.Random) -> str:
    """One letter lost, doubled, or changed for its neighbour, inside of a long word without digits."""
    long = list(re.finditer(r"[^\W\d_]{5,}", question))
    if not long:
        return question.lower()
    at = rng.choice(long)
    place = rng.randrange(at.start() + 1, at.end() - 1)
    letter, following = question[place], question[place + 1]
    slip = rng.choice(("", letter * 2, following + letter))
    return question[:place] + slip + question[place + (2 if len(slip) == 2 and slip != letter * 2 else 1) :]

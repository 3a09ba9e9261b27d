"""What an answer is made of while it is being made: the clock, the task as understood, the draft."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.answering.engaged import Engaged
from app.answering.hearing import Heard
from app.answering.remembering import Remembered
from app.answering.tables import Computed
from core.events import Event, Token
from core.grounding import prompt
from core.grounding.courtesy import Courtesy
from core.grounding.handbook import Advice
from core.grounding.intent import Intent
from core.grounding.library_question import LibraryQuestion
from core.grounding.naming import Named
from core.language.engine import LanguageEngine
from core.language.repetition import without_loops
from core.types import (
    Citation,
    Evidence,
    Finish,
    Message,
    Outcome,
    Passage,
    Piece,
    Question,
    Route,
    Usage,
    Weights,
)
from core.vision.encoder import Pixels
from feedback.corrections import Correction
from memory.turns import Written


@dataclass
class Clock:
    """Seconds of each step since the question came in."""

    began: float = field(default_factory=time.perf_counter)
    timings: dict[str, float] = field(default_factory=dict)

    def lap(self, name: str, since: float) -> None:
        """Add the seconds since a moment to those of a step."""
        self.timings[name] = self.timings.get(name, 0.0) + time.perf_counter() - since

    def mark(self, name: str) -> None:
        """Note how long after the question something first happened."""
        self.timings.setdefault(name, time.perf_counter() - self.began)

    def end(self, draft: Draft) -> None:
        """Note the end of an answer, and where a model wrote it, how long that read its prompt and wrote."""
        self.mark("first_token")
        self.mark("total")
        if draft.usage.completion_tokens:
            self.timings.update(reading=draft.reading, writing=draft.writing)


@dataclass
class Draft:
    """What a way to answer has written: its words, and what they rest on.

    Where a model was asked, `written` is what it was given, and `raw` are its own words; `text` is what may be said of
    them. `citations` is None until they are checked against `rests_on`.
    """

    route: Route
    passages: Sequence[Passage] = ()
    rests_on: Sequence[Evidence] = ()
    text: str = ""
    written: Written | None = None
    raw: str = ""
    outcome: Outcome = Outcome.ANSWERED
    from_library: bool = False
    citations: list[Citation] | None = None
    usage: Usage = field(default_factory=Usage)
    finish: Finish = "stop"
    watched: float | None = None  # how likely its model was to begin with a word that was watched
    reading: float = 0.0  # seconds from its prompt to its first words
    writing: float = 0.0  # from there to its end

    @property
    def adapter(self) -> str | None:
        """The learned version that wrote it."""
        return self.written.version.name if self.written and self.written.version else None

    def add(self, piece: Piece) -> None:
        """Take up a piece of what a model writes."""
        self.raw += piece.text
        if piece.finish:
            self.finish, self.usage, self.watched = piece.finish, piece.usage or Usage(), piece.watched

    def timed(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The same pieces of a model; how long it read its prompt and wrote is kept."""
        began, first = time.perf_counter(), 0.0
        for piece in pieces:
            now = time.perf_counter()
            if piece.text and not first:
                first, self.reading = now, now - began
            self.writing = now - (first or now)
            yield piece


@dataclass(frozen=True)
class Seen:
    """A picture that came with the question: its pixels, what was recognised as a passage, and what is `written` in it.

    `is_text`: it is more of a document than of a picture.
    """

    pixels: Pixels
    passage: Passage
    written: tuple[Passage, ...] = ()
    is_text: bool = False


@dataclass(frozen=True)
class Versions:
    """The learned versions that answer, read once for each task: a switch in between does not mix them.

    `reading` is the adapter that was trained to read evidence, `adapter` what answers otherwise; None is the model as
    it is. `engaged` counts who answers with them.
    """

    reading: Weights | None = None
    adapter: Weights | None = None
    engaged: Engaged = field(default_factory=Engaged, compare=False, repr=False)


AS_IT_IS = Versions()


@dataclass(frozen=True)
class Task:
    """A question made ready: heard, completed from the conversation, understood, and with what was found for it.

    `text` is what was asked, `readings` what it may mean as a follow-up, and `search` the one of them that was searched
    for. `passages` are shown, `evidence` is answered from.
    """

    question: Question
    text: str
    search: str
    intent: Intent
    history: tuple[Message, ...] = ()
    told: tuple[str, ...] | None = ()  # the turns that the history is from; None where they are not recorded
    clock: Clock = field(default_factory=Clock)
    versions: Versions = AS_IT_IS
    library_counts: bool = False  # it is not switched off, and holds something
    asks_what: bool = False  # what the picture in the question shows
    guessable: bool = False  # by what guesses about pictures
    catalogue: LibraryQuestion | None = None  # what is asked about the library itself
    courtesy: Courtesy | None = None  # it wants a kind word only
    states: tuple[str, ...] = ()  # what it says of whoever asks, to be remembered
    remembered: Remembered | None = None  # what they told before, where that answers it
    advice: Advice | None = None  # what Vermeil's handbook says of it, where that is the better source
    is_talk: bool = False  # there is nothing to look up about it
    worldly: bool = True  # the language model may be asked about the world
    named: Named | None = None  # the documents that are named in it
    computed: Computed | None = None  # what is to be computed over the rows of a table
    corrected: Correction | None = None  # what somebody said that is right
    readings: tuple[str, ...] = ()
    heard: Heard | None = None
    seen: Seen | None = None
    brought: tuple[Passage, ...] = ()  # the text that came with it to be answered from
    passages: tuple[Passage, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def transcript(self) -> str | None:
        """What was heard, where the question was spoken."""
        return self.heard.text if self.heard is not None else None

    @property
    def over_everything(self) -> bool:
        """Whether it is answered over the whole document or library; with a picture or a text, that is meant."""
        return (
            not (self.seen or self.brought) and self.library_counts and self.intent in ("summarise", "list", "compare")
        )

    @property
    def answered_elsewhere(self) -> bool:
        """Whether there is evidence outside the rows of the table that lacks what is asked."""
        rows = {line for one in self.computed.asked for line in one.table.lines} if self.computed is not None else set()
        return bool(self.evidence) and self.evidence[0].quote.strip() not in rows

    @property
    def shown(self) -> bool:
        """Whether its evidence is what was recognised in the picture that came with it, and not the text in that."""
        return any(item.scored_by == "recognition" for item in self.evidence)

    @property
    def searched(self) -> str:
        """Where an answer was looked for."""
        own = ("your picture" if self.seen is not None else "", "your message" if self.brought else "")
        library = "your library" if self.question.library != "off" or not any(own) else ""
        return " or ".join(place for place in (*own, library) if place)

    @property
    def must_abstain(self) -> bool:
        """Whether nothing but the library may answer it: no small language model is asked about the world."""
        if self.question.library == "off":
            return not (self.is_talk or self.worldly)
        return self.question.library == "only" or not self.is_talk


def route_for(task: Task) -> Route:
    """The one way in which a task is answered."""
    if task.corrected is not None:
        return "corrected"
    if task.remembered is not None:
        return "memory"
    if task.courtesy is not None:
        return "courtesy"
    if task.advice is not None:
        return "handbook"
    if task.catalogue is not None:
        return "catalogue"
    if task.computed is not None and (task.computed.answers or not task.answered_elsewhere):
        return "table"
    if task.over_everything:
        return "overview"
    if task.shown and task.asks_what:
        return "recognised"
    if task.shown and task.guessable:
        return "guess"
    if task.evidence:
        return "evidence"
    return "nothing" if task.must_abstain or task.seen is not None else "plain"  # that would not know the picture


Steps = Generator[Event, None, Draft]
Write = Callable[[Task, threading.Event], Steps]
"""A way to answer: yields what can be shown, and returns the draft. Setting the event stops it within a step."""


def say(text: str, clock: Clock) -> Iterator[Event]:
    """Say a text, and note when the first word was said."""
    clock.mark("first_token")
    yield Token(text)


def generate(
    engine: LanguageEngine, written: Written, draft: Draft, cancel: threading.Event | None = None, *,
    laid_over: bool = False, watch: str = "",
) -> Iterator[Piece]:  # fmt: skip
    """Give a model what is to be kept of it with the draft, and put its words there, until it repeats itself.

    How likely it was to begin with the text to `watch` is kept too. `laid_over`: the engine has no other version than
    this one, and knows it by no name.
    """
    draft.written = written
    adapter = written.version.name if written.version and not laid_over else None
    messages = prompt.build(written.prompted)
    for piece in without_loops(
        lambda stop: draft.timed(
            engine.generate(messages, written.sampling, adapter=adapter, cancel=stop, watch=watch)
        ), cancel,
    ):  # fmt: skip
        draft.add(piece)
        yield piece


def stream(pieces: Iterable[Piece], clock: Clock) -> Iterator[Event]:
    """Say what a model writes while it writes it."""
    for piece in pieces:
        if piece.text:
            yield from say(piece.text, clock)

"""The main path: a question in, events out. The web app, the API and the command line all consume the same events.

`Assistant.answer` can be read as the story of an answer: understand, route, write, check, record. Each way to write is
a file beside this one, `route_for` in `app.answering.task` picks it, and the draft says what came of it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.answering import courtesy, from_memory, handbook, nothing, recognised
from app.answering.canary import Canary, chosen
from app.answering.catalogue import Catalogue
from app.answering.corrected import Corrected, Correcting
from app.answering.engaged import Engaged
from app.answering.finding import Finding
from app.answering.forming import SAID, Forming
from app.answering.from_evidence import FromEvidence
from app.answering.from_excerpts import FromExcerpts
from app.answering.from_span import FromSpan
from app.answering.from_table import FromTable
from app.answering.guessing import PictureAnswers
from app.answering.overview import Overview
from app.answering.picture_names import PictureNames
from app.answering.plain import Plain
from app.answering.planning import Planner
from app.answering.summary import Summary
from app.answering.task import AS_IT_IS, Clock, Draft, Task, Versions, Write, route_for
from app.answering.translating import Translator
from app.answering.understanding import Understanding
from core.embedding.encoder import TextEncoder
from core.errors import OutOfSpace, VermeilError
from core.events import Cited, Done, Event, Sources, Token
from core.grounding import citations as citing
from core.grounding import prompt
from core.grounding.prompt import Prompted
from core.grounding.span_reader import SpanReader
from core.language.engine import LanguageEngine
from core.language.fitting import fitting
from core.language.repetition import without_loops
from core.settings import Settings
from core.speech.recognizer import Recognizer
from core.types import UNRECORDED, Answer, JsonObject, Message, Piece, Question, Route, Sampling
from core.vision.encoder import PictureEncoder
from feedback.corrections import Corrections
from memory.conversations import Conversations
from memory.facts import Facts
from memory.library import Library
from memory.readers import Readers
from memory.retrieve import Retriever
from memory.turns import Making

log = logging.getLogger(__name__)

_SUMMARY_TOKENS = 320


@dataclass
class Assistant:
    """Answers questions: understand, route, write, check, record. Safe between threads."""

    settings: Settings
    engine: LanguageEngine
    retriever: Retriever
    library: Library
    conversations: Conversations
    facts: Facts
    corrections: Corrections
    text_encoder: TextEncoder
    picture_encoder: PictureEncoder
    recognizer: Recognizer
    readers: Readers
    spans: SpanReader | None = None
    versions: Versions = AS_IT_IS
    canary: Callable[[], Canary | None] = lambda: None  # what answers a share of conversations
    excerpts: bool = False  # the model answers from excerpts
    translates: bool = False  # ... and puts questions into the languages of the documents
    pointed: bool = False  # the words that the span reader points at are the answer
    worldly: bool = True  # the language model may be asked about the world
    guesses: PictureAnswers | None = None  # about the picture in a question
    digest: Callable[[], str] = str  # of the language model's weights
    plans: Callable[[], str] | None = None  # lays on the adapter that writes queries over tables, and names it
    hot_words: Callable[[str], Sequence[str]] = lambda _: ()  # that somebody may say
    names: PictureNames | None = None  # whom pictures show
    engaged: Engaged = field(default_factory=Engaged)  # who answers with these models

    def __post_init__(self) -> None:
        finding = Finding(
            self.settings, self.retriever, self.text_encoder, self.picture_encoder, self.spans, self.excerpts,
            Translator(self.engine, self.library) if self.translates else None,
        )  # fmt: skip
        self._understanding = Understanding(
            self.settings, self.retriever, self.library, self.conversations, self.facts, self.text_encoder,
            self.picture_encoder, self.recognizer, self.readers, self.guesses, finding, worldly=self.worldly,
            planner=Planner(self.engine, self.text_encoder, self.plans) if self.excerpts else None,
            hot_words=self.hot_words,
            names=self.names,
        )  # fmt: skip
        self._correcting = Correcting(self.corrections)
        self._forming = Forming(self.engine)
        self._ways = self._build_ways()

    def _build_ways(self) -> Mapping[Route, Write]:
        """Each way to answer, by its route."""
        from_evidence = FromEvidence(self.engine, self.text_encoder, self.settings.answer_tokens)
        from_documents: dict[Route, Write] = {
            "evidence": self._from_evidence(from_evidence.write), "nothing": nothing.write,
        }  # fmt: skip
        return {
            **from_documents,
            "catalogue": Catalogue(self.library, self.retriever).write,
            "table": FromTable(self.library).write,
            "overview": Overview(self.library, self.retriever, self.text_encoder, self._summary()).write,
            "courtesy": courtesy.write,
            "memory": from_memory.write,
            "corrected": Corrected(from_documents).write,
            "handbook": handbook.write,
            "recognised": recognised.write,
            "plain": Plain(self.engine).write,
            **(self.guesses.ways(from_evidence.write) if self.guesses is not None else {}),
        }

    def _summary(self) -> Summary | None:
        """What writes summaries, where the model can write."""
        return Summary(self.engine, self.text_encoder, _SUMMARY_TOKENS) if self.excerpts else None

    def _from_evidence(self, with_reader: Write) -> Write:
        if self.excerpts:
            return FromExcerpts(self.engine, self.settings.answer_tokens, with_reader).write
        return FromSpan(with_reader).write if self.pointed else with_reader

    def read_ahead(self) -> None:
        """Have the engine read what all its prompts begin with, which it keeps: the first question waits less.

        Raises what the engine raises; does nothing where prompts have no such beginning.
        """
        if self.excerpts:
            reader = self.versions.reading
            beginning = prompt.build(Prompted("extract" if reader else "excerpts", "?", ("-",), names=("-",)))
            for _ in self.engine.generate(beginning, Sampling(max_tokens=1), adapter=reader.name if reader else None):
                pass

    def answer(self, question: Question, cancel: threading.Event | None = None) -> Iterator[Event]:
        """Answer, step by step. Setting `cancel` stops it within a step; what was written by then is recorded.

        Raises `BadInput` and its kin where the question cannot be used; what has been yielded until then stands.
        Raises `Abandoned` where `cancel` is set before it is heard or seen what is asked: nothing is recorded then.
        """
        cancel = cancel or threading.Event()
        question, versions = chosen(question, self.versions, self.canary(), self.conversations)
        with self.engaged, versions.engaged:
            task = self._correcting.over((yield from self._understanding.prepare(question, versions, cancel)))
            route = route_for(task)
            if task.passages and route != "plain":  # where nothing answers, the nearest are there to be looked at
                yield Sources(task.passages)
            draft = yield from self._ways[route](task, cancel)
            yield from self._check(draft)
            yield Done(self._kept(task, draft))

    def _check(self, draft: Draft) -> Iterator[Event]:
        """Check the citations of a draft, where it was not written from what was checked already."""
        if draft.citations is None:
            draft.citations = citing.check(draft.text, draft.rests_on, self.text_encoder) if draft.rests_on else []
        yield from map(Cited, draft.citations)

    def _kept(self, task: Task, draft: Draft) -> Answer:
        """The answer, recorded; where the disk is full it is said all the same, and that it was not recorded."""
        try:
            return self._record(task, draft)
        except OutOfSpace as error:
            log.warning("An answer was not recorded: %s", error.message)
            return replace(self._finished(task, draft), recorded=False)

    def _record(self, task: Task, draft: Draft) -> Answer:
        answer = self._finished(task, draft)
        question = task.question
        if question.conversation == UNRECORDED or (question.again and answer.finish == "cancelled"):
            return answer
        if question.again and self.conversations.asked(question.owner, question.again).answer == answer.answer:
            return replace(answer, turn=question.again)  # nothing to choose between
        conversation, turn = self.conversations.record_turn(
            question.owner, question.conversation, task.text, answer, draft.passages, self._making(task, draft),
            again=question.again, begins=question.begins,
        )  # fmt: skip
        if task.states and not question.again:
            self.facts.keep(question.owner, task.states, turn)
        return replace(answer, conversation=conversation, turn=turn)

    def _making(self, task: Task, draft: Draft) -> Making:
        """What a later training run needs of an answer."""
        turns = len(draft.written.prompted.history) // 2 if draft.written else 0  # of which each has two messages
        return Making(
            draft.written, draft.raw, draft.rests_on, self.digest(),
            history=task.told[len(task.told) - turns :] if task.told and turns else task.told if turns else (),
            picture=task.question.picture, audio=task.question.audio,
            heard=[segment.to_json() for segment in task.heard.segments] if task.heard else None,
        )  # fmt: skip

    def _finished(self, task: Task, draft: Draft) -> Answer:
        clock = task.clock
        for name in ("transcribe", "retrieve", "evidence"):
            clock.timings.setdefault(name, 0.0)
        clock.end(draft)
        return Answer(
            answer=draft.text, from_library=draft.from_library, citations=tuple(draft.citations or ()),
            transcript=task.transcript, model=self.engine.name, adapter=draft.adapter, prompt_version=prompt.VERSION,
            timings=clock.timings, usage=draft.usage, finish=draft.finish,
            conversation=task.question.conversation or None, outcome=draft.outcome, route=draft.route,
        )  # fmt: skip

    def answer_in_form(
        self, question: Question, schema: JsonObject, cancel: threading.Event | None = None
    ) -> Iterator[Event]:
        """As `answer`, put into JSON of a schema; what found nothing stays a sentence. The words come once all is done.

        Raises also `BadInput` where the schema does not fit the model's context.
        """
        cancel = cancel or threading.Event()
        for event in self.answer(question, cancel):
            if isinstance(event, Done) and event.answer.outcome in SAID and not cancel.is_set():
                yield from self._forming.write(question, event.answer, schema, cancel)
            elif not isinstance(event, Token):
                yield event

    def converse(
        self, messages: Sequence[Message], sampling: Sampling, cancel: threading.Event | None = None, *,
        schema: JsonObject | None = None,
    ) -> Iterator[Event]:  # fmt: skip
        """The language model alone over messages as they are, told in the same events; nothing is recorded.

        Held to a `schema`, it may repeat itself. Of a conversation that does not fit the oldest turns are left out.
        """
        draft, clock = Draft("plain"), Clock()
        versions = self.versions
        adapter = versions.adapter.name if versions.adapter else None
        with self.engaged, versions.engaged:
            fitted = fitting(self.engine, messages, sampling.max_tokens)

            def generate(stop: threading.Event | None) -> Iterator[Piece]:
                return draft.timed(self.engine.generate(fitted, sampling, adapter=adapter, cancel=stop, schema=schema))

            for piece in without_loops(generate, cancel) if schema is None else generate(cancel):
                draft.add(piece)
                if piece.text:
                    clock.mark("first_token")
                    yield Token(piece.text)
        clock.end(draft)
        yield Done(
            Answer(
                draft.raw, from_library=False, citations=(), transcript=None, model=self.engine.name,
                adapter=adapter, prompt_version=prompt.VERSION, timings=clock.timings,
                usage=draft.usage, finish=draft.finish, route=draft.route,
            )
        )  # fmt: skip


def gather(events: Iterator[Event]) -> Answer:
    """Run an answer to its end, for callers that do not stream."""
    last = None
    for event in events:
        last = event
    if not isinstance(last, Done):
        raise VermeilError("The answer broke off.", "Ask again.")
    return last.answer

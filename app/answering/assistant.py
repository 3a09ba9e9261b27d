"""The main path: a question in, events out. The web app, the API and the command line all consume the same events.

`Assistant.answer` can be read as the story of an answer: hear, look, search, choose evidence, write, check, record.
"""

from __future__ import annotations

import re
import tempfile
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.answering import overview
from app.answering.hearing import hear
from app.answering.picture_answers import PictureAnswers
from app.answering.task import Clock, Draft, Seen, Task
from core.embedding.encoder import TextEncoder
from core.errors import BadInput, VermeilError
from core.grounding import citations as citing
from core.grounding import evidence as choosing
from core.grounding import prompt
from core.grounding.followup import complete
from core.grounding.intent import IntentReader
from core.grounding.span_reader import SpanReader
from core.language.engine import LanguageEngine
from core.settings import Settings
from core.speech.recognizer import Recognizer
from core.types import (
    IN_THE_QUESTION,
    UNRECORDED,
    Answer,
    BoxSpan,
    Event,
    Evidence,
    Message,
    Passage,
    Piece,
    Question,
    Sampling,
)
from core.vision.encoder import PictureEncoder
from memory.conversations import Conversations
from memory.library import Library
from memory.readers import Readers
from memory.retrieve import Retriever

_WHAT_IS_THIS = re.compile(
    r"^\W*(what('s| is| are)? (this|that|it|these|those|in (this|the) (picture|photo|image)|(on|in) it|"
    r"(this|the) (picture|photo|image).*)|what (do|can) you see|describe\b.*|"
    r"which (thing|object|animal) is (this|that))\W*$",
    re.IGNORECASE,
)


@dataclass
class Assistant:
    settings: Settings
    engine: LanguageEngine
    retriever: Retriever
    library: Library
    conversations: Conversations
    text_encoder: TextEncoder
    picture_encoder: PictureEncoder
    recognizer: Recognizer
    readers: Readers
    spans: SpanReader | None = None
    reading: str | None = None  # the adapter that was trained to read evidence, where one is attached
    adapter: str | None = None
    guesses: PictureAnswers | None = None  # of colours, numbers and places in a picture

    def __post_init__(self) -> None:
        self._intents = IntentReader(self.text_encoder)

    def answer(self, question: Question, cancel: threading.Event | None = None) -> Iterator[Event]:
        """Answer, step by step. Setting `cancel` stops the model; what was written by then is recorded.

        Raises `BadInput` and its kin where the question cannot be used; what has been yielded until then stands.
        """
        clock = Clock()
        task = self._understand(question, clock)
        if task.transcript is not None:
            yield Event("transcript", {"text": task.transcript})
        if task.intent in ("summarise", "list", "compare") and self._library_counts(question):
            passages, draft = yield from self._walk(task, clock)
        else:
            passages, evidence = self._find(task, clock)
            if evidence:
                yield Event("sources", {"passages": [p.to_json() for p in passages]})
            draft = yield from self._write(task, evidence, clock, cancel)
        for citation in draft.citations:
            yield Event("citation", citation.to_json())
        answer = self._finish(task, draft, clock)
        if question.conversation != UNRECORDED:
            conversation, turn = self.conversations.record_turn(
                question.owner, question.conversation, task.text, answer, passages
            )
            answer = replace(answer, conversation=conversation, turn=turn)
        yield Event("done", {"answer": answer.to_json()})

    # --- understand ----------------------------------------------------------------------------------------------

    def _understand(self, question: Question, clock: Clock) -> Task:
        text = check_text(question.text, self.settings.question_chars)
        transcript = None
        if question.audio is not None:
            began = time.perf_counter()
            transcript = self._hear(question.audio)
            clock.lap("transcribe", began)
            text = f"{text} {transcript}".strip()
        if question.picture is not None and self.guesses is not None and self.guesses.takes(text):
            self.guesses.warm()  # while the picture is read
        seen = self._look(question.picture) if question.picture is not None else None
        if not text and seen is not None:
            text = "What is this?"
        if not text:
            raise BadInput("There is no question.", "Type one, or speak a little louder.")
        history = question.history
        if not history and question.conversation:
            history = tuple(self.conversations.history(question.owner, question.conversation))
        return Task(question, text, complete(text, history), self._intents.read(text), history, transcript, seen)

    def _hear(self, audio: bytes) -> str:
        with tempfile.NamedTemporaryFile(prefix="vermeil-") as source:
            source.write(audio)
            source.flush()
            return hear(Path(source.name), self.readers, self.recognizer, self.settings.spoken_language).text

    def _look(self, picture: bytes) -> Seen:
        with tempfile.TemporaryDirectory(prefix="vermeil-") as folder:
            source = Path(folder, "picture")
            source.write_bytes(picture)
            reading = self.readers.read(source, "picture")
        if reading.picture is None:
            raise BadInput("What came as a picture is none.", "Send a PNG, JPEG, WebP or GIF.")
        written = " ".join(chunk.text for chunk in reading.chunks)
        facts = prompt.picture_facts(self.picture_encoder.guesses(reading.picture), written)
        span = BoxSpan((0, 0, reading.width or 0, reading.height or 0))
        return Seen(reading.picture, Passage(-1, IN_THE_QUESTION, "your picture", "picture", facts, span, 1.0))

    # --- find ----------------------------------------------------------------------------------------------------

    def _library_counts(self, question: Question) -> bool:
        return question.library != "off" and bool(self.library.list(question.owner, limit=1))

    def _find(self, task: Task, clock: Clock) -> tuple[list[Passage], list[Evidence]]:
        """The passages to show, with the evidence highlighted in them, and the evidence itself."""
        began = time.perf_counter()
        passages: list[Passage] = []
        if task.question.library != "off":
            pixels = task.seen.pixels if task.seen else None
            passages = self.retriever.search(task.question.owner, task.search, self.settings.passages, picture=pixels)
        clock.lap("retrieve", began)
        began = time.perf_counter()
        chosen = self._choose(task.search, passages)
        if task.seen is not None and not self._library_knows(task, chosen):
            own = task.seen.passage
            chosen = [Evidence(1, own, own.text, own.span, 1.0), *(replace(e, n=e.n + 1) for e in chosen[:1])]
            passages = [own, *passages]
        clock.lap("evidence", began)
        return choosing.highlight(passages, choosing.likely(chosen)), chosen

    def _library_knows(self, task: Task, chosen: Sequence[Evidence]) -> bool:
        """Whether a question that came with a picture is answered for sure without it: "How many people work here?" """
        sure = any(item.answer and item.score >= choosing.SURE for item in chosen)
        return sure and not _WHAT_IS_THIS.match(task.text)

    def _choose(self, question: str, passages: Sequence[Passage]) -> list[Evidence]:
        limit = self.settings.evidence_sentences
        pictured = any(passage.kind == "picture" for passage in passages)
        sure = self.picture_encoder.sure if pictured else choosing.NEVER  # asking the eyes may load them
        if self.spans is None or choosing.shows(passages, sure):
            return choosing.select(question, passages, self.text_encoder, limit=limit, sure=sure)
        return choosing.read(question, passages, self.spans, limit=limit)

    def _walk(self, task: Task, clock: Clock) -> Generator[Event, None, tuple[list[Passage], Draft]]:
        """A question about everything: over the whole document or library in steps."""
        walked = yield from overview.walk(
            task.intent, task.search, task.question, self.library, self.retriever, self.text_encoder
        )
        clock.mark("retrieve")
        if walked.passages:
            yield Event("sources", {"passages": [p.to_json() for p in walked.passages]})
        yield from say(walked.text, clock)
        nothing = walked.text == prompt.NOTHING_FOUND
        draft = Draft(walked.text, abstained=nothing, from_library=not nothing, citations=walked.citations)
        return walked.passages, draft

    # --- write ---------------------------------------------------------------------------------------------------

    def _write(
        self, task: Task, evidence: Sequence[Evidence], clock: Clock, cancel: threading.Event | None
    ) -> Generator[Event, None, Draft]:
        general = self.guesses is not None and self.guesses.general
        if task.seen is not None and not general and _WHAT_IS_THIS.match(task.text):
            text = f"{task.seen.passage.text} [1]"
            yield from say(text, clock)
            return Draft(text, citations=citing.check(text, evidence[:1], self.text_encoder))
        if not evidence and self._must_abstain(task):
            yield from say(prompt.NOTHING_FOUND, clock)
            return Draft(prompt.NOTHING_FOUND, abstained=True)
        if not evidence:
            messages = prompt.plain(task.text, task.history)
            return (yield from self._stream(messages, task.question.sampling, clock, cancel))
        guess = yield from self._guess(task, evidence, clock, cancel)
        return guess or (yield from self._grounded(task, evidence, clock, cancel))

    def _guess(
        self, task: Task, evidence: Sequence[Evidence], clock: Clock, cancel: threading.Event | None
    ) -> Generator[Event, None, Draft | None]:
        """What the picture's soft tokens say; None where it was not asked, or they were not taught to answer that."""
        if self.guesses is None or task.seen is None or not is_shown(evidence):
            return None
        if self.guesses.general:
            return (yield from self._stream_guess(self.guesses, task, task.seen, evidence, clock, cancel))
        guess = self.guesses.answer(task.text, task.seen.pixels, cancel)
        if guess is None:
            return None
        if guess == prompt.DRAWINGS_ONLY:  # says nothing of the picture that it could support
            yield from say(guess, clock)
            return Draft(guess)
        text = f"{guess} [1]"
        yield from say(text, clock)
        return Draft(text, citations=citing.check(text, evidence[:1], self.text_encoder))

    def _stream_guess(
        self, guesses: PictureAnswers, task: Task, seen: Seen, evidence: Sequence[Evidence], clock: Clock,
        cancel: threading.Event | None,
    ) -> Generator[Event, None, Draft]:  # fmt: skip
        """As it is written, between the word that it is a guess and the mark of the picture."""
        draft = Draft(prompt.GUESS)
        yield from say(prompt.GUESS, clock)
        for piece in guesses.stream(task.text, seen.pixels, task.question.sampling, cancel):
            draft.add(piece)
            if piece.text:
                yield from say(piece.text, clock)
        yield from say(" [1]", clock)
        draft.text = f"{draft.text.strip()} [1]"
        draft.citations = citing.check(draft.text, evidence[:1], self.text_encoder)
        return draft

    def _grounded(
        self, task: Task, evidence: Sequence[Evidence], clock: Clock, cancel: threading.Event | None
    ) -> Generator[Event, None, Draft]:
        """Written whole and checked before a word of it is said: the evidence is on the screen meanwhile."""
        reads = self.reading is not None and not is_shown(evidence)
        sampling = task.question.sampling
        sampling = replace(
            sampling,
            max_tokens=min(sampling.max_tokens, self.settings.answer_tokens),
            stop=(*sampling.stop, prompt.END_OF_SENTENCE),
        )
        draft = Draft(from_library=any(e.passage.document != IN_THE_QUESTION for e in evidence))
        if reads:
            quotes = [item.quote for item in evidence[: prompt.READING_LINES]]
            messages = prompt.reading(task.text, quotes, prompt.wanted_form(task.text))
        else:
            messages = prompt.grounded(task.text, evidence)
        draft.adapter = self.reading if reads else self.adapter
        for piece in self.generate(messages, sampling, cancel, draft.adapter):
            draft.add(piece)
        if draft.finish != "cancelled":
            self._settle(draft, task, evidence, reads)
            yield from say(draft.text, clock)
        return draft

    def _settle(self, draft: Draft, task: Task, evidence: Sequence[Evidence], reads: bool) -> None:
        """Leave of the draft what its evidence supports, or say that there is nothing."""
        if not reads:
            draft.text, draft.citations = citing.settle(draft.text, evidence, self.text_encoder)
        elif self._finds_nothing(draft, evidence) and self._must_abstain(task):
            draft.text, draft.abstained, draft.from_library = prompt.NOTHING_FOUND, True, False
        else:
            draft.text, draft.citations = citing.settle_words(draft.text, evidence)

    def _finds_nothing(self, draft: Draft, evidence: Sequence[Evidence]) -> bool:
        """Whether the reader refused, and the one that chose the evidence is not sure either."""
        refused = draft.text.strip().startswith(prompt.NOT_THERE)
        return refused and max(item.score for item in evidence) < choosing.SURE

    def _must_abstain(self, task: Task) -> bool:
        if task.question.library == "only":
            return True
        return task.intent != "talk" and self._library_counts(task.question)

    def _stream(
        self, messages: Sequence[Message], sampling: Sampling, clock: Clock, cancel: threading.Event | None
    ) -> Generator[Event, None, Draft]:
        draft = Draft(adapter=self.adapter)
        for piece in self.generate(messages, sampling, cancel, draft.adapter):
            draft.add(piece)
            if piece.text:
                yield from say(piece.text, clock)
        draft.text = draft.text.strip()
        return draft

    def generate(
        self,
        messages: Sequence[Message],
        sampling: Sampling,
        cancel: threading.Event | None = None,
        adapter: str | None = None,
    ) -> Iterator[Piece]:
        """The language model, with an adapter over it or as it is."""
        return self.engine.generate(messages, sampling, adapter=adapter, cancel=cancel)

    def _finish(self, task: Task, draft: Draft, clock: Clock) -> Answer:
        for name in ("transcribe", "retrieve", "evidence"):
            clock.timings.setdefault(name, 0.0)
        clock.mark("first_token")
        clock.mark("total")
        return Answer(
            answer=draft.text, abstained=draft.abstained, from_library=draft.from_library,
            citations=tuple(draft.citations), transcript=task.transcript, model=self.engine.name, adapter=draft.adapter,
            prompt_version=prompt.VERSION, timings=clock.timings, usage=draft.usage, finish=draft.finish,
            conversation=task.question.conversation or None,
        )  # fmt: skip


def is_shown(evidence: Sequence[Evidence]) -> bool:
    """Whether the answer rests on a picture in the question."""
    return any(item.passage.document == IN_THE_QUESTION for item in evidence)


def say(text: str, clock: Clock) -> Iterator[Event]:
    clock.mark("first_token")
    yield Event("token", {"text": text})


def check_text(text: str, limit: int) -> str:
    """Text as people may send it, cleaned of what no database or tokenizer takes: NUL and lone surrogates.

    Raises `BadInput` above `limit` characters.
    """
    if len(text) > limit:
        raise BadInput(
            f"The question has {len(text):,} characters; at most {limit:,} are taken.",
            "Add the long text to the library as a document, and ask about it.",
        )
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "").strip()


def gather(events: Iterator[Event]) -> Event:
    """Run an answer to its end and return its `done` event, for callers that do not stream."""
    last = None
    for event in events:
        last = event
    if last is None or last.type != "done":
        raise VermeilError("The answer broke off.", "Ask again.")
    return last

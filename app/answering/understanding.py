"""What is asked: hear, look, complete, understand; and have found what there is to answer it from."""

from __future__ import annotations

import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from app.answering import brought
from app.answering.catalogue import known_by
from app.answering.finding import Finding, best_score
from app.answering.guessing import PictureAnswers
from app.answering.hearing import Heard, hear
from app.answering.looking import look
from app.answering.picture_names import PictureNames
from app.answering.picture_questions import asks_what_it_is, earlier_picture
from app.answering.planning import Planner
from app.answering.remembering import Remembered, Remembering
from app.answering.tables import Computed, Tables
from app.answering.task import Clock, Task, Versions
from core.embedding.encoder import TextEncoder
from core.errors import BadInput, check_wanted
from core.events import Event, Transcript
from core.grounding import about_me, choices, naming
from core.grounding.about_me import NOTHING, Told
from core.grounding.courtesy import Courtesies
from core.grounding.followup import Exchange, last_alone, leans, readings
from core.grounding.handbook import Handbook
from core.grounding.intent import IntentReader
from core.grounding.library_question import LibraryQuestion, LibraryQuestions, called, continued, shown
from core.grounding.naming import Named
from core.settings import Settings
from core.speech.recognizer import Recognizer
from core.types import UNRECORDED, Message, Question
from core.vision.encoder import PictureEncoder
from memory.conversations import Conversations
from memory.facts import Facts
from memory.kept_tables import KeptTables
from memory.library import Library
from memory.readers import Readers
from memory.retrieve import Retriever
from memory.turns import exchange

_TOLD_SURELY = 0.9  # probability from which a sentence is read, whatever could be made of a table

_UNSEEN = frozenset(("Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Me"))
"""Categories of characters that show nothing by themselves."""

_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and patterns that are drawn as nothing."""

CONTEXT_FOLD = 16
"""Times the longest question that the text beside one may have: some thousand words are what programs bring along."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before a question, and the turns that it is from (None where the question brought it along);
    `cited` are the documents that the last answer rests on, `pictured` says which questions came with a picture."""

    said: tuple[Message, ...] = ()
    told: tuple[str, ...] | None = ()
    cited: tuple[str, ...] = ()
    pictured: tuple[bool, ...] = ()


@dataclass
class Understanding:
    """Makes a task of a question."""

    settings: Settings
    retriever: Retriever
    library: Library
    conversations: Conversations
    facts: Facts
    text_encoder: TextEncoder
    picture_encoder: PictureEncoder
    recognizer: Recognizer
    readers: Readers
    guesses: PictureAnswers | None
    finding: Finding
    worldly: bool = True  # the language model may be asked about the world
    planner: Planner | None = None  # of queries over tables
    hot_words: Callable[[str], Sequence[str]] = lambda _: ()  # that somebody may say
    names: PictureNames | None = None  # whom pictures show

    @cached_property
    def _intents(self) -> IntentReader:
        return IntentReader(self.text_encoder)

    @cached_property
    def _of_the_library(self) -> LibraryQuestions:
        return LibraryQuestions(self.text_encoder)

    @cached_property
    def _tables(self) -> Tables:
        return Tables(
            self.library, self.retriever, KeptTables(self.library, self.readers), self.text_encoder, self.planner
        )

    @cached_property
    def _courtesies(self) -> Courtesies:
        return Courtesies(self.text_encoder)

    @cached_property
    def _remembering(self) -> Remembering:
        return Remembering(self.facts)

    @cached_property
    def _handbook(self) -> Handbook:
        return Handbook(self.text_encoder)

    def prepare(self, question: Question, versions: Versions, cancel: threading.Event) -> Generator[Event, None, Task]:
        """Raises `BadInput` and its kin where the question cannot be used, and `Abandoned` where `cancel` is set while
        it is heard or looked at."""
        task = self._read(question, versions, cancel)
        if task.heard is not None:
            yield Transcript(task.heard.text)
        is_computed = task.computed is not None and task.computed.answers
        if task.remembered is not None or task.courtesy is not None or is_computed or task.over_everything:
            return task
        if task.catalogue is not None:
            advice = self._handbook.find(task.text)
            return replace(task, advice=advice) if advice is not None and advice.verbatim else task
        task = self.finding.find(task)
        if (planned := self._planned_over_rows(task)) is not None:
            return replace(task, computed=planned)
        return self._advised(task)

    def _planned_over_rows(self, task: Task) -> Computed | None:
        """What is computed of a question that does not sound like it, where no sentence answers it surely."""
        alone = task.seen is None and not task.brought and task.search == task.text and task.computed is None
        if not alone or not task.library_counts or task.question.library == "off" or not task.must_abstain:
            return None
        if best_score(task.evidence) >= _TOLD_SURELY:
            return None
        likeliest = task.evidence[0].passage.document if task.evidence else None
        return self._tables.planned_over_rows(task.question, task.text, likeliest)

    def _advised(self, task: Task) -> Task:
        """With the handbook's advice, where the question is about Vermeil: the person's files come first."""
        if task.seen is not None or task.question.library == "only" or (task.brought and task.evidence):
            return task
        advice = self._handbook.find(task.text)
        if advice is not None and not advice.yields_to(task.evidence, task.passages):
            return replace(task, advice=advice, passages=(), evidence=())
        if task.evidence:
            return task
        if (told_before := self._remembering.of_anything(task.question.owner, task.text)) is not None:
            return replace(task, remembered=told_before, passages=())
        return replace(task, courtesy=self._courtesies.read(task.text, searched=True))

    # --- what is asked --------------------------------------------------------------------------------------------

    def _read(self, question: Question, versions: Versions, cancel: threading.Event) -> Task:
        clock = Clock()
        text = check_text(question.text, self.settings.question_chars)
        heard = None
        if question.audio is not None:
            began = time.perf_counter()
            heard = self._hear(question.audio, self.hot_words(question.owner), cancel)
            check_wanted(cancel)
            clock.lap("transcribe", began)
            text = f"{text} {heard.question}".strip()
        before = self._remember(question)
        question = self._with_picture(question, text, before)
        guessable = question.picture is not None and self.guesses is not None and self.guesses.takes(text)
        if guessable and self.guesses is not None:
            self.guesses.model.warm()  # while the picture is read
        seen = None
        if question.picture is not None:
            seen = look(question.picture, self.readers, self.picture_encoder)
            check_wanted(cancel)
        text = text or ("What is this?" if seen is not None else "")
        if not text:
            raise _without_question(heard)
        context = check_text(question.context, self.settings.question_chars * CONTEXT_FOLD)
        alone = seen is None and not context
        history, told = before.said, before.told
        past = exchanges(history)
        text, choice = _with_choice(text, past)
        meant = self._readings(text, past)
        uses_library = question.library != "off"
        names = self.library.names(question.owner, question.tag) if uses_library else {}
        named = naming.find(choice, names) if choice else _named(text, past, names, before.cited)
        intent = self._intents.read(text)
        asks_memory = alone and question.library != "only"
        of_me = about_me.told(text) if asks_memory and question.conversation != UNRECORDED else NOTHING
        remembered = self._remembered(question.owner, text, of_me) if asks_memory else None
        if remembered is None and self.names is not None and question.library != "only" and not context:
            remembered = self.names.of(question.owner, text, seen, in_library=uses_library)
        asks_library = remembered is None and uses_library and alone and intent not in ("summarise", "compare")
        about = self._about_library(text, past, named, names) if asks_library else None
        courtesy = self._courtesies.read(text) if alone and not choice else None
        computed = None
        if asks_library and about is None and names and courtesy is None:
            computed = self._tables.read(question, text, past, named, names)
            if computed is None or computed.is_open or not computed.is_of(text):
                about = called(text, lambda: known_by(self.library, question.owner, names).values())
            if computed is not None and not computed.answers and computed.one_row_may_tell(self.finding.weighs):
                computed = None
        return Task(
            question, text, meant[-1], intent, history, told, clock, versions,
            readings=(*meant, *brought.readings(text, context)),
            library_counts=bool(names), guessable=guessable,
            asks_what=seen is not None and (asks_what_it_is(text) or intent == "summarise"),
            states=of_me.statements, remembered=remembered, catalogue=about, courtesy=courtesy,
            is_talk=self._intents.is_surely_talk(text), worldly=self.worldly, named=named, computed=computed,
            heard=heard, seen=seen, brought=brought.passages(context),
        )  # fmt: skip

    def _remembered(self, owner: str, text: str, of_me: Told) -> Remembered | None:
        """What memory has to say, before anything is searched."""
        if of_me.statements and (not of_me.rest or self._courtesies.read(of_me.rest) is not None):
            return self._remembering.noted(owner)
        return self._remembering.of_myself(owner, text, of_me)

    def _readings(self, text: str, past: Sequence[Exchange]) -> tuple[str, ...]:
        """What the question may mean. Nothing leans on small talk, so that is not lent."""
        if not past or not leans(text):
            return (text,)
        lent = [one for one in past if leans(one.question) or not self._is_small_talk(one.question)]
        return tuple(readings(text, lent))

    def _is_small_talk(self, text: str) -> bool:
        return self._courtesies.read(text) is not None or self._intents.is_surely_talk(text)

    def _about_library(
        self, text: str, past: Sequence[Exchange], named: Named | None, names: Mapping[str, str]
    ) -> LibraryQuestion | None:
        """What is asked about the library itself, also as a follow-up to such a question."""
        pictured = shown(text, [names[document] for document in named.documents]) if named is not None else None
        if pictured is not None:
            return pictured
        today = datetime.now().astimezone().date()
        found = self._of_the_library.read(text, today, named.words if named else ())
        if found is not None or not past or not leans(text):
            return found
        read = self._of_the_library.read(last_alone(past), today)
        return continued(read, text, today) if read is not None else None

    def _remember(self, question: Question) -> Before:
        if question.history:
            return Before(question.history, None)
        if not question.conversation:
            return Before()
        past = self.conversations.history(question.owner, question.conversation, without=question.again)
        said = tuple(m for turn in past for m in exchange(turn.question, turn.answer))
        told, pictured = tuple(turn.turn for turn in past), tuple(turn.pictured for turn in past)
        return Before(said, told, past[-1].cited if past else (), pictured)

    def _with_picture(self, question: Question, text: str, before: Before) -> Question:
        """The question with the picture of an earlier turn, where it is about that and brings none."""
        if question.picture is not None or question.again is not None or question.library == "only":
            return question
        at = earlier_picture(text, before.pictured)
        if at is None or not before.told:
            return question
        if self._courtesies.read(text) is not None or self._intents.is_surely_talk(text):
            return question
        asked = self.conversations.asked(question.owner, before.told[at], wherever=True)
        return replace(question, picture=asked.picture)

    def _hear(self, audio: bytes, hot_words: Sequence[str], cancel: threading.Event) -> Heard:
        with tempfile.NamedTemporaryFile(prefix="vermeil-") as source:
            source.write(audio)
            source.flush()
            spoken = self.settings.spoken_language
            recognizer = self.recognizer.attending(cancel)
            return hear(Path(source.name), self.readers, recognizer, spoken, cancel, hot_words=hot_words)


def exchanges(history: Sequence[Message]) -> list[Exchange]:
    """The questions of a conversation with their answers, oldest first; a question that got none stands for itself."""
    found: list[Exchange] = []
    for said in history:
        if said.role == "user":
            found.append(Exchange(said.text, ""))
        elif said.role == "assistant" and found:
            found[-1] = replace(found[-1], answer=said.text)
    return found


def _named(text: str, past: Sequence[Exchange], names: Mapping[str, str], cited: Sequence[str]) -> Named | None:
    """The documents that a question names; a follow-up that names none is about those of the one before, or of its
    answer."""
    found = naming.find(text, names)
    if found is not None or not past or not leans(text):
        return found
    found = naming.find(last_alone(past), names)
    documents = found.documents if found is not None else tuple(one for one in cited if one in names)
    return Named(documents, frozenset(), sure=False) if documents else None


def _with_choice(text: str, past: Sequence[Exchange]) -> tuple[str, str]:
    """What is asked, and the document that was picked for it, where the last answer was which one is meant."""
    picked = choices.picked(past[-1].answer, text) if past else ""
    return (past[-1].question, picked) if picked else (text, "")


def check_text(text: str, limit: int) -> str:
    """Text as people may send it, cleaned of what no database or tokenizer takes: NUL and lone surrogates.

    It is empty where nothing of it can be seen: joiners, marks of direction and the like say nothing.
    Raises `BadInput` above `limit` characters.
    """
    if len(text) > limit:
        raise BadInput(
            f"The question has {len(text):,} characters; at most {limit:,} are taken.",
            "Add the long text to the library as a document, and ask about it.",
        )
    clean = text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "").strip()
    seen = any(sign not in _BLANK and unicodedata.category(sign) not in _UNSEEN for sign in clean)
    return clean if seen else ""


def _without_question(heard: Heard | None) -> BadInput:
    if heard is None or all(segment.understood for segment in heard.segments):
        return BadInput("There is no question.", "Type one, or speak a little louder.")
    return BadInput(
        "What you said was not understood.",
        "Type it or say it in English; or set VERMEIL_SPOKEN_LANGUAGE to your language, and VERMEIL_RECOGNIZER_MODEL "
        "to a model that knows it.",
    )

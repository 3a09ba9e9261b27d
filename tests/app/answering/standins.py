"""An assistant with a real library and small stand-ins for its models: what is under test is the way that it takes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np

from app.answering.assistant import Assistant
from app.answering.guessing import DrawingGuesses, OwnModel
from app.answering.picture_model import PictureModel, Seeing
from app.answering.task import Task, Versions
from core.grounding.span_reader import Answering
from core.sentences import sentences
from core.settings import Settings
from core.speech.recognizer import Language, Segment
from core.types import Message, Piece, Question, Sampling, SoftTokens, Usage, Weights, Word
from core.words import stems
from feedback.corrections import Corrections
from memory.belonging import open_database
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.facts import Facts
from memory.index import Index
from memory.library import Library
from memory.retrieve import Retriever
from memory.vectors.faiss import FaissStore
from tests.bag_of_words import BagOfWords
from tests.memory.fakes import FakePictures, FakeReaders
from tests.memory.shelves import shelve

OWNER = "ada"
PICTURE = b"picture of a square"
READER, PROJECTOR, SEEING = (
    Weights("grounded_reader", "ad" * 32),
    Weights("projector", "0e" * 32),
    Weights("seeing", "5e" * 32),
)
MODEL = "10" * 32
PLANNER = "table_planner"


@dataclass
class Asked:
    """What an engine was given."""

    messages: tuple[Message, ...]
    sampling: Sampling
    adapter: str | None


class Engine:
    """Says word by word what it was told to, keeps what it was asked, and stops when it is cancelled."""

    name, context, soft_tokens = "stand-in", 512, True

    def __init__(self, says: str) -> None:
        self.says = says
        self.asked: list[Asked] = []
        self.watched = 0.0
        self.writes: Callable[[], None] = lambda: None  # called before each word

    def generate(
        self, messages: Sequence[Message], sampling: Sampling, *, adapter: str | None = None,
        cancel: threading.Event | None = None, watch: str = "", schema: Any = None,
    ) -> Iterator[Piece]:  # fmt: skip
        self.asked.append(Asked(tuple(messages), sampling, adapter))
        written = 0
        for word in self.says.split(" "):
            self.writes()
            if cancel is not None and cancel.is_set():
                yield Piece("", "cancelled", Usage(7, written))
                return
            written += 1
            yield Piece(word if written == 1 else f" {word}")
        yield Piece("", "stop", Usage(7, written), self.watched if watch else None)

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def attach(self, version: str, *folders: Path) -> None: ...

    def detach(self, version: str) -> None: ...

    def close(self) -> None: ...


class Spans:
    """Finds the last word of a sentence that shares two stems with the question, and is sure of it."""

    def read(self, question: str, texts: Sequence[str], titles: Sequence[str] = ()) -> list[Answering]:
        wanted, found = set(stems(question)), []
        for number, text in enumerate(texts):
            for start, end in sentences(text):
                shared = len(wanted & set(stems(text[start:end])))
                last = text.rfind(" ", start, end) + 1
                found.append(Answering(number, start, end, (last, end), 8.0 if shared >= 2 else -8.0))
        return sorted(found, key=lambda one: -one.score)


class Eyes:
    def encode(self, picture: Any) -> SoftTokens:
        return SoftTokens(np.full((9, 2), picture.mean(), np.float32))


class Ears:
    """Hears one sentence in every recording."""

    name = "stand-in"

    def transcribe(self, samples: Any, *, language: str | None = "en", **_: Any) -> Iterator[Segment]:
        words = (Word(" Hello", 0.1, 0.4, 0.9), Word(" there!", 0.5, 0.9, 0.5))
        yield Segment(0.1, 0.9, " Hello there!", words)

    def attending(self, cancel: threading.Event) -> Ears:
        return self

    def detect_language(self, samples: Any) -> Language:
        return Language("en", 1.0)


class Photographed(FakePictures):
    """Eyes to which everything is a photo."""

    def photo(self, picture: Any) -> float:
        return 1.0


@dataclass
class House:
    """An assistant and what it is made of."""

    folder: Path
    engine: Engine = field(default_factory=lambda: Engine("1843 [1]"))
    seeing: Engine = field(default_factory=lambda: Engine("The square is red."))
    pictures: FakePictures = field(default_factory=FakePictures)
    reads: bool = True  # by the trained reader, and a span reader before it
    own_model: bool = False  # answers about pictures
    pointed: bool = False  # what the span reader points at is the answer
    worldly: bool = True  # the model may be asked about the world
    excerpts: bool = False  # the model answers from excerpts
    trained: bool = False  # on excerpts
    plans: bool = False  # the model learned to write queries over tables

    def __post_init__(self) -> None:
        self.encoder = BagOfWords()
        self.database = open_database(self.folder)
        self.blobs = Blobs(self.folder / "blobs")
        self.library = Library(self.database, self.blobs, limit=2**20)
        self.index = Index(self.database, FaissStore(self.folder / "faiss"))
        self.conversations = Conversations(self.database, self.blobs)
        self.facts = Facts(self.database)
        settings = Settings(data=self.folder, owner=OWNER)
        model = PictureModel(lambda: Seeing(Eyes(), cast(Any, self.seeing), PROJECTOR, SEEING))
        eyes: Any = self.pictures
        self.assistant = Assistant(
            settings=settings, engine=cast(Any, self.engine),
            retriever=Retriever(self.database, self.index, self.encoder, eyes, settings), library=self.library,
            conversations=self.conversations, facts=self.facts,
            corrections=Corrections(self.database, self.encoder), text_encoder=self.encoder, picture_encoder=eyes,
            recognizer=cast(Any, Ears()), readers=cast(Any, FakeReaders()),
            spans=cast(Any, Spans()) if self.reads else None,
            versions=Versions(READER if self.trained or (self.reads and not self.excerpts) else None),
            excerpts=self.excerpts, plans=(lambda: PLANNER) if self.plans else None, translates=self.excerpts,
            pointed=self.pointed, worldly=self.worldly,
            guesses=OwnModel(model) if self.own_model else DrawingGuesses(model, eyes), digest=lambda: MODEL,
        )  # fmt: skip

    def shelve(self, *texts: str, name: str = "mill.txt") -> str:
        document = shelve(self.database, self.encoder, OWNER, name, texts)
        self.index.apply()
        return document

    def ask(self, text: str, cancel: threading.Event | None = None, **more: Any) -> list[Any]:
        """The events of an answer."""
        return list(self.assistant.answer(Question(text, OWNER, **more), cancel))

    def prepare(self, text: str, **more: Any) -> Task:
        """What is understood of a question, before anything is written."""
        asked, wanted = Question(text, OWNER, **more), threading.Event()
        steps = self.assistant._understanding.prepare(asked, self.assistant.versions, wanted)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return cast(Task, end.value)

    def close(self) -> None:
        self.index.close()
        self.database.close()

"""The only place where a backend is chosen: settings in, a service with all its parts out.

Parts that are needed for every answer are built at once; eyes, ears and voice when they are first used.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from core.errors import Busy, Missing
from core.settings import Settings, be_a_good_neighbour

if TYPE_CHECKING:
    from app.answering.assistant import Assistant
    from core.embedding.encoder import TextEncoder
    from core.grounding.span_reader import SpanReader
    from core.language.engine import LanguageEngine
    from core.speech.recognizer import Recognizer
    from core.speech.synthesizer import Synthesizer
    from core.vision.encoder import PictureEncoder
    from feedback.votes import Votes
    from memory.conversations import Conversations
    from memory.database import Database
    from memory.index import Index
    from memory.ingest.worker import Ingest
    from memory.library import Library
    from memory.readers import Readers
    from memory.retrieve import Retriever

T = TypeVar("T")

IDLE_SECONDS = 300.0  # ears and voice load again in a fraction of a second


class Deferred(Generic[T]):
    """Stands in for a part that is built when its first attribute is asked for, once, whoever asks."""

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._part: T | None = None

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            if self._part is None:
                self._part = self._build()
        return getattr(self._part, name)


def is_built(part: object) -> bool:
    """Whether a deferred part exists by now, asked without building it."""
    return not isinstance(part, Deferred) or part.__dict__["_part"] is not None


def deferred(build: Callable[[], T]) -> T:
    return cast(T, Deferred(build))


@dataclass
class Services:
    """Everything that an answer, a document or a page needs, wired."""

    settings: Settings
    database: Database
    readers: Readers
    text_encoder: TextEncoder
    picture_encoder: PictureEncoder
    recognizer: Recognizer
    synthesizer: Synthesizer
    engine: LanguageEngine
    index: Index
    library: Library
    conversations: Conversations
    votes: Votes
    ingest: Ingest
    retriever: Retriever
    assistant: Assistant
    notes: list[str] = field(default_factory=list)
    closers: list[Callable[[], None]] = field(default_factory=list)

    def close(self) -> None:
        while self.closers:
            self.closers.pop()()

    def rest(self, idle_seconds: float = IDLE_SECONDS) -> None:
        """Give back the memory of ears and voice that nobody used for that long."""
        for part in (self.recognizer, self.synthesizer):
            if is_built(part):
                part.retire(idle_seconds)
        if self.assistant.guesses is not None:
            self.assistant.guesses.retire(idle_seconds)


Report = Callable[[str, str], None]


def unheard(part: str, state: str) -> None:
    """For callers that do not watch the parts load."""


def build(settings: Settings, report: Report = unheard) -> Services:
    """Wire all parts; `report(part, state)` hears how far it is, for `/readyz`. The caller holds the data folder."""
    from app.answering.assistant import Assistant
    from app.wiring.picture_answers import picture_answers
    from core.embedding.remembering import RememberingEncoder
    from feedback.votes import Votes
    from memory.blobs import Blobs
    from memory.conversations import Conversations
    from memory.database import Database, sqlite_url
    from memory.index import Index
    from memory.ingest.worker import Ingest
    from memory.library import Library
    from memory.readers import Readers
    from memory.retrieve import Retriever

    be_a_good_neighbour()
    folder = settings.data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    notes: list[str] = []
    step = _steps(report)
    readers = Readers(settings)
    readers.warm()
    with step("database"):
        database = Database(settings.database_url or sqlite_url(folder))
        blobs = Blobs(folder / "blobs", reserve_bytes=settings.reserve_bytes)
    with step("text encoder"):
        encoder = RememberingEncoder(text_encoder(settings))
    with step("index"):
        index = Index(database, vector_store(settings, folder))
    with step("language"):
        engine = language_engine(settings, notes)
    eyes = deferred(lambda: picture_encoder(settings, encoder))
    ears = deferred(lambda: recognizer(settings))
    voice = deferred(lambda: synthesizer(settings))
    library = Library(database, blobs, limit=settings.upload_bytes, index=index)
    conversations = Conversations(database)
    spoken = None if settings.spoken_language == "auto" else settings.spoken_language
    ingest = Ingest(database, blobs, readers, encoder, eyes, ears, index, language=spoken)
    retriever = Retriever(database, index, encoder, eyes, settings)
    spans, reading = reader(settings, engine)
    assistant = Assistant(
        settings=settings, engine=engine, retriever=retriever, library=library, conversations=conversations,
        text_encoder=encoder, picture_encoder=eyes, recognizer=ears, readers=readers,
        spans=spans, reading=reading, guesses=picture_answers(settings, engine, eyes, threads=threads(settings)),
    )  # fmt: skip
    ingest.start()
    threading.Thread(target=library.sweep, name="sweep", daemon=True).start()
    return Services(
        settings=settings, database=database, readers=readers, text_encoder=encoder, picture_encoder=eyes,
        recognizer=ears, synthesizer=voice, engine=engine, index=index, library=library, conversations=conversations,
        votes=Votes(database), ingest=ingest, retriever=retriever, assistant=assistant, notes=notes,
        closers=[
            database.close, index.close, readers.close, engine.close, ingest.stop,
            *([assistant.guesses.close] if assistant.guesses is not None else []),
        ],
    )  # fmt: skip


def _steps(report: Report) -> Callable[[str], Any]:
    @contextmanager
    def step(part: str) -> Iterator[None]:
        report(part, "loading")
        try:
            yield
        except Exception as error:
            report(part, f"failed: {getattr(error, 'message', type(error).__name__)}")
            raise
        report(part, "ready")

    return step


# --- one function a choice ---------------------------------------------------------------------------------------


def threads(settings: Settings) -> int:
    """As set, or one for each core that we may use (all of them where the system does not say which)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings.threads or cores


def text_encoder(settings: Settings) -> TextEncoder:
    from core.weights import locate as weights

    chosen = settings.text_encoder or {"lite": "ctranslate2", "phi2": "sentence_transformers"}[settings.profile]
    if chosen == "ctranslate2":
        from core.embedding.ctranslate import CTranslate2Encoder

        folder = weights.converted("minilm-ctranslate2")
        return CTranslate2Encoder(folder, threads=threads(settings), precision=settings.text_encoder_precision)
    from core.embedding.sentence_transformers import SentenceTransformersEncoder

    return SentenceTransformersEncoder(weights.locate("minilm"), device=settings.device)


def picture_encoder(settings: Settings, encoder: TextEncoder) -> PictureEncoder:
    from core.vision.class_space import ConSEEncoder
    from core.vision.shared_space import HEADS, SharedSpaceEncoder
    from core.weights import locate as weights

    tower = weights.converted("efficientnet-lite2-onnx")
    if not settings.trained_eyes:
        return ConSEEncoder(tower, encoder, threads=threads(settings))
    return SharedSpaceEncoder(tower, weights.trained(HEADS), encoder, threads=threads(settings))


def vector_store(settings: Settings, folder: Path) -> Any:
    if settings.vector_store == "chroma":
        from memory.vectors.chroma import ChromaStore

        return ChromaStore(folder / "chroma", url=settings.chroma_url)
    from memory.vectors.faiss import FaissStore

    return FaissStore(folder / "faiss")


def language_engine(settings: Settings, notes: list[str]) -> LanguageEngine:
    """The profile's engine; where the llama.cpp wheel does not run here, transformers serves and `notes` says so."""
    chosen = settings.language_engine or {"lite": "llamacpp", "phi2": "transformers"}[settings.profile]
    if chosen == "remote":
        from core.language.remote import RemoteEngine

        return RemoteEngine(
            settings.remote_url, key=settings.remote_key, model=settings.language_model, context=settings.context
        )
    if chosen == "llamacpp":
        try:
            return _llamacpp(settings)
        except Missing as error:
            notes.append(f"{error.message} The transformers engine serves instead, more slowly.")
    return _transformers(settings)


def _llamacpp(settings: Settings) -> LanguageEngine:
    from core.language.llamacpp import LlamaCppEngine
    from core.weights import locate as weights

    model = Path(settings.language_model) if settings.language_model else weights.locate("smollm2")
    return LlamaCppEngine(
        model, name=model.stem if settings.language_model else "SmolLM2-135M-Instruct",
        context=settings.context, parallel=settings.parallel, threads=threads(settings),
        template=settings.template or "chatml", lazy=_reader_fits(settings),
    )  # fmt: skip


def _transformers(settings: Settings) -> LanguageEngine:
    from core.language.transformers import TransformersEngine
    from core.weights import locate as weights

    phi2 = settings.profile == "phi2"
    model = settings.language_model or ("microsoft/phi-2" if phi2 else weights.locate("smollm2"))
    template = settings.template or ("phi2" if phi2 else "chatml")
    return TransformersEngine(
        model, name=Path(str(model)).stem, context=min(settings.context, 2048) if phi2 else settings.context,
        device=settings.device, threads=threads(settings), template=template, cache=settings.cache_folder(),
    )  # fmt: skip


READER = "reader"
"""The adapter version of the grounded reader that ships: part of the base from then on, under feedback's adapters."""


def _reader_fits(settings: Settings) -> bool:
    """Whether the grounded reader is switched on, and the language model is the one that it was trained over."""
    ours = settings.profile == "lite" and not settings.language_model and settings.language_engine != "remote"
    return settings.trained_reader and ours


def reader(settings: Settings, engine: LanguageEngine) -> tuple[SpanReader | None, str | None]:
    """What chooses evidence, and the adapter that answers from it; None where it is switched off or fits no model."""
    from core.grounding.span_reader import SpanReader
    from core.weights import locate as weights

    if not settings.trained_reader:
        return None, None
    spans = SpanReader(weights.converted("spans-ctranslate2"), threads=threads(settings))
    if not _reader_fits(settings):
        return spans, None
    engine.attach(READER, weights.trained(READER))
    return spans, READER


def recognizer(settings: Settings) -> Recognizer:
    from core.weights import locate as weights

    chosen = settings.recognizer or {"lite": "faster_whisper", "phi2": "whisperx"}[settings.profile]
    if chosen == "faster_whisper":
        from core.speech.faster_whisper import FasterWhisperRecognizer

        return FasterWhisperRecognizer(
            lambda: weights.locate("whisper-tiny.en"), lambda: weights.locate("whisper-base"),
            threads=threads(settings), device=settings.device,
        )  # fmt: skip
    from core.speech.whisperx import WhisperXRecognizer

    return WhisperXRecognizer(
        settings.recognizer_model or "small", threads=threads(settings), device=settings.device,
        online=settings.profile == "phi2",
    )  # fmt: skip


def synthesizer(settings: Settings) -> Synthesizer:
    from core.speech.piper import PiperSynthesizer
    from core.weights import locate as weights

    if not settings.speech:
        raise Missing("Speaking is switched off.", "Set VERMEIL_SPEECH=true.")
    return PiperSynthesizer(weights.locate("piper-joe"))


# --- who owns the data folder ------------------------------------------------------------------------------------


@contextmanager
def hold(folder: Path, address: str = "") -> Iterator[None]:
    """Own the data folder while the block runs; `address` is left beside the lock for the command line to find.

    Raises `Busy` where another process holds it.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(
            "Another Vermeil process uses this data folder.", "Stop it, or choose another with --data."
        ) from None
    note = folder / "address"
    try:
        note.write_text(address, encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def held_by(folder: Path) -> str | None:
    """The address of the server that holds the folder; "" where something without one does, None where nothing does."""
    from filelock import FileLock, Timeout

    if not (folder / "lock").exists():
        return None
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        note = folder / "address"
        return note.read_text(encoding="utf-8") if note.exists() else ""
    lock.release()
    return None

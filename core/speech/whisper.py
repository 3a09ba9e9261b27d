"""What recognisers on a Whisper model in CTranslate2's format share: decoding pieces in batches, guards, segments.

Each piece is one window of Whisper, decoded without time stamps (Bain et al. 2023, WhisperX: fewer hallucinations and
no second window for the rest of the first), several pieces to a batch; word times come from the cross-attention.
"""

from __future__ import annotations

import itertools
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

import numpy as np

from core.errors import BadInput, EngineFailure, check_wanted
from core.speech.doubt import is_doubtful, not_understood
from core.speech.recognizer import SAMPLE_RATE, Language, Samples, Segment
from core.speech.vad import Piece, as_float, find_pieces, first_speech
from core.types import FloatArray, Word

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment as WhisperSegment

Work = Literal["transcribe", "translate"]
"""What Whisper is told to do: write down what is said, or that in English."""

BEAM = 5
BATCH = 4  # pieces decoded at once; more gain nothing on two cores
REPETITIVE = 2.4  # compression ratio over which a text is a loop, as in Whisper
UNSURE = -1.0  # mean log-probability under which a text is decoded again, as in Whisper
NO_SPEECH = 0.6  # probability of no speech over which an unsure text is taken for an invention, as in Whisper
WARMER = (0.2, 0.6, 1.0)  # temperatures of further attempts at a piece that failed

WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "yue"})  # as faster-whisper's tokenizer has it
SENTENCE_END = (".", "?", "!", "。", "？", "！", "…")
PAUSE, SHORT, LONG, LONGEST = 1.0, 1.0, 10.0, 20.0  # seconds, see `split`


@dataclass(slots=True)
class _Slot:
    """A model that is loaded when it is first needed and may be dropped when idle."""

    locate: Callable[[], Path]
    model: WhisperModel | None = None
    used: float = field(default_factory=time.monotonic)


class WhisperRecognizer(ABC):
    """English by one model, every other language by another, each loaded when it is first needed.

    Safe to call from several threads: batches of pieces take turns, so that a short question is not kept waiting by a
    long recording.
    """

    def __init__(
        self, english: Callable[[], Path], multilingual: Callable[[], Path], *, threads: int = 0, device: str = "cpu"
    ) -> None:
        """`threads` 0 lets CTranslate2 choose. Whisper runs in 8 bits on a CPU, and in float16 on a GPU."""
        self._threads = threads
        self._device = device
        self._english = _Slot(english)
        self._multilingual = self._english if multilingual is english else _Slot(multilingual)
        self._lock = threading.Lock()
        self._cancel: threading.Event | None = None

    @property
    @abstractmethod
    def name(self) -> str:
        """The engine's name, as transcripts report it."""

    @abstractmethod
    def _model_class(self) -> type[WhisperModel]:
        """The class that opens a folder: faster-whisper's, or one that inherits from it."""

    def _open(self, folder: Path) -> WhisperModel:
        return self._model_class()(
            str(folder),
            device=self._device,
            compute_type="int8" if self._device == "cpu" else "float16",
            cpu_threads=self._threads,
            local_files_only=True,
        )

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | Language | None = "en",
        briefly: bool = False,
        hot_words: Sequence[str] = (),
    ) -> Iterator[Segment]:
        """Segments in order of time, by the model of the language; a region as in `en-GB` is ignored."""
        yield from self._heard(samples, language, "transcribe", 1 if briefly else BATCH, hot_words)

    def translate(self, samples: Samples, *, language: str | Language | None = None) -> Iterator[Segment]:
        """The same in English: Whisper was taught to write down speech in other languages so."""
        yield from self._heard(samples, language, "translate", 1)

    def _heard(
        self,
        samples: Samples,
        language: str | Language | None,
        task: Work,
        at_once: int,
        hot_words: Sequence[str] = (),
    ) -> Iterator[Segment]:
        found = self.detect_language(samples) if language is None else language
        code, detected = (found, None) if isinstance(found, str) else (found.code, found)
        language = code.lower().partition("-")[0]  # "en-GB" is English
        slot = self._english if language == "en" else self._multilingual
        pieces = find_pieces(samples, self._cancel)
        while batch := list(itertools.islice(pieces, at_once)):
            with self._lock:
                check_wanted(self._cancel)
                segments = hear(self._model(slot), samples, batch, language, detected, task, hot_words)
            yield from segments

    def detect_language(self, samples: Samples) -> Language:
        """On the first 30 s of speech; English where there is none."""
        beginning = first_speech(samples, self._cancel)
        if not len(beginning):
            return Language("en", 0.0)
        with self._lock:
            check_wanted(self._cancel)
            model = self._model(self._multilingual)
            if not model.model.is_multilingual:
                return Language("en", 1.0)
            code, probability, _ = model.detect_language(beginning)
        return Language(str(code), float(probability))

    def attending(self, cancel: threading.Event) -> Self:
        """Itself for one who may leave, on the same models and in the same turns."""
        other = copy(self)
        other._cancel = cancel
        return other

    def warm(self, language: str | None = "en") -> None:
        """Loads the model of a language before it is needed."""
        with self._lock:
            self._model(self._english if language == "en" else self._multilingual)

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Drops models unused for that long; the next call loads them again in a fraction of a second."""
        with self._lock:
            for slot in (self._english, self._multilingual):
                if time.monotonic() - slot.used >= idle_seconds:
                    slot.model = None

    def _model(self, slot: _Slot) -> WhisperModel:
        if slot.model is None:
            folder = slot.locate()
            try:
                slot.model = self._open(folder)
            except (RuntimeError, ValueError, OSError) as error:
                raise EngineFailure("The speech model does not load.", "Run `vermeil doctor`.") from error
        slot.used = time.monotonic()
        return slot.model


def hear(
    model: WhisperModel, samples: Samples, pieces: Sequence[Piece], language: str, detected: Language | None = None,
    task: Work = "transcribe", hot_words: Sequence[str] = (),
) -> list[Segment]:  # fmt: skip
    """The segments of some pieces of a recording.

    Where the language was `detected`, a piece whose first text is doubtful is one segment that says it was not
    understood; a second attempt samples, and would write it down by chance.

    Raises `BadInput` for a language that the model does not know, `EngineFailure` if decoding fails.
    """
    if language not in model.supported_languages:
        raise BadInput(f"The speech model does not know the language '{language[:20]}'.", "Use a code such as `en`.")
    sounds = [as_float(samples[p.start : p.end]) for p in pieces]
    try:
        heard = _decode(model, sounds, language, task, hot_words)
        segments = []
        for piece, sound, text in zip(pieces, sounds, heard, strict=True):
            if detected and text.words and _is_doubtful(text, detected):
                segments.append(not_understood(piece.start / SAMPLE_RATE, piece.end / SAMPLE_RATE))
                continue
            if text.compression > REPETITIVE or text.mean_log_probability < UNSURE:
                text = _best(text, _decode_again(model, sound, language, task))
            words = _place(text.words, piece)
            spaceless = language in WITHOUT_SPACES and task == "transcribe"
            segments += split(words if spaceless else joined(words))
    except RuntimeError as error:
        raise EngineFailure("The speech model failed on this recording.", "Try again.") from error
    return segments


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was heard in one piece: words in seconds from its beginning, and what the guards look at."""

    words: tuple[Word, ...]
    mean_log_probability: float
    no_speech: float
    compression: float


NOTHING = _Heard((), 0.0, 1.0, 0.0)


def _is_doubtful(text: _Heard, detected: Language) -> bool:
    return is_doubtful(detected, text.mean_log_probability, loops=text.compression > REPETITIVE)


def _decode(
    model: WhisperModel, sounds: Sequence[FloatArray], language: str, task: Work, hot_words: Sequence[str]
) -> list[_Heard]:
    """One batch, beam search without fallback. Laid end to end: so faster-whisper takes a batch.

    Hot words stand before each piece as if they had been said, so that Whisper spells names as they are spelled there.
    """
    from faster_whisper import BatchedInferencePipeline

    ends = np.cumsum([len(s) for s in sounds]) / SAMPLE_RATE
    begins = [0.0, *ends[:-1].tolist()]
    found, _ = BatchedInferencePipeline(model).transcribe(
        np.concatenate(sounds),
        language=language,
        task=task,
        beam_size=BEAM,
        temperature=0.0,
        word_timestamps=True,
        without_timestamps=True,
        clip_timestamps=[{"start": b, "end": e} for b, e in zip(begins, ends.tolist(), strict=True)],
        batch_size=len(sounds),
        hotwords=", ".join(hot_words) or None,
    )
    return [_heard([segment], begin) for segment, begin in zip(found, begins, strict=True)]


def _decode_again(model: WhisperModel, sound: FloatArray, language: str, task: Work) -> _Heard:
    """A piece that came out repetitive or unlikely, sampled warmer and warmer until it is neither."""
    found, _ = model.transcribe(
        sound,
        language=language,
        task=task,
        temperature=WARMER,
        best_of=2,
        condition_on_previous_text=False,
        word_timestamps=True,
        without_timestamps=True,
    )
    return _heard(list(found), 0.0)


def _best(*attempts: _Heard) -> _Heard:
    """The likeliest text that is neither a loop nor an invention over noise; no words where all are."""
    good = [
        a
        for a in attempts
        if a.words and a.compression <= REPETITIVE and not (a.no_speech > NO_SPEECH and a.mean_log_probability < UNSURE)
    ]
    return max(good, key=lambda a: a.mean_log_probability, default=NOTHING)


def _heard(segments: Sequence[WhisperSegment], offset: float) -> _Heard:
    words = tuple(
        Word(w.word, max(0.0, float(w.start) - offset), max(0.0, float(w.end) - offset), float(w.probability))
        for s in segments
        for w in s.words or ()
    )
    return _Heard(
        words,
        min((s.avg_logprob for s in segments), default=0.0),
        max((s.no_speech_prob for s in segments), default=0.0),
        max((s.compression_ratio for s in segments), default=0.0),
    )


def _place(heard: Sequence[Word], piece: Piece) -> list[Word]:
    """Words of a piece, in seconds of the recording, in order and never beyond the piece."""
    begin, end = piece.start / SAMPLE_RATE, piece.end / SAMPLE_RATE
    words, last = [], begin
    for word in heard:
        start = min(max(last, begin + word.start), end)
        last = min(max(start, begin + word.end), end)
        words.append(Word(word.text, start, last, word.probability))
    return words


def joined(words: Sequence[Word]) -> list[Word]:
    """Words as they are written: Whisper's tokenizer parts "o'clock" and "don't" at the apostrophe.

    What does not begin with a space belongs to the word before; of their probabilities the smaller is kept.
    """
    result: list[Word] = []
    for word in words:
        if result and not word.text.startswith(" "):
            last = result.pop()
            word = Word(last.text + word.text, last.start, word.end, min(last.probability, word.probability))
        result.append(word)
    return result


def split(words: Sequence[Word]) -> list[Segment]:
    """Words as segments of about a sentence.

    One ends at the end of a sentence, once it has lasted a second; before a pause of a second; at a comma after ten
    seconds; and after twenty in any case. Words keep their leading space while they are joined, and lose it after.
    """
    groups: list[list[Word]] = []
    for word in words:
        if not groups or _ends(groups[-1], word):
            groups.append([])
        groups[-1].append(word)
    return [_segment(g) for g in groups if any(w.text.strip() for w in g)]


def _ends(group: Sequence[Word], following: Word) -> bool:
    last, lasted = group[-1], group[-1].end - group[0].start
    if following.start - last.end >= PAUSE or following.end - group[0].start > LONGEST:
        return True
    mark = last.text.rstrip("\"'”’)")
    return (lasted >= SHORT and mark.endswith(SENTENCE_END)) or (lasted >= LONG and mark.endswith(","))


def _segment(words: Sequence[Word]) -> Segment:
    text = "".join(w.text for w in words).strip()
    stripped = tuple(Word(w.text.strip(), w.start, w.end, w.probability) for w in words if w.text.strip())
    return Segment(words[0].start, words[-1].end, text, stripped)

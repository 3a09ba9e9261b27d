"""Where somebody speaks in a recording of any length, and where it may be cut into pieces of at most 30 s.

Silero (https://github.com/snakers4/silero-vad), in the copy that ships with faster-whisper, gives a probability of
speech for each 32 ms frame. Its recurrent state is carried from block to block, so that memory stays bounded however
long the recording is; blocks under the noise floor are not shown to it, so that hours of silence cost seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event

import numpy as np
import numpy.typing as npt

from core.errors import BadInput, UnreadableFile, check_wanted
from core.speech.recognizer import SAMPLE_RATE, Samples
from core.types import FloatArray

FIRST_SECONDS = 30  # in which a language is told
FRAME = 512  # samples that Silero judges at once: 32 ms
CONTEXT = 64  # samples before the frame that it also sees
BLOCK = 312 * FRAME  # samples read at once: 10 s
STATE = (1, 1, 128)  # Silero's LSTM state

# A block whose every frame lies below this root mean square (-70 dB of full scale, 10 steps of 16 bits) is silence.
# People recorded far too softly still reach -60 dB.
FLOOR = 3e-4

SPEECH, SILENCE = 0.5, 0.35  # probability at which speech begins, and below which it ends (Silero's own defaults)
PIECE = int(29.9 * SAMPLE_RATE) // FRAME  # frames of the longest piece: one window of Whisper
CUT_FROM = PIECE * 2 // 3  # a piece that must be cut is cut in its last third
GAP = 8 * SAMPLE_RATE // FRAME  # frames of silence that end a piece
PAD = SAMPLE_RATE * 3 // 10 // FRAME  # frames kept around speech
LEAST = 4  # frames of speech (0.13 s) below which a sound was a click
SMOOTH = 9  # frames (0.3 s) over which a cut looks for the quietest spot


@dataclass(frozen=True, slots=True)
class Piece:
    """Samples `start` to `end` (exclusive) of a recording; at most 30 s."""

    start: int
    end: int


def as_float(samples: Samples) -> FloatArray:
    """Float32 in [-1, 1] of 16-bit or float samples, copied.

    Raises `UnreadableFile` for samples that are not finite numbers, `BadInput` for what is not one channel of samples.
    """
    if samples.ndim != 1:
        raise BadInput("The recording has to be one channel of samples.")
    if samples.dtype == np.int16:
        return np.multiply(samples, np.float32(1 / 32768), dtype=np.float32)
    result = np.asarray(samples, dtype=np.float32)
    if not np.isfinite(result).all():
        raise UnreadableFile("The recording holds samples that are not numbers.", "Export it again as 16-bit audio.")
    return np.clip(result, -1.0, 1.0)


def find_pieces(samples: Samples, cancel: Event | None = None) -> Iterator[Piece]:
    """The pieces of a recording that hold speech, in order of time; none for silence. Reads 10 s at a time.

    Raises `Abandoned` within these once `cancel` is set.
    """
    cutter = _Cutter(len(samples))
    for probabilities in speech_probabilities(samples):
        check_wanted(cancel)
        yield from cutter.feed(probabilities)
    yield from cutter.finish()


def speech_probabilities(samples: Samples) -> Iterator[FloatArray]:
    """For each block of 10 s, the probability of speech of its frames of 32 ms: float32 (<= 312,)."""
    from faster_whisper.vad import get_vad_model

    session = get_vad_model().session
    state = {"h": np.zeros(STATE, np.float32), "c": np.zeros(STATE, np.float32)}
    context = np.zeros(CONTEXT, np.float32)
    for begin in range(0, len(samples), BLOCK):
        block = as_float(samples[begin : begin + BLOCK])
        frames = np.pad(block, (0, -len(block) % FRAME)).reshape(-1, FRAME)  # (frames, 512)
        if np.einsum("ij,ij->i", frames, frames).max() < FLOOR**2 * FRAME:
            state = {name: np.zeros(STATE, np.float32) for name in state}
            yield np.zeros(len(frames), np.float32)
        else:
            before = np.concatenate([context[None], frames[:-1, -CONTEXT:]])  # (frames, 64)
            shown = np.concatenate([before, frames], axis=1)  # (frames, 576)
            heard, state["h"], state["c"] = session.run(None, {"input": shown, **state})
            yield np.asarray(heard, np.float32).reshape(-1)
        context = frames[-1, -CONTEXT:]


@dataclass(slots=True)
class _Cutter:
    """Turns frames' probabilities into pieces. Frames are counted from the beginning of the recording."""

    samples: int
    frame: int = 0  # the next frame to come
    begin: int | None = None  # first frame of the piece being gathered
    floor: int = 0  # end of the last piece; padding does not reach before it
    heard: int = 0  # frame after the last one with speech
    voiced: int = 0  # frames of speech in this piece
    speaking: bool = False
    probabilities: list[float] = field(default_factory=list)  # of the frames since `begin`

    def feed(self, probabilities: npt.NDArray[np.float32]) -> Iterator[Piece]:
        if self.begin is None and probabilities.max(initial=0.0) < SPEECH:
            self.frame += len(probabilities)  # hours of silence pass here
            return
        for probability in probabilities.tolist():
            yield from self._step(probability)

    def finish(self) -> Iterator[Piece]:
        if self.begin is not None:
            yield from self._close(self.heard + PAD)

    def _step(self, probability: float) -> Iterator[Piece]:
        frame, self.frame = self.frame, self.frame + 1
        self.speaking = probability >= (SILENCE if self.speaking else SPEECH)
        if self.begin is None:
            if not self.speaking:
                return
            self.begin = max(self.floor, frame - PAD)
            self.probabilities = [0.0] * (frame - self.begin)
        self.probabilities.append(probability)
        if self.speaking:
            self.heard, self.voiced = frame + 1, self.voiced + 1
        if frame + 1 - self.heard >= GAP:
            yield from self._close(self.heard + PAD)
        elif len(self.probabilities) >= PIECE:
            yield from self._cut()

    def _cut(self) -> Iterator[Piece]:
        """Ends a piece that is as long as a piece may be, in its last third where speech is least likely."""
        assert self.begin is not None
        begin, heard = self.begin, self.heard
        tail = np.asarray(self.probabilities[CUT_FROM:])
        quiet = np.convolve(tail, np.ones(SMOOTH), mode="valid")
        at = CUT_FROM + int(quiet.argmin()) + SMOOTH // 2
        if heard <= begin + at:
            yield from self._close(heard + PAD)
            return
        rest = self.probabilities[at:]
        yield from self._close(begin + at)
        self.begin, self.heard, self.probabilities = begin + at, heard, rest
        self.voiced = sum(p >= SILENCE for p in rest)

    def _close(self, end: int) -> Iterator[Piece]:
        begin, voiced = self.begin, self.voiced
        assert begin is not None
        end = min(end, begin + PIECE)
        self.begin, self.voiced, self.floor, self.probabilities = None, 0, end, []
        stop = min(end * FRAME, self.samples)
        if voiced >= LEAST and stop > begin * FRAME:
            yield Piece(begin * FRAME, stop)


def first_speech(samples: Samples, cancel: Event | None = None) -> FloatArray:
    """The first 30 s from where speech begins, or from the beginning where there is none: float32 (n,).

    Raises as `find_pieces`.
    """
    begin = next((piece.start for piece in find_pieces(samples, cancel)), 0)
    return as_float(samples[begin : begin + FIRST_SECONDS * SAMPLE_RATE])

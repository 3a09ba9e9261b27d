"""Small stand-ins where a test is not about what a model or a reader makes of a file: quick, and always the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from core.errors import UnreadableFile
from core.speech.recognizer import SAMPLE_RATE, Language, Samples, Segment
from core.speech.vad import as_float
from core.tabular.table import Grid
from core.types import BoxSpan, Chunk, FloatArray, PageSpan, Reading, Word
from core.vision.encoder import Pixels


def unit(text: str, dimension: int) -> FloatArray:
    """A unit vector that depends on nothing but the text."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)
    return vector / np.linalg.norm(vector)


class FakeTexts:
    """A text encoder. It counts its calls, and fails on a text with `poison` in it."""

    dimension = 16
    threshold = related = alike = 0.30

    def __init__(self, space: str = "fake-texts") -> None:
        self.space = space
        self.calls: list[int] = []

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.calls.append(len(texts))
        if any("poison" in text for text in texts):
            raise RuntimeError("what the encoder says of /a/path")
        return np.stack([unit(text, self.dimension) for text in texts]) if texts else np.empty((0, 16), np.float32)


class FakePictures:
    dimension = 8
    threshold, sure, same = 0.25, 0.4, 0.9

    def __init__(self, space: str = "fake-pictures") -> None:
        self.space = space

    def encode_pictures(self, pictures: Sequence[Pixels]) -> FloatArray:
        return np.stack([unit(f"{self.space} {picture.mean():.3f}", self.dimension) for picture in pictures])

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        return np.stack([unit(text, self.dimension) for text in texts])

    def photo(self, picture: Pixels) -> float:
        return 0.0

    def guesses(self, picture: Pixels, count: int = 3) -> list[tuple[str, float]]:
        return [("golden retriever (dog)", 0.8), ("tennis ball", 0.15), ("volcano", 0.01)][:count]


class FakeRecognizer:
    """Hears the word "tick" in each second that is not silent."""

    name = "fake"

    def transcribe(
        self, samples: Samples, *, language: str | None = "en", briefly: bool = False, hot_words: Sequence[str] = ()
    ) -> Iterator[Segment]:
        for second in range(len(samples) // SAMPLE_RATE):
            if np.abs(as_float(samples[second * SAMPLE_RATE : (second + 1) * SAMPLE_RATE])).max() > 0.01:
                word = Word(" tick", float(second), second + 0.5, 0.9)
                yield Segment(float(second), second + 0.5, " tick", (word,))

    def detect_language(self, samples: Samples) -> Language:
        return Language("en", 0.99)


class FakeReaders:
    """Reads by the first word of the file: `picture`, `audio <seconds>`, `damaged`, `burst`; all else is text.

    Each line of a text is a chunk, and so is each line of a picture after its first: what is written in it.
    """

    def __init__(self) -> None:
        self.read_names: list[str] = []

    def tables(self, path: Path, name: str) -> tuple[Grid, ...]:
        return ()

    def look(self, path: Path) -> Reading:
        return self.read(path, "picture")

    def read(self, path: Path, name: str) -> Reading:
        self.read_names.append(name)
        text = path.read_bytes().decode("utf-8", "replace")
        kind = text.split()[0] if text.split() else ""
        if kind == "damaged":
            raise UnreadableFile("The file is damaged.")
        if kind == "burst":
            raise RuntimeError("a bug at /some/path")
        if kind == "picture":
            pixels = np.full((30, 40, 3), len(text) % 255, np.uint8)
            written = [Chunk(line, BoxSpan((9, 9 * n, 90, 9 * n + 9))) for n, line in enumerate(text.splitlines()) if n]
            return Reading("picture", "image/png", tuple(written), width=400, height=300, picture=pixels)
        if kind == "audio":
            return Reading("audio", "audio/wav")
        chunks, start = [], 0
        for line in text.splitlines(keepends=True):
            chunks.append(Chunk(line.rstrip("\n"), PageSpan(1, start, start + len(line.rstrip("\n")))))
            start += len(line)
        return Reading("text", "text/plain", tuple(chunks))

    def decode_audio(self, path: Path, target: Path, cancel: object = None) -> int:
        seconds = int(path.read_text().split()[1])
        loudness = 0 if "silent" in path.read_text() else 8_000
        samples = np.full(seconds * SAMPLE_RATE, loudness, np.int16)
        samples.tofile(target)
        return len(samples)


class CountingIndex:
    """Follows the outbox in no way; counts how often it was told to."""

    def __init__(self) -> None:
        self.applied = 0

    def apply(self) -> None:
        self.applied += 1

"""PCM into what listeners ask for, piece by piece: wav, pcm, mp3, opus, aac and flac, by PyAV."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.errors import UnsupportedFormat

PCM_RATE = 24_000  # what OpenAI's interface promises of its bare `pcm`
UNKNOWN = 0xFFFFFFFF  # length in the header of a WAV whose end is not known yet


@dataclass(frozen=True, slots=True)
class Encoding:
    """A media type, and the container, codec and rate (0: the voice's own) that PyAV makes it with."""

    media_type: str
    container: str = ""
    codec: str = ""
    rate: int = 0
    bit_rate: int = 0


ENCODINGS = {
    "wav": Encoding("audio/wav"),
    "pcm": Encoding("audio/pcm", rate=PCM_RATE),
    "mp3": Encoding("audio/mpeg", "mp3", "libmp3lame", 0, 64_000),
    "opus": Encoding("audio/ogg", "ogg", "libopus", 48_000, 32_000),
    "aac": Encoding("audio/aac", "adts", "aac", 0, 64_000),
    "flac": Encoding("audio/flac", "flac", "flac", 0),
}


def encode(sound: Iterable[bytes], rate: int, name: str = "wav") -> Iterator[bytes]:
    """Pieces of 16-bit mono PCM at `rate` as pieces of `name`, each as soon as it can be told.

    Raises `UnsupportedFormat` for a name that is not in `ENCODINGS`, at the call and not at the first piece.
    """
    if name not in ENCODINGS:
        raise UnsupportedFormat(f"Speech cannot be had as '{name[:20]}'.", f"Ask for one of {', '.join(ENCODINGS)}.")
    encoding = ENCODINGS[name]
    if name == "wav":
        return _wav(sound, rate)
    if name == "pcm":
        return _pcm(sound, rate, encoding.rate)
    return _compressed(sound, rate, encoding)


def wav_header(rate: int, samples: int | None = None) -> bytes:
    """The 44 bytes before 16-bit mono PCM; without a number of samples, those of a stream without known end."""
    size = UNKNOWN if samples is None else 2 * samples
    whole = UNKNOWN if samples is None else size + 36
    shape = struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16)
    return b"RIFF" + struct.pack("<I", whole) + b"WAVEfmt " + shape + b"data" + struct.pack("<I", size)


def wav_file(sound: Iterable[bytes], rate: int) -> bytes:
    """A whole WAV file, with its length in the header."""
    samples = b"".join(sound)
    return wav_header(rate, len(samples) // 2) + samples


def _wav(sound: Iterable[bytes], rate: int) -> Iterator[bytes]:
    yield wav_header(rate)
    yield from sound


def _pcm(sound: Iterable[bytes], rate: int, wanted: int) -> Iterator[bytes]:
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=wanted)
    for piece in sound:
        yield b"".join(_bytes(f) for f in resampler.resample(_frame(piece, rate)))
    yield b"".join(_bytes(f) for f in resampler.resample(None))


def _compressed(sound: Iterable[bytes], rate: int, encoding: Encoding) -> Iterator[bytes]:
    import av

    sink = _Sink()
    # Ogg gathers a second of sound into a page unless it is told otherwise; the others ignore that.
    options = {"fflags": "flush_packets"} | ({"page_duration": "200000"} if encoding.container == "ogg" else {})
    with av.open(sink, "w", format=encoding.container, options=options) as container:
        stream: Any = container.add_stream(encoding.codec, rate=encoding.rate or rate, layout="mono")
        if encoding.bit_rate:
            stream.bit_rate = encoding.bit_rate
        position = 0
        for piece in sound:
            frame = _frame(piece, rate)
            frame.pts = position
            position += frame.samples
            container.mux(stream.encode(frame))
            yield sink.take()
        container.mux(stream.encode(None))
    yield sink.take()


def _frame(piece: bytes, rate: int) -> Any:
    from fractions import Fraction

    import av

    frame = av.AudioFrame.from_ndarray(np.frombuffer(piece, "<i2")[None], format="s16", layout="mono")
    frame.sample_rate = rate
    frame.time_base = Fraction(1, rate)
    return frame


def _bytes(frame: Any) -> bytes:
    return bytes(frame.to_ndarray().astype("<i2").tobytes())


class _Sink:
    """What PyAV writes to: it cannot be rewound, as a socket cannot."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, data: bytes) -> int:
        self._bytes += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken

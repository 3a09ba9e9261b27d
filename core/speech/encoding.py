"""PCM into what listeners ask for, piece by piece: wav, pcm, mp3, opus, aac and flac, by PyAV."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, cast

import numpy as np

from core.errors import UnsupportedFormat

if TYPE_CHECKING:
    from av import AudioFrame

PCM_RATE = 24_000  # what OpenAI's interface promises of its bare `pcm`


@dataclass(frozen=True, slots=True)
class Encoding:
    """A media type, and the container, codec and rate (0: the voice's own) that PyAV makes it with.

    `options` are the container's: without them FFmpeg holds sound back, or writes its own name beside it.
    """

    media_type: str
    container: str
    codec: str
    rate: int = 0
    bit_rate: int = 0
    options: Mapping[str, str] = field(default_factory=lambda: {"fflags": "flush_packets"})


ENCODINGS = {
    "wav": Encoding("audio/wav", "wav", "pcm_s16le", options={"fflags": "flush_packets+bitexact"}),
    "pcm": Encoding("audio/pcm", "s16le", "pcm_s16le", PCM_RATE),
    "mp3": Encoding("audio/mpeg", "mp3", "libmp3lame", 0, 64_000),
    # Ogg gathers a second of sound into a page unless it is told otherwise.
    "opus": Encoding(
        "audio/ogg", "ogg", "libopus", 48_000, 32_000, {"fflags": "flush_packets", "page_duration": "200000"}
    ),
    "aac": Encoding("audio/aac", "adts", "aac", 0, 64_000),
    "flac": Encoding("audio/flac", "flac", "flac"),
}


def encode(sound: Iterable[bytes], rate: int, name: str = "wav") -> Iterator[bytes]:
    """Pieces of 16-bit mono PCM at `rate` as pieces of `name`, each as soon as it is encoded.

    A WAV has no length in its header, as its end is not known yet. Raises `UnsupportedFormat` for a name that is not in
    `ENCODINGS`, at the call and not at the first piece.
    """
    if name not in ENCODINGS:
        raise UnsupportedFormat(f"Speech cannot be had as '{name[:20]}'.", f"Ask for one of {', '.join(ENCODINGS)}.")
    return _streamed(sound, rate, ENCODINGS[name])


def wav_file(sound: Iterable[bytes], rate: int) -> bytes:
    """A whole WAV file, with its length in the header."""
    file = io.BytesIO()
    for _ in _written(file, sound, rate, ENCODINGS["wav"]):
        continue
    return file.getvalue()


def _streamed(sound: Iterable[bytes], rate: int, encoding: Encoding) -> Iterator[bytes]:
    sink = _Sink()
    for _ in _written(cast("BinaryIO", sink), sound, rate, encoding):
        yield sink.take()
    yield sink.take()


def _written(target: BinaryIO, sound: Iterable[bytes], rate: int, encoding: Encoding) -> Iterator[None]:
    """Write the sound to `target`; yields after each piece. What is held back follows at the end."""
    import av

    with av.open(target, "w", format=encoding.container, options=dict(encoding.options)) as container:
        stream = container.add_stream(encoding.codec, rate=encoding.rate or rate, layout="mono")
        if encoding.bit_rate:
            stream.bit_rate = encoding.bit_rate
        position = 0
        for piece in filter(None, sound):
            frame = _frame(piece, rate)
            frame.pts = position
            position += frame.samples
            container.mux(stream.encode(frame))
            yield
        container.mux(stream.encode(None))


def _frame(piece: bytes, rate: int) -> AudioFrame:
    from fractions import Fraction

    import av

    frame = av.AudioFrame.from_ndarray(np.frombuffer(piece, "<i2")[None], format="s16", layout="mono")
    frame.sample_rate = rate
    frame.time_base = Fraction(1, rate)
    return frame


class _Sink:
    """What PyAV writes to: it cannot be rewound, as a socket cannot."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, data: bytes) -> int:
        """Keep the bytes until they are taken."""
        self._bytes += data
        return len(data)

    def take(self) -> bytes:
        """What was written since the last call."""
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken

"""Recordings: decoded by FFmpeg's libraries (PyAV) to 16 kHz mono int16, as a stream, in little memory."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np

from core.errors import OutOfSpace, TooLarge, UnreadableFile, UnsupportedFormat
from memory.readers.detect import AUDIO, Format

SAMPLE_RATE = 16_000
# The demuxer is named, so that no file can pose as a playlist that refers to others.
_DEMUXERS: dict[Format, str] = {
    "wav": "wav", "mp3": "mp3", "ogg": "ogg", "flac": "flac", "m4a": "mov", "webm": "matroska",
}  # fmt: skip
_MOST_BROKEN = 0.5  # of all packets; a recording with a few holes is still worth hearing


def probe(path: Path, format_: Format) -> int | None:
    """About how many 16 kHz samples there are by the header, None where it does not say.

    Raises `UnreadableFile` where there is no sound in it.
    """
    import av

    with _opened(path, format_) as (container, _):
        return None if container.duration is None else int(container.duration / av.time_base * SAMPLE_RATE)


def decode(path: Path, format_: Format, target: Path, most_hours: float) -> int:
    """Write the samples to `target` as raw int16; returns how many there are.

    What is no number becomes silence. Raises `UnreadableFile` where nothing can be decoded, `TooLarge` where it is
    longer than `most_hours`, whatever its header says.
    """
    if format_ not in AUDIO:
        raise UnsupportedFormat("This is no recording.", "Hand over WAV, MP3, OGG, FLAC, M4A or WebM.")
    samples = 0
    with _opened(path, format_) as (container, stream), target.open("wb") as out:
        for piece in _pieces(container, stream):
            samples += len(piece)
            _check_length(samples, most_hours)
            _write(out, piece)
    if not samples:
        raise UnreadableFile("The recording holds no sound that can be decoded.")
    return samples


@contextmanager
def _opened(path: Path, format_: Format) -> Iterator[tuple[Any, Any]]:
    import av

    av.logging.set_level(None)
    try:
        with av.open(str(path), format=_DEMUXERS[format_]) as container:
            if not container.streams.audio:
                raise UnreadableFile("There is no sound in it.")
            yield container, container.streams.audio[0]
    except av.error.FFmpegError as error:
        raise UnreadableFile("The recording is damaged or incomplete and cannot be decoded.") from error


def _pieces(container: Any, stream: Any) -> Iterator[np.ndarray[Any, np.dtype[np.int16]]]:
    """The recording in pieces of int16, resampled. Broken packets are skipped and counted."""
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    good = broken = not_numbers = heard = 0
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
            good += 1
        except av.error.InvalidDataError:
            broken += 1
            continue
        for frame in frames:
            frame.pts = None  # damaged time stamps must not make the resampler insert hours of silence
            for resampled in resampler.resample(frame):
                values = resampled.to_ndarray()[0]
                not_numbers += int(np.count_nonzero(~np.isfinite(values)))
                heard += len(values)
                yield _to_int16(values)
    for resampled in resampler.resample(None):
        yield _to_int16(resampled.to_ndarray()[0])
    if broken > _MOST_BROKEN * (good + broken) or (heard and not_numbers > _MOST_BROKEN * heard):
        raise UnreadableFile("The recording is damaged: most of it is no sound.")


def _to_int16(values: np.ndarray[Any, np.dtype[np.float32]]) -> np.ndarray[Any, np.dtype[np.int16]]:
    numbers = np.nan_to_num(values, nan=0.0, posinf=1.0, neginf=-1.0)
    return (np.clip(numbers, -1.0, 1.0) * 32767).astype(np.int16)


def _write(out: IO[bytes], piece: np.ndarray[Any, np.dtype[np.int16]]) -> None:
    try:
        out.write(piece.tobytes())
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise OutOfSpace("The disk is full.", "Free some space and try again.") from error
        raise


def _check_length(samples: int, most_hours: float) -> None:
    if samples > most_hours * 3600 * SAMPLE_RATE:
        raise TooLarge(f"The recording is longer than {most_hours:g} hours.", "Hand it over in parts.")

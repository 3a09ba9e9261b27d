"""Recordings: decoded by FFmpeg's libraries (PyAV) to 16 kHz mono int16, as a stream, in little memory."""

from __future__ import annotations

import errno
import itertools
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from core.errors import OutOfSpace, TooLarge, UnreadableFile, UnsupportedFormat
from memory.readers import detect
from memory.readers.detect import AUDIO, Format

if TYPE_CHECKING:
    from av import AudioFrame, AudioResampler, AudioStream
    from av.container import InputContainer

Samples = npt.NDArray[np.int16]
Channels = npt.NDArray[np.float32]

SAMPLE_RATE = 16_000
_BUFFER_BYTES = 1 << 18  # that FFmpeg asks for at a time
# The demuxer is named, so that no file can pose as a playlist that refers to others.
_DEMUXERS: dict[Format, str] = {
    "wav": "wav", "mp3": "mp3", "ogg": "ogg", "flac": "flac", "m4a": "mov", "webm": "matroska", "aac": "aac",
    "aiff": "aiff", "amr": "amr", "caf": "caf", "wma": "asf", "mp4": "mov", "mov": "mov", "mkv": "matroska",
    "avi": "avi",
}  # fmt: skip
_FILMS: dict[Format, str] = {"m4a": "video/mp4", "webm": "video/webm", "ogg": "video/ogg", "wma": "video/x-ms-wmv"}
_SOUND_ALONE: dict[Format, str] = {"mp4": "audio/mp4", "mov": "audio/mp4", "mkv": "audio/x-matroska"}
MEDIA_TYPES = frozenset({*_FILMS.values(), *_SOUND_ALONE.values()})
"""What a container is by what is inside, beside `detect.MEDIA_TYPES`."""
_LATE = 0.1  # seconds from which on a gap between frames is no rounding
_SILENCE_AT_ONCE = 60 * SAMPLE_RATE
_MOST_BROKEN = 0.5  # of all packets; a recording with a few holes is still worth hearing


def probe(file: IO[bytes], format_: Format) -> tuple[int | None, str]:
    """About how many 16 kHz samples there are by the header, None where it does not say; and the media type.

    Raises `UnreadableFile` where there is no sound in it.
    """
    import av
    from av.stream import Disposition

    with _opened(file, format_) as (container, _):
        count = None if container.duration is None else int(container.duration / av.time_base * SAMPLE_RATE)
        is_film = any(not stream.disposition & Disposition.attached_pic for stream in container.streams.video)
    inside = _FILMS if is_film else _SOUND_ALONE
    return count, inside.get(format_, detect.MEDIA_TYPES[format_])


def decode(file: IO[bytes], format_: Format, target: IO[bytes], most_hours: float) -> int:
    """Write the samples to `target` as raw int16; returns how many there are.

    What is no number becomes silence. Raises `UnreadableFile` where nothing can be decoded, `TooLarge` where it is
    longer than `most_hours`, whatever its header says.
    """
    if format_ not in AUDIO:
        raise UnsupportedFormat("This is not a recording.", "Hand over WAV, MP3, OGG, FLAC, M4A, WebM or a film.")
    samples = 0
    with _opened(file, format_) as (container, stream), _full_disk_told():
        for piece in _pieces(container, stream):
            samples += len(piece)
            _check_length(samples, most_hours)
            target.write(piece.tobytes())
        target.flush()
    if not samples:
        raise UnreadableFile("The recording holds no sound that can be decoded.")
    return samples


@contextmanager
def _opened(file: IO[bytes], format_: Format) -> Iterator[tuple[InputContainer, AudioStream]]:
    import av

    av.logging.set_level(None)
    try:
        # Tags may be in any encoding, and are not looked at
        with av.open(
            file, format=_DEMUXERS[format_], buffer_size=_BUFFER_BYTES, metadata_errors="replace"
        ) as container:
            if not container.streams.audio:
                raise UnreadableFile("There is no sound in it.")
            yield container, container.streams.audio[0]
    except av.error.FFmpegError as error:
        raise UnreadableFile("The recording is damaged or incomplete and cannot be decoded.") from error


def _pieces(container: InputContainer, stream: AudioStream) -> Iterator[Samples]:
    """The recording in pieces of int16, mono. What was broken is skipped, counted, and refused where it is most."""
    damage = _Damage()
    for channels in _resampled(timed(_decoded(container, stream, damage), *_times(container))):
        damage.heard += channels.size
        damage.not_numbers += int(np.count_nonzero(~np.isfinite(channels)))
        yield _to_int16(channels)
    if damage.is_most():
        raise UnreadableFile("The recording is damaged: most of it cannot be decoded.")


@dataclass
class _Damage:
    """Counts of packets and of values (samples of each channel)."""

    good: int = 0
    broken: int = 0
    heard: int = 0
    not_numbers: int = 0

    def is_most(self) -> bool:
        broken = self.broken > _MOST_BROKEN * (self.good + self.broken)
        return broken or self.not_numbers > _MOST_BROKEN * self.heard


def _decoded(container: InputContainer, stream: AudioStream, damage: _Damage) -> Iterator[AudioFrame]:
    import av

    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            damage.broken += 1
            continue
        damage.good += 1
        yield from frames


def _times(container: InputContainer) -> tuple[float, float]:
    """When the recording or film begins and ends by its header, in its own seconds; no end where it does not say."""
    import av

    begin = (container.start_time or 0) / av.time_base
    return begin, math.inf if container.duration is None else begin + container.duration / av.time_base


def timed(frames: Iterator[AudioFrame], begin: float, end: float) -> Iterator[AudioFrame | float]:
    """The frames, with the seconds of silence before them where the sound begins later than the film, or pauses.

    So each second is where a player has it. A time stamp is believed where the next frame follows on from it and it
    lies before the end: a damaged one must not insert hours.
    """
    heard = 0.0
    for frame, following in itertools.pairwise(itertools.chain(frames, [None])):
        assert frame is not None
        seconds = frame.samples / frame.sample_rate
        late = 0.0 if frame.time is None else frame.time - begin - heard
        follows = following is None or following.time is None or frame.time is None
        follows = follows or abs(following.time - frame.time - seconds) < _LATE
        if late > _LATE and follows and begin + heard + late <= end:
            heard += late
            yield late
        heard += seconds
        yield frame


def _resampled(frames: Iterator[AudioFrame | float]) -> Iterator[Channels]:
    """Frames, and seconds of silence, to arrays (channels, samples) of float32 at 16 kHz.

    Channels are left apart: FFmpeg's mix to mono in floating point makes equal channels 1.41 times as loud, and
    clips. A chained file may change its rate or layout on the way, which asks for a new resampler.
    """
    import av

    resampler: AudioResampler | None = None
    form = None
    for frame in frames:
        if isinstance(frame, float):
            yield from _silence(frame)
            continue
        if resampler is None or (frame.format.name, frame.layout.name, frame.sample_rate) != form:
            if resampler:
                yield from (rest.to_ndarray() for rest in resampler.resample(None))
            resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
            form = (frame.format.name, frame.layout.name, frame.sample_rate)
        frame.pts = None  # damaged time stamps must not make the resampler insert hours of silence
        yield from (piece.to_ndarray() for piece in resampler.resample(frame))
    if resampler:
        yield from (rest.to_ndarray() for rest in resampler.resample(None))


def _silence(seconds: float) -> Iterator[Channels]:
    left = round(seconds * SAMPLE_RATE)
    while left > 0:
        yield np.zeros((1, min(left, _SILENCE_AT_ONCE)), np.float32)
        left -= _SILENCE_AT_ONCE


def _to_int16(channels: Channels) -> Samples:
    """(channels, samples) of float32 to their mean, (samples,) of int16; what is no number is silence."""
    numbers = np.nan_to_num(channels, nan=0.0, posinf=1.0, neginf=-1.0).mean(axis=0)
    samples: Samples = (np.clip(numbers, -1.0, 1.0) * 32767).astype(np.int16)
    return samples


@contextmanager
def _full_disk_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise OutOfSpace("The disk is full.", "Free some space and try again.") from error
        raise


def _check_length(samples: int, most_hours: float) -> None:
    if samples > most_hours * 3600 * SAMPLE_RATE:
        raise TooLarge(f"The recording is longer than {most_hours:g} hours.", "Hand it over in parts.")

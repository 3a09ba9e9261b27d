from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from core.errors import TooLarge, UnreadableFile, UnsupportedFormat
from core.settings import Settings
from memory.readers import Readers
from memory.readers.audio import decode
from memory.readers.detect import detect

Put = Callable[[str, bytes | str], Path]
RATE = 44_100
CODECS = {"wav": "pcm_s16le", "mp3": "mp3", "ogg": "libopus", "flac": "flac", "m4a": "aac", "webm": "libopus"}


def tone(seconds: float, rate: int = RATE) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def recording(form: str, samples: np.ndarray, rate: int = 48_000) -> bytes:
    """Stereo sound, encoded by FFmpeg's libraries."""
    out = io.BytesIO()
    with av.open(out, "w", format={"m4a": "mp4"}.get(form, form)) as container:
        stream = container.add_stream(CODECS[form], rate=rate, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.stack([samples, samples]), format="fltp", layout="stereo")
        frame.sample_rate = rate
        resampler = av.AudioResampler(format=stream.format, layout="stereo", rate=rate, frame_size=stream.frame_size)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return out.getvalue()


def wav(samples: np.ndarray, subtype: str = "FLOAT") -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, RATE, format="WAV", subtype=subtype)
    return out.getvalue()


def decoded(path: Path) -> np.ndarray:
    file, target = io.BytesIO(path.read_bytes()), io.BytesIO()
    count = decode(file, detect(file), target, 1.0)
    samples = np.frombuffer(target.getvalue(), dtype=np.int16)
    assert len(samples) == count
    return samples


@pytest.mark.parametrize("form", CODECS)
def test_every_format_becomes_16_khz_mono(readers: Readers, put: Put, tmp_path: Path, form: str) -> None:
    path = put("x", recording(form, tone(2.0, 48_000)))
    reading = readers.read(path, "x")
    assert (reading.kind, reading.chunks) == ("audio", ())
    assert reading.media_type == {"mp3": "audio/mpeg", "m4a": "audio/mp4"}.get(form, f"audio/{form}")
    count = readers.decode_audio(path, tmp_path / "raw")
    assert count == pytest.approx(32_000, abs=2_500)  # encoders pad
    samples = np.fromfile(tmp_path / "raw", dtype=np.int16)
    assert len(samples) == count
    spectrum = np.abs(np.fft.rfft(samples[8_000:24_000].astype(float)))  # one second: bins are hertz
    assert spectrum.argmax() == 440
    assert 0.45 < np.abs(samples[8_000:24_000]).max() / 32_767 < 0.55


def test_what_is_no_number_becomes_silence(put: Put) -> None:
    samples = tone(1.0)
    samples[10_000:20_000] = np.nan
    samples[30_000] = np.inf
    heard = decoded(put("x", wav(samples)))
    assert len(heard) == pytest.approx(16_000, abs=20)
    assert not heard[4_000:7_000].any()
    assert np.abs(heard[8_000:10_000]).max() > 10_000


def test_nothing_but_no_numbers_is_refused(put: Put) -> None:
    with pytest.raises(UnreadableFile, match="cannot be decoded"):
        decoded(put("x", wav(np.full(RATE, np.nan, dtype=np.float32))))


def test_no_samples_at_all(put: Put) -> None:
    with pytest.raises(UnreadableFile):
        decoded(put("x", wav(np.zeros(0, dtype=np.float32))))


@pytest.mark.parametrize("form", ["mp3", "ogg", "flac", "webm"])
def test_a_cut_recording_keeps_what_is_there(put: Put, form: str) -> None:
    noise = np.random.default_rng(0).normal(0, 0.2, 96_000).astype(np.float32)
    data = recording(form, noise)
    assert 8_000 < len(decoded(put("x", data[: int(len(data) * 0.7)]))) < 32_000


def test_garbage_behind_a_true_beginning(put: Put) -> None:
    noise = np.random.default_rng(0).bytes(20_000)
    for start in (b"fLaC", b"OggS\0", b"ID3\x04\0\0\0\0\0\0", b"\x1aE\xdf\xa3", b"\0\0\0\x18ftypM4A "):
        with pytest.raises(UnreadableFile):
            decoded(put("x", start + noise))


def test_a_recording_that_is_too_long_stops_at_the_limit(put: Put, tmp_path: Path) -> None:
    brief = Readers(Settings(_env_file=None, audio_hours=1 / 3600))
    with pytest.raises(TooLarge, match="longer than"):
        brief.decode_audio(put("x", wav(tone(5.0))), tmp_path / "raw")
    brief.close()
    assert (tmp_path / "raw").stat().st_size < 2 * 16_000 * 2


def test_a_picture_is_no_recording(readers: Readers, put: Put, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat):
        readers.decode_audio(put("x", "words"), tmp_path / "raw")


@pytest.mark.slow
def test_eight_silent_hours_pass_in_little_memory(put: Put, tmp_path: Path) -> None:
    """As FLAC they are small; decoded they are 0.9 GB, which never stands in memory at once."""
    path = tmp_path / "silence.flac"
    hour = np.zeros(8_000 * 3600, dtype=np.int16)
    with soundfile.SoundFile(path, "w", 8_000, 1, format="FLAC") as file:
        for _ in range(8):
            file.write(hour)
    tight = Readers(Settings(_env_file=None, reader_bytes=512 * 2**20))
    try:
        assert tight.decode_audio(path, tmp_path / "raw") == pytest.approx(8 * 3600 * 16_000, rel=0.001)
    finally:
        tight.close()
        (tmp_path / "raw").unlink(missing_ok=True)

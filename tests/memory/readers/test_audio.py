from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from core.errors import TooLarge, UnreadableFile, UnsupportedFormat
from core.settings import Settings
from memory.readers import Readers
from memory.readers.audio import decode, timed
from memory.readers.detect import detect

Put = Callable[[str, bytes | str], Path]
RATE = 44_100
CODECS = {
    "wav": "pcm_s16le", "mp3": "mp3", "ogg": "libopus", "flac": "flac", "m4a": "aac", "webm": "libopus", "aac": "aac",
    "aiff": "pcm_s16be", "caf": "pcm_s16le", "wma": "wmav2", "mov": "aac", "mkv": "aac", "avi": "mp3",
    "amr": "libopencore_amrnb",
}  # fmt: skip
MUXERS = {"m4a": "mp4", "aac": "adts", "wma": "asf", "mkv": "matroska"}
TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "caf": "audio/x-caf", "wma": "audio/x-ms-wma", "mov": "audio/mp4",
    "mkv": "audio/x-matroska", "avi": "video/x-msvideo",
}  # fmt: skip


def tone(seconds: float, rate: int = RATE) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def recording(form: str, samples: np.ndarray, rate: int = 48_000) -> bytes:
    """Stereo sound, encoded by FFmpeg's libraries; in AMR, which has nothing else, 8 kHz and one channel."""
    out = io.BytesIO()
    with av.open(out, "w", format=MUXERS.get(form, form)) as container:
        wanted, layout = (8_000, "mono") if form == "amr" else (rate, "stereo")
        stream = container.add_stream(CODECS[form], rate=wanted, layout=layout)
        if form == "wma":
            stream.bit_rate = 128_000
        frame = av.AudioFrame.from_ndarray(np.stack([samples, samples]), format="fltp", layout="stereo")
        frame.sample_rate = rate
        resampler = av.AudioResampler(format=stream.format, layout=layout, rate=wanted, frame_size=stream.frame_size)
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
    assert reading.media_type == TYPES.get(form, f"audio/{form}")
    count = readers.decode_audio(path, tmp_path / "raw")
    assert count == pytest.approx(32_000, abs=2_500)  # encoders pad
    samples = np.fromfile(tmp_path / "raw", dtype=np.int16)
    assert len(samples) == count
    spectrum = np.abs(np.fft.rfft(samples[8_000:24_000].astype(float)))  # one second: bins are hertz
    assert spectrum.argmax() == 440
    assert 0.45 < np.abs(samples[8_000:24_000]).max() / 32_767 < 0.55


def film(form: str, late: float, pause: float = 0.0) -> bytes:
    """Grey pictures for five seconds, and a second of a tone that begins `late`, and again after a `pause`."""
    out = io.BytesIO()
    with av.open(out, "w", format=form) as container:
        pictures = container.add_stream("mpeg4", rate=10)
        pictures.width = pictures.height = 64
        sound = container.add_stream("pcm_s16le" if form in ("mov", "matroska") else "aac", rate=16_000, layout="mono")
        for number in range(50):
            picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 100, np.uint8), format="rgb24")
            picture.pts = number
            container.mux(pictures.encode(picture))
        container.mux(pictures.encode(None))
        samples = (tone(1.0, 16_000) * 32_767).astype(np.int16)
        for begin in [late, late + 1 + pause] if pause else [late]:
            for at in range(0, 15_360, 1_024):
                frame = av.AudioFrame.from_ndarray(samples[None, at : at + 1_024], format="s16", layout="mono")
                frame.sample_rate, frame.pts, frame.time_base = 16_000, int(begin * 16_000) + at, Fraction(1, 16_000)
                container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
    return out.getvalue()


@pytest.mark.parametrize("form", ["mp4", "mov", "matroska"])
def test_the_sound_of_a_film_keeps_the_film_s_seconds(readers: Readers, put: Put, form: str) -> None:
    path = put("x", film(form, late=2.0))
    reading = readers.read(path, "x")
    kinds = {"mp4": "video/mp4", "mov": "video/quicktime", "matroska": "video/x-matroska"}
    assert (reading.kind, reading.media_type) == ("audio", kinds[form])
    loud = np.flatnonzero(np.abs(decoded(path)) > 3_000)
    assert loud[0] / 16_000 == pytest.approx(2.0, abs=0.1)
    assert loud[-1] / 16_000 == pytest.approx(2.96, abs=0.1)


def test_a_pause_in_the_sound_of_a_film_is_silence(put: Put) -> None:
    loud = np.abs(decoded(put("x", film("matroska", late=0.5, pause=1.5)))) > 3_000
    assert loud[8_200:23_000].any()
    assert not loud[25_000:47_000].any()
    assert loud[48_500:60_000].any()


def test_a_damaged_time_stamp_inserts_nothing() -> None:
    def frame(at: float) -> av.AudioFrame:
        made = av.AudioFrame.from_ndarray(np.zeros((1, 1_600), np.int16), format="s16", layout="mono")
        made.sample_rate, made.pts, made.time_base = 16_000, int(at * 16_000), Fraction(1, 16_000)
        return made

    def silences(*starts: float, end: float = 10.0) -> list[float]:
        return [one for one in timed(map(frame, starts), 0.0, end) if isinstance(one, float)]

    assert silences(0.0, 0.1, 2.0, 2.1) == [pytest.approx(1.8)]
    assert silences(0.0, 0.1, 7_000.0, 0.2, 0.3) == []
    assert silences(0.0, 0.1, 7_000.0, 7_000.1) == []
    assert silences(0.0, 0.1, 5.0, 0.2, 0.3) == []


def test_tags_may_be_in_any_encoding(readers: Readers, put: Put) -> None:
    sound = wav(tone(1.0))
    title = "Gespräch".encode("latin-1") + bytes(2)
    tags = b"INFO" + b"INAM" + len(title).to_bytes(4, "little") + title
    tagged = sound + b"LIST" + len(tags).to_bytes(4, "little") + tags
    tagged = tagged[:4] + (len(tagged) - 8).to_bytes(4, "little") + tagged[8:]
    path = put("x", tagged)
    assert readers.read(path, "x").kind == "audio"
    assert len(decoded(path)) == pytest.approx(16_000, abs=20)


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

"""Sound in the forms that OpenAI's interface offers, streamed."""

import io
import wave

import av
import numpy as np
import pytest

from core.errors import UnsupportedFormat
from core.speech.encoding import ENCODINGS, PCM_RATE, encode, wav_file

RATE = 22_050


def tone(seconds: float, hertz: float = 440.0) -> bytes:
    times = np.arange(int(RATE * seconds)) / RATE
    return bytes((np.sin(2 * np.pi * hertz * times) * 12000).astype("<i2").tobytes())


def decode(data: bytes, name: str) -> tuple[np.ndarray, int]:
    with av.open(io.BytesIO(data), format={"aac": "aac", "opus": "ogg"}.get(name, name)) as container:
        rate = container.streams.audio[0].rate
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
        frames = [f for frame in container.decode(audio=0) for f in resampler.resample(frame)]
    return np.concatenate([f.to_ndarray()[0] for f in frames]), rate


def pitch(samples: np.ndarray, rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples[:rate] * np.hanning(len(samples[:rate]))))
    return float(spectrum.argmax() * rate / len(samples[:rate]))


@pytest.mark.parametrize("name", ["mp3", "opus", "aac", "flac", "wav"])
def test_the_tone_is_still_there(name: str) -> None:
    data = b"".join(encode([tone(0.7), tone(0.8)], RATE, name))
    samples, rate = decode(data, name)
    assert len(samples) / rate == pytest.approx(1.5, abs=0.15)
    assert pitch(samples, rate) == pytest.approx(440, abs=5)


def test_pcm_has_the_promised_rate() -> None:
    samples = np.frombuffer(b"".join(encode([tone(0.5), tone(0.5)], RATE, "pcm")), "<i2")
    assert len(samples) == pytest.approx(PCM_RATE, abs=50)
    assert pitch(samples, PCM_RATE) == pytest.approx(440, abs=5)


@pytest.mark.parametrize("name", sorted(ENCODINGS))
def test_sound_comes_before_its_end_is_known(name: str) -> None:
    """Most of a first sentence is out before the second is asked for."""
    asked = []

    def sound() -> object:
        for number in range(2):
            asked.append(number)
            yield tone(3)

    stream = encode(sound(), RATE, name)  # type: ignore[arg-type]
    early = b""
    while not asked or len(early) < 1000:
        early += next(stream)
    assert asked == [0]
    assert b"".join(stream)


def test_a_stream_of_nothing_is_no_error() -> None:
    assert all(isinstance(b"".join(encode([], RATE, name)), bytes) for name in ENCODINGS)


def test_a_wav_file_knows_its_length() -> None:
    with wave.open(io.BytesIO(wav_file([tone(0.5), tone(0.25)], RATE))) as reader:
        assert (reader.getframerate(), reader.getnchannels(), reader.getsampwidth()) == (RATE, 1, 2)
        assert reader.readframes(reader.getnframes()) == tone(0.5) + tone(0.25)


def test_an_unknown_form_is_refused_at_once() -> None:
    with pytest.raises(UnsupportedFormat, match="midi"):
        encode([], RATE, "midi")

"""What our recogniser costs over faster-whisper alone."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from core.settings import settings
from tests.bench.aside import Aside
from tests.bench.figures import Figures, Raw, median_ratio
from tests.bench.footprint import SCRATCH
from tests.bench.material import speech


def measure(quick: bool) -> tuple[Figures, Raw]:
    """About a minute of synthetic speech, decoded to samples once. In one process, alternately: our recogniser
    until its last segment, and `faster_whisper.WhisperModel.transcribe` with the same model, beam, arithmetic, threads
    and word times. Median of the ratios of neighbours. For comparison, faster-whisper with its own voice filter."""
    recording = speech(SCRATCH, 20 if quick else 60)
    with Aside() as process:
        return process.call(compare, recording, 2 if quick else 4)


def compare(recording: Path, pairs: int) -> tuple[Figures, Raw]:
    from app.wiring.models import recognizer, threads
    from core.settings import limit_openmp_spin
    from core.speech.whisper import BEAM
    from core.weights.locate import locate

    limit_openmp_spin()
    from faster_whisper import WhisperModel, decode_audio  # after it: OpenMP is set when it is loaded

    samples = decode_audio(str(recording))
    ours = recognizer(settings())
    folder = str(locate("whisper-tiny.en"))
    model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=threads(settings()))

    def own() -> str:
        return " ".join(segment.text for segment in ours.transcribe(samples))

    def plain(voice_filter: bool = False) -> str:
        found, _ = model.transcribe(
            samples, language="en", beam_size=BEAM, word_timestamps=True, vad_filter=voice_filter
        )
        return " ".join(segment.text.strip() for segment in found)

    texts = own(), plain()  # both loaded and warm
    times: dict[str, list[float]] = {"own": [], "plain": [], "filtered": []}
    for _ in range(pairs):
        times["own"].append(seconds(own))
        times["plain"].append(seconds(plain))
    times["filtered"] = [seconds(lambda: plain(voice_filter=True)) for _ in range(2)]
    return {"transcribe": median_ratio(times["own"], times["plain"])}, {
        "seconds": statistics.median(times["own"]), "raw_seconds": statistics.median(times["plain"]),
        "raw_with_voice_filter_seconds": statistics.median(times["filtered"]), "recording_s": len(samples) / 16_000,
        "realtime_factor": statistics.median(times["own"]) / (len(samples) / 16_000),
        "words": len(texts[0].split()), "raw_words": len(texts[1].split()),
        "ratios": [a / b for a, b in zip(times["own"], times["plain"], strict=True)],
    }  # fmt: skip


def seconds(function: object) -> float:
    assert callable(function)
    began = time.perf_counter()
    function()
    return time.perf_counter() - began

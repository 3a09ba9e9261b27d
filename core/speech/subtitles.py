"""Segments as SubRip, WebVTT, and the `verbose_json` of OpenAI's transcription interface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.speech.recognizer import Segment
from core.types import Transcription

LEAST = 0.02  # seconds that a cue lasts at least: players drop those without length


def to_srt(segments: Iterable[Segment]) -> str:
    """SubRip: numbered cues with times as `00:00:01,500`."""
    cues = (
        f"{number}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{text}\n"
        for number, (start, end, text) in enumerate(_cues(segments), 1)
    )
    return "\n".join(cues)


def to_vtt(segments: Iterable[Segment]) -> str:
    """WebVTT (https://www.w3.org/TR/webvtt1/): times as `00:00:01.500`, text escaped."""
    cues = (f"{_clock(start, '.')} --> {_clock(end, '.')}\n{_escape(text)}\n" for start, end, text in _cues(segments))
    return "\n".join(["WEBVTT\n", *cues])


def to_verbose_json(
    segments: Sequence[Segment], *, language: str, duration: float, task: str = "transcribe"
) -> Transcription:
    """OpenAI's shape, with the speaker and the words' probabilities beside it. `duration` is in seconds."""
    words = [word for segment in segments for word in segment.words]
    return {
        "task": task,
        "language": language,
        "duration": round(duration, 3),
        "text": plain_text(segments),
        "segments": [
            {"id": number, "start": round(s.start, 3), "end": round(s.end, 3), "text": s.text, "speaker": s.speaker}
            for number, s in enumerate(segments)
        ],
        "words": [
            {"word": w.text, "start": round(w.start, 3), "end": round(w.end, 3), "probability": round(w.probability, 4)}
            for w in words
        ],
    }


def plain_text(segments: Iterable[Segment]) -> str:
    """The text of all segments on one line."""
    return " ".join(s.text for s in segments)


def _cues(segments: Iterable[Segment]) -> Iterable[tuple[float, float, str]]:
    """Start, end and one-paragraph text of each segment; an empty line would end a cue before its time."""
    for segment in segments:
        text = " ".join(segment.text.split())
        if text:
            spoken = f"{segment.speaker}: {text}" if segment.speaker else text
            # An arrow inside a text would be read as a line of times.
            yield segment.start, max(segment.end, segment.start + LEAST), spoken.replace("-->", "→")


def _clock(seconds: float, mark: str) -> str:
    whole, milliseconds = divmod(round(max(0.0, seconds) * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{mark}{milliseconds:03}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

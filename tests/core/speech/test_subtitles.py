"""The laws of subtitles: every cue parses back to its segment, in order."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.speech.recognizer import Segment
from core.speech.subtitles import to_srt, to_verbose_json, to_vtt
from core.types import Word

SRT = re.compile(r"(\d+)\n(\d\d+):(\d\d):(\d\d),(\d{3}) --> (\d\d+):(\d\d):(\d\d),(\d{3})\n(.+)\n")
VTT = re.compile(r"(\d\d+):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d\d+):([0-5]\d):([0-5]\d)\.(\d{3})\n(.+)\n")


def seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, whole, milliseconds = map(int, parts)
    assert minutes < 60
    assert whole < 60
    return hours * 3600 + minutes * 60 + whole + milliseconds / 1000


@st.composite
def timed(draw: st.DrawFn) -> list[Segment]:
    clock, made = 0.0, []
    for _ in range(draw(st.integers(0, 8))):
        start = clock + draw(st.floats(0, 9000))
        clock = start + draw(st.floats(0, 30))
        made.append(Segment(start, clock, draw(st.text(max_size=40))))
    return made


@given(timed())
def test_srt_reads_back(segments: list[Segment]) -> None:
    kept = [s for s in segments if s.text.split()]
    cues = SRT.findall(to_srt(segments))
    assert [int(c[0]) for c in cues] == list(range(1, len(kept) + 1))
    for cue, segment in zip(cues, kept, strict=True):
        start, end = seconds(cue[1:5]), seconds(cue[5:9])
        assert abs(start - segment.start) <= 0.0006
        assert start < end
        assert abs(end - max(segment.end, segment.start + 0.02)) <= 0.0006
    starts = [seconds(c[1:5]) for c in cues]
    assert starts == sorted(starts)


@given(timed())
def test_vtt_reads_back_and_holds_no_markup(segments: list[Segment]) -> None:
    written = to_vtt(segments)
    assert written.startswith("WEBVTT\n\n") or written == "WEBVTT\n"
    cues = VTT.findall(written)
    assert len(cues) == sum(bool(s.text.split()) for s in segments)
    assert all("<" not in c[8] and "-->" not in c[8] for c in cues)


def test_one_cue_of_each_format() -> None:
    said = [Segment(3661.5, 3662.25, "Salt & pepper <b>-->\n\nnow")]
    assert to_srt(said) == "1\n01:01:01,500 --> 01:01:02,250\nSalt & pepper <b>→ now\n"
    assert to_vtt(said) == "WEBVTT\n\n01:01:01.500 --> 01:01:02.250\nSalt &amp; pepper &lt;b&gt;→ now\n"
    assert to_vtt([replace(said[0], text="Yes", speaker="SPEAKER_00")]).endswith("\nSPEAKER_00: Yes\n")


def test_verbose_json_has_the_shape_that_openai_parses() -> None:
    from openai.types.audio import TranscriptionVerbose

    said = [Segment(0.0, 1.0, "Good morning.", (Word("Good", 0.0, 0.4, 0.91), Word("morning.", 0.4, 1.0, 0.95)))]
    made = to_verbose_json(said, language="en", duration=1.5)
    parsed = TranscriptionVerbose.construct(**made)  # as its client does
    assert (parsed.text, parsed.language, parsed.duration) == ("Good morning.", "en", 1.5)
    assert parsed.segments is not None
    assert parsed.words is not None
    assert (parsed.segments[0].text, parsed.words[0].word) == ("Good morning.", "Good")
    assert made["segments"] == [{"id": 0, "start": 0.0, "end": 1.0, "text": "Good morning.", "speaker": None}]
    assert made["words"][1] == {"word": "morning.", "start": 0.4, "end": 1.0, "probability": 0.95}

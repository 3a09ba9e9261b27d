"""What was probably not understood is said to be so, and is not passed on as if somebody had said it.

A speech model writes fluent sentences over what it cannot follow. Two figures tell: how probable the language is that
was detected, and how probable the model holds its own words (the mean logarithm over a piece of at most 30 s, in nats).
English, which has a model of its own, is believed where it is sure, but for a text that even Whisper would decode
again: an accent or a bad line must not cost anybody's words. Elsewhere the words must be surer. docs/notes.md has the
figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.speech.recognizer import Language, Segment

NOT_UNDERSTOOD = "[speech that was not understood]"

SURE = 0.8  # probability of English from which on it is believed
LEAST_IN_ENGLISH, LEAST = -1.0, -0.65  # mean log-probability of words that were understood


def is_doubtful(language: Language, log_probability: float, *, loops: bool) -> bool:
    """Whether the words of a piece in a detected language, or words that repeat themselves, were not understood."""
    if language.code == "en" and language.probability >= SURE:
        return log_probability < LEAST_IN_ENGLISH  # a loop is tried again, and dropped where it stays one
    return loops or log_probability < LEAST


def not_understood(start: float, end: float) -> Segment:
    """The mark for a stretch of speech, in seconds."""
    return Segment(start, end, NOT_UNDERSTOOD, understood=False)


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """The segments with marks that follow each other made one."""
    result: list[Segment] = []
    for segment in segments:
        if result and not segment.understood and not result[-1].understood:
            result[-1] = replace(result[-1], end=segment.end)
        else:
            result.append(segment)
    return result

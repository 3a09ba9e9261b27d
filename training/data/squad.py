"""Answers compared as SQuAD compares them (Rajpurkar et al. 2016): normalisation, exact match and F1 over tokens."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable

FOUND_TOKENS = 0.8  # share of a gold answer's tokens that must stand in an answer
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans({**dict.fromkeys(string.punctuation + "“”‘’«»…"), "–": " ", "—": " "})


def normalise(text: str) -> list[str]:
    """Tokens in lower case without punctuation and articles."""
    return _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def exact_match(answer: str, gold: str) -> float:
    """1.0 where the two are the same after normalisation."""
    return float(normalise(answer) == normalise(gold))


def token_f1(answer: str, gold: str) -> float:
    """Harmonic mean of precision and recall over tokens, each counted as often as it stands."""
    said, wanted = normalise(answer), normalise(gold)
    if not said or not wanted:
        return float(said == wanted)
    shared = sum((Counter(said) & Counter(wanted)).values())
    return 2 * shared / (len(said) + len(wanted))


def gold_inside(answer: str, golds: Iterable[str]) -> bool:
    """Whether a gold answer stands in the answer as it is, or at least `FOUND_TOKENS` of its tokens do."""
    said = normalise(answer)
    text, there = f" {' '.join(said)} ", Counter(said)
    for gold in golds:
        wanted = normalise(gold)
        if not wanted:
            continue
        if f" {' '.join(wanted)} " in text:
            return True
        if sum((there & Counter(wanted)).values()) >= FOUND_TOKENS * len(wanted):
            return True
    return False

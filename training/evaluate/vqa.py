"""Accuracy of answers to questions on pictures, as VQA v2 counts it (Antol et al. 2015; Goyal et al. 2017).

Ten people answered each question. An answer counts fully where at least three of them gave it; this is averaged over
the ten ways of leaving one of them out, as human accuracy is. Both sides are normalised as the official evaluation does
it: lower case, no articles, no full stops but in numbers, no other punctuation, number words as digits, contractions
with their apostrophe. The official program leaves the people's answers in their case, with their articles, and as they
stand where all ten are the same; here they are normalised as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from training.evaluate.intervals import Measured, mean
from training.evaluate.texts import References, pairs

_ENOUGH = 3  # people who gave the answer
_NUMBERS = {
    "none": "0", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip
_ARTICLES = {"a", "an", "the"}
_PUNCTUATION = ';/[]"{}()=+\\_-><@`,?!'
_FULL_STOP = re.compile(r"\.(?!\d)")
_BETWEEN_DIGITS = re.compile(r"\d,\d")
_CONTRACTIONS = {
    word.replace("'", ""): word
    for word in (
        "ain't aren't can't could've couldn't didn't doesn't don't hadn't hasn't haven't he'd he's how'd how'll "
        "how's i'm i've isn't it'd it'll ma'am mightn't might've mustn't must've needn't not've o'clock oughtn't "
        "shan't should've shouldn't somebody'd somebody'll somebody's someone'd someone'll someone's something'd "
        "something'll that's there'd there're there's they'd they'll they're they've wasn't we've weren't what'll "
        "what're what's what've when's where'd where's where've who'd who'll who's who've why'll why're why's "
        "won't would've wouldn't y'all you'd you'll you're you've"
    ).split()
}


def accuracy(predictions: Sequence[str], references: References) -> Measured:
    """Mean accuracy, 0 to 1. `references` are the answers of the people asked, ten in VQA v2.

    With fewer than four people the rule does not apply; then an answer counts by the share of the others who gave it,
    and with a single answer whether it is that one.
    """
    return mean([one(prediction, answers) for prediction, answers in pairs(predictions, references)])


def one(prediction: str, answers: Sequence[str]) -> float:
    """Accuracy of one answer."""
    same = [normalise(answer) == normalise(prediction) for answer in answers]
    if len(same) == 1:
        return float(same[0])
    enough = min(_ENOUGH, len(same) - 1)
    left = [sum(same) - itself for itself in same]
    return sum(min(1.0, matching / enough) for matching in left) / len(same)


def normalise(answer: str) -> str:
    """What is compared: "The two dogs." becomes "2 dogs"."""
    kept = [_NUMBERS.get(word, word) for word in _unpunctuated(" ".join(answer.split())).lower().split()]
    return " ".join(_CONTRACTIONS.get(word, word) for word in kept if word not in _ARTICLES)


def _unpunctuated(text: str) -> str:
    """A mark beside a space, and all marks where a comma stands in a number, go; others become a space."""
    without = text
    in_number = _BETWEEN_DIGITS.search(text) is not None
    for mark in _PUNCTUATION:
        gone = f"{mark} " in text or f" {mark}" in text or in_number
        without = without.replace(mark, "" if gone else " ")
    return _FULL_STOP.sub("", without)

"""CIDEr and CIDEr-D: how much a caption says what people say of a picture, words that say little counting little.

Vedantam et al. 2015, arXiv:1411.5726. A caption is four vectors of its n-grams (n = 1 to 4), weighted by how often they
stand in it and how rare they are over the pictures' references; the score is the mean cosine with the references, times
ten. CIDEr-D, which the COCO server reports as "CIDEr", clips an n-gram's count to the reference's and punishes another
length, so that saying a rare word over and over does not pay.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from training.evaluate.intervals import Measured, mean
from training.evaluate.texts import References, pairs

_ORDERS = (1, 2, 3, 4)
_SIGMA = 6.0  # of the penalty on the difference of lengths, in words
_SCALE = 10.0
_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*")

Rarity = Mapping[tuple[str, ...], float]
Grams = Counter[tuple[str, ...]]
Weights = dict[tuple[str, ...], float]


def cider(predictions: Sequence[str], references: References, *, clipped: bool = True) -> Measured:
    """Mean CIDEr-D over pictures (CIDEr where `clipped` is off), each 0 to 10. The intervals hold the rarities fixed.

    Rarity is counted over the references given here, so that figures of different sets cannot be compared, and one
    picture alone scores 0.
    """
    items = pairs(predictions, references)
    wanted = [[_grams(words(text)) for text in several] for _, several in items]
    seen = Counter(gram for several in wanted for gram in set().union(*several))
    rarity = {gram: math.log(len(items) / count) for gram, count in seen.items()}
    most = math.log(len(items))  # of an n-gram that stands in no reference
    scores = []
    for (prediction, _), several in zip(items, wanted, strict=True):
        said = _grams(words(prediction))
        alike = [_similarity(said, reference, rarity, most, clipped) for reference in several]
        scores.append(_SCALE * float(np.mean(alike)))
    return mean(scores)


def words(text: str) -> list[str]:
    """Lower-case words without punctuation: what COCO's tokeniser (PTB's) leaves of captions in plain English."""
    return _WORD.findall(text.lower())


def _grams(tokens: Sequence[str]) -> Grams:
    return Counter(tuple(tokens[at : at + n]) for n in _ORDERS for at in range(len(tokens) - n + 1))


def _similarity(said: Grams, wanted: Grams, rarity: Rarity, most: float, clipped: bool) -> float:
    """The mean over n of the cosines of the two weighted vectors."""
    similarities = []
    for n in _ORDERS:
        ours, theirs = _weighted(said, n, rarity, most), _weighted(wanted, n, rarity, most)
        norms = math.hypot(*ours.values()) * math.hypot(*theirs.values())
        shared = ((ours[gram], theirs[gram]) for gram in ours.keys() & theirs.keys())
        product = sum((min(a, b) if clipped else a) * b for a, b in shared)
        similarities.append(product / norms if norms else 0.0)
    penalty = math.exp(-((_length(said) - _length(wanted)) ** 2) / (2 * _SIGMA**2)) if clipped else 1.0
    return penalty * sum(similarities) / len(_ORDERS)


def _weighted(grams: Grams, n: int, rarity: Rarity, most: float) -> Weights:
    return {gram: count * rarity.get(gram, most) for gram, count in grams.items() if len(gram) == n}


def _length(grams: Grams) -> int:
    """In pairs of words, as the COCO scorer counts."""
    return sum(count for gram, count in grams.items() if len(gram) == 2)

"""By how much the second of two did better on the same questions: intervals of the mean difference that hold what they
say where few questions differ, too. The bootstrap does not: it never sees the loss that is not in the sample.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from training.evaluate.intervals import Floats

_DRAWS = 2000
_HALVINGS = 50


def interval(before: Sequence[float], after: Sequence[float], level: float) -> tuple[float, float]:
    """Of the mean of `after` less `before`: by Tango where they are right or wrong, by Gaffke where they are shares
    from 0 to 1, and else by Student."""
    was, now = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    scores, differences, tail = np.union1d(was, now), now - was, (1 - level) / 2
    if np.isin(scores, (0.0, 1.0)).all():
        better, worse = int((differences > 0).sum()), int((differences < 0).sum())
        return _tango(better, worse, len(was), tail), -_tango(worse, better, len(was), tail)
    if (scores >= 0).all() and (scores <= 1).all():
        return _gaffke(differences, tail), -_gaffke(-differences, tail)
    return _student(differences, tail), -_student(-differences, tail)


def _tango(better: int, worse: int, count: int, tail: float) -> float:
    """The lower end of the score interval of paired proportions (Tango 1998): the variance is that of the difference
    which is asked about, so that it has width where no answer changed."""
    far = NormalDist().inv_cdf(1 - tail)
    low, high = -1.0, (better - worse) / count
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        b = (2 * count - better + worse) * middle - better - worse
        lost = (math.sqrt(b * b + 8 * count * worse * middle * (1 - middle)) - b) / (4 * count)  # likeliest share
        variance = count * (2 * lost + middle * (1 - middle))
        if better - worse - count * middle > far * math.sqrt(max(0.0, variance)):
            low = middle
        else:
            high = middle
    return low


def _gaffke(differences: Floats, tail: float) -> float:
    """The lower end of the mean of what is -1 at least (Gaffke 2005): the Bayesian bootstrap with one question more,
    that was lost altogether."""
    with_lost = np.append(differences, -1.0)
    weights = np.random.default_rng(0).standard_exponential((_DRAWS, len(with_lost)))
    return float(np.quantile(weights @ with_lost / weights.sum(axis=1), tail))


def _student(differences: Floats, tail: float) -> float:
    """The lower end of the t interval; the mean itself where there is one question alone."""
    from scipy.special import stdtrit

    count, mean = len(differences), float(differences.mean())
    if count < 2:
        return mean
    return mean - float(stdtrit(count - 1, 1 - tail)) * float(differences.std(ddof=1)) / math.sqrt(count)

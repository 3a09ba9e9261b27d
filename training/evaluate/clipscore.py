"""CLIPScore: whether a caption fits its picture, with no caption of a person (Hessel et al. 2021, arXiv:2104.08718).

On our towers, not on CLIP's: figures compare captions with each other here, and with nothing published.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.types import FloatArray
from training.evaluate.intervals import Floats, Measured, mean

WEIGHT = 2.5  # stretches cosines, which seldom pass 0.4


def clip_score(pictures: FloatArray, captions: FloatArray) -> Measured:
    """Mean of 2.5 max(cosine, 0) over unit vectors of pictures and of their captions, both (items, dimension)."""
    return mean(_fit(pictures, captions))


def reference_clip_score(pictures: FloatArray, captions: FloatArray, references: Sequence[FloatArray]) -> Measured:
    """RefCLIPScore: harmonic mean of that and of the best cosine with a reference's vector (references, dimension)."""
    fit = _fit(pictures, captions)
    best = np.array([max(0.0, float((several @ own).max())) for several, own in zip(references, captions, strict=True)])
    both = fit + best
    return mean(np.divide(2 * fit * best, both, out=np.zeros_like(both), where=both > 0))


def _fit(pictures: FloatArray, captions: FloatArray) -> Floats:
    cosines = (pictures.astype(np.float64) * captions).sum(axis=1)
    fit: Floats = WEIGHT * np.maximum(cosines, 0.0)
    return fit

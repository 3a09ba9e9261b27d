"""CLIPScore on vectors whose cosines are known."""

from __future__ import annotations

import numpy as np
import pytest

from training.evaluate.clipscore import clip_score, reference_clip_score

PICTURES = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]], dtype=np.float32)
CAPTIONS = np.array([[0.6, 0.8], [-0.6, 0.8], [1.0, 0.0]], dtype=np.float32)


def test_the_score_is_two_and_a_half_cosines_and_never_negative() -> None:
    assert clip_score(PICTURES, CAPTIONS).parts[:, 0] == pytest.approx([1.5, 0.0, 2.5])


def test_with_references_it_is_the_harmonic_mean_with_the_best_of_them() -> None:
    references = [np.array([[0.0, 1.0], [0.6, 0.8]]), np.array([[0.6, -0.8]]), np.array([[0.5, 0.5]])]
    found = reference_clip_score(PICTURES, CAPTIONS, references).parts[:, 0]
    assert found == pytest.approx([2 * 1.5 * 1.0 / 2.5, 0.0, 2 * 2.5 * 0.5 / 3.0])

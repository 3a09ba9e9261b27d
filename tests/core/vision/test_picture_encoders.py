"""What every picture encoder does, by the classes alone and with the trained heads: pictures and texts in one space."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from core.vision.class_space import ClassSpaceEncoder
from core.vision.encoder import PictureEncoder, Pixels
from core.vision.shared_space import SharedSpaceEncoder

pytestmark = pytest.mark.models

INVISIBLE = [
    "When does the contract end?",
    "What is the capital of France?",
    "hello",
    "Summarise this document",
    "",
    "?",
]


@pytest.fixture(params=["classes", "heads"])
def encoder(request: pytest.FixtureRequest, pictures: ClassSpaceEncoder, heads: SharedSpaceEncoder) -> PictureEncoder:
    return pictures if request.param == "classes" else heads


def test_vectors_are_of_unit_length(encoder: PictureEncoder, cat: Pixels, temple: Pixels) -> None:
    seen = encoder.encode_pictures([cat, temple])
    said = encoder.encode_texts(["a cat", "When does the contract end?", ""])
    for vectors in (seen, said):
        assert vectors.dtype == np.float32
        assert vectors.shape[1] == encoder.dimension
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert encoder.encode_pictures([]).shape == encoder.encode_texts([]).shape == (0, encoder.dimension)


def test_a_text_finds_its_picture(encoder: PictureEncoder, cat: Pixels, temple: Pixels) -> None:
    scores = encoder.encode_texts(["a cat", "an old building"]) @ encoder.encode_pictures([cat, temple]).T
    assert scores[0, 0] > encoder.threshold > scores[0, 1]
    assert scores[1, 1] > encoder.threshold > scores[1, 0]


def test_a_question_about_nothing_visible_finds_no_picture(
    encoder: PictureEncoder, cat: Pixels, temple: Pixels
) -> None:
    scores = encoder.encode_texts(INVISIBLE) @ encoder.encode_pictures([cat, temple]).T
    assert scores.max() < encoder.threshold


def test_a_picture_finds_its_like(encoder: PictureEncoder, cat: Pixels, temple: Pixels) -> None:
    mirrored = np.ascontiguousarray(cat[:, ::-1])
    original, mirror, other = encoder.encode_pictures([cat, mirrored, temple])
    assert original @ mirror > 0.7 > original @ other + 0.2


def test_batches_and_threads_change_nothing(encoder: PictureEncoder, cat: Pixels, temple: Pixels) -> None:
    alone = np.concatenate([encoder.encode_pictures([p]) for p in (cat, temple)])
    many = encoder.encode_pictures([cat, temple] * 5)
    np.testing.assert_allclose(many, np.tile(alone, (5, 1)), atol=1e-4)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: encoder.encode_pictures([cat, temple]), range(4)):
            np.testing.assert_allclose(vectors, alone, atol=1e-4)


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 3000, 3), (3000, 2, 3), (260, 260, 3)])
def test_any_size_of_picture_is_encoded(encoder: PictureEncoder, shape: tuple[int, int, int]) -> None:
    blank = np.full(shape, 200, dtype=np.uint8)
    assert np.isfinite(encoder.encode_pictures([blank])).all()
    assert encoder.guesses(blank, 1)

"""The trained eyes on the real towers: one space for pictures and texts, names, and hashes before parsing."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.errors import Missing, WeightsMismatch
from core.vision.class_space import ClassSpaceEncoder
from core.vision.encoder import Pixels
from core.vision.shared_space import SharedSpaceEncoder, _ranked
from core.weights import locate
from core.weights.hashes import sha256

INVISIBLE = [
    "When does the contract end?",
    "What is the capital of France?",
    "hello",
    "Summarise this document",
    "",
    "?",
]

HEADS = "picture_heads/picture_heads.safetensors"


@pytest.fixture(scope="module")
def eyes(texts: CTranslate2Encoder) -> SharedSpaceEncoder:
    return SharedSpaceEncoder(locate.converted("efficientnet-lite2-onnx"), locate.trained(HEADS), texts, threads=2)


@pytest.mark.models
def test_vectors_are_of_unit_length(eyes: SharedSpaceEncoder, cat: Pixels, temple: Pixels) -> None:
    seen = eyes.encode_pictures([cat, temple])
    said = eyes.encode_texts(["a cat", "When does the contract end?", ""])
    for vectors in (seen, said):
        assert vectors.dtype == np.float32
        assert vectors.shape[1] == eyes.dimension
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert eyes.encode_pictures([]).shape == eyes.encode_texts([]).shape == (0, eyes.dimension)


@pytest.mark.models
def test_a_text_finds_its_picture_and_a_question_about_nothing_visible_finds_none(
    eyes: SharedSpaceEncoder, cat: Pixels, temple: Pixels
) -> None:
    seen = eyes.encode_pictures([cat, temple])
    scores = eyes.encode_texts(["a cat", "an old building"]) @ seen.T
    assert scores[0, 0] > eyes.threshold > scores[0, 1]
    assert scores[1, 1] > eyes.threshold > scores[1, 0]
    assert (eyes.encode_texts(INVISIBLE) @ seen.T).max() < eyes.threshold


@pytest.mark.models
def test_a_picture_finds_its_like(eyes: SharedSpaceEncoder, cat: Pixels, temple: Pixels) -> None:
    mirrored = np.ascontiguousarray(cat[:, ::-1])
    original, mirror, other = eyes.encode_pictures([cat, mirrored, temple])
    assert original @ mirror > 0.7 > original @ other + 0.2


@pytest.mark.models
def test_things_are_named(eyes: SharedSpaceEncoder, cat: Pixels) -> None:
    named = eyes.guesses(cat, 3)
    assert len(named) == 3
    assert "cat" in named[0][0]
    probabilities = [probability for _, probability in named]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1.0001


@pytest.mark.models
def test_batches_change_nothing_and_any_size_is_encoded(eyes: SharedSpaceEncoder, cat: Pixels, temple: Pixels) -> None:
    alone = np.concatenate([eyes.encode_pictures([p]) for p in (cat, temple)])
    np.testing.assert_allclose(eyes.encode_pictures([cat, temple] * 5), np.tile(alone, (5, 1)), atol=1e-4)
    for shape in ((1, 1, 3), (1, 3000, 3)):
        blank = np.full(shape, 200, dtype=np.uint8)
        assert np.isfinite(eyes.encode_pictures([blank])).all()
        assert eyes.guesses(blank, 1)


@pytest.mark.models
def test_the_space_is_another_than_that_of_the_classes(eyes: SharedSpaceEncoder, texts: CTranslate2Encoder) -> None:
    classes = ClassSpaceEncoder(locate.converted("efficientnet-lite2-onnx"), texts, threads=1)
    assert eyes.space != classes.space
    assert sha256(locate.trained(HEADS))[:8] in eyes.space


def test_altered_heads_are_refused_before_they_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "picture_heads").mkdir()
    for file in (HEADS, "trained.json"):
        shutil.copy(locate.ASSETS / file, tmp_path / file)
    monkeypatch.setattr(locate, "ASSETS", tmp_path)
    assert locate.trained(HEADS) == tmp_path / HEADS
    altered = bytearray((tmp_path / HEADS).read_bytes())
    altered[-1] ^= 1
    (tmp_path / HEADS).write_bytes(altered)
    with pytest.raises(WeightsMismatch, match="not the file that was trained"):
        locate.trained(HEADS)
    (tmp_path / HEADS).unlink()
    with pytest.raises(Missing):
        locate.trained(HEADS)


def test_kinds_are_named_once_and_say_how_sure_they_are() -> None:
    kinds = {"golden retriever": "dog", "beagle": "dog", "cello": "", "dog": "dog"}
    sure = {"golden retriever": 0.5, "beagle": 0.1, "cello": 0.3, "dog": 0.05}
    assert [name for name, _ in _ranked(sure, kinds, 3)] == ["golden retriever (dog)", "cello"]
    assert _ranked(sure, kinds, 1)[0][1] == pytest.approx(0.65)
    unsure = {"golden retriever": 0.2, "beagle": 0.19, "cello": 0.3, "dog": 0.05}
    assert _ranked(unsure, kinds, 1)[0][0] == "dog (perhaps golden retriever or beagle)"
    assert _ranked({"dog": 0.5, "beagle": 0.4}, kinds, 1)[0][0] == "dog"

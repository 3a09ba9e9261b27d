"""One contract for every text encoder, and the equality of the fast one with the original."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.embedding.cleaning import MAX_CHARACTERS, clean
from core.embedding.ctranslate import CTranslate2Encoder
from core.embedding.encoder import TextEncoder
from core.embedding.sentence_transformers import SentenceTransformersEncoder
from core.errors import Missing
from core.weights.locate import converted

TEXTS = [
    "The quick brown fox jumps over the lazy dog.",
    "What is the capital of France?",
    "Paris is the capital and largest city of France.",
    "naïve café, ÅNGSTRÖM, İstanbul",
    "猫が好きです",
    "😀 emoji and\ttabs\nand\r\nlines",
    "a",
    "",
    "   ",
    "[CLS] [SEP] [PAD] <s>",
    "\x00 a NUL in it",
    "x" * 1000,
    "word " * 400,
    "An answer of middling length, such as people write when they are asked to explain a thing. " * 4,
    "3.14159 and 2,718,281",
    "https://example.org/a/b?c=d",
    "don't can't won't",
    "SHOUTING TEXT",
    "table | of | cells",
    "the end",
]

pytestmark = pytest.mark.models


@pytest.fixture(params=["ctranslate", "reference"])
def encoder(request: pytest.FixtureRequest) -> TextEncoder:
    chosen: TextEncoder = request.getfixturevalue(request.param)
    return chosen


def test_vectors_are_of_unit_length_and_in_order(encoder: TextEncoder) -> None:
    together = encoder.encode(TEXTS)
    assert together.shape == (len(TEXTS), encoder.dimension)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-4)  # neither order nor neighbours matter


def test_nothing_gives_no_vectors(encoder: TextEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_meaning_decides_nearness(encoder: TextEncoder) -> None:
    question, answer, other = encoder.encode([TEXTS[1], TEXTS[2], TEXTS[0]])
    assert question @ answer > 0.7 > 0.3 > question @ other


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00", "e" * 1_000_000, "word " * 200_000])
def test_hostile_text_is_encoded(encoder: TextEncoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_the_space_is_stable_and_names_the_weights(encoder: TextEncoder) -> None:
    assert "@" in encoder.space
    assert encoder.space == encoder.space


def test_both_runtimes_agree(ctranslate: CTranslate2Encoder, reference: SentenceTransformersEncoder) -> None:
    cosines = (ctranslate.encode(TEXTS) * reference.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.9999


def test_int8_is_near_and_a_space_of_its_own(ctranslate: CTranslate2Encoder) -> None:
    small = CTranslate2Encoder(converted("minilm-ctranslate2"), threads=1, precision="int8")
    assert (ctranslate.encode(TEXTS) * small.encode(TEXTS)).sum(axis=1).min() > 0.98
    assert small.space != ctranslate.space


def test_threads_may_share_an_encoder(encoder: TextEncoder) -> None:
    expected = encoder.encode(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: encoder.encode(TEXTS), range(6)):
            np.testing.assert_allclose(vectors, expected, atol=1e-4)


def test_a_model_that_is_not_here_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(Missing, match="nowhere"):
        SentenceTransformersEncoder(tmp_path / "nowhere")


@given(st.text(st.characters(), max_size=50))
@settings(max_examples=200)
def test_cleaning_gives_valid_text_and_keeps_valid_text(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert len(cleaned) == min(len(text), MAX_CHARACTERS)
    if text.isascii():
        assert cleaned == text

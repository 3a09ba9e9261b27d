"""The same vectors as without it, and the work once."""

from __future__ import annotations

import numpy as np

from core.embedding import remembering
from core.embedding.remembering import RememberingEncoder
from tests.bag_of_words import BagOfWords


def test_gives_the_encoders_vectors_and_encodes_each_text_once() -> None:
    plain, counted = BagOfWords(), BagOfWords()
    encoder = RememberingEncoder(counted)
    np.testing.assert_array_equal(encoder.encode(["a fox"]), plain.encode(["a fox"]))
    texts = ["a hen", "a fox", "a cow", "a hen"]
    np.testing.assert_array_equal(encoder.encode(texts), plain.encode(texts))
    np.testing.assert_array_equal(encoder.encode(texts[::-1]), plain.encode(texts[::-1]))
    assert counted.calls == [["a fox"], ["a hen", "a cow"]]
    assert (encoder.space, encoder.dimension) == (plain.space, plain.dimension)


def test_what_the_caller_does_to_a_vector_is_not_remembered() -> None:
    encoder = RememberingEncoder(BagOfWords())
    encoder.encode(["a fox"])[:] = 0
    np.testing.assert_array_equal(encoder.encode(["a fox"]), BagOfWords().encode(["a fox"]))


def test_forgets_what_was_used_longest_ago() -> None:
    counted = BagOfWords()
    encoder = RememberingEncoder(counted, kept=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        encoder.encode([text])
    encoder.encode(["a", "d"])
    assert [text for call in counted.calls for text in call] == ["a", "b", "c", "b", "d"]


def test_documents_pass_through() -> None:
    counted = BagOfWords()
    encoder = RememberingEncoder(counted)
    texts = [f"text {n}" for n in range(remembering.MOST_AT_ONCE + 1)]
    encoder.encode(texts)
    encoder.encode(texts)
    assert len(counted.calls) == 2
    assert encoder.encode([]).shape == (0, counted.dimension)

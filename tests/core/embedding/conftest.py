"""Both runtimes of MiniLM, loaded once a session."""

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.embedding.sentence_transformers import SentenceTransformersEncoder
from core.weights import locate as weights


@pytest.fixture(scope="session")
def ctranslate() -> CTranslate2Encoder:
    return CTranslate2Encoder(weights.converted("minilm-ctranslate2"), threads=2, precision="float32")


@pytest.fixture(scope="session")
def reference() -> SentenceTransformersEncoder:
    return SentenceTransformersEncoder(weights.locate("minilm"), device="cpu")

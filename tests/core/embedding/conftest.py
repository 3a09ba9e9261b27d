"""Both runtimes of MiniLM, loaded once a session."""

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.embedding.sentence_transformers import SentenceTransformersEncoder
from core.weights.locate import converted, locate


@pytest.fixture(scope="session")
def ctranslate() -> CTranslate2Encoder:
    return CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2, precision="float32")


@pytest.fixture(scope="session")
def reference() -> SentenceTransformersEncoder:
    return SentenceTransformersEncoder(locate("minilm"), device="cpu")

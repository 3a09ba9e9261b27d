"""The encoder of the tests of tables, loaded once."""

from __future__ import annotations

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.weights.locate import converted


@pytest.fixture(scope="session")
def encoder() -> CTranslate2Encoder:
    return CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2, precision="float32")

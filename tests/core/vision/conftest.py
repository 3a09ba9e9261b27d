"""The picture encoder on the real tower and the real text encoder, loaded once a session, and a real photo."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.embedding.ctranslate import CTranslate2Encoder
from core.vision.class_space import ClassSpaceEncoder
from core.vision.encoder import Pixels
from core.vision.shared_space import SharedSpaceEncoder
from core.weights.locate import converted, trained

CAT = Path(__file__).parents[3] / "docs" / "samples" / "cat.jpg"


@pytest.fixture(scope="session")
def texts() -> CTranslate2Encoder:
    return CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2, precision="float32")


@pytest.fixture(scope="session")
def pictures(texts: CTranslate2Encoder) -> ClassSpaceEncoder:
    return ClassSpaceEncoder(converted("efficientnet-lite2-onnx"), texts, threads=2)


@pytest.fixture(scope="session")
def heads(texts: CTranslate2Encoder) -> SharedSpaceEncoder:
    return SharedSpaceEncoder(
        converted("efficientnet-lite2-onnx"), trained("picture_heads/picture_heads.safetensors"), texts, threads=2
    )


@pytest.fixture(scope="session")
def cat() -> Pixels:
    return np.asarray(Image.open(CAT).convert("RGB"))


@pytest.fixture(scope="session")
def temple() -> Pixels:
    """A photo of a Chinese temple, which comes with scikit-learn."""
    from sklearn.datasets import load_sample_image

    photo: Pixels = load_sample_image("china.jpg")
    return photo

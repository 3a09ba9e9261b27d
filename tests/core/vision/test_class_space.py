"""Pictures and texts meet in one space, and things are named as people name them."""

from pathlib import Path

import numpy as np
import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.errors import BadInput
from core.vision.class_space import LOOK, ClassSpaceEncoder, _name, _projection
from core.vision.classes import ASSET, VECTORS, class_vectors, encode_classes, kinds, picture_classes, shared_kinds
from core.vision.encoder import Pixels
from core.vision.onnx_tower import views

THRESHOLD = 0.25
PROJECTION = [-0.026902, -0.689274, 0.896138]  # its first numbers: every stored vector relies on them


@pytest.mark.models
def test_things_are_named_with_their_kind(pictures: ClassSpaceEncoder, cat: Pixels) -> None:
    named = pictures.guesses(cat, 3)
    assert len(named) == 3
    assert "cat" in named[0][0].split(" (")[0] or "(cat)" in named[0][0]
    probabilities = [probability for _, probability in named]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1.00001


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((10, 10), dtype=np.uint8),
        np.zeros((10, 10, 4), dtype=np.uint8),
        np.zeros((10, 10, 3), dtype=np.float32),
        np.zeros((0, 10, 3), dtype=np.uint8),
    ],
)
def test_what_is_no_picture_is_refused(wrong: Pixels) -> None:
    with pytest.raises(BadInput):
        list(views(wrong))


def test_a_long_picture_is_looked_at_twice() -> None:
    assert len(list(views(np.zeros((100, 110, 3), dtype=np.uint8)))) == 1
    square, whole = views(np.full((100, 200, 3), 255, dtype=np.uint8))
    assert square.min() == 255
    assert whole[0].max() == 127  # the grey above
    assert whole[130].min() == 255


@pytest.mark.models
def test_the_space_does_not_depend_on_the_precision_of_texts(
    pictures: ClassSpaceEncoder, texts: CTranslate2Encoder
) -> None:
    from core.weights import locate

    small = CTranslate2Encoder(locate.converted("minilm-ctranslate2"), threads=1, precision="int8")
    other = ClassSpaceEncoder(locate.converted("efficientnet-lite2-onnx"), small, threads=1)
    assert other.space == pictures.space
    asked = ["a dog in the snow", "a sailing boat"]
    assert (other.encode_texts(asked) * pictures.encode_texts(asked)).sum(axis=1).min() > 0.9


@pytest.mark.models
def test_the_shipped_class_vectors_are_those_of_the_encoder(texts: CTranslate2Encoder) -> None:
    """A sample of them, made anew; the whole takes ten seconds."""
    vectors, centre = class_vectors(texts)
    assert vectors.shape == (1000 + len(shared_kinds()), texts.dimension)
    row = 1000 + list(shared_kinds()).index("dog")
    made = texts.encode(["a photo of a dog", "dog"]).sum(axis=0)
    made = made / np.linalg.norm(made) - centre
    assert vectors[row] @ (made / np.linalg.norm(made)) > 0.999


def test_another_encoder_makes_vectors_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.settings import Settings

    class Fake:
        space, dimension, calls = "fake@1", 8, 0

        def encode(self, given: list[str]) -> np.ndarray:
            self.calls += 1
            numbers = np.array([[hash((t, i)) % 1000 for i in range(8)] for t in given], dtype=np.float32) + 1
            return np.asarray(numbers / np.linalg.norm(numbers, axis=1, keepdims=True))

    monkeypatch.setattr("core.weights.cache.settings", lambda: Settings(cache=tmp_path))
    fake = Fake()
    first, _ = class_vectors(fake)
    again, _ = class_vectors(fake)
    assert first.shape == (1000 + len(shared_kinds()), 8)
    np.testing.assert_array_equal(first, again)
    assert fake.calls == 1
    assert encode_classes(fake).shape == first.shape


def test_every_class_has_a_name_and_the_order_is_the_networks() -> None:
    classes = picture_classes()
    assert [c.wnid for c in classes] == sorted(c.wnid for c in classes)
    assert len(classes) == 1000
    assert all(c.name and c.lemmas and c.gloss for c in classes)
    by_name = {c.name: c.kind for c in classes}
    assert by_name["golden retriever"] == by_name["Chihuahua"] == "dog"
    assert by_name["polar bear"] == "bear"
    assert sorted(row for rows in kinds().values() for row in rows) == list(range(1000))
    assert ASSET.stat().st_size + VECTORS.stat().st_size < 1_500_000


def test_names_say_how_sure_they_are() -> None:
    rows = kinds()["dog"]
    sure = np.zeros(1000, dtype=np.float32)
    sure[list(rows)] = 0.001
    golden = next(row for row in rows if picture_classes()[row].name == "golden retriever")
    sure[golden] = 0.8
    assert _name("dog", rows, sure) == "golden retriever (dog)"
    beagle = next(row for row in rows if picture_classes()[row].name == "beagle")
    sure[golden], sure[beagle] = 0.3, 0.29
    assert _name("dog", rows, sure) == "dog (perhaps golden retriever or beagle)"
    shark = next(row for row, c in enumerate(picture_classes()) if c.name == "great white shark")
    assert _name("shark", (shark,), np.ones(1000, dtype=np.float32)) == "great white shark"


def test_the_projection_never_changes() -> None:
    np.testing.assert_allclose(_projection(1000)[0, :3], PROJECTION, atol=1e-6)
    assert _projection(1000).shape == (1000, LOOK)

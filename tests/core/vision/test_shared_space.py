"""The trained heads on the real towers: names, what they add to the classes, and hashes before parsing."""

import shutil
from pathlib import Path

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.errors import Missing, WeightsMismatch
from core.vision.class_space import ClassSpaceEncoder
from core.vision.encoder import Pixels
from core.vision.shared_space import SharedSpaceEncoder, _ranked
from core.weights import locate
from core.weights.hashes import sha256

HEADS = "picture_heads/picture_heads.safetensors"


@pytest.mark.models
def test_things_are_named(heads: SharedSpaceEncoder, cat: Pixels) -> None:
    named = heads.guesses(cat, 3)
    assert len(named) == 3
    assert "cat" in named[0][0]
    probabilities = [probability for _, probability in named]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1.0001


@pytest.mark.models
def test_the_space_is_another_than_that_of_the_classes(heads: SharedSpaceEncoder, texts: CTranslate2Encoder) -> None:
    classes = ClassSpaceEncoder(locate.converted("efficientnet-lite2-onnx"), texts, threads=1)
    assert heads.space != classes.space
    assert sha256(locate.trained(HEADS))[:8] in heads.space


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

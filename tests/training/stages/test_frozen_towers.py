"""Any model of open_clip can stand in for the `lite` pair of towers; small, with random weights, here."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import Missing
from training.stages.frozen_towers import OpenClipTowers, towers

TINY = {
    "embed_dim": 16,
    "vision_cfg": {"image_size": 32, "layers": 1, "width": 32, "head_width": 16, "patch_size": 16},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1},
}


def test_towers_by_name_give_pictures_and_texts_one_width(tmp_path: Path) -> None:
    import open_clip

    (tmp_path / "eyes-tiny.json").write_text(json.dumps(TINY))
    open_clip.add_model_config(tmp_path / "eyes-tiny.json")
    frozen = towers("eyes-tiny", "", tmp_path)
    assert frozen.key == "open_clip eyes-tiny random"
    assert frozen.blocks == (16,)
    for number, size in enumerate(((40, 20), (5, 64), (33, 33))):
        Image.new("RGB", size, (90 * number, 10, 10)).save(tmp_path / f"{number}.png")
    seen = frozen.pictures([tmp_path / f"{number}.png" for number in range(3)], "mirrored")
    said = frozen.texts(["a dog", "a very long text " * 40])
    assert seen.shape == (3, 16)
    assert said.shape == (2, 16)
    for vectors in (seen, said):
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_a_name_that_is_none_is_one_sentence() -> None:
    with pytest.raises(Missing, match="no model xyzzy"):
        OpenClipTowers("xyzzy", "")

"""Makes the torch-free forms of the models: `python -m core.conversion NAME SOURCE TARGET`, run by `core.weights`.

Each conversion compares what it made with the original on a probe and fails where they differ, so that nothing wrong is
ever published into the cache.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from core.manifest import SOURCES

PROBE_TEXTS = ("A short sentence.", "Another one that is quite a bit longer than the first, with numbers: 3.14 and 42.")
PICTURE_SIZE = 260  # pixels a side
PICTURE_MEAN = 0.498  # 127 / 255, of pixels in [0, 1]
PICTURE_STD = 0.502  # 128 / 255
PICTURE_OUTPUTS = ("logits", "features", "map", "stages")
FIRST_STAGE = 2  # of the seven: earlier ones see edges only


def convert_minilm(source: Path, target: Path) -> None:
    """A sentence-transformers BERT to CTranslate2 float32, with its tokenizer, and `encoder.json` for what is ours."""
    from ctranslate2.converters import TransformersConverter

    TransformersConverter(str(source)).convert(str(target), force=True)
    shutil.copyfile(source / "tokenizer.json", target / "tokenizer.json")
    limits = json.loads((source / "sentence_bert_config.json").read_text())
    about = {"space": f"minilm-l6-v2@{SOURCES['minilm'].digest[:8]}", "max_tokens": limits["max_seq_length"]}
    (target / "encoder.json").write_text(json.dumps(about))
    _check_minilm(source, target)


def _check_minilm(source: Path, target: Path) -> None:
    from sentence_transformers import SentenceTransformer

    from core.embedding.ctranslate import CTranslate2Encoder

    original = SentenceTransformer(str(source), device="cpu").encode(list(PROBE_TEXTS), normalize_embeddings=True)
    ours = CTranslate2Encoder(target, threads=1, precision="float32").encode(PROBE_TEXTS)
    _require((original * ours).sum(axis=1).min() > 0.9999, "the converted text encoder differs from the original")


def convert_efficientnet(source: Path, target: Path) -> None:
    """EfficientNet-Lite2 to ONNX: `pixels` uint8 (n, 260, 260, 3) to what `core.vision.onnx_tower` describes.

    The normalisation is part of the graph, so that its constants travel with the weights.
    """
    import torch

    tower = _tower(source)
    pixels = torch.randint(0, 256, (2, PICTURE_SIZE, PICTURE_SIZE, 3), dtype=torch.uint8)
    path = target / "model.onnx"
    torch.onnx.export(
        tower,
        (pixels,),
        str(path),
        input_names=["pixels"],
        output_names=list(PICTURE_OUTPUTS),
        dynamic_axes={name: {0: "n"} for name in ("pixels", *PICTURE_OUTPUTS)},
        opset_version=17,
        dynamo=False,
    )
    _label(path, SOURCES["efficientnet-lite2"].digest)
    _check_efficientnet(tower, pixels, path)


def _tower(source: Path) -> Any:
    import timm
    import torch

    class Tower(torch.nn.Module):
        """Pixels to logits and features, with the normalisation of the published checkpoint."""

        def __init__(self, network: Any) -> None:
            super().__init__()
            self.network = network

        def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, ...]:
            images = pixels.permute(0, 3, 1, 2).float() / 255  # (n, 3, 260, 260)
            states = self.network.bn1(self.network.conv_stem((images - PICTURE_MEAN) / PICTURE_STD))
            stages = []
            for number, block in enumerate(self.network.blocks):
                states = block(states)
                if number >= FIRST_STAGE:
                    stages.append(states)
            places = self.network.bn2(self.network.conv_head(states))  # (n, 1280, 9, 9)
            features = places.mean((2, 3))
            pooled = [stage.mean((2, 3)) for stage in stages] + [stage.amax((2, 3)) for stage in stages]
            logits = self.network.get_classifier()(features)
            return logits, features, places.flatten(2).transpose(1, 2), torch.cat(pooled, dim=1)

    tensors = torch.load(source, map_location="cpu", weights_only=True)
    network = timm.create_model("tf_efficientnet_lite2", pretrained=False)
    names = network.state_dict()
    _require(len(names) == len(tensors), "the checkpoint has another number of tensors")
    network.load_state_dict(dict(zip(names, tensors.values(), strict=True)))
    return Tower(network).eval()


def _label(path: Path, digest: str) -> None:
    """Writes the hash of the published weights into the file, which is what names the space of its vectors."""
    import onnx

    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, {"source_sha256": digest})
    onnx.save(model, str(path))


def _check_efficientnet(tower: Any, pixels: Any, path: Path) -> None:
    import numpy as np
    import onnxruntime
    import torch

    with torch.inference_mode():
        theirs = [t.numpy() for t in tower(pixels)]
        images = (pixels.permute(0, 3, 1, 2).float() / 255 - PICTURE_MEAN) / PICTURE_STD
        published = tower.network(images).numpy()  # by the network's own forward pass
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ours = session.run(list(PICTURE_OUTPUTS), {"pixels": pixels.numpy()})
    same = all(np.allclose(a, b, atol=1e-3) for a, b in zip([published, *theirs], [ours[0], *ours], strict=True))
    _require(same, "the converted image tower differs from the original")


def _require(condition: bool, complaint: str) -> None:
    if not condition:
        raise ValueError(complaint)


CONVERTERS = {"minilm-ctranslate2": convert_minilm, "efficientnet-lite2-onnx": convert_efficientnet}

if __name__ == "__main__":
    CONVERTERS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))

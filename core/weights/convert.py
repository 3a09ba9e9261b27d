"""Makes the torch-free forms of the models: `python -m core.weights.convert NAME SOURCE TARGET`, run by
`core.weights.locate`.

Each conversion compares what it made with the original on a probe and fails where they differ, so that nothing wrong is
ever published into the cache.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.weights.locate import trained
from core.weights.manifest import CONVERSIONS, SOURCES

if TYPE_CHECKING:
    import torch

    from core.types import FloatArray

PROBE_TEXTS = ("A short sentence.", "Another one that is quite a bit longer than the first, with numbers: 3.14 and 42.")
TOWER_OUTPUTS = ("logits", "features", "map", "stages")
TOLERANCE = 1e-3  # of an output of a converted network


def convert_minilm(source: Path, target: Path) -> None:
    """A sentence-transformers BERT to CTranslate2 float32, with its tokenizer, and `encoder.json` for what is ours."""
    _to_ctranslate2(source, target)
    limits = json.loads((source / "sentence_bert_config.json").read_text())
    about = {"space": f"minilm-l6-v2@{SOURCES['minilm'].digest[:8]}", "max_tokens": limits["max_seq_length"]}
    (target / "encoder.json").write_text(json.dumps(about))
    _check_minilm(source, target)


def _to_ctranslate2(source: Path, target: Path) -> dict[str, int]:
    """Convert a text encoder; returns what whoever runs it has to know: MPNet's `first_place`, the first token's."""
    config = json.loads((source / "config.json").read_text())
    if config["model_type"] == "mpnet":
        from core.weights import mpnet

        mpnet.convert(source, target, "int8")  # a quarter of 417 MB
        about = {"first_place": config["pad_token_id"] + 1}
        likeness = mpnet.likeness(source, target, PROBE_TEXTS, about["first_place"])
        _require(likeness > 0.95, "the converted span reader differs from the original")  # int8: 0.99
    else:
        from ctranslate2.converters import TransformersConverter

        TransformersConverter(str(source)).convert(str(target), force=True)
        about = {}
    shutil.copyfile(source / "tokenizer.json", target / "tokenizer.json")
    return about


def _check_minilm(source: Path, target: Path) -> None:
    from sentence_transformers import SentenceTransformer

    from core.embedding.ctranslate import CTranslate2Encoder

    original = SentenceTransformer(str(source), device="cpu").encode(list(PROBE_TEXTS), normalize_embeddings=True)
    ours = CTranslate2Encoder(target, threads=1, precision="float32").encode(PROBE_TEXTS)
    _require((original * ours).sum(axis=1).min() > 0.9999, "the converted text encoder differs from the original")


def convert_spans(source: Path, target: Path, product: Path | None = None) -> None:
    """The span reader of `lite`: our layers in MiniLM, converted like MiniLM itself, with the two scores beside it.

    `product` is a file of `training.stages.spans` other than the one that ships.
    """
    _convert_spans("spans-ctranslate2", source, target, product)


def convert_mpnet_spans(source: Path, target: Path, product: Path | None = None) -> None:
    """The span reader of `standard`, likewise, in MPNet, and the place that its first token has."""
    _convert_spans("mpnet-spans-ctranslate2", source, target, product)


def _convert_spans(name: str, source: Path, target: Path, product: Path | None) -> None:
    import torch
    from safetensors import safe_open
    from safetensors.numpy import save_file

    made = CONVERSIONS[name]
    product = product or trained(made.trained)
    with safe_open(product, framework="pt") as file:
        about = json.loads(file.metadata()["about"])
        tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 - it is no mapping
    digest = SOURCES[made.origin].digest
    _require(about["base_sha256"] == digest, "the span reader was trained on another text encoder")
    # Not in the target: the converter empties that first.
    with tempfile.TemporaryDirectory(prefix="vermeil-") as folder, torch.no_grad():
        _put_layers(source, tensors, about, Path(folder))
        about |= _to_ctranslate2(Path(folder), target)
    scores = {kind: tensors[f"scores.{kind}"].numpy() for kind in ("weight", "bias")}
    save_file(scores, target / "scores.safetensors")
    (target / "reader.json").write_text(json.dumps(about))


def _put_layers(source: Path, tensors: Mapping[str, torch.Tensor], about: Mapping[str, float], target: Path) -> None:
    """Write an encoder with what training changed: whole layers by their steps, others by the B · A of a LoRA."""
    from transformers import AutoModel

    model = AutoModel.from_pretrained(str(source), local_files_only=True)
    layers = model.state_dict()
    for name in [name for name in tensors if name.startswith("change.")]:
        layers[name.removeprefix("change.")] += tensors[name] * tensors[name.replace("change.", "step.", 1)]
    prefix, down, up = "lora.base_model.model.", ".lora_A.weight", ".lora_B.weight"
    for name in [name for name in tensors if name.endswith(down)]:
        layer = f"{name.removeprefix(prefix).removesuffix(down)}.weight"
        layers[layer] += about["alpha"] / about["rank"] * tensors[name.replace(down, up)] @ tensors[name]
    model.load_state_dict(layers)
    model.save_pretrained(str(target))
    for file in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        shutil.copyfile(source / file, target / file)


def convert_efficientnet(source: Path, target: Path) -> None:
    """EfficientNet-Lite2 to ONNX: `pixels` uint8 (n, 260, 260, 3) to what `core.vision.onnx_tower` describes.

    The normalisation is part of the graph, so that its constants and the weights stay together.
    """
    import numpy as np
    import torch

    from core.vision.lite import TowerOutputs, lite_network, normalised

    network = lite_network(source)
    pixels, ours = _export(TowerOutputs(network), target / "model.onnx", TOWER_OUTPUTS)
    with torch.inference_mode():
        published = network(normalised(pixels)).numpy()  # by the network's own forward pass
    _require(np.allclose(published, ours[0], atol=TOLERANCE), "the converted image tower differs from the original")
    _label(target / "model.onnx", SOURCES["efficientnet-lite2"].digest)


def convert_grid(source: Path, target: Path) -> None:
    """EfficientNet-Lite2 as a grid of places: `pixels` uint8 (n, 260, 260, 3) to `places` (n, 81, 1512)."""
    from core.vision.lite import Grid, lite_network

    _export(Grid(lite_network(source)), target / "model.onnx", ("places",))


def _export(network: torch.nn.Module, path: Path, outputs: Sequence[str]) -> tuple[torch.Tensor, list[FloatArray]]:
    """Write a network of images as ONNX that takes pixels; returns a probe and what came out for it."""
    import numpy as np
    import onnxruntime
    import torch

    from core.vision.lite import FromPixels
    from core.vision.onnx_tower import SIZE

    whole = FromPixels(network).eval()
    pixels = torch.randint(0, 256, (2, SIZE, SIZE, 3), dtype=torch.uint8)
    torch.onnx.export(
        whole, (pixels,), str(path), input_names=["pixels"], output_names=list(outputs),
        dynamic_axes={name: {0: "n"} for name in ("pixels", *outputs)}, opset_version=17, dynamo=False,
    )  # fmt: skip
    with torch.inference_mode():
        wanted = whole(pixels)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ours = session.run(list(outputs), {"pixels": pixels.numpy()})
    theirs = [t.numpy() for t in (wanted if isinstance(wanted, tuple) else (wanted,))]
    same = all(np.allclose(a, b, atol=TOLERANCE) for a, b in zip(theirs, ours, strict=True))
    _require(same, f"the converted network differs from the original in {', '.join(outputs)}")
    return pixels, ours


def _label(path: Path, digest: str) -> None:
    """Write the hash of the published weights into the file, which is what names the space of its vectors."""
    import onnx

    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, {"source_sha256": digest})
    onnx.save(model, str(path))


def _require(condition: bool, complaint: str) -> None:
    if not condition:
        raise ValueError(complaint)


CONVERTERS: dict[str, Callable[..., None]] = {
    "minilm-ctranslate2": convert_minilm,
    "spans-ctranslate2": convert_spans,
    "mpnet-spans-ctranslate2": convert_mpnet_spans,
    "efficientnet-lite2-onnx": convert_efficientnet,
    "efficientnet-lite2-grid-onnx": convert_grid,
}

if __name__ == "__main__":
    CONVERTERS[sys.argv[1]](*(Path(argument) for argument in sys.argv[2:]))

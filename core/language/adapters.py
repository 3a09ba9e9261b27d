"""LoRA adapters: PEFT's files checked, and written as the GGUF file that llama.cpp loads.

The layout is that of llama.cpp's own converter: the base's tensor name with `.lora_a` (rank, in) and `.lora_b`
(out, rank), `adapter.lora.alpha` as metadata, and a delta of alpha / rank · B·A.
"""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Required, TypedDict

import numpy as np

from core.errors import BadInput
from core.types import FloatArray

if TYPE_CHECKING:
    from gguf import TensorNameMap

CONFIG_NAME = "adapter_config.json"
WEIGHTS_NAME = "adapter_model.safetensors"
GGUF_NAME = "adapter.gguf"

_TENSOR = re.compile(r"^base_model\.model\.(?P<module>.+)\.lora_(?P<side>[AB])\.weight$")


class AdapterConfig(TypedDict, total=False):
    """The parts of PEFT's `adapter_config.json` that a plain LoRA adapter is made by."""

    lora_alpha: Required[float]
    alpha_pattern: Mapping[str, float] | None
    use_rslora: bool


@dataclass(frozen=True, slots=True)
class BaseModel:
    """What an adapter has to fit: `shapes` gives each weight's (out, in)."""

    architecture: str
    blocks: int
    heads: int
    key_value_heads: int
    shapes: dict[str, tuple[int, ...]]


def read_base(model: Path) -> BaseModel:
    """Read the shape of the model from the head of its GGUF file."""
    from gguf import GGUFReader

    reader = GGUFReader(str(model))

    def field(name: str) -> Any:
        return reader.get_field(name).contents()

    architecture = str(field("general.architecture"))
    return BaseModel(
        architecture,
        int(field(f"{architecture}.block_count")),
        int(field(f"{architecture}.attention.head_count")),
        int(field(f"{architecture}.attention.head_count_kv")),
        # GGUF counts dimensions from the inside.
        {tensor.name: tuple(int(n) for n in reversed(tensor.shape)) for tensor in reader.tensors},
    )


Shapes = Mapping[str, tuple[int, ...]]
"""The (out, in) of each weight of a model, by its name in transformers."""


def read_shapes(model: Path) -> Shapes:
    """The same from the heads of the safetensors files in the folder of a model."""
    from safetensors import safe_open

    shapes: dict[str, tuple[int, ...]] = {}
    for file in sorted(model.glob("*.safetensors")):
        with safe_open(file, framework="numpy") as opened:
            shapes |= {name: tuple(opened.get_slice(name).get_shape()) for name in opened.keys()}  # noqa: SIM118
    return shapes


def read_config(adapter: Path) -> AdapterConfig:
    """PEFT's configuration. Raises `BadInput` for anything but a plain LoRA adapter in safetensors."""
    if not (adapter / WEIGHTS_NAME).is_file() or not (adapter / CONFIG_NAME).is_file():
        raise BadInput(f"An adapter is a folder with {CONFIG_NAME} and {WEIGHTS_NAME}.")
    try:
        config = json.loads((adapter / CONFIG_NAME).read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadInput(f"The adapter's {CONFIG_NAME} is damaged.") from error
    wrong = [key for key in ("use_dora", "modules_to_save", "lora_bias", "trainable_token_indices") if config.get(key)]
    if config.get("peft_type") != "LORA" or wrong or config.get("bias", "none") != "none":
        raise BadInput(f"Only plain LoRA adapters can be served, not {', '.join(wrong) or config.get('peft_type')}.")
    found: AdapterConfig = config
    return found


def check(adapter: Path, base: BaseModel | Shapes | None) -> None:
    """Raises `BadInput` unless all numbers of the PEFT adapter in the folder `adapter` are finite, and it fits `base`,
    where that is known."""
    config, shape = read_config(adapter), _shape_of(base) if base is not None else None
    for module, (a, b) in _layers(adapter).items():
        if shape is not None and (b.shape[0], a.shape[1]) != shape(module):
            raise _unfit(module)
        if not (np.isfinite(a).all() and np.isfinite(b).all() and math.isfinite(_scale(module, len(a), config))):
            raise BadInput(f"The adapter has numbers that are none, or infinite: {module[:100]!r}.")


def write_gguf(adapter: Path, target: Path, base: BaseModel) -> None:
    """Write the PEFT adapter in the folder `adapter` as the GGUF file `target`, in half precision.

    Raises `BadInput` where it does not fit `base`.
    """
    import gguf

    config = read_config(adapter)
    alpha = float(config["lora_alpha"])
    writer = gguf.GGUFWriter(str(target), base.architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    for name, (a, b, scale) in _pairs(adapter, config, base).items():
        # llama.cpp scales by alpha / rank; what PEFT scales otherwise (rsLoRA, patterns) is folded into B.
        folded = b * np.float32(scale * a.shape[0] / alpha)
        writer.add_tensor(f"{name}.lora_a", a.astype(np.float16))
        writer.add_tensor(f"{name}.lora_b", np.ascontiguousarray(folded).astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@contextmanager
def gguf_files(adapters: Sequence[Path], model: Path) -> Iterator[list[Path]]:
    """The adapters as GGUF files for the model: those that lie in the folders, and the others written for the while."""
    with tempfile.TemporaryDirectory(prefix="vermeil-") as folder:
        base: BaseModel | None = None
        files: list[Path] = []
        for number, adapter in enumerate(adapters):
            file = adapter / GGUF_NAME
            if not file.is_file():
                read_config(adapter)
                base = base or read_base(model)
                file = Path(folder) / f"{number}.gguf"
                write_gguf(adapter, file, base)
            files.append(file)
        yield files


def _pairs(adapter: Path, config: AdapterConfig, base: BaseModel) -> dict[str, tuple[FloatArray, FloatArray, float]]:
    """For each tensor of the base, by its GGUF name: A (rank, in), B (out, rank) and PEFT's scale."""
    names = _gguf_names(base)
    pairs: dict[str, tuple[FloatArray, FloatArray, float]] = {}
    for module, (a, b) in _layers(adapter).items():
        name = names.get_name(module, try_suffixes=("",)) or ""
        if (b.shape[0], a.shape[1]) != base.shapes.get(f"{name}.weight"):
            raise _unfit(module)
        pairs[f"{name}.weight"] = (a, _rotary_order(b, _rotary_heads(name, base)), _scale(module, len(a), config))
    return pairs


def _shape_of(base: BaseModel | Shapes) -> Callable[[str], tuple[int, ...] | None]:
    """What gives the (out, in) of a layer by its name in transformers; None for one that the base does not have."""
    if not isinstance(base, BaseModel):
        return lambda module: base.get(f"{module}.weight")
    names = _gguf_names(base)
    return lambda module: base.shapes.get(f"{names.get_name(module, try_suffixes=('',))}.weight")


def _layers(adapter: Path) -> dict[str, tuple[FloatArray, FloatArray]]:
    """For each layer, by its name in transformers: A (rank, in) and B (out, rank)."""
    sides: dict[str, dict[str, FloatArray]] = {}
    for key, tensor in _tensors(adapter / WEIGHTS_NAME).items():
        match = _TENSOR.match(key)
        if match is None:
            raise BadInput(f"The adapter has a tensor that is none of a plain LoRA: {key[:100]!r}.")
        sides.setdefault(match["module"], {})[match["side"]] = tensor
    layers: dict[str, tuple[FloatArray, FloatArray]] = {}
    for module, pair in sides.items():
        if set(pair) != {"A", "B"} or {side.ndim for side in pair.values()} != {2}:
            raise _unfit(module)
        if not 0 < pair["A"].shape[0] == pair["B"].shape[1]:
            raise _unfit(module)
        layers[module] = (pair["A"], pair["B"])
    return layers


def _unfit(module: str) -> BadInput:
    return BadInput(f"The adapter does not fit the model: {module[:100]!r}.")


def _tensors(file: Path) -> dict[str, FloatArray]:
    """The tensors of a safetensors file in float32; bfloat16, which numpy lacks, is widened by hand."""
    from safetensors import SafetensorError, deserialize

    read: Any = deserialize  # safetensors leaves it without types
    try:
        stored = read(file.read_bytes())
    except SafetensorError as error:
        raise BadInput(f"The adapter's {WEIGHTS_NAME} is damaged.") from error
    return {name: _to_float32(entry["dtype"], entry["data"]).reshape(entry["shape"]) for name, entry in stored}


def _to_float32(kind: str, data: bytes) -> FloatArray:
    if kind == "BF16":
        return (np.frombuffer(data, np.uint16).astype(np.uint32) << 16).view(np.float32)
    if kind not in ("F16", "F32"):
        raise BadInput(f"The adapter's weights are {kind}, and not floating-point numbers.")
    return np.frombuffer(data, np.float16 if kind == "F16" else np.float32).astype(np.float32)


def _gguf_names(base: BaseModel) -> TensorNameMap:
    import gguf

    architectures = {name: architecture for architecture, name in gguf.MODEL_ARCH_NAMES.items()}
    return gguf.get_tensor_name_map(architectures[base.architecture], base.blocks)


def _rotary_heads(name: str, base: BaseModel) -> int:
    """Heads whose rows llama.cpp keeps in another order than transformers; 0 where the order is the same.

    Files of the `llama` architecture rotate neighbouring rows in pairs, transformers rotates halves.
    """
    if base.architecture != "llama":
        return 0
    return {"attn_q": base.heads, "attn_k": base.key_value_heads}.get(name.rpartition(".")[2], 0)


def _rotary_order(rows: FloatArray, heads: int) -> FloatArray:
    """(heads · 2 · half, rank), each head as two halves, to pairs of neighbours as in llama.cpp's files."""
    if not heads:
        return rows
    halves = rows.reshape(heads, 2, rows.shape[0] // heads // 2, rows.shape[1])
    return halves.swapaxes(1, 2).reshape(rows.shape)


def _scale(module: str, rank: int, config: AdapterConfig) -> float:
    """PEFT's factor of B·A for this module."""
    alpha = float(_of_module(config.get("alpha_pattern"), module, config["lora_alpha"]))
    return alpha / (math.sqrt(rank) if config.get("use_rslora") else rank)


def _of_module(patterns: Mapping[str, float] | None, module: str, default: float) -> float:
    """PEFT's rule: the first pattern that is the module's name, or matches its end after a dot."""
    for pattern, value in (patterns or {}).items():
        if re.match(rf"(.*\.)?({pattern})$", module):
            return value
    return default

"""Soft tokens for llama.cpp, which takes no vectors through its server: they travel as tiny pictures.

Each vector becomes a PNG whose bytes are its numbers in 24 bits, and a "vision model" made here turns such a PNG back
into the vector: LLaVA's graph with no layer at work in it, whose patch embedding adds the three bytes of each number
and whose projector is the identity. So no torch is needed for questions about pictures, and llama.cpp's speed, adapters
and prefix cache serve them too. The numbers are exact to some `STEP`s.
"""

from __future__ import annotations

import base64
import io
import math
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.errors import BadInput
from core.types import FloatArray

REACH = 128.0
"""Greatest number of a vector, either way; embeddings of small models stay below 3, projected ones below 50."""

STEP = 2 * REACH / (2**24 - 1)  # 0.000015
_SHIFT = 192.0  # GELU leaves numbers above 10 as they are: they are pushed there, and back after it
_INNER = 32  # width inside the layer that is never computed


def picture_side(hidden: int) -> int:
    """Pixels a side of a square that has room for a number a pixel."""
    return math.ceil(math.sqrt(hidden))


def as_picture(vector: FloatArray) -> str:
    """A vector (hidden,) as a PNG in base64. Raises `BadInput` where a number is too large for it."""
    from PIL import Image

    if not np.isfinite(vector).all() or np.abs(vector).max() > REACH:
        raise BadInput(f"Soft tokens must be finite, and within {REACH:.0f} of 0.")
    hidden, side = len(vector), picture_side(len(vector))
    steps = np.round((vector.astype(np.float64) + REACH) / STEP).astype(np.uint32)
    pixels = np.zeros((side * side, 3), dtype=np.uint8)
    for channel in range(3):
        pixels[:hidden, channel] = steps >> (16 - 8 * channel) & 255
    encoded = io.BytesIO()
    Image.fromarray(pixels.reshape(side, side, 3)).save(encoded, "PNG", compress_level=0)
    return base64.b64encode(encoded.getvalue()).decode()


def write_decoder(hidden: int, target: Path) -> None:
    """The "vision model" that gives the vectors back, as a GGUF file for a model of that hidden size."""
    from gguf import GGUFWriter

    side = picture_side(hidden)
    writer = GGUFWriter(str(target), "clip")
    for name, flag in (("has_vision_encoder", True), ("has_llava_projector", True), ("use_gelu", True)):
        writer.add_bool(f"clip.{name}", flag)
    writer.add_string("clip.projector_type", "mlp")
    sizes = {
        "image_size": side, "patch_size": side, "embedding_length": hidden, "feed_forward_length": _INNER,
        "projection_dim": hidden, "block_count": 1, "attention.head_count": 1,
    }  # fmt: skip
    for name, size in sizes.items():
        writer.add_uint32(f"clip.vision.{name}", size)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", [0.0, 0.0, 0.0])
    writer.add_array("clip.vision.image_std", [1.0, 1.0, 1.0])
    for name, tensor in {**_identity(hidden, side), **_idle_layer(hidden)}.items():
        writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _identity(hidden: int, side: int) -> dict[str, FloatArray]:
    """Bytes, which llama.cpp hands over as shares of 255, to numbers."""
    kernel = np.zeros((hidden, 3, side * side), dtype=np.float32)
    for channel in range(3):
        kernel[np.arange(hidden), channel, np.arange(hidden)] = 255 * 2 ** (16 - 8 * channel) * STEP
    eye = np.eye(hidden, dtype=np.float32)
    return {
        "v.patch_embd.weight": kernel.reshape(hidden, 3, side, side),
        "v.position_embd.weight": np.zeros((1, hidden), dtype=np.float32),
        "mm.0.weight": eye,
        "mm.0.bias": np.full(hidden, _SHIFT, dtype=np.float32),
        "mm.2.weight": eye,
        "mm.2.bias": np.full(hidden, -_SHIFT - REACH, dtype=np.float32),
    }


def _idle_layer(hidden: int) -> dict[str, FloatArray | npt.NDArray[np.float16]]:
    """The one layer that must be there. LLaVA reads the last but one, which here is the patches themselves."""
    shapes: dict[str, tuple[int, ...]] = {"ffn_up": (_INNER, hidden), "ffn_down": (hidden, _INNER)}
    shapes |= dict.fromkeys(("attn_q", "attn_k", "attn_v", "attn_out"), (hidden, hidden))
    tensors: dict[str, FloatArray | npt.NDArray[np.float16]] = {}
    for name, shape in shapes.items():
        tensors[f"v.blk.0.{name}.weight"] = np.zeros(shape, dtype=np.float16)
        tensors[f"v.blk.0.{name}.bias"] = np.zeros(shape[0], dtype=np.float32)
    for name in ("ln1", "ln2"):
        tensors[f"v.blk.0.{name}.weight"] = np.zeros(hidden, dtype=np.float32)
        tensors[f"v.blk.0.{name}.bias"] = np.zeros(hidden, dtype=np.float32)
    return tensors

"""Pairs of frozen towers for the contrast stage: what they say of pictures and texts, computed once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from core.errors import Missing
from core.types import FloatArray
from training.data.features import Variant, features, vary
from training.data.pictures import read_pixels

_AT_ONCE = 256  # pictures whose maps are in memory
_ENCODED_AT_ONCE = 16


class Towers(Protocol):
    """`blocks` are the widths of the parts of a picture's vector that are scaled apart; `key` names the weights."""

    @property
    def key(self) -> str: ...

    @property
    def blocks(self) -> tuple[int, ...]: ...

    def pictures(self, paths: Sequence[Path], variant: Variant = "plain") -> FloatArray:
        """(pictures, sum of blocks)."""
        ...

    def texts(self, texts: Sequence[str]) -> FloatArray:
        """(texts, width)."""
        ...


def towers(name: str, weights: str, cache: Path) -> Towers:
    """`lite`, or a model of open_clip by name with the weights of a file or tag."""
    return LiteTowers(cache) if name == "lite" else OpenClipTowers(name, weights)


class LiteTowers:
    """EfficientNet-Lite2 and MiniLM in the forms that serve; the pictures' features are kept in `cache`."""

    def __init__(self, cache: Path, threads: int = 1) -> None:
        from core.embedding.ctranslate import CTranslate2Encoder
        from core.vision.onnx_tower import CHANNELS, STAGES
        from core.weights.locate import converted
        from core.weights.manifest import SOURCES

        self._cache, self._threads = cache, threads
        self._texts = CTranslate2Encoder(converted("minilm-ctranslate2"), threads=threads)
        self.key = (
            f"efficientnet-lite2@{SOURCES['efficientnet-lite2'].digest[:8]} {self._texts.space.partition('/')[0]}"
        )
        self.blocks: tuple[int, ...] = (CHANNELS, CHANNELS, STAGES, 1000)

    def pictures(self, paths: Sequence[Path], variant: Variant = "plain") -> FloatArray:
        """See `Towers.pictures`."""
        from core.vision.heads import COARSE, blocks

        seen = features(paths, self._cache, _tell, grid=COARSE, variant=variant, threads=self._threads)
        parts = []
        for start in range(0, len(paths), _AT_ONCE):
            rows = slice(start, start + _AT_ONCE)
            logits, maps, stages = (np.asarray(a[rows], np.float32) for a in (seen.logits, seen.map, seen.stages))
            parts.append(blocks(logits, maps, stages))
        return np.concatenate(parts)

    def texts(self, texts: Sequence[str]) -> FloatArray:
        """See `Towers.texts`."""
        return self._texts.encode(texts)


class OpenClipTowers:
    """Both towers of an open_clip model by name, frozen; its own heads are not trained further."""

    def __init__(self, name: str, weights: str) -> None:
        import open_clip

        try:
            model = open_clip.create_model(name, pretrained=weights or None)
        except (RuntimeError, OSError, ValueError, KeyError, TypeError) as error:
            raise Missing(
                f"open_clip has no model {name}, or not these weights of it.", "Give a name it knows."
            ) from error
        self._model = model.eval().requires_grad_(False)
        self._tokenizer = open_clip.get_tokenizer(name)
        self._prepare: Any = open_clip.transform.image_transform_v2(
            open_clip.transform.PreprocessCfg(**open_clip.get_model_preprocess_cfg(self._model)), is_train=False
        )
        self.key = f"open_clip {name} {Path(weights).name or 'random'}"
        self.blocks: tuple[int, ...] = (self.texts(["a"]).shape[1],)

    def pictures(self, paths: Sequence[Path], variant: Variant = "plain") -> FloatArray:
        """See `Towers.pictures`."""
        import torch
        from PIL import Image

        parts = []
        for start in range(0, len(paths), _ENCODED_AT_ONCE):
            pixels = [vary(read_pixels(path), variant) for path in paths[start : start + _ENCODED_AT_ONCE]]
            batch = torch.stack([self._prepare(Image.fromarray(picture)) for picture in pixels])
            with torch.inference_mode():
                parts.append(self._model.encode_image(batch, normalize=True).float().numpy())
        return np.concatenate(parts)

    def texts(self, texts: Sequence[str]) -> FloatArray:
        """See `Towers.texts`."""
        import torch

        with torch.inference_mode():
            vectors: FloatArray = self._model.encode_text(self._tokenizer(list(texts)), normalize=True).float().numpy()
        return vectors


def _tell(done: int, total: int) -> None:
    if done == total:
        print(f"looked at {total} pictures", flush=True)  # noqa: T201

"""The image tower as the vision-language model uses it, beside timm alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from core.vision.encoder import Pixels
from tests.bench.aside import Aside
from tests.bench.figures import Figures, Raw, median_ratio

BATCH = 16
SIZES = ((480, 640), (600, 400), (260, 260), (1080, 1440))  # height and width of the pictures, in turn


def measure(quick: bool) -> tuple[Figures, Raw]:
    """16 decoded pictures of four sizes at once: alternately through our image tower (made square, three depths of
    features and a histogram of colours at 9 x 9) and through timm's own transform and `forward_features` of the same
    EfficientNet-Lite2. Pictures a second, median of the ratios of neighbours. For comparison, the eyes that serve on
    `lite`."""
    with Aside() as process:
        return process.call(compare, 2 if quick else 10)


def compare(pairs: int) -> tuple[Figures, Raw]:
    pictures = scribbles(BATCH)
    ways = {"own": own(), "timm": plain(), "served": served()}
    for look in ways.values():
        look(pictures)  # loaded and warm
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(pairs):
        for name in ("own", "timm") if number % 2 else ("timm", "own"):
            times[name].append(seconds(ways[name], pictures))
    times["served"] = [seconds(ways["served"], pictures) for _ in range(2)]
    rates = {name: BATCH / statistics.median(taken) for name, taken in times.items()}
    return {"tower_pictures": median_ratio(times["timm"], times["own"])}, {
        "pictures_per_s": rates["own"], "timm_pictures_per_s": rates["timm"], "served_pictures_per_s": rates["served"],
        "ratios": [b / a for a, b in zip(times["own"], times["timm"], strict=True)],
    }  # fmt: skip


def scribbles(count: int) -> list[Pixels]:
    """Pictures of smooth noise."""
    chance = np.random.default_rng(4)
    made = []
    for number in range(count):
        height, width = SIZES[number % len(SIZES)]
        small = chance.integers(0, 256, (height // 20, width // 20, 3), dtype=np.uint8)
        made.append(np.kron(small, np.ones((20, 20, 1), dtype=np.uint8)))
    return made


def own() -> Callable[[Sequence[Pixels]], Any]:
    from core.vision.tower import image_tower

    tower = image_tower("lite")
    return lambda pictures: tower.tokens(tower.prepare(pictures))


def plain() -> Callable[[Sequence[Pixels]], Any]:
    import timm
    import torch
    from PIL import Image

    from core.vision.lite import lite_network

    network = lite_network()
    transform = timm.data.create_transform(**timm.data.resolve_model_data_config(network), is_training=False)

    def look(pictures: Sequence[Pixels]) -> Any:
        with torch.inference_mode():
            return network.forward_features(torch.stack([transform(Image.fromarray(p)) for p in pictures]))

    return look


def served() -> Callable[[Sequence[Pixels]], Any]:
    from app.wiring.models import picture_encoder, text_encoder
    from core.settings import settings

    return picture_encoder(settings(), text_encoder(settings())).encode_pictures


def seconds(look: Callable[[Sequence[Pixels]], Any], pictures: Sequence[Pixels]) -> float:
    began = time.perf_counter()
    look(pictures)
    return time.perf_counter() - began

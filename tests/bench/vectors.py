"""The vector store over FAISS alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from core.types import FloatArray
from tests.bench.aside import Aside
from tests.bench.figures import Figures, Raw, ratio_of_medians

DIMENSION = 384
QUERIES = 200
NEAREST = 10
SPACE, OWNER = "bench", "local"


def measure(quick: bool) -> tuple[Figures, Raw]:
    """10,000 and 100,000 unit vectors of 384 numbers drawn around 1 centre for each 50 of them, with 200 queries near
    them: one query at a time, alternately through our store and through a FAISS index of the same type with the same
    vectors, ratio of the medians. Recall@10 is against exact inner products in single precision."""
    sizes = {"10k": 2_000, "100k": 8_000} if quick else {"10k": 10_000, "100k": 100_000}
    figures: Figures = {}
    raw: Raw = {"vectors": sizes}
    for name, number in sizes.items():
        with Aside() as process:
            found = process.call(compare, number)
        figures |= {f"search_latency_{name}": found["ratio"], f"search_recall_{name}": found["recall"]}
        raw |= {f"ms_{name}": found["ms"], f"raw_ms_{name}": found["raw_ms"], f"add_s_{name}": found["add_s"]}
    figures["search_growth"] = raw["ms_100k"] / raw["ms_10k"]
    return figures, raw


def compare(number: int) -> dict[str, float]:
    """Our store and raw FAISS with `number` vectors."""
    from memory.vectors.faiss import FaissStore, _new_index

    vectors, queries = clustered(number)
    with tempfile.TemporaryDirectory(prefix="vermeil-bench-") as folder:
        store, index = FaissStore(Path(folder)), _new_index(DIMENSION)
        began = time.perf_counter()
        store.add(SPACE, OWNER, range(number), vectors)
        took = time.perf_counter() - began
        index.add_with_ids(vectors, np.arange(number))
        ours, theirs, recall = searches(store, index, vectors, queries)
        store.close()
    return {
        "ratio": ratio_of_medians(ours, theirs), "recall": recall, "ms": 1000 * statistics.median(ours),
        "raw_ms": 1000 * statistics.median(theirs), "add_s": took,
    }  # fmt: skip


def searches(
    store: Any, index: Any, vectors: FloatArray, queries: FloatArray
) -> tuple[list[float], list[float], float]:
    """Seconds of each search by our store and by the index, and the recall of ours."""
    ours, theirs, found = [], [], []
    for number, query in enumerate(queries):
        for side in ("ours", "raw") if number % 2 else ("raw", "ours"):  # the second finds the caches warm
            began = time.perf_counter()
            if side == "ours":
                found.append(store.search(SPACE, OWNER, query, NEAREST))
                ours.append(time.perf_counter() - began)
            else:
                index.search(query.reshape(1, -1), NEAREST)
                theirs.append(time.perf_counter() - began)
    exact = np.argpartition(-(queries @ vectors.T), NEAREST, axis=1)[:, :NEAREST]  # (queries, 10)
    right = sum(len({hit.chunk for hit in hits} & set(row)) for hits, row in zip(found, exact.tolist(), strict=True))
    return ours, theirs, right / exact.size


def clustered(number: int, seed: int = 5) -> tuple[FloatArray, FloatArray]:
    """Unit vectors (number, 384) around one centre for each 50 of them, and queries (200, 384) near some of them."""
    draw = np.random.default_rng(seed)
    centres = draw.normal(size=(max(1, number // 50), DIMENSION))
    vectors = centres[draw.integers(len(centres), size=number)] + 0.7 * draw.normal(size=(number, DIMENSION))
    queries = vectors[draw.integers(number, size=QUERIES)] + 0.5 * draw.normal(size=(QUERIES, DIMENSION))
    return unit(vectors), unit(queries)


def unit(vectors: Any) -> FloatArray:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

"""The 1,000 classes that the image tower knows: how people call them, and where they lie in a text encoder's space."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from core.embedding.encoder import TextEncoder
from core.types import FloatArray
from core.weights.cache import cached
from core.weights.hashes import sha256

ASSET = Path(__file__).parents[1] / "assets" / "picture_classes.json"
VECTORS = ASSET.with_suffix(".safetensors")  # of MiniLM, float16; any other text encoder makes its own


@dataclass(frozen=True, slots=True)
class PictureClass:
    """An ImageNet class: WordNet lemmas and gloss, its everyday name, and its basic-level kind (may be empty)."""

    wnid: str
    lemmas: tuple[str, ...]
    gloss: str
    name: str
    kind: str


@cache
def picture_classes() -> tuple[PictureClass, ...]:
    """All classes in the order of the network's outputs. Made by `training.data.picture_classes`."""
    rows = json.loads(ASSET.read_text(encoding="utf-8"))["classes"]
    return tuple(PictureClass(r["wnid"], tuple(r["lemmas"]), r["gloss"], r["name"], r["kind"]) for r in rows)


@cache
def kinds() -> dict[str, tuple[int, ...]]:
    """The rows of the classes of each kind, in order of appearance; a class without a kind is a kind of its own."""
    rows: dict[str, tuple[int, ...]] = {}
    for row, known in enumerate(picture_classes()):
        kind = known.kind or known.name
        rows[kind] = (*rows.get(kind, ()), row)
    return rows


@cache
def shared_kinds() -> dict[str, tuple[int, ...]]:
    """The kinds of more than one class: what people ask for ("dog") is rarely a class of its own."""
    return {kind: rows for kind, rows in kinds().items() if len(rows) > 1}


def class_vectors(encoder: TextEncoder) -> tuple[FloatArray, FloatArray]:
    """Unit vectors of classes and shared kinds about their centre (1000 + kinds, dimension), and that centre.

    What all classes have in common (the prompt, being a thing) says nothing and is taken out with the centre. They ship
    for MiniLM; for another encoder some 5,000 texts are encoded once and kept in the cache folder.
    """
    vectors = _shipped(encoder.space)
    if vectors is None:
        key = hashlib.sha256(ASSET.read_bytes() + encoder.space.encode()).hexdigest()[:16]
        made = cached("picture-classes", key, lambda target: np.save(target / "vectors.npy", encode_classes(encoder)))
        vectors = np.asarray(np.load(made / "vectors.npy", allow_pickle=False), dtype=np.float32)
    centre = np.asarray(vectors[: len(picture_classes())].mean(axis=0), dtype=np.float32)
    return unit(vectors - centre), centre


def _shipped(space: str) -> FloatArray | None:
    """The vectors in the assets, where they are of this text encoder (in whatever precision) and of these classes."""
    from safetensors import safe_open

    with safe_open(VECTORS, framework="numpy") as file:
        about = file.metadata()
        fits = space.partition("/")[0] == about["space"] and sha256(ASSET) == about["classes_sha256"]
        return np.asarray(file.get_tensor("vectors"), dtype=np.float32) if fits else None


def unit(vectors: FloatArray) -> FloatArray:
    """Rows scaled to length 1."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), dtype=np.float32)


def encode_classes(encoder: TextEncoder) -> FloatArray:
    """Unit vectors (1000 + kinds, dimension), not centred.

    A class is the mean of its lemmas, of "a photo of a …" with each, and of its name with its gloss; a kind that of its
    name bare and in the prompt.
    """
    meanings = [_texts(known) for known in picture_classes()]
    meanings += [([f"a photo of a {kind}"], [kind]) for kind in shared_kinds()]
    encoded = encoder.encode([text for groups in meanings for group in groups for text in group])
    vectors = np.empty((len(meanings), encoder.dimension), dtype=np.float32)
    at = 0
    for row, groups in enumerate(meanings):
        means = []
        for group in groups:
            means.append(unit(encoded[at : at + len(group)].mean(axis=0)))
            at += len(group)
        vectors[row] = np.sum(means, axis=0)
    return unit(vectors)


def _texts(known: PictureClass) -> tuple[list[str], ...]:
    prompts = [f"a photo of a {lemma}" for lemma in known.lemmas]
    return prompts, list(known.lemmas), [f"{known.lemmas[0]}: {known.gloss}"]

"""Compares trained heads with none: on things trained on, on held-out things, and on drawings by others.

    python -m training.release.compare_heads --recipe contrast \\
        --heads build/picture_heads/product/picture_heads.safetensors --out build/picture_heads.json

reads the features that the training kept, so that it takes a minute. At most two pictures of a caption are measured on,
or the commonest things would decide; each is looked at once, as a whole.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from core.embedding.ctranslate import CTranslate2Encoder
from core.errors import VermeilError
from core.types import FloatArray
from core.vision.class_space import ClassSpaceEncoder
from core.vision.heads import COARSE
from core.vision.shared_space import SharedSpaceEncoder
from core.weights.locate import converted
from training.data.captions import Captioned, read_captions
from training.data.features import Features, features
from training.data.wordnet import Nouns
from training.evaluate.pictures import naming, recalls
from training.fitting.recipe import find, read_recipe
from training.stages.contrast import Recipe, split_of

_EACH = 2  # pictures of a caption
_MOST = 538  # pictures of a set: recall depends on how many there are
_FIGURES = ("text_to_image_r1", "text_to_image_r5", "text_to_image_r10", "names_thing_1", "names_thing_3")


def measure(recipe: Recipe, heads: Path, others: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Figures by set and by eyes ("classes", "trained"). `others` are folders that nothing was trained on."""
    nouns = Nouns(recipe.wordnet)
    found: dict[str, dict[str, Any]] = {}
    encoder = CTranslate2Encoder(converted("minilm-ctranslate2"), threads=1, precision="int8")
    tower = converted("efficientnet-lite2-onnx")
    classes = ClassSpaceEncoder(tower, encoder, threads=1)
    trained = SharedSpaceEncoder(tower, heads, encoder, threads=1)
    for name, rows in _sets(recipe, others).items():
        captions = [row.captions[0] for row in rows]
        nouns_said = [head[0] if (head := nouns.head(caption)) else None for caption in captions]
        outputs, starts = _outputs(rows, recipe), np.arange(len(rows))
        seen = {"classes": classes.pictures_of(outputs[0], starts), "trained": trained.pictures_of(outputs, starts)}
        said = {"classes": classes.encode_texts(captions), "trained": trained.encode_texts(captions)}
        named = {"classes": classes.guesses_of(outputs[0], starts), "trained": trained.guesses_of(outputs, starts)}
        found[name] = {"pictures": len(rows)}
        for label, vectors in seen.items():
            figures: dict[str, Any] = dict(recalls(said[label] @ vectors.T, captions))
            figures |= naming([[guess for guess, _ in each] for each in named[label]], nouns_said)
            found[name][label] = {key: each.to_json() for key in _FIGURES if (each := figures[key]) is not None}
    return found


def _sets(recipe: Recipe, others: Sequence[Path]) -> dict[str, list[Captioned]]:
    """Pictures of each part of each kind of source, few of each caption, in an order by chance."""
    sets: dict[str, list[Captioned]] = {}
    for folder in (*recipe.pictures, *recipe.unseen, *others):
        kind = folder.name if folder in others or folder.name in ("clipart", "photos") else "emoji and icons"
        for row in read_captions(folder):
            part = split_of(row.group, recipe)
            if folder in recipe.unseen or folder in others:
                part = "train" if part == "train" else "held_out"
                sets.setdefault(f"{folder.name} (unseen source), {_SAID[part]} things", []).append(row)
            else:
                sets.setdefault(f"{kind}, {part.replace('_', ' ')}", []).append(row)
    return {name: few for name, rows in sorted(sets.items()) if len(few := _few(rows)) > 1}


_SAID = {"train": "known", "held_out": "unknown"}


def _few(rows: Sequence[Captioned]) -> list[Captioned]:
    counts: Counter[str] = Counter()
    chosen = []
    for number in np.random.default_rng(0).permutation(len(rows)):
        row = rows[int(number)]
        counts[row.captions[0].lower()] += 1
        if counts[row.captions[0].lower()] <= _EACH:
            chosen.append(row)
    return chosen[:_MOST]


def _outputs(rows: Sequence[Captioned], recipe: Recipe) -> list[FloatArray]:
    """The tower's outputs, from the features that were kept of each picture's folder."""
    parts: list[list[FloatArray]] = []
    for row in rows:
        paths, seen = _folder(_root(row.picture), recipe.cache)
        at = paths[row.picture]
        parts.append([np.asarray(array[at : at + 1], np.float32) for array in (seen.logits, seen.map, seen.stages)])
    return [np.concatenate(each) for each in zip(*parts, strict=True)]


@cache
def _folder(folder: Path, kept: Path) -> tuple[dict[Path, int], Features]:
    """Where each picture of a folder stands, and the features of all of them."""
    pictures = [row.picture for row in read_captions(folder)]
    return {path: number for number, path in enumerate(pictures)}, features(pictures, kept, grid=COARSE)


def _root(picture: Path) -> Path:
    """The folder with captions.jsonl that a picture is from."""
    return next(parent for parent in picture.parents if (parent / "captions.jsonl").exists())


def main() -> None:
    """Measure the heads that the command line names, write the figures and print them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recipe", type=Path, required=True)
    parser.add_argument("--heads", type=Path, required=True)
    parser.add_argument("--others", type=Path, nargs="*", default=[], help="folders that nothing was trained on")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    figures = measure(read_recipe(find(arguments.recipe), Recipe), arguments.heads, arguments.others)
    arguments.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, row in figures.items():
        for label in ("classes", "trained"):
            line = " ".join(f"{row[label][key]['value']:.3f}" for key in _FIGURES if key in row[label])
            print(f"{name:<45} {row['pictures']:>4} {label:<8} {line}")  # noqa: T201


if __name__ == "__main__":
    try:
        main()
    except VermeilError as error:
        sys.exit(f"{error.message} {error.remedy}".strip())

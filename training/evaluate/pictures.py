"""How well pictures are found by their captions, captions by their pictures, and things named."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from core.errors import BadInput, VermeilError
from core.types import FloatArray
from core.vision.encoder import PictureEncoder, Pixels
from training.data.jsonlines import Line, read_lines
from training.evaluate.intervals import Measured, mean
from training.evaluate.results import Figure

MAX_MISSING = 0.01  # share of files that may be missing or unreadable


def evaluate(folder: Path, encoder: PictureEncoder, load: Callable[[Path], Pixels]) -> dict[str, Figure]:
    """Recall at 1, 5 and 10 both ways, and the share of things named, on `folder/captions.jsonl`.

    A line has `file`, `caption`, and perhaps `noun`. Every line is a picture of its own; equal captions are hits for
    each other. `names_thing_k` is None where no line has a noun. All have intervals over the pictures. Raises
    `BadInput` where over 1 % of the files cannot be used; the others are counted in `skipped`.
    """
    lines = read_lines(folder / "captions.jsonl", "Name a folder with pictures and captions.jsonl.")
    vectors: list[FloatArray] = []
    guesses: list[list[str]] = []
    kept: list[Line] = []
    captions: list[str] = []
    started = time.perf_counter()
    for line in lines:
        caption = line.text("caption")
        pixels = _pixels(folder / line.text("file"), load)
        if pixels is None:
            continue
        kept.append(line)
        captions.append(caption)
        vectors.append(encoder.encode_pictures([pixels])[0])
        guesses.append([name for name, _ in encoder.guesses(pixels, 3)] if line.values.get("noun") else [])
    seconds = time.perf_counter() - started
    skipped = len(lines) - len(kept)
    if not kept or skipped > MAX_MISSING * len(lines):
        raise BadInput(f"{skipped} of {len(lines)} pictures are missing or unreadable.", "Check captions.jsonl.")
    result: dict[str, Figure] = {"pictures": len(kept), "skipped": skipped}
    result |= recalls(encoder.encode_texts(captions) @ np.stack(vectors).T, captions)
    result |= naming(guesses, [line.text("noun", "") for line in kept])
    return result | {"seconds_per_picture": round(seconds / len(kept), 4)}


def recalls(scores: FloatArray, captions: Sequence[str]) -> dict[str, Measured]:
    """Recall at 1, 5 and 10 from `scores` (texts, pictures), of which row and column i belong together.

    A rank counts the wrong ones that score at least as high as the best right one, so that ties never help.
    """
    _, groups = np.unique(np.asarray(captions), return_inverse=True)
    right = groups[:, None] == groups[None, :]
    result: dict[str, Measured] = {}
    for name, table in (("text_to_image", scores), ("image_to_text", scores.T)):
        best = np.where(right, table, -np.inf).max(axis=1, keepdims=True)
        ranks = ((table >= best) & ~right).sum(axis=1)
        result |= {f"{name}_r{k}": mean((ranks < k).astype(np.float64)) for k in (1, 5, 10)}
    return result


def naming(guesses: Sequence[Sequence[str]], nouns: Sequence[str | None]) -> dict[str, Measured | None]:
    """The share of nouns that stand in the first guess, and in one of the first three."""
    judged = [(g, n) for g, n in zip(guesses, nouns, strict=True) if n]
    if not judged:
        return {"names_thing_1": None, "names_thing_3": None}
    return {
        f"names_thing_{k}": mean([float(any(contains(name, n) for name in g[:k])) for g, n in judged]) for k in (1, 3)
    }


def contains(guess: str, noun: str) -> bool:
    """Whether the words of `noun` stand in `guess` next to each other; case and simple plurals do not matter."""
    words, wanted = _words(guess), _words(noun)
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)) and bool(wanted)


def _words(text: str) -> list[str]:
    return [_singular(word) for word in re.findall(r"[^\W_]+", text.lower())]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _pixels(path: Path, load: Callable[[Path], Pixels]) -> Pixels | None:
    try:
        return load(path)
    except (OSError, VermeilError):  # counted by the caller
        return None

"""Pictures and texts in one space with heads that we trained: the picture encoder of the `lite` profile.

What the 1,000 classes say (`core.vision.class_space`) stands beside what the heads say, because each knows what the
other does not: the classes know photos of what they are classes of; the heads, trained on drawings, emoji and photos by
their captions, know things that are no class, and drawings. docs/models/picture_heads.md says how well.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.embedding.encoder import TextEncoder
from core.types import FloatArray
from core.vision.class_space import ClassSpaceEncoder, softmax
from core.vision.classes import picture_classes, unit
from core.vision.encoder import Pixels
from core.vision.heads import OUTPUTS, Heads
from core.vision.onnx_tower import means
from core.weights.hashes import sha256

HEADS = "picture_heads.safetensors"  # in the folder of the product
Outputs = Sequence[FloatArray]
"""Of the tower, for all views: logits (n, 1000), maps (n, places, 1280), stages (n, 1632)."""

SHARE = 0.4  # of a score that the heads have; the rest is the classes'
THRESHOLD = 0.17
SURE = 0.28
SAME = 0.85
INVISIBLE, VISIBLE = 0.45, 0.75  # cosines of a text to the nearest name of a visible thing: none of it, and all
NAMING_SHARPNESS = 30.0  # inverse temperature of the softmax over names
TRAINED = 1.0  # added to it for a name that pictures were there for
DOUBT_PHOTO, DOUBT_DRAWING = 0.5, 2.0  # a class with probability p is believed by p to the power of this
_LIKELIEST = 50  # names of each kind of knowledge that a guess looks at
_HALF = 0.5


class SharedSpaceEncoder:
    """A `PictureEncoder`: the classes' space and the heads' side by side, weighted. Safe between threads.

    `heads` is a verified file (`core.weights.locate.trained`). A text counts as long in the heads' part as it is
    near one of the names of visible things there; a last number fills it up to length 1, so that a question about
    nothing visible is near no picture: at `THRESHOLD`, 7 % of questions about papers and fairy tales find one among
    1,000 photos, while 96 % of the photos are found by their own name (the classes alone: 6 % and 76 %).
    """

    def __init__(self, tower: Path, heads: Path, text_encoder: TextEncoder, *, threads: int) -> None:
        self._classes = ClassSpaceEncoder(tower, text_encoder, threads=threads)
        self._tower = self._classes.tower
        self._texts = text_encoder
        self._heads = Heads(heads, sha256(heads))
        self.threshold, self.sure, self.same = THRESHOLD, SURE, SAME
        self.space = f"eyes-1@{self._tower.digest[:8]}.{self._heads.digest[:8]}"

    @property
    def dimension(self) -> int:
        """Numbers of a vector: classes and kinds, heads, and one more."""
        return self._classes.dimension + self._heads.dimension + 1

    def encode_pictures(self, pictures: Sequence[Pixels]) -> FloatArray:
        """Unit vectors (pictures, dimension) of RGB pictures in any size."""
        if not pictures:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self.pictures_of(*self._tower.look(pictures, *OUTPUTS))

    def pictures_of(self, outputs: Outputs, starts: npt.NDArray[np.int_]) -> FloatArray:
        """Unit vectors of pictures from the tower's outputs for their views, which begin at `starts`."""
        known = self._classes.pictures_of(outputs[0], starts)
        seen = self._seen(outputs, starts)
        return self._joined(known, seen, np.zeros((len(seen), 1), np.float32))

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, dimension) of what people search pictures by."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encoded = self._texts.encode(texts)
        said = self._heads.texts(encoded)
        visible = self._visible(said)
        rest = np.sqrt(np.maximum(0, 1 - visible**2))
        return self._joined(self._classes.texts_of(encoded), visible * said, rest)

    def _joined(self, known: FloatArray, seen: FloatArray, rest: FloatArray) -> FloatArray:
        """Blocks side by side: classes (weighted 1 - share), heads and what fills them up (share)."""
        ours = np.sqrt(SHARE) * np.concatenate([seen, rest], axis=1)
        return np.concatenate([np.sqrt(1 - SHARE) * known, ours], axis=1).astype(np.float32)

    def _visible(self, said: FloatArray) -> FloatArray:
        """How far a text speaks of something visible: 0 to 1 (texts, 1), by its nearest name."""
        nearest = (said @ self._heads.vocabulary.T).max(axis=1, keepdims=True)
        return np.asarray(np.clip((nearest - INVISIBLE) / (VISIBLE - INVISIBLE), 0, 1), dtype=np.float32)

    # --- naming ---------------------------------------------------------------------------------------------------

    def guesses(self, picture: Pixels, count: int = 3) -> list[tuple[str, float]]:
        """Names such as "golden retriever (dog)" or "cello", with their probabilities, best first.

        The classes, which were learnt from photos, are believed as far as they are sure, and in drawings less; the rest
        is shared out among everyday names by the heads.
        """
        return self.guesses_of(*self._tower.look([picture], *OUTPUTS), count)[0]

    def guesses_of(
        self, outputs: Outputs, starts: npt.NDArray[np.int_], count: int = 3
    ) -> list[list[tuple[str, float]]]:
        """The guesses for each of the pictures whose views begin at `starts`."""
        classes = self._classes.classes_of(outputs[0], starts)  # (pictures, 1000)
        named = self._named(self._seen(outputs, starts))  # (pictures, names)
        photos = self._photos(outputs, starts)
        doubts = DOUBT_DRAWING + (DOUBT_PHOTO - DOUBT_DRAWING) * photos
        return [self._guess(*each, count) for each in zip(classes, named, doubts, strict=True)]

    def photo(self, picture: Pixels) -> float:
        """By the head that was trained for it: of 80 photos 0.99 are above a half, of 320 drawings 0.003."""
        return float(self._photos(*self._tower.look([picture], *OUTPUTS))[0])

    def _photos(self, outputs: Outputs, starts: npt.NDArray[np.int_]) -> FloatArray:
        return means(self._heads.photos(*outputs)[:, None], starts)[:, 0]

    def _guess(self, classes: FloatArray, likely: FloatArray, doubt: float, count: int) -> list[tuple[str, float]]:
        believed = float(classes.max()) ** doubt
        masses: dict[str, float] = {}
        kinds: dict[str, str] = {}
        for row in np.argsort(-classes)[:_LIKELIEST]:
            known = picture_classes()[row]
            masses[known.name] = masses.get(known.name, 0) + believed * float(classes[row])
            kinds.setdefault(known.name, known.kind)
        for row in np.argsort(-likely)[:_LIKELIEST]:
            name = self._heads.names[row]
            masses[name.name] = masses.get(name.name, 0) + (1 - believed) * float(likely[row])
            kinds.setdefault(name.name, name.kind)
        return _ranked(masses, kinds, count)

    def _seen(self, outputs: Outputs, starts: npt.NDArray[np.int_]) -> FloatArray:
        return unit(means(self._heads.pictures(*outputs), starts))

    def _named(self, seen: FloatArray) -> FloatArray:
        """Probabilities (pictures, names); a name that was trained with pictures is likelier than one from a book."""
        nearness = NAMING_SHARPNESS * seen @ self._heads.vocabulary.T
        return softmax(nearness + TRAINED * self._heads.trained)


def _ranked(masses: dict[str, float], kinds: dict[str, str], count: int) -> list[tuple[str, float]]:
    """Each kind once, by the mass of all its names: the likeliest name where it has half, else the kind and two."""
    together: dict[str, list[str]] = {}
    for name in sorted(masses, key=masses.__getitem__, reverse=True):
        together.setdefault(kinds[name] or name, []).append(name)
    totals = {kind: sum(masses[name] for name in names) for kind, names in together.items()}
    likeliest = sorted(totals, key=totals.__getitem__, reverse=True)[:count]
    return [(_worded(kind, together[kind], masses, totals[kind]), totals[kind]) for kind in likeliest]


def _worded(kind: str, names: Sequence[str], masses: dict[str, float], total: float) -> str:
    first = names[0]
    if len(names) == 1 or first == kind or masses[first] >= _HALF * total:
        return first if kind in first.split() or kind == first else f"{first} ({kind})"
    return f"{kind} (perhaps {' or '.join(names[:2])})"

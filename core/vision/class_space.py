"""Pictures and texts in one space without training: both are described by how much they are each of 1,000 classes.

A picture is what EfficientNet-Lite2 takes it for; a text is how near a sentence encoder finds it to each class and to
each everyday kind ("dog") that classes share. This turns ConSE around (Norouzi et al. 2013, arXiv:1312.5650), which
puts pictures into the space of texts by averaging the vectors of their classes: comparing over the classes keeps what
the average blurs. Text to picture, recall at 5, ConSE and this: 0.19 and 0.27 on 434 pieces of clip art by the noun in
their file names, 0.18 and 0.35 on 522 emoji by their Unicode names; share of photos of a kind among the first as many
found by "a photo of a KIND": 0.49 and 0.93. It is used until trained heads exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.embedding.encoder import TextEncoder
from core.types import FloatArray
from core.vision.classes import ASSET, class_vectors, kinds, picture_classes, shared_kinds, unit
from core.vision.encoder import Pixels
from core.vision.onnx_tower import OnnxTower, means
from core.weights.hashes import sha256

PICTURE_TEMPERATURE = 1.3
NAMING_TEMPERATURE = 0.7  # sharper: the 120 breeds' faint background must not add up to a dog
TEXT_SHARPNESS = 15.0  # inverse temperature of the softmax over cosines
KIND_WEIGHT = 0.6  # of a kind's probability beside a class's
THRESHOLD = 0.25
SURE = 0.4
SAME = 0.9
LOOK = 128  # dimensions that tell pictures of the same class apart


class ClassSpaceEncoder:
    """A `PictureEncoder` on `core.weights.locate.converted("efficientnet-lite2-onnx")`. Safe to share between threads.

    A vector has three blocks: meaning (classes and kinds), look (128), rest (1). A picture's meaning is as long as the
    tower is sure, and its look fills it up to length 1, so that pictures also find their likes; a text's meaning is as
    long as it speaks of things that can be seen, and the rest fills it up. Hence a question about nothing visible is
    near no picture: at 0.25, 7 % of questions about papers and fairy tales find one among 1,000 photos, while 82 % of
    the photos are found by their own name and 91 % by their kind.
    """

    def __init__(self, tower: Path, text_encoder: TextEncoder, *, threads: int) -> None:
        self.tower = OnnxTower(tower, threads=threads)
        self._texts = text_encoder
        self._meanings, self._centre = class_vectors(text_encoder)
        self._members = _membership()
        self.threshold, self.sure, self.same = THRESHOLD, SURE, SAME
        self.space = f"classes-1@{self.tower.digest[:8]}.{sha256(ASSET)[:8]}"

    @property
    def dimension(self) -> int:
        """Numbers of a vector: classes and kinds, look, and one more."""
        return len(self._meanings) + LOOK + 1

    def encode_pictures(self, pictures: Sequence[Pixels]) -> FloatArray:
        """Unit vectors (pictures, dimension) of RGB pictures in any size."""
        if not pictures:
            return np.zeros((0, self.dimension), dtype=np.float32)
        (logits,), starts = self.tower.look(pictures, "logits")
        return self.pictures_of(logits, starts)

    def pictures_of(self, logits: FloatArray, starts: npt.NDArray[np.int_]) -> FloatArray:
        """Unit vectors of pictures from the logits of their views, which begin at `starts`."""
        classes = _likelihoods(logits, starts, PICTURE_TEMPERATURE)  # (n, 1000)
        logits = means(logits, starts)
        vectors = np.zeros((len(logits), self.dimension), dtype=np.float32)
        sure = np.linalg.norm(classes, axis=1, keepdims=True) ** 0.3  # (n, 1), in (0.35, 1]
        meaning = np.concatenate([classes, KIND_WEIGHT * (classes @ self._members)], axis=1)  # (n, 1000 + kinds)
        look = (logits - logits.mean(axis=1, keepdims=True)) @ _projection(logits.shape[1])  # (n, LOOK)
        vectors[:, : -LOOK - 1] = sure * unit(meaning)
        vectors[:, -LOOK - 1 : -1] = np.sqrt(np.maximum(0, 1 - sure**2)) * unit(look)
        return vectors

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, dimension) of what people search pictures by."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self.texts_of(self._texts.encode(texts))

    def texts_of(self, encoded: FloatArray) -> FloatArray:
        """Unit vectors of texts from those of the text encoder."""
        vectors = np.zeros((len(encoded), self.dimension), dtype=np.float32)
        nearness = unit(encoded - self._centre) @ self._meanings.T  # (n, 1000 + kinds) cosines
        shares = softmax(TEXT_SHARPNESS * nearness)
        visible = np.sqrt(np.linalg.norm(shares, axis=1, keepdims=True))  # (n, 1)
        vectors[:, : -LOOK - 1] = visible * unit(shares)
        vectors[:, -1:] = np.sqrt(np.maximum(0, 1 - visible**2))
        return vectors

    def guesses(self, picture: Pixels, count: int = 3) -> list[tuple[str, float]]:
        """Names such as "golden retriever (dog)", or "dog (perhaps beagle or basset)" where only the kind is likely.

        Each kind is named once, with the probability of all its classes together.
        """
        (logits,), starts = self.tower.look([picture], "logits")
        return self.guesses_of(logits, starts, count)[0]

    def photo(self, picture: Pixels) -> float:
        """The likeliest class's probability: classes were learned from photos, and rarely sure of drawings."""
        (logits,), starts = self.tower.look([picture], "logits")
        return float(self.classes_of(logits, starts).max())

    def guesses_of(
        self, logits: FloatArray, starts: npt.NDArray[np.int_], count: int = 3
    ) -> list[list[tuple[str, float]]]:
        """The guesses for each of the pictures whose views begin at `starts`."""
        return [_guess(probabilities, count) for probabilities in self.classes_of(logits, starts)]

    def classes_of(self, logits: FloatArray, starts: npt.NDArray[np.int_]) -> FloatArray:
        """How likely a picture shows each class (pictures, 1000), as things are named by it."""
        return _likelihoods(logits, starts, NAMING_TEMPERATURE)


def _guess(probabilities: FloatArray, count: int) -> list[tuple[str, float]]:
    masses = {kind: float(probabilities[list(rows)].sum()) for kind, rows in kinds().items()}
    likeliest = sorted(masses, key=masses.__getitem__, reverse=True)[:count]
    return [(_name(kind, kinds()[kind], probabilities), masses[kind]) for kind in likeliest]


def _likelihoods(logits: FloatArray, starts: npt.NDArray[np.int_], temperature: float) -> FloatArray:
    """Probabilities (pictures, classes), the means over the views of each picture."""
    return means(softmax(logits / np.float32(temperature)), starts)


def _projection(classes: int) -> FloatArray:
    """A fixed random projection (classes, LOOK), which nearly keeps angles (Johnson and Lindenstrauss 1984).

    The legacy generator, because its numbers are promised to stay the same in every version of NumPy.
    """
    return np.random.RandomState(1984).standard_normal((classes, LOOK)).astype(np.float32)


def softmax(values: FloatArray) -> FloatArray:
    """Over the last axis; stable for large values."""
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def _membership() -> FloatArray:
    """Which class is of which shared kind: 0 or 1 (classes, kinds)."""
    members = np.zeros((len(picture_classes()), len(shared_kinds())), dtype=np.float32)
    for column, rows in enumerate(shared_kinds().values()):
        members[list(rows), column] = 1
    return members


def _name(kind: str, rows: Sequence[int], probabilities: FloatArray) -> str:
    """The best class and its kind where it has half of the kind's probability, else the kind and the best two."""
    ranked = sorted(rows, key=lambda row: float(probabilities[row]), reverse=True)
    names = list(dict.fromkeys(picture_classes()[row].name for row in ranked))
    if names[0] == kind or 2 * probabilities[ranked[0]] >= probabilities[ranked].sum():
        return names[0] if kind in names[0].split() or kind == names[0] else f"{names[0]} ({kind})"
    return f"{kind} (perhaps {' or '.join(names[:2])})"

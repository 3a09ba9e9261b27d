"""Composes scenes for a split: what training may show, and what only the held-out split does."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from training.data.scenes import COLOURS, SHAPES, Scene, Thing, Writing
from training.data.splits import Split

SceneKind = Literal["one", "count", "pair", "many", "word", "clip"]
WORDS = tuple(
    "apple bank bird boat book bread bridge cake chair city cloud coat coffee cold cup dance door dream dust east egg "
    "fire fish flag flower fox game garden gate gold grass green hand happy hill home honey horse house ice island key "
    "king lake lamp leaf light lion long love map market milk moon mouse music night north ocean open orange paper "
    "park peace pear pen piano plum queen quiet rain red river road rock rose sale salt sand school sea ship shoe shop "
    "silver sleep small snow song south spoon star stone stop story street sugar summer sun table tea time tower town "
    "train tree wall warm water west wind window winter wolf wood word yellow yes zoo".split()
)
_EVERY = 7  # one of so many combinations, words and pieces of clip art is held out
_COMBINATIONS = [(colour, shape) for colour in COLOURS for shape in SHAPES]
_CELLS = [(column, row) for column in range(3) for row in range(3)]


# --- what is held out ---------------------------------------------------------------------------------------------


def held_out(colour: str, shape: str) -> bool:
    """Whether a combination is never trained on. Every colour and every shape has some of either kind."""
    return (COLOURS.index(colour) + 3 * SHAPES.index(shape)) % _EVERY == 0


def share(items: Sequence[str], split: Split) -> list[str]:
    """Every seventh of the sorted items for `held_out`, the others for training and validation."""
    return [item for n, item in enumerate(sorted(items)) if (n % _EVERY == 0) == (split == "held_out")]


# --- scenes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Composer:
    """Composes scenes of what a split may show; `clip_art` holds its titles."""

    split: Split
    clip_art: Sequence[str]
    kinds: Mapping[SceneKind, float]

    def compose(self, rng: random.Random) -> tuple[str, Scene]:
        """A kind and a scene of it."""
        weights = {kind: weight for kind, weight in self.kinds.items() if kind != "clip" or self.clip_art}
        kind = rng.choices(list(weights), list(weights.values()))[0]
        return kind, _MAKERS[kind](self, rng)

    def combinations(self) -> list[tuple[str, str]]:
        """The colours and shapes that the split may show together."""
        return [pair for pair in _COMBINATIONS if held_out(*pair) == (self.split == "held_out")]

    def strangers(self, rng: random.Random) -> list[str]:
        """Titles to ask for although they may not be there: shapes, and clip art where there is some."""
        shapes = [f"{colour} {shape}" for colour, shape in rng.sample(self.combinations(), 12)]
        mixed = shapes + rng.sample(list(self.clip_art), min(len(self.clip_art), 12))
        rng.shuffle(mixed)
        return mixed

    def one(self, rng: random.Random) -> Scene:
        """A single shape."""
        return Scene((self._shape(rng, rng.choice(_CELLS)),))

    def count(self, rng: random.Random) -> Scene:
        """Two to six equal shapes, and sometimes another one among them."""
        colour, shape = rng.choice(self.combinations())
        cells = rng.sample(_CELLS, rng.randint(2, 6))
        equal = tuple(Thing(shape, colour, *cell) for cell in cells)
        free = [cell for cell in _CELLS if cell not in cells]
        return Scene((*equal, self._shape(rng, rng.choice(free))) if rng.random() < 0.4 else equal)

    def pair(self, rng: random.Random) -> Scene:
        """Two different shapes, in one row or column twice in three times."""
        first, second = rng.sample(self.combinations(), 2)
        cell = rng.choice(_CELLS)
        others = [other for other in _CELLS if other != cell]
        if rng.random() < 2 / 3:
            others = [other for other in others if other[0] == cell[0] or other[1] == cell[1]]
        return Scene((Thing(first[1], first[0], *cell), Thing(second[1], second[0], *rng.choice(others))))

    def many(self, rng: random.Random) -> Scene:
        """Three to five shapes."""
        return Scene(tuple(self._shape(rng, cell) for cell in rng.sample(_CELLS, rng.randint(3, 5))))

    def word(self, rng: random.Random) -> Scene:
        """A word across a row, and nothing, a shape or two in the others."""
        row = rng.randrange(3)
        free = [cell for cell in _CELLS if cell[1] != row]
        things = tuple(self._shape(rng, cell) for cell in rng.sample(free, rng.choice([0, 1, 1, 2])))
        word = rng.choice(share(WORDS, self.split))
        return Scene(things, Writing(word.upper() if rng.random() < 0.5 else word, rng.choice(COLOURS), row))

    def clip(self, rng: random.Random) -> Scene:
        """One to three pieces of clip art, with a shape beside them half of the time."""
        titles = rng.sample(list(self.clip_art), min(len(self.clip_art), rng.choice([1, 1, 2, 3])))
        cells = rng.sample(_CELLS, len(titles) + 1)
        things = [Thing(title, "", *cell) for title, cell in zip(titles, cells, strict=False)]
        return Scene((*things, self._shape(rng, cells[-1])) if rng.random() < 0.5 else tuple(things))

    def _shape(self, rng: random.Random, cell: tuple[int, int]) -> Thing:
        colour, shape = rng.choice(self.combinations())
        return Thing(shape, colour, *cell)


_MAKERS: dict[str, Callable[[Composer, random.Random], Scene]] = {
    "one": Composer.one, "count": Composer.count, "pair": Composer.pair, "many": Composer.many,
    "word": Composer.word, "clip": Composer.clip,
}  # fmt: skip

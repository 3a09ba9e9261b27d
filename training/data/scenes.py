"""Scenes of which everything is known: what is in them, and what can truly be said, asked and answered of them.

A scene is things in the cells of a 3 x 3 grid, and perhaps a word across one of its rows. Nothing here draws; see
`training/data/drawing.py`.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from training.data.phrases import article, capital, join, plural

SHAPES = ("circle", "square", "triangle", "star", "heart", "diamond", "cross", "ring", "hexagon", "crescent")
COLOURS = ("red", "green", "blue", "yellow", "orange", "purple", "pink", "brown", "black", "white", "grey")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PLACES = {
    (0, 0): "at the top left", (1, 0): "at the top", (2, 0): "at the top right",
    (0, 1): "on the left", (1, 1): "in the centre", (2, 1): "on the right",
    (0, 2): "at the bottom left", (1, 2): "at the bottom", (2, 2): "at the bottom right",
}  # fmt: skip
ROWS = ("at the top", "in the middle", "at the bottom")

QuestionKind = Literal["what", "colour", "count", "where", "there", "relation", "written"]


@dataclass(frozen=True, slots=True)
class Thing:
    """A coloured shape, or a piece of clip art, which has a caption for a name and no colour."""

    name: str
    colour: str
    column: int
    row: int

    @property
    def title(self) -> str:
        """What the thing is called: `red circle`, or the caption of a piece of clip art."""
        return f"{self.colour} {self.name}".strip()

    @property
    def place(self) -> str:
        """Where it is: `at the top left`."""
        return PLACES[self.column, self.row]


@dataclass(frozen=True, slots=True)
class Writing:
    """A word across a row of the scene."""

    word: str
    colour: str
    row: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Things in the cells of a 3 x 3 grid, and perhaps a word across one of its rows."""

    things: tuple[Thing, ...]
    writing: Writing | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer in a word or phrase, and the same in a sentence."""

    kind: QuestionKind
    question: str
    answer: str
    sentence: str


# --- what can be said ---------------------------------------------------------------------------------------------


def captions(scene: Scene) -> tuple[str, ...]:
    """What is there; what is there and where; and, of two things side by side, how they stand. All different."""
    said = [listing(scene), _placed(scene)]
    if (beside := _relation(scene)) is not None:
        first, how, second = beside
        said.append(f"{article(first.title)} {how} {article(second.title)}" + _with_word(scene))
    return tuple(dict.fromkeys(said))


def listing(scene: Scene) -> str:
    """All that is there, equal things counted: "two red circles and a star"."""
    counted = Counter(thing.title for thing in scene.things)
    parts = [article(title) if n == 1 else f"{NUMBERS[n]} {plural(title)}" for title, n in counted.items()]
    if not parts:
        return _word(scene)
    return join(parts) + _with_word(scene)


def description(scene: Scene) -> str:
    """Whole sentences on everything in the scene and its place."""
    said = []
    if scene.things:
        verb = "is" if len(scene.things) == 1 else "are"
        said.append(f"There {verb} {_placed(Scene(scene.things))}.")
    if scene.writing is not None:
        said.append(f"The word {scene.writing.word} is written in {scene.writing.colour} {ROWS[scene.writing.row]}.")
    return " ".join(said)


def instructions(scene: Scene, count: int, rng: random.Random) -> list[tuple[str, str]]:
    """`count` open tasks with what a good answer says; they repeat themselves from the sixth on."""
    colours = dict.fromkeys(_colours(scene))
    tasks = [
        ("Describe the picture.", description(scene)),
        ("Describe the picture in a few words.", listing(scene)),
        ("List everything in the picture.", listing(scene)),
        ("Write a caption that says where things are.", _placed(scene)),
        ("Name the colours that you see.", join(list(colours)) if colours else "It has many colours."),
    ]
    rng.shuffle(tasks)
    return [tasks[number % len(tasks)] for number in range(count)]


def _placed(scene: Scene) -> str:
    """Each thing with its place; equal things, more than three, are only counted."""
    if len(scene.things) > 3 or not scene.things:
        return listing(scene)
    return join([f"{article(t.title)} {t.place}" for t in scene.things]) + _with_word(scene)


def _relation(scene: Scene) -> tuple[Thing, str, Thing] | None:
    """How the first of exactly two different things stands to the second, where one row or column holds both."""
    if len(scene.things) != 2 or scene.things[0].title == scene.things[1].title:
        return None
    first, second = scene.things
    how = relation(first, second)
    return (first, how, second) if how is not None else None


def relation(first: Thing, second: Thing) -> str | None:
    """ "to the left of", "above" and so on; None where the two stand across from each other."""
    if first.row == second.row:
        return "to the left of" if first.column < second.column else "to the right of"
    if first.column == second.column:
        return "above" if first.row < second.row else "below"
    return None


def _word(scene: Scene) -> str:
    return f"the word {scene.writing.word} in {scene.writing.colour}" if scene.writing is not None else ""


def _with_word(scene: Scene) -> str:
    return f" with {_word(scene)}" if scene.writing is not None and scene.things else ""


def _colours(scene: Scene) -> list[str]:
    return [t.colour for t in scene.things if t.colour] + ([scene.writing.colour] if scene.writing else [])


# --- what can be asked --------------------------------------------------------------------------------------------


def questions(scene: Scene, count: int, rng: random.Random, strangers: Sequence[str]) -> list[Asked]:
    """`count` questions, the kinds as even as the scene allows; `strangers` are titles
    to ask for although they are not there.

    Raises `ValueError` where the scene and the strangers do not yield so many.
    """
    possible = {kind: make(scene) for kind, make in _MAKERS.items()}
    if scene.writing is None and rng.random() < 0.75:  # or "nothing" would be the likeliest thing to be written
        possible["written"] = []
    for made in possible.values():
        rng.shuffle(made)
    possible["there"] = _there(scene, strangers, rng)
    chosen: list[Asked] = []
    while len(chosen) < count:
        kinds = [kind for kind, left in possible.items() if left]
        if not kinds:
            raise ValueError(f"only {len(chosen)} questions can be asked of this scene")
        rng.shuffle(kinds)
        chosen += [possible[kind].pop() for kind in kinds[: count - len(chosen)]]
    return chosen


def _what(scene: Scene) -> list[Asked]:
    asked = []
    colours = Counter(_colours(scene))
    for thing in scene.things:
        if _alone_at_its_place(thing, scene):
            sentence = f"{capital(article(thing.title))} is {thing.place}."
            asked.append(Asked("what", f"What is {thing.place}?", article(thing.title), sentence))
        if colours[thing.colour] == 1:
            sentence = f"{capital(article(thing.name))} is {thing.colour}."
            asked.append(Asked("what", f"What is {thing.colour}?", article(thing.name), sentence))
    return asked


def _alone_at_its_place(thing: Thing, scene: Scene) -> bool:
    """Whether its place means it: "at the top" means any cell of the top row, "at the top left" one cell."""
    others = [other for other in scene.things if other is not thing]
    if thing.column == 1 and thing.row != 1:
        return all(other.row != thing.row for other in others)
    if thing.row == 1 and thing.column != 1:
        return all(other.column != thing.column for other in others)
    return True


def _colour(scene: Scene) -> list[Asked]:
    asked = []
    for name in dict.fromkeys(t.name for t in scene.things if t.colour):
        same = [t for t in scene.things if t.name == name]
        if len({t.colour for t in same}) == 1:
            subject = f"is the {name}" if len(same) == 1 else f"are the {plural(name)}"
            verb, _, who = subject.partition(" ")
            colour = same[0].colour
            asked.append(Asked("colour", f"What colour {subject}?", colour, f"{capital(who)} {verb} {colour}."))
    if scene.writing is not None:
        word, colour = scene.writing.word, scene.writing.colour
        asked.append(Asked("colour", f"What colour is the word {word}?", colour, f"The word {word} is {colour}."))
    return asked


def _count(scene: Scene) -> list[Asked]:
    shapes = Counter(t.name for t in scene.things if t.colour)
    titles = Counter(t.title for t in scene.things if t.colour)
    asked = []
    for what, n in {**shapes, **titles}.items():
        there = f"is one {what}" if n == 1 else f"are {NUMBERS[n]} {plural(what)}"
        asked.append(Asked("count", f"How many {plural(what)} are there?", NUMBERS[n], f"There {there}."))
    return asked


def _where(scene: Scene) -> list[Asked]:
    asked = [
        Asked("where", f"Where is the {thing.title}?", thing.place, f"The {thing.title} is {thing.place}.")
        for thing in _single(scene)
    ]
    if scene.writing is not None:
        place = ROWS[scene.writing.row]
        asked.append(Asked("where", "Where is the word?", place, f"The word is {place}."))
    return asked


def _there(scene: Scene, strangers: Sequence[str], rng: random.Random) -> list[Asked]:
    """Yes and no in turn while both last, either first, so that neither is likelier. The next to ask is the last."""
    titles = dict.fromkeys(thing.title for thing in scene.things)
    yes = [Asked("there", f"Is there {article(t)}?", "yes", f"Yes, there is {article(t)}.") for t in titles]
    absent = [title for title in dict.fromkeys(strangers) if title not in titles]
    no = [Asked("there", f"Is there {article(t)}?", "no", f"No, there is no {t}.") for t in absent]
    turns = [yes, no] if rng.random() < 0.5 else [no, yes]
    made = [turn[n] for n in range(max(len(yes), len(no))) for turn in turns if n < len(turn)]
    return made[::-1]


def _relations(scene: Scene) -> list[Asked]:
    asked = []
    for first, second in itertools.permutations(_single(scene), 2):
        how = relation(first, second)
        if how is None:
            continue
        one, other, wrong = f"the {first.title}", f"the {second.title}", _OPPOSITE[how]
        asked.append(Asked("relation", f"Is {one} {how} {other}?", "yes", f"Yes, {one} is {how} {other}."))
        asked.append(Asked("relation", f"Is {one} {wrong} {other}?", "no", f"No, {one} is {how} {other}."))
    return asked


def _single(scene: Scene) -> list[Thing]:
    """The things that are the only one of their title."""
    titles = Counter(thing.title for thing in scene.things)
    return [thing for thing in scene.things if titles[thing.title] == 1]


def _written(scene: Scene) -> list[Asked]:
    if scene.writing is None:
        return [Asked("written", "What is written?", "nothing", "Nothing is written.")]
    return [Asked("written", "What is written?", scene.writing.word, f"It says {scene.writing.word}.")]


_OPPOSITE = {
    "to the left of": "to the right of", "to the right of": "to the left of", "above": "below", "below": "above",
}  # fmt: skip
_MAKERS: dict[QuestionKind, Callable[[Scene], list[Asked]]] = {
    "what": _what, "colour": _colour, "count": _count, "where": _where, "relation": _relations, "written": _written,
}  # fmt: skip


# --- words --------------------------------------------------------------------------------------------------------

"""Made-up encyclopaedia entries with questions whose answers are known: what stories alone do not teach to read.

Names are made of syllables, so that nothing can be answered from memory. Each entry states some of its kind's facts,
in an order and in words of chance; what it leaves out is what cannot be answered from it. `facts.yaml` beside this file
holds the words.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import TypedDict

from training.data.questions import Example

_HOLE = re.compile(r"\{([^{}]+)\}")


class Fact(TypedDict):
    """What can be said of a subject: its values, the sentences that say it and the questions for it."""

    value: str
    said: list[str]
    asked: list[str]


class EntryKind(TypedDict):
    """A kind of entry, with its facts by name."""

    subject: str
    pronoun: str
    facts: dict[str, Fact]


class Words(TypedDict):
    """The file of words, whole."""

    lists: dict[str, list[str]]
    kinds: dict[str, EntryKind]


def entries(count: int, seed: int, held_out: bool = False) -> list[Example]:
    """`count` questions on made-up entries; about one in five has no answer in its text.

    Held-out ones come of another chance. Equal seeds give equal questions.
    """
    rng = random.Random(f"{seed}-{held_out}")
    made: list[Example] = []
    while len(made) < count:
        made += _entry(rng)
    return made[:count]


@cache
def _words() -> Words:
    import yaml

    read: Words = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return read


def _entry(rng: random.Random) -> list[Example]:
    kind = _words()["kinds"][rng.choice(list(_words()["kinds"]))]
    facts = kind["facts"]
    subject = _filled(kind["subject"], rng)
    stated = rng.sample(list(facts), k=rng.randint(3, len(facts) - 1))
    text = ""
    places: dict[str, tuple[int, int]] = {}
    for number, key in enumerate(stated):
        value = _filled(facts[key]["value"], rng)
        said = rng.choice(facts[key]["said"])
        pronoun = subject if number == 0 or rng.random() < 0.4 else kind["pronoun"].lower()
        sentence = _capital(said.replace("{s}", subject).replace("{it}", pronoun))
        at = len(text) + sentence.find("{v}")
        places[key] = (at, at + len(value))
        text += sentence.replace("{v}", value) + " "
    asked = [_reading(facts[key], subject, text.strip(), place, rng) for key, place in places.items()]
    left_out = [_reading(facts[key], subject, text.strip(), None, rng) for key in facts if key not in stated]
    return rng.sample(asked, k=min(3, len(asked))) + (left_out[:1] if rng.random() < 0.75 else [])


def _reading(fact: Fact, subject: str, text: str, place: tuple[int, int] | None, rng: random.Random) -> Example:
    question = _capital(rng.choice(fact["asked"]).replace("{s}", subject))
    story = f"made up: {subject}"
    if place is None:
        return Example(question, text, (), story)
    return Example(question, text, (text[slice(*place)],), story, *place)


def _filled(template: str, rng: random.Random) -> str:
    """The template with each hole filled by chance: a name, a number, or one of a list."""
    return _HOLE.sub(lambda match: _drawn(match[1], rng), template)


def _drawn(what: str, rng: random.Random) -> str:
    low, dash, high = what.partition("-")
    if dash:
        return f"{rng.randint(int(low), int(high)):,}"
    if what == "year":
        return str(rng.randint(1480, 2019))
    if what == "date":
        return f"{rng.randint(1, 28)} {_drawn('months', rng)} {_drawn('year', rng)}"
    if what == "name":
        syllables = [_drawn("onsets", rng) + _drawn("vowels", rng) for _ in range(rng.choice((1, 2, 2)))]
        return ("".join(syllables) + _drawn("codas", rng)).capitalize()
    if what == "lower name":
        return _drawn("name", rng).lower()
    if what == "person":
        return f"{_drawn('name', rng)} {_drawn('name', rng)}"
    return rng.choice(_words()["lists"][what])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

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
from typing import Any

from training.data.questions import Reading

_HOLE = re.compile(r"\{([^{}]+)\}")


def entries(count: int, seed: int, held_out: bool = False) -> list[Reading]:
    """`count` questions on made-up entries; about one in five has no answer in its text.

    Held-out ones come of another chance. Equal seeds give equal questions.
    """
    chance = random.Random(f"{seed}-{held_out}")
    made: list[Reading] = []
    while len(made) < count:
        made += _entry(chance)
    return made[:count]


@cache
def _words() -> dict[str, Any]:
    import yaml

    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return read


def _entry(chance: random.Random) -> list[Reading]:
    kind = _words()["kinds"][chance.choice(list(_words()["kinds"]))]
    facts = kind["facts"]
    subject = _filled(kind["subject"], chance)
    stated = chance.sample(list(facts), k=chance.randint(3, len(facts) - 1))
    text = ""
    places: dict[str, tuple[int, int]] = {}
    for number, key in enumerate(stated):
        value = _filled(facts[key]["value"], chance)
        said = chance.choice(facts[key]["said"])
        pronoun = subject if number == 0 or chance.random() < 0.4 else kind["pronoun"].lower()
        sentence = _capital(said.replace("{s}", subject).replace("{it}", pronoun))
        at = len(text) + sentence.find("{v}")
        places[key] = (at, at + len(value))
        text += sentence.replace("{v}", value) + " "
    asked = [_reading(facts[key], subject, text.strip(), place, chance) for key, place in places.items()]
    left_out = [_reading(facts[key], subject, text.strip(), None, chance) for key in facts if key not in stated]
    return chance.sample(asked, k=min(3, len(asked))) + (left_out[:1] if chance.random() < 0.75 else [])


def _reading(
    fact: dict[str, Any], subject: str, text: str, place: tuple[int, int] | None, chance: random.Random
) -> Reading:
    question = _capital(chance.choice(fact["asked"]).replace("{s}", subject))
    story = f"made up: {subject}"
    if place is None:
        return Reading(question, text, (), story)
    return Reading(question, text, (text[slice(*place)],), story, *place)


def _filled(template: str, chance: random.Random) -> str:
    """The template with each hole filled by chance: a name, a number, or one of a list."""
    return _HOLE.sub(lambda match: _drawn(match[1], chance), template)


def _drawn(what: str, chance: random.Random) -> str:
    low, dash, high = what.partition("-")
    if dash:
        return f"{chance.randint(int(low), int(high)):,}"
    if what == "year":
        return str(chance.randint(1480, 2019))
    if what == "date":
        return f"{chance.randint(1, 28)} {_drawn('months', chance)} {_drawn('year', chance)}"
    if what == "name":
        syllables = [_drawn("onsets", chance) + _drawn("vowels", chance) for _ in range(chance.choice((1, 2, 2)))]
        return ("".join(syllables) + _drawn("codas", chance)).capitalize()
    if what == "lower name":
        return _drawn("name", chance).lower()
    if what == "person":
        return f"{_drawn('name', chance)} {_drawn('name', chance)}"
    drawn: str = chance.choice(_words()["lists"][what])
    return drawn


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

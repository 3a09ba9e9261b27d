"""Made-up products with data sheets, and questions on them: what the raters hand over, ask and know."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

_ONSETS = ("Br", "K", "Tr", "V", "M", "S", "L", "Dr", "F", "H", "G", "P")
_VOWELS = ("a", "e", "i", "o", "u")
_ENDS = ("mvale", "lden", "rrix", "ndor", "stel", "lquist", "mber", "ntra", "velle", "rgon")
_SPELLINGS = ("{upper}-{number}", "{lower} {number}", "{name}-{number}", "{upper} {number}")
_FACTS = (
    ("weighs", "how much does the {s} weigh", "kg", 1, 90),
    ("holds", "how much does the {s} hold", "litres", 2, 60),
    ("lasts", "how long does the {s} last", "hours", 3, 48),
    ("costs", "how much does the {s} cost", "euros", 20, 900),
    ("needs", "how much does the {s} need", "volts", 5, 240),
    ("reaches", "how far does the {s} reach", "metres", 2, 80),
)
_AROUND = (
    "The {s} comes in a box of grey card.", "Spare parts of the {s} are kept in store for ten years.",
    "The {s} was shown at the spring fair.", "Wipe the {s} with a dry cloth only.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what a rater wants to hear, and the parts by which an answer is judged.

    `value` is None where the text is about a sister product only, so that a refusal is wanted.
    """

    question: str
    name: str
    verb: str
    value: str | None
    unit: str

    @property
    def wanted(self) -> str:
        """The whole answer; empty for a refusal."""
        return f"The {self.name} {self.verb} {self.value} {self.unit}." if self.value is not None else ""


@dataclass(frozen=True, slots=True)
class Product:
    """A product by its name as raters spell it, with the text of its sheet and the questions that can be asked."""

    name: str
    sheet: str
    questions: tuple[Asked, ...]


def products(count: int, seed: int) -> list[Product]:
    """So many, no two of one name; equal seeds give equal ones."""
    rng = random.Random(f"products {seed}")
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{rng.choice(_ONSETS)}{rng.choice(_VOWELS)}{rng.choice(_ENDS)}"] = None
    return [_product(name, rng) for name in names]


def _product(word: str, rng: random.Random) -> Product:
    """Each fact stands in a sentence with the number's unit in brackets, and the name spelled by chance."""
    number = rng.randint(2, 99)
    name = f"{word} {number}"

    def spelled() -> str:
        return rng.choice(_SPELLINGS).format(upper=word.upper(), lower=word.lower(), name=word, number=number)

    lines, asked = [], []
    for verb, question, unit, low, high in rng.sample(_FACTS, len(_FACTS)):
        value = f"{rng.randint(low, high)}.{rng.randint(1, 9)}" if rng.random() < 0.5 else str(rng.randint(low, high))
        lines.append(f"The {spelled()} {verb} {value} ({unit}), as tested in {rng.randint(2008, 2024)}.")
        asked.append(Asked(f"In one sentence: {question.format(s=name)}?", name, verb, value, unit))
    lines += [one.format(s=spelled()) for one in rng.sample(_AROUND, 2)]
    rng.shuffle(lines)
    verb, question, unit, *_ = rng.choice(_FACTS)
    sister = f"{name} {rng.choice(('Mini', 'Pro', 'Junior'))}"
    asked.append(Asked(f"In one sentence: {question.format(s=sister)}?", sister, verb, None, unit))
    return Product(name, f"{name}\n\n" + " ".join(lines), tuple(asked))


def drawn(made: Sequence[Product], count: int, seed: int, sisters: float = 0.15) -> list[Asked]:
    """At most so many different questions on them, a share of which is about a sister of theirs."""
    rng = random.Random(f"questions {seed}")
    there = [one for product in made for one in product.questions if one.value is not None]
    nowhere = [one for product in made for one in product.questions if one.value is None]
    refused = min(round(sisters * count), len(nowhere))
    chosen = rng.sample(nowhere, refused) + rng.sample(there, min(count - refused, len(there)))
    rng.shuffle(chosen)
    return chosen

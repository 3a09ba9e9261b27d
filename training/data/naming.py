"""How a thing may be worded, and the everyday names that things are told apart by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.data.wordnet import Nouns, ancestors

_SEEN = frozenset({5, 6, 8, 13, 17, 20})
"""WordNet's files of animals, artifacts, the body, food, natural objects and plants. Not that of persons: who somebody
is can seldom be seen, and many of its words hurt."""

_MOST_LEMMAS = 3
_SURELY = 3  # pictures after which a person or a phenomenon is taken for visible


@dataclass(frozen=True, slots=True)
class EverydayName:
    """A name, its basic-level kind (may be empty), how it may be worded, and how many pictures trained it."""

    name: str
    kind: str
    wordings: tuple[str, ...]
    pictures: int


def wordings(caption: str, group: str, nouns: Nouns) -> list[str]:
    """The caption, in phrases that people use, then by its synonyms and what WordNet says it is."""
    said = [caption, f"a {caption}", f"a picture of a {caption}"]
    meaning = nouns.meaning(group)
    if meaning is None:
        return said
    synset = nouns.synsets[meaning]
    said += [*synset.lemmas[:_MOST_LEMMAS], f"{synset.lemmas[0]}: {synset.gloss}"]
    return list(dict.fromkeys(said))


def everyday_names(trained: Mapping[str, int], nouns: Nouns, least: int) -> list[EverydayName]:
    """A name for each meaning with pictures, and for each visible thing that WordNet's texts name `least` times."""
    meanings = {meaning: count for group, count in trained.items() if (meaning := nouns.meaning(group)) is not None}
    meanings = {
        meaning: count
        for meaning, count in meanings.items()
        if count >= _SURELY or nouns.synsets[meaning].category in _SEEN  # a lone "beloved" was a slip
    }
    for meaning, count in nouns.counts.items():
        synset = nouns.synsets[meaning]
        if least and count >= least and synset.category in _SEEN and not synset.instance:
            meanings.setdefault(meaning, 0)
    found: dict[str, EverydayName] = {}
    for meaning, count in sorted(meanings.items()):
        synset = nouns.synsets[meaning]
        name = synset.lemmas[0]
        said = (f"a picture of a {name}", name, f"{name}: {synset.gloss}")
        known = found.get(name)
        if known is None or known.pictures < count:
            found[name] = EverydayName(name, kind_of(meaning, nouns), said, count)
    return list(found.values())


def kind_of(meaning: int, nouns: Nouns) -> str:
    """The nearest everyday kind above a meaning ("instrument" of a cello), or nothing."""
    kinds = _kinds()
    above = [meaning, *ancestors(nouns.synsets, meaning)]
    return next((lemma for each in above for lemma in nouns.synsets[each].lemmas if lemma in kinds), "")


@cache
def _kinds() -> frozenset[str]:
    table = json.loads(Path(__file__).with_name("everyday_kinds.json").read_text(encoding="utf-8"))
    return frozenset(table["kinds"].split())

"""Names of things that can be seen, from WordNet's noun files (wndb(5WN); Debian's `wordnet-base`).

A caption's noun is looked up as a reader would: plural taken off, and of its senses the most frequent one that is a
visible thing ("mouse" is the animal, "crane" not the poet).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

VISIBLE = frozenset({5, 6, 8, 13, 17, 18, 19, 20, 25, 27})
"""Lexicographer files: animal, artifact, body, food, object, person, phenomenon, plant, shape, substance."""

_PLURALS = (("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"),
            ("ies", "y"), ("s", ""))  # fmt: skip
_SHORTEST = 3  # letters that are left when a plural is taken off


@dataclass(frozen=True, slots=True)
class Synset:
    """A meaning: its lemmas, what it is a kind of (by offset), what it says, and the lexicographer's file it is in.

    `instance` is true of single persons and places (Rodin, Rome), which are instances of a kind.
    """

    lemmas: tuple[str, ...]
    hypernyms: tuple[int, ...]
    gloss: str
    category: int = 0
    instance: bool = False


def read_nouns(path: Path) -> dict[int, Synset]:
    """WordNet's data.noun by byte offset."""
    synsets = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):  # the licence
            continue
        head, _, gloss = line.partition(" | ")
        fields = head.split()
        words = int(fields[3], 16)
        lemmas = tuple(fields[4 + 2 * i].replace("_", " ") for i in range(words))
        pointers = fields[5 + 2 * words :]
        above = [(pointers[i], int(pointers[i + 1])) for i in range(0, len(pointers) - 3, 4)]
        hypernyms = tuple(offset for kind, offset in above if kind in ("@", "@i"))
        said = gloss.split(";")[0].split('"')[0].strip()
        synsets[int(fields[0])] = Synset(lemmas, hypernyms, said, int(fields[1]), any(k == "@i" for k, _ in above))
    return synsets


def ancestors(synsets: Mapping[int, Synset], offset: int) -> list[int]:
    """All hypernyms, nearest first, without the synset itself."""
    found: list[int] = []
    queue = list(synsets[offset].hypernyms)
    while queue:
        current = queue.pop(0)
        if current not in found:
            found.append(current)
            queue += synsets[current].hypernyms
    return found


class Nouns:
    """WordNet's nouns by word. `folder` has data.noun, index.noun, noun.exc and cntlist.rev."""

    def __init__(self, folder: Path) -> None:
        self.synsets = read_nouns(folder / "data.noun")
        self._senses = dict(_index(folder / "index.noun"))
        self._irregular = dict(_pairs(folder / "noun.exc"))
        self._folder = folder

    def meaning(self, phrase: str) -> int | None:
        """The offset of the most frequent visible sense of a word or compound in any number, or None."""
        for form in self._singulars(phrase.lower().replace("-", " ").strip()):
            for offset in self._senses.get(form, ()):
                synset = self.synsets[offset]
                if synset.category in VISIBLE and not synset.instance:
                    return offset
        return None

    def head(self, phrase: str) -> tuple[str, int] | None:
        """The longest visible noun that ends the phrase ("wine glass" of "a red wine glass"), and its meaning."""
        words = phrase.split()
        for start in range(len(words)):
            noun = " ".join(words[start:])
            meaning = self.meaning(noun)
            if meaning is not None:
                return noun, meaning
        return None

    @cached_property
    def counts(self) -> dict[int, int]:
        """How often each meaning stands in WordNet's tagged texts (offset to count), of those that do."""
        lines = (self._folder / "cntlist.rev").read_text(encoding="utf-8").splitlines()
        found: dict[int, int] = {}
        for line in lines:
            key, number, count = line.split()
            lemma, _, kind = key.partition("%")
            senses = self._senses.get(lemma.replace("_", " "), ())
            if kind.startswith("1:") and int(number) <= len(senses):
                offset = senses[int(number) - 1]
                found[offset] = found.get(offset, 0) + int(count)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """All nouns and compounds that WordNet knows."""
        return frozenset(self._senses)

    def _singulars(self, word: str) -> Iterator[str]:
        yield word
        yield from self._irregular.get(word, ())
        for ending, instead in _PLURALS:
            if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST:
                yield word.removesuffix(ending) + instead


def _index(path: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Words of index.noun with the offsets of their senses, the most frequent first."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("  "):
            fields = line.split()
            yield fields[0].replace("_", " "), tuple(int(field) for field in fields[-int(fields[2]) :])


def _pairs(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *base = (form.replace("_", " ") for form in line.split())
        yield word, tuple(base)

"""Debian's openclipart-png as captioned pictures: 8,100 drawings, public domain, named by file and folder.

Left out are whole folders that show no things (icon themes, star shapes, flags, patterns, playing cards). File names
end in who drew it ("lightbulb_lit_benji_park_.png"): a word that ends the names of many different things is not
part of a caption.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PIL import Image

from core.errors import BadInput
from training.data.pictures import Named, named, read_pixels, write_captions
from training.data.wordnet import Nouns

LICENCE = "Open Clip Art Library 0.18, public domain"
SKIPPED = ("computer/icons", "computer/buttons", "computer/folders", "shapes", "special", "signs_and_symbols/flags",
           "recreation/games/cards", "logos", "people/stickmen", "transportation/aiga-symbols", "geography",
           "decorations", "signs_and_symbols/map_symbols", "buttons")  # fmt: skip
SIGNING = 4  # different beginnings that an ending must have to be a signature
_ITALIAN = re.compile(r"arch(it\w*)?$")  # "… architetto francesco …": named in Italian
_BREAKS = frozenset("with of in on and for from to at by the under over".split())
_SURNAMES = frozenset("park gates wedge brown ganson bali pin dan kim".split())  # that are words as well
_ADJECTIVES = frozenset("red green blue black white grey gray yellow orange pink brown violet gold silver bw color "
                        "colour simple icon symbol drawing outline illustration left right".split())  # fmt: skip
_MOST_WORDS = 4


def words_of(file: str) -> list[str]:
    """The words of a file name, without digits and single letters."""
    stem = Path(file).stem.replace(".svg", "")
    return [word for word in re.split(r"[\W\d_]+", stem.lower()) if len(word) > 1]


def signatures(files: Iterable[str], nouns: Nouns) -> frozenset[str]:
    """Words that end the names of many different things and name none: surnames, also when cut off short."""
    before: Mapping[str, set[str]] = defaultdict(set)
    for file in files:
        words = words_of(file)
        for at in (len(words) - 1, len(words) - 2):
            if at > 0:
                before[words[at]].add(words[0])
    often = (word for word, starts in before.items() if len(starts) >= SIGNING)
    return frozenset(word for word in often if nouns.meaning(word) is None) | _SURNAMES


def caption_of(file: str, signed: frozenset[str], nouns: Nouns) -> str | None:
    """What a file name says of the thing: its words up to and with the first noun, or a compound of them."""
    kept: list[str] = []
    for word in words_of(file):
        if _ITALIAN.match(word):
            return None
        if word in _BREAKS or word in signed:
            break
        if _ends(kept, nouns) and not _continues(kept, word, nouns):
            break
        kept.append(word)
    return " ".join(kept[-_MOST_WORDS:]) if _ends(kept, nouns) else None


def _ends(words: Sequence[str], nouns: Nouns) -> bool:
    return bool(words) and words[-1] not in _ADJECTIVES and nouns.meaning(words[-1]) is not None


def _continues(words: Sequence[str], word: str, nouns: Nouns) -> bool:
    """Whether a noun goes on: "alarm clock" is a compound, and "house" a common noun; "jasper" is who drew it."""
    if nouns.meaning(f"{words[-1]} {word}") is not None:
        return True
    meaning = nouns.meaning(word)
    return word not in _ADJECTIVES and meaning is not None and nouns.counts.get(meaning, 0) > 1


def gather(source: Path, target: Path, nouns: Nouns) -> int:
    """Stores the drawings small, on white, under their own names, and writes their captions. Returns how many."""
    files = sorted(path.relative_to(source).as_posix() for path in source.rglob("*.png"))
    files = [file for file in files if not file.startswith(SKIPPED)]
    signed = signatures(files, nouns)
    rows: list[Named] = []
    for file in files:
        caption = caption_of(file, signed, nouns)
        row = named(file, caption, nouns) if caption else None
        if row and _store(source / file, target / file):
            rows.append(row)
    return write_captions(target, rows)


def _store(source: Path, target: Path) -> bool:
    try:
        pixels = read_pixels(source)
    except BadInput:  # a few are broken or immense; the collection is large enough without them
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(target)
    return True

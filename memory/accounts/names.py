"""Names of people: one spelling for each, and none that is taken for another."""

from __future__ import annotations

import unicodedata

from core.errors import BadInput
from core.types.limits import NAME_CHARS

_SIGNS = " .-_'@+"
_ALLOWED_TOGETHER = ({"HAN", "HIRAGANA", "KATAKANA"}, {"HAN", "HANGUL"}, {"HAN", "BOPOMOFO"})
_LONE = {"COMMON", "INHERITED"}


class BadName(BadInput):
    """It cannot be anybody's name."""

    code = "bad_name"
    status = 422


def normalised(name: str) -> str:
    """The name as it is kept, shown and compared: composed, in small letters, single spaces inside and none around.

    Raises `BadName` for what holds other characters than letters, digits and some signs, or letters of two scripts.
    """
    if len(name) > 4 * NAME_CHARS:
        raise BadName(f"A name may have {NAME_CHARS} characters.", "Choose a shorter one.")
    # Folding may undo what composing did, so that it is composed once more
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    folded = " ".join(folded.split())
    if not 1 <= len(folded) <= NAME_CHARS:
        raise BadName(f"A name has 1 to {NAME_CHARS} characters.", "Choose another one.")
    if not all(c.isalnum() or c in _SIGNS or unicodedata.category(c) in ("Mn", "Mc") for c in folded):
        raise BadName("A name has letters, digits, spaces and . - _ ' @ + only.", "Choose another one.")
    if not any(c.isalnum() for c in folded):
        raise BadName("A name needs a letter or a digit.", "Choose another one.")
    if not _of_one_script(folded):
        raise BadName("A name has letters of one script only.", "Write all of it in the same one.")
    return folded


def _of_one_script(name: str) -> bool:
    from confusable_homoglyphs.categories import unique_aliases

    scripts = unique_aliases(name) - _LONE
    return len(scripts) <= 1 or any(scripts <= together for together in _ALLOWED_TOGETHER)


def skeleton(name: str) -> str:
    """What a normalised name shares with all that look like it (after Unicode's UTS 39): only one of them is taken.

    Each character becomes the one that Unicode lists it as confusable with; case and marks of direction do not count.
    """
    from confusable_homoglyphs.confusables import confusables_data

    def prototype(c: str) -> str:
        alike = confusables_data.get(c, [])
        if len(alike) != 1:
            return c  # the middle of a group, or in none
        other: str = alike[0]["c"]
        return other if len(confusables_data.get(other, "")) != 1 else min(c, other)

    pictured = "".join(prototype(c) for c in unicodedata.normalize("NFD", name))
    kept = (c for c in pictured.casefold() if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(kept))

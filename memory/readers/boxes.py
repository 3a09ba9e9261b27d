"""Check boxes in words: which of several is ticked is asked in words, and a sign for it is found by none."""

from __future__ import annotations

import re

_SIGNS = {"☒": "checked", "☑": "checked", "☐": "not checked"}
_SIGN = re.compile("([☒☑☐])")
_TYPED = re.compile(r"\[[xX ]\](?=\s+\S)")  # at the beginning of a line, or behind another one: elsewhere it is no box
_FIRST = re.compile(r"\s*(?:[•*–+-]\s+)?\[[xX ]\]\s+\S")
_AROUND = " \t.,:;"


def in_words(line: str) -> str:
    """`☒ Vegetarian ☐ Vegan` as `Vegetarian: checked; Vegan: not checked`; a line without a box as it is.

    A label stands behind its box; before it, where the line ends with a box.
    """
    if _FIRST.match(line):
        line = _TYPED.sub(lambda found: "☐" if found[0] == "[ ]" else "☒", line)
    before, *pairs = _SIGN.split(line)
    if not pairs:
        return line
    labels = pairs[1::2]
    if not labels[-1].strip():
        before, labels = "", [before, *labels[:-1]]
    said = zip((label.strip(_AROUND) for label in labels), (_SIGNS[sign] for sign in pairs[::2]), strict=True)
    return " ".join([*before.split(), "; ".join(f"{label}: {state}" if label else state for label, state in said)])


def lines_in_words(text: str) -> str:
    """Each line of a text so, all others as they stand."""
    return "\n".join(map(in_words, text.split("\n")))

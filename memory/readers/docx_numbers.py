"""The numbers and bullets of lists in Word documents, which the file holds as rules and not as text."""

from __future__ import annotations

from collections import Counter

from memory.readers.package import Element, attribute, child, local

_ORDERED = frozenset({"decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal"})


class Numbers:
    """Counts the items of a document's lists, from its parts `numbering` and `styles`."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}  # (list, level): format, pattern, first number
        self._counts: dict[str, Counter[int]] = {}
        self._shared: dict[str, str] = {}  # lists of one abstract definition count on
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._learn(numbering)
        for style in () if styles is None else styles:
            if found := _numbered(child(style, "pPr")):
                self._styles[attribute(style, "styleId")] = found

    def next(self, paragraph: Element, style: str) -> str:
        """The number or bullet that stands before a paragraph, empty where it is no item of a list."""
        found = _numbered(child(paragraph, "pPr")) or self._styles.get(style)
        if not found:
            return ""
        name, level = found
        form, pattern, first = self._levels.get((name, level), ("bullet", "", 1))
        counts = self._counts.setdefault(self._shared.get(name, name), Counter())
        counts[level] = counts[level] + 1 if level in counts else first
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        if form == "none" or name == "0":
            return ""
        if form not in _ORDERED:
            return "•"
        for place in range(level + 1):
            shape = self._levels.get((name, place), (form, "", 1))
            pattern = pattern.replace(f"%{place + 1}", _numeral(counts.get(place, shape[2]), shape[0]))
        return pattern

    def _learn(self, numbering: Element) -> None:
        abstract = {attribute(e, "abstractNumId"): e for e in numbering if local(e) == "abstractNum"}
        for number in numbering:
            if local(number) != "num":
                continue
            name = attribute(number, "numId")
            target = child(number, "abstractNumId")
            key = attribute(target, "val") if target is not None else ""
            overrides = [e for e in number if local(e) == "lvlOverride"]
            if not overrides:
                self._shared[name] = f"abstract {key}"
            for level in abstract.get(key, ()):
                if local(level) == "lvl":
                    form, text, start = (
                        attribute(found, "val") if (found := child(level, part)) is not None else ""
                        for part in ("numFmt", "lvlText", "start")
                    )
                    place = (name, int(attribute(level, "ilvl", "0") or 0))
                    self._levels[place] = (form, text, int(start) if start.isdigit() else 1)


def _numbered(properties: Element | None) -> tuple[str, int] | None:
    number = None if properties is None else child(properties, "numPr", "numId")
    if properties is None or number is None:
        return None
    level = child(properties, "numPr", "ilvl")
    depth = attribute(level, "val", "0") if level is not None else "0"
    return attribute(number, "val"), int(depth) if depth.isdigit() else 0


def _numeral(number: int, form: str) -> str:
    if form.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        numeral = ""
        for value, sign in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            numeral += sign * (number // value)
            number %= value
        return numeral.upper() if form.startswith("upper") else numeral
    return str(number)

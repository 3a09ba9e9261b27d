"""Questions for what is greatest or least: a row, or a group of rows."""

from __future__ import annotations

from core.tabular.operators import EXTREMES, SENSES, Extreme
from core.tabular.query import Filter, Query
from core.tabular.reading import Reading
from core.words import stem, words


def extreme(reading: Reading) -> Extreme | None:
    """Which end is asked for, None where neither is."""
    return EXTREMES[reading.extreme_at.word] if reading.extreme_at is not None and not _compares_at(reading) else None


def _compares_at(reading: Reading) -> bool:
    """Whether the superlative is a part of "at least 5", which is a comparison."""
    at = reading.extreme_at
    return at is not None and any("least" in one.said or "most" in one.said for one in reading.conditions.filters)


def most(
    reading: Reading, filters: tuple[Filter, ...], group: int | None, extreme: Extreme, number: int | None
) -> Query | None:
    """What is greatest or least: a row, or a group of rows where the column that is asked for repeats itself."""
    table, wanted = reading.table, reading.wanted()
    dated = [
        o.column for o in reading.linked.columns
        if table.columns[o.column].kind == "date" and not _is_of_figures(reading)
    ]  # fmt: skip
    kinds = ("date",) if _is_of_time(reading) else ("number",) if _is_of_figures(reading) else ("number", "date")
    sense = _by_sense(reading, kinds)
    column = dated[0] if dated else number if number is not None and reading.names_number() else sense
    if column is None and not reading.names_number() and not _senses(reading):
        column = number
    repeats = wanted is not None and len({table.shown[r][wanted] for r in range(len(table))}) < len(table)
    if column is not None and table.columns[column].kind == "date":
        extreme = _in_time(reading, extreme)
    if repeats and wanted is not None and (column is None or table.columns[column].kind != "date"):
        if column is None and reading.names_number():
            return None
        if column is None or _counts_rows(reading, wanted):
            counted = reading.quantity() if not _counts_rows(reading, wanted) else None
            if counted is not None:
                return Query(table, "sum", filters, counted, wanted, extreme)
            return Query(table, "count", filters, None, wanted, extreme) if _counts_rows(reading, wanted) else None
        return Query(table, "sum", filters, column, wanted, extreme)
    if column is None or "sum" in reading.measures:  # the largest total is one of groups, not of rows
        return None
    return Query(table, extreme, filters, column, group, None, wanted)


def _by_sense(reading: Reading, kinds: tuple[str, ...]) -> int | None:
    """The column that a superlative compares: by its name, else the only one of its kind."""
    columns = reading.table.columns
    fitting = [at for at, column in enumerate(columns) if column.kind in kinds]
    if reading.extreme_at is None or not fitting:
        return None
    sense = SENSES.get(reading.extreme_at.word, "")
    next_word = reading.after(reading.extreme_at)
    if not sense and next_word is not None and next_word.word in SENSES:
        sense, next_word.used = SENSES[next_word.word], True
    if not sense:
        return None
    if len(fitting) == 1:
        return fitting[0] if _suits(reading, sense, fitting[0]) else None
    for meant in sense.split():
        if len(same := [at for at in fitting if stem(meant) in map(stem, words(columns[at].name))]) == 1:
            return same[0]
    vectors = reading.encoder.encode([sense, *(columns[at].name for at in fitting)])
    scores = vectors[1:] @ vectors[0]
    order = scores.argsort()[::-1]
    clear = float(scores[order[0]]) >= 0.4 and float(scores[order[0]] - scores[order[1]]) >= 0.05
    return fitting[int(order[0])] if clear else None


def _suits(reading: Reading, sense: str, column: int) -> bool:
    if reading.table.columns[column].kind == "date":
        return sense in ("date", "age")
    vectors = reading.encoder.encode([sense, reading.table.columns[column].name])
    return sense not in ("date",) and float(vectors[0] @ vectors[1]) >= 0.25


def _senses(reading: Reading) -> set[str]:
    """What the superlative, or the word behind it, says that it compares: "tallest" a height, "largest" anything."""
    after = reading.after(reading.extreme_at) if reading.extreme_at is not None else None
    return {SENSES[one.word] for one in (reading.extreme_at, after) if one is not None and one.word in SENSES}


def _in_time(reading: Reading, extreme: Extreme) -> Extreme:
    """Of dates the oldest is the least, and the youngest the greatest."""
    word = reading.extreme_at.word if reading.extreme_at is not None else ""
    flipped: dict[str, Extreme] = {"oldest": "least", "youngest": "greatest"}
    return flipped.get(word, extreme)


def _is_of_time(reading: Reading) -> bool:
    return reading.extreme_at is not None and SENSES.get(reading.extreme_at.word) == "date"


def _is_of_figures(reading: Reading) -> bool:
    """Whether no date can be it: "the most expensive order" is one of a price, "the longest with us" is not told."""
    return bool(_senses(reading) & {"price cost", "weight", "height", "speed", "count number", "Preis"})


def _counts_rows(reading: Reading, wanted: int) -> bool:
    """Whether "the most" is followed by what the rows are: "the most orders"."""
    after = reading.after(reading.extreme_at) if reading.extreme_at is not None else None
    if after is None or any(reading.table.columns[o.column].kind == "number" for o in reading.linked.columns):
        return False
    label = reading.table.label
    meant = [o.column for o in reading.linked.columns if o.first == reading.linked.tokens.index(after)]
    return reading.is_row_noun(after) or (bool(meant) and meant[0] != wanted and meant[0] == label)

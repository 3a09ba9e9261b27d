"""Calculations that a model writes of figures it read ("£285 + £210", "3 × 250 km"): worked out here, never by it.

A small language model knows which figures of a text belong together long before it can add them up. So it is taught to
write down what is to be calculated (as Cobbe et al. 2021, "Training Verifiers to Solve Math Word Problems", let theirs
call a calculator), and a result that it gives itself is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from typing import Literal

from core.grounding.borne_out import SPELLED
from core.tabular.values import CURRENCIES, Amount, DecimalMark, amount, decimal_mark
from core.words import stem

_OPERATOR = re.compile(r"\s+([+\-−×x*·/÷])\s+")
_GROUP = re.compile(r"\(([^()]+)\)")
_RESULT = re.compile(r"\s*=.*$")
_OPERAND = re.compile(
    r"(?P<before>(?:[$€£¥₹]|[A-Z]{3}|(?:Fr|Rs|kr)\.?)?\s?)(?P<digits>\d(?:[\d.,'’ \u00a0\u202f]*\d)?)(?P<after>\D*)"
)
_GROUPING = re.compile(r"(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))")
_DECIMALS = re.compile(r"[.,]\d{1,2}(?!\d)|[.,]\d{4}|(?<!\d)0[.,]\d|\d[.,]\d{3}[.,]\d")
_POINTED = re.compile(r"\d\.\d{3}(?!\d)")
_AROUND = re.compile(r"^\D+(?=\d)|(?<=\d)\D+$")
_RATE = re.compile(r"\s*(?:/|\b(?:per|pro|je|par|al|an?)\s)\s*\w+$", re.IGNORECASE)
_PLACES = 2  # decimals of a result that goes on

Operator = Literal["+", "-", "×", "/"]
_OPERATORS: dict[str, Operator] = {
    "+": "+", "-": "-", "−": "-", "×": "×", "x": "×", "*": "×", "·": "×", "/": "/", "÷": "/",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a calculation: its digits as they were written, what stands around these, and the amount it is."""

    digits: str
    before: str
    after: str
    amount: Amount

    @property
    def is_share(self) -> bool:
        return self.amount.unit == "%"

    def without_rate(self) -> Figure:
        """The figure as what it is once it is multiplied: "€45" of "€45 per month"."""
        unit = _RATE.sub("", self.amount.unit)
        bare = amount(f"{self.before}1{_RATE.sub('', self.after)}") or Amount(Decimal(1), unit)
        return replace(self, after=_RATE.sub("", self.after), amount=Amount(self.amount.value, bare.unit))


@dataclass(frozen=True, slots=True)
class Calculation:
    """What is to be calculated, its figures, and the result in the way in which these are written."""

    text: str
    figures: tuple[Figure, ...]
    result: str


def read(text: str) -> Calculation | None:
    """The calculation that a text is, None where it is something else, or where its units do not go together."""
    written = _RESULT.sub("", text.strip()).rstrip(".")
    flat, inside, worked = written, list[Figure](), set[str]()
    while (group := _GROUP.search(flat)) is not None:
        inner = read(group[1])
        if inner is None:
            return None
        inside += inner.figures
        worked.add(inner.result)
        flat = f"{flat[: group.start()]}{inner.result}{flat[group.end() :]}"
    first, *rest = _OPERATOR.split(flat)
    operators = [_OPERATORS[sign] for sign in rest[::2]]
    operands = [first, *rest[1::2]]
    mark = _mark(operands)
    figures = [figure for operand in operands if (figure := _figure(operand, mark)) is not None]
    if not operators or len(figures) < len(operands):
        return None
    try:
        styled = _styled(figures, operators)
        result = _say(_value(figures, operators), styled, figures, mark)
    except (DivisionByZero, InvalidOperation, _Unlike):
        return None
    read_off = [one for one, operand in zip(figures, operands, strict=True) if operand.strip() not in worked]
    return Calculation(written, (*inside, *read_off), result)


def is_attempt(text: str) -> bool:
    """Whether a text has the form of a calculation, be it one that can be worked out or not."""
    first, *rest = _OPERATOR.split(_RESULT.sub("", text.strip()))
    return bool(rest) and all(any(c.isdigit() for c in operand) for operand in (first, *rest[1::2]))


class _Unlike(ValueError):
    """Amounts of different units cannot be put together."""


def _mark(operands: Sequence[str]) -> DecimalMark:
    """What parts decimals. Three digits behind a mark are thousands where nothing tells: people write "1.250 €" of
    money more often than of a measure."""
    if any(_DECIMALS.search(operand) for operand in operands):
        return decimal_mark(_AROUND.sub("", operand) for operand in operands)
    return "," if any(_POINTED.search(operand) for operand in operands) else "."


def _figure(text: str, mark: DecimalMark) -> Figure | None:
    word, _, unit = text.strip().partition(" ")
    if (spelled := SPELLED.get(word.lower())) is not None:
        more = unit.startswith("and ")  # "one and a half"
        return None if more else Figure(word, "", f" {unit}" if unit else "", Amount(Decimal(spelled), unit.lower()))
    match, found = _OPERAND.fullmatch(text.strip()), amount(text, mark)
    if match is None:
        return None
    if found is None:  # its unit is of several words
        found = amount(match["before"] + match["digits"], mark)
        if found is not None and not found.unit:
            found = Amount(found.value, match["after"].strip().lower())
    return Figure(match["digits"], match["before"], match["after"], found) if found is not None else None


def _value(figures: Sequence[Figure], operators: Sequence[Operator]) -> Decimal:
    """Products first; what is added to or taken from something as a share is a share of that."""
    sums: list[tuple[Operator, Decimal, bool]] = []  # what is done, with how much, and whether that is a share
    sign: Operator = "+"
    value, share = _number(figures[0]), figures[0].is_share
    for operator, figure in zip(operators, figures[1:], strict=True):
        if operator == "×":
            value, share = value * _number(figure), False
        elif operator == "/":
            value, share = value / _number(figure), False
        else:
            sums.append((sign, value, share))
            sign, value, share = operator, _number(figure), figure.is_share
    sums.append((sign, value, share))
    all_shares = all(figure.is_share for figure in figures)
    total = Decimal(0)
    for done, much, is_share in sums:
        change = total * much if is_share and not all_shares else much
        total = total - change if done == "-" else total + change
    return total * 100 if all_shares else total


def _number(figure: Figure) -> Decimal:
    return figure.amount.value / 100 if figure.is_share else figure.amount.value


def _styled(figures: Sequence[Figure], operators: Sequence[Operator]) -> Figure | None:
    """The figure whose unit the result has; None where it has none. Raises `_Unlike`."""
    multiplied = not set(operators) <= {"+", "-"}
    shares = [figure for figure in figures if figure.is_share]
    if len(shares) == len(figures) and not multiplied:
        return figures[0]
    if shares and ("/" in operators or (shares[0] is figures[0] and operators[0] != "×")):
        raise _Unlike
    measured = [figure for figure in figures if figure.amount.unit and not figure.is_share]
    if not multiplied:
        if len({stem(figure.amount.unit) for figure in measured}) > 1:
            raise _Unlike
        return max(measured, key=lambda figure: len(figure.after), default=None)  # "days", not "day"
    measured = [figure.without_rate() for figure in measured]
    units = {stem(figure.amount.unit) for figure in measured}
    money = [figure for figure in measured if figure.amount.unit in CURRENCIES]
    if len({figure.amount.unit for figure in money}) > 1:
        raise _Unlike
    ratio = list(operators) == ["/"] and len(measured) == 2 and len(units) == 1
    return None if ratio or not measured else (money or measured)[0]


def _say(value: Decimal, styled: Figure | None, figures: Sequence[Figure], mark: DecimalMark) -> str:
    """With as many decimals as the figures have, and thousands parted as there."""
    places = max(_decimals(figure, mark) for figure in figures if not figure.is_share or styled is figure)
    exact = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if exact != value:
        exact = value.quantize(Decimal(1).scaleb(-max(places, _PLACES)), ROUND_HALF_UP)
    parted = next((found[0] for figure in figures if (found := _grouping(figure, mark))), None)
    text = f"{abs(exact):,f}" if parted is not None else f"{abs(exact):f}"
    whole, _, rest = text.partition(".")
    number = whole.replace(",", parted or "") + (f"{mark}{rest}" if rest else "")
    minus = "-" if exact < 0 else ""
    return f"{minus}{styled.before}{number}{styled.after}".strip() if styled is not None else f"{minus}{number}"


def _decimals(figure: Figure, mark: DecimalMark) -> int:
    digits = _GROUPING.sub("", figure.digits) if _grouping(figure, mark) else figure.digits
    return len(digits.rpartition(mark)[2]) if mark in digits else 0


def _grouping(figure: Figure, mark: DecimalMark) -> list[str]:
    """What parts its thousands, where something does."""
    whole = figure.digits.rpartition(mark)[0] if figure.amount.value % 1 else figure.digits
    found: list[str] = _GROUPING.findall(whole)
    return found if figure.amount.value >= 1000 else []

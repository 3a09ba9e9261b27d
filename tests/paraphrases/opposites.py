"""Questions that look like another one and ask something else, made by rule: one thing in each is changed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

_ANTONYMS = [
    pair.split("/")
    for pair in (
        "on/off before/after minimum/maximum with/without first/last open/close opens/closes opened/closed start/end "
        "begin/end begins/ends buy/sell bought/sold north/south east/west inside/outside above/below left/right "
        "more/less most/least highest/lowest largest/smallest oldest/newest tallest/shortest longest/shortest "
        "earliest/latest increase/decrease include/exclude allowed/forbidden arrive/depart import/export lend/borrow "
        "up/down in/out day/night summer/winter hot/cold new/old public/private male/female win/lose won/lost "
        "employees/employers landlord/tenant monthly/yearly weekly/daily morning/evening upper/lower "
        "deposit/withdraw lock/unlock install/uninstall enable/disable accept/refuse Monday/Tuesday May/June "
        "January/July mother/father son/daughter cause/prevent rise/fall rises/falls friend/enemy "
        "approved/rejected sent/received added/removed pays/receives teach/learn teacher/pupil"
    ).split()
]
_SWAPPED = {a: b for pair in _ANTONYMS for a, b in (pair, reversed(pair))}
_ASKED = {
    "when": "where", "where": "when", "who": "when", "why": "when", "how many": "which", "how much": "how often",
    "how old": "how tall", "how long": "how often", "how often": "how long", "what": "why", "which": "how many",
    "how": "why",
}  # fmt: skip
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|does|do|did|has|have|can|could|will|would|should|must|may)\b", re.IGNORECASE
)
_FURTHER = (
    "on Sundays",
    "for children",
    "in 2031",
    "without a ticket",
    "in Oslo",
    "by post",
    "for members",
    "at night",
)
_NAMES = ("Ostrava", "Kessler", "Whitcombe", "Pernille", "Sundbury", "Idris", "Marlow", "Tavira")


def opposites(question: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Each with the kind of its change."""
    for kind, change in _CHANGES:
        made = change(question, chance)
        if made and made != question:
            yield kind, made


def _number(question: str, chance: random.Random) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + chance.choice((1, 2, 10))), question, count=1)


def _name(question: str, chance: random.Random) -> str:
    found = list(re.finditer(r"(?<=\s)[A-Z][a-z]{2,}\b", question))
    if not found:
        return ""
    one = chance.choice(found)
    return f"{question[: one.start()]}{chance.choice(_NAMES)}{question[one.end() :]}"


def _negated(question: str, chance: random.Random) -> str:
    if re.search(r"\bnot\b|n't\b", question):
        return re.sub(r"\s*\bnot\b|n't\b", "", question, count=1)
    found = _AUXILIARY.search(question)
    if found is None:
        return ""
    rest = question[found.end() :].split()
    after = 1 if len(rest) > 1 and rest[0].lower() not in ("the", "a", "an") else 2
    return " ".join([question[: found.end()], *rest[:after], "not", *rest[after:]])


def _antonym(question: str, chance: random.Random) -> str:
    there = [word for word in _SWAPPED if re.search(rf"\b{word}\b", question)]
    if not there:
        return ""
    word = chance.choice(there)
    return re.sub(rf"\b{word}\b", _SWAPPED[word], question, count=1)


def _asked(question: str, chance: random.Random) -> str:
    for word in sorted(_ASKED, key=len, reverse=True):
        if question.lower().startswith(f"{word} "):
            return _ASKED[word].capitalize() + question[len(word) :]
    return ""


def _narrowed(question: str, chance: random.Random) -> str:
    return f"{question.rstrip('?!. ')} {chance.choice(_FURTHER)}?"


def _exchanged(question: str, chance: random.Random) -> str:
    """Two names change places."""
    found = list(re.finditer(r"(?<=\s)[A-Z][a-z]{2,}\b", question))
    if len(found) < 2 or found[0][0] == found[-1][0]:
        return ""
    a, b = found[0], found[-1]
    if question[a.end() : b.start()].strip() == "":
        return ""  # first and last name
    return f"{question[: a.start()]}{b[0]}{question[a.end() : b.start()]}{a[0]}{question[b.end() :]}"


def _substituted(question: str, chance: random.Random) -> str:
    """A noun is another of its kind."""
    found = [word for word in _SISTERS if re.search(rf"\b{word}\b", question)]
    if not found:
        return ""
    word = chance.choice(found)
    return re.sub(rf"\b{word}\b", _SISTERS[word], question, count=1)


_SISTERS = dict(
    pair.split("/")
    for pair in (
        "boiler/heater roof/floor phone/fax email/address manager/assistant north/west wifi/alarm boy/girl king/queen "
        "school/church house/barn river/lake city/village dog/cat red/blue doctor/nurse breakfast/lunch office/branch "
        "price/weight height/width date/place name/age book/film water/gas company/club president/secretary "
        "data/money information/advice website/shop country/county war/treaty team/league album/song party/union "
        "keys/locks pool/sauna choir/band rent/deposit van/bus hotel/hostel card/key door/window van/lorry"
    ).split()
)

_CHANGES = (
    ("number", _number), ("name", _name), ("negation", _negated), ("antonym", _antonym), ("asked for", _asked),
    ("narrowed", _narrowed), ("exchanged", _exchanged), ("sister", _substituted),
)  # fmt: skip

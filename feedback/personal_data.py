"""Personal data in a text: e-mail addresses, telephone numbers, cards, IBANs, and keys that open something.

Patterns with checksums. Presidio's patterns miss more (`docs/notes.md` has the figures); what it adds are names of
people, by a model that is a download, and those are in most questions, and no reason to hold an item back.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["e-mail", "key", "IBAN", "card", "phone"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Characters `start` to `end` (exclusive) of a text are personal data."""

    kind: Kind
    start: int
    end: int


_EMAIL = re.compile(
    r"[\w.+'-]+@(?:[\w-]+\.)+[^\W\d_]{2,}"
    r"|[\w.+-]+ at [\w-]+(?: dot [\w-]+)+"
    r"|[\w.+-]+ ?[\[({](?:at|@)[\])}] ?[\w-]+(?: ?(?:\.|[\[({](?:dot|\.)[\])}]) ?[\w-]+)+",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?![A-Z0-9])", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d.,-])(?<![A-Z]{2}\d\d )[2-6]\d(?:[ .-]?\d){11,17}(?![\d-]|[.,]\d)")
_SECRET = re.compile(
    r"\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bxox[abeprs]-[\w-]{10,}|\bAIza[\w-]{30,}|\bhf_[A-Za-z0-9]{20,}"
    r"|\bnpm_[A-Za-z0-9]{30,}|\bvermeil-[\w-]{20,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}"
    r"|\bBearer [\w.~+/-]{16,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
)
_NAMED_SECRET = re.compile(
    r"\b(?:pass(?:word|wd|wort|code|phrase)|pwd|pin|secret|token|api[ _-]?key|access[ _-]?key|kennwort|mot de passe"
    r"|contraseña)\b(?: is| ist| lautet| est| es)?\s*[:=]?\s*[\"'“«]?(?P<value>[^\s\"'”»,;]{4,})",
    re.IGNORECASE,
)
_RANDOM = re.compile(r"(?<![\w/+-])[A-Za-z0-9_+/-]{32,}={0,2}(?![\w/+-])")
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:"
    r"(?:\+|00)[1-9]\d{0,2}(?:[ ./-]?(?:\(\d{1,5}\)|\d{1,5})){2,7}"  # with the code of a country
    r"|\(0?\d{2,5}\)[ ./-]?\d{2,5}(?:[ ./-]?\d{2,5}){0,4}"  # area in brackets
    r"|0\d{1,5}(?: / |[ /-])\d{2,8}(?:[ -]\d{2,8}){0,4}"  # area with its zero
    r"|(?:1[ .-])?[2-9]\d{2}([ .-])[2-9]\d{2}\1\d{4}"  # North America
    r"|0[1-9](?:[ .]?\d\d){4}"  # France
    r"|0\d{9,11}"
    r")(?![\w/]|[.,-]\d)"
)
_CALLED = re.compile(
    r"\b(?:tel(?:\.|ephone|efon|éfono|éphone)?|phone|mobile?|mobil|handy|cell|call|fax|whatsapp|ring|anrufen)\b"
    r"[^\d\n+(]{0,20}(?P<value>[+(]?\d[\d ()./-]{4,18}\d)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}")


def find(text: str) -> list[Finding]:
    """What is personal in a text, in order; where two overlap, the one that is surer."""
    taken: list[Finding] = []
    for finding in _candidates(text):
        if all(finding.end <= other.start or finding.start >= other.end for other in taken):
            taken.append(finding)
    return sorted(taken, key=lambda finding: finding.start)


def mask(text: str) -> tuple[str, int]:
    """The text with the kind in brackets in place of each finding, and how many there were."""
    found = find(text)
    for finding in reversed(found):
        text = f"{text[: finding.start]}[{finding.kind}]{text[finding.end :]}"
    return text, len(found)


def _candidates(text: str) -> Iterator[Finding]:
    """The surest first."""
    for match in _SECRET.finditer(text):
        yield Finding("key", *match.span())
    for match in _EMAIL.finditer(text):
        yield Finding("e-mail", *match.span())
    yield from _ibans(text)
    for match in _CARD.finditer(text):
        if _luhn(_digits(match[0])):
            yield Finding("card", *match.span())
    for match in _NAMED_SECRET.finditer(text):
        if _is_no_word(match["value"]):
            yield Finding("key", *match.span("value"))
    for match in _PHONE.finditer(text):
        if 7 <= len(_digits(match[0])) <= 15 and not _DATE.fullmatch(match[0]):
            yield Finding("phone", *match.span())
    for match in _CALLED.finditer(text):
        if 6 <= len(_digits(match["value"])) <= 15 and not _DATE.fullmatch(match["value"]):
            yield Finding("phone", *match.span("value"))
    for match in _RANDOM.finditer(text):
        if _is_random(match[0]):
            yield Finding("key", *match.span())


def _ibans(text: str) -> Iterator[Finding]:
    """What follows an IBAN may look like more of it: it ends where a group does and the checksum holds."""
    for match in _IBAN.finditer(text):
        written = match[0]
        ends = [len(written), *(gap.start() for gap in reversed(list(re.finditer(r"[ .-]", written))))]
        for end in ends:
            if _is_iban(written[:end]):
                yield Finding("IBAN", match.start(), match.start() + end)
                break


def _is_iban(written: str) -> bool:
    """ISO 13616: the number read with its first four characters last, letters as 10 to 35, leaves 1 of 97."""
    bare = re.sub(r"[ .-]", "", written).upper()
    return len(bare) >= 15 and int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 == 1


def _luhn(digits: str) -> bool:
    """ISO 7812: every second digit from the right is doubled, and its digits are added."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (int(d) if n % 2 == 0 else sum(divmod(2 * int(d), 10)) for n, d in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal() and c.isascii())


def _is_no_word(value: str) -> bool:
    """ "The password is written on …" names none; a value has a digit or a sign inside."""
    return any(not c.isalpha() for c in value.rstrip(".!?:)")) and any(c.isalnum() for c in value)


def _is_random(value: str) -> bool:
    """Letters and digits without a pattern: at least 3 bits a character, and both kinds."""
    if not (any(c.isdigit() for c in value) and any(c.isalpha() for c in value)) or value.count("/") > len(value) // 16:
        return False
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values()) >= 3.0

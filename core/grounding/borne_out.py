"""Whether a text bears out what a question asks about: its names, numbers and codes.

Embeddings and span readers take one invoice for its neighbour, one branch for its sister and one company's chief for
another's. What tells such twins apart are the names and numbers of the question, so each of them has to stand in what
answers it, or around it. Of 600 questions on encyclopaedia paragraphs 3 % ask by a name that their own paragraph lacks,
and 44 % by one that another paragraph of the same article lacks; with reviews, forum posts and single sentences, under
1 % of the first kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core import ranges
from core.periods import MONTHS, WEEKDAYS
from core.tongues import language_of
from core.words import STOPWORDS, UNSPACED, stem, words

_TOKEN = re.compile(r"\w(?:(?:[\w\u0300-\u036f’'./&-]|(?<=\d),(?=\d))*\w)?")
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
_ASKED_FOR = re.compile(r"\b(?:which|what|welche[rsmn]?|quels?|quelles?|qué|cuál)\s+$", re.IGNORECASE)  # "Which GPU"
_WHETHER = "".join(f"(?<!{word} )" for word in "know check tell see say ask wonder sure out remember me us".split())
_SUPPOSED = re.compile(
    rf"(?i:{_WHETHER}\bif|(?:^|[.,;:!?] )(?:suppose|supposing|say|imagine|angenommen)|\bin case)\s+"
    r"(?:[A-Z][\w’'-]*\s+)*$"
)  # "if Jude Law drives", but not "Do you know if Jude drives"
_SEVERAL = re.compile(r"(?<=\d)[’']?s$")
_FIGURE = re.compile(r"\d(?:[\d.,'’ \u00a0\u202f]*\d)?")
_TITLES = frozenset("mr mrs ms miss dr prof sir madam mx herr frau herrn".split())
_CONTRACTED = re.compile(r"[’'](?:d|ll|m|re|s|t|ve)$")  # "I'd", "We've", but not "O'Brien"
_NO_NAMES = STOPWORDS | _TITLES | frozenset("ok okay asap fyi btw".split())
_ABBREVIATED = 3  # letters of what may be cut short by a full stop: "St.", "No.", "Ave."
_MONTHS = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_DAYS = frozenset((*WEEKDAYS, *(day[:3] for day in WEEKDAYS)))
_NOT_COUNTED = frozenset(
    (*_MONTHS, *"and or in on at of for to from is are was were be due by with have has do does did".split())
)
"""Words that do not say, behind a number, what it counts."""
_FUZZY = 5  # letters from which one may be mistyped
_SHORT_FORM = 3  # letters of a short form, and by how many more its word is longer
_LONGEST_INITIALS = 6
_MEASURE = re.compile(r"(\d+(?:[.,]\d+)*)[\s\u00a0\u202f-]?([^\W\d_]+)")  # "500g", "500 g", "500-gram"
_UNITS = {
    written: forms.split()[0]
    for forms in (
        "mg milligram milligrams", "g gram grams gramme grammes gramm gramos grammi",
        "kg kilo kilos kilogram kilograms kilogramm kilogrammes", "t ton tons tonne tonnes tonnen", "lb lbs",
        "oz ounce ounces", "mm millimetre millimetres millimeter millimeters",
        "cm centimetre centimetres centimeter centimeters zentimeter",
        "m metre metres meter meters mètre mètres metro metros metri",
        "km kilometre kilometres kilometer kilometers", "ft foot feet", "inch inches zoll",
        "ml millilitre millilitres milliliter milliliters", "l litre litres liter liters litro litros litri",
        "min mins minute minutes minuten minuto minutos minuti", "sec secs second seconds sekunden",
        "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore",
        "day days tag tage jour jours", "wk wks week weeks woche wochen", "mth mths month months monat monate",
        "yr yrs year years jahr jahre", "kb kilobyte kilobytes", "mb megabyte megabytes", "gb gigabyte gigabytes",
        "tb terabyte terabytes", "w watt watts", "kw kilowatt kilowatts", "v volt volts",
    )
    for written in forms.split()
}  # fmt: skip
"""Units as they are written, each by its first form. A letter alone is one only where it is small: 5C is a class."""

_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}[./-](\d{1,2})[./-]\d{2,4}(?!\d)|(?<!\d)\d{4}-(\d{2})-\d{2}(?!\d)")
SPELLED = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """A name, number or code of a question, as it was written there. An amount measures or counts something, and lies
    in a range ("2 to 5 pallets") as well; somebody supposed ("if Jude drives") may be anybody whom a rule is for."""

    text: str
    kind: Literal["name", "supposed", "number", "amount"]

    @property
    def names(self) -> bool:
        """Whether it names somebody or something, supposed or not."""
        return self.kind in ("name", "supposed")


def keys(question: str) -> tuple[Key, ...]:
    """What a question names: its numbers and codes, and its capitalised words.

    What is asked for ("which GPU") need not be said. The first word of a sentence counts only where more of it is upper
    case than its first letter, as in "IBM". How many of something there are ("for 6 people", "20 minutes late") names
    nothing, and neither do titles and days of the week. In a language that writes all its nouns with capitals, only
    what is more than capitalised counts.
    """
    question = UNSPACED.sub(" x ", question)  # scripts without spaces have no capitals either: a small word
    found: list[Key] = []
    nouns = _capitalises_nouns(question)
    for match in _TOKEN.finditer(question):
        token = _POSSESSIVE.sub("", match[0])
        if any(c.isdigit() for c in token):
            if not _is_quantity(question, match):
                found.append(Key(token, "amount" if _is_measured(question, match) else "number"))
        elif _ASKED_FOR.search(question[: match.start()]):
            continue
        elif _is_name(token, more_than_capitalised=nouns or _begins(question, match.start())):
            found.append(Key(token, "supposed" if _SUPPOSED.search(question[: match.start()]) else "name"))
    return tuple(dict.fromkeys(found))


def proper_names(question: str) -> tuple[Key, ...]:
    """Those keys that name a person, a place or the like: neither a code nor a month."""
    return tuple(
        key
        for key in keys(question)
        if key.names and len(key.text) > 2 and not key.text.isupper() and key.text.lower() not in _MONTHS
    )


def _begins(question: str, at: int) -> bool:
    """Whether a sentence of the question begins there: the full stop of "Dr." and "St." ends none."""
    before = question[:at].rstrip()
    if not re.search(r"\w", before):
        return True
    last = re.search(r"(\w*)([.!?])[\"”’)]*$", before)
    return last is not None and (last[2] != "." or not _is_short_form(last[1]))


def _is_short_form(word: str) -> bool:
    return word.lower() in _TITLES or (len(word) <= _ABBREVIATED and word[:1].isupper()) or len(word) == 1


def _is_name(token: str, *, more_than_capitalised: bool) -> bool:
    lower = token.lower()
    if {lower, _CONTRACTED.sub("", lower)} & _NO_NAMES or lower.removesuffix("s") in _DAYS:
        return False
    return token[:1].isupper() and not (more_than_capitalised and token[1:] == lower[1:])


def _is_quantity(question: str, match: re.Match[str]) -> bool:
    """Whether a number of one or two digits counts what follows it: a word in lower case, no month."""
    after = re.match(r"\s+([^\W\d_]+)", question[match.end() :])
    small = match[0].isdigit() and len(match[0]) <= 2
    return small and after is not None and after[1].islower() and after[1] not in _NOT_COUNTED


def _is_measured(question: str, match: re.Match[str]) -> bool:
    """Whether a number is said with what it counts behind it ("1,720 postings"), or with what is so high before it
    ("a GFR of 45"). A year is not."""
    if re.fullmatch(r"(?:19|20)\d\d", match[0]):
        return False
    after = re.match(r"\s?([^\W\d_]+|[%°€$£])", question[match.end() :])
    if after is not None and after[1].lower() not in _NOT_COUNTED and not after[1][:1].isupper():
        return True
    return after is None and _SO_MUCH.search(question[: match.start()]) is not None


_SO_MUCH = re.compile(
    r"\b(?:of|at|above|below|over|under|than|with|von|bei|über|unter|als|de|à|con)\s+$", re.IGNORECASE
)

_GERMAN = frozenset(
    """beide beiden beider auf bei das dem der des dir ein eine einem einen einer für haben hat ist kann kein keine
    mir mit muss nicht oder sind über und uns von wann welche welchem welchen welcher welches wem wen wer werden wie
    wird wofür womit zum zur""".split()
)


def _capitalises_nouns(question: str) -> bool:
    """Whether a question is in German, by a word that carries no meaning there and is none in English, or by its
    letters."""
    return not _GERMAN.isdisjoint(token.lower() for token in _TOKEN.findall(question)) or language_of(question) == "de"


class BorneOut:
    """The words of a text and of what stands around it (its heading, the name of its file), to hold keys against."""

    def __init__(self, *texts: str) -> None:
        found = [word for text in texts for word in words(text)]
        self._words = {*found, *(_plain_number(word) for word in found)}
        self._stems = {stem(word) for word in self._words}
        self._unpadded = {word.lstrip("0") for word in self._words}
        self._months = {number for word in found if (number := _MONTHS.get(word))}
        self._months |= {int(m) for text in texts for pair in _NUMERIC_DATE.findall(text) for m in pair if m}
        self._initials = [_initials(text) for text in texts]
        self._measures = {_measure(*found) for text in texts for found in _MEASURE.findall(text)} - {None}
        self._figures = {re.sub(r"\D", "", figure) for text in texts for figure in _FIGURE.findall(text)}
        self._texts = texts

    def has(self, key: Key) -> bool:
        """Whether every word of the key stands there, mistyped by one letter at most; numbers exactly, but several of a
        kind ("our 310s") as one."""
        bare, one = key.text.replace(",", ""), _SEVERAL.sub("", key.text)
        if any(all(map(self._has, words(text))) for text in (key.text, one)):
            return True
        if bare.isdigit() and bare in self._figures:
            return True
        if (found := _MEASURE.fullmatch(key.text)) is not None and _measure(*found.groups()) in self._measures:
            return True
        if key.kind == "amount":
            return self._covers(key.text)
        return key.names and (self._spells_out(key.text) or self._lengthens(key.text))

    def _covers(self, amount: str) -> bool:
        """Whether it lies in a range that is spoken of."""
        number = ranges.value(amount)
        return number is not None and any(one.holds(number) for text in self._texts for one in ranges.find(text))

    def _spells_out(self, name: str) -> bool:
        """Whether it is made of the first letters of words that stand there: "UK" of "United Kingdom"."""
        letters = name.replace(".", "")
        if not (letters.isupper() and letters.isalpha() and 2 <= len(letters) <= _LONGEST_INITIALS):
            return False
        wanted = letters if len(letters) < _SHORT_FORM else letters.lower()
        return any(wanted in (initials if wanted.isupper() else initials.lower()) for initials in self._initials)

    def _lengthens(self, name: str) -> bool:
        """Whether it is the short form of a word that stands there: "Win" of "Windows", but not "Ann" of "Anna"."""
        short = words(name)
        return (
            len(short) == 1
            and len(short[0]) >= _SHORT_FORM
            and any(word.startswith(short[0]) and len(word) >= len(short[0]) + _SHORT_FORM for word in self._words)
        )

    def _has(self, word: str) -> bool:
        if _MONTHS.get(word) in self._months:
            return True
        if word in self._words or _plain_number(word) in self._words:
            return True
        if any(c.isdigit() for c in word):
            return word in self._figures or word.lstrip("0") in self._unpadded
        return stem(word) in self._stems or any(_is_slip(word, other) for other in self._words)


def _plain_number(word: str) -> str:
    """A number in figures where a word is one, the word itself elsewhere: "2" of "two", "2nd" and "second"."""
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal[1] if ordinal else SPELLED.get(word, _ORDINALS.get(word, word))


def _measure(figure: str, unit: str) -> tuple[str, str] | None:
    """So much of a unit, the same however both are written: "500g" and "500 grams". None for the letter of a code."""
    short = len(unit) == 1
    known = _UNITS.get(unit if short else unit.lower())
    return (figure, known or unit.lower()) if known or not short else None


def _initials(text: str) -> str:
    """The first letters of the words that carry meaning, as they are written."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in STOPWORDS)


def missing(question_keys: Iterable[Key], *texts: str) -> tuple[Key, ...]:
    """Those keys of a question that none of the texts bears out."""
    wanted = tuple(question_keys)
    if not wanted:
        return ()
    there = BorneOut(*texts)
    return tuple(key for key in wanted if not there.has(key))


def _is_slip(word: str, other: str) -> bool:
    """Whether two words of some length differ by one letter: left out, put in, changed, or swapped with the next."""
    if len(word) < _FUZZY or abs(len(word) - len(other)) > 1 or word[:1] != other[:1]:
        return False
    short, long = sorted((word, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]

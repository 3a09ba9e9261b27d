"""The closed classes of words by which questions ask for something computed: operators, comparisons, superlatives.

These are words of the language, not of anybody's tables; what they apply to is linked to the table at hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from core.tabular.query import Measure, Operator
from core.words import words

Extreme = Literal["greatest", "least"]

MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("average", re.compile(
        r"\b(?:averages?|mean(?!\W*$|\s+(?:by|that|when|if|for|to)\b)|on average|durchschnitt\w*|im schnitt|moyenne|"
        r"promedio)\b", re.IGNORECASE,
    )),
    ("median", re.compile(r"\bmedian\b", re.IGNORECASE)),
    ("count", re.compile(r"\b(?:how many|number of|count(?: of)?|wie ?viele|anzahl)\b", re.IGNORECASE)),
    ("sum", re.compile(
        r"\b(?:total(?:s|led)?|sum(?: up)?|altogether|overall|combined|together|in all|add up|summe|insgesamt|"
        r"gesamt\w*|zusammen)\b", re.IGNORECASE,
    )),
)  # fmt: skip
EXTREMES: Mapping[str, Extreme] = {
    **dict.fromkeys(
        "most highest largest biggest greatest maximum max top best longest latest newest last expensive costliest "
        "dearest priciest busiest heaviest tallest oldest fastest höchste höchsten größte größten meisten teuerste "
        "teuersten längste".split(),
        "greatest",
    ),
    **dict.fromkeys(
        "least lowest smallest minimum min fewest worst shortest earliest first cheapest lightest youngest slowest "
        "niedrigste kleinste kleinsten wenigsten billigste günstigste kürzeste".split(),
        "least",
    ),
}
SENSES: Mapping[str, str] = {
    "longest": "length distance duration minutes hours days", "shortest": "length distance duration minutes hours days",
    **dict.fromkeys(("expensive", "costliest", "dearest", "priciest", "cheapest"), "price cost"),
    "heaviest": "weight", "lightest": "weight", "tallest": "height", "oldest": "age", "youngest": "age",
    "latest": "date", "newest": "date", "earliest": "date", "first": "date", "last": "date", "fastest": "speed",
    "slowest": "speed", "busiest": "count number", "teuerste": "Preis", "billigste": "Preis",
}  # fmt: skip
"""What a superlative compares, for the columns of a table to be held against."""

COMPARISONS: tuple[tuple[Operator, str], ...] = (
    ("at least", r"at least|no less than|not less than|minimum of|>=|≥|mindestens"),
    ("at most", r"at most|no more than|not more than|up to|maximum of|<=|≤|höchstens"),
    ("more than", r"(?:more|greater|higher|larger|bigger|longer) than|over|above|exceed(?:s|ing)?|>|mehr als|über"),
    ("less than", r"(?:less|lower|smaller|fewer|shorter) than|under|below|<|weniger als|unter"),
    ("is", r"exactly|equals?(?: to)?|="),
)
AMOUNT = r"(?P<amount>[$€£]?\s?-?\d[\d.,']*(?:\s?(?:[$€£%]|[kK]\b|(?:EUR|USD|GBP|CHF|km|kg|cm|m|h|g|l)\b))?)"
COMPARED = tuple(
    (operator, re.compile(rf"(?:\b|(?<=\s))(?:{said})\s*{AMOUNT}", re.I)) for operator, said in COMPARISONS
)
_ARTICLE = r"(?:(?:the|its|their|our|his|her|de[mnr]|die|das|seine[mnr]?|ihre[mnr]?)\s+)?"
_IN_TIME: tuple[tuple[Operator, str], ...] = (
    ("more than", "after|later than|nach"), ("less than", "before|earlier than|vor"),
)  # fmt: skip
COMPARED_WITH = tuple(
    (operator, re.compile(rf"\b(?:{said})\s+{_ARTICLE}", re.I)) for operator, said in (*COMPARISONS[:4], *_IN_TIME)
)
"""The words of a comparison up to what something is compared with, which has to be the name of a column."""
THAN = re.compile(
    r"\b(?:more|less|fewer|higher|lower|greater|larger|smaller|later|earlier|longer|shorter) than\b", re.IGNORECASE
)
GROUPED = re.compile(r"\b(?:per|by|for each|for every|in each|of each|je)\s*$", re.IGNORECASE)
NEGATED = re.compile(
    r"\b(?:not|never|nobody|no one|except|excluding|without|other than|apart from|outside|nicht|kein\w*|niemand|ohne|"
    r"außer)\b|n[’']t\b|"
    r"\b(?:is|are|was|were|has|have|had|does|did|ca|could|would|should|must|need)nt\b",  # "dont" is French
    re.IGNORECASE,
)
LISTED = re.compile(r"^\W*(?:please )?(?:list|show|give|name|enumerate|which|what|who|tell|find)\b", re.IGNORECASE)
WANTED = re.compile(
    r"\b(?:which|what|welche[rs]?)\s+(?:is|are|was|were|the|of the|kind of|type of)?\s*$", re.IGNORECASE
)
ASKS_FOR = re.compile(r"\b(?:which|what|how many|list(?: all)?|welche[rs]?|wie viele)(?: the)?\s+$", re.IGNORECASE)
PERSON = re.compile(r"^\W*(?:who|whose|wer|which (?:person|employee|people))\b", re.IGNORECASE)
GROUPS = re.compile(
    r"\b(?:per|by|each|every|je|pro|jede[mnrs]?|par|chaque|por|cada|ogni|elk[e]?|każd\w+)\b", re.IGNORECASE
)
"""Words without which nothing is asked for group by group."""

OUT_OF = re.compile(r"\bout of (?:the )?$", re.IGNORECASE)
YES = frozenset("yes y true x ja oui si sì sí tak sim ✓ ✔".split())
NO = frozenset("no n false nein non nee nie não ✗ ✘".split())
RANKS = frozenset("pos position place rank ranking platz rang platzierung place posto puesto".split())
"""Names of columns that say who came where."""

RANKED: Mapping[str, int] = {
    **dict.fromkeys(("first", "won", "winner", "1st"), 1), **dict.fromkeys(("second", "2nd"), 2),
    **dict.fromkeys(("third", "3rd"), 3), "fourth": 4, "fifth": 5,
}  # fmt: skip
FLOW = re.compile(
    r"\bhow much\b.*\b(?:went|paid|spent|received|earned|came in|did .*(?:pay|spend|receive|earn|get|take))\b|"
    r"\b(?:what|how much) (?:has|have|did|do|does)\b.*\bcosts? (?:us|me)\b",
    re.IGNORECASE,
)
"""Asks for money that changed hands, perhaps several times: the sum of it."""

RUNNING = frozenset("balance saldo solde running cumulative kontostand stand remaining rest".split())
"""Names of columns whose amounts add up to nothing."""

ALSO_ASKS = re.compile(
    r"\b(?:and|und|et|y|en)\s+(?:(?:at|for|in|by|on|from|to|since|until)\s+)?"
    r"(?:what|when|where|which|who|whom|whose|why|how|wann|warum|was|wer|wie|wo)\b",
    re.IGNORECASE,
)
"""Two questions in one: one cell answers one of them."""

VERDICT = re.compile(r"^\W*(?:is|are|was|were|does|do|did|has|have|can)\b", re.IGNORECASE)
LIGHT = frozenset(
    """many much score scores figure figures total number count value amount row rows entry entries record records
    item list show give name tell find get got make made makes work works worked working live lives living sell
    sells sold buy bought go goes take takes took come came start starts started end use used pay paid spend
    spent went received cost costs need needs stand stands say says see contain contains belong belongs hold holds
    exist want know file table sheet spreadsheet document data different distinct unique each every per one ones
    there here now currently please all together altogether overall combined sum average mean exactly least most highest
    lowest than more less over under above below equal equals last counted done happen happened lie lies appear
    appears ist sind war waren hat haben wie viel viele hoch gross was welche welcher welches der die das den
    dem des ein eine fur im in von mit und am an auf gibt es kosten kostet
    wurde wurden wird werden worden haben hatte hatten wir gebucht verkauft gekauft bezahlt gezahlt ausgegeben
    bestellt gearbeitet geleistet kostete kosteten bei zu zum zur
    across everyone everybody everything money""".split()
)
"""Words that say nothing of what is asked about: empty verbs, and words for tables and their parts."""

ASIDES = re.compile(
    r"\b(?:so far|all told|all in all|according to|going by|judging by|as per|pls|plz|thanks|thank you|what[’']?s|"
    r"who[’']?s|bis jetzt|bisher|alles in allem|laut)\b",
    re.IGNORECASE,
)
"""What is said by the way: it asks for nothing, and names nothing that a table could hold."""

_TAX = r"(?:the )?(?:vat|tax|taxes|mwst|ust|tva|iva)\b"
_SO_MUCH = rf"(?: of)? (?:{'|'.join(said for _, said in COMPARISONS)})\s*{AMOUNT}"
TAXED = re.compile(
    rf"\b(?:incl(?:uding|usive of|uded)?\.?|inc\.?|plus) {_TAX}|\bwith {_TAX}(?!{_SO_MUCH})|\bttc\b|\bbrutto\b",
    re.IGNORECASE,
)
GROSS = frozenset("total gross incl including inclusive inc brutto gesamt ttc".split())
"""Asks for an amount with the tax in it, and words of the names of columns that have it."""

TELLING = frozenset("cost costs pay paid".split())  # of these, those that may mean a column all the same
IDENTIFIERS = frozenset("no nr id number num code ref reference voucher nummer numero numéro número".split())
"""Words of the names of columns whose numbers tell rows apart and are never added up."""

NAMES_OF_PEOPLE = frozenset(
    """client clients customer customers guest guests member members patient patients pupil pupils student students
    tenant tenants employee employees person owner author contact coach driver player name kunde kundin gast
    mitglied mieter schüler patient client cliente clienti klant lid ospite socio klient gość""".split()
)
"""Words of the names of columns that hold people."""

PEOPLE = frozenset("people persons person who".split())
LIKE_PEOPLE = 0.38  # mean cosine to words for people from which rows are about some
OWED = frozenset("owing owed owe outstanding due open unpaid remaining balance offen rest".split())
"""Words of the names of columns that say what is left: "still" says no more than they do."""

COUNTED_BY = ("quantity", "qty", "units", "pieces", "count", "stock", "menge", "anzahl", "stück", "number")
NOUN_LIKE = 0.6  # cosine from which a counted thing is what the rows of a table are


def is_computed(question: str) -> bool:
    """Whether a question has the form of one over rows: an operator, a comparison, a list."""
    forms = (LISTED, THAN, FLOW)
    return wants_a_figure(question) or any(form.search(question) for form in forms)


def wants_a_figure(question: str) -> bool:
    """Whether it has an operator or a comparison, which no single passage answers."""
    return (
        any(pattern.search(question) for _, pattern in MEASURES) or bool(set(words(question)) & set(EXTREMES))
        or any(pattern.search(question) for _, pattern in COMPARED)
        or bool(re.search(r"\b(?:per|by) (?!how\b|when\b|who|wh|the\b)\w+", question, re.IGNORECASE))
    )  # fmt: skip

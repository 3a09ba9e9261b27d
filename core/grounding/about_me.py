"""What a person says of themselves, and which of it a question is about: by rules over their own words, never guessed.

A statement is kept as it was said where it asks to be remembered ("remember that …"), or where it opens in one of a
few ways ("my name is …", "I am allergic to …"). A question is about a statement whose words it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.sentences import sentences
from core.types.limits import FACT_CHARS
from core.words import FUNCTION_WORDS, STOPWORDS, stem, words

_GREETING = (
    r"(?:(?:hi|hello|hey|hallo|bonjour|hola)\b[\ ,!.]*)?(?:vermeil\b[\ ,!.]*)?(?:(?:and|by\ the\ way|so)\b,?\ )?"
)
_REMEMBER = re.compile(
    _GREETING
    + r"""(?:please\ |can\ you\ |could\ you\ |bitte\ )?(?:please\ )?
    (?:(?:remember|note|keep\ in\ mind|bear\ in\ mind|don['’]t\ forget|do\ not\ forget)
       (?:,?\ that\ |:\ |,?\ (?=(?:my|i|i['’]m|i['’]ve)\b))
    |  (?:merke?\ dir|denk\ daran|retiens|souviens-toi|recuerda):\ )""",
    re.IGNORECASE | re.VERBOSE,
)
_RELATED = (
    "birthday birth address phone telephone email e-mail mail wife husband partner spouse girlfriend boyfriend son "
    "daughter child children mother father mum mom dad sister brother doctor dentist boss manager job profession dog "
    "cat pet hometown blood size shoe pronouns nickname favourite favorite native "
    "geburtstag adresse telefonnummer frau mann sohn tochter mutter vater arzt ärztin hund katze beruf"
)
_OF_MYSELF = re.compile(
    _GREETING
    + rf"""(?:
    (?:my|mein|meine)\ (?:name|{_RELATED.replace(" ", "|")})\b[\w\ '’-]{{0,40}}?\ ?\b(?:is|are|ist|sind|was)\ |
    my\ name['’]s\ | (?:people|they|friends)\ call\ me\ | (?:please\ )?call\ me\ (?!back|when|if|at|on|in|later) |
    i(?:\ am|['’]m)\ (?:allergic\ to|called|vegan\b|(?:a\ )?vegetarian\b|intolerant|diabetic|a\ diabetic|born\b|
        married\b|left-handed|right-handed|lactose)|
    i\ (?:live|work)\ (?:in|at|as|for|near|with)\ | i\ was\ born\ | i\ speak\ | i\ prefer\ |
    i\ (?:do\ not|don['’]t|cannot|can['’]t|never)\ (?:eat|drink)\ |
    ich\ heiße\ | ich\ heisse\ | ich\ bin\ (?:allergisch|vegetarier|vegetarierin|veganer|veganerin)\b | ich\ wohne\ |
    ich\ arbeite\ (?:in|bei|als)\ |
    je\ m['’]appelle\ | je\ suis\ (?:allergique|végétarien|végétarienne)\b | j['’]habite\ |
    me\ llamo\ | soy\ (?:alérgic[oa]|vegetarian[oa])\b | vivo\ en\ )""",
    re.IGNORECASE | re.VERBOSE,
)
_AUXILIARY = "can|could|may|must|should|shall|would|will|is|are|do|does|did|has|have|am|was|were"
_ASKS_TOO = re.compile(  # "my son is 15, can he go out alone": what is said is there for the question behind it
    rf"""[,;:–—-]\ *(?:(?:and|so|then|but|und)\ )?
    (?:(?:{_AUXILIARY})\ (?:i|you|we|he|she|it|they|my|the|there|that|this)\b
    |  (?:what|when|where|why|how(?:\ (?:much|many|long|old|far|often))?)\ (?:{_AUXILIARY})\b
    |  (?:(?:was|wann|wo|wer|wie|warum|wieso)\ )?(?:darf|dürfen|kann|können|soll|sollen|muss|müssen|ist|sind|hat|haben)
       \ (?:ich|wir|er|sie|es|man|mein|meine|der|die|das)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_ALL = re.compile(
    r"""\W*(?:(?:and|so|please|vermeil|tell\ me|show\ me|list)\W+)*
    (?:what|everything|all)\W+(?:(?:do|can|did|else|all|that|have)\W+)*(?:you|i)\W+(?:all\W+)?
    (?:know|remember|remembered|learn(?:ed|t)?|told|tell|said)\W+(?:(?:you|me)\W+)?(?:about|of)\W+(?:me|myself)\b\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST_PERSON = frozenset(
    "i my me mine myself ich mein meine meinem meinen meiner mir mich je mon ma mes moi mi mis".split()
)
_GENERIC = frozenset("know remember tell told say said please again weisst weißt".split())
_NAMED = {stem(word): stem("name") for word in words("call called heiße appelle llamo who")}
_RELATIONS = frozenset(stem(word) for word in words(_RELATED))


@dataclass(frozen=True, slots=True)
class Told:
    """What a message says of whoever writes it, as they said it, and what is left of it that wants an answer."""

    statements: tuple[str, ...]
    rest: str


NOTHING = Told((), "")


def told(message: str) -> Told:
    """The statements in a message; none in a question."""
    statements: list[str] = []
    rest: list[str] = []
    for start, end in sentences(message):
        sentence = message[start:end]
        statement = _statement(sentence)
        (rest if statement is None else statements).append(statement or sentence)
    return Told(tuple(statements), " ".join(rest))


def _statement(sentence: str) -> str | None:
    asked = _REMEMBER.match(sentence)
    if asked is None and (
        not _OF_MYSELF.match(sentence) or sentence.rstrip().endswith("?") or _ASKS_TOO.search(sentence)
    ):
        return None
    said = sentence[asked.end() :] if asked is not None else re.sub(f"^{_GREETING}", "", sentence, flags=re.IGNORECASE)
    said = said.strip().rstrip("?!. ").strip()
    return said[0].upper() + said[1:] + "." if 3 <= len(said) <= FACT_CHARS else None


def asks_for_all(question: str) -> bool:
    """Whether it asks for everything that is remembered about a person."""
    return _ALL.fullmatch(question) is not None


def about(question: str, statements: Sequence[str]) -> tuple[list[int], bool]:
    """The places of the statements that have all telling words of a question; and whether it is about whoever asks."""
    said = words(question)
    of_myself = bool(_FIRST_PERSON & set(said))
    wanted = _telling(question)
    least = 1 if of_myself else 2
    if len(wanted) < least:
        return [], of_myself
    return [place for place, one in enumerate(statements) if _answers(wanted, _telling(one))], of_myself


def _answers(wanted: set[str], said: set[str]) -> bool:
    """Whether a statement has all words of a question, and is about nobody and nothing of theirs that it leaves out."""
    return wanted <= said and said & _RELATIONS <= wanted


def _telling(text: str) -> set[str]:
    """The stems of its words that carry meaning; the ways to give a name are one."""
    found = {stem(word) for word in words(text) if word not in FUNCTION_WORDS | _GENERIC and not _is_empty(word)}
    return {_NAMED.get(one, one) for one in found}


def _is_empty(word: str) -> bool:
    return word in STOPWORDS and word != "who"

"""Complete a follow-up ("and who founded it?") from the conversation, so that a search finds what it is about.

Nothing is rewritten by a model: a small one changes the question as often as it completes it. Whether a question leans
on what was said before is told by what it lacks: a pronoun has nothing in the question to stand for, it opens as the
end of another, or it names nothing at all. What stands alone is searched alone. One that leans can be completed in
several ways, and no rule knows which is meant; so each is a reading of it, and whoever searches takes the one whose
evidence is best. Only the search sees them. The question before is not lent without its answer: its words alone find
that answer again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.periods import MONTHS, WEEKDAYS
from core.types import CITATION_MARK
from core.words import STOPWORDS, words

_MOST = 400  # characters of the conversation that are lent

_PRONOUN = re.compile(
    r"\b(it|its|he|him|his|she|her|hers|they|them|their|theirs|former|latter|this one|that one|these|those|"
    r"this(?! (year|month|week|morning|afternoon|evening|summer|winter|spring|autumn)\b))\b",
    re.IGNORECASE,
)
_COMPUTERS = re.compile(r"\bIT\b")  # no pronoun
_POINTING = re.compile(
    r"\b(is|was|does|did|do|about|like|of|for|with|after|before|than|why|how) that\b|\bthat\W*$", re.I
)
_PLACE = re.compile(r"\b(there|then|else|too|instead|same|one|ones|more)\W*$", re.IGNORECASE)
_EXPLETIVE = re.compile(
    r"\bit (is |be |been )?(raining|snowing|possible|allowed|permitted|forbidden|necessary|true|ok|okay|safe|worth|"
    r"time|late|early|cold|warm|hot|dark)\b|\b(is|was|does|did) it (rain|snow|take to|cost to|mean to)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(and|but|or|so|then|what about|how about|what else|who else|where else|anything else|since when|how so|"
    r"how come|why not|really|was ist mit|seit wann|qué tal|hoe zit het met)\b"
    r"|^\W*(?:und|aber|oder|et|mais|y|e|ed|pero|en|maar)(?=\s)",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"^\W*\w{1,12}(?:は|の場合は?|呢|은요|는요)\W*$")
"""A name with the mark of what is spoken of, and nothing said of it: "And Mr Sato?" in Japanese, Chinese and Korean."""

_ANTECEDENT = re.compile(
    r"\b(the|a|an|my|our|your|which|what|whose|each|every|any|some|no|this|that)\s+(?P<noun>[^\W\d_]+)|\S\s+(?P<name>[A-Z]\w+)"
)
_CLAUSE = re.compile(r"[,;:]| (?:and|but|or|if|when|while|because|that) ")
_DETERMINERS = frozenset(
    """the a an my our der die das den dem ein eine einen einem le la les un une el los las het de een il lo gli
    i""".split()
)
_LONGEST_NAME = 4  # words of a subject
_ADDRESSED = frozenset("i me my we us our you your yourself".split())
_MEASURES = frozenset(
    """age amount colour color cost costs cause date day days hour hours kind long length many month months much name
    number often old price far big tall high deep wide large heavy fast reason size sort time times type way week weeks
    weight year years place exactly roughly please tell""".split()
)
"""Words that ask for a property and do not say of what."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and the answer to it."""

    question: str
    answer: str


def leans(question: str) -> bool:
    """Whether it lacks what it is about, so that it can only be meant together with what was said before."""
    return _opens_as_a_rest(question) or lacks_its_subject(question)


def lacks_its_subject(question: str) -> bool:
    """Whether what it is about is not said in it, however it opens."""
    return _points_back(question) or _names_nothing(question)


def readings(question: str, past: Sequence[Exchange]) -> list[str]:
    """What may be searched for: the question itself, and, where it leans on the `past`, its completions.

    These are: with its subject in the place of the pronoun, or itself in the place of the subject ("what about
    dinner?"); with the subject beside it; and with the last question and answer as well. Small talk is not to be among
    the `past`, for nothing leans on it.
    """
    if not past or not leans(question):
        return [question]
    asked, last = last_alone(past, past[0].question), past[-1]
    subject, rest = subject_of(asked, one_thing=_ONE_THING.search(question) is not None), _rest(question)
    made = [question]
    if subject:
        resolved = asked.replace(subject, rest, 1) if rest else _THING.sub(lambda _: subject, question, count=1)
        made += [resolved, f"{question} {_lent(subject)}"]
    answered = CITATION_MARK.sub("", last.answer)
    made.append(f"{question} {_lent(f'{subject} {last.question} {answered}')}")
    return list(dict.fromkeys(made))


def last_alone(past: Sequence[Exchange], default: str = "") -> str:
    """The last question that stands alone, the default where none does: those after it keep its subject."""
    return next((one.question for one in reversed(past) if not leans(one.question)), default)


def _lent(text: str) -> str:
    return " ".join(text.split())[:_MOST]


# --- what a question lacks ----------------------------------------------------------------------------------------


def _opens_as_a_rest(question: str) -> bool:
    return _OPENING.search(question) is not None or _TOPIC.search(question) is not None


def _rest(question: str) -> str:
    """What "what about dinner?" and "and the second floor?" put in the place of a subject; empty for other openings."""
    opening = _OPENING.match(question)
    rest = question[opening.end() :].strip(" ,?.!") if opening else ""
    first, *others = rest.split() or [""]
    named = first.lower() in _DETERMINERS or (bool(first) and _says_what(first))
    return rest if named and len(others) < _LONGEST_NAME else ""


def _points_back(question: str) -> bool:
    """Whether a pronoun stands for nothing in the question before it."""
    if _EXPLETIVE.search(question):
        return False
    if not question.isupper():
        question = _COMPUTERS.sub("computers", question)
    found = [pattern.search(question) for pattern in (_PRONOUN, _POINTING, _PLACE)]
    first = min((match.start() for match in found if match), default=None)
    return first is not None and not _has_antecedent(question[:first])


def _has_antecedent(before: str) -> bool:
    """Whether what stands before a pronoun names what it may stand for: as a noun, or in a clause of its own."""
    if any(_says_what(match["name"] or match["noun"]) for match in _ANTECEDENT.finditer(before)):
        return True
    *clauses, _ = _CLAUSE.split(before)
    return any(_says_what(word) for clause in clauses for word in words(clause))


def _says_what(word: str) -> bool:
    return word.lower() not in STOPWORDS and word.lower() not in _MEASURES


def _names_nothing(question: str) -> bool:
    """Whether no word of it says what it is about. What is said to the assistant itself needs no other subject."""
    there = words(question)
    if _ADDRESSED & set(there):
        return False
    return bool(there) and not any(map(_says_what, there))


# --- what it is about ---------------------------------------------------------------------------------------------

_THING = re.compile(r"\b(it|they|them|this|these|those|that)\b", re.IGNORECASE)
_NAME = r"[A-Z][\w’'-]*(?: (?:of |the )?[A-Z][\w’'-]*)*"
_NAMED = re.compile(
    rf"(?<=\s)((?:the|a|an) \w+ (?:of|to|in|at|for|from) (?:the )?{_NAME}"
    rf"|(?<!\bin )(?<!\bon )(?<!\bat )(?:the )?{_NAME})"
)
_ASKED_OF = re.compile(
    r"\b(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should|may|must)\s+"
    r"((?:(?:the|a|an|my|our|your|this|that)\s+)?[^\W_]+(?:[’'][a-z]+)?(?:\s+[^\W_]+(?:[’'][a-z]+)?)*)",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"\b(?:which|what)\s+((?:[^\W_]+\s+)?[^\W_]+)\s+(?:is|are|was|were|do|does|did|has|have|can|will|should|must)\b",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(
    r"\b((?:the|a|an|my|our)\s+[^\W\d_]+(?:\s+[^\W\d_]+)?|(?:their|his|her|its)\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,2})",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(r"(?:do|are|were|have)\b", re.IGNORECASE)
_ONE_THING = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_JOINTS = frozenset("in on at to from of for with by about during after before if when while because and or".split())
_TIMES = frozenset((*MONTHS, *WEEKDAYS))
_NOBODY = frozenset("i you he she it we they there one".split())
"""Words that stand where a subject does and name none."""


def subject_of(question: str, *, one_thing: bool = False) -> str:
    """What a question that stands alone is about, as far as its form tells: a name, or what stands behind "does".

    `one_thing`: "it" means that, so it is not several ("the authors") where another thing is spoken of.
    """
    names = (match[1] for match in _NAMED.finditer(question) if match[1].lower() not in _TIMES)
    if named := next(names, None):
        return named
    asked, phrases = _ASKED_OF.search(question), _NOUN_PHRASE.findall(question)
    if asked and asked[1].split()[0].lower() not in _NOBODY:
        several = one_thing and _OF_SEVERAL.match(asked[0]) is not None
        return _to_joint(phrases[-1].split()) if several and len(phrases) > 1 else _without_verb(asked[1].split())
    if of_which := _OF_WHICH.search(question):
        return f"the {of_which[1]}"
    return _to_joint(phrases[-1].split()) if phrases else ""


def _without_verb(found: list[str]) -> str:
    """ "the boiler inspected" → "the boiler": up to a preposition, or else without the last word, which is the verb."""
    cut = _to_joint(found)
    return cut if len(cut.split()) < len(found) else " ".join(found[:-1] or found)


def _to_joint(found: list[str]) -> str:
    """The words up to a preposition or a conjunction."""
    joint = next((n for n, word in enumerate(found) if word.lower() in _JOINTS), len(found))
    return " ".join(found[:joint])

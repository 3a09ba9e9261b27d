"""Whether two questions ask the same in other words, told by what they are made of.

Nearness cannot tell: an encoder takes "turn it off" for "turn it on" sooner than for another way of saying it. So a
question is taken apart into what it wants (a time, a person, a yes or no) and the words that tell something, each under
one name for all words of a like sense (`core/assets/same_words.json`). Two ask the same where both are equal. A word
that nobody listed stands for itself, so that a difference which is not known is a difference: numbers, codes, names,
"not", "off", "before", "maximum" and their opposites, in any language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, cast

from core.grounding.borne_out import SPELLED
from core.grounding.same_words import lexicon, one_name, rephrased
from core.words import words

Wanted = Literal["time", "place", "person", "reason", "number", "manner", "verdict", "thing"]

_POLITE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please|so|ok|okay|well|excuse me|sorry|quick question)\b\W*)*"
    r"(?:(?:(?:can|could|would|will|do|does) (?:you|anyone|anybody|somebody|someone) (?:please |kindly |happen to )*"
    r"(?:tell|show|give|explain|remind|let|know|find|say)|(?:please )?(?:tell|remind|give|show|explain|let)|"
    r"i(?:'d| would)? (?:like|need|want|wish) to (?:know|find out|learn)|i (?:wonder|am wondering|was wondering)|"
    r"i need to know|any idea|do you know)(?: me| us| to me| out| know)?\b\W*)?",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:when|where|who|whose|why|how many|manner|how|what|which|whether|if)\b")
_WANTED: dict[str, Wanted] = {
    "when": "time", "where": "place", "who": "person", "whose": "person", "why": "reason", "how many": "number",
    "manner": "manner", "how": "manner", "what": "thing", "which": "thing", "whether": "verdict", "if": "verdict",
}  # fmt: skip
_AUXILIARY = (
    r"(?:is|are|am|was|were|be|been|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|isn't|aren't|"
    r"wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|can't|cannot|couldn't|won't|wouldn't|shouldn't|s|'s)"
)
_VERDICT = re.compile(rf"^{_AUXILIARY}\b")
_PATIENT = re.compile(
    r"^(?:who|what) (?:(?:do|does|did)\b|(?:can|could|should|must|will|would|may|is|are|was|were) "
    r"(?:must )?(?:i|we|you|he|she|they|one)\b)"
)
_AGENT = re.compile(rf"^(?:who|what) (?!{_AUXILIARY}\b|'|name\b)\w|\bwho agent\b|\bby\W*$")
_TENSES = {
    **dict.fromkeys("was were did had".split(), "past"),
    **dict.fromkeys("is are am do does has have must".split(), "present"),
    **dict.fromkeys("will shall".split(), "future"),
}
_BOUND = frozenset("from before after until since than without except under over above below between into onto".split())
"""Words that are of what follows them: "from Leeds to York" is not "to Leeds from York"."""

_FOCUS = re.compile(r"^(?:\w+ )?(?:what|which) ([^\W\d_]+)")
_LEFT = re.compile(r"^(with|to|of|for|against|about) (?:who|which|what)\b|\b(with|to|of|for|against|about|on)\W*$")
_GRAINS = re.compile(r"\b(?:in |on |at |during |of )?(?:what|which) (year|month|week|weekday|century|season|quarter)\b")
_MARKED = re.compile(r"@(time|place|reason)\b")  # what a set phrase wants, whatever word asks for it
_MODES = {
    **dict.fromkeys("must should".split(), "must"),
    **dict.fromkeys("can could may might allowed permitted".split(), "may"),
}
_PERMITTED = frozenset(("allow", "possibl"))  # what "can I" asks anyway
_TOKEN = re.compile(r"[^\W_](?:[\w’'./:,-]*\w)?")
_FIRST, _SECOND = frozenset(("my", "mine")), frozenset(("your", "yours"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question taken apart: the kind of thing that is wanted, of times how finely, and the words that tell something.

    `telling` are these in their order, `frame` is the question with a gap for each of them. `focus` is the word behind
    "what" or "which", where one is there that tells something. `role` says whether it
    asks for who does it or for whom it is done to, where its form tells, `mode` whether for what must or what may be,
    and `whose` whether for "my" or for "your".
    """

    wanted: Wanted
    grain: str
    telling: tuple[str, ...]
    names: frozenset[str]
    tense: str
    mode: str
    focus: str
    role: str
    whose: str
    frame: tuple[str, ...]


def ask_the_same(one: str, other: str) -> bool:
    """Whether two questions ask the same, for all that their words say."""
    a, b = _alike(meaning(one), meaning(other))
    if sorted(a.telling) != sorted(b.telling) or not a.telling or a.wanted != b.wanted:
        return False
    pairs = ((a.grain, b.grain), (a.tense, b.tense), (a.focus, b.focus), (a.whose, b.whose))
    if any(x != y and x and y for x, y in pairs):
        return False
    return _same_modes(a, b) and _same_roles(a, b) and _same_order(a, b)


def _alike(a: Meaning, b: Meaning) -> tuple[Meaning, Meaning]:
    """ "What is the name of the manager?" is put as "Who is the manager?", where that is what it is held against."""
    if {a.wanted, b.wanted} != {"person", "thing"}:
        return a, b
    return _as_person(a), _as_person(b)


def _as_person(one: Meaning) -> Meaning:
    name = one_name("name")
    if one.wanted == "person" or name not in one.telling:
        return one
    return replace(one, wanted="person", telling=tuple(word for word in one.telling if word != name))


def _same_modes(a: Meaning, b: Meaning) -> bool:
    """What must be is not what may be; "who can pay" is not "who pays" either, but "where can I pay" asks no more."""
    if a.mode == b.mode:
        return True
    if "must" in (a.mode, b.mode):
        return "" in (a.mode, b.mode)
    return a.wanted not in ("person", "verdict")


def _same_roles(a: Meaning, b: Meaning) -> bool:
    """ "Who hired Ada?" is not "Who did Ada hire?"; of things only the two against each other tell something."""
    if a.wanted == "person":
        return (a.role == "patient") == (b.role == "patient")
    return not {a.role, b.role} >= {"agent", "patient"}


def _same_order(a: Meaning, b: Meaning) -> bool:
    """Names and numbers keep their order; other words may change places only where the question is built otherwise."""
    if one_name("distance") in a.telling:
        return True
    named = a.names | b.names
    first, second = ([word for word in one.telling if word in named] for one in (a, b))
    return first == second and (a.telling == b.telling or a.frame != b.frame)


@lru_cache(4096)
def meaning(question: str) -> Meaning:
    """Take a question apart."""
    asked = _POLITE.sub("", question.replace("’", "'").strip(), count=1) or question
    plain = rephrased(" ".join(asked.lower().split()))
    grain = _GRAINS.search(plain)
    plain = _GRAINS.sub("when", plain)
    wanted = _wanted(plain)
    plain = " ".join(_MARKED.sub("", plain).split())
    kept = _kept(asked)
    telling, frame = _telling(plain, kept, wanted)
    said = words(plain)
    whose = {"first": bool(_FIRST & set(said)), "second": bool(_SECOND & set(said))}
    return Meaning(
        wanted, grain[1] if grain else "", _without_repetition(telling, wanted), frozenset(kept.values()),
        next((_TENSES[word] for word in said if word in _TENSES), ""),
        next((_MODES[word] for word in said if word in _MODES), ""), _focus(plain, telling), _role(plain),
        next((name for name, there in whose.items() if there and sum(whose.values()) == 1), ""), frame,
    )  # fmt: skip


def _wanted(plain: str) -> Wanted:
    found, marked = _ASKING.search(plain), _MARKED.search(plain)
    asked: Wanted = _WANTED[found[0]] if found else "thing"
    if marked is not None and asked in ("thing", marked[1]):
        return cast(Wanted, marked[1])
    return "verdict" if _VERDICT.search(plain) else asked


def _focus(plain: str, telling: tuple[str, ...]) -> str:
    found = _FOCUS.match(plain)
    named = one_name(found[1]) if found else ""
    return named if named in telling else ""


def _role(plain: str) -> str:
    if _PATIENT.search(plain):
        return "patient"
    return "agent" if _AGENT.search(plain) else ""


def _telling(plain: str, kept: dict[str, str], wanted: Wanted) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that tell something, under one name each, and the frame that they stand in."""
    telling: list[str] = []
    frame: list[str] = []
    bound = ""
    near = "distance" in plain.split()
    for word in _split(plain):
        key = kept.get(word)
        named = key or one_name(SPELLED.get(word, word))
        if key is None and _is_empty(word, named, wanted):
            frame.append(word)
        elif word in _BOUND and not key:
            bound = "" if near else word
        else:
            telling.append(f"{bound} {named}" if bound else named)
            frame.append(f"{bound} _".strip())
            bound = ""
    if bound:
        telling.append(bound)
    left = () if one_name("duration") in telling else _left(plain, wanted)  # "how long can I keep it for?"
    return (*telling, *left), tuple(frame)


def _left(plain: str, wanted: Wanted) -> tuple[str, ...]:
    """The preposition that is left alone in "who was it done with?", or stands before "whom"."""
    found = _LEFT.search(plain) if wanted in ("person", "thing") else None
    return (f"{found[1] or found[2]} …",) if found else ()


def _is_empty(word: str, named: str, wanted: Wanted) -> bool:
    """Whether a word tells nothing in a question that wants such a thing."""
    known = lexicon()
    if word in known.empty or word in _MODES or word in _WANTED or word == "agent":
        return True
    if wanted == "verdict" and named in _PERMITTED:
        return True
    return (word == "by" and wanted != "person") or (wanted == "place" and named in known.placed)


def _without_repetition(telling: tuple[str, ...], wanted: Wanted) -> tuple[str, ...]:
    """Each measure once ("how heavy … weigh"), without "take" behind "how long", and of what is paid the sum alone."""
    known = lexicon()
    kept = [word for place, word in enumerate(telling) if word not in known.measures or word not in telling[:place]]
    if one_name("duration") in kept:
        kept = [word for word in kept if word != one_name("take")]
    if wanted == "thing" and any(word in known.money for word in kept):
        kept = [word for word in kept if word not in (one_name("price"), one_name("pay"))]
    return tuple(kept)


def _split(plain: str) -> list[str]:
    """Its words, codes and signs in order; a "by" at the end only says who does it, which its role says."""
    found = [w for m in re.finditer(r"[^\W_](?:[\w'./:,-]*\w)?|[^\w\s]", plain) for w in _words_of(m[0])]
    return found[:-1] if found[-1:] == ["by"] else found


def _words_of(piece: str) -> list[str]:
    """The words in a piece; a code, a number or a sign is one."""
    if any(c.isdigit() for c in piece):
        return [_plain_number(piece)]
    if not any(c.isalnum() for c in piece):
        return [piece] if unicodedata.category(piece[0])[0] == "S" or piece in "#%&@*" else []
    return ["not" if word == "t" else word for word in words(piece)]


def _kept(asked: str) -> dict[str, str]:
    """The names, numbers and codes of a question, by how they are written small.

    A word that carries no meaning is a name where it is written large: "IT", "May", "vitamin A".
    """
    found: dict[str, str] = {}
    empty = lexicon().empty
    for place, token in enumerate(_TOKEN.findall(asked)):
        bare = token.removesuffix("'s")
        if any(c.isdigit() for c in token):
            code = _plain_number(token).lower()
            found[code] = code
        elif bare[:1].isupper() and place and not re.fullmatch(r"I(?:'\w+)?", bare):
            for word in words(bare):
                found[word] = word if word in empty else one_name(word)
    return found


def _plain_number(piece: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", piece)

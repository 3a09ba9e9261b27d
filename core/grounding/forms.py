"""What form of answer a question wants: a verdict, several things, a figure made of several; and its telling words."""

from __future__ import annotations

import re

from core.words import FUNCTION_WORDS, content_words, stem

_LIGHT = frozenset(
    """many much long often old far big high get got make made take takes took place give gave go goes went come came
    want need find know tell say says said called name kind type sort thing way use used using exactly main
    different one two new end ending""".split()
)
"""Words that say nothing of what a question is about."""

_ASKING = (
    r"(?:who|whom|whose|when|where|which|what|how|why|until|by|wer|wen|wem|wann|wo|was|wie|qui|quand|où|combien|quién|"
    r"cuándo|dónde|cuánto)"
)
_SEVERAL = re.compile(
    rf"\b(?:and|or|und|oder|et|y)\b[^?]*\b{_ASKING}\b|\b{_ASKING}\b[^?]*\b(?:and|or|und|oder|et|y)\s+{_ASKING}\b|"
    r"\b(?:which|what)\s+(?:\w+\s+){0,2}\w\w+s\b|\bname and\b",
    re.IGNORECASE,
)  # "Who approved it and when?", "Which members were absent?"
_JOINT = re.compile(
    r"\s*[,;]?\s+(?:and|und|et|y|e|en|&|\+)\s+(?="
    r"(?:who|whom|whose|when|where|which|what|how|why|wer|wen|wem|wann|wo|was|wie|warum|welche\w*|qui|quand|où|combien|"
    r"pourquoi|quién|cuándo|dónde|cuánto|qué|chi|quando|dove|quanto|wanneer|waar|hoeveel|waarom)\b|"
    r"(?:is|are|was|were|will|can|may|does|do|did|has|have|must|should|ist|sind|wird|darf|kann|muss|hat)\s"
    r"(?:he|she|it|they|we|you|the|an?|there|th(?:is|at|ese)|my|our|your|er|sie|es|wir|ich|man|der|die|das|eine?)\b)",
    re.IGNORECASE,
)
_LEAST_WORDS = 3  # of a question of its own
_SUM = re.compile(
    r"\b(?:altogether|combined|sum of|add(?:ed)? up|in total|on average|the average|how much (?:more|less)|"
    r"how many (?:more|fewer)|the difference|for (?:all|both)|all (?:two|three|four|five|\d+)|zusammen|insgesamt|"
    r"im schnitt|durchschnittlich|en tout|au total|en moyenne|en total|en conjunto|de media|samen|in totaal|bij elkaar|"
    r"gemiddeld|in totale|complessivamente|in media|no total|ao todo|em média|razem|łącznie|średnio|totalt|"
    r"sammanlagt|tillsammans|i genomsnitt)\b|合計|平均|总共|一共|总计|合计|"
    r"\btotal\w* [^?]*\b(?:of|for) (?:all|the two|both)\b|^\W*(?:mean|average|sum) ",
    re.IGNORECASE,
)  # "How much do we pay for all three insurances?"
_CHANGE = re.compile(
    r"\bby how (?:much|many)\b[^?]*\b(?:over\w*|under\w*|above|below|exceed\w*|more|less|fewer|higher|lower|r[io]se\w*|"
    r"risen|f[ae]ll\w*|grow\w*|grew|went|gone|go(?:es)?|increase\w*|decrease\w*|chang\w*|reduc\w*|up|down|dearer|cheaper|"
    r"longer|shorter|larger|smaller)\b|"
    r"\bum wie ?viel\b(?! uhr)[^?]*\b(?:mehr|weniger|gestiegen|gesunken|\w+er|steig\w*|sink\w*|fällt|über\w*|"
    r"unter\w*)\b|"
    r"\bwie ?viel (?:mehr|weniger|teurer|billiger|höher|niedriger)\b|"
    r"\bde combien\b[^?]*\b(?:augment\w*|baiss\w*|diminu\w*|mont\w*|dépass\w*|plus|moins)\b|"
    r"\bcombien (?:\w+ )?de (?:plus|moins)\b|"
    r"\bdi quanto\b[^?]*\b(?:aument\w*|cal\w*|diminu\w*|sal\w*|scen\w*|sces\w*|super\w*|più|meno)\b|"
    r"\bcuánto (?:más|menos)\b|\bcuánto\b[^?]*\b(?:subi\w*|baj\w*|aument\w*)\b|"
    r"\bhoeveel (?:meer|minder|duurder|goedkoper|hoger|lager)\b|"
    r"\bo ile\b[^?]*\b(?:wzr\w*|spad\w*|droż\w*|tań\w*|więcej|mniej)",
    re.IGNORECASE,
)  # "By how much did we overspend?"
_DIFFERENCE = re.compile(
    r"\bhow (?:much|many) (?:more|less|fewer|higher|lower|cheaper|dearer|longer)\b|\bby how much\b|\bthe difference\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"(?:^|[.;:,!?]\s+|\band )(?:is|are|was|were|am|do|does|did|has|have|had|can|could|may|might|must|shall|should|"
    r"will|would|ist|sind|war|waren|hat|haben|habe|kann|können|könnte|darf|dürfen|muss|müssen|soll|sollen|wird|werden|"
    r"gibt es|est-ce|es|son|puede|pueden|tiene|hay)\b[^?]*\?*\W*$",
    re.IGNORECASE,
)  # "Is it open on Monday?", "A child comes late. Does it need a new appointment?"


def wants_several(question: str) -> bool:
    """Whether it wants two things, or all of several: who points at words points at one."""
    return _SEVERAL.search(question) is not None


def parts(question: str) -> tuple[str, ...]:
    """The questions of which it is made ("When is she coming, and will she be charged?"); none where it is one."""
    found = [part.strip() for part in _JOINT.split(question)]
    return tuple(found) if len(found) > 1 and all(len(part.split()) >= _LEAST_WORDS for part in found) else ()


def wants_a_sum(question: str) -> bool:
    """Whether it wants a figure that is made of several, so that one of these alone is a wrong answer."""
    return _SUM.search(question) is not None or _CHANGE.search(question) is not None


def wants_a_difference(question: str) -> bool:
    """Whether it wants to know how much more or less something is, which a sentence may say as it is."""
    return _DIFFERENCE.search(question) is not None or _CHANGE.search(question) is not None


def wants_a_verdict(question: str) -> bool:
    """Whether a yes or a no answers it."""
    return _VERDICT.search(question) is not None


def telling_stems(question: str) -> set[str]:
    """The stems of the words that say what it is about."""
    return {stem(word) for word in content_words(question) if word not in _LIGHT and word not in FUNCTION_WORDS}

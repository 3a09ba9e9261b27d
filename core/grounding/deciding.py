"""Who is believed: the span reader that points, the language model that answers, or neither.

Each is wrong in its own way. The span reader points at the likeliest words even where the question is about another
thing; the language model overlooks what stands in a form, and invents. So what it says must stand in an excerpt that
bears out what the question names, and its refusal counts unless the span reader is certain. What each answers alone,
and both as they are weighed here, stands in `docs/evaluation.md`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from core.grounding import borne_out
from core.grounding.citations import CERTAIN, Reply
from core.grounding.evidence import READ_THRESHOLD, SURE, title
from core.grounding.forms import telling_stems, wants_a_difference, wants_a_sum, wants_a_verdict, wants_several
from core.grounding.standing import VERDICT, Decision, denies, says_no, supported
from core.sentences import sentences
from core.types import Evidence
from core.words import STOPWORDS, stems

UNCONTRADICTED = 0.9999
"""Probability from which the span reader is believed against other words of the language model."""

_NEEDED, _NEEDED_BY_DOUBT, _LEAST_DOUBT, _UNTOLD = 0.79, 0.077, 0.001, 0.5
"""Share of the question's words that a passage needs by the logarithm of the doubt about it, from a logistic regression
on 149 answers of `standard` (29 of them to what was not there). It refuses 9 of these, 4 of 34 other wrong ones, and 2
of 86 right ones; neither the span reader's probability nor the cosine to the sentence told them apart any better."""

_DOUBTED, _REFUSED = 0.18, 0.35
"""How likely a reader that was trained to refuse is to begin a refusal: from the first on what it said instead needs a
second, from the second on its refusal is believed whatever the span reader points at (`docs/models/readers.md`)."""

_OFFERED, _OPEN = 0.9, 0.55
"""Probability from which a sentence that the span reader points at is offered as what may answer, where nothing else is
said, and up to which doubt of the language model. Of 437 readings of strangers' files that had ended in a refusal, 13
such sentences answer, 4 do not, and 1 is on what no file says; with more doubt 9 of 12 do not."""

_SURE_OF_NAMES = 0.03
"""Up to which doubt a trained reader knows whom a question means, though the passage does not name them ("the treasurer
in August", "the parents"): on strangers' files two more are right for it, and four absent ones have more doubt. So it
does where the span reader is certain of the same words."""

_TOLD = 0.6
"""Share of the question's words around what is said from which a span reader that is not sure is a second, too: of the
240 answers to `tests/kinds/offices` three more are right for it, and none that was refused rightly is lost."""

_LAST = 5  # letters of the last part of a compound, which says what it is: "uurtarief" is a "tarief"
_ROOT = 6  # letters by which long words are one: "disinfectant" and "disinfection"
_CELL = re.compile(r"(?:^|; )[^\W_][^:;\n]{0,40}: ")  # "Branch: South; City: Sheffield"
_ADDED_UP = re.compile(
    r"\b(?:total\w*|sum\w*|altogether|overall|combined|together|in all|both|average|mean|difference|"
    r"insgesamt|gesamt\w*|zusammen|summe\w*|durchschnitt\w*|tout|somme|moyenne|promedio|suma|conjunto|totaal\w*|samen|"
    r"gemiddeld\w*|somma|media|soma|média|razem|łączn\w*|średni\w*|summa|sammanlagt|tillsammans|genomsnitt\w*)\b|[合总]计|合計|平均",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:times|more|less|fewer|higher|lower|dearer|cheaper|greater|smaller|longer|shorter|extra|on top|than|up by|"
    r"(?:rise|rose|risen|fell|fall|goes|go|went|increase\w*|reduc\w*|decrease\w*|up|down) (?:by|of)|mehr|weniger|höher|"
    r"niedriger|teurer|billiger|-mal|plus|moins|más|menos|più|meno|meer|minder|więcej|mniej)\b|\d ?%",
    re.IGNORECASE,
)


def decide(
    question: str, reply: Reply, evidence: Sequence[Evidence], excerpts: Sequence[Evidence],
    doubt: float | None = None, *, trained: bool = False,
) -> Decision:  # fmt: skip
    """Choose between the words of the language model and those that the span reader points at (the first evidence).

    `doubt` is how likely the model was to begin a refusal, where that is known; one that was `trained` to refuse knows
    better when to. Nothing is said where neither stands, or where the source lacks a name or number of the question.
    """
    if trained:
        told = _by_trained(question, reply, evidence, excerpts, doubt)
        return _offered(question, told, evidence[0], doubt) if told.rests_on is None else told
    best = evidence[0]
    said = None if reply.refused else supported(question, reply, evidence, excerpts)
    if said is not None and not _is_confirmed(said, best) and _is_doubtful(question, said, doubt):
        return Decision()
    if said is not None and not (VERDICT.match(reply.words) or wants_several(question)):
        said = _of_two(question, said, best)
    if said is None and best.score >= (CERTAIN if reply.refused else READ_THRESHOLD):
        said = _pointed(question, best)
    return _borne_out(question, said, best)


def _by_trained(
    question: str, reply: Reply, evidence: Sequence[Evidence], excerpts: Sequence[Evidence], told: float | None
) -> Decision:
    """What a trained reader says, in its own words, unless it doubted; else what the span reader is certain of."""
    best, doubt = evidence[0], told or 0.0
    said = None if reply.refused else supported(question, reply, evidence, excerpts)
    if said is not None and said.calculated and _is_over_rows(said):
        return Decision()
    if said is not None and not said.calculated and _is_nearer_row(question, best, said):
        return _borne_out(question, _pointed(question, best), best)
    if said is not None and doubt > _DOUBTED and not _is_seconded(question, said, best):
        said = None
        if best.score < UNCONTRADICTED:
            return Decision()
    least = CERTAIN if reply.refused else READ_THRESHOLD
    if said is None and best.score >= least and not (reply.refused and doubt > _REFUSED):
        return _borne_out(question, _pointed(question, best), best)
    agreed = said is not None and best.score >= CERTAIN and _agree(said, best)
    sure = told is not None and (doubt <= _SURE_OF_NAMES or agreed)
    return _borne_out(question, said, best, unseen=("supposed", "name") if sure else ("supposed",))


def _offered(question: str, refused: Decision, best: Evidence, doubt: float | None) -> Decision:
    """The sentence that the span reader believes, as what may answer, where the language model did not refuse flatly.

    It need not name whom the question is about; numbers and codes it has to have.
    """
    if doubt is None or doubt > _OPEN or best.score < _OFFERED:
        return refused
    offered = _borne_out(question, Decision(best.quote, best, unsure=True), best, unseen=("supposed", "name"))
    return offered if offered.rests_on is not None else refused


def _is_doubtful(question: str, said: Decision, doubt: float | None) -> bool:
    """Whether too little of the question stands in a passage for how much its reader doubted that it answers.

    Where no word stands there, it is in another language, or asked in other words: then its words tell nothing.
    """
    if doubt is None or said.rests_on is None:
        return False
    share = _share_around(question, said.rests_on) or _UNTOLD
    return share < _NEEDED + _NEEDED_BY_DOUBT * math.log(doubt + _LEAST_DOUBT)


def _share_around(question: str, item: Evidence) -> float:
    """The share of the question's telling words that stand in a passage, in its beginning or in its file's name."""
    return _share(question, item.passage.text, item.passage.lead, title(item.passage))


def _share(question: str, *texts: str) -> float:
    known = {one for text in texts for stem_ in stems(text) for one in (stem_, stem_[:_ROOT])}
    asked = telling_stems(question)
    there = [word for word in asked if word in known or (len(word) > _ROOT and word[:_ROOT] in known)]
    compounds = [word for word in asked if word not in there and any(_is_compound(word, other) for other in known)]
    return (len(there) + len(compounds)) / max(1, len(asked))


def _is_compound(word: str, other: str) -> bool:
    """Whether the one ends in the other: in German, Dutch and the like that is what it is."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _LAST and long.endswith(short)


def point(question: str, evidence: Sequence[Evidence]) -> Decision:
    """What the span reader points at (the first evidence), where no language model has a say."""
    return _borne_out(question, _pointed(question, evidence[0]), evidence[0])


def _pointed(question: str, item: Evidence) -> Decision:
    """The words that are pointed at; the whole sentence where a yes or no is wanted, for "not covered" is neither."""
    return Decision(item.quote if wants_a_verdict(question) else item.answer or item.quote, item)


def _is_one_of_a_sum(question: str, item: Evidence) -> bool:
    """Whether a figure is asked for that is made of several, and the sentence does not say that it is."""
    if wants_a_difference(question) and _COMPARES.search(item.quote):
        return False
    return wants_a_sum(question) and _ADDED_UP.search(item.quote) is None


def _of_two(question: str, said: Decision, best: Evidence) -> Decision:
    """What the language model says or what the span reader points at.

    Where they agree the span reader knows better where the answer begins and ends; where they do not, the language
    model has understood the question more often, unless the span reader is beyond doubt.
    """
    believed = best.answer and (_agree(said, best) or best.score >= UNCONTRADICTED)
    return _pointed(question, best) if believed else said


def _is_confirmed(said: Decision, best: Evidence) -> bool:
    """Whether the span reader is sure of the same place."""
    return best.score >= SURE and _agree(said, best)


def _is_seconded(question: str, said: Decision, best: Evidence) -> bool:
    """Whether the span reader means the same, and believes it, or the passage tells most of what is asked about; a no
    is seconded by a sentence that denies. (Of 301 readings of strangers' files two more are right than where it has to
    be `SURE`, and none is wrong.)"""
    if said.rests_on is not None and says_no(said.text) and denies(said.rests_on.quote):
        return True
    its = best.quote if wants_a_verdict(question) else best.answer
    if said.rests_on is None or not _agree(said, best) or denies(said.text) != denies(its):
        return False
    return best.score >= READ_THRESHOLD or _share_around(question, said.rests_on) >= _TOLD


def _is_nearer_row(question: str, best: Evidence, said: Decision) -> bool:
    """Whether two rows answer differently, and the one that the span reader points at has more of the question."""
    if said.rests_on is None or _agree(said, best) or best.score < READ_THRESHOLD:
        return False
    mine, its = said.rests_on.quote, best.quote
    return _is_row(mine) and _is_row(its) and _share(question, its) > _share(question, mine)


def _is_over_rows(said: Decision) -> bool:
    """Whether several rows of tables are added up: which of them count is for code to tell, which reads them all."""
    return len(said.cited) > 1 and all(_is_row(item.quote) for item in said.cited)


def _agree(said: Decision, best: Evidence) -> bool:
    """Whether both mean the same place: they share a word, and what is said has no figure that is not pointed at."""
    mine, its = _terms(said.text), _terms(best.answer)
    return bool(mine & its) and all(term in its for term in mine if any(c.isdigit() for c in term))


def _terms(text: str) -> set[str]:
    """The words of an answer that carry meaning, figures whole: "16:00" has nothing in common with "95.00"."""
    return {term.strip(".,;:!?()\"“”'’") for term in text.lower().split()} - STOPWORDS - {""}


def _borne_out(question: str, said: Decision | None, best: Evidence, *, unseen: Collection[str] = ()) -> Decision:
    """What is said, unless its source lacks a number, code or name of the question, of a kind that may not be
    `unseen`."""
    sources = (said.rests_on, *said.also) if said and said.rests_on else (best,)
    lone = said.rests_on if said is not None and not said.calculated else None
    if lone is not None and _is_one_of_a_sum(question, lone):
        return Decision()
    keys = [key for key in borne_out.keys(question) if key.kind not in unseen]
    lacking = borne_out.missing(keys, *(text for item in sources for text in _around(item)))
    if said is None or lacking:
        return Decision(lacking=tuple(key.text for key in lacking))
    return _in_its_sentence(question, said)


def _in_its_sentence(question: str, said: Decision) -> Decision:
    """Words that leave open whether yes or no is meant, as the whole sentence that they are from: it says so."""
    if (
        said.rests_on is None
        or said.also
        or said.calculated
        or VERDICT.match(said.text)
        or not wants_a_verdict(question)
    ):
        return said
    return replace(said, text=said.rests_on.quote)


def _around(item: Evidence) -> tuple[str, ...]:
    """What may bear out a question beside a sentence: its passage and its file's name, but no other row of a table."""
    passage = item.passage
    if not _is_row(item.quote):
        return passage.bearing
    places = sentences(passage.text)
    lead = "" if _is_row(passage.lead) else passage.lead
    return item.quote, passage.name, lead, *(passage.text[a:b] for a, b in places if not _is_row(passage.text[a:b]))


def _is_row(text: str) -> bool:
    return len(_CELL.findall(text)) > 1

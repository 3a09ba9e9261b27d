"""What a question wants: a fact, a talk, or a walk over everything. Decides what happens where nothing was found.

Whole-library questions are recognised by their verb; facts and small talk are told apart by the nearest of a few dozen
example sentences in the text encoder's space, so that wording which nobody listed lands on the right side too.
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np

from core.embedding.encoder import TextEncoder
from core.grounding.examples import Examples, examples
from core.types import FloatArray

Intent = Literal["fact", "talk", "summarise", "list", "compare"]

_PLEASE = r"^\W*(?:please |can you |could you )*"
_WALKS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        "summarise",
        re.compile(
            rf"{_PLEASE}(summari[sz]e|sum up|recap\b|tl;?dr|in a nutshell|"
            r"((give|tell|write|show|make) )?(me )?((an?|the) )?((short|brief|quick|concise) )*"
            r"(summary|overview|gist|synopsis|outline|recap)( of\b|\W*$)|"
            r"(what('s| is| are) )?(the )?(main|key|most important) (points?|takeaways?|ideas?) (of|in|from)\b|"
            r"what('s| is) (this|the|my|our)\b[^?]{1,40} about( in\b[^?]*)?\W*$|"
            r"fass(e|en sie)?\b.*\bzusammen|(eine |die )?(kurze )?zusammenfassung\b|résumez?\b|(un )?résumé de|"
            r"resum(e|ir) (el|la|los|las|este|esta)\b|(un )?resumen de\b)",
            re.IGNORECASE,
        ),
    ),
    ("list", re.compile(rf"{_PLEASE}(list|enumerate|name) (all|every|each|the|me)\b", re.IGNORECASE)),
    (
        "compare",
        re.compile(rf"{_PLEASE}(compare|contrast|what('s| is| are) the differences? between)\b", re.IGNORECASE),
    ),
)
_NEAREST = 5
_LIKE_NONE = 0.2  # a question like none of them is treated as one about facts: abstaining is the safer mistake
_LIKE_TALK, _SURELY = 0.45, -0.8
"""Of 4,500 questions about texts that trained nothing, 467 are nearer to talk than to facts, and 7 that much nearer."""


class IntentReader:
    """Reads the intent of questions; the example vectors are computed at the first question."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._examples = Examples(encoder, examples("intents.json"))

    def read(self, question: str) -> Intent:
        for intent, pattern in _WALKS:
            if pattern.search(question):
                return intent
        return "fact" if self._asks_for_facts(question) else "talk"

    def is_surely_talk(self, question: str) -> bool:
        """Whether nothing can be looked up about it: it is much like small talk, or like a wish for wording."""
        talk, wording, fact = self._examples.likeness(question)
        votes, nearest = _votes(np.concatenate([talk, wording]), fact)
        return votes < _SURELY and nearest >= _LIKE_TALK

    def _asks_for_facts(self, question: str) -> bool:
        talk, _, fact = self._examples.likeness(question)
        votes, nearest = _votes(talk, fact)
        return votes > 0 or nearest < _LIKE_NONE


def _votes(talk: FloatArray, fact: FloatArray) -> tuple[float, float]:
    """What the nearest examples say, above 0 for facts, and how near the nearest is (both in cosines)."""
    scores = np.concatenate([talk, fact])
    nearest = np.argsort(-scores)[:_NEAREST]
    votes = np.where(nearest >= len(talk), scores[nearest], -scores[nearest]).sum()
    return float(votes), float(scores[nearest[0]])

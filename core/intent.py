"""What a question wants: a fact, a talk, or a walk over everything. Decides what happens where nothing was found.

Whole-library questions are recognised by their verb; facts and small talk are told apart by the nearest of a few dozen
example sentences in the text encoder's space, so that wording which nobody listed lands on the right side too.
"""

from __future__ import annotations

import re
from typing import Literal

import numpy as np

from core.embedding.encoder import TextEncoder
from core.types import FloatArray

Intent = Literal["fact", "talk", "summarise", "list", "compare"]

_WALKS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    ("summarise", re.compile(r"^\W*(please |can you |could you )*(summari[sz]e|sum up|give (me )?an? (short |brief )?(summary|overview)|"
                             r"what('s| is) (this|the) (document|file|text|recording|pdf|library) about|tl;?dr)", re.I)),
    ("list", re.compile(r"^\W*(please |can you |could you )*(list|enumerate|name) (all|every|each|the|me)\b", re.I)),
    ("compare", re.compile(r"^\W*(please |can you |could you )*(compare|contrast|what('s| is| are) the differences? between)\b", re.I)),
)  # fmt: skip

_TALK = (
    "Hello!", "Hi there", "Good morning", "How are you today?", "Thanks a lot!", "Thank you, that was helpful.",
    "Goodbye, see you later.", "Who are you?", "What can you do?", "What is your name?", "Are you a robot?",
    "How can you help me?", "Tell me a joke.", "Write a short poem about the sea.", "Write me an email to my boss.",
    "I am feeling sad today.", "I had a great day.", "You are funny.", "Nice to meet you.", "What do you think?",
    "Let's play a game.", "Sing me a song.", "Help me write a birthday card.", "Translate this into French.",
    "Do you like music?", "Can we chat?", "Okay.", "Great!", "Sorry about that.", "Give me some ideas for dinner.",
)  # fmt: skip
_FACT = (
    "Who wrote this book?", "When was the company founded?", "What is the capital of France?", "How many people live there?",
    "Where did the king go?", "Why did the girl cry?", "What causes the disease?", "Which method was used?",
    "What does the contract say about termination?", "How much does it cost?", "What is the phone number of the office?",
    "Tell me about the history of the castle.", "Explain how the engine works.", "Define photosynthesis.",
    "What happened after the wedding?", "How long does the treatment take?", "Who is the director?",
    "What did the fox say to the wolf?", "What was the result of the study?", "What is the population of Peru?",
    "What is the warranty period?", "Is smoking allowed in the building?", "Did the prince marry her?",
    "What temperature should the oven have?", "How does the virus spread?", "What is the deadline for the report?",
    "What is the boiling point of water?", "Who won the match?", "What is written on the sign?", "When does the train leave?",
)  # fmt: skip
_NEAREST = 5


class IntentReader:
    """Reads the intent of questions; the example vectors are computed at the first question."""

    def __init__(self, encoder: TextEncoder) -> None:
        self._encoder = encoder
        self._examples: FloatArray | None = None

    def read(self, question: str) -> Intent:
        for intent, pattern in _WALKS:
            if pattern.search(question):
                return intent
        return "fact" if self._asks_for_facts(question) else "talk"

    def _asks_for_facts(self, question: str) -> bool:
        if self._examples is None:
            self._examples = self._encoder.encode((*_TALK, *_FACT))
        scores = self._examples @ self._encoder.encode([question])[0]
        nearest = np.argsort(-scores)[:_NEAREST]
        votes = np.where(nearest >= len(_TALK), scores[nearest], -scores[nearest]).sum()
        return bool(votes > 0) or bool(scores[nearest[0]] < 0.2)

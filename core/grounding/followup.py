"""Complete a follow-up ("and who founded it?") from the conversation, so that a search finds what it is about.

Nothing is rewritten by a model: a small one changes the question as often as it completes it. The question before it
and the answer to that are put beside the question where the question leans on them, and only the search sees this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.types import CITATION_MARK, Message

_LEANS = re.compile(
    r"\b(it|its|he|him|his|she|her|hers|they|them|their|theirs|this|these|those|former|latter)\b"
    r"|\b(that|there|then|one|ones|same|else|too)\W*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(and|but|or|so|what about|how about|why|how so|since when|who else|where else|really)\b", re.I
)
_BARE = 4  # a question of so few words rarely stands alone: "How many?", "In which year?"
_MOST = 400  # characters of the conversation that are lent


def complete(question: str, history: Sequence[Message]) -> str:
    """The question as it is searched for: with what it leans on, or unchanged where it stands alone."""
    if not history or not leans(question):
        return question
    asked = next((m.text for m in reversed(history) if m.role == "user"), "")
    answered = next((m.text for m in reversed(history) if m.role == "assistant"), "")
    lent = " ".join(re.sub(rf"\s*{CITATION_MARK.pattern}", "", part).strip() for part in (asked, answered) if part)
    return f"{question} {lent[:_MOST]}"


def leans(question: str) -> bool:
    return bool(_LEANS.search(question) or _OPENS.search(question)) or len(question.split()) <= _BARE

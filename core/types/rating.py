"""What people say of an answer, and what a review makes of it."""

from __future__ import annotations

from typing import Literal

VoteValue = Literal["up", "down"]

Reason = Literal[
    "wrong",
    "not_in_my_documents",
    "wrong_citation",
    "passage_missing",
    "misread_picture",
    "misheard",
    "too_long",
    "too_short",
    "should_have_refused",
    "unsafe",
    "other",
]
"""A closed list, so that reasons can be counted; `other` says it in words."""

ReviewState = Literal[
    "new", "screened", "claimed", "second", "contested", "approved", "edited", "rejected", "asked_back"
]
"""Of what was said; the last four are the ends. `second` waits for another reviewer, `contested` for a third."""

Decision = Literal["approved", "edited", "rejected", "asked_back"]

ExportKind = Literal["sft", "kto", "dpo"]
"""Of a data set: answers to imitate, good and bad ones, or pairs."""

Mark = Literal["personal_data", "duplicate", "excess", "contradiction", "planted", "outdated"]
"""What screening notices, and that the documents changed since it was approved."""

Stage = Literal["speech", "picture", "retrieval", "evidence", "citation", "generation", "refusal"]
"""The step of an answer at which it went wrong."""

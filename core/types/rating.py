"""What people say of an answer: up or down, and why."""

from __future__ import annotations

from typing import Literal

VoteValue = Literal["up", "down"]

Reason = Literal[
    "wrong",
    "not_in_my_documents",
    "wrong_citation",
    "misread_picture",
    "misheard",
    "too_long",
    "too_short",
    "should_have_refused",
    "unsafe",
    "other",
]
"""A closed list, so that reasons can be counted; `other` says it in words."""

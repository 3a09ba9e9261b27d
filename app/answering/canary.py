"""A version that answers a share of conversations, beside the one that answers all others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.answering.task import Versions
from core.types import UNRECORDED, Question
from memory.conversations import Conversations
from memory.database import new_id, now


@dataclass(frozen=True, slots=True)
class Canary:
    """`takes` tells by its id, and when it began, whether a conversation is answered with `versions`."""

    versions: Versions
    takes: Callable[[str, float], bool]


def chosen(
    question: Question, serving: Versions, canary: Canary | None, conversations: Conversations
) -> tuple[Question, Versions]:
    """What answers a question; a conversation that begins with it has its id from here on, by which that is told.

    What is not recorded, and programs that bring their own history, is answered by what serves. Raises `NotFound` for a
    conversation that is not there.
    """
    if canary is None or question.conversation == UNRECORDED:
        return question, serving
    if question.conversation is None:
        question = replace(question, begins=new_id())
        assert question.begins is not None
        return question, canary.versions if canary.takes(question.begins, now()) else serving
    began = conversations.began(question.owner, question.conversation)
    return question, canary.versions if canary.takes(question.conversation, began) else serving

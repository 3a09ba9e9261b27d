"""Whether one's feedback may be reviewed and learned from. It is said in person, and taken back at any time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.caller import IN_PERSON
from app.api.deps import Owner, Wired
from app.api.described import replies
from app.api.errors import AnswersUnprocessable
from app.api.replies.feedback import Consent
from core.types import JsonObject

router = APIRouter(
    prefix="/me/consent", tags=["feedback"], dependencies=[IN_PERSON], route_class=AnswersUnprocessable
)  # fmt: skip


class ConsentIn(BaseModel):
    """What one allows; null takes the word back, so that the default, or what holds in general, counts again."""

    allowed: bool | None
    conversation: Annotated[str, Field(max_length=64)] | None = Field(
        None, description="Where it is for one conversation only."
    )


@router.get("", responses=replies(Consent))
def consent(wired: Wired, owner: Owner) -> JsonObject:
    """What one allows: `allowed` holds in general, `said` is null where one was never asked.

    `conversations` are those that have a word of their own; `history` says what was said when, the newest first.
    """
    return wired.stores.consents.of(owner).to_json()


@router.put("", responses=replies(Consent))
def say(body: ConsentIn, wired: Wired, owner: Owner) -> JsonObject:
    """Allow or refuse that one's feedback is seen by a reviewer and learned from."""
    return wired.stores.consents.say(owner, body.allowed, body.conversation).to_json()

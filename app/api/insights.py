"""Insights, for admins: how answers do, in numbers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.caller import ONLY_ADMINS, Who
from app.api.deps import Wired
from app.api.described import replies
from app.api.replies.insights import Insights
from core.types import JsonObject
from feedback.insights import insights

router = APIRouter(prefix="/insights", tags=["insights"], dependencies=[ONLY_ADMINS])


@router.get("", responses=replies(Insights))
def seen(caller: Who, wired: Wired, days: Annotated[int, Query(ge=1, le=730)] = 90) -> JsonObject:
    """What the last days show: votes, approval, reasons, stages at fault, times, refusals and documents, in numbers.

    Documents are named where the admin may read them; questions that found nothing where whoever asked allows it.
    """
    return insights(wired.stores.database, caller.person, days)

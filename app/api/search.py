"""Search the library without asking a model."""

from __future__ import annotations

import threading
import time
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from app.answering.looking import read
from app.answering.understanding import check_text
from app.api.attachments import decode
from app.api.deps import Owner, Searching, Threads
from app.api.described import replies
from app.api.replies.search import Found
from app.api.streaming import attended
from app.wiring.services import Services
from core.errors import check_wanted
from core.types import JsonObject, Kind

router = APIRouter(tags=["search"])


class Search(BaseModel):
    """What is searched for: at most `limit` passages, of one kind and with one tag where they are named.

    A picture is a data URL or plain base64: what looks like it is found, beside what the words say, or without any.
    """

    query: str = ""
    picture: str | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    kind: Kind | None = None
    tag: str | None = None


@router.post("/search", responses=replies(Found))
async def search(body: Search, wired: Searching, threads: Threads, owner: Owner, request: Request) -> JsonObject:
    """The passages nearest to a query, best first; no model writes anything."""
    return await attended(lambda cancel: found(wired, owner, body, cancel), threads.searches, request)


@router.get("/search", responses=replies(Found))
async def search_by_address(
    wired: Searching,
    threads: Threads,
    owner: Owner,
    request: Request,
    q: str,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    kind: Kind | None = None,
    tag: str | None = None,
) -> JsonObject:
    """The same by address."""
    body = Search(query=q, limit=limit, kind=kind, tag=tag)
    return await attended(lambda cancel: found(wired, owner, body, cancel), threads.searches, request)


def found(wired: Services, owner: str, body: Search, cancel: threading.Event | None = None) -> JsonObject:
    """Passages as JSON, with the seconds that it took. Raises `Abandoned` once `cancel` is set."""
    began = time.perf_counter()
    query = check_text(body.query, wired.settings.question_chars)
    kinds = (body.kind,) if body.kind else None
    picture = decode(body.picture, "picture")
    pixels = read(picture, wired.readers)[1] if picture is not None else None
    check_wanted(cancel)
    passages = wired.retriever.search(owner, query, body.limit, pixels, kinds=kinds, tag=body.tag)
    return {"results": [p.to_json() for p in passages], "seconds": round(time.perf_counter() - began, 4)}

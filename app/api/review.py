"""Review, for admins: what people said of the answers, one item at a time, and what is to be learned of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.caller import ONLY_ADMINS, Who
from app.api.deps import Threads, Wired
from app.api.described import gives, replies
from app.api.documents import INERT
from app.api.errors import AnswersUnprocessable
from app.api.feedback import PlaceIn
from app.api.replies.review import DataSets, Decided, DecidedMany, DraftKept, Item, Items, Narrowing, NextItem, Released
from core.types import Decision, ExportKind, JsonObject, Mark, Reason, ReviewState, Stage, VoteValue, limits
from feedback.data_sets import listed as listed_data_sets
from feedback.export import CAP
from feedback.export_files import exported, zipped
from feedback.places import Place
from feedback.queue import Filters
from feedback.review import MOST_AT_ONCE, Ruling
from feedback.votes import MOST_PLACES

router = APIRouter(
    prefix="/review", tags=["review"], dependencies=[ONLY_ADMINS], route_class=AnswersUnprocessable
)  # fmt: skip

Id = Annotated[str, Field(max_length=64)]


class FiltersIn(BaseModel):
    """Which items are wanted; what is left out is open."""

    model_config = ConfigDict(extra="forbid")

    state: ReviewState | None = None
    value: VoteValue | None = None
    reason: Reason | None = None
    mark: Mark | None = None
    stage: Stage | None = None
    version: str | None = Field(None, max_length=200, description="The learned version that answered, or `base`.")
    person: Id | None = None
    document: Id | None = Field(None, description="One that the answer was made from.")
    corrected: bool | None = Field(None, description="Whether whoever voted said what would have been right.")

    def filters(self) -> Filters:
        """As the queue has them."""
        return Filters(**self.model_dump(include=set(FiltersIn.model_fields)))


class Listed(FiltersIn):
    """A part of a list."""

    limit: int = Field(50, ge=1, le=MOST_AT_ONCE)
    offset: int = Field(0, ge=0, lt=2**31)


class Wanted(FiltersIn):
    """What is to come next; `skip` are items that were left undecided."""

    skip: list[Id] = Field([], max_length=MOST_AT_ONCE)


class RulingIn(BaseModel):
    """A decision. `number` is the item's own, so that nobody decides on what was decided meanwhile."""

    decision: Decision
    number: int = Field(1, ge=1, lt=2**31)
    rating: VoteValue | None = Field(None, description="The reviewer's own of the answer, apart from the person's.")
    answer: str | None = Field(
        None, max_length=limits.SAID_CHARS, description="What is to be learned; with `edited` only."
    )
    note: str | None = Field(
        None, max_length=limits.COMMENT_CHARS, description="To whoever voted; needed with `asked_back`."
    )
    evidence: list[PlaceIn] | None = Field(
        None, max_length=MOST_PLACES,
        description="Where the right answer stands, by a `chunk` of the item's passages; empty where none has it.",
    )  # fmt: skip

    def ruling(self) -> Ruling:
        """As the review has it."""
        places = None if self.evidence is None else [Place(**place.model_dump()) for place in self.evidence]
        return Ruling(self.decision, self.number, self.rating, self.answer or None, self.note or None, places)


class ManyIn(BaseModel):
    """One decision for items that are alike; none is changed where one of them cannot be."""

    items: list[Id] = Field(min_length=1, max_length=MOST_AT_ONCE)
    decision: Literal["approved", "rejected"]
    number: int = Field(1, ge=1, lt=2**31)
    note: str | None = Field(None, max_length=limits.COMMENT_CHARS)


class DraftIn(BaseModel):
    """What a reviewer has written so far: texts, by names of the page's own."""

    draft: dict[Id, Annotated[str, Field(max_length=limits.SAID_CHARS)]] = Field(max_length=20)


@router.get("", responses=replies(Items))
def listed(wired: Wired, wanted: Annotated[Listed, Query()]) -> JsonObject:
    """Items that fit, the oldest first; `total` says how many there are, and `states` how many of all in each state."""
    return wired.stores.reviews.list(wanted.filters(), wanted.limit, wanted.offset)


@router.get("/filters", responses=replies(Narrowing))
def filters(wired: Wired) -> JsonObject:
    """Whom, which documents and which versions the items that wait are of, those with the most items first."""
    return wired.stores.reviews.filters()


@router.post("/next", responses=replies(NextItem))
def next_one(body: Wanted, caller: Who, wired: Wired) -> JsonObject:
    """Claim an item that waits for a decision and give all of it; `item` is null where none waits."""
    return {"item": wired.stores.reviews.next(caller.person, body.filters(), body.skip)}


@router.post("/decisions", responses=replies(DecidedMany))
def decide_many(body: ManyIn, caller: Who, wired: Wired) -> JsonObject:
    """Approve or reject several items at once."""
    ruling = Ruling(body.decision, body.number, note=body.note or None)
    return wired.stores.reviews.decide_many(caller.person, list(dict.fromkeys(body.items)), ruling)


@router.get("/export", response_class=Response, responses=gives("application/zip"))
def export(caller: Who, wired: Wired, kind: ExportKind, cap: Annotated[float, Query(gt=0, le=1)] = CAP) -> Response:
    """A data set of what is approved and allowed, as a ZIP file: JSON Lines for TRL, a data card, and a table.

    `cap` is the share of the rows that one person's may be.
    """
    files = exported(wired.stores.database, caller.person, kind, cap)
    named = {"Content-Disposition": f'attachment; filename="feedback-{kind}.zip"'}
    return Response(zipped(files), media_type="application/zip", headers={**INERT, **named})


@router.get("/data-sets", responses=replies(DataSets))
def data_sets(wired: Wired) -> JsonObject:
    """The data sets that were exported, the newest first; `withdrawn` counts what may not be learned from any more."""
    return listed_data_sets(wired.stores.database)


@router.get("/{item}", responses=replies(Item))
def one(item: str, caller: Who, wired: Wired) -> JsonObject:
    """All of an item: what was said, the turn as it was, what screening noticed, and what was decided."""
    return wired.stores.reviews.get(caller.person, item)


@router.post("/{item}/claim", responses=replies(Item))
def claim(item: str, caller: Who, wired: Wired) -> JsonObject:
    """Have an item before one for a quarter of an hour, or for as long anew. 409 while another reviewer has it."""
    return wired.stores.reviews.claim(caller.person, item)


@router.delete("/{item}/claim", responses=replies(Released))
def release(item: str, caller: Who, wired: Wired) -> dict[str, str]:
    """Leave it to others."""
    wired.stores.reviews.release(caller.person, item)
    return {"released": item}


@router.put("/{item}/draft", responses=replies(DraftKept))
def keep_draft(item: str, body: DraftIn, caller: Who, wired: Wired) -> dict[str, str]:
    """Keep what one has written so far; it comes back with the item, to whoever wrote it."""
    wired.stores.reviews.keep_draft(caller.person, item, body.draft)
    return {"kept": item}


@router.post("/{item}/decision", responses=replies(Decided))
def decide(item: str, body: RulingIn, caller: Who, wired: Wired) -> JsonObject:
    """Decide on an item. 409 with the `first` decision where somebody else came first; nothing is changed then."""
    return wired.stores.reviews.decide(caller.person, item, body.ruling())


@router.post("/{item}/reopen", responses=replies(Item))
def reopen(item: str, caller: Who, wired: Wired) -> JsonObject:
    """Withdraw what was decided: the item waits again, and its history stays."""
    return wired.stores.reviews.reopen(caller.person, item)


@router.get("/{item}/picture", response_class=Response, responses=gives("image/png"))
async def picture(
    item: str, wired: Wired, threads: Threads, width: Annotated[int, Query(ge=64, le=2400)] = 1200
) -> Response:
    """The picture of the question, drawn anew as PNG."""
    path = await run_in_threadpool(_attached, wired, item, "picture")
    drawn = await threads.previews.run(lambda: wired.readers.preview(path, 1, width))
    return Response(drawn, media_type="image/png", headers=INERT)


@router.get("/{item}/audio", response_class=Response, responses=gives("application/octet-stream"))
def audio(item: str, wired: Wired) -> FileResponse:
    """The recording of the question, as it was sent."""
    return FileResponse(_attached(wired, item, "audio"), media_type="application/octet-stream", headers=INERT)


def _attached(wired: Wired, item: str, kind: Literal["picture", "audio"]) -> Path:
    return wired.stores.blobs.path(wired.stores.reviews.attached(item, kind))

"""What people say of the answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from app.api.deps import Answering, Counts, Owner, Threads, Wired
from app.api.described import replies
from app.api.errors import AnswersUnprocessable
from app.api.replies.feedback import Anew, HotWords, Receipts, Voted, Votes
from app.api.streaming import gather
from app.wiring.services import Services
from core.events import Done, Event
from core.types import UNRECORDED, JsonObject, Question, Reason, VoteValue, limits
from feedback.anew import Verdict
from feedback.hot_words import hot_words
from feedback.places import Place
from feedback.votes import MOST_PLACES, REASONS, Saying
from memory.turns import exchange

router = APIRouter(prefix="/feedback", tags=["feedback"], route_class=AnswersUnprocessable)

Id = Annotated[str, Field(max_length=64)]


def _in_the_list(value: Any) -> Any:
    """Until 0.1 a reason was in words of one's own: whoever still sends them hears where they go now."""
    if value not in REASONS:
        raise PydanticCustomError("reason", "is one of " + ", ".join(REASONS) + "; put words into `comment`")
    return value


Listed = Annotated[Reason, BeforeValidator(_in_the_list)]


class PlaceIn(BaseModel):
    """Where the right answer stands: in a passage of a document of one's own, or on one of its pages.

    `start` and `end` count characters of the passage's text, or of the page's where no `chunk` is named.
    """

    model_config = ConfigDict(extra="forbid")

    document: Id
    chunk: int | None = Field(None, ge=1, lt=2**63, description="The passage, as `/passages` and citations name it.")
    page: int = Field(1, ge=1, lt=2**31)
    start: int = Field(0, ge=0, lt=2**31)
    end: int | None = Field(None, ge=1, lt=2**31, description="Exclusive; left out for a whole passage.")


class VoteIn(BaseModel):
    """What somebody says of an answer: up or down, why, and what would have been right."""

    turn: Id
    vote: VoteValue | None
    reasons: list[Listed] = Field([], max_length=len(REASONS))
    reason: Annotated[Listed | None, BeforeValidator(lambda value: value or None)] = Field(
        None, description="One reason alone, in place of `reasons`."
    )
    comment: str | None = Field(
        None, max_length=limits.COMMENT_CHARS, description="Why, in words; needed with `other`."
    )
    correction: str | None = Field(None, max_length=limits.SAID_CHARS, description="What the answer should have been.")
    evidence: list[PlaceIn] = Field([], max_length=MOST_PLACES, description="Where the right answer stands.")
    transcript: str | None = Field(
        None, max_length=limits.SAID_CHARS, description="What was really said in the question."
    )
    picture_name: str | None = Field(
        None, max_length=limits.PICTURE_NAME_CHARS, description="What the picture of the question shows."
    )
    over: Id | None = Field(None, description="Another answer to the same question, that was not chosen.")

    def saying(self) -> Saying:
        """All but up or down."""
        places = [Place(**place.model_dump()) for place in self.evidence]
        reasons = [*self.reasons, *([self.reason] if self.reason else [])]
        return Saying(
            reasons, self.comment, self.correction, places, self.transcript, self.picture_name, self.over
        )  # fmt: skip


def paced(request: Request, owner: Owner) -> None:
    """Raises `Throttled` for whoever votes faster than people do."""
    request.app.state.votes_pace.count(owner)


@router.post("", dependencies=[Depends(paced)], responses=replies(Voted))
def vote(body: VoteIn, wired: Wired, owner: Owner) -> JsonObject:
    """Rate an answer; a second vote on the same answer replaces the first, and null takes it back."""
    if body.vote is None:
        wired.stores.votes.undo(owner, body.turn)
    else:
        wired.stores.votes.vote(owner, body.turn, body.vote, body.saying())
    return {"turn": body.turn, "vote": body.vote}


class Choice(BaseModel):
    """Of two answers to the same question, the one to go on with."""

    turn: Id
    over: Id = Field(description="The answer that was not chosen.")


@router.post("/choice", dependencies=[Depends(paced)], responses=replies(Voted))
def choose(body: Choice, wired: Wired, owner: Owner) -> JsonObject:
    """Go on with one of two answers; it counts as a vote up on it, beside what was said of it before."""
    wired.stores.conversations.choose(owner, body.turn, body.over)
    return {"turn": body.turn, "vote": wired.stores.votes.prefer(owner, body.turn, body.over).value}


@router.get("", responses=replies(Receipts))
def receipts(wired: Wired, owner: Owner) -> JsonObject:
    """What became of one's votes, the newest first: `received`, or how the review ended, with the reviewer's note, the
    versions that learned from it, and what the question was answered since."""
    return wired.stores.reviews.receipts(owner)


@router.get("/words", responses=replies(HotWords))
def words(wired: Wired, owner: Owner) -> JsonObject:
    """What is listened for in one's recordings: words of transcripts that one corrected, the latest first."""
    return {"words": [*hot_words(wired.stores.database, owner)]}


@router.post("/{turn}/anew", dependencies=[Depends(paced)], responses=replies(Anew))
async def answer_anew(
    turn: str, wired: Answering, threads: Threads, metrics: Counts, owner: Owner, request: Request
) -> JsonObject:
    """Have the question of an answer answered anew by what serves now, and by no correction; it is kept beside it."""
    question = await run_in_threadpool(_as_asked, wired, owner, turn)

    def produce(cancel: threading.Event) -> Iterator[Event]:
        return metrics.counted(wired.assistant.answer(question, cancel))

    *_, last = await gather(produce, threads.answers, request)
    assert isinstance(last, Done)  # every answer ends so, or by an error
    return await run_in_threadpool(wired.stores.anew.keep, owner, turn, last.answer)


def _as_asked(wired: Services, owner: str, turn: str) -> Question:
    """The question with what was said before it, which leaves no turn."""
    conversations = wired.stores.conversations
    asked = conversations.asked(owner, turn, wherever=True)
    before = conversations.history(owner, asked.conversation, before=turn)
    history = tuple(said for one in before for said in exchange(one.question, one.answer))
    return Question(
        asked.question, owner, conversation=UNRECORDED, picture=asked.picture, history=history, corrections=False
    )


class Judged(BaseModel):
    """How the new answer is beside the old one; null takes that back."""

    verdict: Verdict | None


@router.put("/{turn}/anew", dependencies=[Depends(paced)], responses=replies(Anew))
def judge(turn: str, body: Judged, wired: Wired, owner: Owner) -> JsonObject:
    """Say how the new answer is beside the old one."""
    return wired.stores.anew.judge(owner, turn, body.verdict)


@router.get("/{turn}", responses=replies(Votes))
def said(turn: str, wired: Wired, owner: Owner) -> JsonObject:
    """One's vote on an answer, null where there is none in force, and all that one ever said of it, oldest first."""
    past = [vote.to_json() for vote in wired.stores.votes.history(owner, turn)]
    return {"turn": turn, "said": past[-1] if past and past[-1]["vote"] is not None else None, "history": past}

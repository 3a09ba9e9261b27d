"""Items of review, and the data sets that are made of them."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply
from app.api.replies.feedback import Place
from app.api.replies.values import Citation, KeptPassage, Span, Timings, Usage
from core.types import (
    Decision,
    ExportKind,
    Finish,
    Mark,
    Outcome,
    Reason,
    ReviewState,
    Route,
    ScoredBy,
    Stage,
    VoteValue,
)


class Claim(Reply):
    """Who has an item before them."""

    reviewer: str
    name: str | None = Field(description="Their name; null where they have left.", examples=["ada"])
    until: float = Field(description="For how long, in seconds since 1970.")


class ItemLine(Reply):
    """A vote that is up for review, in a list."""

    item: str
    state: ReviewState
    number: int = Field(description="That of the decision that is wanted.")
    vote: VoteValue
    reasons: list[Reason]
    question: str
    person: str
    name: str | None = Field(description="Their name; null where there are no accounts.", examples=["bob"])
    corrected: bool = Field(description="Whether whoever voted said what is right.")
    marks: list[Mark] = Field(description="What screening noticed, each once.")
    stage: Stage | None = Field(description="The step of the answer at which it probably went wrong.")
    model: str
    version: str
    created_at: float
    claimed: Claim | None = Field(description="Who has it before them.")


class Items(Reply):
    """A part of the items that fit, the oldest first."""

    items: list[ItemLine] = Field(description="That part.")
    total: int = Field(description="How many fit.")
    states: dict[ReviewState, int] = Field(description="How many of all are in each state.")


class ItemsOfPerson(Reply):
    """How many items that wait are of somebody's votes."""

    person: str
    name: str | None = Field(description="Their name; null where there are no accounts.", examples=["bob"])
    items: int = Field(description="How many.")


class ItemsOfDocument(Reply):
    """How many items that wait are of answers from a document."""

    document: str
    name: str
    items: int = Field(description="How many.")


class ItemsOfVersion(Reply):
    """How many items that wait are of answers by a learned version."""

    version: str
    items: int = Field(description="How many.")


class Narrowing(Reply):
    """What the items that wait can be narrowed to, with the most items first."""

    people: list[ItemsOfPerson] = Field(description="Whose votes they are.")
    documents: list[ItemsOfDocument] = Field(description="What they were answered from.")
    versions: list[ItemsOfVersion] = Field(description="What answered them.")


class MarkTold(Reply):
    """What screening noticed, with what it rests on."""

    mark: Mark
    field: str = Field("", description="With `personal_data`: in which text.")
    kinds: list[str] = Field([], description="With `personal_data`: of which kinds.")
    items: list[str] = Field([], description="With `duplicate` and `contradiction`: the other items.")
    votes: int = Field(0, description="With `excess`: how many votes there were within a day.")
    why: str = Field("", description="With `planted`: why, in a sentence.")
    documents: dict[str, str] = Field({}, description="With `outdated`: what changed, by the ids of documents.")


class Ruled(Reply):
    """A decision on an item."""

    number: int = Field(description="Which decision on the item it is, from 1.")
    decision: Decision
    rating: VoteValue | None = Field(description="The reviewer's own of the answer.")
    answer: str | None = Field(description="What is to be learned, where it was edited.")
    note: str | None
    evidence: list[Place] | None = Field(
        description="Where the right answer stands; empty where nothing that was found has it, null where not said."
    )
    reviewer: str
    name: str | None = Field(description="Their name; null where they have left.", examples=["ada"])
    withdrawn: bool = Field(description="Whether it counts no more.")
    at: float


class PlaceTold(Place):
    """Where the right answer stands, with its words."""

    text: str | None = Field(description="The words there; null where they are gone.")


class SaidOfIt(Reply):
    """What whoever voted said."""

    comment: str | None
    correction: str | None
    transcript: str | None = Field(description="What was really said in the question.")
    picture_name: str | None
    over: str | None = Field(description="Another answer to the same question, that was not chosen.")
    evidence: list[PlaceTold] = Field(description="Where the right answer stands.")


class HeardWord(Reply):
    """A word of a recording."""

    text: str
    start: float = Field(description="Seconds from the beginning.")
    end: float = Field(description="Seconds from the beginning, where it ends.")
    probability: float


class HeardSegment(Reply):
    """A stretch of speech."""

    start: float = Field(description="Seconds from the beginning.")
    end: float = Field(description="Seconds from the beginning, where it ends.")
    text: str
    speaker: str | None
    understood: bool = Field(description="False where the text says that nothing could be understood.")
    words: list[HeardWord] = Field(description="Its words.")


class EvidenceTold(Reply):
    """A sentence that the answer was made from: characters `start` to `end` of one of the passages."""

    n: int
    passage: int = Field(description="Which of the passages, from 0.")
    chunk: int
    document: str
    sha256: str | None = Field(description="Of the file as it was then.")
    start: int = Field(description="The first character, in the text of the passage.")
    end: int = Field(description="The character behind the last.")
    span: Span
    score: float
    scored_by: ScoredBy = Field(description="What the score is.")
    pointed: list[int] | None = Field(description="The words in the passage that are taken for the answer.")


class Drawn(Reply):
    """How words were drawn."""

    max_tokens: int
    temperature: float
    top_p: float
    seed: int | None
    stop: list[str]


class ReviewedTurn(Reply):
    """An answer as it was made."""

    turn: str
    conversation: str
    question: str
    answer: str
    raw: str | None = Field(description="The model's own words; null where no model was asked.")
    transcript: str | None
    heard: list[HeardSegment] | None = Field(description="What was heard in the recording of the question.")
    route: Route | None
    outcome: Outcome
    finish: Finish
    from_library: bool
    picture: bool = Field(description="Whether a picture came with the question.")
    audio: bool = Field(description="Whether the question was a recording.")
    passages: list[KeptPassage]
    evidence: list[EvidenceTold] = Field(description="The sentences that it was made from.")
    lines: int | None = Field(
        description="How many of these, the first ones, a model read; null where none was asked.", examples=[3]
    )
    citations: list[Citation]
    sampling: Drawn | None = Field(description="How words were drawn; null where no model was asked.")
    model: str
    model_digest: str = Field(description="SHA-256 of its weights; empty where it is not known.")
    version: str
    version_digest: str = Field(description="SHA-256 of the version's weights; empty for none.")
    prompt_version: str
    timings: Timings
    usage: Usage
    untrainable: str | None
    created_at: float


class SetAside(Reply):
    """That a run learned nothing from an item."""

    run: int
    reason: str = Field(description="Why, in a sentence.")


class Item(ItemLine):
    """All of an item, as it was when it was answered."""

    data_sets: list[int]
    versions: list[str] = Field(description="The learned versions that were trained with it.")
    set_aside: SetAside | None = Field(description="The last run that learned nothing from it though it was approved.")
    blind: bool = Field(description="Whether a first decision is hidden from the second reviewer.")
    decisions: list[Ruled] = Field(description="What was decided, oldest first.")
    marks_told: list[MarkTold] = Field(description="What screening noticed, with what it rests on.")
    stage_evidence: str | None = Field(description="Why that stage, in a sentence.")
    draft: dict[str, str] | None
    said: SaidOfIt = Field(description="Why, and what would have been right.")
    turn: ReviewedTurn = Field(description="The answer, as it was made.")


class NextItem(Reply):
    """The item that waits for a decision."""

    item: Item | None = Field(description="All of it; null where none waits.")


class Decided(Reply):
    """What became of an item."""

    item: str
    state: ReviewState
    decision: Ruled


class DecidedMany(Reply):
    """What became of several items."""

    items: list[Decided] = Field(description="In the order in which they were named.")


class Released(Reply):
    """That an item is left to others."""

    released: str = Field(description="The item, by its id.")


class DraftKept(Reply):
    """That a draft is kept."""

    kept: str = Field(description="The item, by its id.")


class DataSet(Reply):
    """A data set that was exported."""

    number: int = Field(description="By which it is known.")
    kind: ExportKind
    sha256: str = Field(description="Of its lines.")
    rows: int = Field(description="How many rows it has.")
    made_by: str | None = Field(description="Who exported it, by their id; null for who stood at the machine.")
    at: float
    withdrawn: int = Field(description="How many votes in it may not be learned from any more.")


class DataSets(Reply):
    """The data sets that were exported, the newest first."""

    data_sets: list[DataSet] = Field(description="Those that there are.")

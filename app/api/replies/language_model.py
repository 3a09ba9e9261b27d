"""Which language model answers, and what a page without a conversation tells of it."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply
from app.api.replies.documents import Document


class Speed(Reply):
    """How fast the last answers of a model were; null for what cannot be told."""

    answers: int = Field(description="How many there were.")
    seconds: float | None = Field(description="How long they took, in the middle.")
    read: float | None
    written: float | None


class LanguageModel(Reply):
    """The language model that answers."""

    model: str
    state: str = Field(description="`loading`, `ready` or `failed: why`.")
    profile: str = Field(description="The profile that Vermeil runs with.")
    file: str | None = Field(description="The file of its weights, where it has one.")
    bytes: int | None = Field(description="How large that is.")
    server: str | None = Field(description="The host that questions go to; null where they stay here.")
    recent: Speed = Field(description="How fast its last answers were.")


class SavedServer(Reply):
    """A server that an admin chose, without its key."""

    address: str
    model: str
    has_key: bool = Field(description="Whether a key goes with it.")


class ChosenServer(Reply):
    """The server that is chosen."""

    saved: SavedServer | None = Field(description="The one that an admin chose; null for none.")
    fixed_by: list[str]


class ModelTaken(Reply):
    """That another model answers from now on."""

    model: str


class ServerTrial(Reply):
    """What came of asking a server; null for what it did not count."""

    good: bool = Field(description="Whether its model answered.")
    sentence: str = Field(description="What came of it, in a sentence.")
    models: list[str] = Field(description="The models that it lists.")
    first: float | None = Field(description="Seconds to its first words.")
    read: float | None
    written: float | None


class Sample(Reply):
    """A sample file."""

    name: str
    question: str = Field(description="One that it answers.")


class Welcome(Reply):
    """What a page without a conversation tells."""

    model: str
    small: bool = Field(description="Whether it is a small model that ships with Vermeil.")
    worldly: bool = Field(description="Whether it may be asked about the world.")
    samples: list[Sample] = Field(description="Sample files to begin with.")


class SamplesAdded(Reply):
    """The sample files, as they are taken in."""

    documents: list[Document] = Field(description="They are read afterwards.")

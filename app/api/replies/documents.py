"""The library: documents, their versions and passages, tags, and whom they are shared with."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply
from app.api.replies.values import Passage
from core.types import Kind, Status
from memory.versions import Standing


class DocumentVersion(Reply):
    """A version of a document, or one that was deleted."""

    document: str
    name: str
    standing: Standing
    status: Status
    reason: str | None = Field(description="Why it could not be read.")
    progress: float
    size: int
    created_at: float


class Readers(Reply):
    """Who may read a document beside its owner; known to the owner alone."""

    people: list[str]
    everyone: bool


class Document(Reply):
    """A document: its kind, size and how far it was read."""

    document: str
    name: str
    kind: Kind | None
    media_type: str | None = Field(description="What it is, as the web calls it.")
    status: Status
    reason: str | None = Field(description="Why it could not be read.")
    chunks: int = Field(description="How many passages it has.")
    seconds: float | None = Field(description="How long it took to read.")
    progress: float
    pages: int | None = Field(description="How many pages it has.")
    width: int | None = Field(description="Of a picture, in pixels.")
    height: int | None = Field(description="Of a picture, in pixels.")
    seconds_audio: float | None = Field(description="How long a recording lasts.")
    size: int
    created_at: float
    standing: Standing
    versions: int = Field(description="How many versions were read, itself among them.")
    coming: DocumentVersion | None = Field(description="A newer version that is not ready yet.")
    tags: list[str] = Field(description="Those that whoever asks put on it.")
    shared_by: str | None
    shared_with: Readers = Field(description="Who may read it beside its owner.")


class Documents(Reply):
    """The documents that somebody may read, the newest first."""

    documents: list[Document] = Field(description="Those that are there.")
    deleted: list[DocumentVersion] = Field(description="Those that can be had back yet.")


class DocumentVersions(Reply):
    """All versions of a document, the newest first."""

    versions: list[DocumentVersion] = Field(description="One is `current`; one may be `coming`.")


class Passages(Reply):
    """The passages of a document, in order."""

    passages: list[Passage]


class Tag(Reply):
    """A tag of somebody's."""

    name: str
    documents: int = Field(description="How many documents it is on.")
    size: int = Field(description="How many bytes these have together.")


class Tags(Reply):
    """One's tags, by name."""

    tags: list[Tag] = Field(description="Those that are on a document.")


class TagRemoved(Reply):
    """That a tag is on no document any more."""

    removed: str = Field(description="The tag.")


class PossibleReaders(Reply):
    """Whom something can be shared with."""

    people: list[str] = Field(description="Their names.")


class SharedMany(Reply):
    """What became of sharing many documents."""

    documents: int = Field(description="How many they are.")

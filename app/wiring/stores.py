"""What is remembered, opened: there in milliseconds, and all that most pages need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.wiring.part import Part
from core.settings import Settings

if TYPE_CHECKING:
    from feedback.anew import Anew
    from feedback.consent import Consents
    from feedback.review import Reviews
    from feedback.votes import Votes
    from memory.accounts.links import Links
    from memory.accounts.outside import Outside
    from memory.accounts.people import People
    from memory.accounts.sessions import Sessions
    from memory.blobs import Blobs
    from memory.conversations import Conversations
    from memory.database import Database
    from memory.deletions import Deletions
    from memory.facts import Facts
    from memory.index import Index
    from memory.library import Library
    from memory.sharing import Sharing
    from memory.sweeping import Sweeper
    from memory.tags import Tags
    from memory.vectors.store import VectorStore
    from memory.versions import Versions
    from training.registry import Registry
    from training.runs import Runs
    from training.trials import Trials


@dataclass(frozen=True)
class Stores:
    """The database and what is kept in it. The index is a part of its own: it may have to be rebuilt."""

    database: Database
    blobs: Blobs
    library: Library
    sharing: Sharing
    tags: Tags
    document_versions: Versions
    deletions: Deletions
    conversations: Conversations
    facts: Facts
    votes: Votes
    consents: Consents
    reviews: Reviews
    anew: Anew
    people: People
    sessions: Sessions
    links: Links
    outside: Outside
    versions: Registry
    trials: Trials
    runs: Runs
    index: Part[Index]
    sweeper: Sweeper

    def close(self) -> None:
        """After whatever writes has ended."""
        self.sweeper.stop()
        if index := self.index.settled():
            index.close()
        self.database.close()


def open_stores(settings: Settings) -> Stores:
    """Open the database of the data folder, bringing it to the newest schema. The caller holds the folder.

    Raises `ForeignDatabase` where the two do not belong together; nothing was changed then.
    """
    from feedback.anew import Anew
    from feedback.consent import Consents
    from feedback.review import Reviews
    from feedback.votes import Votes
    from memory.accounts.links import Links
    from memory.accounts.outside import Outside
    from memory.accounts.people import People
    from memory.accounts.sessions import Sessions
    from memory.belonging import open_database
    from memory.blobs import Blobs
    from memory.conversations import Conversations
    from memory.deletions import Deletions
    from memory.facts import Facts
    from memory.index import Index
    from memory.library import Library
    from memory.sharing import Sharing
    from memory.spare import Spare
    from memory.sweeping import Sweeper
    from memory.tags import Tags
    from memory.versions import Versions
    from training.registry import Registry
    from training.runs import Runs
    from training.trials import Trials

    folder = settings.data_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    spare = Spare(folder)
    spare.give_up_if_full()
    database = open_database(folder, settings.database_url)
    database.spare = spare
    spare.keep()
    blobs = Blobs(folder / "blobs", reserve_bytes=settings.reserve_bytes)
    sweeper = Sweeper(database, blobs, days=settings.quarantine_days)
    sweeper.give_back()
    index = Part("index", lambda: Index(database, vector_store(settings, database)))
    follower = _FollowsOnceOpen(index)
    versions = Registry(database, folder / "versions")
    library = Library(database, blobs, limit=settings.upload_bytes, index=follower)
    return Stores(
        database, blobs, library, Sharing(database), Tags(database), Versions(database, follower),
        Deletions(database, library, follower), Conversations(database, blobs), Facts(database), Votes(database),
        Consents(database), Reviews(database, settings.second_reviews), Anew(database), People(database),
        Sessions(database), Links(database, settings.owner), Outside(database), versions,
        Trials(database, versions), Runs(database), index, sweeper,
    )  # fmt: skip


LEAVING_SECONDS = 600.0  # by then no answer and no upload of somebody who was deleted is under way any more


def delete_person(stores: Stores, actor: str, person: str) -> None:
    """Delete somebody's account, and what is there of theirs by now."""
    stores.people.delete(actor, person)
    remove_leavers(stores)


def remove_what_is_gone(stores: Stores) -> None:
    """Remove for good what nobody can have back any more."""
    stores.conversations.remove_deleted()
    stores.facts.remove_deleted()
    stores.deletions.remove_due()
    remove_leavers(stores)
    stores.versions.forget_withdrawn()
    if stores.database.spare is not None:
        stores.database.spare.keep()


def remove_leavers(stores: Stores) -> None:
    """Remove everything of those whose account was deleted, again until nothing of theirs can come any more."""
    from memory.database import now

    for person, since in stores.people.leaving():
        for document in stores.library.owned(person):
            stores.library.erase(person, document)
        stores.sharing.forget(person)
        stores.tags.forget(person)
        stores.conversations.forget(person)
        stores.facts.forget(person)
        stores.consents.forget(person)
        if now() - since > LEAVING_SECONDS:
            stores.people.forget(person)


class _FollowsOnceOpen:
    """Deleting does not wait for the index: it applies what is outstanding when it opens."""

    def __init__(self, index: Part[Index]) -> None:
        self._index = index

    def apply(self) -> None:
        if index := self._index.peek():
            index.apply()


def vector_store(settings: Settings, database: Database) -> VectorStore:
    """The vector index, by setting."""
    folder = settings.data_folder()
    if settings.vector_store == "chroma":
        from memory.vectors.chroma import ChromaStore

        # Others may keep their vectors on the same server: each library touches its own only
        library = f"vermeil-{database.identity}" if settings.chroma_url else "vermeil"
        return ChromaStore(folder / "chroma", url=settings.chroma_url, library=library)
    from memory.vectors.faiss import FaissStore

    return FaissStore(folder / "faiss")

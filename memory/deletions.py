"""Documents that were deleted, and can be had back for a while.

Until then their rows and files stay, and nobody lists, opens or finds them: who may read a document asks for those that
are not deleted, and their chunks belong to nobody, as those of earlier versions do.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from memory.database import Database, DocumentRow, now
from memory.library import Library
from memory.readable import not_found
from memory.sharing import find_own
from memory.tables import UNDO_SECONDS
from memory.versions import Follower, Version, hide, series, show, version


class Deletions:
    """Deletes in a way that can be undone; `library` removes for good."""

    def __init__(self, database: Database, library: Library, index: Follower) -> None:
        self._database = database
        self._library = library
        self._index = index

    def delete(self, owner: str, document: str) -> None:
        """Delete a document; `restore` undoes it for a while. A version that is not current goes alone, and for good.

        Raises as `Library.delete`.
        """
        with self._database.freeing() as session:
            row = find_own(session, owner, document)
            coming = [other.id for other in series(session, row) if other.standing == "coming"]
            if row.standing == "current":
                row.deleted_at = now()
                hide(session, row)
        for other in coming if row.standing == "current" else [document]:
            self._library.erase(owner, other)
        self._index.apply()

    def delete_now(self, owner: str, document: str) -> None:
        """Delete a document for good, also one that was deleted and could be had back: its space is free then.

        Raises as `Library.delete`.
        """
        mine = DocumentRow.owner == owner, DocumentRow.id == document, DocumentRow.deleted_at.is_not(None)
        with self._database.reading() as session:
            if session.scalar(select(DocumentRow.id).where(*mine)) is None:
                find_own(session, owner, document)
        self._library.erase(owner, document)

    def restore(self, owner: str, document: str) -> None:
        """Undo a deletion. Raises `NotFound` where there is none to undo."""
        mine = DocumentRow.owner == owner, DocumentRow.id == document, DocumentRow.deleted_at.is_not(None)
        with self._database.session() as session:
            row = session.scalar(select(DocumentRow).where(*mine).with_for_update())
            if row is None:
                raise not_found()
            row.deleted_at = None
            row.status = "queued" if row.status == "processing" else row.status
            show(session, row)
        self._index.apply()

    def list(self, owner: str) -> Sequence[Version]:
        """Those that can be restored, the last deleted first."""
        gone = select(DocumentRow).where(DocumentRow.owner == owner, DocumentRow.deleted_at.is_not(None))
        with self._database.reading() as session:
            return [version(row) for row in session.scalars(gone.order_by(DocumentRow.deleted_at.desc()))]

    def remove_due(self, after: float = UNDO_SECONDS) -> None:
        """Remove for good what was deleted that many seconds ago, or longer."""
        gone = select(DocumentRow.owner, DocumentRow.id).where(DocumentRow.deleted_at <= now() - after)
        with self._database.reading() as session:
            rows = session.execute(gone).all()
        for owner, document in rows:
            self._library.erase(owner, document)

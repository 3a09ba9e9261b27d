"""Handing a file to the library, with a bar that moves. Used by the chat and by the library page."""

from __future__ import annotations

import time
from typing import IO, Any

from frontend import wording
from frontend.client.errors import ApiError
from frontend.client.records import Document, Note
from frontend.markup import plain
from frontend.session import client

POLL_SECONDS = 0.4


def add(
    name: str,
    stream: IO[bytes],
    size: int,
    bar: Any,
    *,
    until_read: bool,
    replaces: str | None = None,
    counted: str = "",
) -> Note:
    """Upload one file and say what became of it; `bar` is a `st.progress`, `counted` which of how many files it is.

    `until_read`: stay until the service has read the file, as a question about it needs it. It may be a newer version
    of the document that it `replaces`.
    """

    def sent(done: int, total: int) -> None:
        bar.progress(done / total if total else 1.0, text=plain(f"Sending {counted} {name} · {wording.size(total)}"))

    try:
        wait = 1.0 if until_read else 0.0
        document = client().upload(name, stream, size, wait=wait, progress=sent, replaces=replaces)
        while until_read and document.pending:
            bar.progress(document.progress, text=plain(f"Reading {name}"))
            time.sleep(POLL_SECONDS)
            document = client().document(document.id)
    except ApiError as error:
        return Note(f"{name} was not added. {error.sentence}", ok=False)
    return outcome(document)


def outcome(document: Document) -> Note:
    """The sentence for a file's status."""
    if document.status == "failed":
        return Note(f"{document.name} could not be read. {document.reason or ''}".strip(), ok=False)
    if document.pending:
        return Note(f"{document.name} is being read.", ok=True)
    return Note(f"{document.name} is in your library now. {document.reason or ''}".strip(), ok=True)

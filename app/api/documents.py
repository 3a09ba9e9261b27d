"""The library: hand files over, look at them, take them back."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel

from app.api.deps import Owner, Threads, Wired
from app.api.described import gives, replies
from app.api.pools import Pools
from app.api.replies.documents import Document, Documents, DocumentVersions, Passages
from app.api.replies.values import Deleted
from app.api.streaming import is_stopping
from app.wiring.services import Services
from core.types import JsonObject

router = APIRouter(prefix="/documents", tags=["documents"])

_LOOK_SECONDS = 0.5
# A file that was handed over is shown, never run: no sniffing, no scripts, no frames, nothing fetched.
INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-site",
}


class Older(BaseModel):
    """The document that this one is a newer version of."""

    document: str


@router.post("", status_code=201, responses=replies(Document, status=201))
async def add(
    request: Request,
    file: Annotated[UploadFile, File()],
    wired: Wired,
    threads: Threads,
    owner: Owner,
    wait: Annotated[float, Query(ge=0, le=600)] = 10.0,
) -> JsonObject:
    """Take a file in. Answers when it is ready, or after `wait` seconds with the status that it has by then.

    201 says that the file is kept, not that it could be read: what cannot has the status `failed` and its `reason`,
    and can be had back and deleted like any other. Only an empty file is refused. What is kept is read, also where
    whoever handed it over does not wait for it.
    """
    return await _taken_in(request, file, wired, threads, owner, wait)


async def _taken_in(
    request: Request, file: UploadFile, wired: Services, threads: Pools, owner: str, wait: float,
    replaces: str | None = None,
) -> JsonObject:  # fmt: skip
    library, ingest = wired.stores.library, wired.ingest
    document = (await threads.uploads.run(lambda: library.add(owner, file.filename or "", file.file, replaces))).id
    with ingest.watched(document) as done:
        ingest.submit(document)
        if wait and await run_in_threadpool(ingest.is_unfinished, document):
            await _settled(asyncio.wrap_future(done), wait, request)
    return await run_in_threadpool(lambda: library.get(owner, document).to_json())


async def _settled(done: asyncio.Future[None], seconds: float, request: Request) -> None:
    """Wait for it, at most so long, and no longer than somebody waits for the answer and the service runs."""
    until = asyncio.get_running_loop().time() + seconds
    while (left := until - asyncio.get_running_loop().time()) > 0 and not done.done():
        if is_stopping(request) or await request.is_disconnected():
            return
        await asyncio.wait({done}, timeout=min(left, _LOOK_SECONDS))


@router.get("", responses=replies(Documents))
def listed(wired: Wired, owner: Owner) -> JsonObject:
    """The documents that the caller may read, the newest first; `deleted` are those that can be had back yet."""
    kept, deleted = wired.stores.library.list(owner), wired.stores.deletions.list(owner)
    return {"documents": [one.to_json() for one in kept], "deleted": [one.to_json() for one in deleted]}


@router.get("/{document}", responses=replies(Document))
def one(document: str, wired: Wired, owner: Owner) -> JsonObject:
    """A document: its kind, size and how far it was read."""
    return wired.stores.library.get(owner, document).to_json()


@router.delete("/{document}", responses=replies(Deleted))
def delete(document: str, wired: Wired, owner: Owner, now: bool = False) -> dict[str, str]:
    """Delete a document with all that was made of it; a turn that was answered from it stays.

    For ten minutes it can be restored, and takes its space. With `now` it cannot, also where it was deleted before, and
    the space is free. Of a document with versions all go with the current one, others alone.
    """
    delete = wired.stores.deletions.delete_now if now else wired.stores.deletions.delete
    delete(owner, document)
    return {"deleted": document}


@router.get("/{document}/versions", responses=replies(DocumentVersions))
def versions(document: str, wired: Wired, owner: Owner) -> JsonObject:
    """All versions of a document, the newest first: one is `current`, others are `earlier`, and one may be `coming`."""
    return {"versions": [version.to_json() for version in wired.stores.document_versions.of(owner, document)]}


@router.post("/{document}/versions", status_code=201, responses=replies(Document, status=201))
async def replace(
    document: str,
    request: Request,
    file: Annotated[UploadFile, File()],
    wired: Wired,
    threads: Threads,
    owner: Owner,
    wait: Annotated[float, Query(ge=0, le=600)] = 10.0,
) -> JsonObject:
    """Take a newer version in. The current one answers until it is ready, and is kept as an earlier one then."""
    return await _taken_in(request, file, wired, threads, owner, wait, replaces=document)


@router.post("/{document}/restore", responses=replies(Document))
def restore(document: str, wired: Wired, owner: Owner) -> JsonObject:
    """Undo that a document was deleted, or make an earlier version the current one again."""
    if any(gone.document == document for gone in wired.stores.deletions.list(owner)):
        wired.stores.deletions.restore(owner, document)
        wired.ingest.submit(document)  # it may have been deleted before it was read
    else:
        wired.stores.document_versions.restore(owner, document)
    return wired.stores.library.get(owner, document).to_json()


@router.post("/{document}/older", responses=replies(Document))
def join(document: str, body: Older, wired: Wired, owner: Owner) -> JsonObject:
    """Say that another document is an earlier version of this one."""
    wired.stores.document_versions.join(owner, document, body.document)
    return wired.stores.library.get(owner, document).to_json()


@router.get("/{document}/passages", responses=replies(Passages))
def passages(document: str, wired: Wired, owner: Owner) -> JsonObject:
    """The passages of a document, in order."""
    return {"passages": [passage.to_json() for passage in wired.stores.library.passages(owner, document)]}


@router.get("/{document}/content", response_class=Response, responses=gives("*/*"))
def content(document: str, wired: Wired, owner: Owner) -> FileResponse:
    """The file as it was handed over, as a download."""
    found = wired.stores.library.get(owner, document)
    path = wired.stores.library.path(owner, document)
    return FileResponse(path, media_type=found.media_type, filename=found.name, headers=INERT)


@router.get("/{document}/preview", response_class=Response, responses=gives("image/png"))
async def preview(
    document: str,
    wired: Wired,
    threads: Threads,
    owner: Owner,
    page: Annotated[int, Query(ge=1)] = 1,
    width: Annotated[int, Query(ge=64, le=2400)] = 1200,
    chunk: Annotated[int | None, Query(ge=1, lt=2**63, description="A passage to be marked on the page.")] = None,
    start: Annotated[int, Query(ge=0, lt=2**31)] = 0,
    end: Annotated[int | None, Query(ge=1, lt=2**31)] = None,
) -> Response:
    """A page of a PDF or a picture, drawn anew as PNG; with characters `start` to `end` of a passage marked on it."""
    path = await run_in_threadpool(wired.stores.library.path, owner, document)
    marked = ""
    if chunk is not None:
        passages = await run_in_threadpool(wired.stores.library.passages, owner, document, chunk)
        marked = passages[0].text[start:end] if passages else ""
    drawn = await threads.previews.run(lambda: wired.readers.preview(path, page, width, marked))
    return Response(drawn, media_type="image/png", headers=INERT)

"""What a page without a conversation tells: who answers, and which sample files there are to begin with."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter

from app.api.deps import Owner, Threads, Wired
from app.api.described import replies
from app.api.replies.language_model import SamplesAdded, Welcome
from app.samples import samples
from app.wiring.models import is_worldly, ships
from app.wiring.services import Services
from core.types import JsonObject

router = APIRouter(tags=["welcome"])


def _add(wired: Services, owner: str, file: Path) -> JsonObject:
    with file.open("rb") as content:
        document = wired.stores.library.add(owner, file.name, content)
    wired.ingest.submit(document.id)
    return document.to_json()


@router.get("/welcome", responses=replies(Welcome))
async def welcome(wired: Wired) -> JsonObject:
    """The language model's name, whether it is a `small` one that ships with Vermeil, whether it may be asked about the
    world (`worldly`), and the sample files, each with a question that it answers."""
    return {
        "model": wired.models.language_name,
        "small": ships(wired.settings),
        "worldly": is_worldly(wired.settings),
        "samples": [{"name": sample.file.name, "question": sample.question} for sample in samples()],
    }


@router.post("/samples", status_code=201, responses=replies(SamplesAdded, status=201))
async def add(wired: Wired, threads: Threads, owner: Owner) -> JsonObject:
    """Add the sample files to the caller's library. They are read afterwards, as all files are."""
    added = await threads.uploads.run(lambda: [_add(wired, owner, sample.file) for sample in samples()])
    return {"documents": added}

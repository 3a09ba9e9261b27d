"""Which language model answers, and taking another one: on a server that speaks OpenAI's interface."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from app.api.caller import IN_PERSON, ONLY_ADMINS, Who
from app.api.deps import Counts, Threads, Wired
from app.api.described import replies
from app.api.replies.language_model import ChosenServer, LanguageModel, ModelTaken, ServerTrial
from app.api.warmup import Warmup
from app.wiring.choices import chosen_engine
from app.wiring.language_server import LanguageServer, fixed_by, save, saved
from app.wiring.services import Services
from core.errors import BadInput, Forbidden
from core.language.address import base_address, bearer
from core.language.engine import FileEngine
from core.language.trial import trial
from core.settings import Settings
from core.types import JsonObject, limits
from memory.accounts.log import note
from memory.accounts.sessions import Caller

router = APIRouter(prefix="/language-model", tags=["language model"])


class Chosen(BaseModel):
    """A server by its address, one of its models, and its key: null for the one that is saved for this address."""

    address: Annotated[str, Field(min_length=1, max_length=limits.SERVER_ADDRESS_CHARS)]
    model: Annotated[str, Field(max_length=limits.SERVER_MODEL_CHARS)] = ""
    key: Annotated[str | None, Field(max_length=limits.SERVER_KEY_CHARS, repr=False)] = None

    def server(self, settings: Settings) -> LanguageServer:
        """As it is asked and kept. A saved key goes to the address that it was saved for, and to no other.

        Raises `BadInput` for what is no address, or no key.
        """
        before, address = saved(settings), base_address(self.address)
        kept = before.key if before is not None and before.address == address else ""
        key = (kept if self.key is None else self.key).strip()
        bearer(key)
        return LanguageServer(address, self.model.strip(), key)


@router.get("", responses=replies(LanguageModel))
async def answering(wired: Wired, metrics: Counts) -> JsonObject:
    """The language model that answers: where it is from, and how fast the last answers were.

    `server` is the host that questions go to, null where they stay on this machine's own model.
    """
    part, settings = wired.models.language, wired.settings
    engine, name = part.peek(), wired.models.language_name
    file = engine.file if isinstance(engine, FileEngine) else None
    remote = chosen_engine(settings) == "remote"
    return {
        "model": name,
        "state": "loading" if part.state == "waiting" else str(part),
        "profile": settings.profile,
        "file": file.name if file is not None else None,
        "bytes": file.stat().st_size if file is not None else None,
        "server": urlsplit(base_address(settings.remote_url)).netloc if remote and settings.remote_url else None,
        "recent": metrics.recent.of(name),
    }


@router.get("/server", dependencies=[ONLY_ADMINS], responses=replies(ChosenServer))
def kept(wired: Wired) -> JsonObject:
    """The server that an admin chose, without its key, and the variables of the environment that win over it."""
    server = saved(wired.given)
    told: JsonObject | None = None
    if server is not None:
        told = {"address": server.address, "model": server.model, "has_key": bool(server.key)}
    return {"saved": told, "fixed_by": list(fixed_by(wired.given))}


@router.put("/server", dependencies=[ONLY_ADMINS, IN_PERSON], responses=replies(ModelTaken))
async def take(body: Chosen, request: Request, caller: Who, wired: Wired, threads: Threads) -> JsonObject:
    """Answer with a model of a server from now on, after a restart, too. Whether it answers is not asked."""
    server = body.server(wired.given)
    if not server.model:
        raise BadInput("The name of a model is missing.", "Write one that the server has.")
    return await _change(server, caller, request.app.state.warmup, wired, threads)


@router.delete("/server", dependencies=[ONLY_ADMINS, IN_PERSON], responses=replies(ModelTaken))
async def leave(request: Request, caller: Who, wired: Wired, threads: Threads) -> JsonObject:
    """Forget the server and its key: the model of the profile answers again."""
    return await _change(None, caller, request.app.state.warmup, wired, threads)


@router.post("/server/trial", dependencies=[ONLY_ADMINS, IN_PERSON], responses=replies(ServerTrial))
async def tried(body: Chosen, wired: Wired, threads: Threads) -> JsonObject:
    """Ask a server for its models and for an answer, which is measured; what is wrong comes as a sentence."""
    server = body.server(wired.given)
    found = await threads.trials.run(lambda: trial(server.address, key=server.key, model=server.model))
    return found.to_json()


async def _change(
    server: LanguageServer | None, caller: Caller, warmup: Warmup, wired: Services, threads: Threads
) -> JsonObject:
    if fixed := fixed_by(wired.given):
        raise Forbidden(
            f"The language model is chosen where Vermeil is started: {', '.join(fixed)}.",
            "Take that out of the environment, and start it again.",
        )

    def change() -> Services:
        save(wired.given, server)
        with wired.stores.database.session() as session:
            detail = f"{server.model} at {server.address}" if server is not None else "Vermeil's own"
            note(session, caller.person, "chose the language model", detail=detail)
        return warmup.take_chosen_model()

    after = await threads.trials.run(change)
    return {"model": after.models.language_name}

"""Asks a server that speaks OpenAI's interface whether its model would do, before somebody takes it.

What goes wrong is one sentence. Of what the server says, only the names of its models, its own reason for refusing
and the length of its answer are told.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Event, Timer

import httpx

from core.errors import EngineFailure, Forbidden, NotFound, VermeilError
from core.language.address import base_address, bearer
from core.language.remote import RemoteEngine
from core.types import JsonObject, Sampling, message

SECONDS = 60.0
"""Longest wait for an answer: a server may have to load its model first."""
LIST_SECONDS = 10.0
_LIST_BYTES = 2**20
_NAMED = 8
_CONTEXT = 2048
_SHORT = "Say yes."
_LONG = (
    "A ferry crosses the sound four times a day, at seven, at eleven, at three and at six. In winter the last crossing "
    "is left out when the wind is above force eight, and a notice hangs at both piers by noon. Tickets are sold on "
    "board: a grown person pays four crowns, a child two, a bicycle one, and dogs travel without a ticket. A cart, or "
    "anything else that needs two men to lift, has to be at the pier half an hour before the crossing, and pays by "
    "weight. The mail goes with the first boat and comes back with the third. Whoever misses the last boat finds two "
    "rooms above the chandler's shop, and soup until nine. Tell in a few sentences when the ferry goes."
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of asking a server: whether its model answered, in a `sentence`, and the `models` that it lists.

    `first` counts the seconds to its first words, `read` and `written` are tokens per second; None where there was no
    answer, or the server did not count.
    """

    good: bool
    sentence: str
    models: tuple[str, ...] = ()
    first: float | None = None
    read: float | None = None
    written: float | None = None

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "good": self.good, "sentence": self.sentence, "models": list(self.models), "first": self.first,
            "read": self.read, "written": self.written,
        }  # fmt: skip


def trial(address: str, *, key: str, model: str, seconds: float = SECONDS) -> Trial:
    """Ask the server at `address` for its models, and the `model` for an answer. Takes some `seconds` at most."""
    models: tuple[str, ...] | None = ()
    try:
        base = base_address(address)
        models = listed(base, key)
        if not model:
            return Trial(False, _choose(models), models or ())
        return _judged(_asked(base, key, model, seconds), model, models)
    except VermeilError as error:
        sentence = f"{error.message} {error.remedy}".strip()
        if isinstance(error, NotFound) and models is None:
            sentence = "There is a web server at this address, and no language model. The address often ends in /v1."
        elif model and models and model not in models and not isinstance(error, Forbidden):
            sentence = f"The server has no model “{model[:80]}”. It has: {_names(models)}."
        return Trial(False, sentence, models or ())


def listed(base: str, key: str) -> tuple[str, ...] | None:
    """The names of a server's models; None where it has no list. Raises an error of ours for everything else."""
    try:
        with (
            httpx.Client(timeout=LIST_SECONDS, follow_redirects=False, trust_env=False) as client,
            client.stream("GET", f"{base}/models", headers=bearer(key)) as response,
        ):
            if response.status_code in (404, 405):
                return None
            _check(response.status_code, key)
            return _model_names(_body(response))
    except httpx.TimeoutException as error:
        raise EngineFailure(f"{base} did not answer within {LIST_SECONDS:.0f} s.", "Is the address right?") from error
    except httpx.HTTPError as error:
        raise EngineFailure(f"Nothing answers at {base}.", "Is the server running, and the address right?") from error


def _check(status: int, key: str) -> None:
    """Raises for every status but 200."""
    if status in (401, 403):
        raise Forbidden("The server refuses this key." if key else "The server wants a key.")
    if 300 <= status < 400:
        raise EngineFailure("The server redirects to another address, and redirects are not followed.")
    if status != 200:
        raise EngineFailure(f"The server answered with status {status}.")


def _body(response: httpx.Response) -> bytes:
    """The whole answer, if it is not too long or too slow for a list."""
    until, body = time.monotonic() + LIST_SECONDS, b""
    for piece in response.iter_bytes():
        body += piece
        if len(body) > _LIST_BYTES or time.monotonic() > until:
            raise EngineFailure("What the server sends is no list of models.", "Is the address right?")
    return body


def _model_names(body: bytes) -> tuple[str, ...]:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise EngineFailure(
            "What answers there is no language model server: it does not speak JSON.", "The address often ends in /v1."
        ) from error
    rows = value.get("data") if isinstance(value, dict) else None
    return tuple(str(row["id"])[:200] for row in rows or () if isinstance(row, dict) and row.get("id"))


def _asked(base: str, key: str, model: str, seconds: float) -> Trial:
    """A short answer, for which the model may have to be loaded, and then a longer one that is measured."""
    engine, late = RemoteEngine(base, key=key, model=model, context=_CONTEXT), Event()
    timer = Timer(seconds, late.set)
    timer.start()
    try:
        _answer(engine, _SHORT, 1, late)
        if late.is_set():
            raise EngineFailure(
                f"The server did not answer within {seconds:.0f} s.", "If it is still loading the model, try again."
            )
        return _answer(engine, _LONG, 64, late)
    finally:
        timer.cancel()
        engine.close()


def _answer(engine: RemoteEngine, question: str, tokens: int, late: Event) -> Trial:
    began = now = time.perf_counter()
    first, usage, text = 0.0, None, ""
    for piece in engine.generate([message("user", question)], Sampling(max_tokens=tokens), cancel=late):
        now = time.perf_counter()
        if piece.text and not first:
            first = now - began
        text, usage = text + piece.text, piece.usage or usage
    read = usage.prompt_tokens / first if usage and usage.prompt_tokens and first else None
    spent = now - began - first
    written = (
        (usage.completion_tokens - 1) / spent if usage and usage.completion_tokens > 1 and first and spent else None
    )
    return Trial(bool(text.strip()), "", first=first or None, read=read, written=written)


def _judged(found: Trial, model: str, models: Sequence[str] | None) -> Trial:
    """The trial with its sentence."""
    if not found.good:
        sentence = "The server answered with no words: a model that thinks first may need a setting to answer directly."
        return replace(found, sentence=sentence, models=tuple(models or ()))
    speed = f", and writes {found.written:.0f} tokens/s" if found.written else ""
    sentence = f"{model} answers: its first words came after {found.first:.1f} s{speed}."
    if models and model not in models and f"{model}:latest" not in models:
        sentence += f" The server lists another name, though: {_names(models)}."
    return replace(found, sentence=sentence, models=tuple(models or ()))


def _choose(models: Sequence[str] | None) -> str:
    return f"The server answers. Choose one of its models: {_names(models)}." if models else (
        "The server answers, and does not say which models it has. Write the name of one."
    )  # fmt: skip


def _names(models: Sequence[str] | None) -> str:
    shown = ", ".join((models or ())[:_NAMED])
    return f"{shown} and {len(models) - _NAMED} more" if models and len(models) > _NAMED else shown

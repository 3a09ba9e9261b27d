"""A language engine on another server that speaks OpenAI's interface (vLLM, Ollama, llama-server, Vermeil).

This and `trial.py` beside it are the only places in `core` that speak HTTP with another machine.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import math
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Literal, TypedDict, cast

from core.errors import BadInput, Busy, EngineFailure, Forbidden, Missing, NotFound, NotReady, VermeilError
from core.language.address import base_address, bearer
from core.language.queue import Parcels
from core.language.template import Template, plain, readable, render
from core.types import JsonObject, Message, Piece, Sampling, SoftTokens, Usage

if TYPE_CHECKING:
    import httpx

_CONNECT_SECONDS = 10.0
_SILENCE_SECONDS = 300.0
"""Longest wait for the next byte: a long prompt on a slow machine is silent for minutes."""

_LONGEST_ERROR = 300


class _Delta(TypedDict, total=False):
    content: str | None


class _Scores(TypedDict, total=False):
    text_offset: list[int]
    token_logprobs: list[float | None]


class _Choice(TypedDict, total=False):
    delta: _Delta | None
    finish_reason: str | None
    logprobs: _Scores


class _Tokens(TypedDict, total=False):
    prompt_tokens: int | None
    completion_tokens: int | None


class Completion(TypedDict, total=False):
    """A completion, a chunk of one, or an error, as OpenAI's interface words it; servers leave out what they like."""

    choices: list[_Choice] | None
    usage: _Tokens | None
    error: object
    detail: object


class RemoteEngine:
    """A `LanguageEngine` over HTTP. The server renders the messages with its own template and has its own adapters."""

    soft_tokens = False

    def __init__(self, url: str, *, key: str, model: str, context: int, template: Template = "chatml") -> None:
        """`template` is for `log_probabilities` only. Raises `BadInput` as `base_address` and `bearer` do."""
        import httpx

        self.name = model
        self.context = context
        self._template = template
        self._client = httpx.AsyncClient(
            base_url=base_address(url),
            headers=bearer(key),
            timeout=httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS),
            follow_redirects=False,  # the key and the conversation are for this server only
            trust_env=False,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="remote-engine", daemon=True)
        self._thread.start()

    def generate(
        self,
        messages: Sequence[Message],
        sampling: Sampling,
        *,
        adapter: str | None = None,
        cancel: Event | None = None,
        watch: str = "",  # noqa: ARG002 - not every server tells, and some refuse to be asked
        schema: JsonObject | None = None,
    ) -> Iterator[Piece]:
        """As every engine's, watching nothing; the server renders the messages, and refuses a schema or keeps to it.

        Raises `NotFound` for any adapter.
        """
        _refuse_adapter(adapter)
        return self._stream(self._request(messages, sampling, schema), cancel or Event())

    def log_probabilities(self, messages: Sequence[Message], answer: str, *, adapter: str | None = None) -> list[float]:
        """As every engine's, where the server can echo a prompt with its log-probabilities (vLLM can).

        Raises `Missing` where it cannot.
        """
        _refuse_adapter(adapter)
        prompt = "".join(_text(part) for part in render(messages, self._template))
        forced = readable(answer)
        body = {"model": self.name, "prompt": prompt + forced, "echo": True, "logprobs": 1, "max_tokens": 1}
        if not forced:
            return []
        answered = asyncio.run_coroutine_threadsafe(self._post("completions", body), self._loop).result()
        try:
            scores = (answered["choices"] or [])[0]["logprobs"]
            pairs = list(zip(scores["text_offset"], scores["token_logprobs"], strict=True))
        except (KeyError, IndexError, TypeError, ValueError):
            pairs = []
        inside = [score for place, score in pairs if len(prompt) <= place < len(prompt + forced)]
        numbers = [float(score) for score in inside if isinstance(score, int | float)]
        if not inside or len(numbers) < len(inside):
            raise Missing("The language model server does not give the log-probabilities of a prompt.")
        return numbers

    def count_tokens(self, text: str) -> int:
        """An estimate on the high side, as the API has no tokeniser: a token for every three bytes."""
        return math.ceil(len(readable(text).encode()) / 3)

    def attach(self, version: str, *folders: Path) -> None:  # noqa: ARG002 - the protocol's
        """Raises `Missing`: adapters are loaded in the server itself."""
        raise Missing("Adapters cannot be attached to a remote language model.", "Load them in its own server.")

    def detach(self, version: str) -> None:
        """Raises `NotFound`: none is attached."""
        _refuse_adapter(version)

    def close(self) -> None:
        """Drop the connections; answers in progress fail."""
        if not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    async def _shut(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()

    def _request(
        self, messages: Sequence[Message], sampling: Sampling, schema: JsonObject | None
    ) -> Mapping[str, object]:
        def content(message: Message) -> str:
            return plain("".join(_text(part) for part in message.parts), self._template)

        request = {
            "model": self.name,
            "messages": [{"role": message.role, "content": content(message)} for message in messages],
            "max_tokens": sampling.max_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        held = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": True}}
        optional = {
            "seed": sampling.seed, "stop": list(sampling.stop) or None, "response_format": held if schema else None,
        }  # fmt: skip
        return request | {name: value for name, value in optional.items() if value is not None}

    def _stream(self, request: Mapping[str, object], cancel: Event) -> Iterator[Piece]:
        parcels: Parcels[Completion] = Parcels()
        task = asyncio.run_coroutine_threadsafe(self._pump(request, parcels), self._loop)
        finish: Literal["stop", "length", "cancelled"] = "cancelled"
        usage, count = None, 0
        try:
            for chunk in itertools.chain.from_iterable(parcels.drain(cancel)):
                usage = _usage(chunk) or usage
                for choice in (chunk.get("choices") or [])[:1]:
                    text = (choice.get("delta") or {}).get("content") or ""
                    count += bool(text)
                    if choice.get("finish_reason"):
                        finish = "length" if choice["finish_reason"] == "length" else "stop"
                    if text:
                        yield Piece(text)
            yield Piece("", finish, usage or Usage(0, count))
        finally:
            task.cancel()  # closes the connection, which tells the server to stop

    async def _pump(self, request: Mapping[str, object], parcels: Parcels[Completion]) -> None:
        """Put the server's chunks into the parcels, then its end or its error."""
        try:
            finished = False
            async with self._answer("chat/completions", request) as response:
                async for chunk in _events(response):
                    finished = finished or any(choice.get("finish_reason") for choice in chunk.get("choices") or [])
                    parcels.put(chunk)
            parcels.end(None if finished else EngineFailure("The language model server broke off its answer."))
        except asyncio.CancelledError:
            parcels.end(EngineFailure("The connection to the language model was closed."))
            raise
        except VermeilError as error:
            parcels.end(error)

    async def _post(self, path: str, body: Mapping[str, object]) -> Completion:
        async with self._answer(path, body) as response:
            return _parsed(await response.aread())

    @asynccontextmanager
    async def _answer(self, path: str, body: Mapping[str, object]) -> AsyncIterator[httpx.Response]:
        """A good response whose body is still to be read; everything else as an error of ours."""
        import httpx

        try:
            async with self._client.stream("POST", path, json=body) as response:
                if response.status_code != 200:
                    raise _refusal(response.status_code, await response.aread())
                yield response
        except httpx.TimeoutException as error:
            raise EngineFailure("The language model server did not answer in time.") from error
        except httpx.HTTPError as error:
            raise EngineFailure(
                "The language model server cannot be reached.", "Check that it runs, and its address in the settings."
            ) from error


def _text(part: str | SoftTokens) -> str:
    if isinstance(part, SoftTokens):
        raise BadInput("A remote language model takes text only.", "Use the transformers engine for pictures.")
    return part


def _refuse_adapter(version: str | None) -> None:
    if version is not None:
        raise NotFound(f"The adapter {version!r} is not attached: a remote server has its own.")


async def _events(response: httpx.Response) -> AsyncIterator[Completion]:
    """The JSON of each server-sent event, until `[DONE]` or the end."""
    async for line in response.aiter_lines():
        if not line.startswith("data:"):
            continue
        data = line.removeprefix("data:").strip()
        if data == "[DONE]":
            return
        chunk = _parsed(data)
        if "error" in chunk:
            raise EngineFailure(f"The language model server failed: {_reason(chunk)}")
        yield chunk


def _parsed(data: str | bytes) -> Completion:
    try:
        value = json.loads(data)
    except ValueError as error:
        raise EngineFailure("The language model server answered with something that is not JSON.") from error
    if not isinstance(value, dict):
        raise EngineFailure("The language model server answered with JSON that is not an object.")
    return cast("Completion", value)


def _usage(chunk: Completion) -> Usage | None:
    usage = chunk.get("usage")
    if not usage:
        return None
    return Usage(int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0))


def _reason(answer: Completion) -> str:
    error = answer.get("error")
    message = error.get("message") if isinstance(error, dict) else error or answer.get("detail")
    return str(message or "no reason given")[:_LONGEST_ERROR]


def _refusal(status: int, body: bytes) -> VermeilError:
    """The error for a refused request, with the server's own reason where it gives one."""
    try:
        reason = _reason(_parsed(body))
    except EngineFailure:
        reason = "no reason given"
    if 300 <= status < 400:
        return EngineFailure("The language model server redirects to another address, and redirects are not followed.")
    if status in (401, 403):
        return Forbidden("The language model server refuses our key.", "Check its key in the settings.")
    kinds = {400: BadInput, 413: BadInput, 422: BadInput, 404: NotFound, 429: Busy, 503: NotReady}
    return kinds.get(status, EngineFailure)(f"The language model server refused: {reason}")

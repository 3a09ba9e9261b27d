"""The language engine of a CPU: llama.cpp on a GGUF file, with its continuous batching and prefix cache.

Each adapter version has a server of its own over the same mapped file. That costs the memory of its key-value pool, and
buys that no cached prefix of one version can ever reach another and that a switch waits for nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, Literal

from core.errors import BadInput, EngineFailure, NotFound
from core.language.engine import too_long
from core.language.llamaserver import Chunk, LlamaServer
from core.language.queue import Queue, drain
from core.language.template import STOPS, Template, readable, render
from core.types import Message, Piece, Sampling, SoftTokens, Usage


class LlamaCppEngine:
    """A `LanguageEngine` on llama.cpp. Text only: soft tokens are refused."""

    soft_tokens = False

    def __init__(
        self, model: Path, *, name: str, context: int, parallel: int, threads: int, template: Template = "chatml"
    ) -> None:
        """`context` bounds one prompt with its answer; `parallel` answers share twice that many tokens.

        Raises `Missing` where llama.cpp does not run on this machine, `EngineFailure` where it cannot load the model.
        """
        self.name = name
        self.context = context
        self._model = model
        self._parallel = parallel
        self._threads = threads
        self._template = template
        self._lock = Lock()
        self._servers: dict[str | None, LlamaServer] = {None: self._start()}

    def generate(
        self,
        messages: Sequence[Message],
        sampling: Sampling,
        *,
        adapter: str | None = None,
        cancel: Event | None = None,
    ) -> Iterator[Piece]:
        server = self._server(adapter)
        prompt = self._prompt(server, messages)
        room = self.context - len(prompt)
        request = {"prompt": prompt, **_request(sampling, room), "stop": [*sampling.stop, *STOPS[self._template]]}
        return _Answer(server, request, len(prompt), cancel or Event()).pieces()

    def log_probabilities(self, messages: Sequence[Message], answer: str, *, adapter: str | None = None) -> list[float]:
        server = self._server(adapter)
        prompt = self._prompt(server, messages)
        forced = server.tokenize(readable(answer), special=False) if answer else []
        if len(prompt) + len(forced) > self.context:
            raise too_long(len(prompt) + len(forced), self.context)
        if not forced:
            return []
        # A grammar over token ids admits nothing but the answer; the values reported are those before the grammar.
        grammar = "root ::= " + " ".join(f"<[{token}]>" for token in forced)
        request = {"prompt": prompt, **_request(Sampling(max_tokens=len(forced)), len(forced))}
        chunks: list[Chunk] = []
        _Answer(server, {**request, "grammar": grammar, "n_probs": 1}, len(prompt), Event()).run(chunks.append)
        scored = [entry for chunk in chunks for entry in _scores(chunk)]
        if [entry["id"] for entry in scored] != forced:
            raise EngineFailure("llama.cpp did not follow the answer that it was to score.")
        return [float(entry["logprob"]) for entry in scored]

    def count_tokens(self, text: str) -> int:
        return len(self._server(None).tokenize(readable(text), special=True))

    def attach(self, version: str, *folders: Path) -> None:
        from core.language.adapters import gguf_files

        with gguf_files(folders, self._model) as files:
            server = self._start(files)
        with self._lock:
            replaced, self._servers[version] = self._servers.get(version), server
        if replaced is not None:
            replaced.retire()

    def detach(self, version: str) -> None:
        with self._lock:
            server = self._servers.pop(version, None)
        if server is None:
            raise NotFound(f"The adapter {version!r} is not attached.")
        server.retire()

    def close(self) -> None:
        with self._lock:
            servers, self._servers = list(self._servers.values()), {}
        for server in servers:
            server.close()

    def _start(self, adapters: Sequence[Path] = ()) -> LlamaServer:
        pool = self.context * min(2, self._parallel)
        return LlamaServer(self._model, pool=pool, parallel=self._parallel, threads=self._threads, adapters=adapters)

    def _server(self, adapter: str | None) -> LlamaServer:
        with self._lock:
            server = self._servers.get(adapter)
        if server is None:
            raise NotFound(f"The adapter {adapter!r} is not attached.") if adapter else EngineFailure("Closed.")
        return server

    def _prompt(self, server: LlamaServer, messages: Sequence[Message]) -> list[int]:
        parts = render(messages, self._template)
        if any(isinstance(part, SoftTokens) for part in parts):
            raise BadInput("The llama.cpp engine takes text only.", "Use the transformers engine for pictures.")
        tokens = server.tokenize("".join(str(part) for part in parts), special=True, first=True)
        if len(tokens) >= self.context:
            raise too_long(len(tokens), self.context)
        return tokens


def _request(sampling: Sampling, room: int) -> Chunk:
    """The sampling as llama.cpp names it, with every default of its own switched off.

    The order is that of transformers: the temperature first, then the nucleus of what it leaves.
    """
    greedy = sampling.temperature <= 0
    return {
        "max_tokens": max(1, min(sampling.max_tokens, room)),
        "temperature": max(sampling.temperature, 0.0),
        "top_k": 1 if greedy else 0,
        "top_p": 1.0 if greedy else sampling.top_p,
        "samplers": ["top_k"] if greedy else ["temperature", "top_p"],
        "seed": -1 if sampling.seed is None else sampling.seed % 2**32,
        "min_p": 0.0,
        "typical_p": 1.0,
        "repeat_penalty": 1.0,
        "presence_penalty": 0.0,
        "frequency_penalty": 0.0,
        "dry_multiplier": 0.0,
        "xtc_probability": 0.0,
        "mirostat": 0,
        "cache_prompt": True,
        "return_progress": True,
    }


def _scores(chunk: Chunk) -> list[dict[str, Any]]:
    choices = chunk.get("choices") or [{}]
    return (choices[0].get("logprobs") or {}).get("content") or []


class _Answer:
    """One answer in progress: llama.cpp runs in a thread of its own and hands its chunks over by a queue."""

    def __init__(self, server: LlamaServer, request: Chunk, prompt_tokens: int, cancel: Event) -> None:
        self._server = server
        self._request = request
        self._prompt_tokens = prompt_tokens
        self._tokens = prompt_tokens + int(request["max_tokens"])
        self._cancel = cancel
        self._closed = False
        self._generated = 0

    def pieces(self) -> Iterator[Piece]:
        queue: Queue[Chunk] = SimpleQueue()
        Thread(target=self._work, args=(queue,), name="llama-answer").start()
        try:
            for chunk in drain(queue, self._cancel):
                piece = self._piece(chunk)
                if piece is not None:
                    yield piece
                if piece is not None and piece.finish:
                    return
            yield self._last("cancelled")
        finally:
            self._closed = True

    def run(self, receive: Callable[[Chunk], object]) -> None:
        """The whole completion in this thread, each chunk given to `receive`."""
        with self._server as server:
            if not server.admission.enter(self._tokens, self._stopped):
                return
            try:
                server.complete(self._request, lambda chunk: bool(receive(_checked(chunk))) or self._stopped())
            finally:
                server.admission.leave(self._tokens)

    def _work(self, queue: Queue[Chunk]) -> None:
        try:
            self.run(queue.put)
            queue.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that reads the answer
            queue.put(error)

    def _stopped(self) -> bool:
        return self._closed or self._cancel.is_set() or self._server.stopping

    def _piece(self, chunk: Chunk) -> Piece | None:
        choice = chunk["choices"][0]
        if choice["finish_reason"]:
            usage = chunk["usage"]
            self._generated = int(usage["completion_tokens"])
            return self._last("length" if choice["finish_reason"] == "length" else "stop", choice["text"])
        if "prompt_progress" in chunk:
            return None
        self._generated += 1
        return Piece(choice["text"]) if choice["text"] else None

    def _last(self, finish: Literal["stop", "length", "cancelled"], text: str = "") -> Piece:
        return Piece(text, finish, Usage(self._prompt_tokens, self._generated))


def _checked(chunk: Chunk) -> Chunk:
    """The chunk. Raises `EngineFailure` for one that reports an error."""
    if "error" in chunk:
        raise EngineFailure(f"llama.cpp failed: {chunk['error'].get('message', 'no reason given')}")
    return chunk

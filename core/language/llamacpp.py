"""The language engine of a CPU: llama.cpp on a GGUF file, with its continuous batching and prefix cache.

A question that stands alone and fits one batch is read afresh, so that its answer is the same whatever was asked
before it: llama.cpp rounds a cached prefix as the batch in which it was read, and already the few tokens that all
prompts begin with make greedy answers differ. The turns of a conversation, and long prompts, start from what is cached.
Answers that run at the same time share batches, and are rounded by who is beside them.

Each adapter version has a server of its own over the same mapped file. That costs the memory of its key-value pool, and
buys that no cached prefix of one version can ever reach another and that a switch waits for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock

from core.errors import BadInput, EngineFailure, NotFound
from core.language.engine import PromptReads, too_long
from core.language.llamaanswer import LlamaAnswer
from core.language.llamaserver import BATCH, Chunk, LlamaServer, closing, load_library
from core.language.template import STOPS, Template, readable, render
from core.types import JsonObject, Message, MessagePart, Piece, Sampling, SoftTokens

_WATCHED = 24
"""Likeliest tokens that llama.cpp tells of, where one of them is watched."""


class LlamaCppEngine:
    """A `LanguageEngine` on llama.cpp."""

    def __init__(
        self,
        model: Path,
        *,
        name: str,
        context: int,
        parallel: int,
        threads: int,
        template: Template = "chatml",
        hidden: int = 0,
        layers: Sequence[Path] = (),
        lazy: bool = False,
    ) -> None:
        """`context` bounds one prompt with its answer; `parallel` answers share twice that many tokens.

        Soft tokens are taken where the model's `hidden` size is given, else refused; such an engine scores nothing.
        `layers` are adapters that belong to the model: every version lies over them. A `lazy` engine starts the model
        as it is with the first answer that wants it, which saves the memory where adapters answer nearly everything.

        Raises `Missing` where llama.cpp does not run on this machine, `EngineFailure` where it cannot load the model.
        """
        self.name = name
        self.context = context
        self._model = model
        self._parallel = parallel
        self._threads = threads
        self._template = template
        self._hidden = hidden
        self._layers = tuple(layers)
        self._lock = Lock()
        self._starting = Lock()
        self._servers: dict[str | None, LlamaServer] = {}
        self._closed = Event()
        self._reads = PromptReads()
        if lazy:
            load_library()
        else:
            self._start_base()

    @property
    def file(self) -> Path:
        """The GGUF file of the model."""
        return self._model

    @property
    def soft_tokens(self) -> bool:
        """Whether the engine was made for soft tokens."""
        return self._hidden > 0

    @property
    def prompt_reads(self) -> PromptReads:
        """What its prompts cost since it was made, over all versions."""
        return self._reads

    def generate(
        self,
        messages: Sequence[Message],
        sampling: Sampling,
        *,
        adapter: str | None = None,
        cancel: Event | None = None,
        watch: str = "",
        schema: JsonObject | None = None,
    ) -> Iterator[Piece]:
        """As every engine's: the answer begins at once, in a thread of its own."""
        with self._leased(adapter) as server:
            parts = render(messages, self._template)
            prompt = self._spliced(server, parts) if self._hidden else self._prompt(server, parts)
            request = {
                "prompt": prompt.request if isinstance(prompt, _Spliced) else prompt,
                **_request(sampling, self.context - len(prompt)),
                "cache_prompt": _continues(messages) or len(prompt) > BATCH,
                "stop": [*sampling.stop, *STOPS[self._template]],
                **({"n_probs": _WATCHED} if watch else {}),
                **({"json_schema": schema} if schema else {}),
            }
            token = server.tokenize(watch, special=False)[0] if watch else None
            return LlamaAnswer(server, request, len(prompt), cancel or Event(), token)

    def log_probabilities(self, messages: Sequence[Message], answer: str, *, adapter: str | None = None) -> list[float]:
        """As every engine's, token by token. Raises `BadInput` where the engine was made for soft tokens."""
        with self._leased(adapter) as server:
            if self._hidden:
                raise BadInput("A llama.cpp engine that takes soft tokens scores no answers.", "Use one without them.")
            prompt = self._prompt(server, render(messages, self._template))
            forced = server.tokenize(readable(answer), special=False) if answer else []
            needed = len(prompt) + len(forced)
            if needed > self.context:
                raise too_long(needed, self.context)
            with server.reserved(needed, lambda: server.stopping) as room:
                if not room:
                    raise EngineFailure("The language model is being closed.")
                return [
                    server.score(prompt + forced[:number], token, afresh=number == 0)
                    for number, token in enumerate(forced)
                ]

    def count_tokens(self, text: str) -> int:
        """Tokens of a text by the model's own tokeniser."""
        with self._leased(next(iter(list(self._servers)), None)) as server:
            return len(server.tokenize(readable(text), special=True))

    def attach(self, version: str, *folders: Path) -> None:
        """As every engine's: a server of its own for the version, beside the others."""
        server = self._laid_over(*folders)
        with self._lock:
            replaced, self._servers[version] = self._servers.get(version), server
        if replaced is not None:
            replaced.retire()

    def detach(self, version: str) -> None:
        """Retire the version's server when its last answer has ended."""
        with self._lock:
            server = self._servers.pop(version, None)
        if server is None:
            raise NotFound(f"The adapter {version!r} is not attached.")
        server.retire()

    def close(self) -> None:
        """Stop all servers; returns when their memory is free."""
        self._closed.set()
        with self._lock:
            servers, self._servers = list(self._servers.values()), {}
        for server in servers:
            server.close()

    def _start_base(self) -> None:
        """Start the server of the model as it is, unless it runs."""
        with self._starting:
            if None in self._servers or self._closed.is_set():
                return
            server = self._laid_over()
            with self._lock:
                if not self._closed.is_set():
                    self._servers[None] = server
                    return
        server.close()

    def _laid_over(self, *folders: Path) -> LlamaServer:
        """A server of the model with its own layers, and these adapters over them."""
        from core.language.adapters import gguf_files

        with gguf_files([*self._layers, *folders], self._model) as files:
            return self._start(files)

    def _start(self, adapters: Sequence[Path] = ()) -> LlamaServer:
        pool = self.context * min(2, self._parallel)
        return LlamaServer(
            self._model, pool=pool, parallel=self._parallel, threads=self._threads, adapters=adapters,
            hidden=self._hidden, reads=self._reads,
        )  # fmt: skip

    @contextmanager
    def _leased(self, adapter: str | None) -> Iterator[LlamaServer]:
        """The server of a version, which stays alive until the block ends even if the version goes meanwhile."""
        if adapter is None:
            self._start_base()
        with self._lock:
            server = self._servers.get(adapter)
            if server is not None:
                server.enter()
        if server is None:
            raise NotFound(f"The adapter {adapter!r} is not attached.") if adapter else closing()
        try:
            yield server
        finally:
            server.leave()

    def _prompt(self, server: LlamaServer, parts: Sequence[MessagePart]) -> list[int]:
        if any(isinstance(part, SoftTokens) for part in parts):
            raise BadInput("This llama.cpp engine takes text only.", "Use the transformers engine for pictures.")
        tokens = server.tokenize("".join(str(part) for part in parts), special=True, first=True)
        if len(tokens) >= self.context:
            raise too_long(len(tokens), self.context)
        return tokens

    def _spliced(self, server: LlamaServer, parts: Sequence[MessagePart]) -> _Spliced:
        """The prompt with soft tokens. Raises `BadInput` where they do not fit the model or the context."""
        tokens = 0
        for number, part in enumerate(parts):
            if isinstance(part, str):
                tokens += len(server.tokenize(part, special=True, first=number == 0))
            elif part.vectors.ndim != 2 or part.vectors.shape[1] != self._hidden:
                raise BadInput(f"Soft tokens must be finite vectors of {self._hidden} numbers.")
            else:
                tokens += len(part.vectors)
        if tokens >= self.context:
            raise too_long(tokens, self.context)
        return _Spliced(server.spliced([part if isinstance(part, str) else part.vectors for part in parts]), tokens)


@dataclass(frozen=True)
class _Spliced:
    """A prompt with soft tokens as the server takes it, and its length in tokens."""

    request: Chunk
    tokens: int

    def __len__(self) -> int:
        return self.tokens


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
        "return_progress": True,
    }


def _continues(messages: Sequence[Message]) -> bool:
    """Whether the prompt takes up a conversation, whose earlier turns llama.cpp may have kept."""
    return any(message.role == "assistant" for message in messages)

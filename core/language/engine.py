"""The one protocol of the language engines: messages in, a stream of text out.

A backend is a file beside this one (`llamacpp.py`, `transformers.py`, `remote.py`) and is chosen in `app/wiring`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Lock
from typing import Protocol, runtime_checkable

from core.errors import ContextExceeded
from core.types import JsonObject, Message, Piece, Sampling


class PromptReads:
    """Tokens of prompts that were there from before (`cached`), and that were `processed`. Safe between threads."""

    def __init__(self) -> None:
        self.cached = self.processed = 0
        self._lock = Lock()

    def add(self, cached: int, processed: int) -> None:
        """Count the prompt of a completion."""
        with self._lock:
            self.cached += cached
            self.processed += processed


class LanguageEngine(Protocol):
    """A language model. Its methods block and may be called from several threads at once.

    `name` is the model's name as answers report it, `context` the most tokens that prompt and answer may have together,
    `soft_tokens` whether messages may carry `SoftTokens`.
    """

    @property
    def name(self) -> str:
        """The model's name, as answers report it."""
        ...

    @property
    def context(self) -> int:
        """The most tokens that a prompt and its answer may have together."""
        ...

    @property
    def soft_tokens(self) -> bool:
        """Whether messages may carry `SoftTokens`."""
        ...

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
        """Stream an answer. Closing the iterator, or setting `cancel`, stops the model within a token or two.

        A piece may be several tokens. The last one tells how likely the first token of the answer was to be that of the
        word to `watch`. An engine that can holds the answer to a JSON `schema`; others leave that to whoever asks.

        Raises `BadInput` where the prompt does not fit the context, `NotFound` for an adapter that is not attached,
        `EngineFailure` where the backend fails.
        """
        ...

    def log_probabilities(self, messages: Sequence[Message], answer: str, *, adapter: str | None = None) -> list[float]:
        """Natural-log probability of each token of `answer` when it is forced to follow `messages`."""
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, as the model counts them; an estimate on the high side where that is not known."""
        ...

    def attach(self, version: str, *folders: Path) -> None:
        """Make a LoRA adapter answerable under `version`; several folders are laid over the model one on the other.

        A folder holds PEFT's `adapter_config.json` and `adapter_model.safetensors`, and may hold `adapter.gguf` for
        llama.cpp, which is otherwise made from them. What had the name before is replaced; its answers end as begun.
        Raises `BadInput` where an adapter does not fit the model.
        """
        ...

    def detach(self, version: str) -> None:
        """Forget a version; its answers end as begun. Raises `NotFound` for one that is not attached."""
        ...

    def close(self) -> None:
        """Stop the answers in progress, and free the memory."""
        ...


@runtime_checkable
class CachingEngine(LanguageEngine, Protocol):
    """An engine that keeps the prompts of before, and says what that saves."""

    @property
    def prompt_reads(self) -> PromptReads:
        """What its prompts cost since it was made."""
        ...


@runtime_checkable
class FileEngine(LanguageEngine, Protocol):
    """An engine whose model is one file of this machine."""

    @property
    def file(self) -> Path:
        """Where that is."""
        ...


def too_long(tokens: int, context: int) -> ContextExceeded:
    """The error of every engine for a prompt that does not fit."""
    return ContextExceeded(
        # so begins OpenAI's own sentence, by which some clients know this error
        f"This model's maximum context length is {context} tokens with its answer, and the prompt has {tokens} tokens.",
        "Ask something shorter.",
        param="messages",
    )

"""What goes to a language model, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class SoftTokens:
    """Vectors put in the place of token embeddings: float32 (tokens, hidden size)."""

    vectors: FloatArray


MessagePart = str | SoftTokens


@dataclass(frozen=True, slots=True)
class Message:
    """A turn of a conversation as a language model gets it: text and soft tokens in order."""

    role: Role
    parts: tuple[MessagePart, ...]

    @property
    def text(self) -> str:
        """Its text, without soft tokens."""
        return "".join(p for p in self.parts if isinstance(p, str))


def message(role: Role, text: str) -> Message:
    """A message of text alone."""
    return Message(role, (text,))


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to draw tokens. Temperature 0 is greedy and ignores `top_p` and `seed`."""

    max_tokens: int = 256
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that an answer cost."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    def to_json(self) -> dict[str, int]:
        """With their total, as OpenAI's interface has it."""
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.prompt_tokens + self.completion_tokens,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Usage:
        return cls(int(value.get("prompt_tokens") or 0), int(value.get("completion_tokens") or 0))


Finish = Literal["stop", "length", "cancelled", "repeated"]
"""Why an answer ended; `repeated`: it began to say again what it had said, and was cut there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A streamed piece of text. The last one of a stream carries `finish` and `usage`, and may have no text.

    There it also has the `watched` probability, where the engine was asked for one and can tell.
    """

    text: str
    finish: Finish | None = None
    usage: Usage | None = None
    watched: float | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """Trained weights by their name and the SHA-256 that stands for them, which is empty where it is not known."""

    name: str
    digest: str = ""

"""What programs ask for beyond what is done here: refused by name, and never dropped.

Clients send much that they do not mean: `null`, empty texts and lists, and the defaults of OpenAI. That is as if it
were left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator

from core.errors import Unsupported, VermeilError
from core.types import JsonValue

_CHANGES_NOTHING = frozenset(
    """user metadata safety_identifier prompt_cache_key prompt_cache_retention prediction service_tier
    parallel_tool_calls""".split()
)
"""Told about a request, or allowed to whoever answers: an answer is the same without."""

_DEFAULTS: Mapping[str, JsonValue] = {
    "n": 1, "best_of": 1, "logprobs": False, "top_logprobs": 0, "frequency_penalty": 0, "presence_penalty": 0,
    "store": False, "background": False, "echo": False, "modalities": ["text"], "verbosity": "medium",
    "reasoning_effort": "none", "stream_format": "audio", "truncation": "disabled", "function_call": "none",
    "chunking_strategy": "auto", "timestamp_granularities": ["segment"],
}  # fmt: skip
"""What OpenAI does where nothing is said, which is what is done here in any case."""


def meant(value: Any) -> Any:
    """An object without what is `null` or empty, which stands for what was left out; anything else as it is."""
    if not isinstance(value, Mapping):
        return value
    return {name: item for name, item in value.items() if item is not None and item not in ("", [], {})}


def renamed(error: VermeilError, names: Mapping[str, str]) -> VermeilError:
    """An error about fields of chat completions as one about the fields that those were made of."""
    if error.param is not None:
        for name, own in names.items():
            error.param = error.param.replace(name, own, 1)
    return error


def unsupported(name: str, remedy: str = "Leave it out.") -> Unsupported:
    """The refusal of a wish by its name."""
    return Unsupported(f"`{name[:80]}` is not done here, or not as it was asked for.", remedy, param=name[:80])


def unmet(name: str, value: Any) -> bool:
    """Whether a wish that no route knows asks for anything."""
    usual = _DEFAULTS.get(name)
    is_usual = name in _DEFAULTS and value == usual and isinstance(value, bool) == isinstance(usual, bool)
    return name not in _CHANGES_NOTHING and not is_usual


class Part(BaseModel):
    """A part of a request; what it holds beyond its fields is what clients add for themselves."""

    @model_validator(mode="before")
    @classmethod
    def _as_left_out(cls, value: Any) -> Any:
        return meant(value)


class Wishes(Part):
    """A request. Raises `Unsupported` for the first wish that is none of its fields."""

    model_config = ConfigDict(extra="allow")

    @model_validator(mode="after")
    def _all_met(self) -> Self:
        for name, value in (self.model_extra or {}).items():
            if unmet(name, value):
                raise unsupported(name)
        return self

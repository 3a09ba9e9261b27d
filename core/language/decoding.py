"""From tokens to text that may be shown: characters whole, stop strings cut off; and the drawing of a token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from core.types import Sampling

_REPLACEMENT = "\ufffd"


class TextStream:
    """Turns tokens into text as they come, and holds back what may still become a character or a stop string."""

    def __init__(self, decode: Callable[[Sequence[int]], str], stops: Sequence[str]) -> None:
        self._decode = decode
        self._stops = [stop for stop in stops if stop]
        self._tokens: list[int] = []
        self._context = 0  # from here tokens are decoded, so that a token sees the one before it
        self._read = 0  # up to here their text was taken
        self._held = ""
        self.stopped = False

    def add(self, token: int) -> str:
        """The text that `token` makes certain; `stopped` is true once a stop string stands in it."""
        self._tokens.append(token)
        before = self._decode(self._tokens[self._context : self._read])
        text = self._decode(self._tokens[self._context :])
        if text.endswith(_REPLACEMENT) and len(self._tokens) - self._read < 4:
            return ""  # the bytes of one character go over at most four tokens
        self._context, self._read = self._read, len(self._tokens)
        return self._release(text[len(before) :])

    def end(self) -> str:
        """What was held back, when no more tokens come."""
        before = self._decode(self._tokens[self._context : self._read])
        rest = self._held + self._decode(self._tokens[self._context :])[len(before) :]
        self._held = ""
        return "" if self.stopped else rest

    def _release(self, text: str) -> str:
        text = self._held + text
        places = [place for stop in self._stops if (place := text.find(stop)) >= 0]
        if places:
            self.stopped, self._held = True, ""
            return text[: min(places)]
        kept = max((_overlap(text, stop) for stop in self._stops), default=0)
        self._held = text[len(text) - kept :]
        return text[: len(text) - kept]


def _overlap(text: str, stop: str) -> int:
    """Length of the longest end of `text` that begins `stop`."""
    return next((n for n in range(min(len(text), len(stop) - 1), 0, -1) if stop.startswith(text[-n:])), 0)


def draw(logits: torch.Tensor, sampling: Sampling, generator: torch.Generator) -> int:
    """Draw a token from `logits` (vocabulary,): temperature first, then the nucleus of what it leaves.

    Nucleus sampling: Holtzman et al., "The Curious Case of Neural Text Degeneration", 2020.
    """
    import torch

    if sampling.temperature <= 0:
        return int(logits.argmax())
    probabilities = torch.softmax(logits.float() / sampling.temperature, dim=-1)
    ordered, tokens = probabilities.sort(descending=True)
    outside = ordered.cumsum(dim=-1) - ordered >= sampling.top_p
    outside[0] = False
    choice = torch.multinomial(ordered.masked_fill(outside, 0.0), 1, generator=generator)
    return int(tokens[choice])

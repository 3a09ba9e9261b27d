"""Conversations about pictures to token sequences: the very prompt of serving, with labels on the answers only."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import torch
from torch import Tensor

from core.errors import BadInput
from core.grounding import prompt
from core.language.causal import UNLABELLED, token_ids
from core.language.template import STOPS, Template, plain, render
from core.types import MessagePart, SoftTokens, message
from training.data.instructions import Turn
from training.data.resumable import Halves

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

log = logging.getLogger(__name__)

MOST_TOO_LONG = 0.05  # share of the answers

Together = Literal["separate", "together"]
"""`separate`: each question sees the picture and nothing else; `together`: also the turns before it, as in LLaVA."""


@dataclass(frozen=True, slots=True)
class PictureExample:
    """A picture (by its row among the features) and what is said of it; see `core.language.segments`."""

    picture: int
    ids: tuple[int, ...]
    labels: tuple[int, ...]
    segments: tuple[int, ...]


@dataclass
class TooLong:
    """Answers that did not fit the context whole and were left out."""

    left_out: int = 0
    answers: int = 0

    def check(self) -> None:
        """Says in the log how many they are; raises `BadInput` where that is more than a few."""
        if self.left_out > MOST_TOO_LONG * self.answers:
            raise BadInput(
                f"{self.left_out} of {self.answers} answers are longer than the context.",
                "Raise `context` in the recipe, or shorten them.",
            )
        if self.left_out:
            log.warning("%d of %d answers are left out: longer than the context", self.left_out, self.answers)


class Builder:
    """Makes examples of turns, for one tokeniser and template. `too_long` counts what does not fit `context` tokens.

    `end` is the token that ends an answer.
    """

    def __init__(
        self, tokenizer: PreTrainedTokenizerBase, template: Template, soft_tokens: int, context: int, form: Together
    ) -> None:
        self._tokenizer, self._template = tokenizer, template
        self._picture = SoftTokens(np.zeros((soft_tokens, 1), np.float32))
        self._context, self._form = context, form
        known: Mapping[str, int] = tokenizer.get_vocab()  # slow: it is made anew each time
        self.end = next((known[stop] for stop in STOPS[template] if stop in known), tokenizer.eos_token_id)
        self.too_long = TooLong()

    def example(self, picture: int, turns: Sequence[Turn], heard: Mapping[str, str]) -> PictureExample | None:
        """The example of a conversation, without the answers that do not fit whole; None where none does."""
        pieces = self._separate(turns, heard) if self._form == "separate" else self._together(turns, heard)
        ids: list[int] = []
        labels: list[int] = []
        segments: list[int] = []
        for segment, (asked, answer) in enumerate(pieces):
            needed = len(asked) + len(answer)
            if segment and len(ids) + needed > self._context:
                self.too_long.left_out += 1
                if self._form == "together":  # what follows would rest on it
                    self.too_long.left_out += len(pieces) - 1 - segment
                    break
                continue
            ids += asked + answer
            labels += [UNLABELLED] * len(asked) + answer
            segments += [segment if self._form == "separate" else 0] * needed
        self.too_long.answers += len(turns)
        if all(label == UNLABELLED for label in labels):
            return None
        return PictureExample(picture, tuple(ids), tuple(labels), tuple(segments))

    def _separate(self, turns: Sequence[Turn], heard: Mapping[str, str]) -> list[tuple[list[int], list[int]]]:
        """What all share, up to the end of the picture, and then each turn as if it were the first."""
        pieces: list[tuple[list[int], list[int]]] = []
        for turn in turns:
            parts = render(prompt.about_picture(said(turn, heard), self._picture), self._template)
            end = next(at for at, part in enumerate(parts) if isinstance(part, SoftTokens)) + 1
            if not pieces:
                pieces.append((token_ids(parts[:end], self._tokenizer), []))
            pieces.append((token_ids(parts[end:], self._tokenizer, first=False), self.answer(turn.answer)))
        return pieces

    def _together(self, turns: Sequence[Turn], heard: Mapping[str, str]) -> list[tuple[list[int], list[int]]]:
        """Nothing, and then each turn after those before it."""
        pieces: list[tuple[list[int], list[int]]] = [([], [])]
        before: tuple[MessagePart, ...] = ()
        messages = []
        for number, turn in enumerate(turns):
            question = said(turn, heard)
            messages += [message("user", question)] if number else prompt.about_picture(question, self._picture)
            parts = render(messages, self._template)
            asked = token_ids(continuation(before, parts), self._tokenizer, first=number == 0)
            messages.append(message("assistant", turn.answer))
            before = render(messages, self._template)
            answer = self.answer(turn.answer)
            if number and self._template == "chatml":
                asked = asked[1:]  # the end of the turn before, which its answer has by now
            pieces.append((asked, answer))
        return pieces

    def answer(self, text: str) -> list[int]:
        """The answer and its end. Phi-2's form has a space before it, and the end-of-text token after it."""
        written = answer_text(text, self._template)
        ids: list[int] = self._tokenizer(written, add_special_tokens=False)["input_ids"]
        return [*ids, self.end]


def answer_text(text: str, template: Template) -> str:
    """An answer as it stands behind its prompt."""
    return plain(f" {text}" if template == "phi2" else text, template)


def said(turn: Turn, heard: Mapping[str, str]) -> str:
    """What was said, as it was heard where it was spoken, and then the instruction."""
    return "\n".join(part for part in (heard.get(turn.question, turn.question), turn.instruction) if part)


def continuation(before: Sequence[MessagePart], parts: Sequence[MessagePart]) -> tuple[MessagePart, ...]:
    """What `parts` have after `before`, which they begin with."""
    if not before:
        return tuple(parts)
    last, same = before[-1], parts[len(before) - 1]
    assert isinstance(last, str)
    assert isinstance(same, str)
    return (same[len(last) :], *parts[len(before) :])


def collate(examples: Sequence[PictureExample], features: Halves, padding: int) -> dict[str, Tensor]:
    """`ids`, `labels`, `segments` (examples, longest), padded on the right; `places` (examples, side², width)."""
    places = np.stack([np.asarray(features[example.picture], dtype=np.float32) for example in examples])
    return {
        "ids": padded([example.ids for example in examples], padding),
        "labels": padded([example.labels for example in examples], UNLABELLED),
        "segments": padded([example.segments for example in examples], -1),
        "places": torch.from_numpy(places),
    }


def padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Rows of whole numbers as a tensor (rows, longest), with `value` after the end of the shorter ones."""
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[value] * (longest - len(row))] for row in rows])

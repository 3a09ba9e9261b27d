"""What the language stages share: padded batches, and validation by the answers that greedy decoding would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from core.language.causal import UNLABELLED

Batch = dict[str, Tensor]


class Labelled(Protocol):
    """An example in tokens. `labels` are the tokens that are learned, and `UNLABELLED` for the others."""

    @property
    def ids(self) -> Sequence[int]: ...
    @property
    def labels(self) -> Sequence[int]: ...


E = TypeVar("E", bound=Labelled)


@dataclass(frozen=True)
class AnswerScores:
    """The loss by token; and of each example, whether each of its answers would be given word for word."""

    loss: float
    exact: list[list[bool]]

    def share(self, examples: Sequence[int] | None = None) -> float:
        """The share of answers that would be given word for word, of these examples or of all."""
        rows = self.exact if examples is None else [self.exact[example] for example in examples]
        answers = [answer for row in rows for answer in row]
        return sum(answers) / max(1, len(answers))


def score_answers(
    scored: Callable[[Batch], tuple[Tensor, Tensor]],
    examples: Sequence[E],
    collate: Callable[[Sequence[E]], Mapping[str, Tensor]],
    *,
    at_once: int,
    device: torch.device,
) -> AnswerScores:
    """Score the examples on `device`, `at_once` of like length together; for evaluation mode, without gradients.

    `scored` gives the logits (labelled, vocabulary) of the labelled tokens of a batch's rows in turn, and those tokens.
    """
    order = sorted(range(len(examples)), key=lambda at: len(examples[at].ids))
    total, items = 0.0, 0
    exact: list[list[bool]] = [[] for _ in examples]
    for start in range(0, len(order), at_once):
        rows = order[start : start + at_once]
        batch = collate([examples[row] for row in rows])
        logits, wanted = scored({name: tensor.to(device) for name, tensor in batch.items()})
        total += float(cross_entropy(logits.float(), wanted, reduction="sum"))
        items += len(wanted)
        hits = iter((logits.argmax(dim=-1) == wanted).tolist())
        for row in rows:
            exact[row] = _answers(examples[row].labels, hits)
    return AnswerScores(total / max(1, items), exact)


def _answers(labels: Sequence[int], hits: Iterator[bool]) -> list[bool]:
    """Whether each answer, a run of labelled tokens, was hit in all of them; takes a hit for each labelled token."""
    answers: list[bool] = []
    before = UNLABELLED
    for label in labels:
        if label != UNLABELLED:
            if before == UNLABELLED:
                answers.append(True)
            answers[-1] &= next(hits)
        before = label
    return answers

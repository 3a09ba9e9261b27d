"""The order in which examples are seen: given by the seed and the step alone, so that a run can go on anywhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.errors import BadInput

_WINDOW = 50  # batches among which examples of like length meet: little padding, and still well mixed

Indices = npt.NDArray[np.int64]


class Order:
    """Batches of indices, each epoch its own permutation; what does not fill a batch waits for another epoch."""

    def __init__(self, examples: int, batch: int, seed: int, lengths: Sequence[int] | None = None) -> None:
        if examples < batch:
            raise BadInput(
                f"There are {examples} examples, fewer than a batch of {batch}.", "Add some, or lower fit.batch."
            )
        self._examples, self._batch, self._seed = examples, batch, seed
        self._lengths = None if lengths is None else np.asarray(lengths)
        self._epoch, self._batches = -1, np.empty((0, batch), dtype=np.int64)

    @property
    def per_epoch(self) -> int:
        """Batches an epoch."""
        return self._examples // self._batch

    def batch(self, step: int) -> list[int]:
        """The examples of a step, from 0."""
        epoch, number = divmod(step, self.per_epoch)
        if epoch != self._epoch:
            self._epoch, self._batches = epoch, self._arrange(epoch)
        return [int(i) for i in self._batches[number]]

    def _arrange(self, epoch: int) -> Indices:
        """(batches, batch), shuffled."""
        random = np.random.default_rng([self._seed, epoch])
        order = random.permutation(self._examples)[: self.per_epoch * self._batch]
        if self._lengths is not None:
            window = _WINDOW * self._batch
            parts = [order[at : at + window] for at in range(0, len(order), window)]
            order = np.concatenate([part[np.argsort(self._lengths[part], kind="stable")] for part in parts])
        batches: Indices = order.reshape(-1, self._batch)
        return random.permutation(batches)

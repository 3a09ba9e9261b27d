"""A head start for linear projectors: soft tokens are drawn to the embeddings of the words for what they show.

Ridge regression (Hoerl and Kennard 1970), solved at once and without the language model: seconds that save hours of it.
The language model finds words that it knows in the pictures' places, and has only to learn that they are seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import torch
from torch import Tensor

from core.errors import BadInput
from core.vision.projector_torch import Projector
from training.data.cell_words import Cells
from training.data.resumable import Halves

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase


@torch.no_grad()
def ridge_init(
    projector: Projector,
    places: Halves,
    cells: Sequence[Cells],
    tokenizer: PreTrainedTokenizerBase,
    table: Tensor,
    *,
    ridge: float,
) -> float:
    """Solve `projector` on `places` (n, side², width) for the mean embedding of each cell's words, out of `table`
    (vocabulary, hidden). The share of the targets' variance that is left.

    What all cells of one place have in common goes into its vector, where the projector has such.
    """
    if projector.config.kind != "linear":
        raise BadInput(
            "Only a linear projector can be given a head start.", "Set models.projector=linear, or ridge=null."
        )
    layer = cast(torch.nn.Linear, projector.layers[0])
    targets = _targets(cells, tokenizer, table)  # (n, side², hidden)
    features = (torch.from_numpy(places.astype("float32")) - projector.centre) / projector.scale
    means = targets.mean(dim=0, keepdim=True)
    if projector.config.placed:
        projector.places.copy_(means[0])
    else:
        means = means.mean(dim=1, keepdim=True)
        layer.bias.copy_(means[0, 0])
    x, y = features.flatten(0, 1), (targets - means).flatten(0, 1)
    gram = x.T @ x + ridge * torch.eye(x.shape[1])
    weight = torch.linalg.solve(gram, x.T @ y).T  # (hidden, width)
    layer.weight.copy_(weight)
    if projector.config.placed:
        layer.bias.zero_()
    return float((y - x @ weight.T).square().mean() / y.square().mean())


def _targets(cells: Sequence[Cells], tokenizer: PreTrainedTokenizerBase, table: Tensor) -> Tensor:
    """The mean embedding of each cell's words: (pictures, places, hidden)."""
    texts = {text: at for at, text in enumerate(dict.fromkeys(text for row in cells for text in row))}
    means = torch.stack([
        table[torch.tensor(tokenizer(f" {text}", add_special_tokens=False)["input_ids"])].float().mean(dim=0)
        for text in texts
    ])  # fmt: skip
    return means[torch.tensor([[texts[text] for text in row] for row in cells])]

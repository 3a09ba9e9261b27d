"""The table of metrics by name. What a figure means, where it comes from, and the function that gives it.

Those that need `predictions` take one text an item and its references (`score` below runs several); the others need
vectors, a model, a ranking or recordings, and are called by what measures those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from core.errors import NotFound
from training.evaluate import cider, texts, vqa
from training.evaluate.intervals import Measured
from training.evaluate.texts import References

Needs = Literal["predictions", "vectors", "model", "ranking", "recordings"]
Score = Callable[[Sequence[str], References], Measured]


@dataclass(frozen=True)
class Metric:
    """`most` is the best or greatest value that a plot has to hold; None where there is none."""

    title: str
    source: str
    needs: Needs
    most: float | None = 1.0
    lower_is_better: bool = False
    score: Score | None = None
    """Of predictions and references; None for what needs something else."""


METRICS: dict[str, Metric] = {
    "exact_match": Metric("Exact match", "Rajpurkar et al. 2016", "predictions", score=texts.exact_match),
    "f1": Metric("F1 over words", "Rajpurkar et al. 2016", "predictions", score=texts.f1),
    "bleu": Metric("BLEU-4", "Papineni et al. 2002, by sacrebleu", "predictions", 100.0, score=texts.bleu),
    "rouge1": Metric("ROUGE-1", "Lin 2004, by torchmetrics", "predictions", score=partial(texts.rouge, "rouge1")),
    "rouge2": Metric("ROUGE-2", "Lin 2004, by torchmetrics", "predictions", score=partial(texts.rouge, "rouge2")),
    "rougeL": Metric("ROUGE-L", "Lin 2004, by torchmetrics", "predictions", score=partial(texts.rouge, "rougeL")),
    "cider": Metric("CIDEr-D", "Vedantam et al. 2015", "predictions", 10.0, score=cider.cider),
    "vqa_accuracy": Metric("VQA accuracy", "Antol et al. 2015", "predictions", score=vqa.accuracy),
    "wer": Metric("Word error rate", "by jiwer", "predictions", None, True, score=texts.word_errors),
    "clip_score": Metric("CLIPScore on our towers", "Hessel et al. 2021", "vectors", 2.5),
    "reference_clip_score": Metric("RefCLIPScore on our towers", "Hessel et al. 2021", "vectors", 1.5),
    "perplexity": Metric("Perplexity", "", "model", None, True),
    "recall_at_k": Metric("Recall at k", "", "ranking"),
}


def find(name: str) -> Metric:
    """Raises `NotFound` with the names that there are."""
    if name not in METRICS:
        raise NotFound(f"There is no metric {name}.", f"There are {', '.join(METRICS)}.")
    return METRICS[name]


def score(names: Sequence[str], predictions: Sequence[str], references: References) -> dict[str, Measured]:
    """Several metrics of the same predictions. Raises `NotFound` for those that predictions alone do not give."""
    found = {}
    for name in names:
        metric = find(name)
        if metric.score is None:
            raise NotFound(f"{metric.title} needs more than predictions: {metric.needs}.", "Leave it out.")
        found[name] = metric.score(predictions, references)
    return found

"""Answers and captions against what people wrote: exact match, F1, BLEU, ROUGE and word errors, each with its interval.

Every function takes one prediction an item and the references of each item, and gives a `Measured`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from core.errors import BadInput
from training.data import squad
from training.evaluate.intervals import Floats, Measured, mean

References = Sequence[Sequence[str]]
Normalise = Callable[[str], str]
_ORDER = 4  # of BLEU's n-grams


def exact_match(predictions: Sequence[str], references: References) -> Measured:
    """1 where the prediction equals a reference after SQuAD's normalisation (Rajpurkar et al. 2016), else 0."""
    return mean([max(squad.exact_match(p, r) for r in rs) for p, rs in pairs(predictions, references)])


def f1(predictions: Sequence[str], references: References) -> Measured:
    """Tokens shared with the nearest reference, harmonic mean of precision and recall (Rajpurkar et al. 2016)."""
    return mean([max(squad.token_f1(p, r) for r in rs) for p, rs in pairs(predictions, references)])


def bleu(predictions: Sequence[str], references: References) -> Measured:
    """Corpus BLEU-4 of sacrebleu with its tokeniser 13a, 0 to 100 (Papineni et al. 2002; Post 2018)."""
    from sacrebleu.metrics.bleu import BLEU

    scorer = BLEU(max_ngram_order=_ORDER, effective_order=True)  # or it warns; the counts are the same
    rows = []
    for prediction, several in pairs(predictions, references):
        score = scorer.sentence_score(prediction, several)
        rows.append([score.sys_len, score.ref_len, *score.counts, *score.totals])

    def finish(sums: Floats) -> float:
        counts, totals = sums[2 : 2 + _ORDER], sums[2 + _ORDER :]
        made = BLEU.compute_bleu(
            [round(n) for n in counts], [round(n) for n in totals], round(sums[0]), round(sums[1]), smooth_method="exp"
        )
        return float(made.score)

    return Measured(np.asarray(rows, dtype=np.float64), finish)


def rouge(kind: Literal["rouge1", "rouge2", "rougeL"], predictions: Sequence[str], references: References) -> Measured:
    """F-measure of ROUGE-1, -2 or -L with the best reference (Lin 2004), lower case, no stemming; torchmetrics."""
    from torchmetrics.functional.text import rouge_score

    return mean([
        float(rouge_score(p, [list(rs)], accumulate="best", rouge_keys=kind)[f"{kind}_fmeasure"])
        for p, rs in pairs(predictions, references)
    ])  # fmt: skip


def word_errors(predictions: Sequence[str], references: References, normalise: Normalise | None = None) -> Measured:
    """Substitutions, deletions and insertions over words said, both in Whisper's English normalisation; jiwer."""
    import jiwer

    normalise = normalise or english_normaliser()
    rows = []
    for heard, (said, *_) in pairs(predictions, references):
        counted = jiwer.process_words(normalise(said), normalise(heard))
        errors = counted.substitutions + counted.deletions + counted.insertions
        rows.append([errors, counted.hits + counted.substitutions + counted.deletions])
    return Measured(np.asarray(rows, dtype=np.float64))


def english_normaliser() -> Normalise:
    """Whisper's English normaliser, of transformers, which brings it without torch (but takes seconds to import)."""
    from transformers.models.whisper.english_normalizer import EnglishTextNormalizer

    normaliser: Normalise = EnglishTextNormalizer({})
    return lambda text: normaliser(text).strip()


def pairs(predictions: Sequence[str], references: References) -> list[tuple[str, list[str]]]:
    """Each prediction with its references. Raises `BadInput` where there are none, or not as many of both."""
    if not predictions or len(predictions) != len(references):
        raise BadInput(
            f"There are {len(predictions)} predictions for {len(references)} items.", "Give one prediction an item."
        )
    for number, several in enumerate(references, 1):
        if not several:
            raise BadInput(f"Item {number} has no reference.", "Give each item one or more references.")
    return [(p, list(rs)) for p, rs in zip(predictions, references, strict=True)]

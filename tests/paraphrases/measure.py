"""How often a paraphrase is known for one, and an opposite taken for one.

    .venv/bin/python -m tests.paraphrases.measure --qa FOLDER [--encoder universal] [--shown 20]

`FOLDER` has files of questions, an object of JSON a line with `context`, `question` and `answers`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from app.wiring.models import text_encoder, universal_encoder
from core.embedding.encoder import TextEncoder
from core.grounding.followup import leans
from core.grounding.paraphrase import ask_the_same
from core.settings import Settings
from core.types import FloatArray
from tests.paraphrases.opposites import opposites

HERE = Path(__file__).parent
FILES = ("wikipedia", "sentences", "policies", "covidqa", "reviews", "forum")
Pair = tuple[str, str]


def paraphrases(name: str) -> list[list[str]]:
    """Questions, each with other ways to put it."""
    return [line.split("\t") for line in (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()]


def opposed(groups: Sequence[Sequence[str]], seed: int = 5) -> Iterator[tuple[str, Pair]]:
    """Opposites of each question against each way to put it, by the kind of their change."""
    chance = random.Random(seed)
    for group in groups:
        for asked in group:
            for kind, made in opposites(asked, chance):
                for other in group:
                    yield kind, (made, other)


def of_strangers(folder: Path, encoder: TextEncoder, per_file: int = 500, seed: int = 6) -> Iterator[tuple[str, Pair]]:
    """Questions of other people: opposites by rule, and of the questions on one text with other answers the nearest."""
    chance = random.Random(seed)
    for name in FILES:
        by_text: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            by_text[row["context"]][row["question"]] = {answer.lower().strip(" .") for answer in row["answers"]}
        texts = sorted(by_text)
        chance.shuffle(texts)
        asked = [question for text in texts for question in by_text[text]][:per_file]
        for question in asked:
            yield from ((f"{name}: {kind}", (question, made)) for kind, made in opposites(question, chance))
        found: list[Pair] = []
        for text in texts:
            if len(found) >= per_file:
                break
            found += _nearest(by_text[text], encoder)
        yield from ((f"{name}: other answer", pair) for pair in found[:per_file])


def _nearest(asked: dict[str, set[str]], encoder: TextEncoder) -> list[Pair]:
    questions = list(asked)
    vectors = encoder.encode(questions)
    cosines: FloatArray = vectors @ vectors.T
    pairs = []
    for row, question in enumerate(questions):
        apart = [n for n, other in enumerate(questions) if not _may_agree(asked[question], asked[other])]
        if apart:
            pairs.append((question, questions[max(apart, key=lambda n: float(cosines[row, n]))]))
    return pairs


def _may_agree(some: set[str], others: set[str]) -> bool:
    """Whether one of the answers is a part of another."""
    return any(a in b or b in a for a in some for b in others)


def cosines(pairs: Sequence[Pair], encoder: TextEncoder) -> FloatArray:
    """Of each pair."""
    texts = sorted({text for pair in pairs for text in pair})
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    return np.array([float(vectors[a] @ vectors[b]) for a, b in pairs], np.float32)


def upper(hits: int, of: int, level: float = 0.95) -> float:
    """The upper end of the exact interval of a share (Clopper and Pearson, 1934), two-sided, by bisection."""
    low, high, tail = hits / of, 1.0, (1 - level) / 2
    for _ in range(60):
        middle = (low + high) / 2
        below = sum(_binomial(of, k, middle) for k in range(hits + 1))
        low, high = (middle, high) if below > tail else (low, middle)
    return high


def _binomial(n: int, k: int, p: float) -> float:
    from math import comb

    return float(comb(n, k)) * p**k * (1 - p) ** (n - k)


def told(name: str, pairs: Sequence[tuple[str, Pair]], encoder: TextEncoder, shown: int, *, same: bool) -> None:
    """Print what came out, and some of what was wrong."""
    if not same:  # of these no correction is known
        pairs = [(kind, pair) for kind, pair in pairs if not any(map(leans, pair))]
    near = cosines([pair for _, pair in pairs], encoder)
    words = [ask_the_same(*pair) and not any(map(leans, pair)) for _, pair in pairs]
    hit = [there and float(cosine) >= encoder.alike for there, cosine in zip(words, near, strict=True)]
    print(f"{name}: {sum(hit)} of {len(pairs)} are taken for the same ({sum(words)} by their words)")
    if same:
        print("  lowest cosines:", [round(float(one), 2) for one in sorted(near)[:8]])
    elif pairs:
        alone = sum(float(cosine) >= encoder.alike for cosine in near)
        print(f"  at most {upper(sum(hit), len(pairs)):.5f} (95 %); {alone} by nearness alone")
        print("  pairs:", dict(Counter(kind.rpartition(": ")[2] for kind, _ in pairs)))
    wrong = [(kind, pair, float(c)) for (kind, pair), c, was in zip(pairs, near, hit, strict=True) if was != same]
    for kind, pair, cosine in wrong[:shown]:
        print(f"    {kind} {cosine:.2f}: {pair[0]!r} / {pair[1]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--qa", type=Path)
    parser.add_argument("--encoder", choices=("minilm", "universal"), default="minilm")
    parser.add_argument("--shown", type=int, default=20)
    given = parser.parse_args()
    encoder = universal_encoder() if given.encoder == "universal" else text_encoder(Settings(profile="lite"))
    for name in ("chosen_on", "held_out", "fresh"):
        groups = paraphrases(name)
        pairs = [(name, (group[0], other)) for group in groups for other in group[1:]]
        told(f"{name}, paraphrases", pairs, encoder, given.shown, same=True)
        told(f"{name}, opposites", list(opposed(groups)), encoder, given.shown, same=False)
    if given.qa:
        told("strangers", list(of_strangers(given.qa, encoder)), encoder, given.shown, same=False)


if __name__ == "__main__":
    main()

"""The span reader alone, kind by kind: the right words, and the right refusals, of one or more products in one run.

    python -m training.evaluate.spans ../shared/data/qa build/spans/product --part held_out

Each question is read as in service: over its own text and others that share words with it, as a search would give them.
Of questions without an answer there are three sorts: on another text of the same story (near), on other stories (far),
and the near misses of made-up records. The reader that ships is measured beside the products that are named.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.grounding.span_reader import SpanReader
from core.weights.locate import converted, converted_spans
from core.weights.products import verified
from core.words import content_words, words
from training.data import records
from training.data.questions import Example, read, split
from training.data.splits import Split
from training.data.squad import exact_match, gold_inside, token_f1

FILES = ("wikipedia", "reviews", "forum", "policies", "sentences", "covidqa")
TALES = {"validation": "fairytaleqa-val", "held_out": "fairytaleqa-test"}  # files of stories that never train
_OTHERS = 3  # texts beside the own one
_OFFERED = 40  # texts that those are chosen from
_SEEDS = {"validation": 101, "held_out": 202}  # of the records of kinds that trained: documents that did not


@dataclass(frozen=True)
class Case:
    """A question on texts; `answers` is empty where none of them answers."""

    kind: str
    question: str
    answers: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What a reader said, and how sure it was."""

    kind: str
    answers: tuple[str, ...]
    said: str
    probability: float


def cases(folder: Path, part: Split, most: int) -> list[Case]:
    """At most `most` questions a kind of those that `part` holds; equal calls give equal cases."""
    made: list[Case] = []
    for name in FILES:
        made += _of_file(name, [row for row in read(folder, [name]) if split(row.story) == part], most)
    made += _of_file("fairytales", read(folder, [TALES[part]]), most)
    made += _of_records(records.documents(6 * most, _SEEDS[part]), most, "records")
    made += _of_records(records.documents(3 * most, _SEEDS[part], held_out=True), most, "new kinds of records")
    return made


def _of_file(name: str, rows: Sequence[Example], most: int) -> Iterator[Case]:
    rng = random.Random(name)
    by_story: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.context not in by_story[row.story]:
            by_story[row.story].append(row.context)
    everything = [(story, context) for story, contexts in by_story.items() for context in contexts]
    for row in rng.sample(list(rows), k=min(most, len(rows))):
        far = [context for story, context in everything if story != row.story]
        far = _nearest(row, rng.sample(far, k=min(_OFFERED, len(far))))
        near = _nearest(row, [context for context in by_story[row.story] if context != row.context])
        texts = [row.context, *(near + far)[:_OTHERS]]
        rng.shuffle(texts)
        yield Case(name, row.question, row.answers, tuple(texts))
        yield Case(f"{name}, far", row.question, (), tuple(far[: _OTHERS + 1]))
        if len(near) > 1:
            yield Case(f"{name}, near", row.question, (), tuple(near[: _OTHERS + 1]))


def _nearest(row: Example, contexts: Sequence[str]) -> list[str]:
    """Those without the answer, the ones that share most words with the question first."""
    wanted = set(content_words(row.question))
    kept = [context for context in contexts if not any(answer.lower() in context.lower() for answer in row.answers)]
    return sorted(kept, key=lambda context: -len(wanted & set(words(context))))


def _of_records(rows: Sequence[Example], most: int, name: str) -> Iterator[Case]:
    answered = [row for row in rows if row.answers][: 2 * most]
    missing = [row for row in rows if not row.answers][: 2 * most]
    yield from (Case(name, row.question, row.answers, (row.context,)) for row in answered)
    yield from (Case(f"{name}, near misses", row.question, (), (row.context,)) for row in missing)


def outcomes(reader: SpanReader, asked: Sequence[Case]) -> list[Outcome]:
    """What the reader points at in each case; nothing at all counts as a refusal."""
    found = []
    for case in asked:
        best = next(iter(reader.read(case.question, case.texts)), None)
        said = case.texts[best.text][slice(*best.answer)] if best else ""
        probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, best.score)))) if best else 0.0
        found.append(Outcome(case.kind, case.answers, said, probability))
    return found


def figures(found: Sequence[Outcome], threshold: float) -> dict[str, dict[str, float]]:
    """By kind: questions and refused; of those with an answer, also F1, exact and inside."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        by_kind[outcome.kind].append(outcome)
    return {kind: _of_kind(some, threshold) for kind, some in by_kind.items()}


def _of_kind(found: Sequence[Outcome], threshold: float) -> dict[str, float]:
    refused = [one.probability < threshold for one in found]
    values: dict[str, list[float]] = {"refused": [float(no) for no in refused]}
    if found[0].answers:
        said = [("" if no else one.said, one.answers) for one, no in zip(found, refused, strict=True)]
        values["f1"] = [max(token_f1(text, gold) for gold in golds) for text, golds in said]
        values["exact"] = [max(exact_match(text, gold) for gold in golds) for text, golds in said]
        values["inside"] = [float(gold_inside(text, golds)) for text, golds in said]
    return {"questions": len(found), **{name: round(sum(them) / len(them), 3) for name, them in values.items()}}


def certain(found: Sequence[Outcome], probability: float) -> tuple[float, float]:
    """Of what the reader is so sure of: the share with the gold inside or near it, and the share of all cases."""
    sure = [one for one in found if one.probability >= probability]
    right = [any(token_f1(one.said, gold) >= 0.5 for gold in one.answers) for one in sure]
    return sum(right) / max(1, len(right)), len(sure) / max(1, len(found))


def main() -> None:
    """Measure the product that the command line names, and print the figures by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the files of questions")
    parser.add_argument("products", type=Path, nargs="*", help="folders with products of runs")
    parser.add_argument("--part", choices=("validation", "held_out"), default="validation")
    parser.add_argument("--most", type=int, default=100, help="questions a kind")
    parser.add_argument("--thresholds", type=float, nargs="+", default=[0.5])
    parser.add_argument("--out", type=Path, help="JSON with what each reader said")
    chosen = parser.parse_args()
    asked = cases(chosen.data, chosen.part, chosen.most)
    readers = {"shipped": converted("spans-ctranslate2")}
    for folder in chosen.products:
        readers[str(folder)] = converted_spans(verified(folder, "span_reader") / "span_reader.safetensors")
    found = {name: outcomes(SpanReader(place, threads=2), asked) for name, place in readers.items()}
    for threshold in chosen.thresholds:
        _show(found, threshold)
    if chosen.out:
        said = {name: [vars(one) for one in them] for name, them in found.items()}
        chosen.out.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _show(found: Mapping[str, Sequence[Outcome]], threshold: float) -> None:
    print(f"\nrefused below {threshold}")  # noqa: T201 - a command
    for name, outcomes_ in found.items():
        print(name)  # noqa: T201
        for kind, values in figures(outcomes_, threshold).items():
            print(f"  {kind:40}", "  ".join(f"{key} {value}" for key, value in values.items()))  # noqa: T201


if __name__ == "__main__":
    main()

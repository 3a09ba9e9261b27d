"""The span reader: MiniLM taught to point at the words of a text that answer a question, or at none.

    python -m training.stages.spans --recipe spans --out build/spans

`setup → main → fit → validate`, as every stage. A window of text is scored at each token as the first and as the last
of the answer; the first token of all, [CLS], stands for "it is not here" (Devlin et al. 2019, section 4.3). Only a LoRA
and the two scores are trained, so that what ships is a few megabytes over the text encoder that is there anyway.
"""

from __future__ import annotations

import json
import logging
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import torch
from pydantic import Field
from pydantic.dataclasses import dataclass

from core.errors import BadInput
from core.sentences import sentences
from core.weights.locate import locate, sha256
from training.data import facts, questions
from training.data.questions import Reading
from training.data.squad import exact_match, token_f1
from training.fitting.loop import Loss, Report, fit
from training.fitting.recipe import CHECKED, Fit, Positive, Share, as_mapping, find, read_recipe
from training.stages.command import run

log = logging.getLogger(__name__)

NOT_HERE = 0  # the position that stands for no answer
_AT_ONCE = 256  # windows to make tokens of


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What a span reader is made of."""

    data: Path
    """Folder with the files of questions."""
    train: list[str]
    """Files whose stories train, and those that `split` puts aside, do not."""
    validation: list[str]
    """Files of which a part validates."""
    made_up: Annotated[int, Field(ge=0)] = 0
    """Questions on made-up entries, beside those of the files."""
    rounds: Positive = 3
    """Windows drawn of each question."""
    absent: Share = 0.35
    """Share of windows without the answer: another part of the same story, or another story."""
    window_words: Positive = 110
    max_tokens: Positive = 224
    rank: Positive = 64
    dropout: Share = 0.0
    fit: Fit


class SpanReader(torch.nn.Module):
    """MiniLM with a LoRA, and the two scores of each token."""

    def __init__(self, base: Path, rank: int, dropout: float) -> None:
        super().__init__()
        from peft import LoraConfig, get_peft_model
        from transformers import AutoModel

        # Without dropout in the frozen part: an example is seen two or three times, and it costs a third of a step.
        encoder = AutoModel.from_pretrained(
            str(base), local_files_only=True, add_pooling_layer=False, hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        layers = ["query", "key", "value", "dense"]
        config = LoraConfig(r=rank, lora_alpha=2 * rank, lora_dropout=dropout, target_modules=layers)
        self.encoder = get_peft_model(encoder, config)
        self.scores = torch.nn.Linear(encoder.config.hidden_size, 2)

    def logits(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """(n, tokens, 2): first and last; −∞ where no answer can be."""
        tokens = {key: batch[key] for key in ("input_ids", "attention_mask", "token_type_ids")}
        scored: torch.Tensor = self.scores(self.encoder(**tokens).last_hidden_state).float()
        return scored.masked_fill(~batch["allowed"][..., None], -1e4)

    def forward(self, batch: dict[str, torch.Tensor]) -> Loss:
        logits = self.logits(batch)
        first, last = batch["places"].unbind(1)
        entropy = torch.nn.functional.cross_entropy
        total = entropy(logits[..., 0], first, reduction="sum") + entropy(logits[..., 1], last, reduction="sum")
        return Loss(0.5 * total, len(logits))


class Spans:
    """The stage: windows in, a span reader out."""

    def __init__(self, recipe: Recipe, train: Sequence[Reading], validation: Sequence[Reading]) -> None:
        from transformers import AutoTokenizer

        self.recipe = recipe
        self.base = locate("minilm")
        self.tokenizer = AutoTokenizer.from_pretrained(str(self.base), local_files_only=True)
        torch.manual_seed(recipe.fit.seed)
        self.model = SpanReader(self.base, recipe.rank, recipe.dropout)
        self.examples = self._whole(windows(train, recipe, recipe.rounds), "training")
        self.validation = self._whole(windows(validation, recipe, 1), "validation")
        if not self.examples or not self.validation:
            part = "validate on" if self.examples else "train on"
            raise BadInput(f"There is no question to {part}.", "Name files with more stories in the recipe.")

    def _whole(self, examples: Sequence[Reading], part: str) -> list[Reading]:
        """Those whose answer stands in the tokens: one that is cut off would be learnt as not being there."""
        kept = []
        for at in range(0, len(examples), _AT_ONCE):
            some = examples[at : at + _AT_ONCE]
            places = self.collate(some)["places"][:, 0].tolist()
            pairs = zip(some, places, strict=True)
            kept += [example for example, place in pairs if example.start is None or place != NOT_HERE]
        if len(kept) < len(examples):
            lost = len(examples) - len(kept)
            log.warning("left out of %s: %d of %d windows are too long for their answer", part, lost, len(examples))
        return kept

    def lengths(self) -> Sequence[int]:
        return [len(example.context) + len(example.question) for example in self.examples]

    def collate(self, examples: Sequence[Reading]) -> dict[str, torch.Tensor]:
        batch = encode(self.tokenizer, examples, self.recipe.max_tokens)
        offsets = batch.pop("offset_mapping")
        places = [_tokens_of(example, offsets[row], batch["allowed"][row]) for row, example in enumerate(examples)]
        return {**batch, "places": torch.tensor(places)}

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        lora = [p for p in self.model.encoder.parameters() if p.requires_grad]
        return {"lora": lora, "scores": list(self.model.scores.parameters())}

    def validate(self, model: Any) -> dict[str, float]:
        return validate(model, self)

    def export(self, folder: Path) -> None:
        from peft import get_peft_model_state_dict
        from safetensors.torch import save_file

        tensors = {f"lora.{name}": tensor for name, tensor in get_peft_model_state_dict(self.model.encoder).items()}
        tensors |= {f"scores.{name}": tensor for name, tensor in self.model.scores.state_dict().items()}
        recipe = self.recipe
        about: dict[str, Any] = {"rank": recipe.rank, "alpha": 2 * recipe.rank, "max_tokens": recipe.max_tokens}
        about |= {"window_words": recipe.window_words, "base_sha256": sha256(self.base / "model.safetensors")}
        metadata = {"about": json.dumps(about), "recipe": json.dumps(as_mapping(self.recipe))}
        halves = {name: tensor.detach().cpu().half().contiguous() for name, tensor in tensors.items()}
        save_file(halves, folder / "spans.safetensors", metadata=metadata)


def setup(recipe: Recipe) -> Spans:
    """Whole stories train or validate, never parts of one."""
    train, validation = questions.apart(recipe.data, recipe.train, recipe.validation)
    made_up = facts.entries(recipe.made_up, recipe.fit.seed)
    answerable = [row for row in train + made_up if row.start is not None]
    return Spans(recipe, answerable, [row for row in validation if row.start is not None])


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    chosen = read_recipe(find(recipe), Recipe, changes)
    base = sha256(locate("minilm") / "model.safetensors")
    data = {name: sha256(chosen.data / f"{name}.jsonl") for name in sorted({*chosen.train, *chosen.validation})}
    return fit(setup(chosen), chosen.fit, out, {"recipe": as_mapping(chosen), "base": base, "data": data})


def validate(model: SpanReader, stage: Spans, batch: int = 32) -> dict[str, float]:
    """Loss; of the windows with an answer, F1 and exact match of the span and the share refused; of the others, too."""
    device = next(model.parameters()).device
    total = items = 0.0
    figures: dict[str, list[float]] = defaultdict(list)
    for at in range(0, len(stage.validation), batch):
        examples = stage.validation[at : at + batch]
        inputs = {name: tensor.to(device) for name, tensor in stage.collate(examples).items()}
        loss = model(inputs)
        total, items = total + float(loss.total), items + int(loss.items)
        found = pointed(model.logits(inputs).cpu(), stage.tokenizer, examples, stage.recipe.max_tokens)
        for example, (text, margin) in zip(examples, found, strict=True):
            if example.span is None:
                figures["absent_refused"].append(margin < 0)
            else:
                figures["refused"].append(margin < 0)
                figures["f1"].append(token_f1(text, example.span))
                figures["exact"].append(exact_match(text, example.span))
    return {"loss": total / items, **{name: sum(values) / len(values) for name, values in figures.items()}}


def pointed(
    logits: torch.Tensor, tokenizer: Any, examples: Sequence[Reading], max_tokens: int, longest: int = 30
) -> list[tuple[str, float]]:
    """For each example the best span's text, and by how much it scores above "not here"."""
    offsets = encode(tokenizer, examples, max_tokens)["offset_mapping"]
    answers = []
    for row, example in enumerate(examples):
        first, last = logits[row, :, 0], logits[row, :, 1]
        table = first[:, None] + last[None, :]  # (tokens, tokens)
        table = table.masked_fill(~torch.ones_like(table).triu().tril(longest).bool(), -1e9)
        nothing = float(table[NOT_HERE, NOT_HERE])
        table[NOT_HERE, :] = -1e9
        place = int(table.argmax())
        start, end = divmod(place, table.shape[1])
        text = example.context[int(offsets[row][start][0]) : int(offsets[row][end][1])]
        answers.append((text, float(table[start, end]) - nothing))
    return answers


def windows(rows: Sequence[Reading], recipe: Recipe, rounds: int) -> list[Reading]:
    """Each question `rounds` times, with some sentences around its answer or, at times, some that lack it."""
    chance = random.Random(recipe.fit.seed)
    by_story: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.context not in by_story[row.story]:
            by_story[row.story].append(row.context)
    everything = [context for contexts in by_story.values() for context in contexts]
    made = []
    for _ in range(rounds):
        for row in rows:
            if chance.random() < recipe.absent:
                others = [c for c in by_story[row.story] if c != row.context]
                strange = chance.choice(others if others and chance.random() < 0.6 else everything)
                if questions.find(strange, row.span or "") is None:
                    row = replace(row, context=strange, start=None, end=None)
            made.append(cut(row, recipe.window_words, chance))
    return made


def cut(row: Reading, words: int, chance: random.Random) -> Reading:
    """A run of whole sentences of about `words` words that holds the answer, if there is one."""
    places = sentences(row.context)
    if len(places) < 2:
        return row
    held = [i for i, (a, b) in enumerate(places) if row.start is not None and a < (row.end or 0) and b > row.start]
    first = last = chance.choice(held) if held else chance.randrange(len(places))
    first, last = (min(held), max(held)) if held else (first, last)

    def length(a: int, b: int) -> int:
        return len(row.context[places[a][0] : places[b][1]].split())

    while (first > 0 or last < len(places) - 1) and length(first, last) < words:
        before = first > 0 and (last == len(places) - 1 or chance.random() < 0.5)
        first, last = (first - 1, last) if before else (first, last + 1)
    begin, end = places[first][0], places[last][1]
    if row.start is None or row.end is None:
        return replace(row, context=row.context[begin:end])
    return replace(row, context=row.context[begin:end], start=row.start - begin, end=row.end - begin)


def encode(tokenizer: Any, examples: Sequence[Reading], max_tokens: int) -> dict[str, Any]:
    """Tokens of question and context, where each stands in the context, and whether an answer may begin there."""
    batch = tokenizer(
        [example.question for example in examples], [example.context for example in examples], padding=True,
        truncation="only_second", max_length=max_tokens, return_offsets_mapping=True, return_tensors="pt",
    )  # fmt: skip
    in_context = (batch["token_type_ids"] == 1) & (batch["offset_mapping"][..., 1] > 0)
    in_context[:, NOT_HERE] = True
    return {**batch, "allowed": in_context}


def _tokens_of(example: Reading, offsets: torch.Tensor, allowed: torch.Tensor) -> tuple[int, int]:
    """The first and the last token of the answer; `NOT_HERE` twice where it is not in the tokens."""
    if example.start is None or example.end is None:
        return NOT_HERE, NOT_HERE
    inside = allowed & (offsets[:, 1] > example.start) & (offsets[:, 0] < example.end)
    inside[NOT_HERE] = False
    found = inside.nonzero()[:, 0].tolist()
    complete = found and int(offsets[found[-1]][1]) >= example.end
    return (found[0], found[-1]) if complete else (NOT_HERE, NOT_HERE)


if __name__ == "__main__":
    run(main)

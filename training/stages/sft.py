"""Supervised fine-tuning of a language model by a LoRA: the grounded reader, and later what people approved.

    python -m training.stages.sft --recipe grounded_reader --out build/grounded_reader

`setup → main → fit → validate`, as every stage. LoRA: Hu et al. 2021, arXiv:2106.09685. The loss is over the answer
alone, and only there is the vocabulary scored. The prompt is that of `core.grounding.prompt` in the template of
`core.language`, so that training sees the very strings that serving sends.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import torch
from pydantic.dataclasses import dataclass

from core.errors import BadInput
from core.grounding.prompt import NOT_THERE
from core.language.causal import (
    UNLABELLED,
    labelled_logits,
    language_body,
    language_key,
    language_model,
    token_ids,
    with_lora,
)
from core.language.template import render
from core.settings import settings
from core.weights.locate import locate
from core.weights.manifest import SOURCES
from training.data import facts, questions
from training.data.reading import Dialogue, dialogues
from training.data.turns import Builder
from training.fitting.loop import Loss, Report, fit
from training.fitting.lora import save_adapter
from training.fitting.recipe import CHECKED, Fit, Positive, Share, as_mapping, find, read_recipe
from training.stages.command import run

log = logging.getLogger(__name__)

MAX_DROPPED = 0.05  # share of examples that may be too long for the model


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Data:
    """Grounded questions: which files train, which validate, and how many have no answer."""

    folder: Path
    train: list[str]
    validation: list[str]
    made_up: int = 0
    absent: Share = 0.25
    rounds: Positive = 1
    validate_on: Positive = 300


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What a LoRA over a language model is made of."""

    model: str = "smollm2"
    """`smollm2` (the one of the `lite` profile), or a folder or hub name of any causal language model."""
    template: Literal["chatml", "phi2"] = "chatml"
    data: Data
    rank: Positive = 16
    alpha: Positive = 32
    dropout: Share = 0.0
    targets: tuple[str, ...] = ()
    """Names of linear layers; without any, all of them."""
    first_layer: int = 0
    """Layers below it stay as they are, which saves their part of the backward pass."""
    max_tokens: Positive = 512
    """Of prompt and answer; longer examples are left out and counted."""
    fit: Fit


@dataclass(frozen=True)
class Tokens:
    """An example in tokens: where the answer begins, what stands before it is not learned."""

    ids: tuple[int, ...]
    answer_from: int
    refuses: bool = False
    """Whether the answer is that it is not there."""


class Reader(torch.nn.Module):
    """A causal language model with a LoRA, and the loss over the answers."""

    def __init__(self, language: Any) -> None:
        super().__init__()
        self.language = language

    def scored(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (answer tokens, vocabulary) and the tokens themselves, of the whole batch in a row."""
        body = language_body(self.language)
        hidden = body(batch["ids"], attention_mask=batch["mask"], use_cache=False).last_hidden_state
        logits, wanted = labelled_logits(self.language, hidden, batch["labels"])
        return logits.float(), wanted

    def forward(self, batch: dict[str, torch.Tensor]) -> Loss:
        logits, wanted = self.scored(batch)
        return Loss(torch.nn.functional.cross_entropy(logits, wanted, reduction="sum"), len(wanted))


class SupervisedTuning:
    """The stage: dialogues in, an adapter out."""

    product = "grounded_reader"

    def __init__(self, recipe: Recipe, train: Sequence[Dialogue], validation: Sequence[Dialogue]) -> None:
        self.recipe = recipe
        language, self.tokenizer = load(recipe)
        self.model = Reader(language)
        self.base = _base(recipe, language)
        self.examples = tokenise(train, self.tokenizer, recipe)
        self.validation = tokenise(validation, self.tokenizer, recipe)

    def lengths(self) -> Sequence[int]:
        return [len(example.ids) for example in self.examples]

    def collate(self, examples: Sequence[Tokens]) -> dict[str, torch.Tensor]:
        return collate(examples, self.tokenizer.pad_token_id or 0)

    def describe(self, example: Tokens) -> str:
        text: str = self.tokenizer.decode(list(example.ids))
        return text

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        return {"lora": [p for p in self.model.parameters() if p.requires_grad]}

    def validate(self, model: Any) -> dict[str, float]:
        return validate(model, self)

    def export(self, folder: Path) -> None:
        save_adapter(self.model.language, self.recipe.model, self.recipe, folder)


def setup(recipe: Recipe) -> SupervisedTuning:
    """Whole stories train or validate, never parts of one. Raises `BadInput` where none are left for one of both."""
    data, seed = recipe.data, recipe.fit.seed
    train, validation = questions.apart(data.folder, data.train, data.validation)
    made_up = facts.entries(data.made_up, seed)
    rows = dialogues([r for r in train if r.start is not None] + made_up, data.absent, seed, data.rounds)
    held = dialogues([r for r in validation if r.start is not None], data.absent, seed)
    for part, purpose in ((rows, "train"), (held, "validate")):
        if not part:
            raise BadInput(
                f"There is no question to {purpose} on.",
                "Name files with more stories: 8 in 10 of a file train, 1 validates.",
            )
    return SupervisedTuning(recipe, rows, _spread(held, data.validate_on))


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    chosen = read_recipe(find(recipe), Recipe, changes)
    stage = setup(chosen)
    about = {"recipe": as_mapping(chosen), "data": _digest(stage.examples), "base": stage.base}
    return fit(stage, chosen.fit, out, {**about, "validation": _digest(stage.validation)})


def _digest(examples: Sequence[Tokens]) -> str:
    return hashlib.sha256(json.dumps([example.ids for example in examples]).encode()).hexdigest()


def validate(model: Reader, stage: SupervisedTuning, batch: int = 16) -> dict[str, float]:
    """Loss by token; and the share of answers that greedy decoding would give word for word, and of refusals."""
    total = items = 0.0
    right: dict[bool, list[bool]] = {True: [], False: []}
    order = sorted(range(len(stage.validation)), key=lambda i: len(stage.validation[i].ids))
    for at in range(0, len(order), batch):
        rows = order[at : at + batch]
        inputs = stage.collate([stage.validation[i] for i in rows])
        logits, wanted = model.scored({key: value.to(next(model.parameters()).device) for key, value in inputs.items()})
        total += float(torch.nn.functional.cross_entropy(logits, wanted, reduction="sum"))
        items += len(wanted)
        hits: Any = (logits.argmax(-1) == wanted).cpu()
        sizes = [len(stage.validation[i].ids) - stage.validation[i].answer_from for i in rows]
        for row, same in zip(rows, hits.split(sizes), strict=True):
            right[stage.validation[row].refuses].append(bool(same.all()))
    shares = {name: sum(right[kind]) / max(1, len(right[kind])) for name, kind in (("exact", False), ("refused", True))}
    return {"loss": total / items, **shares}


def load(recipe: Recipe) -> tuple[Any, Any]:
    """The model with a fresh LoRA, frozen but for it, and its tokeniser. Raises `Missing` where it is not here.

    Frozen weights stand in the type that is computed in; the LoRA stays in float32.
    """
    from core.language.dequantised import dequantised
    from training.fitting.device import best_precision

    shipped = recipe.model == "smollm2"
    source = dequantised(locate("smollm2"), settings().cache_folder()) if shipped else recipe.model
    precision = best_precision() if recipe.fit.precision == "auto" else recipe.fit.precision
    torch.manual_seed(recipe.fit.seed)
    tokenizer, model = language_model(source, "bfloat16" if precision == "bfloat16" else "float32")
    if precision == "float16":
        model = model.half()
    targets = _targets(model, recipe)
    return with_lora(model, rank=recipe.rank, alpha=recipe.alpha, dropout=recipe.dropout, targets=targets), tokenizer


def _targets(model: Any, recipe: Recipe) -> list[str]:
    """The linear layers that learn; by their whole names, where some are left out for being too low.

    Raises `BadInput` for names that the model does not have.
    """
    from transformers.pytorch_utils import Conv1D

    kinds = (torch.nn.Linear, Conv1D)
    head = model.get_output_embeddings()
    linear = [name for name, each in model.named_modules() if isinstance(each, kinds) and each is not head]
    wanted = [f".{target}" for target in recipe.targets]
    unknown = [end[1:] for end in wanted if not any(f".{name}".endswith(end) for name in linear)]
    chosen = [name for name in linear if _layer(name) >= recipe.first_layer or not recipe.first_layer]
    if wanted:
        chosen = [name for name in chosen if any(f".{name}".endswith(end) for end in wanted)]
    if unknown or not chosen:
        complaint = f"has no linear layer {', '.join(unknown)}" if unknown else f"ends below layer {recipe.first_layer}"
        there = ", ".join(sorted({name.rpartition(".")[2] for name in linear}))
        raise BadInput(f"The language model {complaint}.", f"Its linear layers are {there}; targets=[] takes them all.")
    return chosen if recipe.first_layer else list(recipe.targets)


def _layer(name: str) -> int:
    """The number in a module's name; -1 of one that is in no layer."""
    return next((int(part) for part in name.split(".") if part.isdigit()), -1)


def _base(recipe: Recipe, language: Any) -> str:
    """What names the frozen weights, so that a run goes on with the same only."""
    if recipe.model == "smollm2":
        return f"smollm2@{SOURCES['smollm2'].digest[:8]}"
    return language_key(recipe.model, language)


def tokenise(dialogues: Sequence[Dialogue], tokenizer: Any, recipe: Recipe) -> list[Tokens]:
    """Prompts as serving renders them, each followed by its answer and the token that ends it.

    Examples that are too long are left out and counted. Raises `BadInput` where these are over 5 %.
    """
    made = []
    builder = Builder(tokenizer, recipe.template, 0, recipe.max_tokens, "separate")
    for dialogue in dialogues:
        before = token_ids(render(dialogue.messages, recipe.template), tokenizer)
        answer = builder.answer(dialogue.answer)
        if len(before) + len(answer) <= recipe.max_tokens:
            made.append(Tokens((*before, *answer), len(before), dialogue.answer == NOT_THERE))
    dropped = len(dialogues) - len(made)
    if dropped > MAX_DROPPED * len(dialogues):
        raise BadInput(
            f"{dropped} of {len(dialogues)} examples are longer than {recipe.max_tokens} tokens.", "Raise max_tokens."
        )
    if dropped:
        longer = f"longer than {recipe.max_tokens} tokens"
        log.warning("%d of %d examples are left out: %s", dropped, len(dialogues), longer)
    return made


def collate(examples: Sequence[Tokens], padding: int) -> dict[str, torch.Tensor]:
    """`ids`, `mask` and `labels` (n, longest), padded at the end."""
    longest = max(len(example.ids) for example in examples)
    ids = torch.full((len(examples), longest), padding)
    mask, labels = torch.zeros_like(ids), torch.full_like(ids, UNLABELLED)
    for row, example in enumerate(examples):
        tokens = torch.tensor(example.ids)
        ids[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
        labels[row, example.answer_from : len(tokens)] = tokens[example.answer_from :]
    return {"ids": ids, "mask": mask, "labels": labels}


def _spread(rows: Sequence[Dialogue], count: int) -> list[Dialogue]:
    """`count` of the rows, evenly over all of them."""
    step = max(1, len(rows) // count)
    return list(rows[::step])[:count]


if __name__ == "__main__":
    run(main)

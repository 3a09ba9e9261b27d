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
from dataclasses import asdict, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import torch
from pydantic.dataclasses import dataclass

from core.errors import BadInput
from core.grounding.prompt import NOT_STATED, NOT_THERE
from core.language.causal import (
    UNLABELLED,
    labelled_logits,
    language_body,
    language_key,
    language_model,
    token_ids,
)
from core.language.segments import attention_mask, positions
from core.language.template import Template, render
from core.settings import settings
from core.weights.locate import locate
from core.weights.manifest import SOURCES
from core.weights.products import base_of_files
from training.data import excerpted, facts, papers, questions, records, tables
from training.data.reading import Dialogue, dialogues
from training.data.turns import Builder, padded
from training.fitting.loop import Report, fit
from training.fitting.lora import begin_with, lay_lora, save_adapter, trained_parameters
from training.fitting.recipe import CHECKED, Fit, Lora, Positive, Share, as_mapping, find, read_recipe
from training.fitting.stage import Loss
from training.stages.answer_scores import score_answers
from training.stages.command import run

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

log = logging.getLogger(__name__)

MAX_DROPPED = 0.05  # share of examples that may be too long for the model
_VALIDATED_AT_ONCE = 16
PRODUCTS = {"lines": "grounded_reader", "excerpts": "excerpt_reader", "tables": "table_planner"}
"""What is made of what is read."""


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Data:
    """Grounded questions: which files train, which validate, and how many have no answer. Or questions over tables."""

    folder: Path
    train: list[str] = field(default_factory=list)
    validation: list[str] = field(default_factory=list)
    made_up: int = 0
    """Questions on made-up entries, beside those of the files."""
    records: int = 0
    """Questions on made-up records, likewise."""
    at_most: dict[str, Positive] = field(default_factory=dict)
    """Questions to take of a file at most, by its name; of the others, all."""
    shape: Literal["lines", "excerpts", "tables"] = "lines"
    """What is read: sentences, excerpts behind the names of their files, as `standard` reads them, or tables, of which
    a query is made."""
    papers: tuple[str, ...] = ()
    """Sets of papers of offices and households to learn from, too, by name (`training/data/papers`); as excerpts."""
    tables: tuple[str, ...] = ()
    """Sets of tables to learn from, by name (`training/data/tables`); nothing else is learned then."""
    absent: Share = 0.25
    rounds: Positive = 1
    validate_on: Positive = 300


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What a LoRA over a language model is made of."""

    model: str = "smollm2"
    """A GGUF model of the manifest (`smollm2`, `qwen2.5-coder-1.5b`), or a folder or hub name of any causal one."""
    template: Template = "chatml"
    data: Data
    lora: Lora = Lora(rank=16, alpha=32)
    begin: Path | None = None
    """A product of this stage to go on from: its LoRA is the first one of this run."""
    max_tokens: Positive = 512
    """Of prompt and answer; longer examples are left out and counted."""
    fit: Fit


@dataclass(frozen=True)
class Tokens:
    """An example in tokens: what its questions share (segment 0), then each with its answer, as if it were the first.

    `labels` are the tokens of the answers, and `UNLABELLED` for all others.
    """

    ids: tuple[int, ...]
    labels: tuple[int, ...]
    segments: tuple[int, ...]
    refuses: bool = False
    """Whether the (first) answer is that it is not there."""


class Reader(torch.nn.Module):
    """A causal language model with a LoRA, and the loss over the answers."""

    def __init__(self, language: PeftModel) -> None:
        super().__init__()
        self.language = language

    def scored(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (answer tokens, vocabulary) and the tokens themselves, of the whole batch in a row."""
        body, segments = language_body(self.language), batch["segments"]
        mask = attention_mask(segments, body.dtype)
        hidden = body(batch["ids"], attention_mask=mask, position_ids=positions(segments), use_cache=False)
        return labelled_logits(self.language, hidden.last_hidden_state, batch["labels"])

    def forward(self, batch: dict[str, torch.Tensor]) -> Loss:
        """The cross-entropy of the answers, summed over their tokens."""
        logits, wanted = self.scored(batch)
        return Loss(torch.nn.functional.cross_entropy(logits.float(), wanted, reduction="sum"), len(wanted))


class SupervisedTuning:
    """The stage: dialogues in, an adapter out."""

    def __init__(self, recipe: Recipe, train: Sequence[Dialogue], validation: Sequence[Dialogue]) -> None:
        self.recipe = recipe
        self.product = PRODUCTS[recipe.data.shape]
        language, self.tokenizer = load(recipe)
        self.model = Reader(language)
        self.base = _base(recipe, language)
        self.examples = tokenise(train, self.tokenizer, recipe)
        self.validation = tokenise(validation, self.tokenizer, recipe)

    def lengths(self) -> Sequence[int]:
        """The number of tokens of each example."""
        return [len(example.ids) for example in self.examples]

    def collate(self, examples: Sequence[Tokens]) -> dict[str, torch.Tensor]:
        """See `collate` below."""
        return collate(examples, self.tokenizer.pad_token_id or 0)

    def describe(self, example: Tokens) -> str:
        """The text of the example."""
        text: str = self.tokenizer.decode(list(example.ids))
        return text

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        """The LoRA is all that is trained."""
        return {"lora": trained_parameters(self.model)}

    def validate(self, model: Reader) -> dict[str, float]:
        """Loss by token; and the share of answers that greedy decoding would give word for word, and of refusals."""
        device = next(model.parameters()).device
        scores = score_answers(model.scored, self.validation, self.collate, at_once=_VALIDATED_AT_ONCE, device=device)
        refusing = [number for number, example in enumerate(self.validation) if example.refuses]
        answering = [number for number, example in enumerate(self.validation) if not example.refuses]
        return {"loss": scores.loss, "exact": scores.share(answering), "refused": scores.share(refusing)}

    def export(self, folder: Path) -> None:
        """Write the adapter for both engines."""
        save_adapter(self.model.language, self.recipe.model, self.recipe, folder)


def setup(recipe: Recipe) -> SupervisedTuning:
    """Whole stories and tables train or validate, never parts of one. Raises `BadInput` where none are left for one of
    both."""
    rows, held = _over_tables(recipe) if recipe.data.shape == "tables" else _grounded(recipe)
    for part, purpose in ((rows, "train"), (held, "validate")):
        if not part:
            raise BadInput(
                f"There is no question to {purpose} on.",
                "Name files with more stories: 8 in 10 of a file train, 1 validates.",
            )
    return SupervisedTuning(recipe, rows, _spread(held, recipe.data.validate_on))


def _grounded(recipe: Recipe) -> tuple[list[Dialogue], list[Dialogue]]:
    """What trains and what validates, of questions on texts."""
    data, seed = recipe.data, recipe.fit.seed
    if data.papers and data.shape != "excerpts":
        raise BadInput(
            "Papers are learned from as excerpts only.", "Set data.shape=excerpts, or leave data.papers out."
        )
    train, validation = questions.apart(data.folder, data.train, data.validation, data.at_most)
    made_up = facts.entries(data.made_up, seed) + records.documents(data.records, seed)
    train, validation = ([row for row in part if row.start is not None] for part in (train, validation))
    if data.shape == "lines":
        return dialogues(train + made_up, data.absent, seed, data.rounds), dialogues(validation, data.absent, seed)
    rows = excerpted.dialogues(train + made_up, data.absent, seed, data.rounds)
    held = excerpted.dialogues(validation, data.absent, seed, asked=1)
    bundles = [bundle for name in data.papers for bundle in papers.read(name)]
    rows += papers.dialogues([bundle for bundle in bundles if bundle.split == "train"], seed)
    return rows, held + _alone(papers.dialogues([one for one in bundles if one.split == "validation"], seed))


def _over_tables(recipe: Recipe) -> tuple[list[Dialogue], list[Dialogue]]:
    """The same of questions over tables."""
    sheets = [sheet for name in recipe.data.tables for sheet in tables.read(name)]
    parts = ([sheet for sheet in sheets if sheet.split == split] for split in ("train", "validation"))
    train, held = (tables.dialogues(part, recipe.fit.seed) for part in parts)
    return train, _alone(held)


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    """Run the stage from a recipe, with `changes` made to it, and leave log, checkpoint and product in `out`."""
    chosen = read_recipe(find(recipe), Recipe, changes)
    stage = setup(chosen)
    about = {"recipe": as_mapping(chosen), "data": _digest(stage.examples), "base": stage.base, **_weights(chosen)}
    return fit(stage, chosen.fit, out, {**about, "validation": _digest(stage.validation)})


def _digest(examples: Sequence[Tokens]) -> str:
    return hashlib.sha256(json.dumps([example.ids for example in examples]).encode()).hexdigest()


def load(recipe: Recipe) -> tuple[PeftModel, PreTrainedTokenizerBase]:
    """The model with a fresh LoRA, frozen but for it, and its tokeniser. Raises `Missing` where it is not here."""
    torch.manual_seed(recipe.fit.seed)
    tokenizer, model = load_frozen(recipe.model, recipe.fit)
    laid = lay_lora(model, recipe.lora)
    if recipe.begin is not None:
        begin_with(laid, recipe.begin)
    return laid, tokenizer


def load_frozen(name: str, fit: Fit) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """Tokeniser and model, its weights held in the type that is used for computing. Raises as `load`."""
    from core.language.dequantised import dequantised
    from training.fitting.device import best_precision

    source = dequantised(locate(name), settings().cache_folder()) if name in SOURCES else name
    precision = best_precision() if fit.precision == "auto" else fit.precision
    tokenizer, model = language_model(source, "bfloat16" if precision == "bfloat16" else "float32")
    return tokenizer, model.half() if precision == "float16" else model


def _base(recipe: Recipe, language: PeftModel) -> str:
    """What names the frozen weights, so that a run goes on with the same only."""
    if recipe.model in SOURCES:
        return f"{recipe.model}@{SOURCES[recipe.model].digest[:8]}"
    return language_key(recipe.model, language)


def _weights(recipe: Recipe) -> dict[str, dict[str, str]]:
    """The files of the model, for serving to tell whether it has the same. Nothing where they are on the hub."""
    files = locate(recipe.model) if recipe.model in SOURCES else Path(recipe.model)
    base = base_of_files(files)
    return {"base_weights": asdict(base)} if base is not None else {}


def tokenise(dialogues: Sequence[Dialogue], tokenizer: PreTrainedTokenizerBase, recipe: Recipe) -> list[Tokens]:
    """Prompts as serving renders them, each followed by its answer and the token that ends it.

    Examples that are too long are left out and counted. Raises `BadInput` where these are over 5 %.
    """
    made = []
    builder = Builder(tokenizer, recipe.template, 0, recipe.max_tokens, "separate")
    for dialogue in dialogues:
        example = tokens_of(dialogue, tokenizer, builder, recipe.template)
        if len(example.ids) <= recipe.max_tokens:
            made.append(example)
    dropped = len(dialogues) - len(made)
    if dropped > MAX_DROPPED * len(dialogues):
        raise BadInput(
            f"{dropped} of {len(dialogues)} examples are longer than {recipe.max_tokens} tokens.", "Raise max_tokens."
        )
    if dropped:
        longer = f"longer than {recipe.max_tokens} tokens"
        log.warning("%d of %d examples are left out: %s", dropped, len(dialogues), longer)
    return made


def tokens_of(dialogue: Dialogue, tokenizer: PreTrainedTokenizerBase, builder: Builder, template: Template) -> Tokens:
    """In tokens. What its questions share ends with the blank line before them, where every tokeniser parts."""
    prompts = [str(render(one.messages, template)[0]) for one in (dialogue, *dialogue.beside)]
    shared = prompts[0].rfind("\n\n") + 2 if dialogue.beside else 0
    ids = token_ids([prompts[0][:shared]], tokenizer) if shared else []
    labels, segments = [UNLABELLED] * len(ids), [0] * len(ids)
    for number, (asked, one) in enumerate(zip(prompts, (dialogue, *dialogue.beside), strict=True)):
        before, answer = token_ids([asked[shared:]], tokenizer, first=not shared), builder.answer(one.answer)
        ids += [*before, *answer]
        labels += [*[UNLABELLED] * len(before), *answer]
        segments += [number + 1 if shared else 0] * (len(before) + len(answer))
    return Tokens(tuple(ids), tuple(labels), tuple(segments), dialogue.answer in (NOT_THERE, NOT_STATED))


def collate(examples: Sequence[Tokens], padding: int) -> dict[str, torch.Tensor]:
    """`ids`, `labels` and `segments` (n, longest), padded at the end."""
    return {
        "ids": padded([example.ids for example in examples], padding),
        "labels": padded([example.labels for example in examples], UNLABELLED),
        "segments": padded([example.segments for example in examples], -1),
    }


def _alone(rows: Sequence[Dialogue]) -> list[Dialogue]:
    """Each question by itself, as it is asked in service."""
    return [replace(one, beside=()) for row in rows for one in (row, *row.beside)]


def _spread(rows: Sequence[Dialogue], count: int) -> list[Dialogue]:
    """`count` of the rows, evenly over all of them."""
    step = max(1, len(rows) // count)
    return list(rows[::step])[:count]


if __name__ == "__main__":
    run(main)

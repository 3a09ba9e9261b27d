"""Supervised fine-tuning of a language model by a LoRA: the grounded reader, and later what people approved.

    python -m training.sft --recipe reader --out build/reader

`setup → main → fit → validate`, as every stage. LoRA: Hu et al. 2021, arXiv:2106.09685. The loss is over the answer
alone, and only there is the vocabulary scored. The prompt is that of `core.prompt` in the template of `core.language`,
so that training sees the very strings that serving sends.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import torch
from pydantic.dataclasses import dataclass

from core.errors import BadInput
from core.language.template import STOPS, render
from core.prompt import NOT_THERE
from core.settings import Settings
from core.weights import locate
from training.command import run
from training.data import facts, questions
from training.data.reading import Dialogue, dialogues
from training.loop import Loss, Report, fit
from training.recipes import CHECKED, Fit, Positive, Share, as_mapping, find, read_recipe

MAX_DROPPED = 0.05  # share of examples that may be too long for the model
MASKED = -100


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
    targets: tuple[str, ...] = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
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


class Reader(torch.nn.Module):
    """A causal language model with a LoRA, and the loss over the answers."""

    def __init__(self, language: Any) -> None:
        super().__init__()
        self.language = language

    def scored(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Logits (answer tokens, vocabulary) and the tokens themselves, of the whole batch in a row."""
        causal = self.language.get_base_model()
        hidden = causal.model(batch["ids"], attention_mask=batch["mask"], use_cache=False).last_hidden_state
        wanted = batch["labels"][:, 1:]  # (n, tokens - 1)
        learned = wanted != MASKED
        return causal.lm_head(hidden[:, :-1][learned]).float(), wanted[learned]

    def forward(self, batch: dict[str, torch.Tensor]) -> Loss:
        logits, wanted = self.scored(batch)
        return Loss(torch.nn.functional.cross_entropy(logits, wanted, reduction="sum"), len(wanted))


class SupervisedTuning:
    """The stage: dialogues in, an adapter out."""

    def __init__(self, recipe: Recipe, train: Sequence[Dialogue], validation: Sequence[Dialogue]) -> None:
        self.recipe = recipe
        language, self.tokenizer = load(recipe)
        self.model = Reader(language)
        self.examples = tokenise(train, self.tokenizer, recipe)
        self.validation = tokenise(validation, self.tokenizer, recipe)
        self._refusals = [dialogue.answer == NOT_THERE for dialogue in validation]

    def lengths(self) -> Sequence[int]:
        return [len(example.ids) for example in self.examples]

    def collate(self, examples: Sequence[Tokens]) -> dict[str, torch.Tensor]:
        return collate(examples, self.tokenizer.pad_token_id or 0)

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        return {"lora": [p for p in self.model.parameters() if p.requires_grad]}

    def validate(self, model: Any) -> dict[str, float]:
        return validate(model, self)

    def export(self, folder: Path) -> None:
        """PEFT's two files in half precision, and the same for llama.cpp."""
        export(self.model.language, self.recipe, folder)


def setup(recipe: Recipe) -> SupervisedTuning:
    """Whole stories train or validate, never parts of one."""
    data, seed = recipe.data, recipe.fit.seed
    train, validation = questions.apart(data.folder, data.train, data.validation)
    made_up = facts.entries(data.made_up, seed)
    rows = dialogues([r for r in train if r.start is not None] + made_up, data.absent, seed, data.rounds)
    held = dialogues([r for r in validation if r.start is not None], data.absent, seed)
    return SupervisedTuning(recipe, rows, _spread(held, data.validate_on))


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    chosen = read_recipe(find(recipe), Recipe, changes)
    stage = setup(chosen)
    digest = hashlib.sha256(json.dumps([example.ids for example in stage.examples]).encode()).hexdigest()
    return fit(stage, chosen.fit, out, {"recipe": as_mapping(chosen), "data": digest})


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
            right[stage._refusals[row]].append(bool(same.all()))
    shares = {name: sum(right[kind]) / max(1, len(right[kind])) for name, kind in (("exact", False), ("refused", True))}
    return {"loss": total / items, **shares}


def load(recipe: Recipe) -> tuple[Any, Any]:
    """The model with a fresh LoRA, frozen but for it, and its tokeniser."""
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from core.language.dequantised import dequantised

    name = str(dequantised(locate("smollm2"), Settings().cache_folder())) if recipe.model == "smollm2" else recipe.model
    torch.manual_seed(recipe.fit.seed)
    model = AutoModelForCausalLM.from_pretrained(name, dtype=_frozen_type(recipe.fit))
    layers = list(range(recipe.first_layer, model.config.num_hidden_layers))
    config = LoraConfig(
        r=recipe.rank, lora_alpha=recipe.alpha, lora_dropout=recipe.dropout, target_modules=list(recipe.targets),
        layers_to_transform=layers if recipe.first_layer else None, task_type="CAUSAL_LM",
    )  # fmt: skip
    return get_peft_model(model, config), AutoTokenizer.from_pretrained(name)


def _frozen_type(settings: Fit) -> torch.dtype:
    """Frozen weights stand in the type that is computed in; the LoRA stays in float32."""
    from training.device import best_precision

    chosen = best_precision() if settings.precision == "auto" else settings.precision
    kinds = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    return kinds[chosen]


def tokenise(dialogues: Sequence[Dialogue], tokenizer: Any, recipe: Recipe) -> list[Tokens]:
    """Prompts as serving renders them, each followed by its answer and the mark that ends it.

    Examples that are too long are left out. Raises `BadInput` where these are over 5 %.
    """
    made, end = [], STOPS[recipe.template][0]
    for dialogue in dialogues:
        (prompt,) = render(dialogue.messages, recipe.template)
        before = tokenizer(prompt, add_special_tokens=False)["input_ids"]
        answer = tokenizer(dialogue.answer + end, add_special_tokens=False)["input_ids"]
        if len(before) + len(answer) <= recipe.max_tokens:
            made.append(Tokens((*before, *answer), len(before)))
    dropped = len(dialogues) - len(made)
    if dropped > MAX_DROPPED * len(dialogues):
        raise BadInput(
            f"{dropped} of {len(dialogues)} examples are longer than {recipe.max_tokens} tokens.", "Raise max_tokens."
        )
    return made


def collate(examples: Sequence[Tokens], padding: int) -> dict[str, torch.Tensor]:
    """`ids`, `mask` and `labels` (n, longest), padded at the end."""
    longest = max(len(example.ids) for example in examples)
    ids = torch.full((len(examples), longest), padding)
    mask, labels = torch.zeros_like(ids), torch.full_like(ids, MASKED)
    for row, example in enumerate(examples):
        tokens = torch.tensor(example.ids)
        ids[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
        labels[row, example.answer_from : len(tokens)] = tokens[example.answer_from :]
    return {"ids": ids, "mask": mask, "labels": labels}


def export(language: Any, recipe: Recipe, folder: Path) -> None:
    """The adapter as `core.language` takes it: PEFT's files, and GGUF where the base is one."""
    from core.language.adapters import GGUF_NAME, read_base, write_gguf

    for parameter in language.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.half()
    language.peft_config["default"].base_model_name_or_path = recipe.model
    language.save_pretrained(str(folder), safe_serialization=True)
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "recipe.json").write_text(json.dumps(as_mapping(recipe), indent=1))
    if recipe.model == "smollm2":
        write_gguf(folder, folder / GGUF_NAME, read_base(locate("smollm2")))


def _spread(rows: Sequence[Dialogue], count: int) -> list[Dialogue]:
    """`count` of the rows, evenly over all of them."""
    step = max(1, len(rows) // count)
    return list(rows[::step])[:count]


if __name__ == "__main__":
    run(main)

"""The span reader: a text encoder taught to point at the words of a text that answer a question, or at none.

    python -m training.stages.spans --recipe spans --out build/span_reader

`setup → main → fit → validate`, as every stage. A window of text is scored at each token as the first and as the last
of the answer; the first token of all, [CLS], stands for "it is not here" (Devlin et al. 2019, section 4.3). A LoRA and
the two scores are trained, or the layers of a small encoder: what ships is a few megabytes over a published one.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Annotated, Any, Literal

import torch
from pydantic import Field
from pydantic.dataclasses import dataclass

from core.errors import BadInput, NotFound
from core.sentences import sentences
from core.weights.hashes import sha256
from core.weights.locate import locate
from training.data import facts, papers, questions, records
from training.data.questions import Example, thinned
from training.data.squad import exact_match, token_f1
from training.data.windows import windows
from training.fitting.loop import Report, fit
from training.fitting.recipe import CHECKED, Fit, Positive, Share, as_mapping, find, read_recipe
from training.fitting.stage import Loss
from training.stages.command import run
from training.stages.span_tokens import NOT_HERE, encode, pointed, tokens_of

log = logging.getLogger(__name__)

PRODUCT = "span_reader.safetensors"
LONGEST_WORDS = 22  # of an answer: `core.grounding.span_reader.LONGEST` tokens or fewer
_AT_ONCE = 256  # windows to make tokens of


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What a span reader is made of."""

    base: Literal["minilm", "mpnet"] = "minilm"
    """The text encoder that is taught: that of `lite`, or the larger one of `standard`."""
    begin: Path | None = None
    """The product of another run to go on from; without it, the encoder as it is."""
    kept: Annotated[float, Field(gt=0, le=1)] = 1.0
    """How far the product goes from where the run began to where it ended: the mean of both weights, at 0.5, often does
    better on what was not trained on (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models")."""
    data: Path
    """Folder with the files of questions."""
    train: list[str]
    """Files whose stories train, and those that `split` puts aside, do not."""
    validation: list[str]
    """Files of which a part validates."""
    at_most: dict[str, Positive] = field(default_factory=dict)
    """Questions to take of a file at most, by its name; of the others, all."""
    made_up: Annotated[int, Field(ge=0)] = 0
    """Questions on made-up entries, beside those of the files."""
    records: Annotated[int, Field(ge=0)] = 0
    """Questions on made-up records, likewise."""
    papers: list[str] = field(default_factory=list)
    """Sets of papers of offices and households, by name (`training/data/papers`), of which those in English, too."""
    altered: Share = 0.0
    """Share of the questions that are asked in keywords, in lower case, or mistyped."""
    validated: Positive = 600
    """Questions of those that validate."""
    rounds: Positive = 3
    """Windows drawn of each question."""
    absent: Share = 0.35
    """Share of windows without the answer, of the questions that have one."""
    slope: Annotated[float, Field(gt=0)] = 1.0
    offset: float = 0.0
    """What the log-odds of the product are multiplied by, and what is added then, so that the bounds of what is
    believed (`core.grounding.evidence`), which were set with the reader of `lite`, mean the same for it."""
    window_words: Positive = 110
    max_tokens: Positive = 224
    rank: Annotated[int, Field(ge=0)] = 64
    """Of the LoRA; 0: the layers themselves are trained, and shipped whole."""
    first_layer: Annotated[int, Field(ge=0)] = 0
    """From which layer on there is a LoRA: those before it stay as they are, and cost no backward pass."""
    dropout: Share = 0.0
    fit: Fit


class SpanReader(torch.nn.Module):
    """A text encoder with a LoRA, and the two scores of each token."""

    def __init__(self, base: Path, rank: int, dropout: float, first_layer: int = 0) -> None:
        super().__init__()
        from peft import LoraConfig, get_peft_model
        from transformers import AutoModel

        # Without dropout in the frozen part: an example is seen two or three times, and it costs a third of a step.
        encoder = AutoModel.from_pretrained(
            str(base), local_files_only=True, add_pooling_layer=False, hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        if rank:
            linear = ["query", "key", "value", "q", "k", "v", "o", "dense"]  # as BERT and MPNet call them
            config = LoraConfig(
                r=rank, lora_alpha=2 * rank, lora_dropout=dropout, target_modules=linear, layers_pattern="layer",
                layers_to_transform=list(range(first_layer, encoder.config.num_hidden_layers)),
            )  # fmt: skip
            self.encoder = get_peft_model(encoder, config)
        else:
            encoder.embeddings.requires_grad_(False)
            self.encoder = encoder
        self.scores = torch.nn.Linear(encoder.config.hidden_size, 2)

    def logits(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """(n, tokens, 2): first and last; −∞ where no answer can be."""
        tokens = {key: batch[key] for key in ("input_ids", "attention_mask", "token_type_ids") if key in batch}
        scored: torch.Tensor = self.scores(self.encoder(**tokens).last_hidden_state).float()
        return scored.masked_fill(~batch["allowed"][..., None], -1e4)

    def forward(self, batch: dict[str, torch.Tensor]) -> Loss:
        """The cross-entropy of the answers' first and last tokens."""
        return pointing_loss(self.logits(batch), batch["places"])


def pointing_loss(logits: torch.Tensor, places: torch.Tensor) -> Loss:
    """The mean cross-entropy of first and last token, summed over the windows."""
    first, last = places.unbind(1)
    entropy = torch.nn.functional.cross_entropy
    total = entropy(logits[..., 0], first, reduction="sum") + entropy(logits[..., 1], last, reduction="sum")
    return Loss(0.5 * total, len(logits))


class Spans:
    """The stage: windows in, a span reader out."""

    product = "span_reader"

    def __init__(self, recipe: Recipe, train: Sequence[Example], validation: Sequence[Example]) -> None:
        from transformers import AutoTokenizer

        self.recipe = recipe
        self.base = locate(recipe.base)
        self.tokenizer = AutoTokenizer.from_pretrained(str(self.base), local_files_only=True)
        torch.manual_seed(recipe.fit.seed)
        self.model = SpanReader(self.base, recipe.rank, recipe.dropout, recipe.first_layer)
        if recipe.rank and recipe.kept < 1:
            raise BadInput("Of a LoRA all is kept.", "Set kept=1, or rank=0.")
        if recipe.begin is not None:
            begin_with(self.model, recipe.begin / PRODUCT, recipe.rank)
        self.began = {name: parameter.detach().clone() for name, parameter in self.model.named_parameters()}
        self.examples = self._whole(self._windows(train, recipe.rounds), "training")
        self.validation = self._whole(self._windows(validation, 1), "validation")
        if not self.examples or not self.validation:
            part = "validate on" if self.examples else "train on"
            raise BadInput(f"There is no question to {part}.", "Name files with more stories in the recipe.")

    def _windows(self, rows: Sequence[Example], rounds: int) -> list[Example]:
        recipe = self.recipe
        return windows(rows, recipe.window_words, recipe.absent, rounds, recipe.fit.seed, recipe.altered)

    def _whole(self, examples: Sequence[Example], part: str) -> list[Example]:
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
        """The number of characters of each example."""
        return [len(example.context) + len(example.question) for example in self.examples]

    def collate(self, examples: Sequence[Example]) -> dict[str, torch.Tensor]:
        """Tokens of question and window (n, tokens), and `places` (n, 2), the first and last token of the answer."""
        batch = encode(self.tokenizer, examples, self.recipe.max_tokens)
        offsets = batch.pop("offset_mapping")
        places = [tokens_of(example, offsets[row], batch["allowed"][row]) for row, example in enumerate(examples)]
        return {**batch, "places": torch.tensor(places)}

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        trained = [p for p in self.model.encoder.parameters() if p.requires_grad]
        return {"lora" if self.recipe.rank else "layers": trained, "scores": list(self.model.scores.parameters())}

    def validate(self, model: Any) -> dict[str, float]:
        """See `validate` below."""
        return validate(model, self)

    def _trained(self) -> dict[str, torch.Tensor]:
        """The LoRA in halves; or by how much each layer that was trained whole differs from its base, in bytes."""
        from peft import get_peft_model_state_dict
        from transformers import AutoModel

        if self.recipe.rank:
            state = get_peft_model_state_dict(self.model.encoder)
            return {f"lora.{name}": tensor.half() for name, tensor in state.items()}
        base = AutoModel.from_pretrained(str(self.base), local_files_only=True).state_dict()
        tensors = {}
        for name, parameter in self.model.encoder.named_parameters():
            if parameter.requires_grad:
                kept = self._kept(f"encoder.{name}", parameter)
                tensors[f"change.{name}"], tensors[f"step.{name}"] = in_bytes(kept - base[name])
        return tensors

    def _kept(self, name: str, trained: torch.Tensor) -> torch.Tensor:
        """As much of what was trained as the product keeps."""
        return torch.lerp(self.began[name].cpu(), trained.detach().cpu(), self.recipe.kept)

    def export(self, folder: Path) -> None:
        from safetensors.torch import save_file

        recipe, ends = self.recipe, self.model.scores.state_dict().items()
        scores = {f"scores.{name}": self._kept(f"scores.{name}", tensor).half() for name, tensor in ends}
        about: dict[str, Any] = {"rank": recipe.rank, "alpha": 2 * recipe.rank, "max_tokens": recipe.max_tokens}
        about |= {"slope": recipe.slope, "offset": recipe.offset, "window_words": recipe.window_words}
        about |= {"base_sha256": sha256(self.base / "model.safetensors")}
        metadata = {"about": json.dumps(about), "recipe": json.dumps(as_mapping(self.recipe))}
        tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in {**self._trained(), **scores}.items()}
        save_file(tensors, folder / PRODUCT, metadata=metadata)


def begin_with(model: SpanReader, product: Path, rank: int) -> None:
    """Give a fresh span reader the layers, or the LoRA, and the scores of another, which is left as it is.

    Raises `NotFound` where there is none, `BadInput` where only one of both has a LoRA, or both have another.
    """
    from peft import get_peft_model_state_dict, set_peft_model_state_dict
    from safetensors.torch import load_file

    if not product.is_file():
        raise NotFound(f"There is no span reader at {product.parent}.", "Name the folder `product` of a run.")
    tensors = load_file(product)
    changed = [name.removeprefix("change.") for name in tensors if name.startswith("change.")]
    lora = {name.removeprefix("lora."): tensor.float() for name, tensor in tensors.items() if name.startswith("lora.")}
    own = get_peft_model_state_dict(model.encoder) if rank else {}
    same = {name: part.shape for name, part in own.items()} == {name: part.shape for name, part in lora.items()}
    if not same or not (lora or changed):
        mend = "Set base, rank and first_layer as they were there."
        raise BadInput("A span reader goes on as it was trained: whole, or by the same LoRA.", mend)
    if lora:
        set_peft_model_state_dict(model.encoder, lora)
    layers = dict(model.encoder.named_parameters())
    with torch.no_grad():
        for name in changed:
            layers[name].add_(tensors[f"change.{name}"] * tensors[f"step.{name}"])
    model.scores.load_state_dict({name: tensors[f"scores.{name}"].float() for name in model.scores.state_dict()})


def in_bytes(change: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The change as int8, and the size of a step in float32, one for each row (the whole of a vector is one row)."""
    rows = change if change.ndim > 1 else change[None]
    step = rows.abs().amax(dim=1, keepdim=True).clamp_min(1e-12) / 127
    steps = (rows / step).round().to(torch.int8)
    return steps.reshape(change.shape), (step if change.ndim > 1 else step[0])


def setup(recipe: Recipe) -> Spans:
    """Whole stories train or validate, never parts of one, and whole kinds of records."""
    train: list[Example] = []
    validation: list[Example] = []
    for name in dict.fromkeys((*recipe.train, *recipe.validation)):
        trains, validates = ([name] if name in names else [] for names in (recipe.train, recipe.validation))
        learnt, looked_at = map(pointing, questions.apart(recipe.data, trains, validates))
        train += thinned(learnt, recipe.at_most.get(name, len(learnt)))
        validation += looked_at
    seed = recipe.fit.seed
    made_up = facts.entries(recipe.made_up, seed) + records.documents(recipe.records, seed)
    held_out = records.documents(recipe.validated // 2 if recipe.records else 0, seed, held_out=True)
    bundles = [bundle for name in recipe.papers for bundle in papers.read(name) if bundle.lang == "en"]
    learnt, looked_at = (
        pointable(papers.examples([bundle for bundle in bundles if bundle.split == split], seed))
        for split in ("train", "validation")
    )
    return Spans(recipe, train + made_up + learnt, thinned(validation, recipe.validated) + held_out + looked_at)


def pointing(rows: Sequence[Example]) -> list[Example]:
    """The rows whose answer the reader can point at."""
    return [row for row in pointable(rows) if row.start is not None]


def pointable(rows: Sequence[Example]) -> list[Example]:
    """The rows without an answer, or with one that stands in one sentence and is no longer than what it says."""
    return [row for row in rows if row.start is None or _is_pointed_at(row, row.start, row.end or 0)]


def _is_pointed_at(row: Example, start: int, end: int) -> bool:
    short = len(row.context[start:end].split()) <= LONGEST_WORDS
    return short and any(a <= start and end <= b for a, b in sentences(row.context))


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    """Run the stage from a recipe, with `changes` made to it, and leave log, checkpoint and product in `out`."""
    chosen = read_recipe(find(recipe), Recipe, changes)
    base = sha256(locate(chosen.base) / "model.safetensors")
    files = [chosen.data / f"{name}.jsonl" for name in sorted({*chosen.train, *chosen.validation})]
    files += [papers.FOLDER / f"{name}.jsonl" for name in chosen.papers]
    data = {file.stem: sha256(file) for file in files}
    begin = {"begin": sha256(chosen.begin / PRODUCT)} if chosen.begin is not None else {}
    return fit(setup(chosen), chosen.fit, out, {"recipe": as_mapping(chosen), "base": base, "data": data, **begin})


def validate(model: SpanReader, stage: Spans, batch: int = 32) -> dict[str, float]:
    """Loss; of the windows with an answer, F1 and exact match of the span and the share refused; of the others, too."""
    device = next(model.parameters()).device
    total = items = 0.0
    figures: dict[str, list[float]] = defaultdict(list)
    for at in range(0, len(stage.validation), batch):
        examples = stage.validation[at : at + batch]
        inputs = {name: tensor.to(device) for name, tensor in stage.collate(examples).items()}
        logits = model.logits(inputs)
        loss = pointing_loss(logits, inputs["places"])
        total, items = total + float(loss.total), items + int(loss.items)
        found = pointed(logits.cpu(), stage.tokenizer, examples, stage.recipe.max_tokens)
        for example, (text, margin) in zip(examples, found, strict=True):
            if example.span is None:
                figures["absent_refused"].append(margin < 0)
            else:
                figures["refused"].append(margin < 0)
                figures["f1"].append(token_f1(text, example.span))
                figures["exact"].append(exact_match(text, example.span))
    return {"loss": total / items, **{name: sum(values) / len(values) for name, values in figures.items()}}


if __name__ == "__main__":
    run(main)

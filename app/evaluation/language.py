"""`vermeil eval perplexity`: the profile's language model, as transformers has it, on texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.evaluation.measure import show_progress
from core.errors import BadInput, Missing, NotFound
from core.profiles import PROFILES
from core.settings import Settings
from training.evaluate.results import Result


def perplexity(settings: Settings, file: Path, adapter: Path | None, limit: int | None) -> Result:
    """See `training.evaluate.perplexity`. The context is the one that serves."""
    from training.evaluate.perplexity import perplexity as measure

    texts = read_texts(file)[:limit]
    tokenizer, model = load(settings, adapter)
    figure = measure(model, tokenizer, texts, context=min(settings.context, 2048), progress=show_progress("Reading"))
    about = {"texts": figure.items, "tokens": int(figure.parts[:, 1].sum())}
    return Result(f"Perplexity on {file.name}", {"perplexity": figure, **about})


def read_texts(file: Path) -> list[str]:
    """The `text` of each line of a .jsonl, or a whole text file as one. Raises `NotFound` or `BadInput`."""
    try:
        content = file.read_text(encoding="utf-8")
    except OSError as error:
        raise NotFound(f"There is no readable file {file.name}.", "Name a text file, or JSON lines.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name} is no UTF-8 text.", "Name a text file, or JSON lines.") from error
    if file.suffix != ".jsonl":
        return [content]
    try:
        return [str(json.loads(line)["text"]) for line in content.splitlines() if line.strip()]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"A line of {file.name} is no object with `text`.", "Write JSON lines with `text`.") from error


def load(settings: Settings, adapter: Path | None) -> tuple[Any, Any]:
    """Tokeniser and model of the profile. Raises `Missing` where the model or the adapter is not there."""
    from peft import PeftModel
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from core.language.dequantised import dequantised
    from core.weights.locate import locate

    source = settings.language_model
    if not source:
        located = locate(PROFILES[settings.profile].language_model)
        source = str(dequantised(located, settings.cache_folder()) if located.suffix == ".gguf" else located)
    try:
        tokenizer = AutoTokenizer.from_pretrained(source)
        model = AutoModelForCausalLM.from_pretrained(source, use_safetensors=True)
        if adapter is not None:
            model = PeftModel.from_pretrained(model, str(adapter))
    except (OSError, ValueError) as error:
        raise Missing(
            "The language model or the adapter is not here, or is none that transformers can load.",
            "Name a folder in safetensors, and an adapter in PEFT's format.",
        ) from error
    return tokenizer, model.to(settings.device).eval()

"""Writing a trained LoRA as `core.language` takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.language.adapters import GGUF_NAME, read_base, write_gguf
from core.weights.locate import locate
from training.fitting.recipe import as_mapping


def save_adapter(language: Any, base: str, recipe: Any, folder: Path) -> None:
    """PEFT's two files in half precision, the recipe, and the same LoRA for llama.cpp where the base is a GGUF file.

    `base` is the name of the model under the LoRA: `smollm2`, a folder or a name on the hub.
    """
    for parameter in language.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.half()
    language.peft_config["default"].base_model_name_or_path = base
    language.save_pretrained(str(folder), save_embedding_layers=False)  # else it asks the hub whether they changed
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "recipe.json").write_text(json.dumps(as_mapping(recipe), indent=1), encoding="utf-8")
    if base == "smollm2":
        write_gguf(folder, folder / GGUF_NAME, read_base(locate("smollm2")))

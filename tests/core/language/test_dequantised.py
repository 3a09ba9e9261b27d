"""The dequantised copy has the tokens and the numbers of the GGUF file, and is not trusted when it was changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.language import dequantised as module
from core.language.dequantised import dequantised
from core.language.llamacpp import LlamaCppEngine

pytestmark = pytest.mark.models

TEXTS = [
    "Hello world",
    "<|im_start|>user\n\n  hi 12345 é中文😀  \n\n<|im_end|>\n",
    "a\tb  c\n\n\nd it's 3.14 \u200b <filename> don't",
    "naïve — “quotes” … ½ ² 1234567 ١٢٣ 한국어",
]


@pytest.mark.parametrize("text", TEXTS)
def test_its_tokeniser_is_that_of_llama_cpp(plain_model: Path, llamacpp: LlamaCppEngine, text: str) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(plain_model))
    tokens = tokenizer(text)["input_ids"]
    with llamacpp._leased(None) as server:
        assert tokens == server.tokenize(text, special=True)
    assert tokenizer.decode(tokens) == text


def test_it_is_no_longer_quantised(plain_model: Path) -> None:
    assert "quantization" not in (plain_model / "config.json").read_text()


def test_a_changed_copy_is_made_anew(
    plain_model: Path, smollm2: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def convert(_: Path, target: Path) -> None:
        made.append(target)
        (target / "config.json").write_text("{}")

    monkeypatch.setattr(module, "_convert", convert)
    folder = dequantised(smollm2, tmp_path)
    assert dequantised(smollm2, tmp_path) == folder
    assert len(made) == 1
    (folder / "config.json").write_text('{"changed": true}')
    assert (dequantised(smollm2, tmp_path) / "config.json").read_text() == "{}"
    assert len(made) == 2
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    shutil.rmtree(folder)

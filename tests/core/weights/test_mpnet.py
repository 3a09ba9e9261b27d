"""A small MPNet, converted: it says what the original says, and a span reader reads with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import torch
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import MPNetConfig, MPNetModel

from core.grounding.span_reader import SpanReader
from core.weights import mpnet
from core.weights.convert import _to_ctranslate2

WORDS = "the quay was rebuilt in 1871 by whom Ada Lund of Bergen paid for it all when . ?".split()
TEXT = "The quay was rebuilt in 1871. Ada Lund of Bergen paid for it all."


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mpnet")
    special = ["<s>", "<pad>", "</s>", "[UNK]"]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate([*special, *WORDS])}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=False)
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(7)
    config = MPNetConfig(
        vocab_size=len(special) + len(WORDS), hidden_size=32, num_hidden_layers=3, num_attention_heads=4,
        intermediate_size=64, max_position_embeddings=80, initializer_range=0.5,
    )  # fmt: skip
    MPNetModel(config, add_pooling_layer=False).eval().save_pretrained(str(folder))
    return folder


@pytest.fixture(scope="module")
def converted(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ctranslate2") / "mpnet"
    about = _to_ctranslate2(source, folder)
    save_file(
        {"weight": np.eye(2, 32, dtype=np.float32), "bias": np.zeros(2, np.float32)}, folder / "scores.safetensors"
    )
    (folder / "reader.json").write_text(json.dumps({"window_words": 40, "max_tokens": 60, **about}))
    return folder


def test_the_converted_network_says_what_the_original_says(source: Path, tmp_path: Path) -> None:
    """Texts of two lengths in one batch: the shorter one is filled up."""
    mpnet.convert(source, tmp_path / "exact")
    tokens = [[0, 4, 5, 6, 2], [0, *range(4, 20), 2, *range(4, 10), 2]]
    model = MPNetModel.from_pretrained(str(source), add_pooling_layer=False).eval()
    encoder = ctranslate2.Encoder(str(tmp_path / "exact"), device="cpu", compute_type="float32", intra_threads=1)
    places = [list(range(2, 2 + len(row))) for row in tokens]
    ours = np.asarray(encoder.forward_batch(tokens, token_type_ids=places).last_hidden_state)
    for row, ids in enumerate(tokens):
        with torch.inference_mode():
            theirs = model(input_ids=torch.tensor([ids])).last_hidden_state[0].numpy()
        assert np.allclose(ours[row, : len(ids)], theirs, atol=1e-4)


def test_a_span_reader_reads_with_it_within_its_text(converted: Path) -> None:
    found = SpanReader(converted, threads=1).read("By whom was it paid?", [TEXT], ["quay.pdf"])
    assert sorted((one.start, one.end) for one in found) == [(0, 29), (30, len(TEXT))]
    assert all(one.start <= one.answer[0] < one.answer[1] <= one.end for one in found)


def test_log_odds_are_brought_to_the_scale_that_is_decided_on(converted: Path, tmp_path: Path) -> None:
    scaled = shutil.copytree(converted, tmp_path / "scaled")
    about = json.loads((scaled / "reader.json").read_text())
    (scaled / "reader.json").write_text(json.dumps({**about, "slope": 3.5, "offset": 1.6}))
    plain, brought = (SpanReader(each, threads=1).read("By whom?", [TEXT]) for each in (converted, scaled))
    assert [one.score for one in brought] == pytest.approx([3.5 * one.score + 1.6 for one in plain])

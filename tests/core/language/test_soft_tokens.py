"""Soft tokens through llama.cpp: they arrive as they were sent, and are worth as much as the text they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.errors import BadInput
from core.language import soft_tokens
from core.language.llamacpp import LlamaCppEngine
from core.language.transformers import TransformersEngine
from core.types import FloatArray, Message, Sampling, SoftTokens, message

from .conftest import ask

HIDDEN = 576
QUESTION = "What is the capital of France?"


@pytest.fixture(scope="module")
def seeing(smollm2: Path) -> Iterator[LlamaCppEngine]:
    engine = LlamaCppEngine(smollm2, name="smollm2", context=512, parallel=2, threads=1, hidden=HIDDEN)
    yield engine
    engine.close()


def embedded(engine: TransformersEngine, text: str) -> FloatArray:
    vectors: FloatArray = engine._embedded(engine._tokenizer(text, add_special_tokens=False)["input_ids"])[0].numpy()
    return vectors


def decoded(picture: str, hidden: int) -> FloatArray:
    """What the made-up vision model computes of a picture: its own tensors, by hand."""
    import base64
    import io

    from PIL import Image

    shares = np.asarray(Image.open(io.BytesIO(base64.b64decode(picture))), dtype=np.float32) / np.float32(255)
    side = soft_tokens.picture_side(hidden)
    tensors = soft_tokens._identity(hidden, side)
    kernel = tensors["v.patch_embd.weight"].transpose(0, 2, 3, 1).reshape(hidden, -1)
    states = tensors["mm.0.weight"] @ (kernel @ shares.reshape(-1)) + tensors["mm.0.bias"]
    assert states.min() >= 10  # where GELU changes nothing
    result: FloatArray = tensors["mm.2.weight"] @ states + tensors["mm.2.bias"]
    return result


@settings(max_examples=20, deadline=None)
@given(arrays.arrays(np.float32, st.integers(1, 70), elements=st.floats(-128, 128, width=32)))
def test_a_vector_survives_being_a_picture(vector: FloatArray) -> None:
    assert np.abs(decoded(soft_tokens.as_picture(vector), len(vector)) - vector).max() <= 6 * soft_tokens.STEP  # 0.0001


@pytest.mark.parametrize("vector", [[np.nan, 0.0], [128.1, 0.0], [0.0, -129.0]])
def test_numbers_that_do_not_fit_are_refused(vector: list[float]) -> None:
    with pytest.raises(BadInput, match="within 128"):
        soft_tokens.as_picture(np.array(vector, np.float32))


@pytest.mark.models
def test_embeddings_of_a_text_are_as_good_as_the_text(seeing: LlamaCppEngine, transformers: TransformersEngine) -> None:
    vectors = embedded(transformers, QUESTION)
    plain = list(seeing.generate(ask(QUESTION), Sampling(max_tokens=12)))
    pieces = list(seeing.generate([Message("user", (SoftTokens(vectors),))], Sampling(max_tokens=12)))
    assert "".join(p.text for p in pieces) == "".join(p.text for p in plain) == "The capital of France is Paris."
    assert pieces[-1].usage == plain[-1].usage
    assert pieces[-1].finish == "stop"


@pytest.mark.models
def test_prompts_with_soft_tokens_are_counted_too(seeing: LlamaCppEngine, transformers: TransformersEngine) -> None:
    before = seeing.prompt_reads.cached + seeing.prompt_reads.processed
    parts = Message("user", ("Say it again: ", SoftTokens(embedded(transformers, "Paris"))))
    usage = list(seeing.generate([parts], Sampling(max_tokens=2)))[-1].usage
    assert usage is not None
    assert seeing.prompt_reads.cached + seeing.prompt_reads.processed == before + usage.prompt_tokens


def test_both_engines_answer_soft_tokens_alike(seeing: LlamaCppEngine, transformers: TransformersEngine) -> None:
    messages = [Message("user", ("Name the ", SoftTokens(embedded(transformers, " capital of France")), "."))]
    answers = [
        "".join(p.text for p in engine.generate(messages, Sampling(max_tokens=8))) for engine in (seeing, transformers)
    ]
    assert answers[0] == answers[1] != ""


@pytest.mark.models
def test_adapters_speak_to_soft_tokens_too(
    seeing: LlamaCppEngine, transformers: TransformersEngine, adapter: Path
) -> None:
    messages = [Message("user", (SoftTokens(embedded(transformers, QUESTION)),))]
    before = "".join(p.text for p in seeing.generate(messages, Sampling(max_tokens=8)))
    seeing.attach("v", adapter)
    try:
        changed = "".join(p.text for p in seeing.generate(messages, Sampling(max_tokens=8), adapter="v"))
        plain = "".join(p.text for p in seeing.generate(ask(QUESTION), Sampling(max_tokens=8), adapter="v"))
    finally:
        seeing.detach("v")
    assert changed == plain != before


@pytest.mark.models
def test_an_answer_over_soft_tokens_can_be_stopped(seeing: LlamaCppEngine, transformers: TransformersEngine) -> None:
    messages = [Message("user", (SoftTokens(embedded(transformers, "Count from one to one hundred.")),))]
    cancel = Event()
    pieces = []
    for piece in seeing.generate(messages, Sampling(max_tokens=200), cancel=cancel):
        pieces.append(piece)
        cancel.set()
    assert pieces[-1].finish == "cancelled"
    assert len(pieces) < 20
    assert "".join(p.text for p in seeing.generate(ask(QUESTION), Sampling(max_tokens=12))).startswith("The capital")


@pytest.mark.models
@pytest.mark.parametrize("vectors", [np.zeros((3, 7)), np.zeros(HIDDEN), np.full((1, HIDDEN), 129.0)])
def test_soft_tokens_that_do_not_fit_are_refused(seeing: LlamaCppEngine, vectors: FloatArray) -> None:
    with pytest.raises(BadInput, match="Soft tokens"):
        seeing.generate([Message("user", (SoftTokens(vectors.astype(np.float32)),))], Sampling())


@pytest.mark.models
def test_soft_tokens_count_against_the_context(seeing: LlamaCppEngine) -> None:
    picture = SoftTokens(np.zeros((seeing.context, HIDDEN), np.float32))
    with pytest.raises(BadInput, match="tokens"):
        seeing.generate([Message("user", (picture,)), message("user", "What is it?")], Sampling())


@pytest.mark.models
def test_an_engine_without_the_size_takes_text_only(llamacpp: LlamaCppEngine) -> None:
    assert not llamacpp.soft_tokens
    with pytest.raises(BadInput, match="text only"):
        llamacpp.generate([Message("user", (SoftTokens(np.zeros((1, HIDDEN), np.float32)),))], Sampling())


@pytest.mark.models
def test_layers_of_the_model_are_under_every_version(
    smollm2: Path, adapter: Path, other_adapter: Path, seeing: LlamaCppEngine
) -> None:
    layered = LlamaCppEngine(smollm2, name="smollm2", context=256, parallel=1, threads=1, layers=[adapter])
    both = Sampling(max_tokens=8)
    try:
        layered.attach("v", other_adapter)
        seeing.attach("one", adapter)
        seeing.attach("two", adapter, other_adapter)
        answers = ["".join(p.text for p in layered.generate(ask(QUESTION), both, adapter=v)) for v in (None, "v")]
        stacked = ["".join(p.text for p in seeing.generate(ask(QUESTION), both, adapter=v)) for v in ("one", "two")]
    finally:
        layered.close()
        seeing.detach("one")
        seeing.detach("two")
    assert answers == stacked
    assert answers[0] != answers[1]

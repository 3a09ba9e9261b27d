"""The splice: soft tokens at their places, segments that do not see each other, and only answers learnt."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.language.causal import PLACEHOLDER, UNLABELLED, merged, with_lora
from core.vision.projector_numpy import ProjectorConfig
from core.vision.projector_torch import Projector
from core.vision.vlm import VisionLanguageModel, splice

VOCABULARY, HIDDEN = 40, 16
TABLE = torch.nn.Embedding(VOCABULARY, HIDDEN)

rows_of_ids = st.lists(
    st.lists(st.integers(PLACEHOLDER, VOCABULARY - 1), min_size=6, max_size=6), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None)
@given(rows_of_ids, st.integers(-2, 2))
def test_each_placeholder_gets_its_row_and_each_token_its_embedding(rows: list[list[int]], spare: int) -> None:
    """Whatever number of pictures, none and several included; another number of soft tokens is refused."""
    ids = torch.tensor(rows)
    places = ids == PLACEHOLDER
    count = int(places.sum())
    if spare and count + spare >= 0:
        with pytest.raises(BadInput, match=f"{count} places for soft tokens, and {count + spare}"):
            splice(ids, torch.zeros(count + spare, HIDDEN), TABLE)
    soft = torch.arange(count * HIDDEN, dtype=torch.float32).reshape(count, HIDDEN)
    spliced = splice(ids, soft, TABLE)
    assert spliced.shape == (*ids.shape, HIDDEN)
    assert torch.equal(spliced[places], soft)
    assert torch.equal(spliced[~places], TABLE(ids[~places]))


def test_gradients_reach_the_soft_tokens() -> None:
    soft = torch.zeros(2, HIDDEN, requires_grad=True)
    splice(torch.tensor([[1, PLACEHOLDER, PLACEHOLDER, 2]]), soft, TABLE).sum().backward()
    assert soft.grad is not None
    assert torch.equal(soft.grad, torch.ones(2, HIDDEN))


# --- a small model ------------------------------------------------------------------------------------------------


def small_language(kind: str, dropout: float = 0.0) -> torch.nn.Module:
    from transformers import AutoModelForCausalLM, GPT2Config, LlamaConfig, PhiConfig

    torch.manual_seed(0)
    common = {"vocab_size": VOCABULARY, "bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0}
    sizes = {"hidden_size": HIDDEN, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = {
        "phi": lambda: PhiConfig(
            **common, **sizes, max_position_embeddings=64, attention_dropout=dropout, resid_pdrop=dropout
        ),
        "llama": lambda: LlamaConfig(**common, **sizes, max_position_embeddings=64, attention_dropout=dropout),
        "gpt2": lambda: GPT2Config(**common, n_embd=HIDDEN, n_layer=2, n_head=2, n_positions=64),
    }[kind]()
    model = AutoModelForCausalLM.from_config(config)
    with torch.no_grad():
        model.get_output_embeddings().weight *= 10  # as of a trained model: logits that can move
    return model.requires_grad_(False).eval()


def small(kind: str) -> VisionLanguageModel:
    return VisionLanguageModel(small_language(kind), Projector(ProjectorConfig("linear", 5, HIDDEN, 2, 2)))


def batch(*rows: tuple[list[int], list[int], list[int]]) -> dict[str, torch.Tensor]:
    """`ids`, `segments` and labelled places of each row, padded."""
    longest = max(len(ids) for ids, _, _ in rows)
    pad = [longest - len(ids) for ids, _, _ in rows]
    ids = torch.tensor([[*ids, *[0] * n] for (ids, _, _), n in zip(rows, pad, strict=True)])
    segments = torch.tensor([[*segments, *[-1] * n] for (_, segments, _), n in zip(rows, pad, strict=True)])
    labels = torch.full_like(ids, UNLABELLED)
    for row, (_, _, places) in enumerate(rows):
        labels[row, places] = ids[row, places]
    features = torch.randn(len(rows), 4, 5, generator=torch.Generator().manual_seed(1))
    return {"ids": ids, "segments": segments, "labels": labels, "places": features}


SOFT = [PLACEHOLDER] * 4


@pytest.mark.parametrize("kind", ["phi", "llama", "gpt2"])
def test_questions_side_by_side_are_as_good_as_one_by_one(kind: str) -> None:
    """Two questions about a picture in one row, padded beside a longer row, and each alone: equal losses."""
    model = small(kind).eval()
    first, second = [7, 8, 9], [11, 12, 13, 14]
    together = batch(
        ([1, *SOFT, *first, *second], [0] * 5 + [1] * 3 + [2] * 4, [6, 7, 10, 11]),
        ([1, *SOFT, *range(20, 32)], [0] * 5 + [1] * 12, []),
    )
    alone = [
        batch(([1, *SOFT, *first], [0] * 5 + [1] * 3, [6, 7])),
        batch(([1, *SOFT, *second], [0] * 5 + [1] * 4, [7, 8])),
    ]
    for one in alone:
        one["places"] = together["places"][:1]
    with torch.no_grad():
        whole = model(together)
        parts = [model(one) for one in alone]
    assert int(whole.items) == sum(int(part.items) for part in parts) == 4
    assert float(whole.total) == pytest.approx(sum(float(part.total) for part in parts), rel=1e-4)


@pytest.mark.parametrize("kind", ["phi", "llama", "gpt2"])
def test_the_loss_is_that_of_the_whole_model_on_the_answer(kind: str) -> None:
    """Against the model's own forward pass with its own loss, causal mask and positions."""
    model = small(kind).eval()
    one = batch(([1, *SOFT, 7, 8, 9], [0] * 8, [6, 7]))
    table = model.language.get_input_embeddings()
    with torch.no_grad():
        embedded = splice(one["ids"], model.projector(one["places"]).flatten(0, 1), table)
        wanted = model.language(inputs_embeds=embedded, labels=one["labels"]).loss
        got = model(one)
    assert float(got.total) / int(got.items) == pytest.approx(float(wanted), rel=1e-4)


@pytest.mark.parametrize("kind", ["phi", "llama", "gpt2"])
def test_training_touches_projector_and_lora_alone_and_merging_keeps_the_answer(kind: str) -> None:
    plain = small(kind)
    model = VisionLanguageModel(with_lora(plain.language, rank=2, alpha=4, dropout=0.0), plain.projector)
    one = batch(([1, *SOFT, 7, 8, 9, 10], [0] * 9, [6, 7, 8]))
    frozen = {name: p.clone() for name, p in model.language.named_parameters() if not p.requires_grad}
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=0.02)
    losses = []
    for _ in range(30):
        loss = model.train()(one).total
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.5 * losses[0]
    assert all(torch.equal(frozen[name], p) for name, p in model.language.named_parameters() if name in frozen)
    with torch.no_grad():
        before = model.eval().scored(one)[0]
        after = VisionLanguageModel(merged(model.language), model.projector).eval().scored(one)[0]
    assert torch.allclose(before, after, atol=1e-4)


def forwards_of_a_step(model: VisionLanguageModel) -> int:
    """How often the first layer's attention is computed in a step of training."""
    body = getattr(model.language, "get_base_model", lambda: model.language)().base_model
    layer = (body.h if hasattr(body, "h") else body.layers)[0]
    calls: list[int] = []
    attention = layer.attn if hasattr(layer, "attn") else layer.self_attn
    hook = attention.register_forward_pre_hook(lambda *_: calls.append(1))
    model.train()(batch(([1, *SOFT, 7, 8, 9], [0] * 8, [6, 7]))).total.backward()
    hook.remove()
    assert all(p.grad is not None for p in model.projector.parameters())
    return len(calls)


@pytest.mark.parametrize("kind", ["phi", "llama", "gpt2"])
@pytest.mark.parametrize("lora", [False, True])
def test_activations_are_recomputed_in_both_stages_where_it_is_asked_for(kind: str, lora: bool) -> None:
    def made(recompute: bool) -> VisionLanguageModel:
        plain = small(kind)
        if recompute:
            plain.language.gradient_checkpointing_enable({"use_reentrant": False})
        if not lora:
            return plain
        return VisionLanguageModel(with_lora(plain.language, rank=2, alpha=4, dropout=0.0), plain.projector)

    assert forwards_of_a_step(made(recompute=False)) == 1
    assert forwards_of_a_step(made(recompute=True)) == 2


@pytest.mark.parametrize("kind", ["phi", "llama", "gpt2"])
@pytest.mark.parametrize("lora", [False, True])
def test_what_is_frozen_is_not_noisy_in_training(kind: str, lora: bool) -> None:
    """GPT-2's dropout is 0.1, that of the others is set so here."""
    language = small_language(kind, dropout=0.5)
    model = VisionLanguageModel(
        with_lora(language, rank=2, alpha=4, dropout=0.0) if lora else language, small(kind).projector
    )
    one = batch(([1, *SOFT, 7, 8, 9], [0] * 8, [6, 7]))
    with torch.no_grad():
        losses = [float(model.train()(one).total) for _ in range(3)]
        assert losses == [float(model.eval()(one).total)] * 3


def test_the_dropout_of_a_lora_stays() -> None:
    plain = small("gpt2")
    model = VisionLanguageModel(with_lora(plain.language, rank=2, alpha=4, dropout=0.5), plain.projector)
    rates = {module.p for name, module in model.language.named_modules() if isinstance(module, torch.nn.Dropout)}
    assert rates == {0.0, 0.5}
    for name, parameter in model.language.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter)
    one = batch(([1, *SOFT, 7, 8, 9], [0] * 8, [6, 7]))
    with torch.no_grad():
        assert float(model.train()(one).total) != float(model.train()(one).total)


def test_another_width_than_the_language_models_is_refused() -> None:
    with pytest.raises(BadInput, match="vectors of 8 numbers, and the language model takes 16"):
        VisionLanguageModel(small_language("phi"), Projector(ProjectorConfig("linear", 5, 8, 2, 2)))

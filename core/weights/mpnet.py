"""MPNet for CTranslate2, which has no converter for it.

It is a BERT whose attention adds a bias for how far apart two tokens are, in buckets, as T5 does, and that adds an
embedding of each token's place besides (Song et al. 2020, "MPNet"). CTranslate2 knows the first; the second goes in as
the embedding of a second input, which is that of BERT's token types: whoever runs it passes the tokens' places there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch
    from ctranslate2.specs import TransformerEncoderSpec

_FURTHEST = 128  # tokens apart from which all distances share a bucket


def convert(source: Path, target: Path, precision: str | None = None) -> None:
    """The MPNet of a folder, as transformers keeps it, into a CTranslate2 folder of a precision, else of float32."""
    from ctranslate2.specs import TransformerEncoderModelSpec
    from tokenizers import Tokenizer
    from transformers import MPNetModel

    model: Any = MPNetModel.from_pretrained(str(source), local_files_only=True, add_pooling_layer=False)
    spec = TransformerEncoderModelSpec(_encoder(model))
    vocabulary = Tokenizer.from_file(str(source / "tokenizer.json")).get_vocab()
    spec.register_vocabulary(sorted(vocabulary, key=lambda token: vocabulary[token]))
    spec.config.unk_token, spec.config.layer_norm_epsilon = "[UNK]", model.config.layer_norm_eps
    spec.validate()
    spec.optimize(quantization=precision)
    target.mkdir(parents=True, exist_ok=True)
    spec.save(str(target))


def likeness(source: Path, target: Path, texts: Sequence[str], first_place: int) -> float:
    """The mean cosine of the tokens' last states, as the original has them and as CTranslate2 does."""
    import ctranslate2
    import torch
    from tokenizers import Tokenizer
    from transformers import MPNetModel

    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    model: Any = MPNetModel.from_pretrained(str(source), local_files_only=True, add_pooling_layer=False).eval()
    encoder = ctranslate2.Encoder(str(target), device="cpu", intra_threads=1)
    cosines = []
    for tokens in (tokenizer.encode(text).ids for text in texts):
        places = list(range(first_place, first_place + len(tokens)))
        ours = np.asarray(encoder.forward_batch([tokens], token_type_ids=[places]).last_hidden_state)[0]
        with torch.inference_mode():
            theirs = model(input_ids=torch.tensor([tokens])).last_hidden_state[0].numpy()  # (tokens, width)
        lengths = np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
        cosines += list((ours * theirs).sum(axis=1) / lengths)
    return float(np.mean(cosines))


def _encoder(model: Any) -> TransformerEncoderSpec:
    from ctranslate2.converters.utils import fuse_linear
    from ctranslate2.specs import TransformerEncoderSpec, common_spec

    config, embeddings = model.config, model.embeddings
    spec = TransformerEncoderSpec(
        config.num_hidden_layers, config.num_attention_heads, pre_norm=False,
        activation=common_spec.Activation.GELU, layernorm_embedding=True, num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD, relative_attention_bias=True,
    )  # fmt: skip
    spec.scale_embeddings = False
    spec.embeddings[0].weight = _array(embeddings.word_embeddings.weight)
    spec.embeddings[1].weight = _array(embeddings.position_embeddings.weight)
    _put_norm(spec.layernorm_embedding, embeddings.LayerNorm)
    bias = _array(model.encoder.relative_attention_bias.weight)  # (buckets, heads), shared by all layers
    for into, layer in zip(spec.layer, model.encoder.layer, strict=True):
        attention, one = layer.attention.attn, into.self_attention
        parts = [common_spec.LinearSpec() for _ in range(3)]
        for part, linear in zip(parts, (attention.q, attention.k, attention.v), strict=True):
            _put_linear(part, linear)
        fuse_linear(one.linear[0], parts)
        _put_linear(one.linear[1], attention.o)
        _put_norm(one.layer_norm, layer.attention.LayerNorm)
        one.relative_attention_bias, one.relative_attention_max_distance = bias, np.int32(_FURTHEST)
        _put_linear(into.ffn.linear_0, layer.intermediate.dense)
        _put_linear(into.ffn.linear_1, layer.output.dense)
        _put_norm(into.ffn.layer_norm, layer.output.LayerNorm)
    return spec


def _put_linear(spec: Any, layer: torch.nn.Linear) -> None:
    spec.weight, spec.bias = _array(layer.weight), _array(layer.bias)


def _put_norm(spec: Any, layer: torch.nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(layer.weight), _array(layer.bias)


def _array(tensor: torch.Tensor) -> Any:
    """A copy: CTranslate2 alters what it optimises."""
    return tensor.detach().clone().numpy()

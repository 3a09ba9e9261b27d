"""The universal encoder on a tiny configuration, against the same sums written token by token."""

import struct
from pathlib import Path

import numpy as np
import pytest

from app.wiring.models import universal_encoder
from core.embedding.sentencepiece import unigram
from core.embedding.universal import UniversalEncoder

PIECES = ("<unk>", "<s>", "</s>", "▁", "▁a", "b", "▁ab", "c", "é")
SCORES = (0.0, 0.0, 0.0, -2.0, -1.5, -3.0, -1.0, -2.5, -4.0)
WIDTH, INNER, OUT, BLOCKS = 6, 4, 5, 3
TEXTS = ["ab c", "", "a", "c b a ab ab c", "  ab   c ", "zé\nab"]


def _message(number: int, data: bytes) -> bytes:
    return bytes([number << 3 | 2, len(data)]) + data


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model file of nine pieces without a table of characters, and random weights."""
    kinds = [2, 3, 3] + [1] * (len(PIECES) - 3)
    pieces = [
        _message(1, text.encode()) + bytes([2 << 3 | 5]) + struct.pack("<f", score) + bytes([3 << 3, kind])
        for text, score, kind in zip(PIECES, SCORES, kinds, strict=True)
    ]
    (tmp_path / "sp.model").write_bytes(b"".join(_message(1, piece) for piece in pieces))
    draw = np.random.default_rng(1)
    rows = len(PIECES) // BLOCKS
    values = {f"q{n + 1}": draw.integers(0, 64, (rows, WIDTH), dtype=np.uint8) for n in range(BLOCKS)}
    shapes: dict[str, tuple[int, ...]] = {
        "scale": (BLOCKS,), "lo": (BLOCKS,), "ln_g": (WIDTH + 3 * INNER,), "ln_b": (WIDTH + 3 * INNER,),
        "cnn_W": (WIDTH + 3 * INNER, OUT), "cnn_b": (OUT,), "d0": (OUT, 3), "d1": (3, 3), "p1": (OUT, 3),
        "d2": (3, OUT), "p3": (3, OUT), "d3": (OUT, OUT),
    }  # fmt: skip
    for width in (2, 3, 5):
        shapes |= {f"proj{width}": (WIDTH, INNER), f"w1_{width}": (width * INNER, INNER)}
        shapes |= {f"w2_{width}": (width * INNER, INNER)}
        shapes |= {f"{name}{width}": (INNER,) for name in ("proj_b", "ln_g", "ln_b", "b1_", "b2_")}
    # of a size that shows every part in the vector: the last layer must not saturate, nor one part drown the rest
    for name, shape in shapes.items():
        drawn = draw.standard_normal(shape) / np.sqrt(shape[0] if len(shape) > 1 else 1)
        values[name] = (drawn * (0.02 if name == "scale" else 1)).astype(np.float32)
    np.savez(tmp_path / "weights.npz", eps=np.float64(1e-6), **values)  # type: ignore[arg-type]
    return tmp_path


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("ab c", [6, 3, 7]), ("  ab   c ", [6, 3, 7]), ("abb", [6, 5]), ("azb", [4, 0, 5]), ("", [])],
)
def test_a_text_is_cut_into_the_likeliest_pieces(folder: Path, text: str, wanted: list[int]) -> None:
    assert unigram(folder / "sp.model").encode(text).ids == wanted


@pytest.mark.parametrize("data", [b"", b"\x0f\x01"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "sp.model").write_bytes(data)
    with pytest.raises(ValueError, match=r"no pieces|wire type"):
        unigram(tmp_path / "sp.model")


def test_vectors_are_those_of_the_sums_token_by_token(folder: Path) -> None:
    encoder = UniversalEncoder(folder, "tiny")
    vectors = encoder.encode(TEXTS)
    assert (encoder.space, encoder.dimension, vectors.dtype) == ("tiny", OUT, np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    tokens = [[1, *unigram(folder / "sp.model").encode(text).ids, 2] for text in TEXTS]
    np.testing.assert_allclose(vectors, [_slowly(folder, ids) for ids in tokens], atol=1e-5)
    assert encoder.encode([]).shape == (0, OUT)


def _slowly(folder: Path, ids: list[int]) -> np.ndarray:
    """The vector of one text (dimension,), by loops over its tokens and their neighbours."""
    with np.load(folder / "weights.npz") as w:
        own = [w[f"q{i % BLOCKS + 1}"][i // BLOCKS] * w["scale"][i % BLOCKS] + w["lo"][i % BLOCKS] for i in ids]
        whole = [np.concatenate([x @ w[f"proj{n}"] + w[f"proj_b{n}"] for n in (2, 3, 5)]) for x in own]
        gain, shift = (np.concatenate([w[f"ln_{kind}{n}"] for n in (2, 3, 5)]) for kind in "gb")
        whole = [_norm(x, gain, shift) for x in whole]
        features = own
        for place, (n, before) in enumerate(((2, 0), (3, 1), (5, 2))):
            values = [x[place * INNER : (place + 1) * INNER] for x in whole]
            for step in ("1", "2"):
                zero, made = np.zeros(INNER), []
                for t, value in enumerate(values):
                    seen = [values[u] if 0 <= u < len(values) else zero for u in range(t - before, t - before + n)]
                    made.append(np.maximum(np.concatenate(seen) @ w[f"w{step}_{n}"] + w[f"b{step}_{n}"], 0) + value)
                values = made
            features = [np.concatenate([x, y]) for x, y in zip(features, values, strict=True)]
        summed = sum(_norm(x, w["ln_g"], w["ln_b"]) @ w["cnn_W"] + w["cnn_b"] for x in features) / np.sqrt(len(ids))
        first = np.maximum(summed @ w["d0"], 0)
        second = np.maximum(summed @ w["p1"] + first @ w["d1"], 0)
        vector = np.tanh(second @ w["p3"] + np.maximum(second @ w["d2"], 0) @ w["d3"])
        return np.asarray(vector / np.linalg.norm(vector))


def _norm(values: np.ndarray, gain: np.ndarray, shift: np.ndarray) -> np.ndarray:
    return np.asarray((values - values.mean()) / np.sqrt(values.var() + 1e-6) * gain + shift)


@pytest.mark.models
def test_the_published_weights_find_a_translation_nearest() -> None:
    meanings = {
        "en": ["The house may not be sold.", "The shop closes at six.", "My sister plays the violin."],
        "de": ["Das Haus darf nicht verkauft werden.", "Der Laden schließt um sechs.", "Meine Schwester spielt Geige."],
        "es": ["La casa no se puede vender.", "La tienda cierra a las seis.", "Mi hermana toca el violín."],
    }
    encoder = universal_encoder()
    vectors = {language: encoder.encode(texts) for language, texts in meanings.items()}  # (3, dimension) each
    for one in vectors.values():
        for other in vectors.values():
            assert (one @ other.T).argmax(axis=1).tolist() == [0, 1, 2]
    unrelated = encoder.encode(["How do I descale a kettle?"])[0]
    assert (vectors["en"] @ unrelated).max() < encoder.threshold < (vectors["en"] * vectors["de"]).sum(axis=1).min()

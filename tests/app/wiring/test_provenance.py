"""Which weights a turn is said to be from: by the records that came with them, and hashed only where there are none."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.wiring.provenance import language_digest, product_weights, reader_weights
from core.settings import Settings
from core.types import Weights
from core.weights import hashes
from core.weights.locate import trained_files
from core.weights.manifest import SOURCES


def test_published_weights_are_known_by_the_manifest_without_reading_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashes, "sha256", lambda path: pytest.fail("a gigabyte was read"))
    assert language_digest(Settings(profile="lite")) == SOURCES["smollm2"].digest
    digest = trained_files()["grounded_reader/adapter_model.safetensors"]["sha256"]
    assert reader_weights(Settings(profile="lite")) == Weights("grounded_reader", digest)


def test_a_file_of_ones_own_is_hashed(tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(b"weights")
    expected = hashlib.sha256(b"weights").hexdigest()
    assert language_digest(Settings(profile="lite", language_model=str(own))) == expected
    assert product_weights("mine", own) == Weights("mine", expected)
    assert reader_weights(Settings(profile="lite", language_model=str(own))) is None


@pytest.mark.parametrize("more", [{"profile": "stand-in"}, {"language_engine": "remote"}, {"language_model": "a/hub"}])
def test_what_has_no_file_here_has_no_digest(more: dict[str, str]) -> None:
    assert language_digest(Settings(**more)) == ""  # type: ignore[arg-type]

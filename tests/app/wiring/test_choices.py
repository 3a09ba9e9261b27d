"""Whether the reader is used: only over the language model that it was trained over."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from app.wiring import choices, models
from app.wiring.learned import Learned
from core.settings import Settings
from core.stand_ins.language import ExtractiveEngine
from core.weights import locate
from core.weights.manifest import SOURCES
from core.weights.products import MANIFEST

SMOLLM2, QWEN = SOURCES["smollm2"].digest, SOURCES["qwen2.5-coder-1.5b"].digest


def reader(folder: Path, **about: object) -> Path:
    """A product as training leaves it, as far as its manifest."""
    folder.mkdir(exist_ok=True)
    (folder / MANIFEST).write_text(json.dumps({"product": "grounded_reader", "files": {}, **about}))
    return folder


def over(sha256: str, ending: str = ".gguf") -> dict[str, object]:
    return {"base_weights": {"name": "base", "format": ending, "sha256": sha256}}


def test_the_reader_that_ships_is_used_over_its_model_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choices.reader_version(Settings(profile="lite")) == "grounded_reader"
    assert choices.reader_version(Settings(profile="standard")) == "excerpt_reader"
    files = locate.trained_files()
    files["grounded_reader/adapter_model.safetensors"]["base"] = "smollm2@00000000"
    files["excerpt_reader/adapter_model.safetensors"]["base"] = "qwen2.5-coder-1.5b@00000000"
    monkeypatch.setattr(locate, "trained_files", lambda: files)
    assert choices.reader_version(Settings(profile="lite")) is None
    assert choices.reader_version(Settings(profile="standard")) is None


@pytest.mark.parametrize(("product", "excerpts"), [("grounded_reader", False), ("excerpt_reader", True)])
def test_a_product_says_what_it_reads(product: str, excerpts: bool, tmp_path: Path) -> None:
    own = reader(tmp_path / "own", product=product, **over(QWEN))
    chosen = Settings(profile="standard", grounded_reader=own)
    assert choices.reader_version(chosen) == product
    assert models.answers_from_excerpts(chosen) is excerpts


@pytest.mark.parametrize("profile", ["lite", "standard"])
def test_a_reader_of_ones_own_over_a_published_model(profile: str, tmp_path: Path) -> None:
    def version(**about: object) -> str | None:
        own = reader(tmp_path / "own", **about)
        return choices.reader_version(Settings(profile=profile, grounded_reader=own))  # type: ignore[arg-type]

    fits = {"lite": SMOLLM2, "standard": QWEN}
    for name, digest in fits.items():
        expected = "grounded_reader" if name == profile else None
        assert version(**over(digest)) == expected
    assert version(base=f"smollm2@{SMOLLM2[:8]}") == ("grounded_reader" if profile == "lite" else None)  # of before
    assert version(**over("0" * 64, ".safetensors")) == "grounded_reader"  # in another format: no hash can tell


def test_a_reader_of_ones_own_over_a_model_of_ones_own(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"weights")
    digest = hashlib.sha256(b"weights").hexdigest()
    chosen = Settings(
        language_engine="transformers", language_model=str(model),
        grounded_reader=reader(tmp_path / "own", **over(digest, ".safetensors")),
    )  # fmt: skip
    assert choices.reader_version(chosen) == "grounded_reader"
    (model / "model-2.safetensors").write_bytes(b"more weights")
    assert choices.reader_version(chosen) is None
    assert choices.reader_objection(chosen).startswith(f"The grounded reader was trained over base ({digest[:8]}), and")


def test_a_reader_that_is_not_used_is_not_attached_and_the_service_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached: list[str] = []
    monkeypatch.setattr(models, "language_engine", lambda *_: ExtractiveEngine(512))
    monkeypatch.setattr(ExtractiveEngine, "attach", lambda _, version, *folders: attached.append(version))
    chosen = Settings(profile="lite", data=tmp_path, grounded_reader=reader(tmp_path / "own", **over(QWEN)))
    loaded = models.models(chosen, Learned(chosen))
    loaded.language.get()
    assert attached == []
    [note] = loaded.notes
    assert "was trained over base (cc324af0), and the language model in use is smollm2 (b179c952)" in note
    assert models.answers_from_excerpts(chosen) is models.answers_from_excerpts(Settings(trained_reader=False))


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"base_weights": 3}', '{"base_weights": {"name": "x"}}'])
def test_a_manifest_that_says_nothing_of_its_base_is_left_to_the_verification(broken: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(broken)
    assert choices.reader_version(Settings(profile="lite", grounded_reader=tmp_path)) == "grounded_reader"

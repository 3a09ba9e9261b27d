"""What `vermeil train` leaves is served from its folder by a setting, and refused where it was altered."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from safetensors.numpy import save_file

from app.wiring import choices, models
from app.wiring.learned import Learned
from core.errors import BadInput, WeightsMismatch
from core.settings import Settings
from core.types import Sampling
from core.weights import locate
from core.weights.manifest import SOURCES
from core.weights.products import MANIFEST
from tests.tiny_models import tiny_phi
from tests.training.data import tiny_wordnet
from training.data import facts
from training.data.reading import dialogues
from training.stages import contrast, sft, spans


def altered(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def questions(folder: Path) -> None:
    lines = [
        {"story": f"s{i % 40}", "context": row.context, "question": row.question, "answers": list(row.answers)}
        for i, row in enumerate(row for row in facts.entries(300, 1) if row.answers)
    ]
    (folder / "small.jsonl").write_text("\n".join(json.dumps(line) for line in lines))


def test_a_grounded_reader_over_a_model_of_ones_own(tmp_path: Path) -> None:
    base = tiny_phi(tmp_path / "base")
    questions(tmp_path)
    recipe = tmp_path / "tiny.yaml"
    recipe.write_text(
        f"model: {base}\ntemplate: phi2\ndata:\n  folder: {tmp_path}\n  train: [small]\n  validation: [small]\n"
        "  validate_on: 4\nlora: {rank: 4, alpha: 8, targets: [q_proj, v_proj]}\nmax_tokens: 1500\n"
        "fit: {steps: 2, batch: 2, learning_rates: {lora: 0.1}, precision: float32}\n"
    )
    sft.main(recipe, tmp_path / "run")
    product = tmp_path / "run" / "product"
    settings = Settings(
        data=tmp_path, language_model=str(base), language_engine="transformers", template="phi2",
        grounded_reader=product, cache=tmp_path / "cache",
    )  # fmt: skip
    version = choices.reader_version(settings)
    assert version is not None
    engine = models.models(settings, Learned(settings)).language.get()
    messages = dialogues(facts.entries(1, 9), 0.0, 1)[0].messages
    said = [list(engine.generate(messages, Sampling(max_tokens=1), adapter=adapter)) for adapter in (None, version)]
    assert all(said)
    engine.close()
    assert json.loads((product / MANIFEST).read_text())["recipe"]["lora"]["rank"] == 4
    other = tiny_phi(tmp_path / "other")
    altered(next(other.glob("*.safetensors")))
    another = settings.model_copy(update={"language_model": str(other)})
    assert choices.reader_version(another) is None
    assert "is other (" in choices.reader_objection(another)
    altered(product / "adapter_model.safetensors")
    with pytest.raises(WeightsMismatch, match=r"adapter_model\.safetensors"):
        models.models(settings, Learned(settings)).language.get()


@pytest.mark.models
def test_picture_heads(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    rows = []
    for number, thing in enumerate(("dog", "bicycle", "knife", "cat", "boat", "lamp", "bottle", "poodle")):
        for copy in range(3):
            picture = Image.new("RGB", (64, 64), "white")
            ImageDraw.Draw(picture).rectangle((8, 8, 16 + 5 * number, 20 + 4 * copy), fill=(30 * number, 90, 120))
            picture.save(pictures / f"{thing}-{copy}.png")
            rows.append({"file": f"{thing}-{copy}.png", "caption": thing, "group": thing})
    (pictures / "captions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    tiny_wordnet.make(tmp_path / "wordnet")
    recipe = tmp_path / "contrast.yaml"
    recipe.write_text(
        f"pictures: [{pictures}]\nwordnet: {tmp_path / 'wordnet'}\ncache: {tmp_path / 'features'}\nbasis: 8\ninner: 8\n"
        "dimension: 8\nvalidation: 0.3\nheld_out: 0.1\n"
        "fit: {steps: 2, batch: 6, learning_rates: {pictures: 1.0e-2, texts: 1.0e-2, scale: 1.0e-3}}\n"
    )
    contrast.main(recipe, tmp_path / "run")
    product = tmp_path / "run" / "product"
    settings = Settings(data=tmp_path, picture_heads=product)
    encoder = models.text_encoder(settings)
    shipped = models.picture_encoder(Settings(data=tmp_path), encoder)
    ours = models.picture_encoder(settings, encoder)
    assert ours.space != shipped.space
    assert ours.encode_texts(["a dog"]).shape[1] != shipped.encode_texts(["a dog"]).shape[1]
    with pytest.raises(BadInput, match="is a picture_heads, and not a span_reader"):
        models.span_reader(Settings(data=tmp_path, span_reader=product))
    altered(next(product.glob("*.safetensors")))
    with pytest.raises(WeightsMismatch, match="not the file that was trained"):
        models.picture_encoder(settings, encoder)


@pytest.mark.parametrize(
    ("base", "form"),
    [(SOURCES["minilm"].digest, "spans-ctranslate2"), (SOURCES["mpnet"].digest, "mpnet-spans-ctranslate2"), ("0", "")],
)
def test_a_span_reader_is_put_into_the_encoder_that_it_was_trained_on(
    base: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = tmp_path / "span_reader.safetensors"
    about = {"about": json.dumps({"base_sha256": base})}
    save_file({"scores.bias": np.zeros(2, np.float32)}, product, metadata=about)
    monkeypatch.setattr(locate, "converted", lambda name, file: (name, file))
    if form:
        assert locate.converted_spans(product) == (form, product)
    else:
        with pytest.raises(BadInput, match="another text encoder"):
            locate.converted_spans(product)


@pytest.mark.models
def test_a_span_reader(tmp_path: Path) -> None:
    questions(tmp_path)
    recipe = tmp_path / "spans.yaml"
    recipe.write_text(
        f"data: {tmp_path}\ntrain: [small]\nvalidation: [small]\nrounds: 1\nrank: 2\nmax_tokens: 64\n"
        "fit: {steps: 1, batch: 2, learning_rates: {lora: 1.0e-3, scores: 1.0e-3}, precision: float32}\n"
    )
    spans.main(recipe, tmp_path / "run")
    product = tmp_path / "run" / "product"
    reader = models.span_reader(Settings(data=tmp_path, span_reader=product))
    shipped = models.span_reader(Settings(data=tmp_path))
    text = "The mill was built in 1823. It burned down twice."
    ours, theirs = (each.read("When was the mill built?", [text]) for each in (reader, shipped))
    assert {found.start for found in ours} == {found.start for found in theirs}
    assert [found.score for found in ours] != [found.score for found in theirs]
    altered(product / "span_reader.safetensors")
    with pytest.raises(WeightsMismatch):
        models.span_reader(Settings(data=tmp_path, span_reader=product))

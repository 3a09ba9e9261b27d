"""Both stages of the vision-language model from end to end, small: Phi's architecture and a ViT of open_clip.

Trains, saves, loads, answers; through stage 1, stage 2, the merged LoRA, and the serving engine with its adapters.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from transformers import AutoTokenizer

from core.errors import BadInput, Missing
from core.grounding import prompt
from core.language.causal import PLACEHOLDER
from core.language.transformers import TransformersEngine
from core.types import Message, Sampling, SoftTokens
from core.vision import projector_numpy, projector_torch
from core.vision.tower import image_tower
from core.weights.manifest import lite_key, smollm2_key
from core.weights.products import MANIFEST
from tests.tiny_models import tiny_phi
from training.data.pictures import read_pixels
from training.data.turns import PictureExample
from training.fitting.loop import Report
from training.fitting.recipe import as_mapping, find, read_recipe
from training.stages import align, instruct
from training.stages.picture_stage import PROJECTOR, ExampleSet, PictureStage
from training.stages.ridge_init import ridge_init

COLOURS = {"red": (220, 30, 30), "green": (30, 200, 30), "blue": (30, 30, 220), "white": (250, 250, 250)}
PICTURES = 16


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures of one colour in a flat folder with captions and conversations, a small Phi and a small ViT."""
    folder = tmp_path_factory.mktemp("world")
    captions, talks = [], []
    for n in range(PICTURES):
        name = list(COLOURS)[n % len(COLOURS)]
        shade = tuple(abs(value - n) for value in COLOURS[name])  # no two pictures are the same
        Image.new("RGB", (40, 32), shade).save(folder / f"{n}.png")
        captions.append({"file": f"{n}.png", "caption": name})
        said = ["<image>\nWhich colour?", name, "Is it red?\nSay yes or no.", "yes" if name == "red" else "no"]
        turns = [{"from": ("human", "gpt")[at % 2], "value": value} for at, value in enumerate(said)]
        talks.append({"id": n, "image": f"{n}.png", "conversations": turns})
    (folder / "captions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in captions))
    (folder / "instructions.json").write_text(json.dumps(talks))
    vision = {"image_size": 32, "layers": 1, "width": 32, "head_width": 16, "patch_size": 16}
    text = {"context_length": 8, "vocab_size": 64, "width": 16, "heads": 2, "layers": 1}
    config = {"embed_dim": 16, "vision_cfg": vision, "text_cfg": text}
    (folder / "tiny-vit.json").write_text(json.dumps(config))
    torch.manual_seed(0)
    import open_clip

    open_clip.add_model_config(folder / "tiny-vit.json")
    torch.save(open_clip.create_model("tiny-vit").state_dict(), folder / "tiny-vit.pt")
    _louder(tiny_phi(folder / "phi"))
    return folder


def _louder(folder: Path, part: str = "layers") -> Path:
    """Weights as large as a trained model's, so that what is seen moves what is said in a few steps."""
    from safetensors.torch import load_file, save_file

    tensors = load_file(folder / "model.safetensors")
    for name, tensor in tensors.items():
        if tensor.ndim == 2 and (part in name or (part == "layers" and "lm_head" in name)):
            tensor *= 10
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def models(world: Path) -> dict[str, Any]:
    return {
        "tower": str(world / "tiny-vit.json"), "tower_weights": str(world / "tiny-vit.pt"),
        "language": str(world / "phi"), "template": "phi2", "projector": "linear", "side": 2, "placed": True,
    }  # fmt: skip


def fitting(rates: dict[str, float], steps: int) -> dict[str, Any]:
    return {
        "steps": steps, "batch": 8, "learning_rates": rates, "precision": "float32", "validate_every": steps,
        "checkpoint_every": steps,
    }  # fmt: skip


def write(world: Path, name: str, recipe: dict[str, Any]) -> Path:
    import yaml

    (world / name).write_text(yaml.safe_dump(recipe))
    return world / name


@pytest.fixture(scope="module")
def aligned(world: Path) -> tuple[Path, Report]:
    recipe = {
        "models": models(world), "captions": [str(world)], "held_out": 0.25, "ridge": 10.0,
        "cache": str(world / "cache"), "fit": fitting({"projector": 0.05}, 30),
    }  # fmt: skip
    report = align.main(write(world, "align.yaml", recipe), world / "align")
    return world / "align" / "product" / PROJECTOR, report


def instruct_recipe(world: Path, start: Path) -> dict[str, Any]:
    return {
        "models": models(world), "projector": str(start), "lora": {"rank": 4, "alpha": 16},
        "sources": [{"instructions": str(world / "instructions.json")}], "held_out": 0.25, "turns": "together",
        "context": 400, "spoken_share": 0.0, "merge": True, "cache": str(world / "cache"),
        "fit": fitting({"projector": 0.003, "lora": 0.01}, 60),
    }  # fmt: skip


@pytest.fixture(scope="module")
def instructed(world: Path, aligned: tuple[Path, Report]) -> tuple[Path, Report]:
    recipe = write(world, "instruct.yaml", instruct_recipe(world, aligned[0]))
    report = instruct.main(recipe, world / "instruct")
    return world / "instruct" / "product", report


def losses(report: Report) -> list[float]:
    return [line["loss"] for line in report.log if "loss" in line]


def ask(engine: TransformersEngine, world: Path, product: Path, picture: int, adapter: str | None) -> list[str]:
    """The pieces of an answer about a picture, seen by the tower and spoken to the engine by the projector."""
    tower = image_tower(str(world / "tiny-vit.json"), str(world / "tiny-vit.pt"))
    places = tower.tokens(tower.prepare([read_pixels(world / f"{picture}.png")]))[0].numpy()
    soft = projector_numpy.read(product / PROJECTOR).soft_tokens(places)
    messages = prompt.about_picture("Which colour?", soft)
    return [piece.text for piece in engine.generate(messages, Sampling(max_tokens=12), adapter=adapter) if piece.text]


def serve(model: Path, world: Path) -> TransformersEngine:
    return TransformersEngine(
        model, name="phi", context=400, device="cpu", threads=1, template="phi2", cache=world / "cache"
    )


def test_stage_1_lowers_the_loss_and_trains_the_projector_alone(aligned: tuple[Path, Report], world: Path) -> None:
    product, report = aligned
    curve = losses(report)
    assert np.mean(curve[-3:]) < 0.95 * curve[0]
    assert {file.name for file in product.parent.iterdir()} == {PROJECTOR, MANIFEST}
    found = projector_numpy.read(product)
    assert found.config.placed
    assert found.language.startswith("phi@")
    assert found.tower.startswith("tiny-vit@")
    assert found.about["stage"] == "align"
    assert {"loss", "exact"} <= set(report.best)


def test_stage_2_answers_questions_about_pictures_through_the_engine(
    instructed: tuple[Path, Report], world: Path
) -> None:
    """By the adapter and by the merged model alike, in a stream, another answer for another picture."""
    product, report = instructed
    curve = losses(report)
    assert np.mean(curve[-5:]) < 0.5 * np.mean(curve[:3])
    engine = serve(world / "phi", world)
    engine.attach("projector", product / instruct.ADAPTER)
    said = {name: ask(engine, world, product, n, "projector") for n, name in enumerate(COLOURS)}
    right = [name for name, pieces in said.items() if "".join(pieces).strip() == name]
    assert len(right) >= 3, said
    assert len(said[right[0]]) > 1  # letters, as they come
    merged = serve(product / "merged", world)
    assert [ask(merged, world, product, n, None) for n in range(2)] == [said["red"], said["green"]]
    assert ask(engine, world, product, 0, None) != said["red"]


def test_an_answer_is_the_same_after_saving_and_loading(instructed: tuple[Path, Report], world: Path) -> None:
    product, _ = instructed
    loaded = projector_torch.load(product / PROJECTOR)
    about = projector_numpy.read(product / PROJECTOR)
    again = world / "again"
    again.mkdir()
    projector_torch.save(loaded, again / PROJECTOR, tower=about.tower, language=about.language, about=about.about)
    assert (again / PROJECTOR).read_bytes() == (product / PROJECTOR).read_bytes()
    engines = [serve(world / "phi", world) for _ in range(2)]
    for engine in engines:
        engine.attach("projector", product / instruct.ADAPTER)
    answers = [ask(e, world, p, 2, "projector") for e, p in zip(engines, (product, again), strict=True)]
    assert answers[0] == answers[1]


def test_soft_tokens_of_a_text_are_its_tokens_bit_for_bit(world: Path) -> None:
    engine = serve(world / "phi", world)
    vectors = engine._embedded(engine._tokenizer("which colour")["input_ids"])[0].numpy()
    assert torch.equal(engine._embed([SoftTokens(vectors)]), engine._embed(["which colour"]))
    both = engine._embed(["a ", SoftTokens(vectors), " b"])
    assert torch.equal(both[0, 2:-2], torch.from_numpy(vectors))
    plain = engine.generate([Message("user", ("which colour",))], Sampling(max_tokens=6))
    soft = engine.generate([Message("user", (SoftTokens(vectors),))], Sampling(max_tokens=6))
    assert [piece.text for piece in plain] == [piece.text for piece in soft]


def test_a_projector_of_another_model_is_refused_before_anything_is_written(
    aligned: tuple[Path, Report], world: Path, tmp_path: Path
) -> None:
    other = _louder(tiny_phi(tmp_path / "phi"), "embed")  # the same shape, other weights
    recipe = instruct_recipe(world, aligned[0])
    recipe["models"]["language"] = str(other)
    with pytest.raises(BadInput, match="trained for another language model"):
        instruct.main(write(world, "other.yaml", recipe), tmp_path / "out")
    recipe["models"] |= {"language": str(world / "phi"), "tower_weights": ""}
    with pytest.raises(BadInput, match="trained for another tower"):
        instruct.main(write(world, "other.yaml", recipe), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_changed_recipe_and_another_architecture_do_not_go_on(instructed: tuple[Path, Report], world: Path) -> None:
    recipe = world / "instruct.yaml"
    before = (world / "instruct" / "log.jsonl").read_bytes()
    with pytest.raises(BadInput, match="begun with another recipe"):
        instruct.main(recipe, world / "instruct", ["lora.rank=2"])
    with pytest.raises(BadInput, match="begun with another"):
        align.main(world / "align.yaml", world / "instruct")
    assert (world / "instruct" / "log.jsonl").read_bytes() == before


def test_captions_longer_than_the_context_are_refused_when_they_are_many(
    aligned: tuple[Path, Report], world: Path, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match="answers are longer than the context"):
        align.main(world / "align.yaml", tmp_path / "out", ["context=8"])
    assert not (tmp_path / "out").exists()


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at pictures takes hours, and what is wrong is said before."""
    for stage in (align, instruct):
        monkeypatch.setattr(stage, "features", lambda *_: pytest.fail("it looked at the pictures"))


@pytest.mark.usefixtures("blind")
def test_a_part_without_pictures_is_refused_before_any_is_looked_at(world: Path, tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes((world / "0.png").read_bytes())
    (tmp_path / "captions.jsonl").write_text('{"file": "one.png", "caption": "red"}\n')
    asked = {"file": "one.png", "kind": "what", "question": "Which colour?", "answers": ["red"]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(asked))
    recipe = {"models": models(world), "captions": [str(tmp_path)], "fit": fitting({"projector": 0.1}, 1)}
    with pytest.raises(BadInput, match="nothing to validate on"):
        align.main(write(tmp_path, "align.yaml", recipe), tmp_path / "out")
    source = {"questions": str(tmp_path / "questions.jsonl")}
    recipe = {"models": models(world), "sources": [source], "fit": fitting({"projector": 0.1, "lora": 0.1}, 1)}
    with pytest.raises(BadInput, match="nothing to validate on"):
        instruct.main(write(tmp_path, "instruct.yaml", recipe), tmp_path / "out")
    recipe["sources"], recipe["validation"] = [source | {"kinds": ["count"]}], [source]
    with pytest.raises(BadInput, match="nothing to train on"):
        instruct.main(write(tmp_path, "instruct.yaml", recipe), tmp_path / "out")


@pytest.mark.usefixtures("blind")
def test_a_projector_that_is_not_there_or_has_another_side_is_refused_before_a_picture_is_looked_at(
    aligned: tuple[Path, Report], world: Path, tmp_path: Path
) -> None:
    recipe = instruct_recipe(world, tmp_path / "none.safetensors")
    with pytest.raises(Missing, match="projector is not there"):
        instruct.main(write(world, "other.yaml", recipe), tmp_path / "out")
    recipe = instruct_recipe(world, aligned[0])
    recipe["models"]["side"] = 1
    with pytest.raises(BadInput, match="2 x 2 soft tokens, and the recipe says 1"):
        instruct.main(write(world, "other.yaml", recipe), tmp_path / "out")


def test_what_validates_in_one_source_does_not_train_in_another(world: Path, tmp_path: Path) -> None:
    """Captions, conversations on the same files, and questions on copies of them."""
    asked = []
    for n in range(PICTURES):
        for name in (f"{n}.png", f"copy-{n}.png"):
            (tmp_path / name).write_bytes((world / f"{n}.png").read_bytes())
        asked.append({"file": f"copy-{n}.png", "kind": "what", "question": "Which colour?", "answers": ["red"]})
    (tmp_path / "captions.jsonl").write_text((world / "captions.jsonl").read_text())
    (tmp_path / "instructions.json").write_text((world / "instructions.json").read_text())
    (tmp_path / "questions.jsonl").write_text("\n".join(json.dumps(row) for row in asked))
    kinds = {"captions": "", "instructions": "instructions.json", "questions": "questions.jsonl"}
    recipe = instruct_recipe(world, tmp_path) | {
        "sources": [{kind: str(tmp_path / name)} for kind, name in kinds.items()]
    }
    chosen = read_recipe(write(tmp_path, "recipe.yaml", recipe), instruct.Recipe)
    training, held = instruct._read(chosen)
    names = [{talk.picture.name.removeprefix("copy-") for each in part for talk in each} for part in (training, held)]
    assert len(names[1]) == 4
    assert not names[0] & names[1]
    assert all(len(each) == 4 for each in held)


def test_a_batch_that_broke_a_run_names_its_pictures(world: Path) -> None:
    example = PictureExample(1, (1, PLACEHOLDER, 2), (-100, -100, 2), (0, 0, 1))
    tokenizer = AutoTokenizer.from_pretrained(world / "phi")
    examples = ExampleSet([example], np.zeros((2, 1, 1)), [world / "0.png", world / "1.png"])
    loaded: Any = SimpleNamespace(tokenizer=tokenizer)
    model: Any = torch.nn.Linear(1, 1)
    said = PictureStage(None, loaded, model, examples, examples).describe(example)
    assert said == f"{world.name}/1.png: {tokenizer.decode([1, 2])}"
    assert json.dumps(said)


def test_the_key_of_lite_tells_the_version_of_its_features(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lite_key() == "lite@9656183e.3"
    assert smollm2_key() == "smollm2@b179c952"
    monkeypatch.setattr("core.weights.manifest.GRID_FEATURES", 4)
    assert lite_key() == "lite@9656183e.4"


def test_a_head_start_for_another_projector_is_refused_and_its_way_out_works(world: Path) -> None:
    recipe = {"models": models(world) | {"projector": "mlp"}, "captions": [str(world)], "ridge": 1.0}
    file = write(world, "ridge.yaml", recipe | {"fit": fitting({"projector": 0.1}, 1)})
    with pytest.raises(BadInput, match="only a linear projector can be given a head start; set ridge=null"):
        read_recipe(file, align.Recipe)
    assert read_recipe(file, align.Recipe, ["ridge=null"]).ridge is None
    other = projector_torch.Projector(projector_numpy.ProjectorConfig("mlp", 2, 2, 1, 1))
    with pytest.raises(BadInput, match="Only a linear") as caught:
        ridge_init(other, np.zeros((1, 1, 2)), [], None, torch.zeros(1, 2), ridge=1.0)
    assert "ridge=null" in caught.value.remedy


def test_the_shipped_recipes_are_valid() -> None:
    for name, kind in (("align", align.Recipe), ("instruct", instruct.Recipe)):
        recipe: Any = read_recipe(find(name), kind)
        assert as_mapping(recipe)["models"]["tower"] == "lite"


def test_a_source_is_one_thing() -> None:
    with pytest.raises(ValueError, match="one of instructions, questions and captions"):
        instruct.Source()

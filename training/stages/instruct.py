"""Stage 2 of the vision-language model: projector and LoRA learn to answer questions about pictures.

    python -m training.stages.instruct --recipe instruct --out build/projector

`setup → main → fit → validate`, as every stage. The input is the projector's tokens, then the tokens of what was said,
then the instruction; the answer is the target. A share of the questions is spoken by hibari and heard by Whisper, the
rest is as typed, so that the model learns to live with a recogniser's mistakes. The product is a projector and an
adapter, for both engines. LLaVA: Liu et al. 2023, arXiv:2304.08485; LoRA: Hu et al. 2021, arXiv:2106.09685.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Literal

import torch
from pydantic.dataclasses import dataclass

from core.language.causal import merged
from core.speech.recognizer import Recognizer
from core.speech.synthesizer import Synthesizer
from core.vision import projector_torch
from core.vision.projector_torch import Projector
from core.vision.vlm import VisionLanguageModel
from core.weights.locate import locate
from training.data.captions import Captioned, read_captions
from training.data.instructions import Conversation, about_captions, about_questions, read_instructions
from training.data.splits import divided, held_out
from training.data.spoken import Spoken, chosen
from training.data.turns import Builder, Together
from training.fitting.loop import Report, fit
from training.fitting.lora import lay_lora, save_adapter, trained_parameters
from training.fitting.recipe import CHECKED, Fit, Lora, Positive, Share, find, read_recipe
from training.stages.command import run
from training.stages.picture_stage import (
    ExampleSet,
    LoadedModels,
    Models,
    PictureStage,
    check_not_empty,
    check_projector,
    features,
    load_models,
    new_projector,
)

ADAPTER = "adapter"


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Source:
    """A JSON file of LLaVA-Instruct's form with its pictures, questions with answers, or captions to ask about."""

    instructions: Path | None = None
    pictures: Path | None = None
    """The folder of the pictures; without it, the file's own."""
    questions: Path | None = None
    """Lines as `vermeil train scenes` writes them: file, kind, question, answers."""
    kinds: tuple[str, ...] = ()
    """Of the questions; without any, all."""
    captions: Path | None = None

    def __post_init__(self) -> None:
        if sum(source is not None for source in (self.instructions, self.questions, self.captions)) != 1:
            raise ValueError("a source is one of instructions, questions and captions")


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What a model is taught to answer, and from where."""

    models: Models = Models()
    projector: Path | None = None
    """The product of stage 1; without it, the projector begins afresh."""
    lora: Lora = Lora()
    sources: list[Source]
    validation: list[Source] = field(default_factory=list)
    """To validate on; without any, a share of the training pictures is held out."""
    held_out: Share = 0.05
    """Share of each source's pictures, of captions in several groups its groups; at least one of them."""
    validate_on: Positive = 100
    turns: Together = "together"
    most_turns: Positive = 20
    """How many turns of a conversation are learned, drawn at random where there are more (`separate` ones only)."""
    context: Positive = 2048
    """Most tokens of an example; answers that do not fit whole are counted and left out."""
    spoken_share: Share = 0.25
    """Of the different questions, those that are spoken and heard."""
    recognizer: Literal["faster_whisper", "whisperx"] = "faster_whisper"
    merge: bool = False
    """Also write the language model with the LoRA added into its weights."""
    cache: Path = Path("build/features")
    fit: Fit


class Instruction(PictureStage[Recipe]):
    """The stage: conversations about pictures in, projector and adapter out."""

    name = "instruct"

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        """The projector and the LoRA."""
        lora = trained_parameters(self.model.language)
        return {"projector": list(self.model.projector.parameters()), "lora": lora}

    def export(self, folder: Path) -> None:
        """Write projector and adapter, and the merged model where the recipe wants it."""
        self.save_projector(folder)
        save_adapter(self.model.language, self.recipe.models.language, self.recipe, folder / ADAPTER)
        if self.recipe.merge:
            merged(self.model.language).save_pretrained(str(folder / "merged"))
            self.loaded.tokenizer.save_pretrained(str(folder / "merged"))


def setup(recipe: Recipe) -> Instruction:
    """Read, listen, look at the pictures, and build. Raises `BadInput` for data or a projector that cannot be used."""
    training, held = _read(recipe)
    loaded = load_models(recipe.models)
    projector = _begun(recipe.projector, recipe.models, loaded) if recipe.projector else None
    heard = _heard(recipe, [*training, *held])
    sets = [_examples(talks, recipe, loaded, heard) for talks in (training, held)]
    if projector is None:
        projector = new_projector(recipe.models, loaded, sets[0].features, recipe.fit.seed)
    torch.manual_seed(recipe.fit.seed)
    language = lay_lora(loaded.language, recipe.lora)
    return Instruction(recipe, loaded, VisionLanguageModel(language, projector), *sets)


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    """Run the stage from a recipe, with `changes` made to it, and leave log, checkpoint and product in `out`."""
    chosen_recipe = read_recipe(find(recipe), Recipe, changes)
    stage = setup(chosen_recipe)
    return fit(stage, chosen_recipe.fit, out, stage.origin())


def _begun(file: Path, models: Models, loaded: LoadedModels) -> Projector:
    """The product of stage 1, before hours are spent on what it does not fit."""
    projector = projector_torch.load(file, tower=loaded.tower_key, language=loaded.language_key)
    check_projector(projector, models, loaded)
    return projector


Talks = list[list[Conversation]]
"""Conversations by source."""


def _read(recipe: Recipe) -> tuple[Talks, Talks]:
    found = [_rows(source) for source in recipe.sources]
    if recipe.validation:
        training, held = found, [_rows(source) for source in recipe.validation]
    else:
        pictured = [
            [(row.picture, row.group if isinstance(row, Captioned) else None) for row in rows] for rows in found
        ]
        apart = held_out(pictured, recipe.held_out, recipe.fit.seed)
        sides = [divided(rows, out) for rows, out in zip(found, apart, strict=True)]
        training, held = [kept for kept, _ in sides], [out for _, out in sides]
    check_not_empty(sum(map(len, training)), sum(map(len, held)))
    talks, asked = ([_talks(rows, recipe.fit.seed) for rows in part] for part in (training, held))
    return talks, _spread(asked, recipe.validate_on)


Row = Captioned | Conversation


def _rows(source: Source) -> list[Row]:
    """What a source says of pictures: captions to ask about, or conversations as they are."""
    if source.captions is not None:
        return [*read_captions(source.captions)]
    if source.questions is not None:
        return [*about_questions(source.questions, source.kinds)]
    assert source.instructions is not None
    return [*read_instructions(source.instructions, source.pictures or source.instructions.parent)]


def _talks(rows: Sequence[Row], seed: int) -> list[Conversation]:
    captioned = [row for row in rows if isinstance(row, Captioned)]
    return [*about_captions(captioned, seed), *(row for row in rows if isinstance(row, Conversation))]


def _spread(talks: Talks, count: int) -> Talks:
    """`count` conversations in all, evenly over those of each source."""
    step = max(1, -(-sum(map(len, talks)) // count))
    return [each[::step] for each in talks]


def _examples(talks: Talks, recipe: Recipe, loaded: LoadedModels, heard: dict[str, str]) -> ExampleSet:
    models = recipe.models
    pictures = [list(dict.fromkeys(talk.picture for talk in each)) for each in talks]
    places = features(loaded.tower, pictures, models.side, recipe.cache)
    rows = {picture: at for at, picture in enumerate(picture for each in pictures for picture in each)}
    builder = Builder(loaded.tokenizer, models.template, models.side**2, recipe.context, recipe.turns)
    examples = []
    for talk in (talk for each in talks for talk in each):
        turns = list(talk.turns)
        if recipe.turns == "separate" and len(turns) > recipe.most_turns:
            rng = random.Random(f"{recipe.fit.seed}/{talk.picture.name}")
            turns = rng.sample(turns, recipe.most_turns)
        example = builder.example(rows[talk.picture], turns, heard)
        if example is not None:
            examples.append(example)
    builder.too_long.check()
    return ExampleSet(examples, places, list(rows))


# --- what was said ------------------------------------------------------------------------------------------------


def _heard(recipe: Recipe, talks: Talks) -> dict[str, str]:
    """What is heard of the questions that are spoken."""
    questions = dict.fromkeys(turn.question for each in talks for talk in each for turn in talk.turns)
    spoken = [question for question in questions if chosen(question, recipe.spoken_share, recipe.fit.seed)]
    return Spoken(recipe.cache, _synthesizer, lambda: _recognizer(recipe)).hear(spoken)


def _synthesizer() -> Synthesizer:
    from core.speech.hibari import HibariSynthesizer

    return HibariSynthesizer(locate("hibari-heart"))


def _recognizer(recipe: Recipe) -> Recognizer:
    if recipe.recognizer == "whisperx":
        from core.speech.whisperx import WhisperXRecognizer

        device = "cuda" if torch.cuda.is_available() else "cpu"
        return WhisperXRecognizer("small", threads=0, device=device, online=True)
    from core.speech.faster_whisper import FasterWhisperRecognizer

    return FasterWhisperRecognizer(lambda: locate("whisper-tiny.en"), lambda: locate("whisper-base"))


if __name__ == "__main__":
    run(main)

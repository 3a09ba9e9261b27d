"""What answers questions about pictures: which projector, on which engine. A part of `app.wiring`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.answering.guessing import DrawingGuesses, OwnModel, PictureAnswers
from app.answering.picture_model import CONTEXT, PictureModel, Seeing
from app.wiring.choices import ADAPTER_FILE, chosen_engine
from app.wiring.provenance import product_weights
from core.errors import BadInput
from core.profiles import PROFILES
from core.types import Weights

if TYPE_CHECKING:
    from core.language.engine import LanguageEngine
    from core.settings import Settings
    from core.vision.encoder import PictureEncoder
    from core.vision.projector_numpy import Projection
    from core.vision.tower import ImageTower

ADAPTER = "projector"
"""The version under which the adapter that was trained together with the projector is attached to an engine."""


def picture_answers(
    settings: Settings, engine: LanguageEngine, eyes: PictureEncoder, *, threads: int
) -> PictureAnswers | None:
    """Guesses about pictures, loaded when they are wanted; None where they are switched off or fit no model.

    With the main engine, where that takes soft tokens, and otherwise on `lite` with one beside it.
    """
    own = settings.language_model and chosen_engine(settings) != "remote"  # a server's model has no part in pictures
    ours = PROFILES[settings.profile].projector and not own
    wanted = settings.picture_answers or settings.projector
    if not wanted or not (ours or (settings.projector and chosen_engine(settings) == "transformers")):
        return None

    def build() -> Seeing:
        return with_engine(settings, engine) if engine.soft_tokens else beside(settings, threads)

    model = PictureModel(build)
    return OwnModel(model) if settings.projector is not None else DrawingGuesses(model, eyes)


def _product(settings: Settings) -> Path:
    """The folder of the projector and its adapter."""
    from core.weights.products import product

    return product("projector", settings.projector)


def _product_weights(folder: Path) -> tuple[Weights, Weights | None]:
    """The projector, and the adapter that was taught to hear it, where there is one."""
    adapter = folder / "adapter"
    version = product_weights(ADAPTER, adapter / ADAPTER_FILE) if adapter.is_dir() else None
    return product_weights("projector", folder / "projector.safetensors"), version


def beside(settings: Settings, threads: int) -> Seeing:
    """Eyes, projector and a llama.cpp of its own over the same mapped file. Raises `Missing` and `WeightsMismatch`."""
    from core.language.llamacpp import LlamaCppEngine
    from core.vision import projector_numpy
    from core.vision.picture_tokens import GridPictureTokens
    from core.weights.locate import converted, locate
    from core.weights.manifest import lite_key, smollm2_key

    folder = _product(settings)
    found = projector_numpy.read(folder / "projector.safetensors", tower=lite_key(), language=smollm2_key())
    grid = converted("efficientnet-lite2-grid-onnx")
    engine = LlamaCppEngine(
        locate("smollm2"), name="SmolLM2-135M-Instruct", context=CONTEXT, parallel=1, threads=threads,
        hidden=found.config.hidden, layers=[adapter for adapter in (folder / "adapter",) if adapter.is_dir()],
    )  # fmt: skip
    return Seeing(GridPictureTokens(grid, found, threads=threads), engine, *_product_weights(folder))


def with_engine(settings: Settings, engine: LanguageEngine) -> Seeing:
    """Eyes and projector in torch, and the adapter on the main engine."""
    from core.vision import projector_numpy
    from core.vision.picture_tokens import TowerPictureTokens

    folder = _product(settings)
    found = projector_numpy.read(folder / "projector.safetensors")
    eyes = TowerPictureTokens(tower_of(found), found)
    projector, version = _product_weights(folder)
    if version is not None:
        engine.attach(version.name, folder / "adapter")
    return Seeing(eyes, engine, projector, version, shared=True)


def tower_of(projection: Projection) -> ImageTower:
    """The tower that a projector was trained with. Raises `BadInput` where it does not say, `Missing` as the tower."""
    from core.vision.tower import image_tower

    models = projection.about.get("recipe", {}).get("models")
    if models is None:
        raise BadInput("The projector does not say what it was trained with.", "Give a product of `vermeil train`.")
    return image_tower(models["tower"], models["tower_weights"])

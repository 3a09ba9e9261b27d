"""The models, in OpenAI's shape: `vermeil` answers over the library, `vermeil-plain` is the language model alone."""

from __future__ import annotations

from fastapi import APIRouter

from app.api.deps import Wired
from app.api.described import replies
from app.api.openai.replies import Model, Models
from core.errors import NotFound
from core.types import JsonObject

router = APIRouter(prefix="/v1/models", tags=["openai"])

MODELS = ("vermeil", "vermeil-plain")


class ModelNotFound(NotFound):
    """There is no model of that name."""

    code = "model_not_found"
    param = "model"


def described(model: str, base: str) -> JsonObject:
    """A model in OpenAI's shape, with the language model behind it as `base`."""
    return {"id": model, "object": "model", "created": 0, "owned_by": "vermeil", "base": base}


@router.get("", responses=replies(Models))
async def listed(wired: Wired) -> JsonObject:
    """The models that may be asked."""
    return {"object": "list", "data": [described(model, wired.models.language_name) for model in MODELS]}


@router.get("/{model}", responses=replies(Model))
async def one(model: str, wired: Wired) -> JsonObject:
    """One of them."""
    return described(known(model), wired.models.language_name)


def known(model: str) -> str:
    """The name of a model that there is. Raises `ModelNotFound` with those there are."""
    if model not in MODELS:
        raise ModelNotFound(f"There is no model “{model[:80]}”.", f"Use one of: {', '.join(MODELS)}.")
    return model

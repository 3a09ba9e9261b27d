"""Text vectors, in OpenAI's shape."""

from __future__ import annotations

import base64
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from app.api.deps import Answering, Threads
from app.wiring.services import Services
from core.errors import BadInput
from core.types import FloatArray, JsonObject

router = APIRouter(prefix="/v1/embeddings", tags=["openai"])

MOST_TEXTS = 2048


class Embed(BaseModel):
    """Texts to embed; see OpenAI's `embeddings`."""

    input: str | list[str]
    model: str = "vermeil"
    encoding_format: Literal["float", "base64"] = "float"


@router.post("")
async def embed(body: Embed, wired: Answering, threads: Threads) -> JsonObject:
    """Unit vectors of texts, in the space that the library is searched in."""
    return await threads.embeddings.run(lambda: embedded(body, wired))


def embedded(body: Embed, wired: Services) -> JsonObject:
    """The vectors in OpenAI's shape."""
    texts = [body.input] if isinstance(body.input, str) else body.input
    if not texts or len(texts) > MOST_TEXTS:
        raise BadInput(f"{len(texts)} texts were sent; 1 to {MOST_TEXTS} are taken.", "Send them in smaller batches.")
    encoder, language = wired.models.search_encoder.get(), wired.models.language.get()
    vectors = encoder.encode(texts)
    data = [
        {"object": "embedding", "index": n, "embedding": written(vector, body.encoding_format)}
        for n, vector in enumerate(vectors)
    ]
    tokens = sum(language.count_tokens(text) for text in texts)
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "model": encoder.space, "data": data, "usage": usage}


def written(vector: FloatArray, form: str) -> str | list[float]:
    """The official clients ask for base64 of little-endian float32, which is a quarter of the text."""
    return base64.b64encode(vector.astype("<f4").tobytes()).decode() if form == "base64" else vector.tolist()

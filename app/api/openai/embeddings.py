"""Text vectors, in OpenAI's shape."""

from __future__ import annotations

import base64
import itertools
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import numpy as np
from fastapi import APIRouter, Request
from pydantic import Field

from app.api.deps import Answering, Threads
from app.api.described import replies
from app.api.openai.replies import Embeddings
from app.api.openai.token_arrays import as_texts
from app.api.openai.wishes import Wishes, unsupported
from app.api.streaming import attended
from app.wiring.services import Services
from core.embedding.encoder import TextEncoder
from core.errors import BadInput, ContextExceeded, check_wanted
from core.sentences import sentences
from core.types import FloatArray, JsonObject

router = APIRouter(prefix="/v1/embeddings", tags=["openai"])

MOST_TEXTS = 2048
MOST_CHARACTERS = 60_000

WINDOW = 1_000
"""Characters that every encoder reads whole, those outside ASCII counted thrice. A longer text is read in pieces."""

AT_ONCE = 64
"""Pieces of that length that are encoded before it is looked whether they are still wanted: about a second's work."""


class Embed(Wishes):
    """Texts to embed, as words or as tokens of cl100k_base; see OpenAI's `embeddings`."""

    input: str | list[str] | list[int] | list[list[int]]
    model: str = Field("vermeil", description="There is one encoder, whatever it is called; the answer names it.")
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = None


@router.post("", responses=replies(Embeddings))
async def embed(body: Embed, wired: Answering, threads: Threads, request: Request) -> JsonObject:
    """Unit vectors of texts, in the space that the library is searched in."""
    return await attended(lambda cancel: embedded(body, wired, cancel), threads.embeddings, request)


def embedded(body: Embed, wired: Services, cancel: threading.Event) -> JsonObject:
    """The vectors in OpenAI's shape. Raises `Abandoned` within a batch once `cancel` is set."""
    texts = as_texts(body.input, "input", MOST_TEXTS)
    encoder, language = wired.models.search_encoder.get(), wired.models.language.get()
    if "" in texts:
        raise BadInput(
            f"Text {texts.index('') + 1} is empty: there is no vector of nothing.", "Leave it out.", param="input"
        )
    if body.dimensions not in (None, encoder.dimension):
        raise unsupported("dimensions", f"Leave it out: vectors have {encoder.dimension} numbers.")
    if longest := next((text for text in texts if len(text) > MOST_CHARACTERS), None):
        raise ContextExceeded(
            f"A text has {len(longest):,} characters; at most {MOST_CHARACTERS:,} are taken.", "Send it in pieces.",
            param="input",
        )  # fmt: skip
    data = [
        {"object": "embedding", "index": n, "embedding": written(vector, body.encoding_format)}
        for n, vector in enumerate(vectors(texts, encoder, cancel))
    ]
    tokens = sum(language.count_tokens(text) for text in _while_wanted(texts, cancel))
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "model": encoder.space, "data": data, "usage": usage}


def vectors(texts: list[str], encoder: TextEncoder, cancel: threading.Event) -> Iterator[FloatArray]:
    """A unit vector for each text: of one that is longer than what encoders read, the mean of its pieces by length."""
    pieces = [list(windows(text)) for text in _while_wanted(texts, cancel)]
    encoded = _encoded([piece for of_text in pieces for piece in of_text], encoder, cancel)
    for of_text in pieces:
        lengths = np.array([len(piece) for piece in of_text], np.float32)
        found = np.stack([next(encoded) for _ in of_text])  # (pieces, dimension)
        total = (found * lengths[:, None]).sum(axis=0) if len(found) > 1 else found[0]
        yield total / np.linalg.norm(total) if len(found) > 1 else total


def _encoded(pieces: Sequence[str], encoder: TextEncoder, cancel: threading.Event) -> Iterator[FloatArray]:
    """A vector for each piece, batch by batch."""
    weighed = itertools.accumulate(map(_weight, pieces))
    for _, batch in itertools.groupby(zip(pieces, weighed, strict=True), lambda one: one[1] // (AT_ONCE * WINDOW)):
        check_wanted(cancel)
        yield from encoder.encode([piece for piece, _ in batch])


def _while_wanted(texts: Iterable[str], cancel: threading.Event) -> Iterator[str]:
    for text in texts:
        check_wanted(cancel)
        yield text


def windows(text: str) -> Iterator[str]:
    """A text in pieces that encoders read whole, cut between sentences; a short one as it is."""
    if _weight(text) <= WINDOW:
        yield text
        return
    piece = ""
    for start, end in sentences(text, WINDOW // 3):
        if piece and _weight(piece) + _weight(text[start:end]) > WINDOW:
            yield piece
            piece = ""
        piece = f"{piece} {text[start:end]}".strip()
    yield piece


def _weight(text: str) -> int:
    return len(text) if text.isascii() else sum(1 if character < "\x80" else 3 for character in text)


def written(vector: FloatArray, form: str) -> str | list[float]:
    """The official clients ask for base64 of little-endian float32, which is a quarter of the text."""
    return base64.b64encode(vector.astype("<f4").tobytes()).decode() if form == "base64" else vector.tolist()

"""Texts that clients send as numbers: LangChain cuts them by OpenAI's tokeniser, and sends its tokens.

They are the tokens of `cl100k_base`, which LlamaIndex's package brings along, so that nothing is fetched.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from core.errors import BadInput
from core.weights.hashes import sha256

_FILE = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"  # as tiktoken names it
_SHA256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"  # as tiktoken has it
_REMEDY = "Send texts: in LangChain by `check_embedding_ctx_length=False`."

Sent = str | Sequence[str] | Sequence[int] | Sequence[Sequence[int]]


def as_texts(sent: Sent, param: str, most: int) -> list[str]:
    """One text or several, as words or as tokens, as a list of at most so many. Raises `BadInput`."""
    if isinstance(sent, str):
        return [sent]
    if not sent or (len(sent) > most and not isinstance(sent[0], int)):
        raise BadInput(
            f"{len(sent)} texts were sent; 1 to {most} are taken.", "Send them in smaller batches.", param=param
        )
    rows = [cast("Sequence[int]", sent)] if isinstance(sent[0], int) else cast("Sequence[str | Sequence[int]]", sent)
    return [one if isinstance(one, str) else _decoded(one, param) for one in rows]


def _decoded(tokens: Sequence[int], param: str) -> str:
    known = _vocabulary(param)
    try:
        return b"".join(known[token] for token in tokens).decode("utf-8", "replace")
    except KeyError:
        raise BadInput("One of the tokens is none of cl100k_base.", _REMEDY, param=param) from None


def _vocabulary(param: str) -> dict[int, bytes]:
    """The bytes of each token. Raises `BadInput` where the file is not there, or not the one that was published."""
    package = find_spec("llama_index.core")
    folders = package.submodule_search_locations if package is not None else None
    file = Path(folders[0], "_static", "tiktoken_cache", _FILE) if folders else None
    if file is None or not file.is_file() or sha256(file) != _SHA256:
        raise BadInput("Tokens cannot be read here: the vocabulary of cl100k_base is missing.", _REMEDY, param=param)
    return _read(file)


@cache
def _read(file: Path) -> dict[int, bytes]:
    lines = [line.split() for line in file.read_bytes().splitlines()]
    return {int(rank): base64.b64decode(token) for token, rank in lines}

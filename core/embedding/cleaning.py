"""What is done to a text before any encoder sees it."""

from __future__ import annotations

MAX_CHARACTERS = 20_000  # far beyond what 256 or 512 tokens can hold; a megabyte would only cost tokenizer time


def clean(text: str) -> str:
    """`text` cut to what an encoder can use, with what is not valid Unicode (lone surrogates) replaced."""
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")

"""A language engine without weights: it says the line of its prompt that shares most words with the question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from core.errors import NotFound
from core.language.engine import too_long
from core.types import JsonObject, Message, Piece, Sampling, Usage
from core.words import stems

_WORD = re.compile(r"\S+\s*")
_NUMBER = re.compile(r"\d{1,15}")


class ExtractiveEngine:
    """A `LanguageEngine`. A token is a word; what it says depends on the messages alone, whatever the sampling."""

    name = "stand-in"
    soft_tokens = False

    def __init__(self, context: int) -> None:
        self.context = context
        self._adapters: set[str] = set()

    def generate(
        self,
        messages: Sequence[Message],
        sampling: Sampling,
        *,
        adapter: str | None = None,
        cancel: Event | None = None,
        watch: str = "",
        schema: JsonObject | None = None,
    ) -> Iterator[Piece]:
        """Words of the best line of the prompt, one by one."""
        self._check(adapter)
        prompt_tokens = sum(self.count_tokens(message.text) for message in messages)
        if prompt_tokens >= self.context:
            raise too_long(prompt_tokens, self.context)
        said = reply(messages[-1].text)
        if schema is not None:
            said = json.dumps(filled(schema, said, schema), ensure_ascii=False)
        words = _WORD.findall(_until(said, sampling.stop))
        return _pieces(words, sampling.max_tokens, prompt_tokens, cancel or Event())

    def log_probabilities(self, messages: Sequence[Message], answer: str, *, adapter: str | None = None) -> list[float]:
        """As if each word were one of two equally likely ones."""
        self._check(adapter)
        return [-0.6931] * self.count_tokens(answer)

    def count_tokens(self, text: str) -> int:
        """Words of a text."""
        return len(text.split())

    def attach(self, version: str, *folders: Path) -> None:
        """Know the version; it changes nothing."""
        self._adapters.add(version)

    def detach(self, version: str) -> None:
        """Forget the version."""
        self._adapters.discard(version)

    def close(self) -> None:
        """Nothing to stop."""

    def _check(self, adapter: str | None) -> None:
        if adapter is not None and adapter not in self._adapters:
            raise NotFound(f"There is no adapter “{adapter}”.", "Attach it first.")


def reply(prompt: str) -> str:
    """The best line above the question, which is the last paragraph; the question itself where nothing is above it."""
    *above, question = [part for part in prompt.strip().split("\n\n") if part.strip()] or [""]
    wanted = set(stems(question))
    lines = [line.strip() for part in above for line in part.splitlines() if line.strip()]
    if not lines:
        return f"You said: {question.strip()}"
    return max(lines, key=lambda line: len(wanted & set(stems(line))))


def filled(schema: Mapping[str, Any], said: str, root: Mapping[str, Any]) -> Any:
    """The least that a JSON schema asks for, with what is said as its texts.

    Of several forms it is the last, unless another one has a name that is said.
    """
    if "$ref" in schema:
        *_, group, name = str(schema["$ref"]).split("/") if "/" in schema["$ref"] else ("", "", "")
        return filled(root[group][name] if group else root, said, root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if forms := schema.get("anyOf") or schema.get("oneOf"):
        return filled(next((form for form in forms if _name_of(form) in said), forms[-1]), said, root)
    kinds = schema.get("type", "string")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "object":
        return {name: filled(inner, said, root) for name, inner in (schema.get("properties") or {}).items()}
    if kind == "array":
        return [filled(schema.get("items") or {}, said, root)] * int(schema.get("minItems", 0))
    numbers = _NUMBER.findall(said)
    number = int(numbers[0]) if numbers else 0
    return {"integer": number, "number": number, "boolean": True, "null": None}.get(kind, said)


def _name_of(form: Mapping[str, Any]) -> str:
    """The name that a form fixes; what nobody says where it has none."""
    return str(((form.get("properties") or {}).get("name") or {}).get("const", "\0"))


def _pieces(words: Sequence[str], most: int, prompt_tokens: int, cancel: Event) -> Iterator[Piece]:
    said = 0
    for word in words[:most]:
        if cancel.is_set():
            yield Piece("", "cancelled", Usage(prompt_tokens, said))
            return
        said += 1
        yield Piece(word)
    yield Piece("", "length" if len(words) > most else "stop", Usage(prompt_tokens, said))


def _until(text: str, stops: Sequence[str]) -> str:
    for stop in filter(None, stops):
        text = text.partition(stop)[0]
    return text

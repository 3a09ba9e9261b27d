"""What a learned version lies over: it fits that, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.grounding import prompt
from core.language.template import Template, render
from core.types import JsonObject, message


@dataclass(frozen=True, slots=True)
class Foundation:
    """The language model by the hash of its file (which holds its tokeniser and its quantisation), the reader that lies
    over it, the form of its turns, and the version of the prompts."""

    language: str
    language_sha256: str
    reader: str
    reader_sha256: str
    template: Template
    template_sha256: str
    prompt_version: str

    def objection(self, other: Mapping[str, Any]) -> str:
        """Why what was trained over `other` does not fit here, in a sentence; empty where it does."""
        if other.get("language_sha256") != self.language_sha256:
            return f"It was trained over another language model than {self.language}: {_named(other, 'language')}."
        if other.get("reader_sha256") != self.reader_sha256:
            return f"It was trained over another reader than {self.reader}: {_named(other, 'reader')}."
        if other.get("template_sha256") != self.template_sha256:
            return f"It was trained with turns of another form than {self.template}: {_named(other, 'template')}."
        if other.get("prompt_version") != self.prompt_version:
            return f"It was trained for prompts of another version than {self.prompt_version}."
        return ""

    def to_json(self) -> JsonObject:
        """As the card of a version has it."""
        return asdict(self)


def foundation(
    language: tuple[str, str], reader: tuple[str, str], template: Template, prompt_version: str = prompt.VERSION
) -> Foundation:
    """Of the names and hashes of a language model and a reader."""
    turns = (message("system", "s"), message("user", "u"), message("assistant", "a"), message("user", "u"))
    text = "".join(str(part) for part in render(turns, template))
    return Foundation(*language, *reader, template, hashlib.sha256(text.encode()).hexdigest(), prompt_version)


def _named(other: Mapping[str, Any], what: str) -> str:
    name, digest = str(other.get(what) or "it does not say"), str(other.get(f"{what}_sha256") or "")
    return f"{name[:60]} ({digest[:8]})" if digest else name[:60]

"""JSON schemas that answers can be held to: what llama.cpp makes a grammar of, within bounds.

A schema comes from whoever asks. What it says beyond these words is refused by name: a grammar would ignore it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from core.errors import Unsupported
from core.types import JsonObject

ANY_OBJECT: JsonObject = {"type": "object"}
MOST_CHARACTERS = 40_000
MOST_REPEATED = 1_000  # items of a list, characters of a text: each is a rule of the grammar
DEEPEST = 24

_TYPES = frozenset("object array string number integer boolean null".split())
_DESCRIBES = frozenset(
    "title description default examples deprecated readOnly writeOnly $schema $id $comment discriminator".split()
)
_COUNTS = frozenset("minItems maxItems minLength maxLength".split())
_HOLDS = frozenset(
    """type properties required additionalProperties items prefixItems enum const anyOf oneOf allOf $ref $defs
    definitions format minimum maximum exclusiveMinimum exclusiveMaximum""".split()
)
_MANY = ("anyOf", "oneOf", "allOf", "prefixItems")
_NAMED = ("properties", "$defs", "definitions")


def checked(schema: Any, param: str) -> JsonObject:
    """The schema, without what only describes it. Raises `Unsupported` with the place in it, below `param`."""
    if not isinstance(schema, Mapping):
        raise Unsupported("A JSON schema is an object.", "See json-schema.org.", param=param)
    if _length(schema) > MOST_CHARACTERS:
        raise Unsupported(f"The JSON schema has over {MOST_CHARACTERS:,} characters.", "Ask for less.", param=param)
    return _Walk(schema, param).node(schema, param, 0)


def _length(schema: Mapping[str, Any]) -> float:
    """Its characters as JSON; without end for one that nobody can write."""
    try:
        return len(json.dumps(schema))
    except RecursionError:
        return math.inf


class _Walk:
    """One schema, node by node."""

    def __init__(self, root: Mapping[str, Any], param: str) -> None:
        self._known = {"#"} | {
            f"#/{group}/{name}" for group in ("$defs", "definitions") for name in _object(root.get(group))
        }
        self._param = param

    def node(self, node: Any, place: str, depth: int) -> JsonObject:
        if depth > DEEPEST:
            raise Unsupported(f"The JSON schema is deeper than {DEEPEST}.", "Ask for less.", param=self._param)
        if node is True:
            return {}
        if not isinstance(node, Mapping):
            raise self._refused(place)
        made = {key: self._value(key, value, f"{place}.{key}", depth) for key, value in self._words(node, place)}
        if made.get("properties"):  # what has none beyond is in any case right, and a small model finds no end
            made.setdefault("additionalProperties", False)
        return made

    def _words(self, node: Mapping[str, Any], place: str) -> Iterator[tuple[str, Any]]:
        """The words that hold an answer to something."""
        for key, value in node.items():
            if key in _DESCRIBES:
                continue
            if key not in _HOLDS | _COUNTS:
                raise self._refused(f"{place}.{str(key)[:40]}")
            yield key, value

    def _value(self, key: str, value: Any, place: str, depth: int) -> Any:
        if key in _NAMED and isinstance(value, Mapping):
            return {name: self.node(inner, f"{place}.{name}", depth + 1) for name, inner in value.items()}
        if key in _MANY and isinstance(value, list) and value:
            return [self.node(inner, place, depth + 1) for inner in value]
        if key == "items" or (key == "additionalProperties" and not isinstance(value, bool)):
            return self.node(value, place, depth + 1)
        if not self._fits(key, value):
            raise self._refused(place)
        return value

    def _fits(self, key: str, value: Any) -> bool:
        """Whether a word says what it may say."""
        if key in _NAMED or key in _MANY:
            return False
        if key == "type":
            kinds = value if isinstance(value, list) else [value]
            return bool(kinds) and all(isinstance(kind, str) and kind in _TYPES for kind in kinds)
        if key == "$ref":
            return value in self._known
        if key in _COUNTS:
            return isinstance(value, int) and 0 <= value <= MOST_REPEATED
        if key in ("enum", "required"):
            return isinstance(value, list) and (bool(value) or key == "required")
        if key == "format":
            return isinstance(value, str)
        if key in ("const", "additionalProperties"):
            return True
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _refused(self, place: str) -> Unsupported:
        return Unsupported(
            "Answers cannot be held to this part of the JSON schema.",
            "Take it out: types, properties, required, items, enum, const, anyOf and $ref to $defs are known, and up "
            f"to {MOST_REPEATED:,} items.", param=place,
        )  # fmt: skip


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def hoisted(schema: JsonObject, name: str) -> tuple[JsonObject, dict[str, Any]]:
    """A schema that may stand inside another one, and the definitions that have to stand at that one's root.

    Its own are renamed by a `name` of its own.
    """
    definitions = {**_object(schema.get("$defs")), **_object(schema.get("definitions"))}
    inner = {key: value for key, value in schema.items() if key not in ("$defs", "definitions")}
    renamed = {f"{name}-{key}": _renamed(value, name) for key, value in definitions.items()}
    inner = _renamed(inner, name)
    return ({"$ref": f"#/$defs/{name}"}, {**renamed, name: inner}) if "#" in _refs(schema) else (inner, renamed)


def _renamed(node: Any, name: str) -> Any:
    if isinstance(node, list):
        return [_renamed(inner, name) for inner in node]
    if not isinstance(node, Mapping):
        return node
    made = {key: _renamed(value, name) for key, value in node.items()}
    reference = made.get("$ref")
    if isinstance(reference, str):
        made["$ref"] = f"#/$defs/{name}" if reference == "#" else f"#/$defs/{name}-{reference.rpartition('/')[2]}"
    return made


def _refs(node: Any) -> set[str]:
    """The references in a schema."""
    inner = node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ()
    own = {str(node["$ref"])} if isinstance(node, Mapping) and isinstance(node.get("$ref"), str) else set()
    return own.union(*map(_refs, inner))

"""What the description of the API says of answers that no type tells: errors, streams, pictures, sound, archives."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, Field

from app.api.examples import BODIES, VALUES
from app.api.glossary import NAMES

Described = dict[int | str, dict[str, Any]]


class Fault(BaseModel):
    """What went wrong, and what to do."""

    code: str = Field(description="Stable, for programs.", examples=["bad_input"])
    message: str = Field(description="One sentence.", examples=["There is no question."])
    remedy: str = Field(description="The way out.", examples=["Type one, or speak a little louder."])
    type: str = Field(description="The kind that OpenAI's clients know.", examples=["invalid_request_error"])
    param: str | None = Field(None, description="What of the request is meant.", examples=["messages[0].content"])


class Refusal(BaseModel):
    """Every error has this shape."""

    error: Fault


_KINDS = {
    400: "What was sent cannot be used.", 401: "Nobody is signed in.", 403: "It is not for whoever asks.",
    404: "It is not there, or somebody else's.", 405: "The address is there, and the method is not.",
    409: "It contradicts what is there.", 413: "It is too large.", 415: "It is of a kind that is not read.",
    422: "It was read, and says what cannot be.", 429: "Too much at once; `Retry-After` says when again.",
    431: "The headers are too large.",
    500: "A fault of ours.", 501: "A part is not installed.", 502: "A model, or a server behind Vermeil, failed.",
    503: "Something is still loading.", 507: "The disk is full.",
}  # fmt: skip

ERRORS: Described = {status: {"model": Refusal, "description": about} for status, about in _KINDS.items()}
"""The errors that any route may answer with, for OpenAPI."""

STREAM = "text/event-stream"
JSON = "application/json"


def gives(*kinds: str, status: int = 200) -> Described:
    """That a route answers with content of these kinds."""
    return {status: {"content": {kind: {} for kind in kinds}}}


def describe(app: FastAPI) -> None:
    """Have the description say of every field and parameter what it is, with an example of each and of every body."""
    made = app.openapi

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None:
            _tell(made())
        return made()

    app.openapi = whole  # type: ignore[method-assign]


def _tell(schema: dict[str, Any]) -> None:
    fitting = _Fitting(schema["components"])
    for model in schema["components"]["schemas"].values():
        for name, field in model.get("properties", {}).items():
            _named(name, field)
            field.setdefault("examples", fitting.values(name, field))
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", ()):
                _named(parameter["name"], parameter)
                shown = fitting.values(parameter["name"], parameter["schema"])
                parameter.setdefault("example", shown[0] if shown else None)
            example = BODIES.get(f"{method.upper()} {path}")
            for content in operation.get("requestBody", {}).get("content", {}).values():
                if example is not None:
                    content["example"] = example


def _named(name: str, field: dict[str, Any]) -> None:
    if name in NAMES:
        field.setdefault("description", NAMES[name])


class _Fitting:
    """Finds the values that fit the schema of a field."""

    def __init__(self, components: dict[str, Any]) -> None:
        self._components = components

    def values(self, name: str, field: dict[str, Any]) -> list[Any]:
        """One value by the name of the field, or else by what its schema says of itself; none where neither knows."""
        ours = [value for value in VALUES.get(name, ()) if _is_like(value, field)]
        return (ours or self._of(field))[:1]

    def _of(self, field: dict[str, Any]) -> list[Any]:
        if "$ref" in field:
            return self._of(self._components["schemas"][field["$ref"].rpartition("/")[2]])
        if field.get("default") is not None:
            return [field["default"]]
        if "const" in field or "enum" in field:
            return [field.get("const", *field.get("enum", ())[:1])]
        if field.get("type") in _PLAIN:
            return [field.get("minimum", _PLAIN[field["type"]])]
        if field.get("type") == "array":
            return [self._of(field.get("items", {}))]
        if field.get("type") == "object" or "properties" in field:
            needed = {name: self.values(name, field["properties"][name]) for name in field.get("required", ())}
            return [{name: found[0] for name, found in needed.items() if found}]
        return next((found for one in field.get("anyOf", ()) if (found := self._of(one))), [])


_PLAIN: dict[str, Any] = {"boolean": True, "integer": 1, "number": 1.0, "string": "text"}
_TYPES: dict[str, type] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "object": dict,
    "array": list,
}


def _is_like(value: object, field: dict[str, Any]) -> bool:
    """Whether a value is of a type that the schema has."""
    return any(
        value in one.get("enum", [value]) and isinstance(value, _TYPES.get(one.get("type", ""), ()))
        for one in field.get("anyOf", [field])
    )


LEADS_ON: Described = {303: {"description": "A browser that sent a form is led to a page."}}

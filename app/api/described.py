"""What the description of the API says of answers that no type tells: errors, streams, pictures, sound, archives."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

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


class Reply(BaseModel):
    """What a route answers as JSON, or a part of it; it has these fields and no other.

    It is for the description alone. What goes out is made by ourselves, and not gone through once more: the tests hold
    every answer of the service against its form. Nothing is built of it before somebody asks for the description, so
    that starting takes no longer.
    """

    model_config = ConfigDict(extra="forbid", defer_build=True)


def replies(form: Any, *kinds: str, status: int = 200) -> Described:
    """That a route answers with JSON of that form (a `Reply`, or one of several), or with content of these kinds."""
    return {status: {"model": form, "content": {kind: {} for kind in kinds}}}


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
            for status, answer in operation["responses"].items():
                _shown(answer.get("content", {}).get(JSON, {}), fitting if status.startswith("2") else None)


def _shown(content: dict[str, Any], fitting: _Fitting | None) -> None:
    """Have an answer say its form alone, beside which FastAPI puts what the function returns, and an example of it."""
    if "$ref" in content.get("schema", {}):
        content["schema"] = {"$ref": content["schema"]["$ref"]}
    if fitting is not None and (shown := fitting.values("", content.get("schema", {}))):
        content["example"] = shown[0]


def _named(name: str, field: dict[str, Any]) -> None:
    if name in NAMES:
        field.setdefault("description", NAMES[name])


class _Fitting:
    """Finds the values that fit the schema of a field."""

    def __init__(self, components: dict[str, Any]) -> None:
        self._components = components

    def values(self, name: str, field: dict[str, Any]) -> list[Any]:
        """One value by the name of the field, or else by what its schema says of itself; none where neither knows."""
        ours = field.get("examples") or [value for value in VALUES.get(name, ()) if self._is_like(value, field)]
        return (ours or self._of(field))[:1]

    def _of(self, field: dict[str, Any]) -> list[Any]:
        if "$ref" in field:
            return self._of(self._meant(field))
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

    def _meant(self, field: dict[str, Any]) -> dict[str, Any]:
        """The schema itself where only its name is said."""
        if "$ref" not in field:
            return field
        found: dict[str, Any] = self._components["schemas"][field["$ref"].rpartition("/")[2]]
        return found

    def _is_like(self, value: object, field: dict[str, Any]) -> bool:
        """Whether a value has the types that the schema has, inside, too."""
        return any(self._is_one(value, self._meant(one)) for one in field.get("anyOf", [field]))

    def _is_one(self, value: object, schema: dict[str, Any]) -> bool:
        chosen = schema.get("enum", [schema.get("const", value)])
        if value not in chosen or not isinstance(value, _TYPES.get(schema.get("type", ""), ())):
            return False
        if isinstance(value, list) and "items" in schema:
            return all(self._is_like(item, schema["items"]) for item in value)
        if isinstance(value, dict) and "properties" in schema:
            inner = schema["properties"]
            return all(name in inner and self._is_like(item, inner[name]) for name, item in value.items())
        return True


_PLAIN: dict[str, Any] = {"boolean": True, "integer": 1, "number": 1.0, "string": "text", "null": None}
_TYPES: dict[str, type] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


LEADS_ON: Described = {303: {"description": "A browser that sent a form is led to a page."}}

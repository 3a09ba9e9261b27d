"""What the description of the API says of answers that no type tells: errors, streams, pictures, sound, archives."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, Field

from app.api.glossary import EXAMPLES, NAMES

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
    """Have the description say of every field and parameter what it is, with an example of each body."""
    made = app.openapi

    def whole() -> dict[str, Any]:
        if app.openapi_schema is None:
            _tell(made())
        return made()

    app.openapi = whole  # type: ignore[method-assign]


def _tell(schema: dict[str, Any]) -> None:
    for model in schema["components"]["schemas"].values():
        for name, field in model.get("properties", {}).items():
            _named(name, field)
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", ()):
                _named(parameter["name"], parameter)
            example = EXAMPLES.get(f"{method.upper()} {path}")
            for content in operation.get("requestBody", {}).get("content", {}).values():
                if example is not None:
                    content["example"] = example


def _named(name: str, field: dict[str, Any]) -> None:
    if name in NAMES:
        field.setdefault("description", NAMES[name])


LEADS_ON: Described = {303: {"description": "A browser that sent a form is led to a page."}}

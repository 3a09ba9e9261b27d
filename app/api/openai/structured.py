"""Answers in a form: `response_format`, and the functions of which one may be called (`tools`, `tool_choice`).

The language model is held to a JSON schema while it writes. Where functions may be called, that schema has a form for
each of them and one for an answer, so that whatever it writes is one of these.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.api.openai.wishes import Part, unsupported
from core.errors import EngineFailure
from core.language.schemas import ANY_OBJECT, checked, hoisted
from core.types import JsonObject

_TEXT: JsonObject = {"type": "string"}
_MOST_FUNCTIONS = 64


class Function(Part):
    """A function that may be called, and what it takes as a JSON schema."""

    name: str
    description: str = ""
    parameters: dict[str, Any] | None = None


class Tool(Part):
    """A tool; functions are the only kind."""

    type: str = "function"
    function: Function | None = None


@dataclass(frozen=True)
class Form:
    """What an answer is held to. `calls`: it may be, or has to be, the call of a function."""

    schema: JsonObject
    instruction: str
    calls: bool = False


@dataclass(frozen=True)
class Call:
    """A function that is called, and its arguments as JSON."""

    name: str
    arguments: str

    def to_json(self) -> JsonObject:
        """In the shape of a message's `tool_calls`."""
        function: JsonObject = {"name": self.name, "arguments": self.arguments}
        return {"id": f"call_{uuid.uuid4().hex[:24]}", "type": "function", "function": function}


def asked_form(wanted: Any) -> JsonObject | None:
    """The JSON schema of a `response_format`; None for text. Raises `Unsupported` for what is neither."""
    kind = wanted.get("type") if isinstance(wanted, Mapping) else wanted
    if kind in (None, "text"):
        return None
    if kind == "json_object":
        return ANY_OBJECT
    described = wanted.get("json_schema") if kind == "json_schema" else None
    if not isinstance(described, Mapping) or "schema" not in described:
        raise unsupported("response_format", "Ask for `text`, `json_object`, or `json_schema` with its `schema`.")
    return checked(described["schema"], "response_format.json_schema.schema")


def form_of(wanted: Any, tools: Sequence[Tool], choice: Any) -> Form | None:
    """What an answer is held to; None where it is plain text. Raises `Unsupported`."""
    schema = asked_form(wanted)
    functions, must = _chosen(tools, choice)
    if functions:
        return _calling(functions, None if must else schema or _TEXT)
    if schema is None:
        return None
    told = "" if schema == ANY_OBJECT else f" of this JSON schema:\n{json.dumps(schema, ensure_ascii=False)}"
    return Form(schema, f"Answer with one JSON object and nothing else{told or '.'}")


def _chosen(tools: Sequence[Tool], choice: Any) -> tuple[list[Function], bool]:
    """The functions of which one may be called, and whether one has to be."""
    functions = [tool.function for tool in tools if tool.type == "function" and tool.function is not None]
    if len(functions) < len(tools) or len(functions) > _MOST_FUNCTIONS:
        raise unsupported("tools", f"Only functions can be called, at most {_MOST_FUNCTIONS} of them.")
    choice, allowed = _allowed(choice)
    if allowed is not None:
        functions = [function for function in functions if function.name in allowed]
    if choice is None or choice in ("auto", "none", "required"):
        if choice == "required" and not functions:
            raise unsupported("tool_choice", "Say in `tools` which functions there are.")
        return ([] if choice == "none" else functions), choice == "required"
    if not isinstance(choice, Mapping):
        raise unsupported("tool_choice", "Say `auto`, `none`, `required`, or which function.")
    name = _name_of(choice)
    functions = [function for function in functions if function.name == name]
    if choice.get("type", "function") != "function" or not functions:
        raise unsupported("tool_choice", "Name one of the functions in `tools`.")
    return functions, True


def _allowed(choice: Any) -> tuple[Any, list[str] | None]:
    """A choice among some of the tools as the choice and their names; any other as it is."""
    if not isinstance(choice, Mapping) or choice.get("type") != "allowed_tools":
        return choice, None
    within = choice.get("allowed_tools") or choice
    tools = within.get("tools") or [] if isinstance(within, Mapping) else None
    if not isinstance(tools, list):
        raise unsupported("tool_choice", "Say in `tools` which functions may be called.")
    return within.get("mode", "auto"), [_name_of(tool) for tool in tools]


def _name_of(tool: Any) -> str:
    """The name in a function, or in what names one; empty where there is none."""
    if not isinstance(tool, Mapping):
        return ""
    inner = tool.get("function")
    return str(tool.get("name") or (inner.get("name") if isinstance(inner, Mapping) else "") or "")


def _calling(functions: Sequence[Function], answer: JsonObject | None) -> Form:
    """The form of a call of one of the functions, or of an answer of a schema, where one may be given without."""
    forms: list[Any] = []
    definitions: dict[str, Any] = {}
    for number, function in enumerate(functions):
        takes = checked(function.parameters or {"type": "object", "properties": {}}, f"tools[{number}].parameters")
        inner, own = hoisted(takes, f"function{number}")
        definitions |= own
        forms.append(_object(name={"const": function.name}, arguments=inner))
    if answer is not None:
        inner, own = hoisted(answer, "answer")
        definitions |= own
        forms.append(_object(answer=inner))
    described = "\n".join(
        json.dumps({"name": f.name, "description": f.description, "parameters": f.parameters or {}}, ensure_ascii=False)
        for f in functions
    )
    say = 'Call one with {"name": its name, "arguments": {...}}'
    otherwise = ', or answer without one with {"answer": ...}' if answer is not None else ""
    told = f"You have these functions:\n{described}\n{say}{otherwise}. Write one JSON object and nothing else."
    schema: JsonObject = {"anyOf": forms} if len(forms) > 1 else forms[0]
    return Form({**schema, **({"$defs": definitions} if definitions else {})}, told, calls=True)


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def read(form: Form, written: str, *, whole: bool) -> tuple[str, Call | None]:
    """What was written in a form, as the text of an answer or as a call.

    Raises `EngineFailure` where it was written `whole` and is in no such form: some engines hold nothing to it.
    """
    try:
        value = json.loads(written)
    except ValueError:
        if whole:
            raise EngineFailure("The language model did not keep to the form.", "Ask again, or for less.") from None
        return written, None
    if not form.calls:
        return written, None
    if "answer" in value:
        answer = value["answer"]
        return (answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)), None
    return "", Call(str(value.get("name", "")), json.dumps(value.get("arguments") or {}, ensure_ascii=False))

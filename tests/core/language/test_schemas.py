"""JSON schemas that answers are held to: what is known goes through, what is not is named."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import Unsupported
from core.language.schemas import MOST_REPEATED, checked, hoisted

PERSON = {
    "$defs": {"Place": {"type": "object", "title": "Place", "properties": {"town": {"type": "string"}}}},
    "type": "object", "title": "Person", "additionalProperties": False, "required": ["name"],
    "properties": {
        "name": {"type": "string", "description": "How they are called."}, "age": {"type": "integer", "minimum": 0},
        "home": {"anyOf": [{"$ref": "#/$defs/Place"}, {"type": "null"}], "default": None},
        "kind": {"enum": ["a", "b"]}, "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
    },
}  # fmt: skip


def test_what_pydantic_writes_goes_through_without_its_descriptions() -> None:
    found = checked(PERSON, "schema")
    assert found["required"] == ["name"]
    assert found["properties"]["name"] == {"type": "string"}  # type: ignore[index, call-overload]
    town = {"type": "object", "properties": {"town": {"type": "string"}}, "additionalProperties": False}
    assert found["$defs"] == {"Place": town}


def nested(depth: int) -> dict[str, Any]:
    return {"type": "array", "items": nested(depth - 1)} if depth else {"type": "string"}


@pytest.mark.parametrize(("schema", "place"), [
    ({"type": "object", "patternProperties": {}}, "s.patternProperties"),
    ({"properties": {"a": {"type": "string", "pattern": "^(a+)+$"}}}, "s.properties.a.pattern"),
    ({"properties": {"a": {"$ref": "#/$defs/B"}}}, "s.properties.a.$ref"), ({"$ref": "http://a/b.json"}, "s.$ref"),
    ({"type": "poem"}, "s.type"), ({"type": []}, "s.type"), ({"enum": []}, "s.enum"), ({"anyOf": []}, "s.anyOf"),
    ({"type": "array", "maxItems": MOST_REPEATED + 1}, "s.maxItems"),
    ({"type": "string", "minLength": -1}, "s.minLength"),
    ({"type": "integer", "minimum": "many"}, "s.minimum"), ({"items": 3}, "s.items"), ([], "s"), ("x", "s"),
    (nested(30), "s"), ({"const": "x" * 50_000}, "s"), ({"properties": {"a": False}}, "s.properties.a"),
])  # fmt: skip
def test_what_no_answer_can_be_held_to_is_named(schema: Any, place: str) -> None:
    with pytest.raises(Unsupported) as caught:
        checked(schema, "s")
    assert caught.value.param == place


def test_a_schema_inside_another_keeps_its_definitions_apart() -> None:
    one, own = hoisted(checked(PERSON, "s"), "one")
    assert one["properties"]["home"]["anyOf"][0] == {"$ref": "#/$defs/one-Place"}  # type: ignore[index, call-overload]
    assert set(own) == {"one-Place"}
    tree = {"type": "object", "properties": {"next": {"$ref": "#"}}}
    inner, own = hoisted(tree, "two")  # type: ignore[arg-type]
    assert inner == {"$ref": "#/$defs/two"}
    assert own["two"]["properties"]["next"] == {"$ref": "#/$defs/two"}

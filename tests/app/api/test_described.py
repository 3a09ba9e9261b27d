"""The description of the API says of every field what it is, and shows a value of it and a body of every operation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.api.examples import BODIES, VALUES
from app.api.glossary import NAMES
from tests.app.contract import description, fault, json_answers

METHODS = ("get", "put", "post", "patch", "delete")


FREE = {
    f"{response}.{asked}"
    for response in ("PlainResponse", "LibraryResponse")
    for asked in ("text", "tools", "tool_choice")
} | {"WholeRun.settings", "WholeVersion.card"}
"""Fields that hold anything; each says why."""


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return description()


def named(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every field and parameter: where it is, its name, and what is said of it."""
    for model, schema in described["components"]["schemas"].items():
        for name, field in schema.get("properties", {}).items():
            yield model, name, field
    for path, operations in described["paths"].items():
        for method in METHODS:
            for parameter in operations.get(method, {}).get("parameters", ()):
                yield f"{method} {path}", parameter["name"], parameter


def bodies(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in described["paths"].items():
        for method in METHODS:
            for content in operations.get(method, {}).get("requestBody", {}).get("content", {}).values():
                yield f"{method.upper()} {path}", content


def test_every_field_and_parameter_says_what_it_is(described: dict[str, Any]) -> None:
    there = list(named(described))
    assert len(there) > 200
    assert [f"{where}: {name}" for where, name, said in there if not said.get("description")] == []


def test_every_field_and_parameter_has_an_example_that_is_one(described: dict[str, Any]) -> None:
    for where, name, said in named(described):
        example = said["example"] if "in" in said else said["examples"][0]
        schema = {"components": described["components"], **said.get("schema", said)}
        faults = [fault.message for fault in Draft202012Validator(schema).iter_errors(example)]
        assert faults == [], f"{where}: {name}"


def test_every_body_has_an_example_that_is_one(described: dict[str, Any]) -> None:
    for operation, content in bodies(described):
        assert "example" in content, operation
        schema = {"components": described["components"], **content["schema"]}
        faults = [fault.message for fault in Draft202012Validator(schema).iter_errors(content["example"])]
        assert faults == [], operation


def test_every_json_answer_names_its_fields_and_has_an_example_that_is_one(described: dict[str, Any]) -> None:
    free: set[str] = set()
    for method, path, status, content in json_answers():
        if not status.startswith("2"):
            continue
        free.update(anything(described, content["schema"], f"{method} {path}"))
        assert fault(method, path, int(status), content["example"]) == ""
    assert free == FREE


def test_a_field_that_is_not_described_and_one_that_is_missing_are_noticed() -> None:
    assert fault("GET", "/healthz", 200, {"status": "ok"}) == ""
    assert "'more' was unexpected" in fault("GET", "/healthz", 200, {"status": "ok", "more": 1})
    assert "'status' is a required property" in fault("GET", "/healthz", 200, {})
    assert fault("DELETE", "/api/tags/a/b", 200, {"removed": 1}) == "removed: 1 is not of type 'string'"


def test_a_status_that_is_not_described_is_noticed_and_an_address_that_is_none_of_ours_is_not() -> None:
    assert fault("POST", "/api/documents", 200, {}) == "no JSON is described"  # it is 201
    assert fault("GET", "/api/documents/1/preview", 200, {}) == "no JSON is described"  # it is a picture
    assert fault("GET", "/nowhere", 200, {}) == fault("PATCH", "/healthz", 405, {}) == ""


def anything(described: dict[str, Any], schema: Any, at: str) -> Iterator[str]:
    """The fields of an answer that may hold anything."""
    if "$ref" in schema:
        at = schema["$ref"].rpartition("/")[2]
        schema = described["components"]["schemas"][at]
    for one in schema.get("anyOf", ()):
        yield from anything(described, one, at)
    for name, field in schema.get("properties", {}).items():
        yield from anything(described, field, f"{at}.{name}")
    inside = schema.get("items", schema.get("additionalProperties"))
    if isinstance(inside, dict):
        yield from anything(described, inside, at)
    untyped = not {"anyOf", "const", "enum", "type"} & set(schema)
    if untyped or (schema.get("type") in ("array", "object") and inside in (None, True)):
        yield at


def test_nothing_is_said_of_what_is_not_there(described: dict[str, Any]) -> None:
    assert set(BODIES) <= {operation for operation, _ in bodies(described)}
    assert set(VALUES) <= {name for _, name, _ in named(described)}
    assert set(NAMES) <= {name for _, name, _ in named(described)}


def test_operations_say_what_they_do(described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        assert all(operation.get("description") for operation in operations.values()), path

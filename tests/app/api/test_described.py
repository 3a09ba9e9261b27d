"""The description of the API says of every field what it is, and shows a value of it and a body of every operation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.api.examples import BODIES, VALUES
from app.api.glossary import NAMES
from app.api.server import create_app
from tests.app.serving import settings

METHODS = ("get", "put", "post", "patch", "delete")


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return create_app(settings(tmp_path_factory.mktemp("described"))).openapi()


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


def test_nothing_is_said_of_what_is_not_there(described: dict[str, Any]) -> None:
    assert set(BODIES) <= {operation for operation, _ in bodies(described)}
    assert set(VALUES) <= {name for _, name, _ in named(described)}
    assert set(NAMES) <= {name for _, name, _ in named(described)}


def test_operations_say_what_they_do(described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        assert all(operation.get("description") for operation in operations.values()), path

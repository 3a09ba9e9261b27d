"""What the service answers in tests, held against what the description of its API says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.server import create_app
from core.settings import Settings

JSON = "application/json"


@cache
def description() -> dict[str, Any]:
    """What `/api/openapi.json` answers, whatever the settings are."""
    return create_app(Settings(profile="stand-in")).openapi()


def json_answers() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Method, path, status and content of every answer that is JSON."""
    for path, operations in description()["paths"].items():
        for method, operation in operations.items():
            for status, answer in operation["responses"].items():
                if JSON in answer.get("content", {}):
                    yield method.upper(), path, status, answer["content"][JSON]


class Watched:
    """The application, which notes the JSON that it answers with."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answered: dict[tuple[str, str, int, bytes], None] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, is_json, body = 0, False, b""

        async def sending(message: Message) -> None:
            nonlocal status, is_json, body
            if message["type"] == "http.response.start":
                status = message["status"]
                is_json = Headers(raw=message["headers"]).get("content-type") == JSON
            elif message["type"] == "http.response.body" and is_json:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    self._answered[scope["method"], scope["path"], status, body] = None
            await send(message)

        await self._app(scope, receive, sending)

    def otherwise(self) -> list[str]:
        """Each answer that is not of the form that is described, and what about it is not."""
        return [
            f"{method} {path} {status}: {found}"
            for method, path, status, body in self._answered
            if (found := fault(method, path, status, json.loads(body)))
        ]


def fault(method: str, path: str, status: int, answer: Any) -> str:
    """What of an answer is not as it is described: empty where all is, and where no route answers at that address."""
    described = next((forms for of, address, forms in _routes() if of == method and address.fullmatch(path)), None)
    if described is None:
        return ""
    if str(status) not in described:
        return "no JSON is described"
    found = best_match(described[str(status)].iter_errors(answer))
    return f"{'.'.join(map(str, found.path))}: {found.message[:500]}" if found is not None else ""


@cache
def _routes() -> list[tuple[str, re.Pattern[str], dict[str, Draft202012Validator]]]:
    """Method, address and the forms of the JSON by status, in the order in which routes are tried."""
    components = description()["components"]
    forms: dict[tuple[str, str], dict[str, Draft202012Validator]] = {}
    for method, path, status, content in json_answers():
        form = Draft202012Validator({"components": components, **content["schema"]})
        forms.setdefault((method, path), {})[status] = form
    return [(method, re.compile(_pattern(path)), by_status) for (method, path), by_status in forms.items()]


def _pattern(path: str) -> str:
    """An address as routes have it; a tag may have slashes in it."""
    return re.sub(r"\{(\w+)\}", lambda found: ".+" if found[1] == "tag" else "[^/]+", path)

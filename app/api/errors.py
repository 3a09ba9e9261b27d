"""Every error leaves as the same JSON: a code, a sentence and what to do. Never a traceback, never a path."""

from __future__ import annotations

import errno
import logging
import math
import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from core.errors import BadInput, NotFound, NotReady, OutOfSpace, Throttled, VermeilError
from core.types import JsonObject

log = logging.getLogger("vermeil")


def error_response(error: VermeilError) -> JSONResponse:
    """Below `error`, as `described`."""
    headers = {"Retry-After": str(math.ceil(error.seconds))} if isinstance(error, Throttled) else None
    return JSONResponse({"error": described(error)}, status_code=error.status, headers=headers)


def described(error: VermeilError) -> JsonObject:
    """In the shape that the OpenAI clients read too: `message`, `type`, `param` and `code`."""
    kind = _TYPES.get(error.status, "invalid_request_error" if error.status < 500 else "server_error")
    return {**error.to_json(), "type": kind, "param": error.param}


_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


def translate(error: Exception) -> VermeilError:
    """Any exception as one of ours; what we did not foresee is logged whole and reported without details."""
    if isinstance(error, VermeilError):
        return error
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return OutOfSpace("The disk is full.", "Free some space and try again; nothing was half-written.")
    log.error("unforeseen error", exc_info=error)
    return VermeilError("Something went wrong inside Vermeil.", "Try again; the log of the server says more.")


def stopped() -> NotReady:
    """What is told to whoever still waits when the service ends."""
    return NotReady("Vermeil is being stopped.", "Try again once it is back.")


class Unprocessable(BadInput):
    """A body of the right form that says what cannot be."""

    code = "unprocessable"
    status = 422


class AnswersUnprocessable(APIRoute):
    """Routes whose bodies are refused with 422 where others answer 400: programs tell a bad value from a bad form."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler that FastAPI calls."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                raise _fault(error, Unprocessable) from error

        return handled


def _fault(error: RequestValidationError, kind: type[BadInput] = BadInput) -> BadInput:
    """The first fault, with its place as OpenAI's servers write one: `messages[0].content`.

    Of a field that may be of several types it is the one of the type that came.
    """
    first, *others = error.errors()
    same = [other for other in others if other["loc"][:2] == first["loc"][:2] and not _wrong_type(other)]
    first = same[0] if same and _wrong_type(first) else first
    steps = [step for step in first["loc"][1:] if isinstance(step, int) or _NAME.fullmatch(step)]
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    return kind(f"{place or 'the body'}: {first['msg']}.", "See /api/openapi.json for what goes here.", param=place)


def _wrong_type(fault: Any) -> bool:
    return str(fault["type"]).endswith("_type")


_NAME = re.compile(r"(?!(?:str|int|float|bool|list|dict)$)\w{1,80}")
"""A step that names a field, and no branch of a union that pydantic tried."""


def install(app: FastAPI) -> None:
    """Let every error leave as our JSON."""

    async def ours(_: Request, error: Exception) -> JSONResponse:
        return error_response(translate(error))

    async def invalid(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return error_response(_fault(error))

    async def http(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        if isinstance(error.__cause__, VermeilError):  # ours, raised while the body was read
            return error_response(error.__cause__)
        known = NotFound("There is nothing at this address.", "See /api/openapi.json for the addresses.")
        translated = known if error.status_code == 404 else BadInput(str(error.detail), "See /api/openapi.json.")
        response = error_response(translated)
        response.status_code = error.status_code
        return response

    app.add_exception_handler(VermeilError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)

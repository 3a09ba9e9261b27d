"""What goes wrong between a client and the service, as one friendly sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from core.errors import VermeilError


class ApiError(VermeilError):
    """What the API refused or failed to do. `sentence` is what the page shows."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.code = code

    @property
    def sentence(self) -> str:
        """The message and the way out, as one line of plain text."""
        return " ".join(" ".join(part.split()) for part in (self.message, self.remedy) if part)


def body(response: httpx.Response) -> Any:
    """What the service sent as JSON. Raises `ApiError` for what is none."""
    try:
        return response.json()
    except ValueError as error:
        raise ApiError("unexpected", "The service sent something that is no answer.", "Try again.") from error


def check(response: httpx.Response) -> None:
    """Raise `ApiError` with the service's own words where the status is an error."""
    if not response.is_error:
        return
    try:
        error: Mapping[str, Any] = response.json()["error"]
        message, remedy = str(error["message"]), str(error.get("remedy") or "")
        raise ApiError(str(error.get("code", "error")), message, remedy)
    except (ValueError, KeyError, TypeError, AttributeError):
        message = f"The service refused this with status {response.status_code}."
        raise ApiError("unexpected", message, "Try again, or look into its log.") from None


def translated(error: httpx.HTTPError, address: str) -> ApiError:
    """Why no answer came from `address`, in words of ours."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return ApiError(
            "unreachable",
            f"Vermeil's service does not answer at {address}.",
            "Start it with `vermeil up`, then try again.",
        )
    if isinstance(error, httpx.TimeoutException):
        return ApiError("timeout", "The service took too long to answer.", "It may be busy: try again in a moment.")
    return ApiError("interrupted", "The connection to the service was interrupted.", "Please try again.")

"""What JSON can hold, as types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

JsonValue = None | bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"]
"""A value of JSON."""

if TYPE_CHECKING:
    JsonObject = dict[str, JsonValue]
    """An object of JSON."""
else:
    # FastAPI builds a validator from the type that a route returns, and goes by it through every value that we made
    # ourselves; of this one it has nothing to check.
    JsonObject = dict[str, Any]

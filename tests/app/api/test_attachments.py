"""Pictures and recordings in JSON: decoded, never fetched."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.attachments import decode
from core.errors import BadInput


@given(st.binary(min_size=1))
def test_data_urls_and_plain_base64_are_decoded(data: bytes) -> None:
    encoded = base64.b64encode(data).decode()
    assert decode(encoded, "picture") == data
    assert decode(f"data:image/png;base64,{encoded}", "picture") == data


def test_nothing_is_nothing() -> None:
    assert decode(None, "picture") is None
    assert decode("", "picture") is None


@pytest.mark.parametrize("value", [
    "http://127.0.0.1/x.png", "https://a.example/x.png", "file:///etc/passwd", "data:image/png,abc", "data:;base64,",
    "not base64!", "abc", "data:image/png;base64,@@@@",
])  # fmt: skip
def test_everything_else_is_refused(value: str) -> None:
    with pytest.raises(BadInput):
        decode(value, "picture")

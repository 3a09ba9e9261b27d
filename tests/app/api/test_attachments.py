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


@given(st.binary(min_size=1))
def test_so_are_the_ways_in_which_others_write_it(data: bytes) -> None:
    broken = base64.encodebytes(data).decode().replace("\n", "\r\n")  # as mail has it
    address = base64.urlsafe_b64encode(data).decode().rstrip("=")
    for written in (broken, address, f"DATA:image/PNG;BASE64,{address}", f" data:;base64,{broken}\n"):
        assert decode(written, "picture") == data


def test_nothing_is_nothing() -> None:
    assert decode(None, "picture") is None
    assert decode("", "picture") is None


@pytest.mark.parametrize("value", [
    "http://127.0.0.1/x.png", "https://a.example/x.png", "file:///etc/passwd", "data:image/png,abc", "data:;base64,",
    "HTTP://a.example/x", "not base64!", "abcde", "data:image/png;base64,@@@@",
])  # fmt: skip
def test_everything_else_is_refused(value: str) -> None:
    with pytest.raises(BadInput):
        decode(value, "picture")

from __future__ import annotations

import contextlib
import socket
import struct
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sandbox.frames import LARGEST_FRAME, decode, encode, receive

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_values_come_back_as_they_were_sent(value: Any) -> None:
    assert decode(encode(value)) == value


@given(st.lists(st.sampled_from(["uint8", "int16", "float32"]), max_size=3), st.integers(0, 5), st.integers(1, 4))
def test_arrays_come_back_each_in_its_place(kinds: list[str], height: int, width: int) -> None:
    arrays = [np.arange(height * width, dtype=kind).reshape(height, width) for kind in kinds]
    for sent, received in zip(arrays, decode(encode({"a": [{"x": a} for a in arrays]}))["a"], strict=True):
        np.testing.assert_array_equal(sent, received["x"])
        assert sent.dtype == received["x"].dtype


def test_objects_do_not_travel() -> None:
    with pytest.raises(TypeError):
        encode({"x": {1, 2}})
    with pytest.raises(TypeError):
        encode(np.array([object()]))


@given(st.binary(max_size=64))
def test_garbage_is_a_value_error_or_a_plain_value(frame: bytes) -> None:
    """What a subverted child sends can at worst be refused."""
    with contextlib.suppress(ValueError):
        decode(frame)


@pytest.mark.parametrize("text", [b'{"__raw__": 3}', b'{"__raw__": [1, "uint8", ["x"]]}', b"[" * 100_000, b"\xff"])
def test_malformed_frames_are_value_errors(text: bytes) -> None:
    with pytest.raises(ValueError):
        decode(struct.pack("!I", len(text)) + text)


def test_an_unknown_type_of_array_is_refused() -> None:
    text = b'{"__raw__": [8, "object", [1]]}'
    with pytest.raises(ValueError, match="unknown type"):
        decode(struct.pack("!I", len(text)) + text + bytes(8))


def test_half_a_frame_runs_into_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack("!Q", 100) + b"only this")
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            receive(ours, began + 0.2)
        assert time.monotonic() - began < 2


def test_a_frame_over_the_limit_is_refused_before_it_is_read() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack("!Q", LARGEST_FRAME + 1))
        with pytest.raises(ValueError, match="over the limit"):
            receive(ours, time.monotonic() + 5)

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sandbox.frames import LARGEST_FRAME, LARGEST_TEXT, decode, encode, receive, send

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_values_come_back_as_they_were_sent(value: Any) -> None:
    assert decode(encode(value)) == value


@given(
    st.lists(st.sampled_from(["uint8", "int16", "int64", "float32"]), max_size=3), st.integers(0, 5), st.integers(1, 4)
)
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
        assert time.monotonic() - began < 10


def test_a_frame_over_the_limit_is_refused_before_it_is_read() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack("!Q", LARGEST_FRAME + 1))
        with pytest.raises(ValueError, match="over the limit"):
            receive(ours, time.monotonic() + 5)


@pytest.mark.parametrize("lengths", [[8, -8, 8], [9], [True], [1.0], [1 << 70]])
def test_raw_bytes_are_taken_once_and_only_where_they_are(lengths: list[float]) -> None:
    """Going back, a frame of a megabyte could ask for terabytes."""
    text = json.dumps([{"__raw__": [length, "bytes", []]} for length in lengths]).encode()
    with pytest.raises(ValueError, match="not there"):
        decode(struct.pack("!I", len(text)) + text + bytes(8))


def test_more_json_than_we_would_unfold_is_refused_by_both_sides() -> None:
    text = b"[" + b"[]," * (LARGEST_TEXT // 3) + b"[]]"
    with pytest.raises(ValueError, match="over the limit"):
        decode(struct.pack("!I", len(text)) + text)
    with pytest.raises(ValueError, match="over the limit"):
        encode("x" * LARGEST_TEXT)


def test_open_files_arrive_where_they_are_asked_for_and_nowhere_else(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()
    (tmp_path / "x").write_bytes(b"content")
    with ours, theirs, (tmp_path / "x").open("rb") as file:
        send(ours, "look", [file.fileno()])
        arrived: list[int] = []
        assert receive(theirs, time.monotonic() + 5, arrived) == "look"
        with os.fdopen(*arrived, "rb") as same:
            assert same.read() == b"content"
        before = len(list(Path("/dev/fd").iterdir()))
        send(theirs, "take this", [file.fileno()])
        assert receive(ours, time.monotonic() + 5) == "take this"
        assert len(list(Path("/dev/fd").iterdir())) == before

"""Messages between Vermeil and its own child processes: JSON with raw arrays behind it.

Not pickle: a child parses hostile files, and unpickling what a subverted child sends would run its code here. What
can arrive are JSON values, `bytes`, and arrays of three plain types.

A frame is an 8-byte length, then a 4-byte length of the JSON, the JSON, and the raw bytes one after the other. In the
JSON a raw value stands as `{"__raw__": [length, type, shape]}`; keys are always our own, never text out of a file.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

import numpy as np

LARGEST_FRAME = 1 << 30
_RAW = "__raw__"
_TYPES = ("uint8", "int16", "float32")


def encode(value: Any) -> bytes:
    """Turn JSON values, `bytes` and arrays of uint8, int16 or float32 into one frame without its outer length."""
    raw: list[bytes] = []

    def put_aside(item: Any) -> dict[str, Any]:
        if isinstance(item, bytes):
            raw.append(item)
            return {_RAW: [len(item), "bytes", []]}
        if isinstance(item, np.ndarray) and item.dtype.name in _TYPES:
            raw.append(item.tobytes())
            return {_RAW: [item.nbytes, item.dtype.name, list(item.shape)]}
        raise TypeError(f"{type(item).__name__} cannot cross a process border")

    text = json.dumps(value, default=put_aside).encode("ascii")
    return b"".join([struct.pack("!I", len(text)), text, *raw])


def decode(frame: bytes) -> Any:
    """The inverse of `encode`. Raises `ValueError` for anything malformed."""
    if len(frame) < 4:
        raise ValueError("a frame without a header")
    position = 4 + int(struct.unpack("!I", frame[:4])[0])
    text = frame[4:position]

    def take(item: dict[str, Any]) -> Any:
        nonlocal position
        if set(item) != {_RAW}:
            return item
        length, kind, shape = item[_RAW]
        piece = frame[position : position + length]
        position += length
        if kind == "bytes":
            return piece
        if kind not in _TYPES:
            raise ValueError("an array of an unknown type")
        return np.frombuffer(piece, dtype=kind).reshape([int(side) for side in shape])

    # `object_hook` runs in the order of the text, which is the order in which `encode` laid the raw bytes.
    try:
        return json.loads(text, object_hook=take)
    except (TypeError, OverflowError, RecursionError) as error:
        raise ValueError("a malformed frame") from error


def send(channel: socket.socket, value: Any) -> None:
    """Send one frame. Raises `OSError` where the other side is gone, `TimeoutError` at the channel's time limit."""
    frame = encode(value)
    channel.sendall(struct.pack("!Q", len(frame)) + frame)


def receive(channel: socket.socket, deadline: float | None = None) -> Any:
    """Wait for one frame, until `deadline` on the monotonic clock (for ever where it is None).

    Raises `TimeoutError`, `EOFError` where the other side is gone, and `ValueError` for a malformed frame.
    """
    length = int(struct.unpack("!Q", _exactly(channel, 8, deadline))[0])
    if length > LARGEST_FRAME:
        raise ValueError("a frame over the limit")
    return decode(_exactly(channel, length, deadline))


def _exactly(channel: socket.socket, length: int, deadline: float | None) -> bytes:
    received = bytearray()
    while len(received) < length:
        # A peer that sends half a frame and stops must not hold us: each wait gets only what is left of the time.
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            channel.settimeout(left)
        piece = channel.recv(min(length - len(received), 1 << 20))
        if not piece:
            raise EOFError
        received += piece
    return bytes(received)

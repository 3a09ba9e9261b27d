"""Messages between Vermeil and its own child processes: JSON with raw arrays behind it.

Not pickle: a child parses hostile files, and unpickling what a subverted child sends would run its code here. What
can arrive are JSON values, `bytes`, and arrays of four plain types. Open files travel to the child only: what arrives
here is read without asking for descriptors, and the kernel closes those that came along.

A frame is an 8-byte length, then a 4-byte length of the JSON, the JSON, and the raw bytes one after the other. In the
JSON a raw value stands as `{"__raw__": [length, type, shape]}`; keys are always our own, never text out of a file.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import MutableSequence, Sequence
from typing import Any

import numpy as np

LARGEST_FRAME = 1 << 30
LARGEST_TEXT = 8 << 20  # bytes of JSON: as objects of Python it can become 25 times as large; bulk travels as arrays
MOST_FILES = 4  # that travel with one frame
_RAW = "__raw__"
_TYPES = ("uint8", "int16", "int64", "float32")


def encode(value: object) -> bytes:
    """Turn JSON values, `bytes` and arrays of uint8, int16, int64 or float32 into one frame without its outer length.

    Raises `TypeError` for other types, `ValueError` where the JSON would be over the limit.
    """
    raw: list[bytes] = []

    def put_aside(item: object) -> dict[str, list[object]]:
        if isinstance(item, bytes):
            raw.append(item)
            return {_RAW: [len(item), "bytes", []]}
        if isinstance(item, np.ndarray) and item.dtype.name in _TYPES:
            raw.append(item.tobytes())
            return {_RAW: [item.nbytes, item.dtype.name, list(item.shape)]}
        raise TypeError(f"{type(item).__name__} cannot cross a process border")

    text = json.dumps(value, default=put_aside).encode("ascii")
    if len(text) > LARGEST_TEXT:
        raise ValueError("a text over the limit")
    return b"".join([struct.pack("!I", len(text)), text, *raw])


def decode(frame: bytes | bytearray) -> object:
    """The inverse of `encode`. Raises `ValueError` for anything malformed."""
    if len(frame) < 4:
        raise ValueError("a frame without a header")
    position = 4 + int(struct.unpack("!I", frame[:4])[0])
    if position > min(len(frame), 4 + LARGEST_TEXT):
        raise ValueError("a text over the limit")
    text, view = frame[4:position], memoryview(frame)

    def take(item: dict[str, Any]) -> object:
        nonlocal position
        if set(item) != {_RAW}:
            return item
        length, kind, shape = item[_RAW]
        # A negative length would lead back to bytes that were taken, and a small frame could become terabytes.
        if type(length) is not int or not 0 <= length <= len(frame) - position:
            raise ValueError("raw bytes that are not there")
        piece = view[position : position + length]
        position += length
        if kind == "bytes":
            return bytes(piece)
        if kind not in _TYPES:
            raise ValueError("an array of an unknown type")
        return np.frombuffer(piece, dtype=kind).reshape([int(side) for side in shape])

    # `object_hook` runs in the order of the text, which is the order in which `encode` laid the raw bytes.
    try:
        value: object = json.loads(text, object_hook=take)
    except (TypeError, OverflowError, RecursionError) as error:
        raise ValueError("a malformed frame") from error
    return value


def send(channel: socket.socket, value: object, descriptors: Sequence[int] = ()) -> None:
    """Send one frame, and open files with it.

    Raises `OSError` where the other side is gone, `TimeoutError` at the channel's time limit.
    """
    frame = encode(value)
    header = struct.pack("!Q", len(frame))
    if descriptors:
        socket.send_fds(channel, [header], descriptors)
        header = b""
    channel.sendall(header + frame)


def receive(
    channel: socket.socket, deadline: float | None = None, descriptors: MutableSequence[int] | None = None
) -> object:
    """Wait for one frame, until `deadline` on the monotonic clock (for ever where it is None).

    Files that came with it are appended to `descriptors`; where that is None, the kernel closes them.

    Raises `TimeoutError`, `EOFError` where the other side is gone, and `ValueError` for a malformed frame.
    """
    header = b""
    if descriptors is not None:
        header, received, _, _ = socket.recv_fds(channel, 8, MOST_FILES)
        descriptors.extend(received)
        if not header:
            raise EOFError
    header += _exactly(channel, 8 - len(header), deadline)
    length = int(struct.unpack("!Q", header)[0])
    if length > LARGEST_FRAME:
        raise ValueError("a frame over the limit")
    return decode(_exactly(channel, length, deadline))


def _exactly(channel: socket.socket, length: int, deadline: float | None) -> bytearray:
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
    return received

"""A SentencePiece model of the unigram kind as a tokenizer of the tokenizers library, which has its algorithm."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

Field = tuple[int, int | bytes]

_PIECE, _NORMALIZER = 1, 3  # fields of the model
_TEXT, _SCORE, _KIND = 1, 2, 3  # of a piece
_CHARSMAP = 2  # of the normaliser
_UNKNOWN = 2  # a kind of piece
_FIXED = {1: 8, 5: 4}  # bytes of the wire types without a length


def unigram(path: Path) -> Tokenizer:
    """The tokenizer of a `.model` file; its ids are those of the file, and no id of a beginning or end is added.

    Raises `ValueError` where the file is none.
    """
    pieces: list[tuple[str, float]] = []
    unknown, charsmap = 0, b""
    for number, value in _fields(path.read_bytes()):
        if number == _PIECE and isinstance(value, bytes):
            piece = dict(_fields(value))
            unknown = len(pieces) if piece.get(_KIND) == _UNKNOWN else unknown
            (score,) = struct.unpack("<f", bytes(piece.get(_SCORE, bytes(4))))
            pieces.append((bytes(piece[_TEXT]).decode("utf-8"), score))
        elif number == _NORMALIZER and isinstance(value, bytes):
            charsmap = bytes(dict(_fields(value)).get(_CHARSMAP, b""))
    if not pieces:
        raise ValueError(f"{path.name} has no pieces")
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown))
    spaces = [normalizers.Strip(), normalizers.Replace(Regex(" {2,}"), " ")]
    tokenizer.normalizer = normalizers.Sequence([*([normalizers.Precompiled(charsmap)] if charsmap else []), *spaces])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def _fields(data: bytes) -> Iterator[Field]:
    """The fields of a protocol buffer's message in order: their numbers, and an integer or the bytes of each."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        if wire == 2:
            length, at = _varint(data, at)
        elif wire in _FIXED:
            length = _FIXED[wire]
        else:
            raise ValueError(f"a field of wire type {wire} is unknown")
        yield number, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """An integer in groups of seven bits, the lowest first, and where the next field begins."""
    value = shift = 0
    while data[at] & 0x80:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | data[at] << shift, at + 1

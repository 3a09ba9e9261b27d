"""What the reader processes are told beside the file."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class ReadOptions(TypedDict):
    """For reading a file, which wants its `name`, or one scanned `page` of it, from 1.

    `vocabulary` is the path of the tokenizer that `chunk_tokens` and `chunk_overlap` count in, `picture_pixels` the
    largest picture that is opened, `threads` those that OCR may use.
    """

    vocabulary: str
    chunk_tokens: int
    chunk_overlap: int
    picture_pixels: int
    threads: int
    name: NotRequired[str]
    page: NotRequired[int]


class SoundOptions(TypedDict):
    """For decoding a recording of at most so many hours."""

    audio_hours: float


class PreviewOptions(TypedDict):
    """For drawing a page, from 1, so many pixels wide, of a picture of at most so many, with words marked."""

    page: int
    width: int
    picture_pixels: int
    marked: str

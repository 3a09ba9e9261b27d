"""The media process's side: decoding sound and drawing previews. It imports little, so it starts in a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from memory.readers.detect import detect
from memory.readers.options import PreviewOptions, SoundOptions


def run(task: str, options: SoundOptions | PreviewOptions, *files: IO[bytes]) -> int | bytes:
    """`decode_audio` or `preview`, see `memory.readers.Readers`."""
    return _TASKS[task](options, *files)


def decode_audio(options: SoundOptions, file: IO[bytes], target: IO[bytes]) -> int:
    """See `memory.readers.audio.decode`."""
    from memory.readers.audio import decode

    return decode(file, detect(file), target, options["audio_hours"])


def preview(options: PreviewOptions, file: IO[bytes]) -> bytes:
    """See `memory.readers.picture.draw`."""
    from memory.readers.picture import draw

    return draw(file, detect(file), options["page"], options["width"], options["picture_pixels"], options["marked"])


_TASKS: dict[str, Callable[..., int | bytes]] = {"decode_audio": decode_audio, "preview": preview}

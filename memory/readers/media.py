"""The media process's side: decoding sound and drawing previews. It imports little, so it starts in a moment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from memory.readers.detect import detect


def run(task: str, path: str, options: Mapping[str, Any]) -> Any:
    """`decode_audio` or `preview`, see `memory.readers.Readers`."""
    return {"decode_audio": decode_audio, "preview": preview}[task](Path(path), options)


def decode_audio(path: Path, options: Mapping[str, Any]) -> int:
    from memory.readers.audio import decode

    return decode(path, detect(path), Path(options["target"]), options["audio_hours"])


def preview(path: Path, options: Mapping[str, Any]) -> bytes:
    from memory.readers.picture import draw

    return draw(path, detect(path), options["page"], options["width"], options["picture_pixels"])

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from core.errors import TooLarge, UnreadableFile
from core.types import BoxSpan
from memory.readers import Readers
from memory.readers.picture import load

Put = Callable[[str, bytes | str], Path]
PIXELS = 60_000_000


def encoded(picture: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, format_, **options)
    return out.getvalue()


def header_only_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))

    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = part(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + pixels + part(b"IEND", b"")


@pytest.mark.models
@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_text_in_a_picture_has_its_box(readers: Readers, put: Put, make: SimpleNamespace, format_: str) -> None:
    picture = make.drawn({(50, 50): "Herons wait.", (500, 400): "Gulls cry."})
    more = {"save_all": True, "append_images": [make.drawn({(50, 50): "Second frame"})]} if format_ == "GIF" else {}
    reading = readers.read(put("x", encoded(picture, format_, **more)), "x")
    assert (reading.kind, reading.media_type) == ("picture", f"image/{format_.lower()}")
    assert (reading.width, reading.height) == (900, 500)
    assert [chunk.text for chunk in reading.chunks] == ["Herons wait.", "Gulls cry."]
    span = reading.chunks[1].span
    assert isinstance(span, BoxSpan)
    assert span.box[:2] == pytest.approx((500, 400), abs=15)
    assert reading.picture is not None
    assert reading.picture.dtype == np.uint8
    assert reading.picture.shape == (427, 768, 3)


@pytest.mark.models
def test_exif_orientation_is_respected_and_boxes_are_of_the_upright_original(
    readers: Readers, put: Put, make: SimpleNamespace
) -> None:
    upright = make.drawn({(1200, 2400): "Herons wait."}, size=(3000, 5000), height=150)
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn by 90 degrees clockwise to show"
    stored = upright.rotate(90, expand=True)
    reading = readers.read(put("x", encoded(stored, "JPEG", exif=exif)), "x.jpg")
    assert (reading.width, reading.height) == (3000, 5000)
    assert [chunk.text for chunk in reading.chunks] == ["Herons wait."]
    span = reading.chunks[0].span
    assert isinstance(span, BoxSpan)
    assert span.box[:2] == pytest.approx((1200, 2400), abs=70)
    assert reading.picture is not None
    assert reading.picture.shape[:2] == (768, 461)


def test_a_huge_picture_is_refused_by_its_header(readers: Readers, put: Put) -> None:
    with pytest.raises(TooLarge, match="50,000 x 50,000"):
        readers.read(put("x", header_only_png(50_000, 50_000)), "x.png")
    with pytest.raises(TooLarge):
        readers.preview(put("x", header_only_png(50_000, 50_000)))


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_truncated_picture_is_refused(format_: str) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8))
    data = encoded(noise, format_)
    with pytest.raises(UnreadableFile, match="damaged"):
        load(io.BytesIO(data[: len(data) // 2]), PIXELS)


def test_pixels_that_are_missing() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        load(io.BytesIO(header_only_png(500, 500)), PIXELS)


def test_transparent_becomes_white() -> None:
    picture, _ = load(io.BytesIO(encoded(Image.new("RGBA", (4, 4), (255, 0, 0, 0)), "PNG")), PIXELS)
    assert picture.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    format_ = "JPEG" if mode == "CMYK" else "PNG"
    assert load(io.BytesIO(encoded(Image.new(mode, (5, 6)), format_)), PIXELS)[0].mode == "RGB"


def test_a_preview_carries_no_metadata(readers: Readers, put: Put) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    path = put("x", encoded(Image.new("RGB", (800, 400), "red"), "JPEG", exif=exif, comment=b"SecretComment"))
    data = readers.preview(path, width=200)
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("PNG", (200, 100))
    assert b"Secret" not in data
    assert not picture.getexif()

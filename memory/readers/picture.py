"""Pictures: checked by their header, decoded, turned upright, shrunk for the vision tower, and read by OCR.

Boxes, width and height are in pixels of the original as it is shown: after the rotation that its EXIF data asks for.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TypeVar

import numpy as np

from core.errors import NotFound, TooLarge, UnreadableFile, UnsupportedFormat
from core.types import BoxSpan, Chunk
from memory.chunking import Chunker
from memory.readers.detect import PICTURES, Format
from memory.readers.ocr import read_blocks
from memory.readers.options import ReadOptions
from memory.readers.picture_layout import Block, Line, around, join_rows
from memory.readers.reply import TOWER_SIDE, ReadReply, pack

if TYPE_CHECKING:
    from PIL import Image

T = TypeVar("T")

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIF")
_DECODED_SIDE = 2000  # pixels: as large as OCR reads; a JPEG decoder can stop there
_PREVIEW_WIDTHS = (16, 4000)
_SWAPS_SIDES = frozenset({5, 6, 7, 8})  # EXIF orientations that turn by 90 degrees
_ORIENTATION = 0x0112


def read_picture(file: IO[bytes], chunker: Chunker, options: ReadOptions) -> ReadReply:
    """The pixels for the vision tower, the size of the original, and the text in it as chunks with boxes."""
    upright, size = load(file, options["picture_pixels"], _DECODED_SIDE)
    scale = (size[0] / upright.width, size[1] / upright.height)
    chunks = []
    for block in read_blocks(upright, options["threads"]):
        for text, lines in _portions(block, chunker, options["chunk_tokens"]):
            chunks.append(Chunk(text, BoxSpan(_scaled(around(lines), scale, size))))
    upright.thumbnail((TOWER_SIDE, TOWER_SIDE))
    return {"chunks": pack(chunks), "width": size[0], "height": size[1], "picture": np.asarray(upright)}


def frames(file: IO[bytes]) -> int:
    """The number of pictures in a file."""
    with _opened(file) as picture:
        return int(getattr(picture, "n_frames", 1))


def draw_page(file: IO[bytes], format_: Format, number: int, most_pixels: int) -> Image.Image:
    """Page `number` (from 1) of a PDF or a TIFF, as large as OCR wants it."""
    if format_ == "pdf":
        from memory.readers import pdf

        return pdf.draw_page(file, number)
    return load(file, most_pixels, _DECODED_SIDE, number)[0]


def load(
    file: IO[bytes], most_pixels: int, side: int | None = None, frame: int = 1
) -> tuple[Image.Image, tuple[int, int]]:
    """One frame (from 1), upright, in RGB on white, and the size of the original when upright.

    Where `side` is given, a JPEG may be decoded smaller, but not under `side` pixels. Raises `TooLarge` by the header
    alone, before a pixel is decoded.
    """
    from PIL import ImageOps

    with _opened(file) as picture:
        if picture.format == "TIFF":
            if not 1 <= frame <= getattr(picture, "n_frames", 1):
                raise NotFound(f"The document has no page {frame}.")
            picture.seek(frame - 1)
        size = picture.size
        if size[0] * size[1] > most_pixels:
            raise TooLarge(
                f"The picture has {size[0]:,} x {size[1]:,} pixels, more than is allowed.", "Make it smaller first."
            )
        if picture.getexif().get(_ORIENTATION) in _SWAPS_SIDES:
            size = (size[1], size[0])
        if side:
            picture.draft("RGB", (side, side))
        picture.load()
        return _on_white(ImageOps.exif_transpose(picture)), size


def draw(file: IO[bytes], format_: Format, page: int, width: int, most_pixels: int, marked: str = "") -> bytes:
    """A PNG to look at: a page of a PDF with words `marked`, or a picture encoded anew, so that no metadata is left."""
    narrowest, widest = _PREVIEW_WIDTHS
    width = min(max(width, narrowest), widest)
    if format_ == "pdf":
        from memory.readers import pdf

        picture = pdf.draw_page(file, page, width, marked)
    elif format_ in PICTURES:
        picture, _ = load(file, most_pixels, 2 * width, page)
        picture.thumbnail((width, max(1, round(width * picture.height / picture.width))))
    else:
        raise UnsupportedFormat("Only PDF pages and pictures have a preview.")
    encoded = io.BytesIO()
    picture.save(encoded, "PNG")
    return encoded.getvalue()


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[Image.Image]:
    import pi_heif
    from PIL import Image, UnidentifiedImageError

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # the caller's own limit is checked first, with a better sentence
    try:
        with Image.open(file, formats=_FORMATS) as picture:
            yield picture
    except UnidentifiedImageError as error:
        raise UnreadableFile("The picture is damaged and cannot be opened.") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow's decoders raise on broken data
        raise UnreadableFile("The picture is damaged or incomplete.", "Save or download it again.") from error


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def _portions(block: Block, chunker: Chunker, tokens: int) -> Iterator[tuple[str, Sequence[Line]]]:
    """The text of a block in pieces of whole lines that fit into a chunk, and where it stands: a table as a whole."""
    if block.cells:
        for rows in _fitting(block.text.splitlines(), str, chunker, tokens):
            yield "\n".join(rows), block.lines
    else:
        for lines in _fitting(block.lines, lambda line: line.text, chunker, tokens):
            yield join_rows(lines), lines


def _fitting(lines: Sequence[T], text: Callable[[T], str], chunker: Chunker, tokens: int) -> Iterator[list[T]]:
    """As many lines together as have `tokens` tokens."""
    gathered: list[T] = []
    size = 0
    for line in lines:
        more = chunker.size(text(line))
        if gathered and size + more > tokens:
            yield gathered
            gathered, size = [], 0
        gathered.append(line)
        size += more
    if gathered:
        yield gathered


def _scaled(box: Sequence[float], scale: tuple[float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Pixels of the decoded picture to whole pixels of the original, inside it."""
    x0, y0, x1, y1 = box[0] * scale[0], box[1] * scale[1], box[2] * scale[0], box[3] * scale[1]
    return max(0, int(x0)), max(0, int(y0)), min(size[0], int(x1 + 1)), min(size[1], int(y1 + 1))

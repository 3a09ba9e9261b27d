"""Draws scenes: flat shapes, clip art and words on a plain or shaded background."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from core.errors import UnreadableFile
from training.data.scenes import Scene, Thing, Writing

Rgb = tuple[int, int, int]
RGB: dict[str, Rgb] = {
    "red": (214, 34, 34), "green": (30, 140, 50), "blue": (30, 70, 210), "yellow": (246, 220, 30),
    "orange": (245, 130, 20), "purple": (120, 40, 160), "pink": (250, 130, 180), "brown": (115, 70, 30),
    "black": (18, 18, 18), "white": (248, 248, 248), "grey": (128, 128, 128),
}  # fmt: skip
GROUNDS: tuple[Rgb, ...] = (
    (250, 246, 232), (222, 236, 250), (224, 244, 224), (236, 228, 248), (205, 195, 175), (30, 40, 80), (20, 60, 45),
    (60, 50, 45), (130, 175, 180), (170, 160, 200), (70, 75, 80),
)  # fmt: skip
_APART = 110  # least distance in RGB between a background and what lies on it
_SMOOTH = 4  # masks are drawn so many times larger


def draw(scene: Scene, size: int, rng: random.Random, clip_art: dict[str, Path]) -> Image.Image:
    """The scene as an RGB picture of `size` x `size` pixels; `clip_art` holds the files of things without a colour.

    Sizes, turns, shades and the background are drawn from `rng`. Raises `UnreadableFile` for broken clip art.
    """
    picture = _background(_ground(scene, rng), size, rng)
    for thing in scene.things:
        if thing.colour:
            side = round(size / 3 * rng.uniform(0.62, 0.95))
            stamp = Image.new("RGB", (side, side), _shade(RGB[thing.colour], rng))
            mask = _mask(thing.name, side, rng.uniform(-12, 12))
        else:
            stamp, mask = _clip(clip_art[thing.name], round(size / 3 * rng.uniform(0.85, 1.0)))
        picture.paste(stamp, _corner(thing, stamp.size, size, rng), mask)
    if scene.writing is not None:
        _write(picture, scene.writing, size, rng)
    return picture


def _corner(thing: Thing, stamp: tuple[int, int], size: int, rng: random.Random) -> tuple[int, int]:
    """Upper left corner of a stamp that lies somewhere within its cell."""
    cell = size / 3
    x = thing.column * cell + rng.uniform(0, cell - stamp[0])
    y = thing.row * cell + rng.uniform(0, cell - stamp[1])
    return round(x), round(y)


def _ground(scene: Scene, rng: random.Random) -> Rgb:
    """A background from which everything on it stands out; under clip art, which is mostly dark lines, a pale one."""
    colours = [RGB[t.colour] for t in scene.things if t.colour] + ([RGB[scene.writing.colour]] if scene.writing else [])
    if any(not thing.colour for thing in scene.things):
        colours.append(RGB["black"])
    clear = [ground for ground in GROUNDS if all(math.dist(ground, colour) >= _APART for colour in colours)]
    if clear:
        return rng.choice(clear)
    return max(GROUNDS, key=lambda ground: min(math.dist(ground, colour) for colour in colours))


def _background(colour: Rgb, size: int, rng: random.Random) -> Image.Image:
    """Plain, or shaded a little from one edge to the other."""
    plain = Image.new("RGB", (size, size), colour)
    if rng.random() < 0.5:
        return plain
    ramp = Image.linear_gradient("L").resize((size, size)).rotate(90 * rng.randrange(4))
    darker = Image.new("RGB", (size, size), tuple(round(0.9 * part) for part in colour))
    return Image.composite(darker, plain, ramp)


def _shade(colour: Rgb, rng: random.Random) -> Rgb:
    red, green, blue = (max(0, min(255, part + rng.randint(-10, 10))) for part in colour)
    return red, green, blue


# --- shapes -------------------------------------------------------------------------------------------------------


def _mask(shape: str, side: int, turn: float) -> Image.Image:
    """Where the shape is, as grey values (side, side), turned by `turn` degrees."""
    large = side * _SMOOTH
    mask = Image.new("L", (large, large))
    pen = ImageDraw.Draw(mask)
    if shape in _CORNERS:
        pen.polygon([(large * x, large * y) for x, y in _CORNERS[shape]], fill=255)
    else:
        _ROUND[shape](pen, large)
    return mask.rotate(turn, Image.Resampling.BILINEAR).resize((side, side), Image.Resampling.LANCZOS)


def _around(radii: Sequence[float], count: int) -> list[tuple[float, float]]:
    """`count` corners around the middle, the first one straight above, at the given radii in turn."""
    rays = [(radii[n % len(radii)], math.tau * n / count) for n in range(count)]
    return [(0.5 + radius * math.sin(angle), 0.5 - radius * math.cos(angle)) for radius, angle in rays]


_CORNERS: dict[str, list[tuple[float, float]]] = {
    "square": [(0.12, 0.12), (0.88, 0.12), (0.88, 0.88), (0.12, 0.88)],
    "triangle": [(0.5, 0.08), (0.94, 0.86), (0.06, 0.86)],
    "diamond": [(0.5, 0.03), (0.84, 0.5), (0.5, 0.97), (0.16, 0.5)],
    "hexagon": _around([0.46], 6),
    "star": _around([0.48, 0.2], 10),
    "cross": [
        (0.35, 0.06), (0.65, 0.06), (0.65, 0.35), (0.94, 0.35), (0.94, 0.65), (0.65, 0.65),
        (0.65, 0.94), (0.35, 0.94), (0.35, 0.65), (0.06, 0.65), (0.06, 0.35), (0.35, 0.35),
    ],
}  # fmt: skip


def _circle(pen: ImageDraw.ImageDraw, large: int) -> None:
    pen.ellipse([large * 0.06, large * 0.06, large * 0.94, large * 0.94], fill=255)


def _ring(pen: ImageDraw.ImageDraw, large: int) -> None:
    _circle(pen, large)
    pen.ellipse([large * 0.27, large * 0.27, large * 0.73, large * 0.73], fill=0)


def _crescent(pen: ImageDraw.ImageDraw, large: int) -> None:
    _circle(pen, large)
    pen.ellipse([large * 0.34, large * 0.02, large * 1.1, large * 0.78], fill=0)


def _heart(pen: ImageDraw.ImageDraw, large: int) -> None:
    pen.ellipse([large * 0.05, large * 0.1, large * 0.52, large * 0.57], fill=255)
    pen.ellipse([large * 0.48, large * 0.1, large * 0.95, large * 0.57], fill=255)
    pen.polygon([(large * x, large * y) for x, y in [(0.1, 0.47), (0.5, 0.25), (0.9, 0.47), (0.5, 0.95)]], fill=255)


_ROUND: dict[str, Callable[[ImageDraw.ImageDraw, int], None]] = {
    "circle": _circle, "ring": _ring, "crescent": _crescent, "heart": _heart,
}  # fmt: skip


# --- clip art and words -------------------------------------------------------------------------------------------


def _clip(file: Path, side: int) -> tuple[Image.Image, Image.Image]:
    """A picture no wider nor higher than `side`, and where it is not transparent."""
    try:
        with Image.open(file) as opened:
            picture = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableFile(f"The clip art {file.name} cannot be read.", "Take it out of the folder.") from error
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return picture.convert("RGB"), picture.getchannel("A")


def _write(picture: Image.Image, writing: Writing, size: int, rng: random.Random) -> None:
    """Across its row, as large as fits (up to 0.9 of the row), in the typeface that Pillow ships."""
    points = size / 3 * rng.uniform(0.55, 0.8)
    font = ImageFont.load_default(points)
    left, top, right, bottom = font.getbbox(writing.word)
    if right - left > 0.92 * size:
        font = ImageFont.load_default(points * 0.92 * size / (right - left))
        left, top, right, bottom = font.getbbox(writing.word)
    x = rng.uniform(0.03 * size, 0.97 * size - (right - left)) - left
    y = (writing.row + 0.5) * size / 3 - (top + bottom) / 2
    ImageDraw.Draw(picture).text((x, y), writing.word, font=font, fill=_shade(RGB[writing.colour], rng))

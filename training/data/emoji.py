"""Emoji and icon sets as captioned pictures, drawn from the npm packages of Iconify under their names.

    npm install --prefix FOLDER @iconify-json/noto …

One drawing of each name a set: no skin tones, flags, digits, arrows. `rsvg-convert` (Debian's librsvg2-bin) draws.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from core.errors import BadInput, Missing
from core.settings import child_environment
from training.data.pictures import SIDE, Named, named, write_captions
from training.data.wordnet import Nouns

LICENCES: Mapping[str, str] = {
    "noto": "Apache-2.0, Google",
    "noto-v1": "Apache-2.0, Google",
    "twemoji": "CC-BY-4.0, Twitter",
    "fluent-emoji": "MIT, Microsoft",
    "fluent-emoji-flat": "MIT, Microsoft",
    "fxemoji": "Apache-2.0, Mozilla",
    "emojione": "CC-BY-4.0, EmojiOne",
    "openmoji": "CC-BY-SA-4.0, OpenMoji; measured on, never trained on",
    "icon-park": "Apache-2.0, ByteDance",
    "streamline-kameleon-color": "CC-BY-4.0, Streamline",
    "flat-color-icons": "MIT, Icons8",
}
PACKAGES = tuple(f"@iconify-json/{name}" for name in LICENCES)

_NO_THING = re.compile(
    r"skin-tone|-tone\d|flag|keycap|clock\b|oclock|button|arrow|letter|digit|squared|input|sign$|symbol|medium-(light|dark)"
    r"|outline|negative|24px|^abstract|^(face|man|woman|person|people|men|women|couple|family|kiss|mx)-|selector|moon"
)
_TRIMMED = re.compile(r"-(face|alt|null|one|two|three|four|five|duo|x\d+|\d+)$")
_DRAWN_AT_ONCE = 2
_SECONDS = 20.0


def caption_of(name: str) -> str | None:
    """ "watch-3-duo" to "watch": an icon's name as a caption, or None where it shows no thing."""
    if _NO_THING.search(name):
        return None
    trimmed = name
    while _TRIMMED.search(trimmed):
        trimmed = _TRIMMED.sub("", trimmed)
    words = [word for word in trimmed.split("-") if not word.isdigit()]
    return " ".join(words) or None


def drawings(package: Path) -> Iterator[tuple[str, str]]:
    """Names and SVG documents of a set."""
    try:
        icons: dict[str, Any] = json.loads((package / "icons.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Missing(
            f"The icon set {package.name} is not there.", f"npm install @iconify-json/{package.name}"
        ) from error
    for name, icon in icons["icons"].items():
        if icon.get("hidden"):
            continue
        box = [icon.get(side, icons.get(side, default)) for side, default in _BOX]
        yield name, _SVG.format(*box, icon["body"])


_BOX = (("left", 0), ("top", 0), ("width", 16), ("height", 16))
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{} {} {} {}" '
    'color="#222">{}</svg>'
)


def gather(package: Path, target: Path, nouns: Nouns) -> int:
    """Draws a set into `target` and writes its captions; one drawing for each caption. Returns how many."""
    target.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, tuple[Named, str]] = {}
    for name, svg in drawings(package):
        caption = caption_of(name)
        row = named(f"{name}.png", caption, nouns) if caption else None
        if row and row.caption not in wanted:
            wanted[row.caption] = (row, svg)
    with ThreadPoolExecutor(_DRAWN_AT_ONCE) as pool:
        drawn = list(pool.map(lambda item: _draw(item[1], target / item[0].file), wanted.values()))
    return write_captions(target, [row for (row, _), done in zip(wanted.values(), drawn, strict=True) if done])


def _draw(svg: str, target: Path) -> bool:
    """Whether the drawing could be drawn; a few use what the drawer does not know."""
    command = ["rsvg-convert", "--width", str(SIDE), "--height", str(SIDE), "--keep-aspect-ratio", "-o", str(target)]
    try:
        done = subprocess.run(
            command, input=svg.encode(), capture_output=True, timeout=_SECONDS, env=child_environment()
        )
    except FileNotFoundError as error:
        raise Missing("rsvg-convert is not installed.", "apt-get install librsvg2-bin") from error
    except subprocess.TimeoutExpired as error:
        raise BadInput(f"{target.name} takes too long to draw.", "Leave it out.") from error
    return done.returncode == 0

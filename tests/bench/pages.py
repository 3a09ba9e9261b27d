"""`python -m tests.bench.pages [--docs]`: how every page looks, to be looked at.

Screenshots of all pages that an admin has, and of the way in, on a laptop and on a phone, in light and in dark, of a
Vermeil on stand-ins with something of each kind in it, go to `build/pages`. `--docs` puts some of them, made small, in
`docs/pages`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.bench.lived_in import PAGES, LivedIn, lived_in, visited
from tests.bench.page import launched
from tests.frontend.conftest import chromium

ROOT = Path(__file__).resolve().parents[2]
TARGET, DOCS = ROOT / "build" / "pages", ROOT / "docs" / "pages"
WIDTHS = {1280: 800, 390: 844}
"""The widths, with the least heights: what is longer is shown whole, up to `TALLEST`."""
TALLEST = 1_600
IN_DOCS = {
    "chat": "chat_1280_light", "chat_phone": "chat_390_dark", "library": "library_1280_light",
    "library_phone": "library_390_light", "memory_phone": "memory_390_light", "feedback": "feedback_1280_light",
    "review": "review_1280_light", "insights": "insights_1280_dark", "training": "training_1280_light",
    "versions": "versions_1280_light", "people": "people_1280_dark", "settings": "settings_1280_light",
}  # fmt: skip
COLOURS = 96  # of a small picture
MOST_BYTES = 120_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true", help="put some of them in docs/pages, too")
    options = parser.parse_args()
    if chromium() is None:
        print("There is no Chromium on this machine: install the package `chromium`.")
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with lived_in() as house, launched() as browser:
        for name in taken(house, browser):
            print(name, flush=True)
    if options.docs:
        for name, source in IN_DOCS.items():
            small(TARGET / f"{source}.png", DOCS / f"{name}.png")
    return 0


def taken(house: LivedIn, browser: Browser) -> Iterator[str]:
    """Take them, one after the other; gives their names."""
    for dark in (False, True):
        for width, height in WIDTHS.items():
            for path in (None, *PAGES):
                page_name = "sign_in" if path is None else path or "chat"
                name = f"{page_name}_{width}_{'dark' if dark else 'light'}"
                with visited(house, browser, path, dark=dark, size={"width": width, "height": height}) as page:
                    whole(page, width, height)
                    page.screenshot(path=TARGET / f"{name}.png")
                yield name


def whole(page: Page, width: int, height: int) -> None:
    """Make the window as high as what is in it: the page scrolls inside of itself."""
    needed = page.evaluate("document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight ?? 0")
    page.set_viewport_size({"width": width, "height": max(height, min(int(needed), TALLEST))})
    page.wait_for_timeout(700)  # charts are drawn anew


def small(source: Path, target: Path) -> None:
    """A picture of few colours, as text on one ground needs no more. Raises `ValueError` where it is large all the
    same."""
    with Image.open(source) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    if target.stat().st_size > MOST_BYTES:
        raise ValueError(f"{target.name} has {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())

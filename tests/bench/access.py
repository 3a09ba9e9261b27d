"""Whether people who cannot see well, or use no mouse, can use the page: axe-core on every page."""

from __future__ import annotations

import sysconfig
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.bench.figures import Figures, Raw, Skipped
from tests.bench.lived_in import PAGES, LivedIn, lived_in, visited
from tests.bench.page import launched
from tests.frontend.conftest import LAPTOP, PHONE, chromium

CHECKS = Path(__file__).resolve().parents[2] / "build" / "checks"
SEVERE = ("serious", "critical")


def measure(quick: bool) -> tuple[Figures, Raw]:
    """axe-core (of axe-playwright-python, which `make checks` installs) in headless Chromium over every page that an
    admin has, and the way in, with something on each, in light and in dark, on a laptop and on a phone: the elements at
    which a rule of serious or critical impact is broken. Rules that Streamlit's own frame breaks count, too."""
    script = axe()
    if chromium() is None:
        raise Skipped("There is no Chromium on this machine: install the package `chromium`.")
    found: Counter[str] = Counter()
    said: list[str] = []
    looks = [(dark, size) for dark in (False, True) for size in (LAPTOP, PHONE)][: 1 if quick else None]
    with lived_in() as house, launched() as browser:
        for dark, size in looks:
            for path, violations in looked_at(house, browser, script, dark=dark, size=size):
                for violation in violations:
                    nodes = len(violation["nodes"])
                    found[str(violation["impact"])] += nodes
                    where = f"/{path}{' dark' if dark else ''}{' phone' if size is PHONE else ''}"
                    first = " ".join(map(str, violation["nodes"][0]["target"]))[:160]
                    said.append(f"{violation['impact']}: {violation['id']} × {nodes} on {where}: {first}")
    severe = sum(found[impact] for impact in SEVERE)
    return {"axe_severe": severe}, {
        "pages": len(looks) * (len(PAGES) + 1), **{f"{impact}_elements": number for impact, number in found.items()},
        "said": sorted(said),
    }  # fmt: skip


def axe() -> str:
    """The script. Raises `Skipped` where it is not installed."""
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(CHECKS), "platbase": str(CHECKS)}))
    found = next(packages.glob("axe_*/**/axe.min.js"), None)
    if found is None:
        raise Skipped("axe-core is not installed; `make checks` installs it.")
    return found.read_text(encoding="utf-8")


def looked_at(
    house: LivedIn, browser: Browser, script: str, *, dark: bool, size: dict[str, int]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each page with the rules that it breaks."""
    found = []
    for path in (None, *PAGES):
        with visited(house, browser, path, dark=dark, size=size) as page:
            page.evaluate(script)
            report = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
            found.append(("sign-in" if path is None else path or "chat", report["violations"]))
    return found

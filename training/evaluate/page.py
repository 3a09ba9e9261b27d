"""A result as one HTML page that needs nothing else: dots with their intervals, a histogram, examples.

Plots are SVG in the page, drawn in percent of the width, so that they fit a phone, and in the page's own colours, light
or dark as the reader's system is.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from training.evaluate.intervals import Floats, Measured
from training.evaluate.metrics import METRICS
from training.evaluate.results import About, Figure, Item, Result

_EXAMPLES = 24
_BINS = 20
_THUMBNAIL = 96  # pixels a side
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --soft: #63636b; --line: #d9d9de; --ground: #fdfdfd; --dot: #a1203a;
  --band: #a1203a40; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf0; --soft: #a2a2ab; --line: #3a3a42; --ground: #17171a;
  --dot: #ff7d92; --band: #ff7d9250; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p, dd, td { overflow-wrap: anywhere; } .soft, dt, th, figcaption { color: var(--soft); font-size: .875rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0; }
dd { margin: 0; font-size: .875rem; }
.figure { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .75rem; padding: .4rem 0;
  border-top: 1px solid var(--line); } .figure svg { flex: 0 0 100%; width: 100%; height: 1rem; }
.number { font-variant-numeric: tabular-nums; margin-left: auto; }
figure { margin: 0; } figure svg { width: 100%; height: 7rem; border-bottom: 1px solid var(--line); }
figcaption { display: flex; justify-content: space-between; }
.example { display: flex; gap: .75rem; border-top: 1px solid var(--line); padding: .6rem 0; }
.example img { width: 6rem; height: 6rem; object-fit: contain; flex: none; } .example p { margin: 0; }
rect { fill: var(--dot); } .axis { stroke: var(--line); } .band { stroke: var(--band); stroke-width: 6; }
circle { fill: var(--dot); }
"""


def page(result: Result, origin: About) -> str:
    """The whole page as text."""
    parts = [
        f"<h1>{_text(result.title)}</h1>",
        _origin(origin),
        "<h2>Figures</h2>",
        "".join(_figure(name, figure) for name, figure in result.figures.items()),
        '<p class="soft">Bands are 95 % bootstrap intervals over the items.</p>',
        _groups(result),
        _histogram(result.figures),
        _examples(result.examples),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(result.title)}</title><style>{_STYLE}</style></head>\n<body>{''.join(parts)}</body></html>\n"
    )


def _text(value: object) -> str:
    return html.escape(str(value))


def _origin(origin: About) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in origin.machine.items())
    rows = {"command": origin.command, "date": origin.date, "machine": machine}
    return "<dl>" + "".join(f"<dt>{_text(k)}</dt><dd>{_text(v)}</dd>" for k, v in rows.items()) + "</dl>"


# --- figures ------------------------------------------------------------------------------------------------------


def _figure(name: str, figure: Figure) -> str:
    title = METRICS[name].title if name in METRICS else name.replace("_", " ")
    if not isinstance(figure, Measured):
        said = "—" if figure is None else _number(figure) if isinstance(figure, float) else f"{figure:,}"
        return f'<div class="figure"><span>{_text(title)}</span><span class="number">{said}</span></div>'
    return _dot(title, figure, METRICS[name].most if name in METRICS else 1.0)


def _dot(title: str, figure: Measured, most: float | None) -> str:
    """A name, a number with its interval, and both drawn on a line from 0 to `most`."""
    value, (low, high) = figure.value, figure.interval()
    scale = max(most or 0.0, high, 1e-9) if most is not None else 1.25 * max(high, 1e-9)
    shown, between = _number(value), f"{_number(low)} to {_number(high)}"
    said = f'{shown} <span class="soft">{between}, {figure.items:,} items</span>'
    x, left, right = (f"{100 * v / scale:.2f}%" for v in (value, low, high))
    return (
        f'<div class="figure"><span>{_text(title)}</span><span class="number">{said}</span>'
        f'<svg role="img" aria-label="{_text(title)} {shown}, {between}, on a line from 0 to {_number(scale)}">'
        '<line class="axis" x1="0" x2="100%" y1="50%" y2="50%"/>'
        f'<line class="band" x1="{left}" x2="{right}" y1="50%" y2="50%"/><circle cx="{x}" cy="50%" r="4"/></svg></div>'
    )


def _number(value: float) -> str:
    """In three digits after the point for small ones, fewer for larger."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}" if abs(value) < 1000 else f"{value:,.0f}"


def _groups(result: Result) -> str:
    """The first figure by group, on the scale of the largest."""
    if not result.groups:
        return ""
    first = next(iter(result.figures))
    title = METRICS[first].title if first in METRICS else first
    most = max(figure.interval()[1] for figure in result.groups.values())
    scale = 1.0 if most <= 1 else most
    return f"<h2>{_text(title)} by kind</h2>" + "".join(_dot(n, f, scale) for n, f in result.groups.items())


def _histogram(figures: Mapping[str, Figure]) -> str:
    """How the items' own values of the first mean are spread."""
    for name, figure in figures.items():
        if isinstance(figure, Measured) and figure.parts.shape[1] == 2 and (figure.parts[:, 1] == 1).all():
            return f"<h2>{_text(METRICS[name].title if name in METRICS else name)}, item by item</h2>" + _bars(
                figure.parts[:, 0]
            )
    return ""


def _bars(values: Floats) -> str:
    top = max(1.0, float(values.max(initial=0.0)))
    counts, edges = np.histogram(values, bins=_BINS, range=(min(0.0, float(values.min(initial=0.0))), top))
    highest = max(1, int(counts.max()))
    width = 100 / _BINS
    bars = "".join(
        f'<rect x="{n * width + 0.3:.2f}%" y="{100 - 96 * count / highest:.2f}%" width="{width - 0.6:.2f}%" '
        f'height="{96 * count / highest:.2f}%"><title>{edges[n]:.3g} to {edges[n + 1]:.3g}: {count}</title></rect>'
        for n, count in enumerate(counts)
    )
    label = f"Histogram of {len(values)} items, at most {highest} in a bar"
    return (
        f'<figure><svg role="img" aria-label="{label}">{bars}</svg><figcaption><span>{edges[0]:.3g}</span>'
        f"<span>{label}</span><span>{edges[-1]:.3g}</span></figcaption></figure>"
    )


# --- examples -----------------------------------------------------------------------------------------------------


def _examples(examples: Sequence[Item]) -> str:
    """Some items spread over the whole, as they come."""
    if not examples:
        return ""
    step = max(1, len(examples) // _EXAMPLES)
    return "<h2>Examples</h2>" + "".join(_example(example) for example in examples[::step][:_EXAMPLES])


def _example(example: Item) -> str:
    shown = _thumbnail(example.picture) if example.picture is not None else ""
    wanted = " / ".join(example.wanted)
    asked = f"<p>{_text(example.asked)}</p>" if example.asked else ""
    return (
        f'<div class="example">{shown}<div>{asked}<p><b>{_text(example.said) or "—"}</b></p>'
        f'<p class="soft">wanted: {_text(wanted)}</p><p class="soft">score {_number(example.score)}</p></div></div>'
    )


def _thumbnail(file: Path) -> str:
    """A small copy of the picture in the page itself; the picture was decoded for the evaluation before."""
    from PIL import Image

    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((_THUMBNAIL, _THUMBNAIL))
    encoded = io.BytesIO()
    picture.save(encoded, "JPEG", quality=80)
    data = base64.b64encode(encoded.getvalue()).decode()
    return f'<img alt="" src="data:image/jpeg;base64,{data}">'

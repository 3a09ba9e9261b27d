"""`make bench`, or `python -m tests.bench [--only decode,vectors] [--quick]`.

Figures go to `build/bench.json`, where those of sections that did not run now are kept, and to `docs/benchmarks.md`.
`--quick` takes small sizes and few repeats, only to see that everything runs: its figures mean little, and go to
`build/bench-quick.json` alone.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

from tests.bench import report
from tests.bench.figures import Figures, Raw, Skipped, merge, rows, shortfalls, shown, table

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = (
    "startup", "footprint", "decode", "prompt", "prefixes", "adding", "hearing", "vectors", "small", "seeing",
    "training", "tower", "standard", "kinds", "people", "page", "access", "fuzz", "soak",
)  # fmt: skip


def main() -> int:
    options = arguments()
    os.environ.setdefault("VERMEIL_PROFILE", "lite")  # whatever else is installed on this machine
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as an exception, so that the services are stopped
    target = ROOT / "build" / ("bench-quick.json" if options.quick else "bench.json")
    began, failed = time.monotonic(), []
    for name in options.only:
        print(f"[{time.monotonic() - began:5.0f} s] {name} …", flush=True)
        try:
            figures, raw = measure(name, options.quick)
        except Skipped as reason:
            print(f"          skipped: {reason}", flush=True)
            continue
        except Exception:  # noqa: BLE001 - shown; the other sections still have something to say
            traceback.print_exc()
            failed.append(name)
            continue
        results = {**merge(report.load(target), figures, {name: raw}), "machine": report.machine()}
        report.write(target, json.dumps(results, indent=1) + "\n")
        print("".join(f"          {key} = {shown(value)}\n" for key, value in figures.items()), end="", flush=True)
    results = report.load(target)
    print("\n" + table(report.HEADS, rows(results)))
    print("\n".join(["", *(shortfalls(results) or ["Every goal is met."])]))
    if not options.quick and results:
        report.write(ROOT / "docs" / "benchmarks.md", report.page(results, explanations()))
        readme = ROOT / "README.md"
        report.write(readme, report.within(readme.read_text(encoding="utf-8"), table(report.HEADS, rows(results))))
    print(f"\n{time.monotonic() - began:.0f} s in all." + (f" Failed: {', '.join(failed)}." if failed else ""))
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", type=named, default=SECTIONS, help=f"Sections, by comma: {', '.join(SECTIONS)}.")
    parser.add_argument("--quick", action="store_true", help="Small sizes and few repeats.")
    return parser.parse_args()


def named(text: str) -> tuple[str, ...]:
    chosen = tuple(name.strip() for name in text.split(","))
    unknown = [name for name in chosen if name not in SECTIONS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such section: {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    return chosen


def measure(name: str, quick: bool) -> tuple[Figures, Raw]:
    began = time.monotonic()
    figures, raw = importlib.import_module(f"tests.bench.{name}").measure(quick)
    took = time.monotonic() - began
    return figures, {"measured": datetime.date.today().isoformat(), "section_took_s": took, **raw}


def explanations() -> dict[str, str]:
    return {name: importlib.import_module(f"tests.bench.{name}").measure.__doc__ or "" for name in SECTIONS}


if __name__ == "__main__":
    sys.exit(main())

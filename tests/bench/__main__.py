"""`make bench`, or `python -m tests.bench [--only decode,vectors] [--quick] [--check] [--merge FILE]`.

All that was measured goes to `build/bench.json`; its figures, each section with its day, machine and command, into the
record `docs/benchmarks.json`, from which `docs/benchmarks.md` is written. In both, sections that did not run now stay:
`--merge` takes in a `bench.json` of another day or machine. `--quick` takes small sizes and few repeats, only to see
that everything runs: its figures mean little, and go to `build/bench-quick.json` alone. `--check` is for the night.
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
from typing import Any

from tests.bench import report
from tests.bench.figures import FIGURES_OF, Figures, Raw, Skipped, merge, rows, shortfalls, shown, table, unmet

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = tuple(FIGURES_OF)


def main() -> int:
    options = arguments()
    os.environ.setdefault("VERMEIL_PROFILE", "lite")  # whatever else is installed on this machine
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as an exception, so that the services are stopped
    target = ROOT / "build" / ("bench-quick.json" if options.quick else "bench.json")
    if options.merge is not None:
        publish(report.load(options.merge))
        return 0
    began = time.monotonic()
    measured, failed = run(options, target)
    results = report.load(target)
    print("\n" + table(report.HEADS, rows(results)))
    print("\n".join(["", *(shortfalls(results) or ["Every goal is met."])]))
    if not (options.quick or options.check) and results:
        publish(results)
    print(f"\n{time.monotonic() - began:.0f} s in all." + (f" Failed: {', '.join(failed)}." if failed else ""))
    return 1 if failed or (options.check and unmet(options.only, measured)) else 0


def run(options: argparse.Namespace, target: Path) -> tuple[Figures, list[str]]:
    """Measure the sections, and keep each in `target` as soon as it is there. Gives all figures, and what failed."""
    began, measured, failed = time.monotonic(), Figures(), []
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
        measured |= figures
        raw = {**raw, "machine": report.machine(), "command": command(options.only)}
        report.write(target, json.dumps(merge(report.load(target), {**figures, "raw": {name: raw}}), indent=1) + "\n")
        print("".join(f"          {key} = {shown(value)}\n" for key, value in figures.items()), end="", flush=True)
    return measured, failed


def command(sections: tuple[str, ...]) -> str:
    return "make bench" if sections == SECTIONS else f'make bench ARGS="--only {",".join(sections)}"'


def publish(results: dict[str, Any]) -> None:
    """Take results into the record of the docs, and write the pages from it: sections that they lack stay."""
    record = ROOT / "docs" / "benchmarks.json"
    known = merge(report.load(record), report.summary(results))
    report.write(record, json.dumps(known, indent=1, ensure_ascii=False) + "\n")
    report.write(ROOT / "docs" / "benchmarks.md", report.page(known, explanations()))
    readme = ROOT / "README.md"
    report.write(readme, report.within(readme.read_text(encoding="utf-8"), table(report.HEADS, rows(known))))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", type=named, default=SECTIONS, help=f"Sections, by comma: {', '.join(SECTIONS)}.")
    parser.add_argument("--quick", action="store_true", help="Small sizes and few repeats.")
    parser.add_argument("--check", action="store_true", help="Write no docs, and fail where a goal is missed.")
    parser.add_argument("--merge", type=Path, metavar="FILE", help="Measure nothing: take results of another time in.")
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

"""From nothing to the first page and the first answer."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from tests.bench.figures import Figures, Raw
from tests.bench.served import PROGRAM, Served

DOCUMENT = b"The Kelling mill was built in 1871 by Ada Thorne. It ground barley until the flood of 1953.\n"
QUESTION = "When was the Kelling mill built?"


def measure(quick: bool) -> tuple[Figures, Raw]:
    """`vermeil up` on a data folder with one document in it. Seconds from making the process to the first page that the
    web app gives (asked for 50 times a second), and, in the same start, to the end of the first answer of `/api/ask`,
    sent as soon as the service listens. Median of the starts. The very first start is measured on an empty cache
    folder, where the models are still to be converted. `--help` is the median of runs."""
    pages, answers, left = [], [], 0
    with tempfile.TemporaryDirectory(prefix="vermeil-bench-", ignore_cleanup_errors=True) as folder:
        data = Path(folder, "data")
        with Served(data, web=False) as service:
            service.ready().add("mill.txt", DOCUMENT)
        for _ in range(1 if quick else 3):
            page, answer, leftover = one_start(data)
            pages.append(page)
            answers.append(answer)
            left += leftover
        fresh = None if quick else one_start(data, Path(folder, "cache"))
    helps = [help_seconds() for _ in range(3 if quick else 7)]
    figures = {
        "start_page_s": statistics.median(pages), "first_answer_s": statistics.median(answers),
        "help_s": statistics.median(helps), **({"first_answer_fresh_s": fresh[1]} if fresh else {}),
    }  # fmt: skip
    raw: Raw = {"pages_s": pages, "answers_s": answers, "help_s": helps, "processes_left": left}
    return figures, raw | ({"page_fresh_s": fresh[0]} if fresh else {})


def one_start(data: Path, cache: Path | None = None) -> tuple[float, float, int]:
    """Seconds to the first page and to the first answer, and how many processes outlived the service."""
    pages: list[float] = []
    with Served(data, cache=cache) as service:
        browser = threading.Thread(target=lambda: pages.append(service.page()), daemon=True)
        browser.start()
        answer = service.answered(QUESTION)
        browser.join()
    if not pages:
        raise RuntimeError("The web page did not come.")
    return pages[0], answer, service.left


def help_seconds() -> float:
    began = time.perf_counter()
    subprocess.run([str(PROGRAM), "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began

"""What the whole service holds in memory, at rest and at work."""

from __future__ import annotations

import base64
import time
from pathlib import Path

from tests.bench.figures import Figures, Raw
from tests.bench.material import questions, speech, text
from tests.bench.served import Peak, Served
from tests.bench.startup import DOCUMENT, QUESTION

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "docs" / "samples"
SCRATCH = ROOT / "build" / "bench"


def measure(quick: bool) -> tuple[Figures, Raw]:
    """All processes that `vermeil up` started, added up, in proportional set size, where a page that n processes share
    counts 1/n in each (the sum of resident sizes beside it). At rest: after start, one document and one text answer,
    and a few seconds. At work: the most seen, five times a second, while a PDF, a picture, a recording and a long text
    are added and questions by text, picture and voice are answered. The plateau: at rest for a minute after 220 answers
    more, pictures and voices among them."""
    recording = speech(SCRATCH, 20 if quick else 60)
    with Served() as service:
        service.ready().add("mill.txt", DOCUMENT)
        ask(service, QUESTION)
        time.sleep(2 if quick else 5)
        idle = service.memory()
        parts = {
            f"{number} {process.name()}": round(process.memory_info().rss / 1e6)
            for number, process in enumerate(service.processes())
        }
        busy = service.processor_share(2.0)
        with Peak(service) as peak:
            work(service, recording, quick)
        after = service.memory()
        day(service, 22 if quick else 220)
        time.sleep(5 if quick else 60)
        plateau = service.memory()
        left = {
            f"{number} {process.name()}": round(process.memory_info().rss / 1e6)
            for number, process in enumerate(service.processes())
        }
    return {
        "idle_mb": idle.proportional, "peak_mb": peak.memory.proportional, "plateau_mb": plateau.proportional,
    }, {
        "plateau_resident_mb": plateau.resident, "plateau_mb_by_process": left,
        "idle_resident_mb": idle.resident, "peak_resident_mb": peak.memory.resident, "idle_cores": busy,
        "after_work_mb": after.proportional, "resident_mb_by_process": parts,
    }  # fmt: skip


def work(service: Served, recording: Path, quick: bool) -> None:
    for name in ("handbook.pdf", "cat.jpg", "memo.ogg"):
        service.add(name, (SAMPLES / name).read_bytes())
    service.add("speech.wav", recording.read_bytes())
    service.add("long.txt", text(11, 50_000 if quick else 300_000).encode())
    for question in questions(12, 2 if quick else 6):
        ask(service, question)
    ask(service, "What is this?", picture=encoded("cat.jpg"))
    ask(service, "", audio=encoded("question.ogg"))


def day(service: Served, answers: int) -> None:
    """What a day asks: text for the most part, now and then a picture or a voice."""
    for number, question in enumerate(questions(13, answers)):
        if number % 20 == 0:
            ask(service, "What is this?", picture=encoded("cat.jpg"))
            ask(service, "", audio=encoded("question.ogg"))
        ask(service, question)


def ask(service: Served, question: str, **more: str) -> None:
    service.client.post("/api/ask", json={"question": question, "stream": False, **more}).raise_for_status()


def encoded(name: str) -> str:
    return base64.b64encode((SAMPLES / name).read_bytes()).decode()

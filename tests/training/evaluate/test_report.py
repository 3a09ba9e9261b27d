"""The report: figures with their intervals as JSON, and a page that needs nothing but itself."""

from __future__ import annotations

import errno
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from core.errors import BadInput, OutOfSpace
from training.evaluate.intervals import mean
from training.evaluate.page import page
from training.evaluate.report import about, write
from training.evaluate.results import About, Item, Result, plain

ORIGIN = About("vermeil eval vqa 'a & b'", "2026-01-02T03:04:05+00:00", {"processor": "a processor", "cores": "2"})


@pytest.fixture
def result(tmp_path: Path) -> Result:
    Image.new("RGB", (300, 200), "red").save(tmp_path / "a.png")
    return Result(
        "Answers <script>",
        {"vqa_accuracy": mean([1, 0, 1, 1]), "perplexity": 12.5, "questions": 4, "citation_precision": None},
        {"colour": mean([1, 0]), "count & more": mean([1, 1])},
        [Item("What is it?", "<b>red</b>", ("red", "blue"), 0.0, tmp_path / "a.png")],
        [{"file": "a.png", "question": "What is it?", "answer": "red"}],
    )


class Names(HTMLParser):
    """Tags that are open, and all attributes that could fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attributes if name in ("src", "href")]
        if tag not in ("meta", "img", "line", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_fetches_nothing(result: Result) -> None:
    made = page(result, ORIGIN)
    names = Names()
    names.feed(made)
    assert names.open == []
    assert names.tags.count("circle") == 1 + 2  # the figure and its two groups
    assert all(address.startswith("data:image/jpeg;base64,") for address in names.fetched)
    assert len(names.fetched) == 1
    assert "prefers-color-scheme: dark" in made
    assert "width=device-width" in made
    assert "script" not in names.tags
    assert "<b>red</b>" not in made


def test_the_page_names_figures_intervals_and_where_they_come_from(result: Result) -> None:
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page(result, ORIGIN), flags=re.DOTALL)
    low, high = mean([1, 0, 1, 1]).interval()
    for wanted in (
        "VQA accuracy",
        "0.750",
        f"{low:.3f} to {high:.3f}",
        "4 items",
        "a processor",
        "2026-01-02",
        "colour",
    ):
        assert wanted in text
    assert "vermeil eval vqa &#x27;a &amp; b&#x27;" in text


def test_the_dot_stands_at_the_value_and_the_band_over_its_interval(result: Result) -> None:
    made = page(result, ORIGIN)
    low, high = mean([1, 0, 1, 1]).interval()
    assert 'cx="75.00%"' in made
    assert f'x1="{100 * low:.2f}%" x2="{100 * high:.2f}%"' in made


def test_the_folder_holds_all_of_it(result: Result, tmp_path: Path) -> None:
    write(result, ORIGIN, tmp_path / "deep" / "out")
    assert sorted(p.name for p in (tmp_path / "deep" / "out").iterdir()) == [
        "predictions.jsonl",
        "report.html",
        "report.json",
    ]
    report = json.loads((tmp_path / "deep" / "out" / "report.json").read_text())
    assert report["figures"]["vqa_accuracy"] == mean([1, 0, 1, 1]).to_json()
    assert (report["figures"]["questions"], report["figures"]["citation_precision"]) == (4, None)
    assert report["machine"] == {"processor": "a processor", "cores": "2"}
    assert list(report["groups"]) == ["colour", "count & more"]


def test_a_full_disk_leaves_the_report_before(result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(result, ORIGIN, tmp_path)
    before = (tmp_path / "report.json").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutOfSpace):
        write(result, ORIGIN, tmp_path)
    assert (tmp_path / "report.json").read_bytes() == before


def test_a_folder_that_is_a_file_is_one_sentence(result: Result, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(BadInput, match="cannot be written"):
        write(result, ORIGIN, tmp_path / "out")


def test_figures_without_their_intervals(result: Result) -> None:
    assert plain(result.figures) == {
        "vqa_accuracy": 0.75,
        "perplexity": 12.5,
        "questions": 4,
        "citation_precision": None,
    }


def test_the_machine_is_named() -> None:
    origin = about("vermeil eval")
    assert int(origin.machine["cores"]) >= 1
    assert origin.machine["processor"]
    assert origin.date[:2] == "20"

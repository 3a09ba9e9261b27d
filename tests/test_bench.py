"""The parts of the bench that compute and write; and one section run small, so that `make bench` stays runnable."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.bench import __main__ as bench
from tests.bench import (
    access,
    chat,
    crowd,
    decode,
    figures,
    fuzz,
    kinds,
    material,
    pages,
    people,
    report,
    standard,
    tower,
    training,
    vectors,
)
from tests.bench.__main__ import SECTIONS, explanations
from tests.bench.figures import GOALS, Goal

ROOT = Path(__file__).resolve().parents[1]
KEYS_OF_THE_SPECIFICATION = {
    "http_decode", "http_decode_4", "first_token", "second_turn", "ingest", "transcribe", "search_latency_100k",
    "search_recall_100k", "start_page_s", "help_s", "idle_mb", "peak_mb", "documents_per_s", "search_ms",
    "train_tokens", "tower_pictures",
}  # fmt: skip


# --- arithmetic and judgement ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "verdict"), [(0.95, "met"), (0.949, "nearly"), (0.89, "missed"), (None, "not measured")]
)
def test_a_goal_from_below_has_a_tolerated_bound(value: float | None, verdict: str) -> None:
    assert Goal("k", "t", "×", "at least", 0.95, 0.90).verdict(value) == verdict


@pytest.mark.parametrize(("value", "verdict"), [(10.0, "met"), (10.1, "missed")])
def test_a_goal_from_above(value: float, verdict: str) -> None:
    assert Goal("k", "t", "s", "at most", 10).verdict(value) == verdict


def test_every_key_of_the_specification_is_told() -> None:
    assert {goal.key for goal in GOALS} | set(figures.WITHOUT_GOAL) >= KEYS_OF_THE_SPECIFICATION


def test_a_pair_measured_while_the_machine_was_slow_does_not_move_the_ratio() -> None:
    assert figures.median_ratio([100, 10, 98], [100, 10, 100]) == 1.0


@given(st.lists(st.floats(0.1, 1e3), min_size=1, max_size=9), st.floats(0.1, 10))
def test_ratios_scale(values: list[float], factor: float) -> None:
    scaled = [value * factor for value in values]
    assert figures.median_ratio(scaled, values) == pytest.approx(factor)
    assert figures.ratio_of_medians(scaled, values) == pytest.approx(factor)


HERE = {"Processor": "This one", "Cores": "2", "Memory": "24 GiB", "System": "Linux", "Python": "3.11.7"}
THERE = {**HERE, "Processor": "Another one", "Cores": "64"}


def taken(day: str, machine: dict[str, str] = HERE, **more: float | str) -> dict[str, object]:
    return {"measured": day, "machine": machine, **more}


def test_what_was_not_measured_now_stays() -> None:
    earlier = {"help_s": 0.4, "ingest": 0.8, "raw": {"startup": taken("2026-01-01"), "adding": taken("2026-01-01")}}
    merged = figures.merge(earlier, {"ingest": 0.9, "raw": {"adding": taken("2026-01-02", new=2)}})
    assert merged == {
        "help_s": 0.4, "ingest": 0.9,
        "raw": {"startup": taken("2026-01-01"), "adding": taken("2026-01-02", new=2)},
    }  # fmt: skip
    assert earlier["ingest"] == 0.8


def test_a_section_comes_whole() -> None:
    earlier = {"idle_mb": 800.0, "plateau_mb": 900.0, "raw": {"footprint": taken("2026-01-01", a=1)}}
    merged = figures.merge(earlier, {"idle_mb": 700.0, "raw": {"footprint": taken("2026-01-02", THERE)}})
    assert merged == {"idle_mb": 700.0, "raw": {"footprint": taken("2026-01-02", THERE)}}


def test_what_was_measured_before_replaces_nothing() -> None:
    earlier = {"idle_mb": 800.0, "raw": {"footprint": taken("2026-01-02")}}
    assert figures.merge(earlier, {"idle_mb": 700.0, "raw": {"footprint": taken("2026-01-01")}}) == earlier


def test_results_that_name_one_machine_for_all_were_measured_on_it() -> None:
    merged = figures.merge({}, {"idle_mb": 700.0, "machine": THERE, "raw": {"footprint": {"measured": "2026-01-01"}}})
    assert merged["raw"]["footprint"]["machine"] == THERE


def test_every_figure_is_of_one_section() -> None:
    keys = [key for keys in figures.FIGURES_OF.values() for key in keys]
    assert sorted(keys) == sorted({goal.key for goal in GOALS} | set(figures.WITHOUT_GOAL))


def test_a_check_fails_on_what_is_missed_or_was_not_measured() -> None:
    assert figures.unmet(["fuzz"], {"fuzz_errors": 0, "fuzz_undocumented": 0}) == []
    assert len(figures.unmet(["fuzz"], {"fuzz_errors": 1, "fuzz_undocumented": 0})) == 1
    assert len(figures.unmet(["fuzz"], {})) == 2


# --- writing --------------------------------------------------------------------------------------------------------


def test_columns_of_a_table_line_up() -> None:
    lines = figures.table(("What", "Figure"), [("a", "1"), ("longer", "22")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[0] == "| What   | Figure |"


def test_what_falls_short_is_said_with_figure_and_goal() -> None:
    good = {g.key: g.bound for g in GOALS}
    assert figures.shortfalls(good) == []
    (sentence,) = figures.shortfalls({**good, "start_page_s": 12.34})
    assert "12.3 s" in sentence
    assert "≤ 10" in sentence


def test_the_page_holds_figures_goals_machine_and_methods() -> None:
    results = {
        **{goal.key: goal.bound for goal in GOALS}, "idle_mb": 2000.0,
        "raw": {"startup": taken("2026-01-01", report.machine(), section_took_s=12.0)},
    }  # fmt: skip
    page = report.page(results, explanations())
    assert f"Cores     | {report.machine()['Cores']}" in page
    assert "- Idle memory of all processes after an answer: 2,000 MB, and the goal is ≤ 1380." in page
    assert "measured elsewhere" in page
    assert "### startup" in page
    assert "### vectors" not in page
    assert str(Path.home()) not in page


def test_the_page_says_of_each_section_when_where_and_how_it_was_measured() -> None:
    results = {
        "start_page_s": 1.0, "ingest": 1.0, "idle_mb": 700.0,
        "raw": {
            "startup": taken("2026-01-01"), "adding": taken("2026-01-03", command="make bench"),
            "footprint": taken("2026-01-02", THERE, command='make bench ARGS="--only footprint"', note="A busy day."),
        },
    }  # fmt: skip
    page = report.page(results, explanations())
    assert "Written by `make bench` on 2026-01-01 to 2026-01-03;" in page
    assert "This one" in page
    [start, added, idle, unknown] = [
        next(line for line in page.splitlines() if f"[`{key}`]" in line)
        for key in ("start_page_s", "ingest", "idle_mb", "search_ms")
    ]
    assert [line.split("|")[-2].strip() for line in (start, added, idle, unknown)] == [
        "2026-01-01", "2026-01-03", "2026-01-02 †", "",
    ]  # fmt: skip
    assert 'Measured on 2026-01-02 on Another one, 64 cores, 24 GiB, by `make bench ARGS="--only footprint"`.' in page
    assert "Measured on 2026-01-03, by `make bench`." in page
    assert "A busy day." in page
    assert "† measured on another machine" in page
    alone = report.page({"ingest": 1.0, "raw": {"adding": taken("2026-01-03")}}, explanations())
    assert "†" not in alone


def test_one_section_is_taken_into_the_docs_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    (tmp_path / "README.md").write_text("<!-- bench:begin -->\n<!-- bench:end -->\n", encoding="utf-8")
    bench.publish({"ingest": 0.91, "raw": {"adding": taken("2026-01-01", all_ratios=[0.9, 0.92])}})  # type: ignore[arg-type]
    elsewhere = tmp_path / "bench.json"
    elsewhere.write_text(json.dumps({"idle_mb": 712.0, "raw": {"footprint": taken("2026-01-02", THERE)}}))
    monkeypatch.setattr(sys, "argv", ["bench", "--merge", str(elsewhere)])
    assert bench.main() == 0
    for name in ("docs/benchmarks.md", "README.md"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "0.910 ×" in text
        assert "712 MB" in text
    record = report.load(tmp_path / "docs" / "benchmarks.json")
    assert record["raw"] == {"adding": taken("2026-01-01"), "footprint": taken("2026-01-02", THERE)}


def test_a_check_writes_no_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    found = {"fuzz_errors": 1.0, "fuzz_undocumented": 0.0}
    monkeypatch.setattr(bench, "measure", lambda *_: (found, {"measured": "2026-01-01"}))
    monkeypatch.setattr(sys, "argv", ["bench", "--only", "fuzz", "--check"])
    assert bench.main() == 1
    found["fuzz_errors"] = 0.0
    assert bench.main() == 0
    kept = report.load(tmp_path / "build" / "bench.json")["raw"]["fuzz"]
    assert (kept["command"], kept["machine"]) == ('make bench ARGS="--only fuzz"', report.machine())
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_the_figures_of_the_docs_are_those_of_the_record() -> None:
    record = report.load(ROOT / "docs" / "benchmarks.json")
    written = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for what, figure, *_ in figures.rows(record):
        assert re.search(rf"^\| {re.escape(what)} +\| {re.escape(figure)} +\|", written, re.MULTILINE), what


def test_every_section_says_how_it_measures() -> None:
    assert set(explanations()) == set(SECTIONS)
    assert all(explanations().values())


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "build" / "bench.json"
    assert report.load(target) == {}
    report.write(target, '{"a": 1}')
    report.write(target, '{"a": 2}')
    assert report.load(target) == {"a": 2}
    assert [path.name for path in target.parent.iterdir()] == ["bench.json"]


# --- what is measured with ------------------------------------------------------------------------------------------


def test_material_is_the_same_for_a_seed_and_new_for_another() -> None:
    assert material.text(1, 900) == material.text(1, 900)
    assert len({material.text(seed, 900) for seed in range(200)}) == 200
    assert len(material.words(5, 700).split()) == 700
    assert material.words(5, 50).split()[:2] != material.words(6, 50).split()[:2]
    assert len(set(material.questions(1, 200))) > 190


def test_times_are_those_of_the_blocks_that_completed_an_event() -> None:
    def event(content: str) -> bytes:
        return b"data: " + json.dumps({"choices": [{"delta": {"content": content}}]}).encode() + b"\n\n"

    usage = b'data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}\n\ndata: [DONE]\n\n'
    cut = event("b")
    timed = chat._read_stream([(0.1, event("")), (0.5, event("a") + cut[:9]), (1.5, cut[9:]), (2.0, usage)])
    assert (timed.first, timed.last, timed.text) == (0.5, 1.5, "ab")
    assert (timed.prompt_tokens, timed.tokens, timed.rate) == (7, 3, 2.0)


def test_an_error_in_a_stream_is_no_answer() -> None:
    with pytest.raises(RuntimeError, match="broken"):
        chat._read_stream([(0.1, b'data: {"error":{"message":"broken"}}\n\n')])


def test_vectors_are_clustered_and_of_unit_length() -> None:
    made, queries = vectors.clustered(400)
    assert made.shape == (400, 384)
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    nearest = np.sort(queries @ made.T, axis=1)
    assert np.median(nearest[:, -1] - np.median(nearest, axis=1)) > 0.3


def test_each_prompt_of_the_four_clients_is_another() -> None:
    assert len({decode.turns(100 + number)[0]["content"] for number in range(16)}) == 16


# --- run small ------------------------------------------------------------------------------------------------------


def test_an_unknown_section_is_refused() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--only", "nonsense"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 2
    assert "there are startup" in run.stderr


@pytest.mark.slow
def test_a_section_runs(tmp_path: Path) -> None:
    measured, raw = vectors.measure(quick=True)
    assert measured["search_recall_10k"] > 0.98
    assert 0.5 < measured["search_latency_100k"] < 3
    assert raw["ms_100k"] > raw["ms_10k"] / 2  # ten times the work, at sizes so small that much else counts


@pytest.mark.slow
@pytest.mark.models
def test_the_service_is_measured_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.bench import small

    monkeypatch.setattr(small, "SEARCHES", 5)
    measured, raw = small.measure(quick=True)
    assert measured["documents_per_s"] > 0
    assert measured["search_ms"] >= raw["search_in_service_ms"]
    assert raw["processes_left"] == 0


@pytest.mark.slow
@pytest.mark.models
def test_training_and_the_tower_are_measured() -> None:
    measured, raw = training.compare(batch=1, pairs=1, steps=5)
    assert measured["train_tokens"] > 0
    assert raw["tokens_per_s"] > 0
    measured, raw = tower.compare(pairs=1)
    assert measured["tower_pictures"] > 0
    assert raw["timm_pictures_per_s"] > 0


def test_the_table_stands_between_the_marks_of_the_readme() -> None:
    text = "a\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nb\n"
    once = report.within(text, "| new |")
    assert once == "a\n<!-- bench:begin -->\n\n| new |\n\n<!-- bench:end -->\nb\n"
    assert report.within(once, "| new |") == once


# --- people ---------------------------------------------------------------------------------------------------------


def test_words_of_others_are_told_apart() -> None:
    marks = [crowd.mark_of(number) for number in range(50)]
    assert len(set(marks)) == 50
    text = f"The code of the gate is {marks[3]}-gate [1]"
    assert crowd.strangers(text, marks[3]) == set()
    assert crowd.strangers(text, marks[4]) == {marks[3]}


def test_what_came_of_questions_is_counted() -> None:
    heard = [crowd.Heard(first=number / 100, whole=1.0) for number in range(101)]
    told = people.told("rush", [*heard, crowd.Heard(left=True), crowd.Heard(error="500")])
    assert [told[f"rush_p{share}_s"] for share in (50, 95, 99)] == pytest.approx([0.5, 0.95, 0.99])
    assert (told["rush_answers"], told["rush_left"], told["rush_errors"], told["rush_said"]) == (103, 1, 1, ["500"])


def test_a_section_without_its_tools_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for section in (access, fuzz):
        monkeypatch.setattr(section, "CHECKS", tmp_path)
        with pytest.raises(figures.Skipped, match="make checks"):
            section.measure(quick=True)


# --- standard and kinds ---------------------------------------------------------------------------------------------


def test_optional_figures_are_left_out_until_they_are_measured() -> None:
    good = {g.key: g.bound for g in GOALS if not g.optional}
    assert figures.shortfalls(good) == []
    assert "standard_answer_s" not in figures.table(report.HEADS, figures.rows(good))
    (sentence,) = figures.shortfalls({**good, "standard_answer_s": 5.0})
    assert "5.000 s, and the goal is ≤ 2.5" in sentence


def test_the_times_of_a_grounded_answer_are_those_of_its_events() -> None:
    def line(**event: object) -> str:
        return "data: " + json.dumps(event)

    told = [
        (0.1, line(type="sources", passages=[])), (0.2, line(type="sources", passages=[{}])), (0.25, ""),
        (1.0, line(type="token", text="1873")), (1.5, line(type="done", answer={"from_library": True})),
    ]  # fmt: skip
    assert standard.waited(told) == standard.Waited(0.2, 1.5, True)
    with pytest.raises(RuntimeError, match="found nothing"):
        standard.waited(told[:1] + told[3:])
    with pytest.raises(RuntimeError, match="broken"):
        standard.waited([(0.1, line(type="error", message="broken"))])


def test_a_section_that_cannot_run_here_is_skipped_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(figures.Skipped, match="not installed"):
        standard.measure(quick=True)
    monkeypatch.setattr(kinds, "KINDS", tmp_path)
    with pytest.raises(figures.Skipped, match="offices and institutions are not made"):
        kinds.measure(quick=True)


def test_the_sample_of_kinds_is_the_same_each_time_and_spread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", tmp_path)
    for name in kinds.SETS:
        for library in ("b", "a", "c"):
            (tmp_path / name / "files" / f"{name}-{library}").mkdir(parents=True)
        asked = [
            json.dumps({"library": f"{name}-{library}", "question": n})
            for n in range(50)
            for library in ("a", "b", "c")
        ]
        (tmp_path / name / "questions.jsonl").write_text("\n".join(asked), encoding="utf-8")
    for sample in ("one", "two"):
        (tmp_path / sample).mkdir()
        assert kinds.sampled(tmp_path / sample, 10) == 20
    texts = [(tmp_path / sample / "questions.jsonl").read_text(encoding="utf-8") for sample in ("one", "two")]
    assert texts[0] == texts[1]
    chosen = [json.loads(line) for line in texts[0].splitlines()]
    assert {question["library"] for question in chosen} <= {f"{name}-{x}" for name in kinds.SETS for x in "ab"}
    assert max(question["question"] for question in chosen) >= 40
    assert {path.name for path in (tmp_path / "one" / "files").iterdir()} == {
        f"{name}-{x}" for name in kinds.SETS for x in "ab"
    }
    assert kinds.spread(["x", "y"], 5) == ["x", "y"]


def test_the_pages_in_the_documentation_are_few_small_and_all_shown() -> None:
    there = {file.stem for file in pages.DOCS.glob("*.png")}
    assert there == set(pages.IN_DOCS)
    assert len(there) <= 12
    assert max(file.stat().st_size for file in pages.DOCS.glob("*.png")) < pages.MOST_BYTES
    shown = (pages.DOCS / "README.md").read_text(encoding="utf-8")
    assert all(f"({name}.png)" in shown for name in there)


def test_a_picture_is_made_small_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "large.png", tmp_path / "small.png"
    noise = np.random.default_rng(0).integers(0, 255, (60, 60, 3), dtype=np.uint8)
    Image.fromarray(noise).save(source)
    pages.small(source, target)
    assert target.stat().st_size < source.stat().st_size
    monkeypatch.setattr(pages, "MOST_BYTES", 100)
    with pytest.raises(ValueError, match=r"small\.png has"):
        pages.small(source, target)

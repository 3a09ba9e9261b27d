"""`vermeil eval`, as people run it: on predictions in a file, on the model that serves, on texts."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from training.fitting.recipe import find
from training.stages import scenes as stage

VERMEIL = Path(sys.executable).with_name("vermeil")


def run(data: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [VERMEIL, "--data", data / "data", "eval", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenes") / "out"
    stage.main(find("scenes"), folder, ["pictures=6", "validation=1", "held_out=1", "questions=2"])
    return folder / "train"


def test_questions_with_predictions_give_figures_and_a_report(scenes: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (scenes / "questions.jsonl").read_text().splitlines()]
    said = tmp_path / "said.jsonl"
    with said.open("w") as file:
        for number, row in enumerate(rows):
            answer = row["answers"][0] if number % 4 else "nonsense"
            file.write(json.dumps({"file": row["file"], "question": row["question"], "answer": answer}) + "\n")
    done = run(tmp_path, "vqa", scenes / "questions.jsonl", "--predictions", said, "--out", tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["vqa_accuracy"] == 0.75
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["figures"]["vqa_accuracy"]["low"] < 0.75 < report["figures"]["vqa_accuracy"]["high"]
    assert report["command"].startswith("vermeil --data")
    assert "--predictions" in report["command"]
    assert "data:image/jpeg" in (tmp_path / "out" / "report.html").read_text()
    assert "report.html" in done.stderr


def test_what_is_wrong_is_one_sentence(scenes: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "vqa", scenes / "questions.jsonl", "--predictions", tmp_path / "none.jsonl")
    assert done.returncode == 2
    assert done.stderr.startswith("none.jsonl is not there")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.models
def test_captions_of_the_model_that_serves(scenes: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "captions", scenes, "--limit", "2", "--out", tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    assert {"cider", "bleu", "rouge1", "rougeL", "clip_score", "reference_clip_score"} == set(json.loads(done.stdout))
    again = run(
        tmp_path, "captions", scenes, "--limit", "2", "--predictions", tmp_path / "out" / "predictions.jsonl", "--json"
    )
    assert json.loads(again.stdout) == json.loads(done.stdout)


@pytest.mark.models
def test_perplexity_is_lower_on_english_than_on_its_words_in_disorder(tmp_path: Path) -> None:
    text = "The cat sat on the mat and looked at the rain, because it did not want to go out."
    (tmp_path / "english.txt").write_text(text)
    (tmp_path / "disorder.jsonl").write_text(json.dumps({"text": " ".join(sorted(text.split()))}) + "\n")
    with ThreadPoolExecutor(2) as pool:  # each imports torch, on a core of its own
        said = pool.map(
            lambda name: run(tmp_path, "perplexity", tmp_path / name, "--json"), ("english.txt", "disorder.jsonl")
        )
    english, disorder = (json.loads(done.stdout) for done in said)
    assert 1 < english["perplexity"] < 80
    assert disorder["perplexity"] > 5 * english["perplexity"]
    assert english["texts"] == 1

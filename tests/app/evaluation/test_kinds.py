"""Libraries of strangers' files, asked on stand-ins for the models."""

from __future__ import annotations

from pathlib import Path

from app.evaluation.kinds import kinds
from core.settings import Settings
from training.data.jsonlines import write_lines
from training.evaluate.results import plain


def test_each_folder_is_a_library_of_its_own(tmp_path: Path) -> None:
    for library, text in {"mill": "The mill was built in 1843.", "barn": "The barn was built in 1912."}.items():
        folder = tmp_path / "files" / library
        folder.mkdir(parents=True)
        (folder / "house.txt").write_text(text)
        (folder / "broken.bin").write_bytes(b"\x00\x01\x02")
    write_lines(
        tmp_path / "questions.jsonl",
        [
            {"library": "mill", "kind": "lookup", "question": "When was the mill built?", "answers": ["1843"]},
            {"library": "barn", "kind": "lookup", "question": "When was the barn built?", "answers": ["1912"]},
            {
                "library": "barn",
                "kind": "followup",
                "after": ["Hello!"],
                "question": "When was the barn built?",
                "answers": ["1912"],
            },
        ],
    )
    result = kinds(Settings(profile="stand-in"), tmp_path)
    assert plain(result.figures)["right"] == 1.0
    assert set(result.groups) == {"lookup", "followup"}

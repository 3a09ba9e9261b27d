"""The figures of the picture evaluation, against cases small enough to work out by hand."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, NotFound
from core.types import FloatArray
from core.vision.encoder import Pixels
from training.evaluate.pictures import contains, evaluate, naming, recalls
from training.evaluate.results import plain


class Shades:
    """Knows a picture by the red of its first pixel, a caption by the number in it."""

    space, dimension = "shades", 20

    def encode_pictures(self, pictures: list[Pixels]) -> FloatArray:
        return np.eye(20, dtype=np.float32)[[int(p[0, 0, 0]) for p in pictures]]

    def encode_texts(self, texts: list[str]) -> FloatArray:
        return np.eye(20, dtype=np.float32)[[int(t.split()[-1]) for t in texts]]

    def photo(self, picture: Pixels) -> float:
        return 0.0

    def guesses(self, picture: Pixels, count: int = 3) -> list[tuple[str, float]]:
        return [("thing", 0.5), ("beagle (dog)", 0.3), ("cup", 0.1)][:count]


def _folder(path: Path, lines: list[dict[str, str]]) -> Path:
    (path / "captions.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    return path


def _load(path: Path) -> Pixels:
    if not path.stem.isdigit():
        raise FileNotFoundError(path)
    return np.full((2, 2, 3), int(path.stem), dtype=np.uint8)


def test_recall_against_a_case_worked_out_by_hand() -> None:
    scores = np.array([[0.9, 0.1, 0.2], [0.8, 0.5, 0.1], [0.3, 0.4, 0.2]], dtype=np.float32)
    found = plain(recalls(scores, ["a", "b", "c"]))
    # text to picture, ranks from 0: a 0, b 1, c 2; picture to text: a 0, b 0, c 0 but tied with the first row
    assert found["text_to_image_r1"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["text_to_image_r5"] == 1
    assert found["image_to_text_r1"] == pytest.approx(2 / 3, abs=1e-4)


def test_equal_captions_are_hits_for_each_other() -> None:
    scores = np.array([[0.1, 0.9], [0.1, 0.9]], dtype=np.float32)
    assert recalls(scores, ["a", "b"])["text_to_image_r1"].value == 0.5
    assert recalls(scores, ["a", "a"])["text_to_image_r1"].value == 1


@given(st.integers(2, 12), st.integers(0, 2**31))
def test_recall_agrees_with_sorting(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).permutation(n * n).reshape(n, n).astype(np.float32)
    found = plain(recalls(scores, [str(i) for i in range(n)]))
    for k in (1, 5, 10):
        slow = np.mean([i in np.argsort(-scores[i])[:k] for i in range(n)])
        assert found[f"text_to_image_r{k}"] == pytest.approx(slow, abs=1e-4)


def test_an_encoder_that_says_the_same_of_everything_finds_nothing() -> None:
    assert recalls(np.ones((30, 30), dtype=np.float32), [str(i) for i in range(30)])["text_to_image_r10"].value == 0


@pytest.mark.parametrize(
    ("guess", "noun", "expected"),
    [
        ("golden retriever (dog)", "dog", True),
        ("golden retriever (dog)", "Dogs", True),
        ("golden retriever (dog)", "golden retriever", True),
        ("hotdog", "dog", False),
        ("hot dog", "dog", True),
        ("strawberry (fruit)", "strawberries", True),
        ("box", "boxes", True),
        ("glass", "glasses", True),
        ("bus", "bus", True),
        ("retriever golden", "golden retriever", False),
        ("sea-lion", "sea lion", True),
        ("anything", "", False),
    ],
)
def test_a_noun_is_found_word_by_word(guess: str, noun: str, expected: bool) -> None:
    assert contains(guess, noun) is expected


def test_naming_counts_only_lines_with_a_noun() -> None:
    guesses = [["cat", "dog"], ["dog", "cat"], []]
    assert plain(naming(guesses, ["dog", "dog", None])) == {"names_thing_1": 0.5, "names_thing_3": 1.0}
    assert plain(naming(guesses, [None, None, None])) == {"names_thing_1": None, "names_thing_3": None}


def test_a_folder_is_evaluated(tmp_path: Path) -> None:
    lines = [{"file": f"{i}.png", "caption": f"number {i}", "noun": "dog"} for i in range(10)]
    found = evaluate(_folder(tmp_path, lines), Shades(), _load)
    result = plain(found)
    assert result.pop("seconds_per_picture") >= 0
    assert result == {
        "pictures": 10,
        "skipped": 0,
        **{f"{way}_r{k}": 1.0 for way in ("text_to_image", "image_to_text") for k in (1, 5, 10)},
        "names_thing_1": 0.0,
        "names_thing_3": 1.0,
    }
    half = recalls(np.eye(10, dtype=np.float32)[:, [0, 1, 2, 3, 4, 9, 8, 7, 6, 5]], [str(i) for i in range(10)])
    assert half["text_to_image_r1"].value == pytest.approx(0.6)
    low, high = half["text_to_image_r1"].interval()
    assert low < 0.6 < high


def test_a_few_missing_files_are_counted_and_many_are_fatal(tmp_path: Path) -> None:
    lines = [{"file": f"{i % 20}.png", "caption": f"number {i % 20}"} for i in range(199)]
    lines.append({"file": "gone.png", "caption": "number 1"})
    result = evaluate(_folder(tmp_path, lines), Shades(), _load)
    assert (result["pictures"], result["skipped"]) == (199, 1)
    with pytest.raises(BadInput, match="1 of 20"):
        evaluate(_folder(tmp_path, lines[-20:]), Shades(), _load)


@pytest.mark.parametrize("text", ["not json", '{"file": "a.png"}', ""])
def test_a_folder_without_proper_captions_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "captions.jsonl").write_text(text)
    with pytest.raises(BadInput):
        evaluate(tmp_path, Shades(), _load)


def test_a_folder_without_captions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"captions\.jsonl"):
        evaluate(tmp_path, Shades(), _load)

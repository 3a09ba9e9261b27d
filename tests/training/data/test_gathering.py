"""File and icon names become captions; what shows no thing, is signed or Italian does not get into them."""

import errno
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput, Missing, NotFound
from tests.training.data import tiny_wordnet
from training.data import clipart, emoji, gather, photos
from training.data.pictures import read_pixels
from training.data.wordnet import Nouns


@pytest.fixture(scope="module")
def nouns(tmp_path_factory: pytest.TempPathFactory) -> Nouns:
    return Nouns(tiny_wordnet.make(tmp_path_factory.mktemp("wordnet")))


FILES = [f"x/{thing}_jane_plover_0{i}.png" for i, thing in enumerate(("dog", "cat", "boat", "lamp"))]


@pytest.mark.parametrize(
    ("file", "caption"),
    [
        ("x/dog_jane_plover_01.png", "dog"),
        ("x/old_wine_bottle_02.png", "old wine bottle"),
        ("x/cat_with_lamp.png", "cat"),
        ("x/cane_architetto_france_01.png", None),
        ("x/running_fast.png", None),
        ("x/plover.png", None),
    ],
)
def test_a_file_name_says_what_is_drawn(nouns: Nouns, file: str, caption: str | None) -> None:
    signed = clipart.signatures(FILES, nouns)
    assert "plover" in signed
    assert "dog" not in signed
    assert clipart.caption_of(file, signed, nouns) == caption


def test_drawings_are_stored_small_on_white_with_their_captions(tmp_path: Path, nouns: Nouns) -> None:
    source, target = tmp_path / "png", tmp_path / "out"
    for name in ("pets/dog_1.png", "shapes/lamp.png", "pets/broken_cat.png", "pets/nothing_known.png"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGBA", (900, 300), (0, 0, 0, 0)).save(source / name)
    (source / "pets/broken_cat.png").write_bytes(b"\x89PNG broken")
    assert clipart.gather(source, target, nouns) == 1
    row = json.loads((target / "captions.jsonl").read_text())
    assert row == {"file": "pets/dog_1.png", "caption": "dog", "noun": "dog", "group": "dog"}
    stored = read_pixels(target / row["file"])
    assert max(stored.shape) == 320
    assert stored.min() == 255


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("dog-face", "dog"),
        ("watch-3-duo", "watch"),
        ("wine-bottle", "wine bottle"),
        ("flag-for-france", None),
        ("waving-hand-medium-skin-tone", None),
        ("up-arrow", None),
        ("knife-outline", None),
    ],
)
def test_an_icon_is_called_by_its_name(name: str, caption: str | None) -> None:
    assert emoji.caption_of(name) == caption


def test_drawings_of_a_set_have_their_size(tmp_path: Path) -> None:
    icons = {"icons": {"dog": {"body": "<path/>", "width": 24}, "old": {"body": "", "hidden": True}}, "height": 32}
    (tmp_path / "icons.json").write_text(json.dumps(icons))
    (drawn,) = emoji.drawings(tmp_path)
    assert drawn[0] == "dog"
    assert 'viewBox="0 0 24 32"' in drawn[1]
    with pytest.raises(Missing, match="noto is not there"):
        list(emoji.drawings(tmp_path / "noto"))


def test_photos_are_called_by_their_class(tmp_path: Path) -> None:
    source = tmp_path / "photos"
    source.mkdir()
    Image.fromarray(np.zeros((4, 4, 3), np.uint8)).save(source / "a.jpg")
    (source / "labels.jsonl").write_text('{"file": "a.jpg", "wnid": "n02099601", "name": "golden retriever"}\n')
    assert photos.gather(source, tmp_path / "out") == 1
    row = json.loads((tmp_path / "out" / "captions.jsonl").read_text())
    assert (row["caption"], row["noun"], row["group"]) == ("golden retriever", "dog", "golden retriever")
    assert (tmp_path / "out" / "a.jpg").is_file()
    with pytest.raises(NotFound, match=r"labels\.jsonl"):
        photos.gather(tmp_path / "nowhere", tmp_path / "out2")


def test_photos_of_another_file_system_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "photos"
    (source / "dogs").mkdir(parents=True)
    Image.fromarray(np.zeros((4, 4, 3), np.uint8)).save(source / "dogs" / "a.jpg")
    (source / "labels.jsonl").write_text('{"file": "dogs/a.jpg", "wnid": "n02099601", "name": "golden retriever"}\n')

    def other_device(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(photos.os, "link", other_device)
    assert photos.gather(source, tmp_path / "out") == 1
    assert (tmp_path / "out" / "dogs" / "a.jpg").read_bytes() == (source / "dogs" / "a.jpg").read_bytes()
    assert len(list((tmp_path / "out" / "dogs").iterdir())) == 1


def test_gathering_goes_on_after_a_stop_and_spares_what_it_did_not_make(
    tmp_path: Path, nouns: Nouns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emoji, "LICENCES", {})
    stops = True

    def gathered(_: Path, target: Path, __: object) -> int:
        assert not any(target.iterdir())
        (target / "a.png").touch()
        if stops:
            raise KeyboardInterrupt
        (target / "captions.jsonl").write_text("{}\n")
        return 1

    monkeypatch.setattr(clipart, "gather", gathered)
    with pytest.raises(KeyboardInterrupt):
        gather.gather(tmp_path, None, nouns)
    stops = False
    for _ in range(2):
        assert gather.gather(tmp_path, None, nouns) == {"clipart": 1}
    assert not list(tmp_path.glob(".*"))

    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "labels.jsonl").touch()
    with pytest.raises(BadInput, match="holds something else"):
        gather.gather(tmp_path, tmp_path / "photos", nouns)
    assert (tmp_path / "photos" / "labels.jsonl").exists()


def test_an_immense_or_broken_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from training.data import pictures

    Image.new("L", (50, 50)).save(tmp_path / "a.png")
    monkeypatch.setattr(pictures, "MOST_PIXELS", 2_000)
    with pytest.raises(BadInput, match="50 x 50"):
        read_pixels(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("no picture")
    with pytest.raises(BadInput, match="cannot be decoded"):
        read_pixels(tmp_path / "b.png")

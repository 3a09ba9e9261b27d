"""What comes from the hub is verified, whoever names it, or refused before it is parsed."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub.errors import LocalEntryNotFoundError

from core.embedding.sentence_transformers import SentenceTransformersEncoder
from core.errors import Missing, WeightsMismatch
from core.language.causal import language_model
from core.language.transformers import TransformersEngine
from core.speech.whisperx import WhisperXRecognizer
from core.vision.tower import image_tower
from core.weights import hub
from core.weights.hub import model_folder, pinned, snapshot
from core.weights.manifest import SOURCES

WEIGHTS = b"the weights that were published"
CONFIG = b"{}"


class Hub:
    """A cache as the hub's client keeps it: blobs by their hash, and a snapshot of links. It notes what was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[dict[str, Any]] = []
        self.weights = self.put("model.safetensors", WEIGHTS, hashlib.sha256(WEIGHTS).hexdigest())
        git = hashlib.sha1(b"blob %d\0" % len(CONFIG) + CONFIG).hexdigest()
        self.config = self.put("config.json", CONFIG, git)

    def put(self, name: str, data: bytes, blob: str) -> Path:
        path = self.folder / "blobs" / blob
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        link = self.folder / "snapshot" / name
        link.parent.mkdir(exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(path)
        return path

    def download(self, repository: str, **options: Any) -> str:
        self.asked.append({"repository": repository, **options})
        if repository.startswith("nobody/"):
            raise LocalEntryNotFoundError("no way there")
        return str(self.folder / "snapshot")


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    made = Hub(tmp_path / "hub")
    monkeypatch.setattr("huggingface_hub.snapshot_download", made.download)
    return made


def test_a_snapshot_is_verified(served: Hub) -> None:
    assert snapshot("any/model") == served.folder / "snapshot"
    assert served.asked[0]["revision"] is None
    assert not any(pattern in ("*", "*.bin", "*.pt", "*.pth", "*.pkl") for pattern in hub.PATTERNS)


@pytest.mark.parametrize("which", ["weights", "config"])
def test_an_altered_file_is_refused(served: Hub, which: str) -> None:
    blob: Path = getattr(served, which)
    blob.write_bytes(blob.read_bytes()[::-1] + b" ")
    with pytest.raises(WeightsMismatch, match="not the file that the hub published") as caught:
        snapshot("any/model")
    assert "--force-download" in caught.value.remedy


@pytest.mark.parametrize("blob", ["no-hash", hashlib.sha1(b"blob").hexdigest()])
def test_weights_that_cannot_be_verified_are_refused(served: Hub, blob: str) -> None:
    served.put("model.safetensors", WEIGHTS, blob)
    with pytest.raises(WeightsMismatch, match="cannot be verified"):
        snapshot("any/model")


def test_a_file_that_is_no_link_into_the_cache_is_refused(served: Hub) -> None:
    (served.folder / "snapshot" / "extra.json").write_bytes(b"{}")
    with pytest.raises(WeightsMismatch, match=r"extra\.json"):
        snapshot("any/model")


def test_pinned_models_are_fetched_at_their_revision(served: Hub) -> None:
    assert pinned("microsoft/phi-2") == SOURCES["phi-2"].revision
    snapshot("microsoft/phi-2")
    assert served.asked[0]["revision"] == SOURCES["phi-2"].revision
    served.weights.write_bytes(b"altered")
    with pytest.raises(WeightsMismatch) as caught:
        snapshot("microsoft/phi-2")
    assert f"--revision {SOURCES['phi-2'].revision}" in caught.value.remedy


def test_what_is_nowhere_is_missing(served: Hub, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="nobody/nothing"):
        snapshot("nobody/nothing", online=False)
    assert served.asked[0]["local_files_only"] is True
    with pytest.raises(Missing, match="not here"):
        model_folder(tmp_path / "nothing")
    with pytest.raises(Missing, match="not here"):
        model_folder("../up/and/away")
    assert model_folder(str(tmp_path)) == tmp_path


LOADERS: dict[str, Callable[[str, Path], object]] = {
    "engine": lambda name, tmp: TransformersEngine(name, name="x", context=9, device="cpu", threads=1, cache=tmp),
    "training": lambda name, _: language_model(name),
    "tower": lambda name, _: image_tower(name),
    "open_clip": lambda name, _: image_tower(f"hf-hub:{name}"),
    "text encoder": lambda name, _: SentenceTransformersEncoder(name),
    "recognizer": lambda name, _: WhisperXRecognizer(name, online=True).warm(),
}


@pytest.mark.parametrize("loader", LOADERS)
def test_every_loader_refuses_what_is_not_verified(served: Hub, tmp_path: Path, loader: str) -> None:
    """The name that a person set is no way around it: nothing is parsed, or this would fail with another error."""
    served.weights.write_bytes(b"altered")
    with pytest.raises(WeightsMismatch):
        LOADERS[loader]("owner/model", tmp_path)


def test_a_size_of_whisper_stands_for_its_repository(served: Hub) -> None:
    served.weights.write_bytes(b"altered")
    with pytest.raises(WeightsMismatch):
        WhisperXRecognizer("small", online=True).warm()
    assert served.asked[0]["repository"] == "Systran/faster-whisper-small"
    assert served.asked[0]["revision"] == SOURCES["whisper-small"].revision

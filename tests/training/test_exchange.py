"""A version is taken along whole, and what comes in is looked at before anything of it is kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.language.adapters import GGUF_NAME, BaseModel, Shapes, read_shapes
from tests.training.versions import BASE, HERE, adapter, base_folder, card, registry
from training.exchange import exported, imported
from training.registry import ADAPTER, Registry


@pytest.fixture
def versions(empty: Path, tmp_path: Path) -> Iterator[Registry]:
    opened = registry(empty, tmp_path)
    yield opened
    opened._database.close()


@pytest.fixture(params=["GGUF", "folder"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> BaseModel | Shapes:
    """What a version has to fit: the head of a GGUF file, or of safetensors."""
    return BASE if request.param == "GGUF" else read_shapes(base_folder(tmp_path / "base"))


def taken_along(versions: Registry, folder: Path) -> bytes:
    return exported(versions, versions.add(folder, card(), parent=None, verdict="promote"))


def repacked(data: bytes, change: dict[str, bytes | None]) -> bytes:
    """The archive with other files in it; None leaves one out."""
    archive, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    files = {name: archive.read(name) for name in archive.namelist()} | change
    with zipfile.ZipFile(target, "w") as made:
        for name, content in files.items():
            if content is not None:
                made.writestr(name, content)
    return target.getvalue()


def test_there_and_back(versions: Registry, tmp_path: Path, base: BaseModel | Shapes) -> None:
    data = taken_along(versions, adapter(tmp_path / "a"))
    version = imported(versions, data, HERE, base)
    assert version.startswith("v2-")
    told = versions.shown(version)
    assert (told["imported"], told["verdict"], told["fault"]) == (True, None, None)
    assert (versions.folder / version / ADAPTER / GGUF_NAME).is_file() == (base is BASE)  # made here


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"adapter/adapter_model.bin": b"\x80\x04."}, "is a pickle, which runs what is in it: it was not opened"),
        ({"../escape.json": b"{}"}, "holds '../escape.json'"),
        ({"card.json": None}, "is no version"),
        ({"card.json": b'{"foundation": {}}'}, "card.json is not the file"),
        ({"adapter/adapter_model.safetensors": b"\x80\x04."}, "is not the file"),
        ({"product.json": b"[]"}, "is damaged"),
    ],
)
def test_what_is_no_version_is_refused_in_a_sentence(
    versions: Registry, tmp_path: Path, change: dict[str, bytes | None], said: str
) -> None:
    data = taken_along(versions, adapter(tmp_path / "a"))
    with pytest.raises(BadInput, match=said):
        imported(versions, repacked(data, change), HERE, BASE)
    with pytest.raises(BadInput, match="no ZIP file"):
        imported(versions, b"PK?" + data[:50], HERE, BASE)
    assert len(versions.listed()) == 2


def test_an_adapter_of_another_base_of_another_shape_or_of_no_numbers_is_refused(
    versions: Registry, tmp_path: Path, base: BaseModel | Shapes
) -> None:
    with pytest.raises(BadInput, match="another language model"):
        imported(versions, taken_along(versions, adapter(tmp_path / "a")), replace(HERE, language_sha256="9"), base)
    with pytest.raises(BadInput, match="does not fit the model"):
        imported(versions, taken_along(versions, adapter(tmp_path / "b", width=4)), HERE, base)
    with pytest.raises(BadInput, match="numbers that are none"):
        imported(versions, taken_along(versions, adapter(tmp_path / "c", float("nan"))), HERE, base)
    assert not list((versions.folder).glob(".new*"))


def test_numbers_are_checked_where_nothing_is_known_of_the_base(versions: Registry, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="numbers that are none"):
        imported(versions, taken_along(versions, adapter(tmp_path / "a", float("inf"))), HERE, None)
    assert imported(versions, taken_along(versions, adapter(tmp_path / "b")), HERE, None).startswith("v3-")

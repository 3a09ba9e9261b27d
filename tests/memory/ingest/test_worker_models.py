"""Ingest with the real reader processes, text encoder and recogniser: each kind of file becomes findable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.settings import Settings
from core.types import BoxSpan, PageSpan, TimeSpan
from memory.blobs import Blobs
from memory.database import Database
from memory.documents import Document
from memory.index import Index
from memory.ingest.worker import Ingest
from memory.library import Library
from memory.vectors.faiss import FaissStore
from tests.memory.fakes import FakePictures

SAMPLES = Path(__file__).parents[3] / "docs" / "samples"

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def encoder() -> CTranslate2Encoder:
    from core.weights.locate import converted

    return CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2)


@pytest.fixture
def index(database: Database, tmp_path: Path) -> Iterator[Index]:
    opened = Index(database, FaissStore(tmp_path / "vectors"))
    yield opened
    opened.close()


@pytest.fixture
def ingest(
    database: Database, blobs: Blobs, index: Index, encoder: CTranslate2Encoder, tmp_path: Path
) -> Iterator[Ingest]:
    from core.speech.faster_whisper import FasterWhisperRecognizer
    from core.weights.locate import locate
    from memory.readers import Readers

    readers = Readers(Settings(data=tmp_path))
    ears = FasterWhisperRecognizer(lambda: locate("whisper-tiny.en"), lambda: locate("whisper-base"), threads=2)
    started = Ingest(database, blobs, readers, encoder, FakePictures(), ears, index)
    started.start()
    yield started
    started.stop()
    readers.close()


def ingested(library: Library, ingest: Ingest, path: Path) -> Document:
    with path.open("rb") as stream:
        document = library.add("ada", path.name, stream)
    ingest.submit(document.id)
    assert ingest.wait(document.id, 200)
    return library.get("ada", document.id)


def test_each_kind_of_file_is_found_at_its_place(
    library: Library, ingest: Ingest, index: Index, encoder: CTranslate2Encoder, tmp_path: Path
) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Keys\n\nThe spare key of the boathouse hangs behind the blue clock.\n")
    kinds = {
        note: ("text", PageSpan),
        SAMPLES / "handbook.pdf": ("text", PageSpan),
        SAMPLES / "cat.jpg": ("picture", BoxSpan),
        SAMPLES / "memo.ogg": ("audio", TimeSpan),
    }
    for path, (kind, span) in kinds.items():
        document = ingested(library, ingest, path)
        assert (document.status, document.kind, document.reason) == ("ready", kind, None), path.name
        passages = library.passages("ada", document.id)
        assert all(isinstance(passage.span, span) for passage in passages)
        query = encoder.encode([passages[-1].text])[0]
        assert passages[-1].chunk in {hit.chunk for hit in index.search(encoder.space, "ada", query, 3)}
        if kind == "audio":
            assert 0 < passages[-1].span.end <= (document.seconds_audio or 0) + 1  # type: ignore[union-attr]
    query = encoder.encode(["Where is the key to the boathouse?"])[0]
    best = index.search(encoder.space, "ada", query, 1)[0]
    (first, *_) = [d for d in library.list("ada") if d.name == "note.md"]
    assert best.chunk in {p.chunk for p in library.passages("ada", first.id)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"\xff\xd8\xff\xe0 nothing of a picture follows"),
        ("paper.pdf", b"%PDF-1.7\nnothing of a document follows"),
        ("song.mp3", b"ID3\x04\x00 nothing of a song follows" + bytes(400)),
        ("program", b"\x7fELF" + bytes(2_000)),
    ],
)
def test_what_is_damaged_fails_with_a_sentence_that_names_no_path(
    name: str, content: bytes, library: Library, ingest: Ingest, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    failed = ingested(library, ingest, path)
    assert failed.status == "failed"
    assert failed.reason
    assert failed.reason.endswith(".")
    assert "/" not in failed.reason
    assert failed.sha256 not in failed.reason

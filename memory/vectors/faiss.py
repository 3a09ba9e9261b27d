"""The default vector store: FAISS in this process, kept in one file of the data folder.

One index for each space and owner, so that filtering by owner costs nothing and another owner's vectors are never even
looked at. The index is a scan of all vectors in half precision: its recall is 1.0 whatever the vectors are like (a
graph or inverted lists lose a lot of it where there are no clusters), it takes half the memory of single precision,
ids can be removed, and nothing is trained. One search of 384 numbers takes 0.2 ms over 10,000 vectors and 4 ms over
100,000 on one core; encoding the query takes longer.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from readerwriterlock.rwlock import RWLockWrite

from core.errors import OutOfSpace
from core.files import atomic_file
from core.types import FloatArray
from memory.vectors.store import Hit

if TYPE_CHECKING:
    from faiss import IndexIDMap, SearchParameters

log = logging.getLogger(__name__)

FORMAT = 1
DIGEST = hashlib.sha256
SAVE_EVERY = 4096
"""Changes after which `commit` writes the file: until then SQL, which is the truth, can redo them in milliseconds."""

SAVE_SHARE = 8  # and not before an eighth of all vectors changed: what is written in all stays in proportion


class FaissStore:
    """A `VectorStore`. Searches run side by side; a change waits for them and holds up the next ones.

    A file that is missing, damaged or of another format is an empty store with `sequence` 0.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "vectors.faiss"
        self._partitions: dict[tuple[str, str], IndexIDMap] = {}
        self._owners: dict[str, dict[int, str]] = {}  # space -> chunk -> owner
        self._gate = RWLockWrite()  # a waiting change goes before new searches, so that none waits for ever
        self._saving = threading.Lock()
        self._changes = 0
        self._applied = self._saved = 0
        self._load()

    @property
    def sequence(self) -> int:
        """The outbox row that the file stands at."""
        return self._saved

    def add(self, space: str, owner: str, chunks: Sequence[int], vectors: FloatArray) -> None:
        """Put unit vectors (chunks, dimension) under their ids; an id of another owner moves."""
        if not len(chunks):
            return
        rows = {chunk: row for row, chunk in enumerate(chunks)}  # the last one of equal ids counts
        ids = np.fromiter(rows, dtype=np.int64, count=len(rows))
        data = np.ascontiguousarray(vectors, dtype=np.float32)[list(rows.values())]  # (ids, dimension)
        with self._gate.gen_wlock():
            self._drop(space, [chunk for chunk in rows if chunk in self._owners.get(space, {})])
            index = self._partitions.get((space, owner))
            if index is None:
                index = self._partitions[space, owner] = _new_index(data.shape[1])
            index.add_with_ids(data, ids)
            self._owners.setdefault(space, {}).update(dict.fromkeys(rows, owner))
            self._changes += len(rows)

    def remove(self, space: str, chunks: Sequence[int]) -> None:
        """Take ids out; unknown ones are ignored."""
        with self._gate.gen_wlock():
            known = [chunk for chunk in set(chunks) if chunk in self._owners.get(space, {})]
            self._drop(space, known)
            self._changes += len(known)

    def search(
        self, space: str, owner: str, query: FloatArray, limit: int, among: Sequence[int] | None = None
    ) -> list[Hit]:
        """The owner's nearest chunks, best first, by a scan of all of them, or of those `among` them."""
        with self._gate.gen_rlock():
            index = self._partitions.get((space, owner))
            if index is None or limit < 1:
                return []
            narrowed = None if among is None else _among(among)
            scores, ids = index.search(query.reshape(1, -1), min(limit, index.ntotal), params=narrowed)
        return [Hit(i, s) for i, s in zip(ids[0].tolist(), scores[0].tolist(), strict=True) if i >= 0]

    def ids(self, space: str) -> set[int]:
        """All chunk ids of a space."""
        with self._gate.gen_rlock():
            return set(self._owners.get(space, ()))

    def commit(self, sequence: int) -> None:
        """Remember `sequence`; the file follows once enough has changed, and `sequence` with it, or at `close`."""
        self._applied = sequence
        if self._changes >= max(SAVE_EVERY, sum(map(len, self._owners.values())) // SAVE_SHARE):
            self.save()

    def save(self) -> None:
        """Write everything so far. Raises `OutOfSpace`; the file before it is then still whole."""
        with self._saving, self._gate.gen_rlock():
            changes, sequence = self._changes, self._applied
            try:
                with atomic_file(self._file) as file:
                    self._write(file, sequence)
            except OSError as error:
                raise OutOfSpace("The vector index could not be saved.", "Free some space, then try again.") from error
            self._changes -= changes
            self._saved = sequence

    def clear(self) -> None:
        """Forget everything, and delete the file."""
        with self._gate.gen_wlock():
            self._file.unlink(missing_ok=True)
            self._forget()

    def close(self) -> None:
        """Save what the file lacks."""
        if self._changes or self._applied != self._saved:
            self.save()

    def _drop(self, space: str, chunks: Sequence[int]) -> None:
        owners = self._owners.get(space, {})
        by_owner: dict[str, list[int]] = {}
        for chunk in chunks:
            by_owner.setdefault(owners.pop(chunk), []).append(chunk)
        for owner, ids in by_owner.items():
            index = self._partitions[space, owner]
            index.remove_ids(np.array(ids, dtype=np.int64))  # type: ignore[arg-type]  # its stubs leave arrays out
            if not index.ntotal:
                del self._partitions[space, owner]

    def _forget(self) -> None:
        self._partitions.clear()
        self._owners.clear()
        self._changes = self._applied = self._saved = 0

    # --- the file: a line with the checksum of all that follows, a line of JSON, the indexes one after the other

    def _write(self, file: BinaryIO, sequence: int) -> None:
        faiss = _faiss()
        digest = DIGEST()
        file.write(b"0" * digest.digest_size * 2 + b"\n")

        def put(data: bytes) -> int:
            digest.update(data)
            return file.write(data)

        about = {"format": FORMAT, "sequence": sequence, "partitions": list(self._partitions)}
        put(json.dumps(about).encode() + b"\n")
        for index in self._partitions.values():
            faiss.write_index(index, faiss.PyCallbackIOWriter(put))
        file.seek(0)
        file.write(digest.hexdigest().encode())

    def _load(self) -> None:
        if not self._file.exists():
            return
        try:
            with self._file.open("rb") as file:
                self._read(file)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            log.warning("the vector index is made anew from the database: %s", error)
            self._forget()

    def _read(self, file: BinaryIO) -> None:
        """Raises `ValueError` where the checksum does not match: FAISS never parses a damaged file."""
        faiss = _faiss()
        expected = file.readline().strip().decode("ascii")
        begins = file.tell()
        digest = DIGEST()
        while block := file.read(1 << 20):
            digest.update(block)
        if digest.hexdigest() != expected:
            raise ValueError("its checksum does not match")
        file.seek(begins)
        about = json.loads(file.readline())
        if about["format"] != FORMAT:
            raise ValueError(f"its format is {about['format']}, not {FORMAT}")
        reader: Callable[[int], bytes] = file.read
        for space, owner in about["partitions"]:
            index = faiss.read_index(faiss.PyCallbackIOReader(reader))
            self._partitions[space, owner] = index
            ids = faiss.vector_to_array(index.id_map).tolist()
            self._owners.setdefault(space, {}).update(dict.fromkeys(ids, owner))
        self._applied = self._saved = int(about["sequence"])


def _faiss() -> ModuleType:
    """Imported at first use; its type stubs leave out half of it."""
    import faiss

    return faiss


def _among(chunks: Sequence[int]) -> SearchParameters:
    """A search that looks at these ids only."""
    faiss = _faiss()
    ids = np.fromiter(chunks, dtype=np.int64, count=len(chunks))
    found: SearchParameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(ids))
    return found


def _new_index(dimension: int) -> IndexIDMap:
    faiss = _faiss()
    scalar = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    index: IndexIDMap = faiss.IndexIDMap(scalar)
    scalar.this.disown()  # the map owns it from here on
    index.own_fields = True
    return index

"""The Chroma vector store: embedded in the data folder, or on a Chroma server.

One collection for each space and owner, so that an owner's search never looks at another's vectors. Chroma makes each
change durable by itself. It ranks by an HNSW graph, so its recall is high but not 1.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from core.errors import BadInput, EngineFailure
from core.types import FloatArray
from memory.vectors.store import Hit

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from chromadb.config import Settings

GRAPH = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
READ_AT_ONCE = 10_000  # ids


class ChromaStore:
    """A `VectorStore`. With `url` the vectors are on that server and `folder` is not used.

    `library` sets the collections of this library apart from others on the same server. Raises `BadInput` for an
    address that cannot be used, `EngineFailure` where Chroma fails or does not answer.
    """

    def __init__(self, folder: Path, url: str = "", library: str = "vermeil") -> None:
        self._prefix = library
        self._lock = threading.RLock()
        with _translated_errors():
            self._client = _server(url) if url else _embedded(folder)
            self._most = self._client.get_max_batch_size()
            self._open()

    @property
    def sequence(self) -> int:
        """The outbox row that was committed last."""
        return self._sequence

    def add(self, space: str, owner: str, chunks: Sequence[int], vectors: FloatArray) -> None:
        """Put unit vectors (chunks, dimension) under their ids; an id of another owner moves."""
        rows = {str(chunk): row for row, chunk in enumerate(chunks)}  # the last one of equal ids counts
        ids, data = list(rows), np.asarray(vectors, dtype=np.float32)
        with self._lock, _translated_errors():
            self._remove(space, ids, but=owner)
            if not ids:
                return
            collection = self._collection(space, owner)
            for start in range(0, len(ids), self._most):
                part = ids[start : start + self._most]
                collection.upsert(ids=part, embeddings=data[[rows[i] for i in part]])

    def remove(self, space: str, chunks: Sequence[int]) -> None:
        """Take ids out of all owners' collections of a space."""
        with self._lock, _translated_errors():
            self._remove(space, [str(chunk) for chunk in dict.fromkeys(chunks)])

    def search(
        self, space: str, owner: str, query: FloatArray, limit: int, among: Sequence[int] | None = None
    ) -> list[Hit]:
        """The owner's nearest chunks, best first, as Chroma's graph finds them."""
        collection = self._collections.get((space, owner))
        if collection is None or limit < 1:
            return []
        with _translated_errors():
            if among is None:
                return _nearest(collection, query, min(limit, collection.count()))
            with self._lock:  # an id that is taken out meanwhile would be an error
                ids = _known(collection, [str(chunk) for chunk in dict.fromkeys(among)])
                return _nearest(collection, query, min(limit, len(ids)), ids)

    def ids(self, space: str) -> set[int]:
        """All chunk ids of a space."""
        with self._lock, _translated_errors():
            return {int(i) for collection in self._of_space(space) for i in _all_ids(collection)}

    def commit(self, sequence: int) -> None:
        """Remember `sequence`; the changes before it are durable already."""
        with self._lock, _translated_errors():
            self._state.modify(metadata={"library": self._prefix, "sequence": sequence})
            self._sequence = sequence

    def clear(self) -> None:
        """Delete every collection of this library."""
        with self._lock, _translated_errors():
            for collection in (*self._collections.values(), self._state):
                self._client.delete_collection(collection.name)
            self._open()

    def close(self) -> None:
        """Nothing is left to save."""

    def _open(self) -> None:
        self._collections: dict[tuple[str, str], Collection] = {}
        for collection in _all_collections(self._client):
            about = collection.metadata or {}
            if about.get("library") == self._prefix and "space" in about:
                self._collections[about["space"], about["owner"]] = collection
        begin: dict[str, str | int] = {"library": self._prefix, "sequence": 0}
        self._state = self._client.get_or_create_collection(
            self._name("state"), metadata=begin, embedding_function=None
        )
        self._sequence = int(dict(self._state.metadata or begin)["sequence"])

    def _collection(self, space: str, owner: str) -> Collection:
        collection = self._collections.get((space, owner))
        if collection is None:
            collection = self._client.get_or_create_collection(
                self._name(space, owner),
                metadata={"library": self._prefix, "space": space, "owner": owner},
                configuration={"hnsw": GRAPH},
                embedding_function=None,
            )
            self._collections[space, owner] = collection
        return collection

    def _of_space(self, space: str) -> list[Collection]:
        return [collection for key, collection in self._collections.items() if key[0] == space]

    def _remove(self, space: str, ids: Sequence[str], but: str | None = None) -> None:
        """Take ids out of all owners' collections of a space, except that of `but`."""
        kept = self._collections.get((space, but)) if but is not None else None
        for collection in self._of_space(space):
            if collection is not kept:
                for start in range(0, len(ids), self._most):
                    collection.delete(ids=list(ids[start : start + self._most]))

    def _name(self, *key: str) -> str:
        """Chroma's names are short and plain, spaces and owners need not be: the metadata keeps those."""
        digest = hashlib.sha256("\0".join((self._prefix, *key)).encode()).hexdigest()
        return f"vermeil-{digest[:40]}"


def _embedded(folder: Path) -> ClientAPI:
    import chromadb

    folder.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(path=str(folder), settings=_settings())


def _server(url: str) -> ClientAPI:
    import chromadb

    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise BadInput(
            "The address of the Chroma server is not a URL with a host.", "Set VERMEIL_CHROMA_URL=http://HOST:PORT."
        )
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 8000)
    return chromadb.HttpClient(host=address.hostname, port=port, ssl=secure, settings=_settings())


def _settings() -> Settings:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _nearest(collection: Collection, query: FloatArray, count: int, ids: list[str] | None = None) -> list[Hit]:
    """The nearest `count` of a collection, or of these ids, all of which it must have."""
    if not count:
        return []
    found = collection.query(query_embeddings=[query], ids=ids, n_results=count, include=["distances"])
    pairs = zip(found["ids"][0], found["distances"][0], strict=True)
    return [Hit(int(chunk), 1.0 - float(distance)) for chunk, distance in pairs]


def _known(collection: Collection, ids: Sequence[str]) -> list[str]:
    """Those of the ids that the collection has: Chroma fails for others."""
    parts = (ids[start : start + READ_AT_ONCE] for start in range(0, len(ids), READ_AT_ONCE))
    return [known for part in parts for known in collection.get(ids=list(part), include=[])["ids"]]


def _all_collections(client: ClientAPI) -> Iterator[Collection]:
    offset = 0
    while page := client.list_collections(limit=100, offset=offset):
        yield from page
        offset += len(page)


def _all_ids(collection: Collection) -> Iterator[str]:
    offset = 0
    while page := collection.get(limit=READ_AT_ONCE, offset=offset, include=[])["ids"]:
        yield from page
        offset += len(page)


@contextmanager
def _translated_errors() -> Iterator[None]:
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, httpx.HTTPError, ValueError, RuntimeError) as error:
        raise EngineFailure("The Chroma vector store failed.", "See that it runs, then try again.") from error

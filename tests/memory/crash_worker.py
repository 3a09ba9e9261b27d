"""The process that `test_crash.py` kills: adds, reads and deletes documents, and says so once each is acknowledged.

`python -m tests.memory.crash_worker FOLDER SEED`. Lines on stdout: `started`, `added ID`, `ready ID`, `deleting ID`,
`deleted ID`.
"""

from __future__ import annotations

import io
import os
import random
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from memory.belonging import open_database
from memory.blobs import Blobs
from memory.database import Database
from memory.index import Index
from memory.ingest.worker import SMALL_BYTES, Ingest
from memory.library import Library
from memory.vectors import faiss
from tests.memory.fakes import FakePictures, FakeReaders, FakeRecognizer, FakeTexts

OWNERS = ("ada", "bob")
SAVE_EVERY = 40


@dataclass
class House:
    """All parts over one folder, with encoders that cost nothing: durability is what is at stake."""

    database: Database
    blobs: Blobs
    index: Index
    library: Library
    ingest: Ingest

    def close(self) -> None:
        self.ingest.stop()
        self.index.close()
        self.database.close()


def build(folder: Path) -> House:
    faiss.SAVE_EVERY = SAVE_EVERY  # so often that a kill meets a save now and then
    database = open_database(folder)
    blobs = Blobs(folder / "blobs")
    index = Index(database, faiss.FaissStore(folder / "vectors"))
    library = Library(database, blobs, limit=2**24, index=index)
    ingest = Ingest(database, blobs, FakeReaders(), FakeTexts(), FakePictures(), FakeRecognizer(), index)
    return House(database, blobs, index, library, ingest)


def say(*words: str) -> None:
    os.write(1, (" ".join(words) + "\n").encode())  # one write, so that no line is torn


def content(chance: random.Random) -> bytes:
    """Mostly small texts, now and then a long one, a picture or a recording."""
    name = f"{chance.random()}"
    kind = chance.random()
    if kind < 0.1:
        return f"picture {name}".encode()
    if kind < 0.15:
        return f"audio {chance.randint(3, 90)} {name}".encode()
    lines = chance.randint(1, 8)
    text = "\n".join(f"line {i} of document {name}" for i in range(lines))
    if kind < 0.25:
        text += "\n" + "\n".join(f"{name} {i} " + "x" * 500 for i in range(SMALL_BYTES // 500 + 20))
    return text.encode()


def person(house: House, owner: str, chance: random.Random) -> None:
    mine: list[str] = []
    while True:
        document = house.library.add(owner, "a.txt", io.BytesIO(content(chance))).id
        say("added", document)
        house.ingest.submit(document)
        mine.append(document)
        if chance.random() < 0.5 and house.ingest.wait(document, 10):
            say("ready", document)
        if chance.random() < 0.2:
            gone = mine.pop(chance.randrange(len(mine)))
            say("deleting", gone)
            house.library.delete(owner, gone)
            say("deleted", gone)


def main() -> None:
    folder, seed = Path(sys.argv[1]), sys.argv[2]
    house = build(folder)
    house.ingest.start()
    say("started")
    for number in range(4):
        chance = random.Random(f"{seed} {number}")
        threading.Thread(target=person, args=(house, OWNERS[number % 2], chance), daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()

"""The process that `test_remaking.py` kills: a library whose pictures get their vectors in another space.

`python -m tests.memory.ingest.reembed_worker FOLDER SPACE`. Lines on stdout: `started`, then `seen` for each picture.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from core.types import FloatArray
from core.vision.encoder import Pixels
from memory.ingest.worker import Ingest
from tests.memory.crash_worker import build, say
from tests.memory.fakes import FakePictures, FakeReaders, FakeRecognizer, FakeTexts

SECONDS = 0.05  # a picture


class SlowPictures(FakePictures):
    def encode_pictures(self, pictures: Sequence[Pixels]) -> FloatArray:
        time.sleep(SECONDS)
        say("seen")
        return super().encode_pictures(pictures)


def main(folder: Path, space: str) -> None:
    house = build(folder)
    eyes = SlowPictures(space)
    ingest = Ingest(house.database, house.blobs, FakeReaders(), FakeTexts(), eyes, FakeRecognizer(), house.index)
    say("started")
    ingest.start()
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

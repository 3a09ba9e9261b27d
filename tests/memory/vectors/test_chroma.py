"""What is Chroma's own: addresses, errors, and libraries side by side on one server."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.errors import BadInput, EngineFailure
from memory.vectors.chroma import ChromaStore


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadInput):
        ChromaStore(tmp_path, url=url)


def test_a_server_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(EngineFailure) as raised:
        ChromaStore(tmp_path, url="http://127.0.0.1:9")
    assert "Chroma" in raised.value.message


def test_libraries_on_one_server_do_not_meet(chroma_server: str, tmp_path: Path) -> None:
    vector = np.eye(4, dtype=np.float32)
    one = ChromaStore(tmp_path, url=chroma_server, library="one")
    other = ChromaStore(tmp_path, url=chroma_server, library="other")
    one.add("space", "ann", [1], vector[:1])
    one.commit(5)
    assert other.ids("space") == set()
    assert other.search("space", "ann", vector[0], 3) == []
    other.clear()
    again = ChromaStore(tmp_path, url=chroma_server, library="one")
    assert again.ids("space") == {1}
    assert again.sequence == 5

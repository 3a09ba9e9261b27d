"""The service on a disk without a free byte: it starts, answers, says what it did not keep, and deletes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

import memory.readers
from memory.spare import NAME
from tests.app.serving import QuickReaders, add, ready, serving, settings

DISK = "96m"
STORY = b"The clever fox of Elmwood was called Rusty.\n"
ASKED = "What was the fox of Elmwood called?"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Leave not a byte free."""
    with (disk / "others").open("ab", buffering=0) as file:
        for size in (2**20, 4096, 1):
            with suppress(OSError):
                while file.write(b"x" * size) == size:
                    pass
    assert shutil.disk_usage(disk).free == 0


@contextmanager
def service(disk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    with (
        serving(settings(disk / "data", reserve_bytes=0)) as address,
        httpx.Client(base_url=address, timeout=60, trust_env=False) as client,
    ):
        ready(client)
        yield client


def ask(client: httpx.Client, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/ask", json={"question": ASKED, "stream": False, **more})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_a_full_disk_is_no_dead_end(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with service(disk, monkeypatch) as client:
        story = add(client, "elmwood.txt", STORY)["document"]
        large = add(client, "large.txt", b"The mill burned down.\n" + b" " * 2_000_000)["document"]
        before = ask(client)
        assert before["recorded"] is True
        fill(disk)
        told = ask(client, conversation=before["conversation"])
        assert ("Rusty" in told["answer"], told["recorded"], told["turn"]) == (True, False, None)
        streamed = client.post("/api/ask", json={"question": ASKED})
        assert '"recorded":false' in streamed.text
        refused = client.post("/api/documents", files={"file": ("more.txt", b"More.")})
        assert (refused.status_code, refused.json()["error"]["code"]) == (507, "out_of_space")
    fill(disk)
    with service(disk, monkeypatch) as client:  # it starts, by what was kept for that
        assert "Rusty" in ask(client)["answer"]
        fill(disk)
        assert client.delete(f"/api/documents/{large}", params={"now": "true"}).status_code == 200  # to the last byte
        assert shutil.disk_usage(disk).free > 1_000_000
        assert client.delete(f"/api/documents/{story}").status_code == 200
        assert client.delete(f"/api/documents/{story}", params={"now": "true"}).status_code == 200
        assert client.get("/api/documents").json() == {"documents": [], "deleted": []}


def test_deleting_on_a_full_disk_uses_what_is_kept_for_that(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with service(disk, monkeypatch) as client:
        document = add(client, "elmwood.txt", STORY)["document"]
        conversation = ask(client)["conversation"]
        assert (disk / "data" / NAME).exists()
        fill(disk)
        assert client.delete(f"/api/documents/{document}").status_code == 200
        assert client.delete(f"/api/conversations/{conversation}").status_code == 200
        assert not (disk / "data" / NAME).exists()

"""Versions change while people ask: no answer over HTTP is anything but one."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import httpx
import pytest

import memory.readers
from app.wiring.learned import foundation_of
from app.wiring.stores import open_stores
from tests.app.serving import QuickReaders, ready, serving, settings
from tests.training.versions import adapter, card

ASKERS, ROUNDS = 3, 8
MOST_SECONDS = 60.0  # of one call, on a machine that may be busy


def test_every_answer_is_one_while_versions_are_promoted_and_rolled_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    chosen = settings(tmp_path / "data")
    stores = open_stores(chosen)
    for number in (1, 2):
        made, over = adapter(tmp_path / f"source{number}", float(number)), card(foundation_of(chosen))
        stores.versions.add(made, over, parent=None, verdict="promote")
    stores.close()
    answered, ended = [], threading.Event()

    def keep_asking(address: str) -> None:
        with httpx.Client(base_url=address, timeout=MOST_SECONDS) as person:
            while not ended.is_set():
                body = {"question": "Tell me a joke.", "library": "off", "stream": False}
                answered.append(person.post("/api/ask", json=body).status_code)

    with serving(chosen) as address, httpx.Client(base_url=address, timeout=MOST_SECONDS) as admin:
        ready(admin)
        asking = [threading.Thread(target=keep_asking, args=(address,)) for _ in range(ASKERS)]
        for thread in asking:
            thread.start()
        changed = []
        for _ in range(ROUNDS):
            for version in ("v1", "v2"):
                changed.append(admin.post(f"/api/versions/{version}/promotion", json={}).status_code)
            changed.append(admin.post("/api/versions/rollback").status_code)
        before, until = len(answered), time.monotonic() + MOST_SECONDS
        while len(answered) < before + 2 * ASKERS and time.monotonic() < until:  # some began after the last change
            ended.wait(0.01)
        ended.set()
        for thread in asking:
            thread.join(MOST_SECONDS)
    assert set(changed) == {200}
    assert [status for status in answered if status != 200] == []
    assert len(answered) >= before + 2 * ASKERS
    print(f"{len(answered)} answers over {len(changed)} changes")

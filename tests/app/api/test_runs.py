"""Learning runs over HTTP: one at a time, and what cannot be begun is said at once."""

from __future__ import annotations

import httpx

from core.settings import Settings
from tests.app.conftest import How
from tests.app.serving import ready, serving


def test_a_second_run_is_a_conflict_until_the_first_is_cancelled(taught: Settings, how: How) -> None:
    how("wait")
    with serving(taught) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        ready(client)
        assert client.post("/api/runs", json={}).status_code == 201
        second = client.post("/api/runs", json={"recipe": "kto"})
        assert (second.status_code, second.json()["error"]["code"]) == (409, "conflict")
        assert "Run 1 is going on" in second.json()["error"]["message"]
        assert client.post("/api/runs/1/cancel").json()["state"] == "cancelled"
        assert client.post("/api/runs/1/cancel").status_code == 409
        assert client.get("/api/runs/1/log").status_code == 200
        assert client.get("/api/runs/2/log").status_code == 404
        too_few = client.post("/api/runs", json={"changes": ["least_rows=50"]})
        assert (too_few.status_code, "50 are needed" in too_few.json()["error"]["message"]) == (400, True)

"""Answers that the other tests get none of, or empty ones: `serving` holds them against their description."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.wiring.learned import foundation_of
from app.wiring.services import Services
from tests.app.house import House, house
from tests.app.serving import add
from tests.training.versions import adapter, card
from training.flips import Flip

MILL = "The mill at Alder Creek was built in 1843."


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house") / "data") as opened:
        services = opened.app.state.warmup.services.get()
        learned(services, tmp_path_factory.mktemp("version"))
        ran(services)
        yield opened


def learned(services: Services, folder: Path) -> None:
    """Two versions that fit."""
    over = foundation_of(services.settings)
    for value in (0.25, 0.5):
        made = {**card(over), "recipe": {"fit": {"rate": value}}, "data_set": 1, "report": {"slices": []}}
        services.stores.versions.add(adapter(folder / str(value), value), made, parent=None, verdict="promote")


def measured_by(services: Services, folder: Path, flip: Flip) -> str:
    """A version that changed an answer."""
    made = card(foundation_of(services.settings))
    return services.stores.versions.add(adapter(folder), made, parent=None, verdict="reject", flips=[flip])


def ran(services: Services) -> None:
    """A run that ended, and one that failed."""
    runs = services.stores.runs
    for state in ("done", "failed"):
        number = runs.begin("learn", {"fit": {"steps": 4}}, None)
        runs.told(number, {"stage": "train", "step": 1, "steps": 4, "loss": 0.5, "seconds_left": 3.5})
        runs.end(number, state, verdict="abstain", error="The disk is full." if state == "failed" else "")  # type: ignore[arg-type]


def told(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def ask(client: httpx.Client, question: str, **more: Any) -> Any:
    return told(client.post("/api/ask", json={"question": question, "stream": False, **more}))


def test_runs(here: House) -> None:
    ada = here.clients["ada"]
    assert [run["state"] for run in told(ada.get("/api/runs"))["runs"]] == ["failed", "done"]
    assert told(ada.get("/api/runs/1"))["losses"] == [{"step": 1, "loss": 0.5}]


def test_versions(here: House) -> None:
    ada = here.clients["ada"]
    ask(ada, "Tell me a joke.", library="off")
    assert told(ada.post("/api/versions/v1/shadow", json={"questions": 5}))["questions"] == 1
    assert told(ada.put("/api/versions/canary", json={"version": "v1"}))["canary"]["share"] == 0.1
    assert told(ada.get("/api/versions"))["versions"][1]["shadow"]["questions"] == 1
    assert told(ada.get("/api/versions/v1/diff/v2"))["differences"][0]["what"] == "recipe.fit.rate"
    asked = {"question": "Tell me a joke.", "versions": ["base", "v2"]}
    assert len(told(ada.post("/api/versions/comparison", json=asked))["answers"]) == 2
    assert told(ada.post("/api/versions/v2/promotion", json={}))["previous"] is None
    assert told(ada.post("/api/versions/rollback"))["current"] is None
    exported = ada.get("/api/versions/v1/export").content
    taken = ada.post("/api/versions", files={"file": ("v.zip", exported)})
    assert taken.status_code == 201
    assert told(taken)["imported"]
    assert told(ada.get("/api/versions/v1"))["card"]["data_set"] == 1
    assert told(ada.delete("/api/versions/v1"))


def test_a_correction_from_its_vote_to_a_test(here: House, tmp_path: Path) -> None:
    eve, ada = here.invited("eve"), here.clients["ada"]
    document = add(eve, "mill.txt", MILL.encode())["document"]
    asked = ask(eve, "When was the mill at Alder Creek built?")
    eve.put("/api/me/consent", json={"allowed": True, "conversation": asked["conversation"]})
    place = {"document": document, "chunk": asked["citations"][0]["chunk"], "end": 8}
    said = {"turn": asked["turn"], "vote": "down", "reasons": ["wrong"], "correction": "Write to eve@example.org"}
    told(eve.post("/api/feedback", json={**said, "evidence": [place]}))
    item = told(ada.post("/api/review/next", json={}))["item"]
    assert [mark["mark"] for mark in item["marks_told"]] == ["personal_data"]
    assert item["said"]["evidence"][0]["text"] == "The mill"
    told(ada.put(f"/api/review/{item['item']}/draft", json={"draft": {"answer": "In 18"}}))
    edited = {"decision": "edited", "answer": "In 1843", "note": "Thank you.", "rating": "down"}
    told(ada.post(f"/api/review/{item['item']}/decision", json=edited))
    assert told(ada.post("/api/versions/base/regressions"))["tests"] == 1
    assert ada.get("/api/review/export?kind=sft").is_success
    assert told(ada.get("/api/review/data-sets"))["data_sets"][0]["rows"] == 1
    assert told(ada.get(f"/api/review/{item['item']}"))["data_sets"] == [1]
    told(eve.post(f"/api/feedback/{asked['turn']}/anew"))
    [receipt] = told(eve.get("/api/feedback"))["feedback"]
    assert (receipt["state"], receipt["anew"]["version"]) == ("edited", "base")
    assert told(ada.get("/api/insights"))["reasons"] == {"wrong": 1}
    assert told(eve.get("/api/me/consent"))["history"][0]["allowed"]
    flip = Flip("held_out", item["item"], True, "When was it built?", "In 1843", "In 1837", "In 1843")
    version = measured_by(here.app.state.warmup.services.get(), tmp_path, flip)
    assert told(ada.get(f"/api/versions/{version}"))["flips"][0]["wanted"] == "In 1843"
    told(ada.post(f"/api/review/{item['item']}/reopen"))
    assert told(ada.get(f"/api/versions/{version}"))["flips"] == []

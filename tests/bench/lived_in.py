"""A Vermeil that two people have used for a while: something stands on every page, to be looked at and measured."""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
from playwright.sync_api import Browser, Page

from core.types import JsonObject
from memory.database import Database, sqlite_url
from memory.learning_tables import LearnedFromRow, RunRow, RunStepRow, SetAsideRow
from tests.bench.crowd import PASSWORD
from tests.bench.served import Served, added
from tests.training.versions import adapter, card
from training.learning.quarantine import AGAINST
from training.registry import Registry

SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "samples"
FILES = ("handbook.pdf", "memo.ogg", "cat.jpg")
ASKED = (
    "When was Harbour House built?", "Who runs the house today?", "In which rooms are dogs welcome?",
    "Until when may the piano be played?",
)  # fmt: skip
PAGES = (
    "", "library", "memory", "feedback", "settings", "review", "insights", "training", "versions", "account", "people",
    "log",
)  # fmt: skip
"""The addresses of all pages, as an admin has them."""

_PART = {
    "slice": "held_out", "questions": 24, "before": 0.54, "after": 0.71, "difference": 0.17, "low": 0.04, "high": 0.31,
    "won": 21, "lost": 1, "p": 0.00001, "limit": None,
}  # fmt: skip
_OTHERS = [
    _PART | {"slice": name, "questions": 240, "before": 0.6, "after": round(0.6 + difference, 2),
             "difference": difference, "low": low, "high": high, "won": 9, "lost": 6, "p": 0.61, "limit": limit}
    for name, difference, low, high, limit in (
        ("corrections", 0.36, 0.28, 0.44, 0.05), ("answerable", -0.01, -0.03, 0.01, 0.05),
        ("absent", 0.04, 0.02, 0.06, 0.05), ("records", -0.01, -0.05, 0.03, 0.1),
        ("near_absent", 0.07, 0.03, 0.12, 0.1), ("safety", 0.0, 0.0, 0.0, 0.0), ("plain_text", 0.03, 0.01, 0.06, 0.1),
    )
]  # fmt: skip
_TAUGHT = {"method": "sft", "rows": 39, "left_out": 2, "replayed": 100, "margin": 0.86}
_REPORTS: tuple[JsonObject, ...] = (
    {"verdict": "reject", "why": ["Questions without an answer became worse."], "flips": {},
     "proof": {"learned": True, "changed": 4.5}, "training": _TAUGHT,
     "slices": [_PART | {"slice": "absent", "before": 0.92, "after": 0.33, "difference": -0.59, "low": -0.8,
                         "high": -0.4, "won": 0, "lost": 7, "p": 0.016, "limit": 0.05}, _PART, *_OTHERS[:2]]},
    {"verdict": "promote", "why": ["Held-out feedback became better, and nothing became worse."],
     "proof": {"learned": True, "changed": 0.8}, "training": _TAUGHT, "slices": [_PART, *_OTHERS],
     "flips": {"answerable": {
         "better": [{"question": "Who runs the house today?", "wanted": "The Fennimore trust.",
                     "before": "It is not stated.", "after": "The Fennimore trust [1]"}],
         "worse": [{"question": "How heavy is the bell of Ansgar?", "wanted": "364 kilograms.",
                    "before": "364 kilograms [1]", "after": "Its back is blue and brown [2]"}]}}},
)  # fmt: skip


@dataclass
class LivedIn:
    """`ada` is its admin and `bob` a user, by the cookies of their browsers; `conversation` is one of Ada's."""

    service: Served
    cookies: dict[str, dict[str, str]]
    conversation: str
    known: dict[str, str]

    @property
    def address(self) -> str:
        return str(self.service.client.base_url).rstrip("/")


@contextmanager
def lived_in(profile: str = "stand-in", *, web: bool = True) -> Iterator[LivedIn]:
    """Serves it while the block runs."""
    with tempfile.TemporaryDirectory(prefix="vermeil-lived-in-", ignore_cleanup_errors=True) as folder:
        data = Path(folder, "data")
        with Served(data, web=False, profile=profile, accounts=True) as service:
            cookies, known = _used(service.ready())
        _learned(data, Path(folder), known["item"])
        with Served(data, web=web, profile=profile, accounts=True) as service:
            service.ready()
            yield LivedIn(service, cookies, known["conversation"], known)


@contextmanager
def visited(
    house: LivedIn, browser: Browser, path: str | None, *, dark: bool, size: Mapping[str, int]
) -> Iterator[Page]:
    """A page as Ada sees it, drawn and at rest; None is the way in, as nobody sees it."""
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    if path is not None:
        cookies = house.cookies["ada"].items()
        context.add_cookies([{"name": name, "value": value, "url": house.address} for name, value in cookies])
    page = context.new_page()
    page.goto(f"{house.address}/{path or ''}" + ("" if path else f"?conversation={house.conversation}"))
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(1500)  # what fades in has faded in
    yield page
    context.close()


def _used(service: Served) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """What they do; gives their cookies, and ids of what is Ada's."""
    address = str(service.client.base_url)
    with _opened(address) as ada, _opened(address) as bob:
        _join(ada, service.printed(re.compile(r"link=(\S+)")), "ada")
        _join(bob, _sent(ada, "POST", "/api/invitations", json={"role": "user"})["path"].partition("=")[2], "bob")
        _sent(ada, "POST", "/api/invitations", json={"role": "user"})
        known = _asked_and_voted(ada, bob)
        known["key"] = _sent(ada, "POST", "/api/me/keys", json={"name": "My laptop"})["id"]
        known["person"] = _sent(bob, "GET", "/api/me")["id"]
        return {"ada": dict(ada.cookies), "bob": dict(bob.cookies)}, known


def _asked_and_voted(ada: httpx.Client, bob: httpx.Client) -> dict[str, str]:
    """Files, questions, facts, votes and their review."""
    files = [str(added(ada, name, (SAMPLES / name).read_bytes())["document"]) for name in FILES]
    _sent(ada, "PUT", f"/api/documents/{files[0]}/readers", json={"people": ["bob"]})
    _sent(ada, "POST", "/api/tags", json={"documents": files[:2], "add": ["house"]})
    for client in (ada, bob):
        _sent(client, "PUT", "/api/me/consent", json={"allowed": True})
        for said in ("My name is Ada.", "Remember that I am allergic to nuts."):
            _ask(client, said)
    conversation, turns = None, []
    for question in ASKED:
        answer = _ask(ada, question, conversation)
        conversation, turns = answer["conversation"], [*turns, answer["turn"]]
    _sent(ada, "PATCH", f"/api/conversations/{conversation}", json={"pinned": True})
    for number, turn in enumerate(turns):
        _vote(ada, turn, number)
    theirs = [_ask(bob, question)["turn"] for question in ASKED]
    for number, turn in enumerate(theirs):
        _vote(bob, turn, number + 1)
    decided = ("edited", "approved", "rejected", "asked_back")
    for decision in decided:
        item = _sent(ada, "POST", "/api/review/next", json={})["item"]
        ruling = {"decision": decision, "number": item["number"], "note": "Thank you: the handbook says so."}
        more = {"answer": "It was built in 1871."} if decision == "edited" else {}
        _sent(ada, "POST", f"/api/review/{item['item']}/decision", json=ruling | more)
    for turn in turns[:2]:
        _sent(ada, "POST", f"/api/feedback/{turn}/anew")
    _sent(ada, "PUT", f"/api/feedback/{turns[0]}/anew", json={"verdict": "better"})
    item = _sent(ada, "GET", f"/api/feedback/{turns[0]}")["said"]["id"]
    fact = _sent(ada, "GET", "/api/memory")["facts"][0]
    return {
        "document": files[0], "conversation": str(conversation), "turn": turns[0], "item": str(item),
        "fact": str(fact.get("fact") or fact.get("id")), "tag": "house", "run": "1", "version": "base",
    }  # fmt: skip


def _learned(data: Path, folder: Path, item: str) -> None:
    """Two versions, of which the second passed and serves nobody yet, and the runs that made them."""
    database = Database(sqlite_url(data))
    versions = Registry(database, data / "versions")
    for number, report in enumerate(_REPORTS, start=1):
        made = {**card(), "report": report}
        name = versions.add(
            adapter(folder / f"{number}", number), made, parent=None, verdict=report["verdict"]  # type: ignore[arg-type]
        )  # fmt: skip
        with database.session() as session:
            began = time.time() - 86_400 * (3 - number)
            row = RunRow(
                state="done", recipe="learn", settings={}, version=name, verdict=report["verdict"], learned=True,
                started_at=began, ended_at=began + 1_260,
            )  # fmt: skip
            session.add(row)
            session.flush()
            for step in range(1, 21):
                loss = 2.4 * 0.9**step + 0.3
                session.add(RunStepRow(run=row.number, stage="train", step=step, steps=20, loss=loss, at=began + step))
            session.merge(LearnedFromRow(version=number, vote_id=item))
    with database.session() as session:
        ended = time.time() - 3_600
        failed = RunRow(
            state="failed", recipe="learn", settings={}, error="There are 3 approved answers to learn from, and 8 "
            "are needed.", started_at=ended - 2, ended_at=ended,
        )  # fmt: skip
        session.add(failed)
        session.flush()
        session.add(SetAsideRow(run=failed.number, vote_id=item, reason=AGAINST))
    database.close()


def _join(client: httpx.Client, link: str, name: str) -> None:
    client.post(f"/api/links/{link}", data={"username": name, "password": PASSWORD}).raise_for_status()


def _ask(client: httpx.Client, question: str, conversation: str | None = None) -> Any:
    return _sent(
        client, "POST", "/api/ask", json={"question": question, "conversation": conversation, "stream": False}
    )  # fmt: skip


def _vote(client: httpx.Client, turn: str, number: int) -> None:
    kinds: tuple[dict[str, Any], ...] = (
        {"vote": "down", "reasons": ["wrong"], "correction": "It was built in 1871."},
        {"vote": "up"},
        {"vote": "down", "reasons": ["too_long", "other"], "comment": "It says the same three times."},
    )
    _sent(client, "POST", "/api/feedback", json={"turn": turn, **kinds[number % 3]})


def _opened(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=120, trust_env=False)


def _sent(client: httpx.Client, method: str, path: str, **more: Any) -> Any:
    response = client.request(method, path, **more)
    if response.is_error:
        raise RuntimeError(f"{method} {path}: {response.status_code} {response.text[:300]}")
    return response.json()

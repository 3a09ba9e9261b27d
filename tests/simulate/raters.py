"""Raters with hidden preferences, who act through the API alone: they ask, vote, correct, and review by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tests.simulate.products import Asked

_MARK = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was answered to a question, by which turn, and which of the rater's wishes it meets."""

    asked: Asked
    text: str
    turn: str
    route: str
    wishes: tuple[bool, ...]

    @property
    def score(self) -> float:
        """The share of the wishes that are met."""
        return sum(self.wishes) / len(self.wishes)


def wishes(asked: Asked, text: str, refused: bool) -> tuple[bool, ...]:
    """What a rater looks at: the value, the name spelled one way, the unit behind its number, a whole sentence and
    nothing beside it. Of a sister product: that nothing is said of it."""
    if asked.value is None:
        return (refused,)
    said = _MARK.sub("", text).strip().rstrip(".")
    value = re.search(rf"(?<![\d.]){re.escape(asked.value)}(?![\d.]*\d)", said)
    return (
        value is not None and not refused,
        asked.name in said,
        f"{asked.value} {asked.unit}" in said,
        said[:1].isupper() and f" {asked.verb} " in said,
        len(said.split()) <= len(asked.wanted.split()) + 2,
    )


def ask(client: httpx.Client, asked: Asked) -> Heard:
    """Ask the service, in a conversation of its own."""
    said = _json(client.post("/api/ask", json={"question": asked.question, "stream": False}))
    refused = said["outcome"] != "answered"
    met = wishes(asked, said["answer"], refused)
    return Heard(asked, said["answer"], str(said["turn"]), str(said["route"]), met)


def vote(client: httpx.Client, heard: Heard) -> str:
    """Say what the rater thinks of an answer: up where all wishes are met, else what would have been right."""
    value: dict[str, Any] = {"vote": "up"}
    if not all(heard.wishes):
        refuse = heard.asked.value is None
        value = {"vote": "down", "reasons": ["should_have_refused" if refuse else "other"]}
        value |= {} if refuse else {"correction": heard.asked.wanted, "comment": "Not as I want it said."}
    _json(client.post("/api/feedback", json={"turn": heard.turn, **value}))
    return str(value["vote"])


def review(client: httpx.Client) -> int:
    """Approve whatever waits but what screening found planted; returns how many decisions were made."""
    made = 0
    while (item := _json(client.post("/api/review/next", json={}))["item"]) is not None:
        planted = "planted" in item["marks"]
        ruling = {"decision": "rejected" if planted else "approved", "number": item["number"]}
        _json(client.post(f"/api/review/{item['item']}/decision", json=ruling))
        made += 1
    return made


def all_asked(client: httpx.Client, asked: Sequence[Asked]) -> list[Heard]:
    """The same of several questions, one after the other."""
    return [ask(client, one) for one in asked]


def _json(response: httpx.Response) -> Any:
    if response.status_code >= 400:
        raise RuntimeError(f"{response.request.url.path} said {response.status_code}: {response.text[:500]}")
    return response.json()

"""Insights and the log, on the page: charts of what there is, and a sentence where there is nothing."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from streamlit.testing.v1 import AppTest

from frontend import charts, insights, log
from frontend.client.account_records import LogLine
from frontend.client.insights import Insights

DAY = 1_795_219_200
SEEN: dict[str, Any] = {
    "votes": [{"day": DAY, "up": 3, "down": 1}],
    "approval": [{"model": "m", "version": "v2", "up": 3, "down": 1}],
    "reasons": {"wrong": 1}, "stages": {"retrieval": 1},
    "answers": [{"day": DAY, "answers": 8, "refused": 2, "median": 0.8, "p95": 2.5}],
    "documents": {
        "most_cited": [{"document": "d", "name": "a*b*.pdf", "answers": 5}],
        "never_cited": [{"document": "e", "name": "old.txt", "answers": 0}], "never_cited_in_all": 3,
        "others": {"documents": 4, "never_cited": 1},
    },
    "found_nothing": [{"question": "Where is the key?", "at": 0.0}],
}  # fmt: skip
EMPTY = {
    **{name: [] for name in ("votes", "approval", "answers", "found_nothing")}, "reasons": {}, "stages": {},
    "documents": {
        "most_cited": [], "never_cited": [], "never_cited_in_all": 0, "others": {"documents": 0, "never_cited": 0},
    },
}  # fmt: skip


class Client:
    """Tells what it was given, and keeps for how long it was asked."""

    seen: ClassVar[dict[str, Any]] = SEEN
    asked: ClassVar[list[int]] = []
    lines: ClassVar[list[LogLine]] = []

    @property
    def accounts(self) -> Client:
        return self

    def insights(self, days: int) -> Insights:
        self.asked.append(days)
        return Insights.from_json(self.seen)

    def log(self) -> list[LogLine]:
        return self.lines


@pytest.fixture(autouse=True)
def client(monkeypatch: pytest.MonkeyPatch) -> type[Client]:
    for page in (insights, log):
        monkeypatch.setattr(page, "client", Client)
        monkeypatch.setattr(page.warmup, "ready", lambda: True)
    monkeypatch.setattr(Client, "asked", [])
    return Client


def run(name: str) -> AppTest:
    page = AppTest.from_string(f"from frontend import {name}\n{name}.page()").run(timeout=20)
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    said = [element.value for element in (*page.markdown, *page.caption)]
    return " ".join([*said, *(str(element.proto.body) for element in page.get("html"))])


def test_what_there_is_is_drawn() -> None:
    page = run("insights")
    assert [metric.value for metric in page.metric] == ["8", "25%", "75%"]
    assert len(page.get("vega_lite_chart")) == 7
    assert "old\\.txt and 2 more" in words(page)
    assert "4 documents that you may not read: 1 of them" in words(page)
    assert page.dataframe[0].value["question"].tolist() == ["Where is the key?"]
    page.segmented_control("window").set_value(365).run(timeout=20)
    assert Client.asked == [30, 365]


def test_where_nothing_was_asked_it_says_so(client: type[Client], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "seen", EMPTY)
    page = run("insights")
    assert "Nothing was asked yet" in words(page)
    assert not page.get("vega_lite_chart")


def test_the_log(client: type[Client], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Nothing was done yet" in words(run("log"))
    monkeypatch.setattr(client, "lines", [LogLine(0.0, "ada", "invited", None, "user")])
    assert run("log").dataframe[0].value["did"].tolist() == ["invited"]


def test_the_log_shows_no_id_whole(client: type[Client], monkeypatch: pytest.MonkeyPatch) -> None:
    vote = LogLine(0.0, "ada", "feedback approved", "bob", "0123456789abcdef" * 2)
    lines = [vote, LogLine(0.0, "ada", "role", "bob", "admin")]
    monkeypatch.setattr(client, "lines", lines)
    assert run("log").dataframe[0].value["what"].tolist() == ["vote 89abcdef", "admin"]


@pytest.mark.parametrize(("days", "step"), [
    (["2026-11-27"], 1), (["2026-11-20", "2026-11-27"], 1), (["2026-01-01", "2026-11-27"], 27),
])  # fmt: skip
def test_an_axis_of_days_names_each_at_most_once(days: list[str], step: int) -> None:
    drawn = charts.shares([{"day": day, "share": 0.5} for day in days]).to_dict()
    assert drawn["encoding"]["x"]["axis"]["tickCount"] == {"interval": "day", "step": step}


def test_an_axis_of_days_shows_a_week_at_least() -> None:
    def domain(*days: str) -> list[str]:
        drawn = charts.votes_by_day([{"of": day, "vote": "up", "votes": 1} for day in days]).to_dict()
        found: list[str] = drawn["encoding"]["x"]["scale"]["domain"]
        return found

    assert domain("2026-11-27") == ["2026-11-21", "2026-11-28"]
    assert domain("2026-11-01", "2026-11-27") == ["2026-11-01", "2026-11-28"]

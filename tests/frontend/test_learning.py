"""Training and versions, on the page: what there is, how far a run is, and what an admin may do about it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from streamlit.testing.v1 import AppTest

from frontend import charts, learned, training, trials
from frontend.client.errors import ApiError
from training.learning.recipe import shipped

RUN: dict[str, Any] = {
    "run": 1, "state": "running", "recipe": "learn", "tries": 1, "version": None, "verdict": None, "error": None,
    "started_at": 1_795_219_200.0, "ended_at": None, "stage": "train", "step": 5, "steps": 20, "loss": 1.25,
    "seconds_left": 65.0, "set_aside": {},
}  # fmt: skip
ALONE = "It says what its source does not say, and nobody else wants that said."
ASIDE = {"item": "7", "question": "When was it?", "reason": ALONE}
BASE: dict[str, Any] = {
    "version": "base", "number": 0, "parent": None, "verdict": None, "imported": False, "made_at": None,
    "aliases": ["current"], "withdrawn": 0, "votes": {"answers": 0, "up": 0, "down": 0}, "shadow": None,
}  # fmt: skip
MADE = {**BASE, "version": "v1-aa", "number": 1, "verdict": "reject", "made_at": 1_795_219_200.0, "aliases": []}
SLICE = {
    "slice": "absent", "questions": 12, "before": 0.9, "after": 0.0, "difference": -0.9, "low": -1.0, "high": -0.7,
    "won": 0, "lost": 11, "p": 0.001, "limit": 0.05,
}  # fmt: skip
FLIP = {"question": "When?", "wanted": "It is not there.", "before": "It is not there.", "after": "In 1842 [1]"}
NAMED: dict[str, Any] = {"vote": "1", "scores": [0.0, 1.0]}
THEIRS = {**FLIP, "slice": "held_out", "better": True, "question": "Who runs it?"}
TAUGHT = {"method": "grpo", "rows": 39, "left_out": 2, "replayed": 100, "margin": 0.861, "reward_spread": 0.124}
CARD: dict[str, Any] = {"report": {
    "training": TAUGHT,
    "verdict": "reject", "why": ["absent became worse."], "proof": {"learned": True, "changed": 4.5},
    "slices": [SLICE],
    "flips": {"absent": {"better": [], "worse": [FLIP]}, "held_out": {"better": [NAMED], "worse": []}},
}}  # fmt: skip


class Client:
    """Tells what it was given, and keeps what it was asked for."""

    rows: ClassVar[list[dict[str, Any]]] = []
    asked: ClassVar[list[Any]] = []

    @property
    def runs(self) -> Client:
        return self

    @property
    def versions(self) -> Client:
        return self

    trial: ClassVar[dict[str, Any] | None] = None

    def overview(self) -> dict[str, Any]:
        return {"versions": self.rows, "canary": self.trial}

    def shadow(self, version: str, questions: int) -> dict[str, Any]:
        self.asked.append(("shadow", version, questions))
        return {"results": [{"question": "When?", "came": "refused", "before": "In 1907.", "after": "Nothing."}]}

    def try_on(self, version: str, share: float, *, override: bool = False) -> None:
        self.asked.append(("try", version, share, override))

    def end_trial(self) -> None:
        self.asked.append("end")

    def listed(self) -> list[dict[str, Any]]:
        return self.rows

    def shown(self, which: Any) -> dict[str, Any]:
        losses = [{"step": 1, "loss": 2.0}, {"step": 2, "loss": 1.5}]
        return {"losses": losses, "aside": [ASIDE], "card": CARD, "flips": [THEIRS], "fault": None}

    plan_now: ClassVar[dict[str, Any]] = {
        "cron": "", "least_new": 20, "quiet_hours": "", "next": None, "fault": None, "new": 3, "last": None,
        "fixed_by": [],
    }  # fmt: skip

    def schedule(self) -> dict[str, Any]:
        return self.plan_now

    def plan(self, cron: str, least_new: int, quiet_hours: str) -> None:
        self.asked.append(("plan", cron, least_new, quiet_hours))

    def log(self, run: int) -> bytes:
        if run == 2:
            raise ApiError("not_found", "Run 2 has no log.", "It may never have begun.")
        return b"step 1"

    def begin(self, recipe: str) -> None:
        self.asked.append(("begin", recipe))
        raise ApiError("bad_input", "There are 3 approved answers to learn from.", "Approve more.")

    def cancel(self, run: int) -> None:
        self.asked.append(("cancel", run))

    def compare(self, question: str, versions: list[str]) -> list[dict[str, Any]]:
        return [{"version": name, "answer": f"{question} {name}", "seconds": 1.0} for name in versions]

    def promote(self, version: str, *, override: bool = False) -> None:
        self.asked.append(("promote", version, override))

    def rollback(self) -> None:
        self.asked.append("rollback")


@pytest.fixture(autouse=True)
def client(monkeypatch: pytest.MonkeyPatch) -> type[Client]:
    monkeypatch.setattr(trials, "client", Client)
    for page in (training, learned):
        monkeypatch.setattr(page, "client", Client)
        monkeypatch.setattr(page.warmup, "ready", lambda: True)
    monkeypatch.setattr(Client, "asked", [])
    return Client


def run(name: str, rows: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(Client, "rows", rows)
    page = AppTest.from_string(f"from frontend import {name}\n{name}.page()", default_timeout=60).run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    said = [element.value for element in (*page.markdown, *page.caption, *page.error)]
    return " ".join([*said, *(element.proto.body for element in page.get("html"))])


def test_a_run_is_followed_and_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("training", [RUN], monkeypatch)
    assert page.get("progress")[0].proto.text == "Learning · 5 of 20 · loss 1.250 · 1:05 left"
    assert [button.label for button in page.button] == ["Save", "Cancel"]
    page.button(key="cancel-1").click().run()
    assert Client.asked == [("cancel", 1)]


def test_when_it_learns_by_itself_is_shown_and_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("training", [], monkeypatch)
    assert page.expander[0].label == "Learns when somebody begins it"
    page.text_input(key="cron").set_value("0 3 * * sat")
    page.text_input(key="quiet").set_value("08:00-18:00")
    page.button[0].click().run()
    assert Client.asked == [("plan", "0 3 * * sat", 20, "08:00-18:00")]
    last = {"at": 1_795_219_200.0, "began": False, "why": "3 votes are new, and 20 are wanted"}
    changes = {"cron": "0 0 31 2 *", "fault": "It never begins.", "last": last, "fixed_by": ["VERMEIL_LEARN_CRON"]}
    monkeypatch.setattr(Client, "plan_now", {**Client.plan_now, **changes})
    page = run("training", [], monkeypatch)
    assert page.expander[0].label == "Would learn by itself, but never does"
    assert "It never begins" in page.warning[0].value
    assert "was left out: 3 votes are new" in words(page)
    assert not page.text_input  # it is fixed


def test_what_cannot_be_begun_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("training", [], monkeypatch)
    assert "Nothing was learned yet" in words(page)
    page.button(key="learn").click().run()
    assert "3 approved answers" in words(page)
    assert Client.asked == [("begin", "learn")]


def test_a_method_is_chosen_with_a_word_on_when_to_use_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(training.RECIPES) == shipped()
    page = run("training", [], monkeypatch)
    assert page.selectbox(key="recipe").options[0] == "Answers that were approved or corrected (learn)"
    page.selectbox(key="recipe").set_value("kto").run()
    assert training.RECIPES["kto"][1] in words(page)
    page.button(key="learn").click().run()
    assert Client.asked == [("begin", "kto")]


def test_the_log_of_a_run_is_taken_along(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("training", [{**RUN, "run": 2}, {**RUN, "state": "done", "version": "v1-aa"}], monkeypatch)
    assert [button.proto.label for button in page.get("download_button")] == ["Log", "Log"]
    runs: Any = Client()
    assert training.log_of(runs, 1) == b"step 1"
    assert training.log_of(runs, 2) == b"Run 2 has no log. It may never have begun."


def test_what_came_of_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    done = {**RUN, "state": "done", "version": "v1-aa", "verdict": "reject", "ended_at": 1_795_219_300.0}
    failed = {**RUN, "run": 2, "state": "failed", "error": "The disk is full.", "ended_at": 1_795_219_300.0}
    page = run("training", [failed, done], monkeypatch)
    assert "the gate rejected it" in page.expander[2].label
    assert "The disk is full" in page.warning[0].value


def test_what_was_set_aside_is_told_and_leads_to_its_review(monkeypatch: pytest.MonkeyPatch) -> None:
    run_of_it = {**RUN, "state": "failed", "error": "Too little.", "ended_at": 1_795_219_300.0}
    page = run("training", [{**run_of_it, "set_aside": {ALONE: 3}}], monkeypatch)
    assert f"3 rows set aside: {ALONE}" in words(page).replace("\\", "")
    opened: list[str] = []
    monkeypatch.setattr(training, "open_item", opened.append)
    page.toggle(key="aside-1").set_value(True).run()
    assert page.button(key="aside-1-7").label.replace("\\", "") == "When was it?"
    page.button(key="aside-1-7").click().run()
    assert opened == ["7"]


def test_a_version_that_the_gate_rejected_is_taken_up_on_purpose_only(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("learned", [MADE, BASE], monkeypatch)
    assert "rejected" in words(page)
    page.toggle(key="report-v1-aa").set_value(True).run()
    assert "absent became worse" in words(page)
    assert page.dataframe[0].value["worse"][0] == 11
    table = page.dataframe[0].value
    assert (table["p"][0], table["may lose"][0]) == ("0.001", "0.05")
    assert [box.label for box in page.expander if "better" in box.label] == [
        "Feedback that was held out: 1 better, 0 worse", "Without an answer: 0 better, 1 worse",
    ]  # fmt: skip
    better, worse = [[element.value for element in column.markdown] for column in page.columns[-2:]]
    assert better == ["**Better**"]
    assert worse == ["**Worse**", r"**When\?**"]
    said = words(page).replace("\\", "")
    assert "Wanted: It is not there.  \nWas: It is not there.  \nIs: In 1842 [1]" in said
    assert "Learned: yes. What serves moved by 4.50 nats a token, what was held out became 0.86 likelier." in said
    assert "39 rows of feedback were learned (2 did not fit), and 100 answers of its own." in said
    assert "The rewards of answers to one question spread by 0.12." in said
    assert [button.key for button in page.button][1:] == [
        "override-v1-aa", "shadow-v1-aa", "try-v1-aa", "delete-v1-aa",
    ]  # fmt: skip
    page.button(key="override-v1-aa").click().run()
    assert Client.asked == [("promote", "v1-aa", True)]


def test_the_differences_of_the_slices_are_drawn_with_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    held_out = {**SLICE, "slice": "held_out", "difference": 0.4, "low": 0.2, "high": 0.6, "limit": None}
    drawn = charts.intervals([learned.interval(part) for part in (held_out, SLICE)]).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [(row["slice"], row["limit"], row["kept"]) for row in rows] == [
        ("Feedback that was held out", 0.0, "yes"), ("Without an answer", -0.05, "no"),
    ]  # fmt: skip
    page = run("learned", [MADE, BASE], monkeypatch)
    page.toggle(key="report-v1-aa").set_value(True).run()
    assert len(page.get("vega_lite_chart")) == 1


def test_a_report_of_before_says_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    old = {**CARD["report"], "training": {}, "proof": {"learned": False, "changed": 0.0}}
    monkeypatch.setattr(Client, "shown", lambda *_: {"card": {"report": old}, "flips": [], "fault": None})
    page = run("learned", [MADE, BASE], monkeypatch)
    page.toggle(key="report-v1-aa").set_value(True).run()
    assert "Learned: no. What serves moved by 0.00 nats a token." in words(page).replace("\\", "")
    assert "rows of feedback" not in words(page)


def test_one_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("learned", [{**MADE, "aliases": ["current"]}, {**BASE, "aliases": ["previous"]}], monkeypatch)
    page.button(key="rollback").click().run()
    assert Client.asked == ["rollback"]
    assert "Nothing was learned yet" in words(run("learned", [BASE], monkeypatch))


def test_two_versions_answer_a_question_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("learned", [{**MADE, "withdrawn": 2}, BASE], monkeypatch)
    assert "to be made anew" in words(page)
    assert "It learned from 2 votes that may not be used any more" in words(page)
    page.text_input(key="compare-question").set_value("When?")
    next(button for button in page.button if button.label == "Ask both").click().run()
    said = words(page).replace("\\", "")
    assert "When? v1-aa" in said
    assert "When? base" in said


def test_a_version_is_tried_on_recent_questions_and_on_some_conversations(monkeypatch: pytest.MonkeyPatch) -> None:
    shadow = {"questions": 40, "same": 30, "different": 8, "refused": 2, "answered": 0, "failed": 0, "beside": "base",
              "seconds": 0.1, "at": 1_795_219_200.0}  # fmt: skip
    made = {**MADE, "shadow": shadow, "votes": {"answers": 12, "up": 3, "down": 1}}
    page = run("learned", [made, BASE], monkeypatch)
    assert "12 answers written, 3 voted up and 1 down" in words(page)
    assert "40 recent questions: 30 answered as by what ships, 8 otherwise, 2 refused now;" in words(page)
    page.button(key="shadow-v1-aa").click().run()
    assert page.dataframe[0].value["this one"][0] == "Nothing."
    page.slider(key="share-v1-aa").set_value(20)
    page.button(key="try-v1-aa").click().run()
    assert Client.asked == [("shadow", "v1-aa", 40), ("try", "v1-aa", 0.2, True)]


def test_the_votes_of_a_trial_are_compared_and_it_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    votes = [
        {"version": "v1-aa", "answers": 9, "up": 8, "down": 1},
        {"version": "base", "answers": 9, "up": 2, "down": 6},
    ]
    trial = {"version": "v1-aa", "share": 0.1, "since": 1_795_219_200.0, "beside": "base", "votes": votes, "p": 0.0152}
    monkeypatch.setattr(Client, "trial", trial)
    page = run("learned", [MADE, BASE], monkeypatch)
    assert "answers 10 % of the conversations that begin" in words(page)
    assert words(page).count(":violet-badge[on trial]") == 1
    assert "Of the votes 89 % and 25 % are up: that is hardly chance (p = 0.015)" in words(page)
    assert list(page.dataframe[0].value["votes up"]) == [8, 2]
    page.button(key="end-trial").click().run()
    assert Client.asked == ["end"]
    monkeypatch.setattr(Client, "trial", {**trial, "p": None})
    assert "not votes on both yet" in words(run("learned", [MADE, BASE], monkeypatch))


def test_the_lineage_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run("learned", [MADE, BASE], monkeypatch)
    drawn = page.get("graphviz_chart")[0].proto.spec
    assert '"base" -> "v1-aa";' in drawn
    assert 'style="rounded,filled"' in drawn


def test_a_folder_that_changed_is_said_on_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Client, "shown", lambda *_: {"card": None, "fault": "The folder changed: it is not served."})
    page = run("learned", [{**MADE, "aliases": ["current"]}, {**BASE, "aliases": []}], monkeypatch)
    assert "it is not served" in page.error[0].value

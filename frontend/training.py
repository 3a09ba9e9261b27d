"""Training, for admins: learning from feedback, how far a run is, and what came of those before."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from frontend import review, warmup, wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.client.runs import Runs
from frontend.desk import desk
from frontend.markup import plain
from frontend.session import client

RECIPES: Mapping[str, tuple[str, str]] = {
    "learn": (
        "Answers that were approved or corrected",
        "They are imitated. Begin with this: it takes the least time, and a few dozen answers are enough.",
    ),
    "dpo": (
        "Pairs: one answer over another",
        "For many corrections, and choices between two answers: it learns what made the one better than the other.",
    ),
    "kto": ("Thumbs", "For many thumbs and few corrections: it learns from single answers that were good or bad."),
    "grpo": (
        "A reward that is learned from pairs",
        "For many pairs and much time: a second model learns to tell good from bad, and the first tries answers on it. "
        "It takes twice the memory.",
    ),
}  # fmt: skip
"""The recipes that ship, each with what it learns from and when to use it."""
_STAGES = {
    "replay": "Asking the model as it ships", "train": "Learning", "prove": "Looking whether it learned",
    "evaluate before": "Asking the version that answers", "evaluate after": "Asking the new version",
    "evaluate": "Comparing", "gate": "Deciding",
}  # fmt: skip
_VERDICTS = {"promote": "the gate passed it", "reject": "the gate rejected it", "abstain": "the gate cannot tell"}
_ICONS = {"done": ":material/check:", "failed": ":material/error:", "cancelled": ":material/block:"}


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Training</h1>')
    st.caption(
        "A run learns from the feedback that is approved and allowed by now, is measured beside the version that "
        "answers, and answers in its place where the gate passes it."
    )
    _schedule()
    _runs()


def _schedule() -> None:
    """When runs begin by themselves, folded away, and how to have it otherwise."""
    try:
        plan: dict[str, Any] = dict(client().runs.schedule())
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    with st.expander(planned(plan), icon=":material/schedule:"):
        if plan["fault"]:
            st.warning(plain(str(plan["fault"])), icon=":material/warning:")
        st.caption(_said_of(plan))
        if plan["fixed_by"]:
            st.info("It is chosen where Vermeil is started: " + ", ".join(map(str, plan["fixed_by"])) + ".")
            return
        with st.form("schedule", border=False):
            cron = st.text_input(
                "Cron expression", str(plan["cron"]), placeholder="0 3 * * sat", key="cron", max_chars=100,
                help="Minute, hour, day of the month, month, day of the week; empty for never.",
            )  # fmt: skip
            least = st.number_input("New votes that are wanted", 1, 1_000_000, int(plan["least_new"]), key="least-new")
            quiet = st.text_input(
                "Nothing begins from … to", str(plan["quiet_hours"]), placeholder="08:00-18:00", key="quiet",
                max_chars=40,
            )  # fmt: skip
            if st.form_submit_button("Save", icon=":material/save:"):
                act(lambda: client().runs.plan(cron, int(least), quiet))


def planned(plan: dict[str, Any]) -> str:
    """When runs begin by themselves, in a line."""
    if plan["next"]:
        return f"Learns by itself, next {wording.moment(float(plan['next']))}"
    return "Would learn by itself, but never does" if plan["cron"] else "Learns when somebody begins it"


def _said_of(plan: dict[str, Any]) -> str:
    new = f"{plan['new']} approved {'vote is' if plan['new'] == 1 else 'votes are'} new."
    last = plan["last"]
    if last is None:
        return new
    did = "began" if last["began"] else "was left out"
    return f"{new} {wording.moment(float(last['at']))} a run {did}: {plain(str(last['why']))}."


@st.fragment(run_every=3.0)
def _runs() -> None:
    """The runs, looked at again every few seconds: one may go on."""
    try:
        runs = client().runs.listed()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    going: Sequence[dict[str, Any]] = [dict(run) for run in runs if run["state"] == "running"]
    if going:
        _going(going[0])
    else:
        _begin()
    ended = [dict(run) for run in runs if run["state"] != "running"]
    if not runs:
        st.html(
            '<div class="vermeil-empty"><h2>Nothing was learned yet</h2><p>Approve feedback on the page Review, and '
            "begin here. What answers stays as it is until something better is there.</p></div>"
        )
    for run in ended:
        _ended(run)


def _begin() -> None:
    """What to learn from, and the button."""
    recipe = st.selectbox(
        "Learn from", list(RECIPES), format_func=lambda name: f"{RECIPES[name][0]} ({name})", key="recipe"
    )
    st.caption(RECIPES[recipe][1])
    if st.button("Learn now", icon=":material/model_training:", type="primary", key="learn"):
        act(lambda: client().runs.begin(recipe))


def _going(run: dict[str, Any]) -> None:
    with st.container(border=True, key="going"):
        st.markdown(f"**Run {run['run']}** :gray[{plain(str(run['recipe']))}]")
        said = _STAGES.get(str(run["stage"]), "Preparing")
        share = run["step"] / run["steps"] if run["steps"] else 0.0
        figures = [f"{run['step']} of {run['steps']}"] if run["steps"] else []
        figures += [f"loss {run['loss']:.3f}"] if run["loss"] is not None else []
        figures += [f"{wording.clock(run['seconds_left'])} left"] if run["seconds_left"] else []
        st.progress(min(1.0, share), text=" · ".join([said, *figures]))
        _set_aside(run)
        _curve(int(run["run"]))
        with st.container(horizontal=True):
            if st.button("Cancel", icon=":material/close:", key=f"cancel-{run['run']}"):
                act(lambda: client().runs.cancel(int(run["run"])))
            _log(int(run["run"]))


def _ended(run: dict[str, Any]) -> None:
    made = f"made {plain(str(run['version']))}: {_VERDICTS.get(str(run['verdict']), '')}"
    came = made if run["version"] else run["state"]
    when = wording.when(float(run["started_at"]), time.time())
    label = f"Run {run['run']} {came} · {when}"
    with st.expander(label, icon=_ICONS.get(str(run["state"]), ":material/check:")):
        if run["error"]:
            st.warning(plain(str(run["error"])), icon=":material/info:")
        _set_aside(run)
        if run["ended_at"]:
            took = wording.clock(float(run["ended_at"]) - float(run["started_at"]))
            st.caption(f"It took {took}, by the recipe {plain(str(run['recipe']))}.")
        if st.toggle("Show the loss", key=f"loss-{run['run']}"):
            _curve(int(run["run"]))
        _log(int(run["run"]))


def _log(run: int) -> None:
    """What its process wrote, fetched when it is asked for."""
    runs = client().runs  # it is fetched outside this run of the page
    st.download_button(
        "Log", partial(log_of, runs, run), f"run-{run}.log", "text/plain", icon=":material/download:", type="tertiary",
        on_click="ignore", key=f"log-{run}",
    )  # fmt: skip


def log_of(runs: Runs, run: int) -> bytes:
    """The log of a run; in place of one that is not there, why."""
    try:
        return runs.log(run)
    except ApiError as error:
        return error.sentence.encode()


def _set_aside(run: dict[str, Any]) -> None:
    """What nothing is learned from though it was approved, why, and the way to each of it."""
    for why, count in run["set_aside"].items():
        st.caption(f"{wording.counted(count, 'row')} set aside: {plain(why)}")
    if not run["set_aside"] or not st.toggle("Show what was set aside", key=f"aside-{run['run']}"):
        return
    try:
        whole: dict[str, Any] = dict(client().runs.shown(int(run["run"])))
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    for row in whole["aside"]:
        key, why = f"aside-{run['run']}-{row['item']}", plain(row["reason"])
        if st.button(plain(row["question"], 80), key=key, icon=":material/rule:", type="tertiary", help=why):
            open_item(row["item"])
    if not whole["aside"]:
        st.caption("It is gone, or may not be looked at any more.")


def open_item(item: str) -> None:
    """Go to where it is reviewed."""
    desk().open(item)
    st.switch_page(st.Page(review.page, url_path="review"))


def _curve(run: int) -> None:
    try:
        losses = client().runs.shown(run)["losses"]
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if isinstance(losses, list) and len(losses) > 1:
        st.line_chart(losses, x="step", y="loss", height=180)

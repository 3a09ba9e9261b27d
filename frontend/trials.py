"""How a version is tried before it answers everybody, on the page Versions: on recent questions, and on a share."""

from __future__ import annotations

from typing import Any

import streamlit as st

from frontend import wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

QUESTIONS = 40
_REPLAYED = "replayed"
_CAME = {
    "different": "otherwise", "refused": "refused now", "answered": "answered now", "failed": "failed", "same": "same",
}  # fmt: skip


def canary(trial: dict[str, Any] | None) -> None:
    """The version that answers a share of conversations, with the votes on it and on what serves beside it."""
    if trial is None:
        return
    with st.container(border=True, key="canary"):
        share = f"{100 * float(trial['share']):.0f} % of the conversations that begin"
        st.markdown(
            f"**{plain(str(trial['version']))}** answers {share}, since {wording.moment(float(trial['since']))}."
        )
        rows = [
            {"": _title(str(one["version"])), "answers": one["answers"], "votes up": one["up"], "down": one["down"]}
            for one in trial["votes"]
        ]
        st.dataframe(rows, hide_index=True, width="stretch")
        st.caption(_judged(trial))
        if st.button("End the trial", icon=":material/stop_circle:", key="end-trial"):
            act(lambda: client().versions.end_trial())


def _judged(trial: dict[str, Any]) -> str:
    """What the votes say by now."""
    if trial["p"] is None:
        return "There are not votes on both yet. Counted are answers that a model wrote in conversations begun since."
    one, other = (row["up"] / (row["up"] + row["down"]) for row in trial["votes"])
    said = f"Of the votes {one:.0%} and {other:.0%} are up".replace("%", " %")
    chance = "so much differs by chance, too" if trial["p"] > 0.05 else "that is hardly chance"
    return f"{said}: {chance} (p = {float(trial['p']):.2g})."


def told(version: dict[str, Any]) -> None:
    """The votes on a version so far, and how it answered recent questions."""
    votes, shadow = version["votes"], version["shadow"]
    said = []
    if votes["answers"]:
        counted = wording.counted(int(votes["answers"]), "answer")
        said.append(f"{counted} written, {votes['up']} voted up and {votes['down']} down.")
    if shadow:
        said.append(f"{replayed(shadow)} {wording.moment(float(shadow['at']))}.")
    if said:
        st.caption(" ".join(said))


def replayed(shadow: dict[str, Any]) -> str:
    """What came of recent questions, in a line."""
    beside = "what ships" if shadow["beside"] == "base" else plain(str(shadow["beside"]))
    parts = [f"{shadow['same']} answered as by {beside}", f"{shadow['different']} otherwise"]
    parts += [
        f"{shadow[came]} {words}" for came, words in _CAME.items() if came not in ("same", "different") and shadow[came]
    ]
    return f"{wording.counted(int(shadow['questions']), 'recent question')}: {', '.join(parts)};"


def replay(name: str) -> None:
    """Have recent questions answered by a version, and show where it parts from what serves."""
    if st.button("Ask it recent questions", icon=":material/history:", key=f"shadow-{name}"):
        try:
            with st.spinner("It answers recent questions, and nobody is shown it"):
                found = dict(client().versions.shadow(name, QUESTIONS))
        except ApiError as error:
            st.error(plain(error.sentence), icon=":material/error:")
            return
        st.session_state[_REPLAYED] = (name, found)
        st.rerun()


def last_replay(name: str) -> None:
    """The answers that were just given to recent questions, for as long as the page is open."""
    of, found = st.session_state.get(_REPLAYED, ("", {}))
    if of != name:
        return
    rows = [
        {"": _CAME[one["came"]], "question": one["question"], "serves": one["before"], "this one": one["after"]}
        for one in found["results"] if one["came"] != "same"
    ]  # fmt: skip
    if rows:
        st.dataframe(rows, hide_index=True, width="stretch")
    else:
        st.caption("All recent questions are answered as before.")


def share(name: str, *, passed: bool) -> None:
    """Have a version answer a share of conversations."""
    with st.popover("Try it on some conversations"):
        wanted = st.slider("Share of the conversations that begin", 1, 50, 10, format="%d %%", key=f"share-{name}")
        st.caption("A conversation has one version from its beginning to its end. The votes on both are compared here.")
        if not passed:
            st.write("The gate did not pass it. Who tries it all the same stands in the log.")
        if st.button("Try it", icon=":material/science:", key=f"try-{name}"):
            act(lambda: client().versions.try_on(name, wanted / 100, override=not passed))


def _title(name: str) -> str:
    return "As it ships" if name == "base" else name

"""Versions, for admins: what was learned, what the gate said of it, and which version answers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from frontend import charts, trials, warmup, wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

_SHIPPED = "base"
_VERDICTS = {"promote": ":green-badge[passed]", "reject": ":red-badge[rejected]", "abstain": ":orange-badge[not sure]"}
_SLICES = {
    "held_out": "Feedback that was held out", "corrections": "Corrections", "regressions": "Corrections, as tests",
    "answerable": "With an answer", "absent": "Without an answer", "records": "One record of several",
    "near_absent": "A record that is not there", "safety": "Safety", "plain_text": "Plain text (nats a token)",
}  # fmt: skip


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Versions</h1>')
    try:
        told = client().versions.overview()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    versions: list[dict[str, Any]] = [dict(version) for version in told["versions"]]
    if len(versions) == 1:
        st.html(
            '<div class="vermeil-empty"><h2>Nothing was learned yet</h2><p>The model answers as it ships. A run on the '
            "page Training makes a version.</p></div>"
        )
        return
    if any("previous" in version["aliases"] for version in versions) and st.button(
        "Go back to the one before", icon=":material/undo:", key="rollback"
    ):
        act(lambda: client().versions.rollback())
    trials.canary(told["canary"])
    _fault_of_serving(versions)
    _lineage(versions)
    with st.expander("Ask two of them", icon=":material/compare_arrows:"):
        _side_by_side([str(version["version"]) for version in versions])
    tried = told["canary"]["version"] if told["canary"] else ""
    for version in versions:
        _version(version, tried=version["version"] == tried)


def _fault_of_serving(versions: Sequence[dict[str, Any]]) -> None:
    """Say where the version that is to answer does not, because its files changed."""
    current = next((str(one["version"]) for one in versions if "current" in one["aliases"]), _SHIPPED)
    with suppress(ApiError):
        if current != _SHIPPED and (fault := client().versions.shown(current)["fault"]):
            st.error(plain(str(fault)), icon=":material/error:")


def _lineage(versions: Sequence[dict[str, Any]]) -> None:
    """Which version was measured against which, as a picture: what answers is filled, what failed is dashed."""
    lines = []
    for one in versions:
        name, passed = str(one["version"]), one["verdict"] in ("promote", None)
        styles = ["rounded", *(["filled"] if "current" in one["aliases"] else []), *([] if passed else ["dashed"])]
        label = "as it ships" if name == _SHIPPED else name
        lines.append(f'"{name}" [label="{label}", style="{",".join(styles)}"];')
        if name != _SHIPPED:
            lines.append(f'"{one["parent"] or _SHIPPED}" -> "{name}";')
    look = 'rankdir=LR; bgcolor="transparent"; node [shape=box, color="#8a8a8a", fontcolor="#8a8a8a", '
    look += 'fillcolor="#e0484833", fontsize=13]; edge [color="#8a8a8a"];'
    st.graphviz_chart(f"digraph {{ {look} {' '.join(lines)} }}", width="content")


def _side_by_side(names: Sequence[str]) -> None:
    """A question of one's own, answered by two versions over one's own library."""
    with st.form("compare", border=False):
        chosen = [
            column.selectbox("Version", names, place, key=f"compare-{place}", format_func=_title)
            for place, column in enumerate(st.columns(2))
        ]
        question = st.text_input("Question", key="compare-question", max_chars=1000)
        asked = st.form_submit_button("Ask both", icon=":material/send:")
    if not (asked and question.strip()):
        return
    try:
        with st.spinner("Both answer, one after the other"):
            answers = client().versions.compare(question, [name or _SHIPPED for name in chosen])
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    for column, answer in zip(st.columns(2), answers, strict=True):
        with column.container(border=True):
            st.markdown(f"**{plain(_title(str(answer['version'])))}**")
            st.markdown(plain(str(answer["answer"]), 4000))
            st.caption(f"{float(str(answer['seconds'])):.1f} s")


def _title(name: str) -> str:
    return "As it ships" if name == _SHIPPED else name


def _version(version: dict[str, Any], *, tried: bool) -> None:
    name, serves = str(version["version"]), "current" in version["aliases"]
    with st.container(border=True, key=f"version-{name}"):
        badges = [":blue-badge[answers]"] if serves else []
        badges += [":violet-badge[on trial]"] if tried else []
        badges += [":gray-badge[before]"] if "previous" in version["aliases"] else []
        badges += [_VERDICTS[version["verdict"]]] if version["verdict"] in _VERDICTS else []
        badges += [":gray-badge[brought in]"] if version["imported"] else []
        badges += [":orange-badge[to be made anew]"] if version["withdrawn"] else []
        title = plain(_title(name))
        made = f":gray[{wording.when(float(version['made_at']), time.time())}]" if version["made_at"] else ""
        st.markdown(" ".join([f"**{title}**", *badges, made]))
        if version["withdrawn"]:
            votes = wording.counted(int(version["withdrawn"]), "vote")
            st.caption(f"It learned from {votes} that may not be used any more. Learn again, and delete it.")
        trials.told(version)
        trials.last_replay(name)
        if name != _SHIPPED and st.toggle("Show what the gate saw", key=f"report-{name}"):
            _report(name)
        if not serves:
            _buttons(name, version)


def _buttons(name: str, version: dict[str, Any]) -> None:
    with st.container(horizontal=True):
        passed = name == _SHIPPED or version["verdict"] == "promote"
        if passed:
            if st.button("Answer with it", icon=":material/upgrade:", key=f"promote-{name}"):
                act(lambda: client().versions.promote(name))
        else:
            with st.popover("Answer with it all the same"):
                st.write("The gate did not pass it. Who takes it up all the same stands in the log.")
                if st.button("Take it up", key=f"override-{name}"):
                    act(lambda: client().versions.promote(name, override=True))
        if name != _SHIPPED:
            trials.replay(name)
            trials.share(name, passed=passed)
        if name != _SHIPPED and "previous" not in version["aliases"]:
            with st.popover("Delete"):
                st.write("Its files are gone then, and cannot be had back. Its name is not used again.")
                if st.button("Delete it", key=f"delete-{name}"):
                    act(lambda: client().versions.delete(name))


def _report(name: str) -> None:
    try:
        shown: dict[str, Any] = dict(client().versions.shown(name))
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if shown["fault"]:
        st.error(plain(str(shown["fault"])), icon=":material/error:")
    report = (shown["card"] or {}).get("report")
    if not report:
        st.caption("Nothing measured it here.")
        return
    for why in report["why"]:
        st.write(plain(str(why)))
    st.caption(_learned(report))
    st.markdown("**What changed, and how sure that is**")
    st.altair_chart(charts.intervals([interval(part) for part in report["slices"]]), width="stretch")
    st.caption(
        "A dot is the difference, its line the interval (95 % of the feedback that was held out, else 90 %), the small "
        "grey line how far it may go down. Red reaches below that."
    )
    st.dataframe([_row(part) for part in report["slices"]], hide_index=True, width="stretch")
    _flips(report, shown["flips"])


def _learned(report: dict[str, Any]) -> str:
    """Whether it learned, from how much, and by how much that moved it."""
    proof, training = report["proof"], report.get("training") or {}
    moved = f"What serves moved by {proof['changed']:.2f} nats a token"
    if training.get("margin") is not None:
        moved += f", what was held out became {training['margin']:.2f} likelier"
    said = [f"Learned: {'yes' if proof['learned'] else 'no'}.", f"{moved}."]
    if training:
        rest = f" ({training['left_out']} did not fit)" if training["left_out"] else ""
        rows = f"{wording.counted(training['rows'], 'row')} of feedback were learned{rest}"
        said.append(f"{rows}, and {wording.counted(training['replayed'], 'answer')} of its own.")
    if "reward_spread" in training:
        said.append(f"The rewards of answers to one question spread by {training['reward_spread']:.2f}.")
    return " ".join(said)


def interval(part: dict[str, Any]) -> dict[str, Any]:
    """A slice as it is drawn: what has to become better must be above 0, any other above its limit."""
    lowest = -part["limit"] if part["limit"] else 0.0
    named = {name: part[name] for name in ("difference", "low", "high")}
    return {**named, "slice": _called(part["slice"]), "limit": lowest, "kept": "yes" if part["low"] >= lowest else "no"}


def _row(part: dict[str, Any]) -> dict[str, Any]:
    return {
        "": _called(part["slice"]), "questions": part["questions"], "before": part["before"],
        "after": part["after"], "better": part["won"], "worse": part["lost"],
        "difference": f"{part['difference']:+.2f} ({part['low']:+.2f} to {part['high']:+.2f})", "p": f"{part['p']:.2g}",
        "may lose": "" if part["limit"] is None else f"{part['limit']:g}",
    }  # fmt: skip


def _called(name: str) -> str:
    return _SLICES.get(name, name)


def _flips(report: dict[str, Any], of_feedback: Sequence[dict[str, Any]]) -> None:
    """The answers that changed, slice by slice: what became better beside what became worse."""
    for name in _SLICES:
        mine = [flip for flip in of_feedback if flip["slice"] == name]
        better, worse = (
            [*(flip for flip in mine if flip["better"] is good), *_made_up(report["flips"].get(name, {}).get(kind, ()))]
            for kind, good in (("better", True), ("worse", False))
        )
        if not (better or worse):
            continue
        with st.expander(
            f"{_called(name)}: {len(better)} better, {len(worse)} worse", icon=":material/compare_arrows:"
        ):
            for column, title, flips in zip(st.columns(2), ("Better", "Worse"), (better, worse), strict=True):
                with column:
                    st.markdown(f"**{title}**")
                    for flip in flips:
                        _flip(flip)


def _made_up(flips: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The made-up questions: of feedback the card has no words."""
    return [flip for flip in flips if "question" in flip]


def _flip(flip: dict[str, Any]) -> None:
    wanted, was, now = (plain(str(flip[name]), 600) for name in ("wanted", "before", "after"))
    st.markdown(f"**{plain(str(flip['question']), 600)}**")
    st.caption(f"Wanted: {wanted}  \nWas: {was}  \nIs: {now}")

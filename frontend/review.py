"""Review, for admins: one vote at a time with all that there is of it, decided by keyboard; the next one follows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

import streamlit as st

from core.types import Decision, ExportKind, Stage, limits
from frontend import reviewed, warmup, wording
from frontend.client.errors import ApiError
from frontend.client.review_records import ReviewItem
from frontend.markup import plain
from frontend.session import client
from frontend.voting import REASONS

_MARKS = {
    "personal_data": "Personal data", "duplicate": "Said before", "excess": "Much of one person",
    "contradiction": "Contradicts others", "planted": "Looks planted",
    "outdated": "The documents changed since",
}  # fmt: skip
_STAGES: Mapping[Stage, str] = {stage: stage.capitalize() for stage in get_args(Stage)}
_KINDS: Mapping[ExportKind, str] = {"sft": "Fine-tuning (SFT)", "kto": "Thumbs (KTO)", "dpo": "Pairs (DPO)"}
_KEYS = (
    ("1", "Approve as it was said"), ("2", "Approve in the words of the field"), ("3", "Reject"), ("4", "Ask back"),
    ("Ctrl+Enter", "Approve, in the words of the field where they were changed"), ("→", "Leave it for later"),
    ("←", "The one before"), ("Tab", "The next field"), ("Esc", "Leave a field, close this"), ("H", "This list"),
)  # fmt: skip
_DESK = "review-desk"


@dataclass
class Desk:
    """What a reviewer has before them: the item, those that were left, those that were decided."""

    item: ReviewItem | None = None
    skipped: list[str] = field(default_factory=list)
    past: list[str] = field(default_factory=list)
    filters: dict[str, str] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    told: str = ""

    def forget(self) -> None:
        """The item is done with, for now."""
        self.item = None


def page() -> None:
    if not warmup.ready():
        return
    desk: Desk = st.session_state.setdefault(_DESK, Desk())
    try:
        if desk.item is None:  # not at each key: to count them takes longer the more there are
            desk.item = client().feedback.next(desk.filters, desk.skipped)
            desk.states = client().feedback.states()
    except ApiError as error:
        _head(desk)
        st.error(plain(error.sentence), icon=":material/error:")
        return
    _head(desk)
    if desk.told:
        st.warning(plain(desk.told), icon=":material/info:")
        desk.told = ""
    if desk.item is None:
        _nothing(desk)
        return
    began, decided = st.columns([3, 2], gap="large")
    with began:
        reviewed.draw(desk.item)
    with decided:
        _said(desk.item)
        _decide(desk, desk.item)


# --- which ----------------------------------------------------------------------------------------------------------


def _head(desk: Desk) -> None:
    done = sum(desk.states.get(state, 0) for state in get_args(Decision))
    waiting = sum(desk.states.values()) - done
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html('<h1 class="vermeil-title">Review</h1>')
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.caption(f"{waiting} to review, {done} done")
            with st.popover("Filter", icon=":material/filter_list:", type="tertiary", key="filter"):
                _filters(desk)
            with st.popover("Export", icon=":material/download:", type="tertiary", key="export"):
                _export()
            if st.button("Keys", icon=":material/keyboard:", type="tertiary", key="keys", shortcut="H"):
                _keys()


def _export() -> None:
    """What is approved and allowed, as a data set; it is made when it is asked for."""
    kind = st.segmented_control("For", list(_KINDS), default="sft", format_func=lambda kind: _KINDS[kind], key="kind")
    share = st.slider("Most of one person, in %", 5, 100, 20, 5, key="cap")
    st.caption("JSON Lines for TRL, a table, and a card that counts what is in it and what was left out.")
    feedback = client().feedback  # the file is made outside this run of the page
    if kind:
        st.download_button(
            "Download", lambda: feedback.export(kind, share / 100), f"feedback-{kind}.zip", "application/zip",
            on_click="ignore", key="download",
        )  # fmt: skip


def _filters(desk: Desk) -> None:
    chosen = {
        "value": st.segmented_control("Vote", ["up", "down"], key="filter-value"),
        "reason": _one_of("Reason", REASONS, "filter-reason"),
        "mark": _one_of("Mark", _MARKS, "filter-mark"),
        "stage": _one_of(
            "Where it went wrong", {stage: stage.capitalize() for stage in get_args(Stage)}, "filter-stage"
        ),
        "version": st.text_input("Version", key="filter-version", placeholder="base"),
    }
    filters = {name: str(value) for name, value in chosen.items() if value}
    if filters != desk.filters:
        desk.filters, desk.skipped = filters, []
        desk.forget()
        st.rerun()


def _one_of(label: str, names: Mapping[Any, str], key: str) -> str | None:
    chosen: str | None = st.selectbox(label, list(names), index=None, format_func=lambda value: names[value], key=key)
    return chosen


@st.dialog("Keys")
def _keys() -> None:
    st.markdown("\n".join(f"- **{key}** — {what}" for key, what in _KEYS))
    st.caption("While you type in a field, only Ctrl+Enter and Esc count.")


def _nothing(desk: Desk) -> None:
    if desk.skipped:
        st.html('<div class="vermeil-empty"><h2>Only what you left for later is open</h2></div>')
        if st.button("Take it up", type="primary", key="again", shortcut="Enter"):
            desk.skipped = []
            st.rerun()
        return
    filtered = " Nothing fits the filter." if desk.filters and any(desk.states.values()) else ""
    st.html(
        '<div class="vermeil-empty"><h2>Nothing waits</h2><p>Votes of people who let theirs be reviewed come up here.'
        f"{filtered}</p></div>"
    )
    _back(desk)


# --- what was said, and what is decided -----------------------------------------------------------------------------


def _said(item: ReviewItem) -> None:
    """Who voted how and why, and what screening noticed."""
    thumb = ":material/thumb_up: Good" if item.vote == "up" else ":material/thumb_down: Bad"
    why = ", ".join(REASONS[reason] for reason in item.reasons)
    st.markdown(f"**{thumb}**" + (f" — {why}" if why else ""))
    st.caption(f"{plain(item.name or 'The owner', 64)}, {wording.when(item.created_at, time.time())}")
    for mark in item.marks:
        st.markdown(f":orange-badge[:material/flag: {_MARKS[mark]}]")
    if item.blind:
        st.markdown(":blue-badge[:material/visibility_off: A second look: the first decision is hidden]")
    for label, text in (("In words", item.comment), ("Said aloud", item.transcript)):
        if text:
            st.markdown(f"{label}: {plain(text, 2000)}")
    if item.picture_name:
        st.markdown(f"The picture shows: {plain(item.picture_name, 200)}")
    for text in item.evidence:
        st.markdown(f"It stands here: {plain(text or 'in a passage that is gone', 1000)}")
    if item.stage:
        with st.expander(f"Went wrong: {item.stage}", icon=":material/troubleshoot:"):
            st.markdown(plain(item.stage_evidence, 1000))


def _decide(desk: Desk, item: ReviewItem) -> None:
    """The answer to learn, the reviewer's own rating, a note, and the keys that decide."""
    key = item.id
    st.text_area(
        "What is to be learned", value=item.draft.get("answer", item.proposed), key=f"answer-{key}", height=160,
        max_chars=limits.SAID_CHARS, on_change=_keep, args=(key,),
    )  # fmt: skip
    st.segmented_control(
        "Your own rating", ["up", "down"], key=f"rating-{key}", default=item.draft.get("rating"), on_change=_keep,
        args=(key,), format_func=lambda value: f":material/thumb_{value}:",
    )  # fmt: skip
    st.text_input(
        "Note to whoever voted", value=item.draft.get("note", ""), key=f"note-{key}", max_chars=limits.COMMENT_CHARS,
        on_change=_keep, args=(key,),
    )  # fmt: skip
    if item.ended:
        st.success(f"Decided: {item.state.replace('_', ' ')}.", icon=":material/task_alt:")
        if st.button("Open it again", key="reopen", icon=":material/undo:"):
            _act(desk, lambda: client().feedback.reopen(key))
    else:
        _buttons(desk, item)
    with st.container(horizontal=True):
        _back(desk)
        if st.button("Later", key="later", icon=":material/arrow_forward:", shortcut="Right"):
            if not item.ended:
                desk.skipped.append(key)
            desk.forget()
            st.rerun()


def _buttons(desk: Desk, item: ReviewItem) -> None:
    words = str(st.session_state.get(f"answer-{item.id}", item.proposed))
    with st.container(horizontal=True):
        if st.button("Approve", key="approve", type="primary", icon=":material/check:", shortcut="1"):
            _rule(desk, item, "approved")
        if st.button("Approve reworded", key="edit", icon=":material/edit:", shortcut="2"):
            _rule(desk, item, "edited")
        if st.button("Reject", key="reject", icon=":material/close:", shortcut="3"):
            _rule(desk, item, "rejected")
        if st.button("Ask back", key="ask-back", icon=":material/reply:", shortcut="4"):
            _rule(desk, item, "asked_back")
        if st.button("Save and next", key="save", type="tertiary", shortcut="Ctrl+Enter"):
            _rule(desk, item, "edited" if words.strip() != item.proposed.strip() else "approved")


def _back(desk: Desk) -> None:
    if st.button("Back", key="back", icon=":material/arrow_back:", shortcut="Left", disabled=not desk.past):
        try:
            desk.item = client().feedback.item(desk.past.pop())
        except ApiError as error:
            desk.told = error.sentence
        st.rerun()


def _rule(desk: Desk, item: ReviewItem, decision: Decision) -> None:
    key = item.id
    answer = str(st.session_state.get(f"answer-{key}") or "") if decision == "edited" else ""
    rating, note = st.session_state.get(f"rating-{key}"), str(st.session_state.get(f"note-{key}") or "")
    if decision == "asked_back" and not note.strip():
        desk.told = "Write into the note what you want to know."
        st.rerun()
    _act(
        desk,
        lambda: client().feedback.decide(key, item.number, decision, rating=rating, answer=answer, note=note),
    )


def _act(desk: Desk, action: Callable[[], None]) -> None:
    """Do it and go on to the next; what somebody else did first is told, and what was wrong keeps the item here."""
    assert desk.item is not None
    try:
        action()
    except ApiError as error:
        desk.told = error.sentence
        if error.code not in ("taken", "not_found"):
            st.rerun()
    else:
        desk.past.append(desk.item.id)
    desk.forget()
    st.rerun()


def _keep(key: str) -> None:
    """Save what is written so far. Where that fails it stays on the page, and the decision will tell."""
    fields = {name: st.session_state.get(f"{name}-{key}") for name in ("answer", "rating", "note")}
    try:
        client().feedback.keep_draft(key, {name: str(value) for name, value in fields.items() if value})
    except ApiError as error:
        st.toast(plain(error.sentence), icon=":material/error:")

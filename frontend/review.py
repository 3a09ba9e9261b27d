"""Review, for admins: one vote at a time with all that there is of it, decided by keyboard; the next one follows.

The page is a fragment, so that a decision draws the next item and nothing around it. It has none inside it: a key that
comes while an inner one is drawn would decide, and the next item would not be drawn.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import streamlit as st

from core.types import Decision, ExportKind, limits
from frontend import alike, narrowing, pointing, reviewed, warmup, wording
from frontend.client.errors import ApiError
from frontend.client.review_records import NOWHERE, Place, ReviewItem
from frontend.desk import Desk, desk
from frontend.markup import plain
from frontend.session import client
from frontend.voting import REASONS

_KINDS: Mapping[ExportKind, str] = {"sft": "Fine-tuning (SFT)", "kto": "Thumbs (KTO)", "dpo": "Pairs (DPO)"}
_DECISIONS: Mapping[Decision, str] = {"approved": "1 · Approve", "rejected": "2 · Reject", "asked_back": "3 · Ask back"}
_KEYS = (
    ("← →", "The item before, the next one"), ("↑ ↓", "The field before, the next one"),
    ("1 – 9", "Choose, in the field where you are; elsewhere the decision"), ("Enter", "Save"),
    ("Ctrl+Enter", "Save, and the next one"), ("Esc", "Out of a field, close this"), ("?", "This list"),
)  # fmt: skip


def page() -> None:
    if not warmup.ready():
        return
    script = Path(__file__).with_name("review.js").read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    _page()


@st.fragment
def _page() -> None:
    here = desk()
    with st.container(key="review"):
        try:
            here.look()
        except ApiError as error:
            _head(here)
            st.error(plain(error.sentence), icon=":material/error:")
            return
        _head(here)
        if here.told:
            st.warning(plain(here.told), icon=":material/info:")
            here.told = ""
        if here.several:
            _several(here)
        elif here.item is None:
            _nothing(here)
        else:
            _one(here, here.item)


def _one(here: Desk, item: ReviewItem) -> None:
    began, decided = st.columns([3, 2], gap="large")
    with began:
        reviewed.draw(item)
    with decided:
        _said(item)
        _fields(item)
        _buttons(here, item)


def _several(here: Desk) -> None:
    try:
        alike.draw(here)
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")


# --- which ----------------------------------------------------------------------------------------------------------


def _head(here: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html('<h1 class="vermeil-title">Review</h1>')
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            narrowed = f" · {wording.counted(len(here.filters), 'filter')}" if here.filters else ""
            st.caption(f"{here.waiting} to review, {here.done} done{narrowed}")
            narrowing.draw(here)
            if here.several:
                st.button(
                    "One by one", icon=":material/note:", type="tertiary", key="one", on_click=alike.end, args=(here,)
                )
            else:
                st.button(
                    "Several", icon=":material/checklist:", type="tertiary", key="several", on_click=alike.begin,
                    args=(here,),
                )  # fmt: skip
            with st.popover("Export", icon=":material/download:", type="tertiary", key="export"):
                _export()
            with st.popover("Keys", icon=":material/keyboard:", type="tertiary", key="sheet"):
                st.markdown("\n".join(f"- **{key}** — {what}" for key, what in _KEYS))
                st.caption("While you type in a field, only Ctrl+Enter and Esc count.")


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


def _nothing(here: Desk) -> None:
    if here.skipped:
        st.html('<div class="vermeil-empty"><h2>Only what you left for later is open</h2></div>')
        st.button("Take it up", type="primary", key="save-again", on_click=here.skipped.clear)
    else:
        filtered = " Nothing fits the filter." if here.filters and here.waiting else ""
        st.html(
            '<div class="vermeil-empty"><h2>Nothing waits</h2><p>Votes of people who let theirs be reviewed come up '
            f"here.{filtered}</p></div>"
        )
    _back(here)


# --- what was said, and what is decided -----------------------------------------------------------------------------


def _said(item: ReviewItem) -> None:
    """Who voted how and why, and what screening noticed."""
    thumb = ":material/thumb_up: Good" if item.vote == "up" else ":material/thumb_down: Bad"
    why = ", ".join(REASONS[reason] for reason in item.reasons)
    st.markdown(f"**{thumb}**" + (f" — {why}" if why else ""))
    st.caption(f"{plain(item.name or 'The owner', 64)}, {wording.when(item.created_at, time.time())}")
    for mark in item.marks:
        st.markdown(f":orange-badge[:material/flag: {narrowing.MARKS[mark]}]")
    if item.blind:
        st.markdown(":blue-badge[:material/visibility_off: A second look: the first decision is hidden]")
    if item.set_aside:
        st.caption(f":material/block: {plain(item.set_aside, 400)}")
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


def _fields(item: ReviewItem) -> None:
    """The decision, the answer to learn with its place, the reviewer's own rating, and a note."""
    key, written = item.id, item.written
    decided = written.get("decision", "approved")
    with st.container(key="review-fields"):
        st.segmented_control(
            "Decision", list(_DECISIONS), default="approved" if decided == "edited" else decided, required=True,
            format_func=lambda decision: _DECISIONS[decision], key=f"decision-{key}", on_change=_keep, args=(item,),
            disabled=item.ended,
        )  # fmt: skip
        st.text_area(
            "What is to be learned", value=written.get("answer", item.proposed), key=f"answer-{key}", height=120,
            max_chars=limits.SAID_CHARS, on_change=_keep, args=(item,), disabled=item.ended,
        )  # fmt: skip
        pointing.draw(item, _keep)
        st.segmented_control(
            "Your own rating", ["up", "down"], key=f"rating-{key}", default=written.get("rating"), on_change=_keep,
            args=(item,), format_func=lambda value: f":material/thumb_{value}:", disabled=item.ended,
        )  # fmt: skip
        st.text_input(
            "Note to whoever voted", value=written.get("note", ""), key=f"note-{key}", max_chars=limits.COMMENT_CHARS,
            on_change=_keep, args=(item,), disabled=item.ended,
        )  # fmt: skip


def _buttons(here: Desk, item: ReviewItem) -> None:
    """Their keys are the item's own: a press that comes late decides nothing on the next one."""
    if item.ended:
        st.success(f"Decided: {item.state.replace('_', ' ')}.", icon=":material/task_alt:")
        st.button("Open it again", key=f"reopen-{item.id}", icon=":material/undo:", on_click=_reopen, args=(here, item))
    else:
        with st.container(horizontal=True):
            st.button(
                "Save and next", key=f"onward-{item.id}", type="primary", icon=":material/check:", on_click=_save,
                args=(here, item, True),
            )  # fmt: skip
            st.button("Save", key=f"save-{item.id}", on_click=_save, args=(here, item, False))
    with st.container(horizontal=True):
        _back(here)
        label = "Next" if item.ended else "Later"
        st.button(
            label, key="ahead", icon=":material/arrow_forward:", type="tertiary", on_click=_ahead, args=(here, item)
        )  # fmt: skip


def _back(here: Desk) -> None:
    st.button(
        "Back", key="back", icon=":material/arrow_back:", type="tertiary", on_click=here.go, args=(-1,),
        disabled=here.at == 0,
    )  # fmt: skip


def _ahead(here: Desk, item: ReviewItem) -> None:
    if not item.ended and item.id not in here.skipped:
        here.skipped.append(item.id)
    here.go(1)


def _save(here: Desk, item: ReviewItem, onward: bool) -> None:
    """Decide; what somebody else did first is told and the next one comes, and what was wrong keeps the item here."""
    key = item.id
    decision: Decision = st.session_state[f"decision-{key}"]
    rating, note = st.session_state.get(f"rating-{key}"), str(st.session_state.get(f"note-{key}") or "")
    if decision == "asked_back" and not note.strip():
        here.told = "Write into the note what you want to know."
        return
    words, place = str(st.session_state.get(f"answer-{key}") or ""), pointing.chosen(item)
    changed = decision == "approved" and words.strip() != item.proposed.strip()
    evidence = None if not place or decision not in ("approved", "edited") else _places(place)
    try:
        state = client().feedback.decide(
            key, item.number, "edited" if changed else decision, rating=rating, answer=words if changed else "",
            note=note, evidence=evidence,
        )  # fmt: skip
    except ApiError as error:
        here.told = error.sentence
        if error.code in ("taken", "not_found"):
            here.go(1)
        return
    here.held.discard(key)
    ended = state in get_args(Decision)
    here.move(int(ended))
    here.go(1 if onward or not ended else 0)  # a second look is another person's


def _places(key: str) -> list[Place]:
    return [] if key == NOWHERE else [Place.of(key)]


def _reopen(here: Desk, item: ReviewItem) -> None:
    try:
        client().feedback.reopen(item.id)
    except ApiError as error:
        here.told = error.sentence
        return
    here.move(-1)
    here.go(0)


def _keep(item: ReviewItem) -> None:
    """Save what is written so far. Where that fails it stays on the page, and the decision will tell."""
    names = ("decision", "answer", "rating", "note")
    fields = {name: st.session_state.get(f"{name}-{item.id}") for name in names} | {"evidence": pointing.chosen(item)}
    try:
        client().feedback.keep_draft(item.id, {name: str(value) for name, value in fields.items() if value})
    except ApiError as error:
        st.toast(plain(error.sentence), icon=":material/error:")

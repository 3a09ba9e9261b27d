"""Several items at once, for those that are alike: a list to choose from, and one decision with one note for all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import get_args

import streamlit as st

from core.types import Decision, limits
from frontend import wording
from frontend.client.errors import ApiError
from frontend.client.review_records import ReviewLine
from frontend.desk import Desk
from frontend.markup import plain
from frontend.narrowing import MARKS
from frontend.session import client
from frontend.voting import REASONS

_MOST = 100
_DONE: dict[Decision, str] = {"approved": "Approve", "rejected": "Reject"}


def begin(desk: Desk) -> None:
    """Show the list. What was looked at goes back into it, unless something was written of it."""
    for item in desk.held:
        with suppress(ApiError):  # it is somebody else's by now, or gone
            if not client().feedback.item(item).written:
                client().feedback.release(item)
    desk.held.clear()
    desk.several, desk.item = True, None


def end(desk: Desk) -> None:
    """Back to one at a time."""
    desk.several, desk.item = False, None


def draw(desk: Desk) -> None:
    """What waits and was never decided on; raises `ApiError`."""
    found, total = client().feedback.listed({**desk.filters, "state": "screened"}, _MOST)
    alike = [line for line in found if line.number == 1]  # what was opened again is looked at alone
    if not alike:
        st.html(
            '<div class="vermeil-empty"><h2>Nothing to choose from</h2><p>What waits is decided one by one.</p></div>'
        )
        return
    st.caption(
        f"{wording.counted(len(alike), 'vote')} of {total} that wait. Filter first, so that what is here is alike: "
        "by reason, person or document, with or without a correction."
    )
    st.checkbox("All of these", key="alike-all", on_change=_choose_all, args=([line.id for line in alike],))
    for line in alike:
        st.checkbox(_label(line), key=f"alike-{line.id}")
    chosen = [line for line in alike if st.session_state.get(f"alike-{line.id}")]
    with st.container(horizontal=True, key="alike-decide"):
        for decision in _DONE:
            _button(desk, decision, chosen)


def _label(line: ReviewLine) -> str:
    thumb = f":material/thumb_{line.vote}:"
    about = [plain(line.name or "The owner", 64), *(REASONS[reason] for reason in line.reasons)]
    about += [*(["corrected"] if line.corrected else []), *(MARKS[mark] for mark in line.marks)]
    return f"{thumb} {plain(line.question, 120)} :gray[{' · '.join(about)}]"


def _choose_all(items: Sequence[str]) -> None:
    for item in items:
        st.session_state[f"alike-{item}"] = st.session_state["alike-all"]


def _button(desk: Desk, decision: Decision, chosen: Sequence[ReviewLine]) -> None:
    """Behind it a note, and the button that does it and says how many it is for."""
    many = f"{_DONE[decision]} {wording.counted(len(chosen), 'vote')}" if chosen else _DONE[decision]
    with st.popover(many, disabled=not chosen, key=f"many-{decision}"):
        people = wording.counted(len({line.person for line in chosen}), "person").replace("persons", "people")
        st.markdown(f"{many} of {people}, as they were said. Each can be opened again, one by one.")
        st.text_input("Note to whoever voted", key=f"many-note-{decision}", max_chars=limits.COMMENT_CHARS)
        items = [line.id for line in chosen]
        st.button(many, type="primary", key=f"many-do-{decision}", on_click=_decide, args=(desk, decision, items))


def _decide(desk: Desk, decision: Decision, items: Sequence[str]) -> None:
    note = str(st.session_state.get(f"many-note-{decision}") or "")
    try:
        states = client().feedback.decide_many(items, decision, note)
    except ApiError as error:
        desk.told = f"{error.sentence} Nothing was decided."
        return
    desk.counted = False
    st.session_state["alike-all"], st.session_state[f"many-note-{decision}"] = False, ""
    again = sum(state not in get_args(Decision) for state in states)
    waits = f", of which {again} {'waits' if again == 1 else 'wait'} for a second look" if again else ""
    st.toast(f"{wording.counted(len(items), 'vote')} {decision}{waits}.", icon=":material/check:")

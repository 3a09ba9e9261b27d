"""Which items a reviewer wants to see: by vote, reason, mark, stage, person, document and version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import streamlit as st

from core.types import Stage
from frontend.client.errors import ApiError
from frontend.desk import Desk
from frontend.markup import plain
from frontend.session import client
from frontend.voting import REASONS

MARKS = {
    "personal_data": "Personal data", "duplicate": "Said before", "excess": "Much of one person",
    "contradiction": "Contradicts others", "planted": "Looks planted",
    "outdated": "The documents changed since",
}  # fmt: skip
_STAGES: Mapping[Stage, str] = {stage: stage.capitalize() for stage in get_args(Stage)}
_CORRECTED = {"true": "With a correction", "false": "Without one"}
_VOTES = {"up": ":material/thumb_up:", "down": ":material/thumb_down:"}


def draw(desk: Desk) -> None:
    """The button; what can be chosen is asked for when it is opened."""
    opened = st.popover("Filter", icon=":material/filter_list:", type="tertiary", key="filter", on_change="rerun")
    if opened.open:
        with opened:
            fields(desk)


def fields(desk: Desk) -> None:
    """What can be chosen, each with what is chosen now."""
    try:
        choices = client().feedback.choices()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    for name, label, few in (("value", "Vote", _VOTES), ("corrected", "Correction", _CORRECTED)):
        st.segmented_control(
            label, list(few), default=desk.filters.get(name), format_func=few.__getitem__, key=f"filter-{name}",
            on_change=_narrow, args=(desk, name),
        )  # fmt: skip
    _one_of(desk, "reason", "Reason", REASONS)
    _one_of(desk, "mark", "Mark", MARKS)
    _one_of(desk, "stage", "Where it went wrong", _STAGES)
    _one_of(desk, "person", "Person", choices.people)
    _one_of(desk, "document", "Document", choices.documents)
    _one_of(desk, "version", "Version", {name: name for name in choices.versions})


def _one_of(desk: Desk, name: str, label: str, names: Mapping[Any, str]) -> None:
    """A list that can be emptied; what is chosen stays in it, though nothing of it waits any more."""
    chosen = desk.filters.get(name)
    st.session_state.setdefault(f"filter-{name}", chosen)  # one that begins with an index cannot be emptied
    shown: Mapping[Any, str] = names if chosen is None or chosen in names else {chosen: "Nothing waits", **names}
    st.selectbox(
        label, list(shown), index=None, format_func=shown.__getitem__, key=f"filter-{name}", placeholder="Any",
        on_change=_narrow, args=(desk, name),
    )  # fmt: skip


def _narrow(desk: Desk, name: str) -> None:
    value = st.session_state.get(f"filter-{name}")
    others = {other: chosen for other, chosen in desk.filters.items() if other != name}
    desk.narrow({**others, name: str(value)} if value else others)

"""What one says of an answer: a thumb, why, and what would have been right."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core.types import Reason, VoteValue, limits
from frontend.client.errors import ApiError
from frontend.client.feedback import Saying
from frontend.client.records import Turn
from frontend.markup import plain
from frontend.session import client

REASONS: Mapping[Reason, str] = {
    "wrong": "Wrong",
    "not_in_my_documents": "Not in my documents",
    "wrong_citation": "Wrong source",
    "misread_picture": "Picture misread",
    "misheard": "Misheard",
    "too_long": "Too long",
    "too_short": "Too short",
    "should_have_refused": "Should have said it does not know",
    "unsafe": "Unsafe",
    "other": "Something else",
}
_OF_PICTURES, _OF_SOUND = "misread_picture", "misheard"


def thumbs(turn: Turn, active: bool) -> None:
    """The two thumbs, and beside a given one the way to say more."""
    key = f"vote-{turn.id}"
    value = {"up": 1, "down": 0}.get(turn.vote or "")
    st.feedback("thumbs", key=key, default=value, disabled=not active, on_change=_voted, args=(turn.id,))
    given = st.session_state.get(key)
    if given is not None:
        _more(turn, _vote(given), active)


def _vote(given: int) -> VoteValue:
    return "up" if given else "down"


def _voted(turn: str) -> None:
    """A press on a thumb; a second press on the same one takes it back."""
    given = st.session_state.get(f"vote-{turn}")
    _send(turn, None if given is None else _vote(given))


def _send(turn: str, value: VoteValue | None, said: Saying | None = None) -> None:
    try:
        client().feedback.vote(turn, value, said)
    except ApiError as error:
        st.toast(plain(error.sentence), icon=":material/error:")
        return
    st.toast("Taken back." if value is None else "Thank you, noted.", icon=":material/check:")


def _more(turn: Turn, value: VoteValue, active: bool) -> None:
    """Why the answer was good or bad, and what it should have been."""
    label = "What was good?" if value == "up" else "What was wrong?"
    with st.popover(label, type="tertiary", disabled=not active, key=f"more-{turn.id}"):
        with st.form(f"form-{turn.id}", border=False):
            said = _form(turn, value)
            sent = st.form_submit_button("Send", type="primary")
        if sent and turn.id:
            _send(turn.id, value, said)


def _form(turn: Turn, value: VoteValue) -> Saying:
    """The fields that fit the question: some are for what was said aloud, or for a picture."""
    key = turn.id or ""
    reasons = st.pills(
        "Why", _reasons(turn), selection_mode="multi", format_func=lambda reason: REASONS[reason], key=f"why-{key}"
    ) if value == "down" else []  # fmt: skip
    comment = st.text_input("In your words", max_chars=limits.COMMENT_CHARS, key=f"comment-{key}")
    correction = st.text_area(
        "A better answer", placeholder="What should it have said?", max_chars=limits.SAID_CHARS, key=f"better-{key}"
    )
    transcript = picture = ""
    if turn.transcript:
        heard = st.text_area("What you said", value=turn.transcript, max_chars=limits.SAID_CHARS, key=f"said-{key}")
        transcript = "" if heard == turn.transcript else heard
    if turn.picture:
        picture = st.text_input("What the picture shows", max_chars=limits.PICTURE_NAME_CHARS, key=f"shows-{key}")
    if comment and not reasons:
        reasons = ["other"]
    return Saying(reasons, comment, correction, transcript, picture)


def _reasons(turn: Turn) -> list[Reason]:
    """Those that can be true of the turn."""
    absent = {*([] if turn.picture else [_OF_PICTURES]), *([] if turn.transcript else [_OF_SOUND])}
    return [reason for reason in REASONS if reason not in absent]

"""Whether one's feedback may be reviewed and learned from: asked once, and said otherwise for single conversations."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from frontend.acting import act
from frontend.client.conversations import Conversation
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

_ASKED_BELOW = "vermeil-consent-below"  # the turn below which it is asked, "" once it is known to be decided
_WORDS: Mapping[bool, str] = {True: "allowed", False: "not allowed"}


def ask_once(turn: str) -> None:
    """After a vote: have it asked below that turn, where several people are here and this one never decided."""
    if _ASKED_BELOW in st.session_state:
        return
    try:
        undecided = client().feedback.consent().undecided
    except ApiError:  # the next vote looks again
        return
    st.session_state[_ASKED_BELOW] = turn if undecided else ""


def question(turn: str | None, *, active: bool) -> None:
    """The question, where it is this turn below which it is asked, until it is answered."""
    if not turn or st.session_state.get(_ASKED_BELOW) != turn:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True, key="ask-consent"):
        st.markdown(
            "May a reviewer see your votes with their questions and answers, and Vermeil learn from them (you can "
            "change it at any time on **My feedback**)?"
        )
        for label, allowed in (("Yes", True), ("No", False)):
            st.button(label, key=f"consent-{label.lower()}", disabled=not active, on_click=_decide, args=(allowed,))


def _decide(allowed: bool) -> None:
    try:
        client().feedback.allow(allowed)
    except ApiError as error:
        st.toast(plain(error.sentence), icon=":material/error:")
        return
    st.session_state[_ASKED_BELOW] = ""
    st.toast(f"Noted: {_WORDS[allowed]}. Change it on My feedback.", icon=":material/check:")


@st.dialog("Feedback in this conversation")
def dialog(conversation: Conversation) -> None:
    """What holds for one conversation, where it is otherwise than for all."""
    try:
        consent = client().feedback.consent()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    st.write(plain(conversation.title or "Untitled"))
    choices = {f"As everywhere: {_WORDS[consent.allowed]}": None, "Allowed": True, "Not allowed": False}
    holds = list(choices.values()).index(consent.conversations.get(conversation.id))
    asked = "May votes in it be reviewed and learned from?"
    said = choices[st.radio(asked, list(choices), holds, key=f"consent-in-{conversation.id}")]
    st.caption("What holds everywhere stands on **My feedback**. Taking it back counts from then on.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Cancel", key="consent-cancel"):
            st.rerun()
        if st.button("Save", type="primary", key="consent-save"):
            act(lambda: client().feedback.allow(said, conversation.id))

"""What one says of an answer: a thumb, why, and what would have been right."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core.types import NO_DOCUMENTS, Passage, Reason, VoteValue, limits
from frontend import consent, wording
from frontend.client.errors import ApiError
from frontend.client.feedback import Pointed, Saying
from frontend.client.records import Turn
from frontend.markup import excerpt, plain
from frontend.session import client

REASONS: Mapping[Reason, str] = {
    "wrong": "Wrong",
    "not_in_my_documents": "Not in my documents",
    "wrong_citation": "Wrong source",
    "passage_missing": "Right passage not found",
    "misread_picture": "Picture misread",
    "misheard": "Misheard",
    "too_long": "Too long",
    "too_short": "Too short",
    "should_have_refused": "Should have said it does not know",
    "unsafe": "Unsafe",
    "other": "Something else",
}
_OF_PICTURES, _OF_SOUND = "misread_picture", "misheard"
_OF_PASSAGES: Reason = "passage_missing"
_PASSAGE_CHARS = 140


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
    if value is not None:
        consent.ask_once(turn)


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
    right, missing = _right_passage(turn)
    transcript = picture = ""
    if turn.transcript:
        heard = st.text_area("What you said", value=turn.transcript, max_chars=limits.SAID_CHARS, key=f"said-{key}")
        transcript = "" if heard == turn.transcript else heard
    if turn.picture:
        picture = st.text_input("What the picture shows", max_chars=limits.PICTURE_NAME_CHARS, key=f"shows-{key}")
    if missing:
        reasons = [*reasons, _OF_PASSAGES]
    if comment and not reasons:
        reasons = ["other"]
    return Saying(reasons, comment, correction, transcript, picture, right)


def _right_passage(turn: Turn) -> tuple[tuple[Pointed, ...], bool]:
    """The passage that was the right one among those that were found, and whether it is said that none of them is."""
    passages = _to_point_at(turn)
    if not passages:
        return (), False
    none = len(passages)
    chosen: int | None = st.radio(
        "Which passage is the right one?", [*range(none), none], index=None, key=f"right-{turn.id}",
        format_func=lambda n: "None of these" if n == none else _headed(passages[n]),
        captions=[*(_in_short(passage) for passage in passages), ""],
    )  # fmt: skip
    if chosen is None or chosen == none:
        return (), chosen == none
    return (Pointed(passages[chosen].document, passages[chosen].chunk),), False


def _to_point_at(turn: Turn) -> list[Passage]:
    """Those that have words, and stand in a document."""
    return [passage for passage in turn.passages if passage.document not in NO_DOCUMENTS and passage.text.strip()]


def _headed(passage: Passage) -> str:
    where = wording.place(passage.span, passage.name)
    return plain(f"{passage.name} · {where}" if where else passage.name, 80)


def _in_short(passage: Passage) -> str:
    return plain(excerpt(passage.text, passage.highlights, _PASSAGE_CHARS)[0], 2 * _PASSAGE_CHARS)


def _reasons(turn: Turn) -> list[Reason]:
    """Those that can be true of the turn."""
    absent = {*([] if turn.picture else [_OF_PICTURES]), *([] if turn.transcript else [_OF_SOUND])}
    asked_below = {_OF_PASSAGES} if _to_point_at(turn) else set()
    return [reason for reason in REASONS if reason not in absent | asked_below]

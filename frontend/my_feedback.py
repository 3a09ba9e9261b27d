"""One's own feedback: whether it may be learned from, and what became of each vote."""

from __future__ import annotations

import time
from collections.abc import Mapping

import streamlit as st

from frontend import warmup, wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.client.feedback import Consent, Pointed, Receipt
from frontend.markup import answer_html, plain
from frontend.session import client
from frontend.voting import REASONS

_STATES: Mapping[str, tuple[str, str]] = {
    "received": (":gray-badge[:material/schedule: Received]", "Nobody has looked at it yet."),
    "approved": (":green-badge[:material/check: Approved]", "It counts for the next version."),
    "edited": (":green-badge[:material/edit: Approved, reworded]", "It counts for the next version."),
    "rejected": (":red-badge[:material/close: Not taken]", "It is not learned from."),
    "asked_back": (":orange-badge[:material/help: Asked back]", "Say more about it in the chat: vote on it again."),
}
_VERDICTS: Mapping[str, str] = {"better": "Better", "same": "The same", "worse": "Worse"}


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">My feedback</h1>')
    try:
        consent, receipts = client().feedback.consent(), client().feedback.receipts()
        listened = client().feedback.words()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    _consent(consent)
    if listened:
        st.caption(
            f"Vermeil listens for: {plain(', '.join(listened), 2000)}",
            help="Words of what you said by voice, as you put them right. Take back a vote, and its words go with it.",
        )
    if not receipts:
        st.html(
            '<div class="vermeil-empty"><h2>No votes yet</h2><p>Rate an answer with the thumbs below it, and say what '
            "it should have been: what became of it shows here.</p></div>"
        )
    for receipt in receipts:
        _receipt(receipt)


def _consent(consent: Consent) -> None:
    said = st.toggle(
        "My feedback may be reviewed and learned from", value=consent.allowed, key="consent",
        help="A reviewer sees the question, the answer and its passages, and admins see which of your questions found "
        "nothing. Taking it back counts from then on.",
    )  # fmt: skip
    if otherwise := sum(word != consent.allowed for word in consent.conversations.values()):
        number = wording.counted(otherwise, "conversation")
        st.caption(f"Said otherwise for {number}: see *Feedback* in the menu of a conversation.")
    if said != consent.allowed:
        act(lambda: client().feedback.allow(said))


def _receipt(receipt: Receipt) -> None:
    badge, meaning = _STATES[receipt.state] if receipt.allowed else _NOT_ALLOWED
    thumb = ":material/thumb_up:" if receipt.vote == "up" else ":material/thumb_down:"
    with st.container(border=True, gap="xsmall", key=f"receipt-{receipt.turn}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"{thumb} **{plain(receipt.question or 'A question without words', 160)}**")
            st.markdown(badge)
        said = [REASONS[reason] for reason in receipt.reasons]
        st.caption(" · ".join([*said, meaning]))
        if receipt.correction:
            st.markdown(f"You wrote: {plain(receipt.correction, 600)}")
        for place in receipt.evidence:
            st.markdown(_pointed(place))
        if receipt.answer and receipt.answer != receipt.correction:
            st.markdown(f"Taken as: {plain(receipt.answer, 600)}")
        if receipt.allowed:
            st.caption(" → ".join(_steps(receipt, time.time())))
        if receipt.note:
            st.markdown(f":material/reply: {plain(receipt.note, 600)}")
        _then_and_now(receipt)


def _pointed(place: Pointed) -> str:
    """The passage that whoever voted points at."""
    if place.text is None:
        return ":gray[You pointed at a passage that is no longer there.]"
    return f"You pointed at **{plain(place.name or 'a file', 60)}**: {plain(place.text, 300)}"


def _steps(receipt: Receipt, now: float) -> list[str]:
    """How far it has come, and what is still to come, in italics."""
    steps = [f"Received {wording.when(receipt.created_at, now)}"]
    if receipt.decided_at is None:
        return [*steps, "*to be reviewed*"]
    steps.append(f"reviewed {wording.when(receipt.decided_at, now)}")
    if receipt.state not in ("approved", "edited"):
        return steps
    numbers = " and ".join(map(str, receipt.data_sets))
    steps.append(f"in data set {numbers}" if numbers else "*to go into a data set*")
    versions = " and ".join(map(_named, receipt.versions))
    return [*steps, f"trained in version {versions}" if versions else "*to be trained on*"]


def _then_and_now(receipt: Receipt) -> None:
    """The answer that was voted on, beside what the question is answered by what serves now, once somebody asked."""
    turn, anew = receipt.turn, receipt.anew
    if anew is not None:
        then, now = st.columns(2)
        with then:
            st.caption(f"Then · {_named(receipt.version)}")
            st.html(answer_html(receipt.answered))
        with now:
            st.caption(f"{wording.when(anew.at, time.time()).capitalize()} · {_named(anew.version)}")
            st.html(answer_html(anew.answer))
            said = st.segmented_control(
                "Is it better?", list(_VERDICTS), default=anew.verdict, format_func=lambda verdict: _VERDICTS[verdict],
                label_visibility="collapsed", key=f"verdict-{turn}-{anew.at}",
            )  # fmt: skip
        if said != anew.verdict:
            act(lambda: client().feedback.judge(turn, said))
    again = "Answer it once more" if anew is not None else "Answer it anew"
    if st.button(
        again, icon=":material/refresh:", type="tertiary", key=f"anew-{turn}",
        help="Asks the same question of what answers now, without your correction, and keeps it here.",
    ):  # fmt: skip
        with st.spinner("Answering"):
            act(lambda: client().feedback.answer_anew(turn))


def _named(version: str) -> str:
    """`v3-1a2b3c4d` as people call it."""
    return "as it ships" if version in ("", "base") else plain(version.partition("-")[0])


_NOT_ALLOWED = (":gray-badge[:material/lock: Yours alone]", "You let nobody review it.")

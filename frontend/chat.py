"""The chat page: what was said, the field to write in, and an answer while it is written."""

from __future__ import annotations

import html
import io
import time
from dataclasses import replace
from typing import Any

import streamlit as st

from core.events import Event, Sources, Token, Transcript
from core.settings import settings
from core.types import LibraryMode
from frontend import answer, library, several, tagging, voice, warmup, wording
from frontend.adding import POLL_SECONDS, add
from frontend.alternatives import answered_again, grouped
from frontend.client.errors import ApiError
from frontend.client.records import Note, Turn, Welcome
from frontend.draft import Draft
from frontend.markup import answer_html, passage_html, plain
from frontend.session import Attachment, Submission, client, remember, restore, session

REDRAW_SECONDS = 0.06
MORE_TURNS = 20
PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")


def page() -> None:
    """Draw the page, and answer what was just sent."""
    if not warmup.ready():
        return
    restore()
    remember()
    state = session()
    state.stopped = False  # a whole run of the page draws whatever a stop left undrawn
    typed = _composer()
    submission = typed or state.pending
    state.pending = None
    said = grouped(state.turns)
    once_more = said.pop() if submission is not None and submission.again else None
    hidden = _earlier(len(said))
    for position, answers in list(enumerate(said))[hidden:]:
        newest = position == len(said) - 1
        answer.draw(answers, position=position, newest=newest, active=submission is None)
    if submission is not None and once_more is not None:
        _respond_again(submission, once_more.standing)
    elif submission is not None:
        _respond(submission, stoppable=typed is None)
    elif not state.turns:
        _welcome()


def _earlier(turns: int) -> int:
    """How many of the turns are too old to be drawn, and the button that has more of them drawn."""
    state = session()
    hidden = max(0, turns - state.drawn)
    if hidden and st.button(
        f"Show earlier turns ({hidden})", icon=":material/expand_less:", key="earlier", type="tertiary", width="stretch"
    ):
        state.drawn += MORE_TURNS
        st.rerun()
    return hidden


# --- before the first question --------------------------------------------------------------------------------------


def _welcome() -> None:
    try:
        documents, welcome = client().documents(), client().welcome()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    with st.container(key="welcome", horizontal_alignment="center"):
        st.html(
            '<div class="vermeil-welcome"><h1>What would you like to know?</h1>'
            "<p>Ask your documents, pictures and recordings. Every answer shows the page, the picture or the second "
            "that it rests on.</p></div>"
        )
        with st.container(key="examples", gap="xsmall"):
            for number, text in enumerate(wording.examples(documents, welcome.samples)):
                st.button(plain(text), key=f"example-{number}", width="stretch", on_click=_ask, args=(text,))
        _begin(welcome if not documents else None)
        if limits := wording.limits(welcome):
            st.html(f'<p class="vermeil-limits">{html.escape(limits)}</p>')
        several.offer()


def _begin(empty: Welcome | None) -> None:
    """The buttons that fill the library; sample files are offered where it is `empty`."""
    with st.container(key="begin", horizontal=True, horizontal_alignment="center", gap="small"):
        if st.button("Add files", icon=":material/upload_file:", key="add-files", type="primary"):
            st.switch_page(st.Page(library.page, url_path="library"))
        wanted = bool(empty and empty.samples) and st.button(
            "Try it with sample files", icon=":material/auto_stories:", key="add-samples"
        )
    if wanted:
        _add_samples()


def _add_samples() -> None:
    """Add them, and stay until they are read: the questions that they answer come up then."""
    with st.spinner("Reading three sample files: a handbook, a spoken note and a photo", show_time=True):
        try:
            waiting = client().add_samples()
            while any(document.pending for document in waiting):
                time.sleep(POLL_SECONDS)
                waiting = [client().document(document.id) for document in waiting]
        except ApiError as error:
            st.error(plain(error.sentence), icon=":material/error:")
            return
    st.rerun()


def _ask(text: str) -> None:
    session().pending = Submission(text)


# --- the field to write in ------------------------------------------------------------------------------------------


def _composer() -> Submission | None:
    """Where answers come from, and the field; standing by itself the field makes the page follow the answer down."""
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="scope"):
        modes: list[LibraryMode] = list(wording.MODES)
        session().mode = st.segmented_control(
            "Where answers come from",
            modes,
            default=session().mode,
            required=True,
            format_func=lambda mode: wording.MODES[mode],
            label_visibility="collapsed",
            key="mode",
        )
        session().tag = tagging.scope() if session().mode != "off" else None
        session().handsfree = st.toggle(
            "Hands-free", key="handsfree", help="Listens, answers aloud, and listens again. Speak to interrupt it."
        )
    with st.bottom:
        said = voice.draw()
    value = st.chat_input(
        "Ask a question",
        key="question",
        accept_file="multiple",
        accept_audio=True,
        max_chars=settings().question_chars,
        submit_mode="stop",
    )
    return Submission("", audio=said) if said else _submission(value)


def _submission(value: Any) -> Submission | None:
    if value is None:
        return None
    files = tuple(Attachment(file.name, file.type or "", file.getvalue()) for file in value.files)
    return Submission(value.text.strip(), files, value.audio.getvalue() if value.audio else None)


# --- the answer -----------------------------------------------------------------------------------------------------


def _respond(submission: Submission, *, stoppable: bool) -> None:
    """Show the question, take in its files, then answer. Ends with a fresh run of the page.

    The field to write in turns into a stop button by itself; a question that was not written there is `stoppable`,
    that is, needs a button of its own.
    """
    picture, files = split(submission.files)
    asked = Turn(submission.text, "", picture=picture.content if picture else None, audio=submission.audio)
    if not (asked.question or asked.picture or asked.audio):
        asked = replace(asked, question=", ".join(file.name for file in files))
    with st.chat_message("user", avatar=answer.PERSON):
        answer.question(asked)
        heard = st.empty()
    reply = st.chat_message("assistant", avatar=answer.ASSISTANT)
    _watch()
    if stoppable:
        st.button("Stop", icon=":material/stop_circle:", key="stop")
    with reply:
        asked = replace(asked, notes=tuple(_take_in(file) for file in files))
        if submission.text or picture or submission.audio:
            _stream(Draft(asked), submission.text or ("What is this?" if picture else ""), heard)
        else:
            session().turns.append(asked)
    st.rerun()


def _respond_again(submission: Submission, first: Turn) -> None:
    """Write another answer beside the one that is there. Ends with a fresh run of the page."""
    with st.chat_message("user", avatar=answer.PERSON):
        answer.question(first)
    reply = st.chat_message("assistant", avatar=answer.ASSISTANT)
    _watch()
    st.button("Stop", icon=":material/stop_circle:", key="stop")
    with reply:
        before, beside = st.columns(2)
        with before, st.container(border=True):
            answer.reply(first, key="before", newest=False, active=False, timed=True)
        with beside, st.container(border=True):
            _stream(Draft(Turn(first.question, "")), first.question, st.empty(), again=submission.again)
    st.rerun()


def split(files: tuple[Attachment, ...]) -> tuple[Attachment | None, tuple[Attachment, ...]]:
    """The first picture belongs to the question; all other files go into the library."""
    picture = next((file for file in files if file.media_type in PICTURES), None)
    return picture, tuple(file for file in files if file is not picture)


def _take_in(file: Attachment) -> Note:
    bar = st.progress(0.0, text=plain(f"Adding {file.name}"))
    note = add(file.name, io.BytesIO(file.content), len(file.content), bar, until_read=True)
    bar.empty()
    return note


@st.fragment(run_every=0.5)
def _watch() -> None:
    """Redraw the page after the stop button, which ends its script before it could do so."""
    state = session()
    if state.stopped:
        state.stopped = False
        st.rerun()


def _stream(draft: Draft, question: str, heard: Any, *, again: str | None = None) -> None:
    """Draw the answer as it comes. However it ends, what there is of it is kept; `again` is beside the one before."""
    state = session()
    kept = False

    def keep(turn: Turn) -> None:
        state.turns = [*state.turns, turn] if again is None else answered_again(state.turns, again, turn)

    found, status, written = st.container(), st.empty(), st.empty()
    live = _Live(draft, heard, found, status, written)
    try:
        with client().ask(
            question,
            library=state.mode,
            conversation=state.conversation,
            picture=draft.question.picture,
            audio=draft.question.audio,
            again=again,
            tag=state.tag,
        ) as stream:
            for event in stream:
                if event is not None:
                    draft.take(event)
                live.show(event)
        keep(draft.turn())
        kept = True
    except ApiError as error:
        keep(draft.turn(error=error.sentence))
        kept = True
    finally:
        # Streamlit ends a script by an exception of its own that passes through here.
        if not kept:
            keep(draft.turn(stopped=True))
            state.stopped = True
        state.conversation = draft.conversation or state.conversation
        if state.handsfree and state.turns:
            voice.speak(state.turns[-1])


class _Live:
    """The places on the page that an answer fills while it is written."""

    def __init__(self, draft: Draft, heard: Any, found: Any, status: Any, written: Any) -> None:
        self.draft, self.heard, self.found, self.status, self.written = draft, heard, found, status, written
        self.began = time.monotonic()
        self.drawn = 0.0

    def show(self, happened: Event | None) -> None:
        """Draw what changed. Called at every tick too: drawing is where Streamlit notices the stop button."""
        draft = self.draft
        if isinstance(happened, Transcript) and draft.transcript:
            self.heard.html(passage_html(draft.transcript, css_class="vermeil-question"))
        if isinstance(happened, Sources) and draft.passages:
            with self.found:
                answer.sources(draft.passages, key="live", expanded=True, active=False)
        if not draft.text:
            self._status()
        elif not isinstance(happened, Token) or time.monotonic() - self.drawn > REDRAW_SECONDS:
            self.drawn = time.monotonic()
            self.status.empty()
            self.written.html(answer_html(draft.text, draft.citations, unfinished=True))

    def _status(self) -> None:
        draft, seconds = self.draft, int(time.monotonic() - self.began)
        words = draft.step or ("Writing" if draft.passages else "Looking")
        since = f" · {seconds} s" if seconds >= 2 else ""
        if draft.share is not None:
            self.status.progress(draft.share, text=plain(words + since))
        else:
            self.status.caption(f":material/more_horiz: {plain(words + since)}")

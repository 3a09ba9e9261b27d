"""How a turn looks: the question, its sources, the answer with its chips, and what can be done with it."""

from __future__ import annotations

import streamlit as st

from core.types import CORRECTED, HANDBOOK, IN_THE_QUESTION, TOLD, Citation, Passage
from frontend import alternatives, consent, viewer, voice, voting, wording
from frontend.alternatives import Answers
from frontend.client.errors import ApiError
from frontend.client.records import Note, Turn
from frontend.markup import answer_html, excerpt, passage_html, plain
from frontend.session import Submission, client, session

PERSON, ASSISTANT = ":material/person:", ":material/auto_awesome:"


def draw(answers: Answers, *, position: int, newest: bool, active: bool) -> None:
    """A question with its finished answer, or with two to choose from.

    `active` is false while another answer is written: a press would end that one.
    """
    turn, rival = answers.standing, answers.rival
    with st.chat_message("user", avatar=PERSON):
        question(turn)
    with st.chat_message("assistant", avatar=ASSISTANT):
        notes(turn.notes)
        if rival is None:
            reply(turn, key=f"{position}", newest=newest, active=active)
            _passed_over(answers.others, position)
            return
        st.caption("Two answers: which one shall the conversation go on with?")
        for column, one, other in zip(st.columns(2), (turn, rival), (rival, turn), strict=True):
            with column, st.container(border=True):
                key = f"{position}-{one.id}"
                reply(one, key=key, newest=False, active=active, timed=newest)
                st.button(
                    "Go on with this one", key=f"choose-{key}", icon=":material/check:", disabled=not active,
                    on_click=_choose, args=(one, other),
                )  # fmt: skip


def reply(turn: Turn, *, key: str, newest: bool, active: bool, timed: bool = False) -> None:
    """An answer with all that belongs to it; how long it took where it is the newest, or `timed`."""
    if turn.passages:
        sources(turn.passages, key=key, expanded=newest and active, active=active, answered=not turn.abstained)
    if turn.answer:
        st.html(answer_html(turn.answer, turn.citations))
    _chips(turn, key, active)
    _remarks(turn, newest or timed)
    if turn.id and turn.answer:
        _actions(turn, newest, active)
        consent.question(turn.id, active=active)


def _passed_over(others: tuple[Turn, ...], position: int) -> None:
    """The answers that were not chosen, to look at."""
    if not others:
        return
    with st.expander(wording.counted(len(others), "other answer"), key=f"others-{position}"):
        for other in others:
            st.html(answer_html(other.answer, other.citations))


def _choose(turn: Turn, over: Turn) -> None:
    if turn.id is None or over.id is None:
        return
    try:
        client().feedback.choose(turn.id, over.id)
    except ApiError as error:
        st.toast(plain(error.sentence), icon=":material/error:")
        return
    session().turns = alternatives.chosen(session().turns, turn)
    st.session_state.pop(f"vote-{turn.id}", None)  # it shows the vote that the choice is
    st.toast("Thank you, noted.", icon=":material/check:")
    consent.ask_once(turn.id)


def question(turn: Turn) -> None:
    """What the person sent: a picture, a recording, words."""
    if turn.picture:
        st.image(turn.picture, width=280, alt="The picture you sent")
    if turn.audio:
        st.audio(turn.audio, format="audio/wav")
    words = turn.question or turn.transcript or ""
    if words:
        st.html(passage_html(words, css_class="vermeil-question"))
    if turn.transcript and not turn.question:
        st.caption(":material/mic: heard")


def notes(made: tuple[Note, ...]) -> None:
    """What became of the files that came along."""
    for note in made:
        icon = ":green[:material/check_circle:]" if note.ok else ":red[:material/error:]"
        st.markdown(f"{icon} {plain(note.text)}")


def sources(passages: tuple[Passage, ...], *, key: str, expanded: bool, active: bool, answered: bool = True) -> None:
    """The passages found, with the evidence in them highlighted. Only finished turns have buttons to open them.

    Where they answered nothing they are the nearest, for the person to judge. Those of earlier turns, which are most of
    what a long conversation would draw, are drawn once somebody opens them.
    """
    found = sum(passage.document != IN_THE_QUESTION for passage in passages)
    what = "Found" if answered else "Nearest"
    label = f"{what} in your library · {wording.counted(found, 'passage')}" if found else "Seen in your picture"
    if any(passage.document == HANDBOOK for passage in passages):
        label = "Found in Vermeil’s handbook"
    if all(passage.document == TOLD for passage in passages):
        label = "From what you told me"
    if all(passage.document == CORRECTED for passage in passages):
        label = "From a correction"
    lazily, opened = active and not expanded, f"opened-sources-{key}"
    box = st.expander(
        label, expanded=expanded or bool(st.session_state.get(opened)), icon=":material/format_quote:",
        key=f"box-{key}", on_change="rerun" if lazily else "ignore",
    )  # fmt: skip
    if lazily:
        st.session_state[opened] = bool(box.open)  # what is written meanwhile leaves it open
        if not box.open:
            return
    with box, st.container(key=f"sources-{key}"):
        for number, passage in enumerate(passages):
            source(passage, key=f"{key}-{number}", active=active)


def source(passage: Passage, *, key: str, active: bool = True) -> None:
    """One passage: where it stands, the part with the evidence, and the way to all of it."""
    with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="top", key=f"source-{key}"):
        if passage.kind == "picture" and active and (small := viewer.thumbnail(passage.document)):
            st.image(small, width=viewer.THUMBNAIL, alt=passage.name)
        with st.container(gap=None):
            where = wording.place(passage.span, passage.name)
            name = f"{wording.ICONS[passage.kind]} **{plain(passage.name, 60)}**"
            about = " · ".join(filter(None, (where, wording.shared_by(passage.shared_by))))
            st.markdown(f"{name} :gray[{plain(about)}]" if about else name)
            if passage.text.strip():
                st.html(passage_html(*excerpt(passage.text, passage.highlights), css_class="vermeil-excerpt"))
        if st.button(
            "", key=f"open-source-{key}", icon=":material/open_in_full:", type="tertiary",
            disabled=not active or passage.document == IN_THE_QUESTION,
            help=f"Open {plain(passage.name, 40)}",
        ):  # fmt: skip
            viewer.show_passage(passage)


def _chips(turn: Turn, place: str, active: bool) -> None:
    """One button for each place cited; a mark used twice is one button, and doubtful if one of its uses is."""
    cited: dict[int, Citation] = {}
    for citation in turn.citations:
        known = cited.get(citation.n)
        cited[citation.n] = citation if known is None or known.supported else known
    if not cited:
        return
    with st.container(horizontal=True, gap="xsmall", key=f"chips-{place}"):
        for citation in cited.values():
            mark = str(citation.n) if citation.supported else f"{citation.n}?"
            where = wording.place(citation.span, citation.name)
            about = filter(None, (where, wording.shared_by(citation.shared_by)))
            label = " · ".join([f"**{plain(mark)}** {plain(citation.name, 34)}", *map(plain, about)])
            key = f"cite-{'ok' if citation.supported else 'doubt'}-{place}-{citation.n}"
            if st.button(
                label, key=key, disabled=not active or citation.document == IN_THE_QUESTION, help="Open the source"
            ):
                viewer.show_citation(citation, turn.passages)


def _remarks(turn: Turn, timed: bool) -> None:
    """What a reader should know of the answer before believing it; how long it took where it is `timed`."""
    if turn.error:
        st.error(plain(turn.error), icon=":material/error:")
    if turn.same_again:
        st.caption(":material/equal: Asked again, the same answer came out.")
    if turn.stopped:
        st.caption(":material/stop_circle: You stopped this answer.")
    if turn.repeated:
        st.caption(":material/content_cut: The language model began to repeat itself here, and was cut off.")
    if turn.unrecorded:
        st.caption(
            ":material/hard_drive: The disk is full: this answer is not kept in the conversation. Delete files in the "
            "library for good to make room."
        )
    if turn.abstained:
        st.html(
            '<p class="vermeil-remark">Nothing in your library answers this for sure. Look at what is nearest, add a '
            "file about it, ask in other words, or switch to <b>No library</b>.</p>"
        )
    if any(not citation.supported for citation in turn.citations):
        st.html(
            '<p class="vermeil-remark vermeil-doubt">A number with a <b>?</b> marks a sentence that its source does '
            "not clearly support. Open the source before you rely on it.</p>"
        )
    if turn.answer and not turn.from_library and not turn.abstained:
        rests_on = {cited.document if cited.supported else "" for cited in turn.citations}
        if rests_on == {IN_THE_QUESTION}:
            st.badge("From your picture", icon=":material/image:", color="blue")
        elif rests_on == {CORRECTED}:
            st.badge("From a correction", icon=":material/edit_note:", color="blue")
        elif rests_on == {TOLD}:
            st.badge("From what you told me", icon=":material/psychology:", color="blue")
        else:
            st.badge("Not from your library", icon=":material/public_off:", color="orange")
    if timed and (caption := wording.timings(turn.timings)):
        st.caption(caption)


def _actions(turn: Turn, newest: bool, active: bool) -> None:
    """Thumbs, more words about them, hear, copy, ask again."""
    key = f"{turn.id}"
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"actions-{key}"):
        voting.thumbs(turn, active)
        st.button(
            "", key=f"hear-{key}", icon=":material/volume_up:", type="tertiary", help="Hear the answer",
            disabled=not active, on_click=voice.speak, args=(turn,),
        )  # fmt: skip
        copy = st.popover(
            "", icon=":material/content_copy:", type="tertiary", help="Copy the answer", key=f"copy-{key}",
            on_change="rerun" if active and not newest else "ignore",
        )  # fmt: skip
        if newest or not active or copy.open:
            copy.code(turn.answer, language=None, wrap_lines=True)
        if newest:
            st.button(
                "", key=f"again-{key}", icon=":material/refresh:", type="tertiary", help="Try again",
                disabled=not active, on_click=_again, args=(turn,),
            )  # fmt: skip


def _again(turn: Turn) -> None:
    session().pending = Submission(turn.question, again=turn.id)

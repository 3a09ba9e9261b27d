"""The library page: add files, see what became of them, search, look inside, delete."""

from __future__ import annotations

import time

import streamlit as st

from core.settings import settings
from frontend import answer, sharing, viewer, warmup, wording
from frontend.acting import act
from frontend.adding import add
from frontend.client.errors import ApiError
from frontend.client.records import Document
from frontend.markup import plain
from frontend.session import client, session, who

POLL_SECONDS = 1.0
SHOWN = 100
_STATES = {"queued": ("Waiting", "gray"), "processing": ("Reading", "blue"), "failed": ("Not readable", "red")}


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Library</h1>')
    _upload()
    _refused()
    try:
        documents = client().documents()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if not documents:
        _empty()
        return
    query = st.text_input(
        "Search your library",
        placeholder="Search your library",
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
    )
    if query.strip():
        _results(query.strip())
    else:
        _list(documents)


# --- adding ---------------------------------------------------------------------------------------------------------


def _upload() -> None:
    """The field, and what happens to files dropped on it: sent one after the other, then the field is emptied."""
    state = session()
    files = st.file_uploader(
        "Drop documents, pictures and recordings here, or choose them "
        f"(up to {wording.size(settings().upload_bytes)} each)",
        accept_multiple_files=True,
        key=f"upload-{state.uploads}",
    )
    if not files:
        return
    bar = st.progress(0.0)
    outcomes = [add(file.name, file, file.size, bar, until_read=False) for file in files]
    state.refused = tuple(note.text for note in outcomes if not note.ok)
    state.uploads += 1
    st.rerun()


def _refused() -> None:
    """Files that the service did not take, until the person has seen it."""
    state = session()
    for text in state.refused:
        st.error(plain(text), icon=":material/error:")
    if state.refused and st.button("All right", key="seen"):
        state.refused = ()
        st.rerun()


def _empty() -> None:
    st.html(
        '<div class="vermeil-empty"><h2>Your library is empty</h2>'
        "<p>Drop files above: PDF, Word, text, Markdown, HTML and CSV; photos and scans; recordings of any length. "
        "They are read on this machine, and stay here.</p></div>"
    )


# --- what is there --------------------------------------------------------------------------------------------------


def _list(documents: list[Document]) -> None:
    """The files. While some are being read, this part of the page looks again by itself."""
    pending = any(document.pending for document in documents)
    st.fragment(run_every=POLL_SECONDS if pending else None)(_documents)(pending)


def _documents(pending: bool) -> None:
    try:
        documents = client().documents()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if pending and not any(document.pending for document in documents):
        st.rerun()  # all read: the page comes to rest
    total = sum(document.size for document in documents)
    st.caption(f"{wording.counted(len(documents), 'file')} · {wording.size(total)}")
    me = who()
    for document in documents[:SHOWN]:
        _row(document, with_accounts=me is not None and me.accounts)
    if len(documents) > SHOWN:
        st.caption(f"The newest {SHOWN} are shown. Search finds the others.")


def _row(document: Document, *, with_accounts: bool) -> None:
    key = document.id
    icon = wording.ICONS[document.kind or "text"] if document.status == "ready" else wording.UNREAD_ICON
    with (
        st.container(border=True, key=f"file-{key}"),
        st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"),
    ):
        with st.container(gap=None):
            st.markdown(f"{icon} **{plain(document.name, 80)}**")
            st.caption(plain(wording.describe(document, time.time())))
            if shared := wording.shared(document):
                st.caption(f":material/group: {plain(shared)}")
            _state(document)
        if st.button("", key=f"look-{key}", icon=":material/visibility:", type="tertiary", help="Look inside"):
            viewer.show(document.id, document.name, None, None)
        _menu(document, with_accounts)


def _menu(document: Document, with_accounts: bool) -> None:
    """What its owner can do with a file; nothing with one that others share."""
    if document.shared_by is not None:
        return
    does = {**({"Share": sharing.dialog} if with_accounts else {}), "Delete": _confirm}
    chosen = st.menu_button("", list(does), key=f"do-{document.id}", icon=":material/more_horiz:", type="tertiary")
    if chosen:
        does[chosen](document)


def _state(document: Document) -> None:
    if document.status == "ready":
        if document.reason:
            st.caption(plain(document.reason))
        return
    words, colour = _STATES[document.status]
    if document.status == "processing":
        st.progress(document.progress, text=words)
    elif document.status == "failed":
        st.markdown(f":{colour}[{words}.] {plain(document.reason or '')}")
    else:
        st.markdown(f":{colour}[{words}]")


@st.dialog("Delete this file?")
def _confirm(document: Document) -> None:
    st.write(plain(document.name))
    st.caption("The file, its text and everything found in it leave the library for good. Answers already given stay.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep", key="keep-file"):
            st.rerun()
        if st.button("Delete", type="primary", key="confirm-file"):
            act(lambda: client().delete_document(document.id))


# --- searching ------------------------------------------------------------------------------------------------------


def _results(query: str) -> None:
    try:
        passages = client().search(query)
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if not passages:
        st.html('<div class="vermeil-empty"><p>Nothing like that is in your library.</p></div>')
        return
    st.caption(wording.counted(len(passages), "passage"))
    for number, passage in enumerate(passages):
        with st.container(border=True, key=f"result-{number}"):
            answer.source(passage, key=f"result-{number}")

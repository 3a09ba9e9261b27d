"""The files of the library as a list: what became of each, what can be done with one, and with several at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from frontend import sharing, tagging, versions, viewer, wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.client.records import Document
from frontend.client.shelf_records import Version
from frontend.markup import plain
from frontend.session import client, who

POLL_SECONDS = 1.0
SHOWN = 100
UNDONE = 3
_STATES = {"queued": ("Waiting", "gray"), "processing": ("Reading", "blue"), "failed": ("Not readable", "red")}


def draw(documents: Sequence[Document], tag: str | None) -> None:
    """The files, or those with a tag. While some are being read, this part of the page looks again by itself."""
    pending = any(document.unsettled for document in documents)
    st.fragment(run_every=POLL_SECONDS if pending else None)(_documents)(pending, tag)


def _documents(pending: bool, tag: str | None) -> None:
    try:
        (documents, gone), me = client().shelves.kept(), who()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if pending and not any(document.unsettled for document in documents):
        st.rerun()  # all read: the page comes to rest
    undo(gone)
    listed = [document for document in documents if tag is None or tag in document.tags]
    shown = listed[:SHOWN]
    picking, with_accounts = _head(listed), me is not None and me.accounts
    if picking:
        picked = [document for document in shown if st.session_state.get(f"pick-{document.id}")]
        _several(picked, with_accounts=with_accounts)
    for document in shown:
        _row(document, documents, picking=picking, with_accounts=with_accounts)
    if len(listed) > SHOWN:
        st.caption(f"The newest {SHOWN} are shown. Search finds the others.")


def undo(gone: Sequence[Version]) -> None:
    """The files that were deleted lately, each with the way back."""
    for document in gone[:UNDONE]:
        with st.container(
            horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"deleted-{document.id}"
        ):
            st.caption(f"Deleted: {plain(document.name, 60)}", width="content")
            if st.button("Undo", icon=":material/undo:", type="tertiary", key=f"restore-{document.id}"):
                act(partial(client().shelves.restore, document.id))
            if st.button(
                "Delete for good", type="tertiary", key=f"erase-{document.id}",
                help=f"Frees {wording.size(document.size)} now, and cannot be undone.",
            ):  # fmt: skip
                act(partial(client().delete_document, document.id, now=True))
    if len(gone) > UNDONE:
        st.caption(f"and {wording.counted(len(gone) - UNDONE, 'more file')}")


def _head(documents: Sequence[Document]) -> bool:
    """How many there are, and how large; whether several are being picked."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head"):
        total = wording.size(sum(document.size for document in documents))
        st.caption(f"{wording.counted(len(documents), 'file')} · {total}", width="content")
        return bool(len(documents) > 1 and st.toggle("Pick several", key="picking"))


# --- one file -------------------------------------------------------------------------------------------------------


def _row(document: Document, documents: Sequence[Document], *, picking: bool, with_accounts: bool) -> None:
    key = document.id
    icon = wording.ICONS[document.kind or "text"] if document.status == "ready" else wording.UNREAD_ICON
    with (
        st.container(border=True, key=f"file-{key}"),
        st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"),
    ):
        if picking:
            st.checkbox(
                f"Pick {plain(document.name)}", key=f"pick-{key}", label_visibility="collapsed", width="content"
            )
        with st.container(gap=None):
            st.markdown(f"{icon} **{plain(document.name, 80)}**")
            st.caption(plain(wording.describe(document, time.time())))
            _marks(document)
            _state(document)
            versions.newer(document)
        if st.button("", key=f"look-{key}", icon=":material/visibility:", type="tertiary", help="Look inside"):
            viewer.show(document.id, document.name, None, None)
        if not picking:
            _menu(document, documents, with_accounts)


def _marks(document: Document) -> None:
    """Whom it is shared with, and the tags on it."""
    shared = wording.shared(document)
    marks = [f":material/group: {plain(shared)}"] if shared else []
    marks += [f":material/sell: {plain(', '.join(document.tags))}"] if document.tags else []
    marks += [f":material/history: {document.versions} versions"] if document.versions > 1 else []
    if marks:
        st.caption(" · ".join(marks))


def _menu(document: Document, documents: Sequence[Document], with_accounts: bool) -> None:
    """What can be done with a file; with one that others share, only to tag it."""
    does: dict[str, Callable[[], None]] = {"Tags": lambda: tagging.put_on([document])}
    if document.shared_by is None:
        does |= versions.choices(document, documents)
        if with_accounts:
            does["Share"] = lambda: sharing.dialog([document])
        does["Delete"] = lambda: _confirm([document])
    chosen = st.menu_button("", list(does), key=f"do-{document.id}", icon=":material/more_horiz:", type="tertiary")
    if chosen:
        does[chosen]()


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


# --- several --------------------------------------------------------------------------------------------------------


def _several(picked: Sequence[Document], *, with_accounts: bool) -> None:
    """What can be done with those that are picked."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="several"):
        total = wording.size(sum(document.size for document in picked))
        st.markdown(f"**{len(picked)} picked** · {total}" if picked else "Pick files in the list.", width="content")
        if st.button("Tags", icon=":material/sell:", key="tag-several", disabled=not picked):
            tagging.put_on(picked)
        own = [document for document in picked if document.shared_by is None]
        if with_accounts and st.button("Share", icon=":material/group:", key="share-several", disabled=not own):
            sharing.dialog(picked)
        if st.button("Delete", icon=":material/delete:", key="delete-several", disabled=not own):
            _confirm(own)


@st.dialog("Delete?")
def _confirm(documents: Sequence[Document]) -> None:
    for document in documents[:5]:
        st.write(plain(document.name))
    if len(documents) > 5:
        st.write(f"and {wording.counted(len(documents) - 5, 'more file')}")
    if any(document.versions > 1 for document in documents):
        st.write("Their earlier versions go, too.")
    st.caption(
        "The file, its text and everything found in it leave the library. For ten minutes it can be undone; then it is "
        "gone for good, with what answers quoted of it."
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep", key="keep-file"):
            st.rerun()
        if st.button("Delete", type="primary", key="confirm-file"):
            act(lambda: _delete(documents))


def _delete(documents: Sequence[Document]) -> None:
    for document in documents:
        client().delete_document(document.id)

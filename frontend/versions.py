"""Versions of a file on the page: replacing it by a newer one, and having an earlier one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from frontend import wording
from frontend.acting import act
from frontend.adding import add
from frontend.client.errors import ApiError
from frontend.client.records import Document
from frontend.client.shelf_records import PENDING, Version
from frontend.markup import plain
from frontend.session import client


def newer(document: Document) -> None:
    """What becomes of a newer version that is on its way: until it was read, this one answers."""
    coming = document.coming
    if coming is None:
        return
    if coming.status in PENDING:
        st.progress(coming.progress, text="Reading the newer version; this one answers until then")
    else:
        st.markdown(f":red[The newer version could not be read.] {plain(coming.reason or '')}")


def choices(document: Document, documents: Sequence[Document]) -> dict[str, Callable[[], None]]:
    """What can be done with a file and its versions, by the words for it; `documents` are all that are listed."""
    coming, older = document.coming, _namesake(document, documents)
    does: dict[str, Callable[[], None]] = {}
    if coming is None or coming.status == "failed":
        does["Replace"] = lambda: _replace(document)
    if coming is not None:
        does["Drop the newer version"] = lambda: act(lambda: client().delete_document(coming.id))
    if document.versions > 1:
        does["Versions"] = lambda: _list(document)
    if older is not None:
        words = f"Newer version of the one from {wording.moment(older.created_at)}"
        does[words] = lambda: act(lambda: client().shelves.join(document.id, older.id))
    return does


def _namesake(document: Document, documents: Sequence[Document]) -> Document | None:
    """The last file of the same name that was added before this one, and stands by itself."""
    if document.versions > 1 or document.coming is not None or document.status != "ready":
        return None
    before = [
        other for other in documents
        if other.name == document.name and other.shared_by is None and other.created_at < document.created_at
    ]  # fmt: skip
    return max(before, key=lambda other: other.created_at, default=None)


@st.dialog("Replace by a newer version")
def _replace(document: Document) -> None:
    st.write(plain(document.name))
    file = st.file_uploader("The newer file", key=f"newer-{document.id}", label_visibility="collapsed")
    st.caption("The file that is there answers until the newer one was read, and is kept as an earlier version then.")
    if st.button("Replace", type="primary", key="replace-file", disabled=file is None) and file is not None:
        bar = st.progress(0.0)
        note = add(file.name, file, file.size, bar, until_read=False, replaces=document.id)
        if note.ok:
            st.rerun()
        bar.empty()
        st.error(plain(note.text), icon=":material/error:")


@st.dialog("Versions")
def _list(document: Document) -> None:
    try:
        versions = client().shelves.versions(document.id)
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    for version in versions:
        _row(version)
    st.caption("The current version is the one that is searched, shared and answered from.")


def _row(version: Version) -> None:
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", horizontal_alignment="distribute",
        key=f"version-{version.id}",
    ):  # fmt: skip
        about = [wording.moment(version.created_at), wording.size(version.size)]
        about += ["current"] if version.standing == "current" else []
        about += ["being read"] if version.status in PENDING else []
        about += ["not readable"] if version.status == "failed" else []
        st.markdown(f"**{plain(version.name, 60)}**  \n:gray[{' · '.join(about)}]")
        st.download_button(
            "", lambda: client().content(version.id)[0], file_name=version.name, icon=":material/download:",
            type="tertiary", on_click="ignore", key=f"download-{version.id}", help="Download this version",
        )  # fmt: skip
        if version.standing != "earlier":
            return
        does: dict[str, Callable[[], None]] = {"Delete": lambda: client().delete_document(version.id)}
        if version.status == "ready":
            does = {"Restore": lambda: client().shelves.restore(version.id), **does}
        chosen = st.menu_button(
            "", list(does), key=f"do-version-{version.id}", icon=":material/more_horiz:", type="tertiary"
        )
    if chosen:
        act(does[chosen])

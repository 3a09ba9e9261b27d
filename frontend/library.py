"""The library page: add files, search in them (`frontend.searching`), and have them listed (`frontend.shelf`)."""

from __future__ import annotations

import streamlit as st

from core.settings import settings
from frontend import searching, shelf, tagging, warmup, wording
from frontend.adding import add
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client, session


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Library</h1>')
    _upload()
    _refused()
    try:
        documents, gone = client().shelves.kept()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if not documents:
        _empty()
        shelf.undo(gone)
        return
    sought = searching.field()
    tag = tagging.chosen(documents)
    if sought is not None:
        searching.results(sought, tag)
    else:
        shelf.draw(documents, tag)


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
    outcomes = []
    for number, file in enumerate(files, 1):
        counted = f"{number} of {len(files)}:" if len(files) > 1 else ""
        outcomes.append(add(file.name, file, file.size, bar, until_read=False, counted=counted))
    state.refused = tuple(note.text for note in outcomes if not note.ok)
    state.taken = len(outcomes) - len(state.refused)
    state.uploads += 1
    st.rerun()


def _refused() -> None:
    """Files that the service did not take, and how many it took, until the person has seen it."""
    state = session()
    for text in state.refused:
        st.error(plain(text), icon=":material/error:")
    if state.refused and state.taken:
        st.caption(f"{wording.counted(state.taken, 'other file')} came in; the list says what becomes of each.")
    if state.refused and st.button("All right", key="seen"):
        state.refused = ()
        st.rerun()


def _empty() -> None:
    st.html(
        '<div class="vermeil-empty"><h2>Your library is empty</h2>'
        "<p>Drop files above: PDF, Word, text, Markdown, HTML and CSV; photos and scans; recordings of any length. "
        "They are read on this machine, and stay here.</p></div>"
    )

"""The dialog in which whoever owns a file says who else may read it."""

from __future__ import annotations

import streamlit as st

from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.client.records import Document
from frontend.markup import plain
from frontend.session import client


@st.dialog("Share this file")
def dialog(document: Document) -> None:
    """Whoever is chosen may read it; who is left out loses it at once."""
    st.write(plain(document.name))
    try:
        people = client().shelves.readers()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    everyone = st.toggle("Everyone on this Vermeil", document.shared_with_everyone, key="share-everyone")
    chosen = st.multiselect(
        "People", people, [name for name in document.shared_with if name in people],
        key="share-people", disabled=everyone,
        placeholder="Choose who may read it" if people else "Nobody else is here",
    )  # fmt: skip
    st.caption(
        "They find it, ask about it and download it, and change nothing. Whoever you take off the list loses it at "
        "once, with its words in their conversations."
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Cancel", key="share-cancel"):
            st.rerun()
        if st.button("Save", type="primary", key="share-save"):
            act(lambda: client().shelves.share(document.id, chosen, everyone=everyone))

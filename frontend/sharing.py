"""The dialog in which whoever owns files says who else may read them: one, several, or all that carry a tag now."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from frontend import wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.client.records import Document
from frontend.markup import plain
from frontend.session import client


@st.dialog("Share")
def dialog(documents: Sequence[Document], tag: str | None = None) -> None:
    """Whoever is chosen may read them; who is taken off loses them at once. `tag`: they are those that carry it.

    What others share is left out. Whom only some of them are shared with stays, unless it is taken from everybody.
    """
    own = [document for document in documents if document.shared_by is None]
    try:
        people = client().shelves.readers()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    st.markdown(_which(own, len(documents) - len(own), tag))
    if not own:
        return
    to_all = all(document.shared_with_everyone for document in own)
    common = [name for name in people if all(name in document.shared_with for document in own)]
    ids = [document.id for document in own]
    of = hash(tuple(ids))  # what was chosen for others and dismissed is not theirs
    everyone = st.toggle("Everyone on this Vermeil", to_all, key=f"share-everyone-{of}")
    chosen = st.multiselect(
        "People", people, common, key=f"share-people-{of}", disabled=everyone,
        placeholder="Choose who may read it" if people else "Nobody else is here",
    )  # fmt: skip
    if some := _some(own, common, everyone=to_all):
        st.caption(f"Some of them are shared with others, too, which stays so: {plain(some)}.")
    st.caption(
        "They find it, ask about it and download it, and change nothing. Whoever you take off the list loses it at "
        "once, with its words in their conversations."
    )
    with st.container(horizontal=True, horizontal_alignment="right"):
        if any(document.shared_with or document.shared_with_everyone for document in own) and st.button(
            "Share with nobody", type="tertiary", key="share-nobody"
        ):
            readers = {name for document in own for name in document.shared_with}
            act(lambda: client().shelves.share(ids, [], sorted(readers), everyone=False))
        if st.button("Cancel", key="share-cancel"):
            st.rerun()
        if st.button("Save", type="primary", key="share-save"):
            new, gone = [n for n in chosen if n not in common], [n for n in common if n not in chosen]
            changed = None if everyone == to_all else everyone
            act(lambda: client().shelves.share(ids, new, gone, everyone=changed))


def _which(own: Sequence[Document], others: int, tag: str | None) -> str:
    """What is shared, and what is not."""
    left = f" Left as they are: {wording.counted(others, 'file')} of others." if others else ""
    if not own:
        return f"None of these files is yours to share.{left}"
    if tag is not None:
        return (
            f"The {wording.counted(len(own), 'file')} of yours with the tag **{plain(tag)}** now. A file that you give "
            f"this tag later is not shared by that, and one that loses it stays shared.{left}"
        )
    return (plain(own[0].name) if len(own) == 1 else wording.counted(len(own), "file")) + (f".{left}" if left else "")


def _some(own: Sequence[Document], common: Sequence[str], *, everyone: bool) -> str:
    """With whom some of them are shared, and not all."""
    names = sorted({name for document in own for name in document.shared_with} - set(common))
    if not everyone and any(document.shared_with_everyone for document in own):
        names.append("everyone")
    return ", ".join(names)

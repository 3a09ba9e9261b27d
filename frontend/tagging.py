"""Tags on the page: what lists and questions are narrowed to, and the dialogs that put them on and take them off."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.types import limits
from frontend import sharing, wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.client.records import Document
from frontend.client.shelf_records import Tag
from frontend.markup import plain
from frontend.session import client, who

_SHARE, _RENAME, _REMOVE = "Share its files", "Rename this tag", "Remove this tag"


def chosen(documents: Sequence[Document]) -> str | None:
    """The tag that these, the whole list, are narrowed to, among all that there are; None for all files."""
    counts = {tag.name: tag.documents for tag in _tags()}
    if not counts:
        return None
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="tags"):
        tag: str | None = st.pills(
            "Tags", list(counts), format_func=lambda name: f"{plain(name)} :gray[{counts[name]}]",
            label_visibility="collapsed", key="tag", width="content",
        )  # fmt: skip
        if tag is not None:
            choices = [*([_SHARE] if _with_accounts() else []), _RENAME, _REMOVE]
            does = st.menu_button("", choices, key="do-tag", icon=":material/more_horiz:", type="tertiary")
            if does == _SHARE:
                sharing.dialog([document for document in documents if tag in document.tags], tag)
            elif does == _RENAME:
                _rename(tag)
            elif does == _REMOVE:
                _remove(tag, counts[tag])
    return tag


def scope() -> str | None:
    """The tag that questions are narrowed to; None for the whole library."""
    names = [tag.name for tag in _tags()]
    if not names:
        return None
    found: str | None = st.selectbox(
        "Which files", [None, *names], format_func=lambda name: name or "All files", key="scope-tag",
        label_visibility="collapsed", width=180,
    )  # fmt: skip
    return found


def _with_accounts() -> bool:
    """Whether there may be others to share with."""
    try:
        me = who()
    except ApiError:
        return False
    return me is not None and me.accounts


def _tags() -> list[Tag]:
    try:
        return client().shelves.tags()
    except ApiError:  # what needs them says so
        return []


# --- dialogs --------------------------------------------------------------------------------------------------------


@st.dialog("Tags")
def put_on(documents: Sequence[Document]) -> None:
    """The tags that these files have in common, to be changed for all of them."""
    st.write(plain(documents[0].name) if len(documents) == 1 else wording.counted(len(documents), "file"))
    common = [name for name in documents[0].tags if all(name in document.tags for document in documents)]
    ids = [document.id for document in documents]
    wanted = st.multiselect(
        "Tags", sorted({*common, *(tag.name for tag in _tags())}, key=str.casefold), common,
        accept_new_options=True, placeholder="Choose tags, or write new ones", key=f"put-on-{hash(tuple(ids))}",
        max_selections=limits.TAGS,
    )  # fmt: skip
    st.caption("Lists and questions can be narrowed to a tag. Your tags are seen by nobody else.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Cancel", key="put-on-cancel"):
            st.rerun()
        if st.button("Save", type="primary", key="put-on-save"):
            new, gone = [t for t in wanted if t not in common], [t for t in common if t not in wanted]
            act(lambda: client().shelves.change_tags(ids, new, gone))


@st.dialog(_RENAME)
def _rename(tag: str) -> None:
    with st.form("rename-tag", border=False):
        name = st.text_input("Name", tag, max_chars=limits.TAG_CHARS)
        st.caption("A name that another tag has makes one of the two.")
        sent = st.form_submit_button("Save", type="primary")
    if sent and name.strip():
        act(lambda: client().shelves.rename_tag(tag, name.strip()))


@st.dialog(_REMOVE)
def _remove(tag: str, documents: int) -> None:
    st.write(f"**{plain(tag)}** is taken off {wording.counted(documents, 'file')}. The files stay.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep", key="keep-tag"):
            st.rerun()
        if st.button("Remove", type="primary", key="remove-tag"):
            act(lambda: client().shelves.remove_tag(tag))

"""The sidebar under the page links: a new chat, and the conversations of before."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import Page

from core.types import limits
from frontend import consent, warmup, wording
from frontend.acting import act
from frontend.client.conversations import Conversation, Said
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client, session

SHOWN, DELETED_SHOWN = 40, 3
SENTENCE_CHARS = 160


def draw(chat_page: Page) -> None:
    """Draw it. A press on a conversation leads to the chat page, wherever the person is."""
    with st.sidebar:
        if st.button("New chat", icon=":material/add:", width="stretch", key="new-chat"):
            session().begin()
            st.switch_page(chat_page)
        if warmup.usable():
            _conversations(chat_page)
            _private()


def _conversations(chat_page: Page) -> None:
    try:
        kept = client().conversations.kept()
        if kept.conversations or kept.deleted:
            st.html('<p class="vermeil-heading">Conversations</p>')
        query = _search_field() if kept.conversations else ""
        found = client().conversations.search(query) if query else []
    except ApiError as error:
        st.caption(plain(error.sentence))
        return
    for deleted in kept.deleted[:DELETED_SHOWN]:
        _deleted(deleted)
    with st.container(gap=None, key="conversations"):
        if query:
            _results(found, chat_page)
            return
        for conversation in kept.conversations[:SHOWN]:
            _row(conversation, chat_page)
    if len(kept.conversations) > SHOWN:
        st.caption(f"{SHOWN} are shown. Search finds the others.")


def _search_field() -> str:
    return st.text_input(
        "Search what was said", placeholder="Search what was said", icon=":material/search:",
        label_visibility="collapsed", max_chars=limits.SEARCH_CHARS, key="search-said",
    ).strip()  # fmt: skip


def _results(found: Sequence[Said], chat_page: Page) -> None:
    if not found:
        st.caption("Nothing of that was said in your conversations.")
    for said in found:
        with st.container(gap=None, key=f"said-{said.turn}"):
            _open_button(said.conversation, said.title, f"open-{said.turn}", chat_page)
            st.html(f'<p class="vermeil-said">{html.escape(said.sentence[:SENTENCE_CHARS])}</p>')


def _deleted(conversation: Conversation) -> None:
    with st.container(
        horizontal=True, wrap=False, gap=None, vertical_alignment="center", key=f"deleted-{conversation.id}"
    ):
        st.caption(f"Deleted: {plain(conversation.title, 40)}")
        if st.button("Undo", icon=":material/undo:", type="tertiary", key=f"restore-{conversation.id}"):
            act(lambda: client().conversations.restore(conversation.id))


def _private() -> None:
    """Where what is said here goes."""
    try:
        model = client().language_model()
    except ApiError:  # nothing is promised then
        return
    st.html(f'<p class="vermeil-private">{html.escape(wording.privacy(model))}</p>')


def _row(conversation: Conversation, chat_page: Page) -> None:
    with st.container(horizontal=True, wrap=False, gap=None, vertical_alignment="center", key=f"row-{conversation.id}"):
        _open_button(
            conversation.id, conversation.title, f"open-{conversation.id}", chat_page, pinned=conversation.pinned
        )
        choices: Mapping[str, Callable[[Conversation], None]] = {
            "Rename": _rename, "Unpin" if conversation.pinned else "Pin": _pin, "Export": _export,
            "Feedback": consent.dialog, "Delete": _delete,
        }  # fmt: skip
        chosen = st.menu_button(
            "", list(choices), key=f"menu-{conversation.id}", icon=":material/more_horiz:", type="tertiary"
        )
    if chosen:
        choices[chosen](conversation)


def _open_button(conversation: str, title: str, key: str, chat_page: Page, *, pinned: bool = False) -> None:
    """A press on it leads to the conversation."""
    current = conversation == session().conversation
    if not st.button(
        plain(title or "Untitled", 60), key=key, icon=":material/keep:" if pinned else None,
        type="secondary" if current else "tertiary", width="stretch", wrap=False,
    ):  # fmt: skip
        return
    try:
        session().open(conversation)
    except ApiError as error:
        st.toast(plain(error.sentence), icon=":material/error:")
        return
    st.switch_page(chat_page)


def _pin(conversation: Conversation) -> None:
    act(lambda: client().conversations.pin(conversation.id, not conversation.pinned))


def _delete(conversation: Conversation) -> None:
    def delete() -> None:
        client().conversations.delete(conversation.id)
        if session().conversation == conversation.id:
            session().begin()

    act(delete)


@st.dialog("Export this conversation")
def _export(conversation: Conversation) -> None:
    try:
        text = client().conversations.markdown(conversation.id)
    except ApiError as error:
        st.error(plain(error.sentence))
        return
    st.write(plain(conversation.title or "Untitled"))
    st.caption("Questions and answers, and below each answer the files, places and words that it rests on.")
    st.download_button(
        "Download as Markdown", text, "conversation.md", "text/markdown", icon=":material/download:", type="primary",
        on_click="ignore", key="download-conversation",
    )  # fmt: skip


@st.dialog("Rename this conversation")
def _rename(conversation: Conversation) -> None:
    with st.form("rename", border=False):
        title = st.text_input("Title", conversation.title, max_chars=limits.TITLE_CHARS, key=f"title-{conversation.id}")
        sent = st.form_submit_button("Save", type="primary")
    if sent and title.strip():
        act(lambda: client().conversations.rename(conversation.id, title.strip()))

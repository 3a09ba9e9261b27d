"""The sidebar under the page links: a new chat, and the conversations of before."""

from __future__ import annotations

import html

import streamlit as st
from streamlit.navigation.page import Page

from frontend import warmup, wording
from frontend.client.errors import ApiError
from frontend.client.records import Conversation
from frontend.markup import plain
from frontend.session import client, session

SHOWN = 40


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
        conversations = client().conversations()
    except ApiError as error:
        st.caption(plain(error.sentence))
        return
    if conversations:
        st.html('<p class="vermeil-heading">Conversations</p>')
    for conversation in conversations[:SHOWN]:
        _row(conversation, chat_page)


def _private() -> None:
    """Where what is said here goes."""
    try:
        model = client().language_model()
    except ApiError:  # nothing is promised then
        return
    st.html(f'<p class="vermeil-private">{html.escape(wording.privacy(model))}</p>')


def _row(conversation: Conversation, chat_page: Page) -> None:
    current = conversation.id == session().conversation
    with st.container(horizontal=True, wrap=False, gap=None, vertical_alignment="center", key=f"row-{conversation.id}"):
        pressed = st.button(
            plain(conversation.title or "Untitled", 60), key=f"open-{conversation.id}",
            type="secondary" if current else "tertiary", width="stretch", wrap=False,
        )  # fmt: skip
        chosen = st.menu_button(
            "", ["Rename", "Delete"], key=f"menu-{conversation.id}", icon=":material/more_horiz:", type="tertiary"
        )
    if chosen == "Rename":
        _rename(conversation)
    elif chosen == "Delete":
        _confirm(conversation)
    if pressed:
        try:
            session().open(conversation.id)
        except ApiError as error:
            st.toast(plain(error.sentence), icon=":material/error:")
            return
        st.switch_page(chat_page)


@st.dialog("Rename this conversation")
def _rename(conversation: Conversation) -> None:
    with st.form("rename", border=False):
        title = st.text_input("Title", conversation.title, max_chars=200)
        sent = st.form_submit_button("Save", type="primary")
    if sent and title.strip():
        try:
            client().rename_conversation(conversation.id, title.strip())
        except ApiError as error:
            st.error(plain(error.sentence))
            return
        st.rerun()


@st.dialog("Delete this conversation?")
def _confirm(conversation: Conversation) -> None:
    st.write(plain(conversation.title or "Untitled"))
    st.caption("Its questions and answers are deleted for good. Your files stay in the library.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep", key="keep-conversation"):
            st.rerun()
        if st.button("Delete", type="primary", key="confirm-conversation"):
            try:
                client().delete_conversation(conversation.id)
            except ApiError as error:
                st.error(plain(error.sentence))
                return
            if session().conversation == conversation.id:
                session().begin()
            st.rerun()

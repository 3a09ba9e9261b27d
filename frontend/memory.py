"""What Vermeil remembers of whoever looks: each fact with where it is from, put right, deleted, or switched off."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.navigation.page import Page

from core.types import limits
from frontend import warmup, wording
from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.client.memory import Fact
from frontend.markup import passage_html, plain
from frontend.session import client, session


def page(chat_page: Page) -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Memory</h1>')
    try:
        remembered = client().memory.remembered()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    _switch(remembered.on)
    for fact in remembered.deleted:
        _deleted(fact)
    if not remembered.facts:
        st.html(
            '<div class="vermeil-empty"><h2>Nothing is remembered</h2><p>Tell it in the chat: “Remember that the bins '
            "go out on Tuesday”, “My name is Ada”, “I am allergic to penicillin”. It is kept as you said it, for you "
            "alone, and answers your questions about it.</p></div>"
        )
    for fact in remembered.facts:
        _fact(fact, chat_page)


def _switch(on: bool) -> None:
    said = st.toggle(
        "Remember what I tell of myself", value=on, key="remembering",
        help="Switched off, nothing is added and nothing is used. What is there stays until you delete it.",
    )  # fmt: skip
    if said != on:
        act(lambda: client().memory.switch(said))


def _fact(fact: Fact, chat_page: Page) -> None:
    with (
        st.container(border=True, key=f"fact-{fact.id}"),
        st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"),
    ):
        with st.container(gap=None):
            st.html(passage_html(fact.text, css_class="vermeil-question"))
            edited = ", put in other words since" if fact.edited else ""
            st.caption(f"You said so {wording.when(fact.said_at, time.time())}{edited}")
        if st.button("", key=f"from-{fact.id}", icon=":material/forum:", type="tertiary", help="Where you said it"):
            _open(fact, chat_page)
        if st.button("", key=f"edit-{fact.id}", icon=":material/edit:", type="tertiary", help="Put it in other words"):
            _edit(fact)
        if st.button("", key=f"forget-{fact.id}", icon=":material/delete:", type="tertiary", help="Delete"):
            act(lambda: client().memory.delete(fact.id))


def _open(fact: Fact, chat_page: Page) -> None:
    try:
        session().open(fact.conversation)
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    st.switch_page(chat_page)


def _deleted(fact: Fact) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"deleted-fact-{fact.id}"):
        st.caption(f"Deleted: {plain(fact.text, 80)}")
        if st.button("Undo", icon=":material/undo:", type="tertiary", key=f"recall-{fact.id}"):
            act(lambda: client().memory.restore(fact.id))


@st.dialog("Put it in other words")
def _edit(fact: Fact) -> None:
    with st.form("edit-fact", border=False):
        text = st.text_input("What is remembered", fact.text, max_chars=limits.FACT_CHARS)
        sent = st.form_submit_button("Save", type="primary")
    if sent and text.strip():
        act(lambda: client().memory.change(fact.id, text.strip()))

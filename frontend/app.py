"""The web page: what `streamlit run` executes, once for every person and every interaction."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from frontend import (
    account,
    brand,
    chat,
    insights,
    learned,
    library,
    log,
    memory,
    my_feedback,
    people,
    review,
    settings,
    sidebar,
    sign_in,
    training,
)
from frontend.client.account_records import Me
from frontend.client.errors import ApiError
from frontend.session import who

st.set_page_config(page_title="Vermeil", page_icon=brand.ICON, initial_sidebar_state="auto")
st.logo(brand.LOGO, size="large", icon_image=brand.ICON)
st.html(Path(__file__).with_name("style.css"))
st.html(f"<script>{Path(__file__).with_name('escape.js').read_text()}</script>", unsafe_allow_javascript=True)


def main() -> None:
    """Draw what whoever is there may see; for nobody, and for who came by a link, the way in."""
    try:
        me = who()
        comes_in = me is not None and me.accounts and sign_in.LINK in st.query_params
    except ApiError:
        me, comes_in = None, True
    pages = way_in() if comes_in else open_to(me)
    chosen = st.navigation(pages, position="hidden" if comes_in else "sidebar")
    if not comes_in:
        sidebar.draw(pages[0])
    chosen.run()
    if me is not None and me.accounts:
        account.watch()


def way_in() -> list[Page]:
    """The one page of whoever is not signed in, at all addresses that there are for others."""
    paths = "chat library memory feedback settings review insights training versions log account people".split()
    return [st.Page(sign_in.page, title="Sign in", url_path=path, default=path == "chat") for path in paths]


def open_to(me: Me | None) -> list[Page]:
    """The pages, the chat first. Where nobody could be asked who it is, those that all have."""
    talk = st.Page(chat.page, title="Chat", icon=":material/forum:", url_path="chat", default=True)
    of_me = partial(memory.page, talk)
    pages = [
        talk,
        st.Page(library.page, title="Library", icon=":material/folder_open:", url_path="library"),
        st.Page(of_me, title="Memory", icon=":material/psychology:", url_path="memory"),
        st.Page(my_feedback.page, title="My feedback", icon=":material/thumbs_up_down:", url_path="feedback"),
        st.Page(settings.page, title="Settings", icon=":material/settings:", url_path="settings"),
    ]
    if me is not None and me.person.role == "admin":
        pages += [
            st.Page(review.page, title="Review", icon=":material/rule:", url_path="review"),
            st.Page(insights.page, title="Insights", icon=":material/insights:", url_path="insights"),
            st.Page(training.page, title="Training", icon=":material/model_training:", url_path="training"),
            st.Page(learned.page, title="Versions", icon=":material/history_edu:", url_path="versions"),
        ]
    if me is not None and me.accounts:
        own = partial(account.page, me)
        pages.append(st.Page(own, title="Account", icon=":material/person:", url_path="account"))
        if me.person.role == "admin":
            everybody = partial(people.page, me.person)
            pages.append(st.Page(everybody, title="People", icon=":material/group:", url_path="people"))
            pages.append(st.Page(log.page, title="Log", icon=":material/history:", url_path="log"))
    return pages


main()

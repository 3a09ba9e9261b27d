"""The web page: what `streamlit run` executes, once for every person and every interaction."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from frontend import brand, chat, library, settings, sidebar

st.set_page_config(page_title="Vermeil", page_icon=brand.ICON, initial_sidebar_state="auto")
st.logo(brand.LOGO, size="large", icon_image=brand.ICON)
st.html(Path(__file__).with_name("style.css"))

pages = [
    st.Page(chat.page, title="Chat", icon=":material/forum:", url_path="chat", default=True),
    st.Page(library.page, title="Library", icon=":material/folder_open:", url_path="library"),
    st.Page(settings.page, title="Settings", icon=":material/settings:", url_path="settings"),
]
chosen = st.navigation(pages, position="sidebar")
sidebar.draw(pages[0])
chosen.run()

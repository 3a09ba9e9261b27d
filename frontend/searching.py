"""Searching the library by words, by a picture or by voice."""

from __future__ import annotations

import io
from dataclasses import dataclass

import streamlit as st

from frontend import answer, wording
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

PICTURES = ["png", "jpg", "jpeg", "webp", "gif", "heic", "avif"]
_ROUND = "searches"  # numbers the fields for a picture and a voice, which only a new number empties


@dataclass(frozen=True)
class Sought:
    """What is searched for; `heard` words were said and not written."""

    words: str
    picture: bytes | None = None
    heard: bool = False


def field() -> Sought | None:
    """The field for words, and behind a button those for a picture and a voice; None while nothing is searched for."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key="search-by"):
        words = st.text_input(
            "Search your library", placeholder="Search your library", icon=":material/search:",
            label_visibility="collapsed", key="search",
        )  # fmt: skip
        number = st.session_state.setdefault(_ROUND, 0)
        with st.popover("", icon=":material/image_search:", help="Search by a picture or by voice", key="search-other"):
            picture = st.file_uploader("What looks like this picture", PICTURES, key=f"search-picture-{number}")
            sound = st.audio_input("Say what you look for", key=f"search-voice-{number}")
    said = _heard(sound.getvalue()) if sound is not None else ""
    asked = " ".join(filter(None, (words.strip(), said)))
    if not asked and picture is None:
        return None
    return Sought(asked, picture.getvalue() if picture is not None else None, heard=bool(said))


def _heard(sound: bytes) -> str:
    """What is said in a recording, asked once for each."""
    known: tuple[bytes, str] | None = st.session_state.get("search-heard")
    if known is not None and known[0] == sound:
        return known[1]
    try:
        with st.spinner("Listening"):
            text = client().transcribe("question.wav", io.BytesIO(sound))["text"].strip()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return ""
    if not text:
        st.warning("Nothing was heard. Speak closer to the microphone, or write.", icon=":material/mic_off:")
    st.session_state["search-heard"] = sound, text
    return text


def results(sought: Sought, tag: str | None) -> None:
    """The passages that were found, each with the way to all of its document."""
    _said(sought)
    try:
        passages = client().search(sought.words, tag=tag, picture=sought.picture)
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if not passages:
        st.html('<div class="vermeil-empty"><p>Nothing like that is in your library.</p></div>')
        return
    st.caption(wording.counted(len(passages), "passage"))
    for number, passage in enumerate(passages):
        with st.container(border=True, key=f"result-{number}"):
            answer.source(passage, key=f"result-{number}")


def _said(sought: Sought) -> None:
    """What is searched for where it does not stand in the field, and the way back to the list."""
    if sought.picture is None and not sought.heard:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="sought"):
        if sought.picture is not None:
            st.image(sought.picture, width=72, alt="The picture that is searched for")
        if sought.heard:
            st.markdown(f":material/mic: {plain(sought.words, 120)}", width="content")
        st.button("Show all files", key="search-clear", icon=":material/close:", type="tertiary", on_click=_clear)


def _clear() -> None:
    st.session_state[_ROUND] += 1
    st.session_state["search"] = ""

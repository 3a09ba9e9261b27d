"""The voice of the page: answers are spoken sentence by sentence, and hands-free it listens in between.

What speaks and listens runs in the browser (`voice.js`) and asks the service for one sentence after the other; whoever
speaks interrupts it, and what was said comes back as a recording.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from core.sentences import sentences
from frontend.client.records import Turn
from frontend.markup import spoken
from frontend.session import session

_HTML = '<span role="status"></span><button type="button" hidden>Stop</button>'
_CSS = """
:host { display: block; } span { font-size: 0.85rem; opacity: 0.75; }
button { font: inherit; font-size: 0.85rem; margin-left: 0.6rem; padding: 0.1rem 0.7rem; cursor: pointer;
  color: inherit; background: none; border-radius: 0.6rem;
  border: 1px solid color-mix(in srgb, currentColor 30%, transparent); }
"""


@cache
def _component() -> Callable[..., Any]:
    source = Path(__file__).with_name("voice.js").read_text(encoding="utf-8")
    return st.components.v2.component("vermeil-voice", html=_HTML, css=_CSS, js=source)


def speak(turn: Turn) -> None:
    """Have an answer spoken in the next run of the page."""
    state = session()
    text = spoken(turn.answer)
    state.speeches += 1
    state.to_speak = tuple(text[start:end] for start, end in sentences(text))


def draw() -> bytes | None:
    """Speak what is to be spoken, and listen where it is hands-free; the recording of what was just said, if any."""
    state = session()
    number, state.to_speak, lines = (0, None, ()) if state.to_speak is None else (state.speeches, None, state.to_speak)
    data = {"number": number, "sentences": list(lines), "handsfree": state.handsfree}
    heard = _component()(key="voice", data=data, on_heard_change=lambda: None).heard
    try:
        return base64.b64decode(heard, validate=True) if heard else None
    except (binascii.Error, ValueError):
        return None

"""The parts of the settings page that are there to read: speech, limits, and when Vermeil learns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from frontend import training, wording
from frontend.client.configured import Configured, Setting
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

_RECOGNIZERS: Mapping[str, str] = {
    "faster_whisper": "faster-whisper",
    "whisperx": "WhisperX",
    "stand-in": "a stand-in, which hears tones and no words",
}
_VOICES: Mapping[str, str] = {
    "hibari": "hibari, the voice “heart”, in English",
    "stand-in": "a stand-in, which plays tones",
}


@dataclass(frozen=True)
class Limit:
    """What a limit is called, how its value is written, and what more of it costs."""

    name: str
    written: Callable[[Any], str]
    costs: str


_LIMITS: Mapping[str, Limit] = {
    "upload_bytes": Limit("Largest file", wording.size, "A larger file takes that much disk, and longer to read."),
    "audio_hours": Limit(
        "Longest recording",
        lambda hours: f"{hours:g} h",
        "It is heard in a small part of its length; answers are slower meanwhile.",
    ),
    "picture_pixels": Limit(
        "Largest picture",
        lambda pixels: f"{pixels / 1e6:g} megapixels",
        "A million pixels take 3 MB of memory while it is read.",
    ),
    "question_chars": Limit(
        "Longest question",
        lambda count: f"{count:,} characters",
        "A longer one begins to be answered later.",
    ),
    "answer_tokens": Limit(
        "Longest answer over the library",
        lambda count: f"{count:,} tokens",
        "A longer one takes longer to write; a word is one token, or a few.",
    ),
    "context": Limit(
        "Question, sources and answer together",
        lambda count: f"{count:,} tokens",
        "More takes memory for each answer that is written at once, and each begins later.",
    ),
    "passages": Limit(
        "Passages beside an answer", lambda count: wording.counted(count, "passage"), "More are more to look through."
    ),
    "parallel": Limit(
        "Answers written at once",
        lambda count: wording.counted(count, "answer"),
        "More share the same cores: each is slower, and nobody waits for a turn.",
    ),
    "threads": Limit(
        "Threads of each model",
        lambda count: str(count) if count else "one for each core",
        "Fewer leave room for other programs, and make answers slower.",
    ),
    "reader_seconds": Limit(
        "Time to read one file", lambda seconds: f"{seconds:g} s", "A file that takes longer counts as unreadable."
    ),
    "reader_bytes": Limit("Memory to read one file", wording.size, "It is taken while a large file is read."),
    "reserve_bytes": Limit("Disk that stays free", wording.size, "With less than that, no file is taken in."),
    "quarantine_days": Limit(
        "Files that no document names are kept",
        lambda days: wording.counted(days, "day"),
        "They take their space so long.",
    ),
}


def draw() -> None:
    """Speech, limits and learning. Raises `ApiError`, to all but admins with the code `forbidden`."""
    found = client().configured()
    _speech(found)
    _limits(found)
    _learning()


def _speech(found: Configured) -> None:
    st.html('<h2 class="vermeil-section">Speech</h2>')
    with st.container(border=True, key="speech", gap="xsmall"):
        st.markdown(f"**Hears** by {plain(_hears(found))}")
        st.caption(
            "A larger model hears better, and takes longer and more memory. The memory of both is given back when "
            "nobody has spoken for a while."
        )
        voice = "nothing: speaking is switched off" if found.voice is None else _VOICES.get(found.voice, found.voice)
        st.markdown(f"**Speaks** by {plain(voice)}")
        _changes(found.speech)


def _hears(found: Configured) -> str:
    """Which recogniser, with which models for which languages."""
    recognizer = _RECOGNIZERS.get(found.recognizer, found.recognizer)
    if not found.models:
        return recognizer
    if len(found.models) > 1:
        return f"{recognizer}: {found.models[0]} for English, {found.models[1]} for all other languages"
    return f"{recognizer}: {found.models[0]} for all languages that it knows"


def _changes(settings: tuple[Setting, ...]) -> None:
    """How to have it otherwise."""
    with st.expander("How to change this", icon=":material/lock:"):
        st.caption(_READ_ONLY)
        for setting in settings:
            st.markdown(f"`{setting.variable}` = {_value(setting)}")
            st.caption(f"{plain(setting.about.replace('`', ''))} {_where(setting)}")


def _limits(found: Configured) -> None:
    st.html('<h2 class="vermeil-section">Limits</h2>')
    with st.expander("What is taken in, and how much an answer may take", icon=":material/lock:"):
        st.caption(_READ_ONLY)
        for setting in found.limits:
            limit = _LIMITS[setting.name]
            st.markdown(f"**{limit.name}** · {limit.written(setting.value)}")
            st.caption(f"{limit.costs} `{setting.variable}`. {_where(setting)}")
        rates = found.rates
        st.caption(
            f"No settings are the rates: {rates['votes']:g} votes of one person in {rates['vote_seconds']:g} s, and "
            f"{rates['wrong_passwords']:g} wrong passwords for one name from one address in "
            f"{rates['password_seconds'] / 60:g} minutes."
        )


_READ_ONLY = (
    "These are read where Vermeil is started, and cannot be changed here: set the variable in its environment, or in a "
    "line of the file `.env` in the data folder, and start it again."
)


def _where(setting: Setting) -> str:
    return "It is set there." if setting.given else "Not set: this is the default."


def _value(setting: Setting) -> str:
    if isinstance(setting.value, bool):
        return "true" if setting.value else "false"
    return plain(str(setting.value)) or ":gray[what the profile has]"


def _learning() -> None:
    """When it learns by itself, what the last run took, and the way to where both are changed."""
    plan: dict[str, Any] = dict(client().runs.schedule())
    runs = client().runs.listed()
    st.html('<h2 class="vermeil-section">Learning</h2>')
    with st.container(border=True, key="learning", gap="xsmall"):
        st.markdown(training.planned(plan))
        if plan["fixed_by"]:
            st.caption("It is chosen where Vermeil is started: " + ", ".join(map(str, plan["fixed_by"])) + ".")
        done = next((dict(run) for run in runs if run["state"] == "done"), None)
        st.caption(_cost(done) if done else "What a run takes shows here after the first one.")
        if st.button("Open Training", icon=":material/model_training:", key="open-training", type="tertiary"):
            st.switch_page(st.Page(training.page, url_path="training"))


def _cost(run: dict[str, Any]) -> str:
    """What a run took, as far as it is known."""
    took = wording.clock(float(run["ended_at"]) - float(run["started_at"]))
    try:
        version = client().versions.shown(str(run["version"])) if run["version"] else {}
    except ApiError:  # it was deleted
        version = {}
    card: Any = version.get("card") or {}
    most = card.get("report", {}).get("training", {}).get("memory_mb")
    memory = f" and {wording.size(int(most) * 10**6)} of memory" if most else ""
    return f"The last run took {took}{memory}, on the cores that answers leave free."

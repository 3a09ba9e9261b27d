"""The settings page: which language model answers, and for admins, taking a better one on another server, and all else
that is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.types import limits
from frontend import configured, warmup, wording
from frontend.client.errors import ApiError
from frontend.client.records import LanguageModel, LanguageServer, Trial
from frontend.markup import plain
from frontend.session import client

_KIND, _ADDRESS, _MODEL, _KEY = "server-kind", "server-address", "server-model", "server-key"
_TRIAL = "server-trial"


@dataclass(frozen=True)
class Kind:
    """A program that serves language models: where it answers unless told otherwise, and how to get a model there."""

    address: str
    example: str
    hint: str


KINDS: Mapping[str, Kind] = {
    "Ollama": Kind(
        "http://127.0.0.1:11434", "qwen3:8b",
        "`ollama pull qwen3:8b` fetches a model, `ollama list` names those that are there.",
    ),
    "vLLM": Kind(
        "http://127.0.0.1:8000", "Qwen/Qwen3-8B", "For a GPU. `vllm serve Qwen/Qwen3-8B` serves a model under its name."
    ),
    "llama-server": Kind(
        "http://127.0.0.1:8080", "any name", "`llama-server -m model.gguf --port 8080` serves a file, under any name."
    ),
    "Another": Kind("", "its name", "Any server that speaks OpenAI's interface. Its address often ends in `/v1`."),
}  # fmt: skip


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Settings</h1>')
    try:
        _answering(client().language_model())
        server = client().language_server()
    except ApiError as error:
        if error.code != "forbidden":  # to whoever is no admin
            st.error(plain(error.sentence), icon=":material/error:")
        return
    _choice(server)
    try:
        configured.draw()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")


# --- who answers ----------------------------------------------------------------------------------------------------


def _answering(model: LanguageModel) -> None:
    st.html('<h2 class="vermeil-section">The language model</h2>')
    with st.container(border=True, key="model", gap="xsmall"):
        st.markdown(f"**{plain(model.name, 80)}**")
        st.caption(plain(wording.origin(model)))
        if model.state != "ready":
            st.caption(plain(model.state.capitalize()))
        if figures := wording.speeds(model):
            with st.container(horizontal=True, gap="medium", key="speeds"):
                for name, figure in figures:
                    st.metric(name, figure, width="content")
            st.caption(f"Of the last {wording.counted(model.answers, 'answer')}; the time is the median.")
        else:
            st.caption("How fast it is shows here after its first answers.")


# --- a better one ---------------------------------------------------------------------------------------------------


def _choice(server: LanguageServer) -> None:
    st.html('<h2 class="vermeil-section">A better one</h2>')
    if server.fixed_by:
        names = ", ".join(f"`{name}`" for name in server.fixed_by)
        st.info(
            f"The language model is chosen where Vermeil is started, by {names}, which wins over what is chosen here. "
            "Take that out of its environment, and start it again.", icon=":material/lock:",
        )  # fmt: skip
        return
    st.markdown(
        "A larger model reasons better and knows more of the world. It runs on a server of yours or of somebody you "
        "trust: questions and the passages they need are sent there. What you choose is taken up at once, and kept."
    )
    _begin(server)
    kind = KINDS[st.selectbox("Served by", list(KINDS), key=_KIND, on_change=_other_kind)]
    st.caption(kind.hint)
    address = st.text_input(
        "Address", key=_ADDRESS, max_chars=limits.SERVER_ADDRESS_CHARS, placeholder="http://127.0.0.1:8000/v1"
    )
    st.text_input("Model", key=_MODEL, max_chars=limits.SERVER_MODEL_CHARS, placeholder=kind.example)
    st.text_input(
        "Key", key=_KEY, type="password", max_chars=limits.SERVER_KEY_CHARS, autocomplete="off",
        placeholder="Kept, and not shown" if server.has_key else "None",
        help="Kept on this machine, for its owner's eyes alone, and never shown again.",
    )  # fmt: skip
    outcome = st.container()  # above the buttons: below them it would be out of sight on a small screen
    _buttons(server, outcome, ready=bool(address.strip()))


def _begin(server: LanguageServer) -> None:
    """Fill the fields when the page is opened: with what is saved, else with what is likely."""
    if _KIND in st.session_state:
        return
    likely = next(
        (name for name, kind in KINDS.items() if kind.address and server.address.startswith(kind.address)), ""
    )
    st.session_state[_KIND] = likely or ("Another" if server.address else next(iter(KINDS)))
    st.session_state[_ADDRESS] = server.address or KINDS[st.session_state[_KIND]].address
    st.session_state[_MODEL], st.session_state[_KEY] = server.model, ""
    st.session_state.pop(_TRIAL, None)


def _other_kind() -> None:
    st.session_state[_ADDRESS] = KINDS[st.session_state[_KIND]].address
    st.session_state[_MODEL] = ""
    st.session_state.pop(_TRIAL, None)


def _buttons(server: LanguageServer, outcome: DeltaGenerator, *, ready: bool) -> None:
    with st.container(horizontal=True, key="server-buttons"):
        tried = st.button("Test", icon=":material/network_check:", key="try-server", disabled=not ready)
        wanted = st.button("Use this model", type="primary", key="take-server", disabled=not ready)
        if server.address:
            st.button("Back to Vermeil's own", key="leave-server", type="tertiary", on_click=_leave)
    with outcome:
        if tried or wanted:
            _try()
    trial: Trial | None = st.session_state.get(_TRIAL)
    if wanted and trial is not None and trial.good:
        _take()
        st.rerun()
    if trial is not None:
        with outcome:
            _outcome(trial, insist=not trial.good)


def _entered() -> tuple[str, str, str | None]:
    """Address, model and key as they stand in the fields; no key means the one that is kept."""
    state = st.session_state
    return state[_ADDRESS].strip(), state[_MODEL].strip(), state[_KEY].strip() or None


def _try() -> None:
    with st.spinner("Asking the server. It may have to load its model first", show_time=True):
        try:
            st.session_state[_TRIAL] = client().try_server(*_entered())
        except ApiError as error:
            st.session_state[_TRIAL] = Trial(False, error.sentence)


def _outcome(trial: Trial, *, insist: bool) -> None:
    """What came of asking, and what can be done about it: choose a model of the server, or take it all the same."""
    if trial.good:
        st.success(plain(trial.sentence), icon=":material/check_circle:")
    else:
        st.error(plain(trial.sentence), icon=":material/error:")
    model = _entered()[1]
    if trial.models and model not in trial.models:
        with st.container(horizontal=True, key="server-models", gap="small"):
            for number, name in enumerate(trial.models[:12]):
                st.button(plain(name, 40), key=f"model-{number}", on_click=_name, args=(name,))
    elif insist and model:
        st.button("Use it all the same", key="insist-server", on_click=_take)


def _name(model: str) -> None:
    st.session_state[_MODEL] = model
    st.session_state.pop(_TRIAL, None)


def _take() -> None:
    _change(lambda: client().take_server(*_entered()), f"{_entered()[1]} answers from now on.")


def _leave() -> None:
    _change(client().leave_server, "Vermeil's own model answers from now on.")


def _change(change: Callable[[], None], done: str) -> None:
    """Take or leave a server. It is taken up at once; the fields are filled anew, and the key is in none of them."""
    try:
        change()
    except ApiError as error:
        st.session_state[_TRIAL] = Trial(False, error.sentence)
        return
    for key in (_KIND, _ADDRESS, _MODEL, _KEY, _TRIAL):
        st.session_state.pop(key, None)
    st.toast(plain(done), icon=":material/check_circle:")

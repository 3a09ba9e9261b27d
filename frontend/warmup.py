"""What is shown until the models are loaded. It looks again by itself, and makes way as soon as they are."""

from __future__ import annotations

import streamlit as st

from frontend import wording
from frontend.client.records import Readiness
from frontend.markup import plain
from frontend.session import client, session

POLL_SECONDS = 1.0
USABLE = ("ready", "limited")  # the library can be looked at without a model


def ready() -> bool:
    """Whether the service can be used. Draws the waiting page where it cannot yet."""
    if usable():
        return True
    _waiting()
    return False


def usable() -> bool:
    """The same without drawing; the first time, it tells what the service does without."""
    state = session()
    if state.ready:
        return True
    readiness = client().readiness()
    if readiness.status not in USABLE:
        return False
    state.ready = True
    for name, reason in readiness.failures.items():
        st.toast(f"{plain(wording.part(name))}: {plain(reason)}", icon=":material/error:")
    for note in readiness.notes:
        st.toast(plain(note), icon=":material/info:")
    return True


@st.fragment(run_every=POLL_SECONDS)
def _waiting() -> None:
    readiness = client().readiness()
    if readiness.status in USABLE:
        st.rerun()
    with st.container(key="warmup"):
        if readiness.status == "failed":
            st.markdown("## Vermeil could not start")
            for name, reason in readiness.failures.items():
                st.error(f"{plain(wording.part(name))}: {plain(reason)}", icon=":material/error:")
            st.markdown("`vermeil doctor` says how to mend it.")
        elif readiness.status == "warming":
            _loading(readiness)
        else:
            st.markdown("## Waiting for Vermeil's service")
            st.markdown(f"Nothing answers at `{client().address}` yet. If this lasts, start it with `vermeil up`.")
        st.caption("This page looks again every second; you need not reload it.")


def _loading(readiness: Readiness) -> None:
    done = sum(state != "loading" for state in readiness.parts.values())
    total = max(1, len(readiness.parts))
    st.markdown("## Warming up")
    st.markdown("The models are being loaded into memory. The first start after an installation takes longest.")
    st.progress(done / total, text=f"{done} of {wording.counted(total, 'part')} ready")
    for name, state in readiness.parts.items():
        icon, colour = ("check_circle", "green") if state == "ready" else ("error", "red")
        if state == "loading":
            icon, colour = "progress_activity", "gray"
        words = state if state in ("ready", "loading") else f"not available: {state.partition(':')[2].strip()}"
        st.markdown(f":{colour}[:material/{icon}:] {plain(wording.part(name))} · :gray[{plain(words)}]")

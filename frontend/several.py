"""Whether one person uses Vermeil or several do: asked once, below everything else of the empty page."""

from __future__ import annotations

import streamlit as st

from frontend.acting import act
from frontend.client.errors import ApiError
from frontend.session import client
from frontend.sign_in import REFUSED, refusal, several_form


def offer() -> None:
    """One line where it is still to be chosen. What was refused of the form that it leads to is said in its place."""
    try:
        offered = client().accounts.are_offered()
    except ApiError:  # the rest of the page says what is wrong
        return
    if not offered:
        return
    with st.container(key="who-uses-it", horizontal_alignment="center", gap="xsmall"):
        st.html('<p class="vermeil-limits">Who will use this Vermeil?</p>')
        with st.container(horizontal=True, horizontal_alignment="center"):
            if st.button("Only me, on this machine", key="alone", type="tertiary", icon=":material/person:"):
                act(client().accounts.stay_alone)
            wanted = st.button("Several people", key="several", type="tertiary", icon=":material/group:")
    refused = st.query_params.pop(REFUSED, None)
    if wanted or refused:
        _several(refused)


@st.dialog("Several people")
def _several(refused: str | None) -> None:
    st.write(
        "Each signs in, and has files and conversations that nobody else sees. You keep what is here, and invite the "
        "others."
    )
    if refused:
        st.error(refusal(refused), icon=":material/error:")
    st.html(several_form())

"""What a button does: something that the service is asked for, and the page as it is afterwards."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from frontend.client.errors import ApiError
from frontend.markup import plain


def act(action: Callable[[], object]) -> None:
    """Do it and draw the page anew, or say why not."""
    try:
        action()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    st.rerun()

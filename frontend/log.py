"""The log, for admins: who did what."""

from __future__ import annotations

import re
from datetime import datetime

import streamlit as st

from frontend import warmup
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

_ID = re.compile(r"[0-9a-f]{32}")


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Log</h1>')
    try:
        lines = client().accounts.log()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if not lines:
        st.html(
            '<div class="vermeil-empty"><h2>Nothing was done yet</h2><p>Who came, who was let in or shut out, what was '
            "decided and exported stands here. What people ask and read does not.</p></div>"
        )
        return
    st.caption("The newest first. Names are those of today; who has left has none.")
    rows = [
        {
            "when": datetime.fromtimestamp(line.at).astimezone(),
            "who": line.actor or "",
            "did": line.action,
            "to": line.subject or "",
            "what": _told(line.detail or ""),
        }
        for line in lines
    ]
    when = st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")
    st.dataframe(rows, hide_index=True, width="stretch", height="content", column_config={"when": when})


def _told(detail: str) -> str:
    """What a line says beside who did what; the id of a vote by its end, which tells it apart."""
    return f"vote {detail[-8:]}" if _ID.fullmatch(detail) else detail

"""One's own account: the password, API keys for programs, signing out, and leaving."""

from __future__ import annotations

import time

import streamlit as st

from core.types import limits
from frontend import sign_in, warmup, wording
from frontend.acting import act
from frontend.client.account_records import Key, Me
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import NOBODY, client

_NEW_KEY = "new-key"
WATCH_SECONDS = 3.0


@st.fragment(run_every=WATCH_SECONDS)
def watch() -> None:
    """Look again whether somebody is signed in, so that an open page does not outlive its session."""
    try:
        client().accounts.me()
    except ApiError as error:
        if error.code == NOBODY:
            st.rerun()


def page(me: Me) -> None:
    if not warmup.ready():
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.html('<h1 class="vermeil-title">Account</h1>')
        if st.button("Sign out", icon=":material/logout:", key="sign-out"):
            act(client().accounts.sign_out)
    role = "an admin" if me.person.role == "admin" else "a user"
    st.markdown(f"You are **{plain(me.person.name)}**, {role} of this Vermeil.")
    if me.password:
        _password()
        _sign_in_service()
    _keys()
    _leaving()


def _password() -> None:
    st.html('<h2 class="vermeil-section">Password</h2>')
    with st.form("change-password", clear_on_submit=True):
        old = _password_field("Password of now", "current-password")
        new = _password_field("New password", "new-password")
        again = _password_field("New password once more", "new-password")
        sent = st.form_submit_button("Change it")
    if not sent:
        return
    if new != again:
        st.error("The two new passwords are not the same.", icon=":material/error:")
        return
    try:
        client().accounts.change_password(old, new)
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    st.success("Changed. You are signed out everywhere else.", icon=":material/check_circle:")


def _password_field(label: str, autocomplete: str) -> str:
    return st.text_input(label, type="password", autocomplete=autocomplete, max_chars=limits.PASSWORD_CHARS)


def _sign_in_service() -> None:
    """Whoever has a password may be let in by the word of the sign-in service, too."""
    accounts = client().accounts
    try:
        linked = accounts.is_linked()
        name = accounts.provider() if linked is not None else None
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if linked is None or name is None:
        return
    st.html('<h2 class="vermeil-section">Sign-in service</h2>')
    if refused := st.query_params.get(sign_in.REFUSED):
        st.error(sign_in.refusal(refused), icon=":material/error:")
    if linked:
        st.markdown(f"You may sign in with **{plain(name)}**, too.")
        if st.button("By password alone", icon=":material/link_off:", type="tertiary", key="unlink"):
            act(accounts.unlink)
        return
    st.caption(f"Your password, and whoever you sign in as with {plain(name)} is known as you from then on.")
    st.html(sign_in.link_form(name))


# --- keys -----------------------------------------------------------------------------------------------------------


def _keys() -> None:
    st.html('<h2 class="vermeil-section">API keys</h2>')
    st.caption("With a key a program asks and searches as you, at `/v1` and `/api`. Each is shown once.")
    try:
        keys = client().accounts.keys()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    form = st.form("add-key", clear_on_submit=True, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("What for", max_chars=limits.KEY_NAME_CHARS, placeholder="My laptop")
        sent = st.form_submit_button("Make a key", icon=":material/key:")
    if sent and name.strip():
        _add(name.strip())
    made: Key | None = st.session_state.get(_NEW_KEY)
    if made is not None:
        st.success(f"The key **{plain(made.name)}**. Copy it now: it is not shown again.", icon=":material/key:")
        st.code(made.secret, language=None)
        st.session_state[_NEW_KEY] = None
    for key in keys:
        _row(key)


def _add(name: str) -> None:
    def keep() -> None:
        st.session_state[_NEW_KEY] = client().accounts.add_key(name)

    act(keep)


def _row(key: Key) -> None:
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", horizontal_alignment="distribute",
        key=f"key-{key.id}",
    ):  # fmt: skip
        now = time.time()
        used = "never used" if key.used_at is None else f"last used {wording.when(key.used_at, now)}"
        st.markdown(f"**{plain(key.name, 60)}**  \n:gray[made {wording.when(key.created_at, now)}, {used}]")
        if st.button("Revoke", key=f"revoke-{key.id}", type="tertiary"):
            act(lambda: client().accounts.revoke_key(key.id))


# --- leaving --------------------------------------------------------------------------------------------------------


def _leaving() -> None:
    st.html('<h2 class="vermeil-section">Leave</h2>')
    if st.button("Delete my account", key="leave", type="tertiary", icon=":material/delete_forever:"):
        _confirm()


@st.dialog("Delete your account?")
def _confirm() -> None:
    st.write("Your files, conversations and votes are deleted with it, for good.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep it", key="keep-account"):
            st.rerun()
        if st.button("Delete", type="primary", key="confirm-leave"):
            act(client().accounts.leave)

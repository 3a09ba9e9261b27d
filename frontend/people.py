"""People, for admins: who there are, what they may do and whom to invite."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from frontend import warmup, wording
from frontend.acting import act
from frontend.client.account_records import Link, Person, Role
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

_MADE = "made-link"
_ROLES: tuple[Role, ...] = ("user", "admin")


def page(me: Person) -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">People</h1>')
    try:
        people, links = client().accounts.people(), client().accounts.links()
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    _invite()
    _made()
    for link in links:
        _link(link)
    st.html('<h2 class="vermeil-section">Who is here</h2>')
    for person in people:
        _person(person, me)


# --- links ----------------------------------------------------------------------------------------------------------


def _invite() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        role = st.selectbox("Invite a", _ROLES, key="invite-role")
        if st.button("Make a link", icon=":material/person_add:", key="invite", type="primary"):
            _keep(lambda: client().accounts.invite(role))


def _keep(make: Callable[[], Link]) -> None:
    def keep() -> None:
        st.session_state[_MADE] = make()

    act(keep)


def _made() -> None:
    """A link that was just made: it is shown in this run of the page, and never again."""
    made: Link | None = st.session_state.get(_MADE)
    if made is None:
        return
    whom = f"**{plain(made.name)}** sets a new password" if made.name else "Somebody new comes in"
    st.success(f"{whom} by this link, once. Copy it now: it is not shown again.", icon=":material/link:")
    st.code(f"{_origin()}{made.path}", language=None, wrap_lines=True)
    st.session_state[_MADE] = None


def _origin() -> str:
    """Where this page is, as the browser sees it."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}" if here.netloc else client().address


def _link(link: Link) -> None:
    hours = max(1, round((link.expires_at - time.time()) / 3600))
    lasts = wording.counted(hours, "more hour") if hours < 48 else wording.counted(hours // 24, "more day")
    what = f"A new password for {plain(link.name)}" if link.name else f"An invitation as {link.role}"
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", horizontal_alignment="distribute",
        key=f"link-{link.id}",
    ):  # fmt: skip
        st.markdown(f"{what} :gray[works for {lasts}]")
        if st.button("Revoke", key=f"revoke-{link.id}", type="tertiary"):
            act(lambda: client().accounts.revoke_link(link.id))


# --- people ---------------------------------------------------------------------------------------------------------


def _person(person: Person, me: Person) -> None:
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", horizontal_alignment="distribute",
        key=f"person-{person.id}",
    ):  # fmt: skip
        about = [person.role, *(["shut out"] if person.disabled else []), *(["you"] if person.id == me.id else [])]
        st.markdown(f"**{plain(person.name, 64)}**  \n:gray[{', '.join(about)}]")
        chosen = st.menu_button(
            "", list(_choices(person)), key=f"do-{person.id}", icon=":material/more_horiz:", type="tertiary"
        )
    if chosen in ("Delete", "New password"):
        _choices(person)[chosen]()
    elif chosen:
        act(_choices(person)[chosen])


def _choices(person: Person) -> dict[str, Callable[[], None]]:
    """What can be done with somebody, by the words for it."""
    accounts = client().accounts
    role: Role = "user" if person.role == "admin" else "admin"
    return {
        f"Make {'a user' if role == 'user' else 'an admin'}": lambda: accounts.change(person.id, role=role),
        "Let in again" if person.disabled else "Shut out": lambda: accounts.change(
            person.id, disabled=not person.disabled
        ),
        "New password": lambda: _keep(lambda: accounts.reset(person.id)),
        "Delete": lambda: _confirm(person),
    }


@st.dialog("Delete this person?")
def _confirm(person: Person) -> None:
    st.write(f"**{plain(person.name)}**")
    st.caption("Their files, conversations and votes are deleted with the account, for good.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep", key="keep-person"):
            st.rerun()
        if st.button("Delete", type="primary", key="confirm-person"):
            act(lambda: client().accounts.delete(person.id))

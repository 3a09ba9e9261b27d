"""Signing in, and what links lead to: the first admin's account, an invited person's, a new password.

The forms are plain HTML that the browser sends to the API itself: only an answer to the browser can set its cookie, the
process that draws this page never sees a password, and managers of passwords know such forms.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from core.types import limits
from frontend import warmup
from frontend.client.account_records import Link
from frontend.client.errors import ApiError
from frontend.markup import plain
from frontend.session import client

LINK, REFUSED = "link", "refused"
REFUSALS = {
    "wrong_password": "This name and password do not fit. Try again, or ask an admin for a new password.",
    "throttled": "Too many wrong passwords. Wait a quarter of an hour, then try again.",
    "bad_password": f"A password has {limits.LEAST_PASSWORD_CHARS} to {limits.PASSWORD_CHARS} characters. A few words "
    "do well.",
    "bad_name": f"A name has letters of one script, digits, spaces and . - _ ' @ + only, {limits.NAME_CHARS} at most.",
    "name_taken": "This name is taken, or looks like one that is. Choose another one.",
    "unknown_person": "You have signed in elsewhere, but have no account here. Ask an admin for an invitation.",
    "shut_out": "This account cannot be used just now. Ask an admin.",
    "sign_in_over": "This sign-in was begun elsewhere, too long ago, or is used already. Sign in once more.",
    "declined": "The sign-in service did not let you in. Ask whoever looks after it.",
    "not_proved": "What the sign-in service answered does not hold. Sign in once more.",
    "provider_failed": "The sign-in service does not answer. Try again in a moment.",
    "bad_header": "The proxy before Vermeil does not say clearly who you are. Ask whoever looks after it.",
    "linked_already": "Somebody else here signs in so. Sign in there as yourself, and try again.",
    "conflict": "There is an admin already. Ask for an invitation.",
    "not_found": "This link does not work, or not any more. Ask whoever gave it to you for a new one.",
}
_OTHERWISE = "That did not work. Try again."


def page() -> None:
    """For whoever is not signed in."""
    if not warmup.ready():
        return
    token = st.query_params.get(LINK, "")
    with st.container(key="sign-in"):
        try:
            link = client().accounts.link(token) if token else None
        except ApiError as error:
            st.error(plain(error.sentence), icon=":material/link_off:")
            link = None
        else:
            _refused()
        st.html(form(link, token) if link else form(None, ""))
        if link is None or link.purpose != "reset":
            _by_provider(token if link else "")


def _by_provider(invitation: str) -> None:
    try:
        name = client().accounts.provider()
    except ApiError:  # the form above does without
        return
    if name:
        st.html(provider_form(name, invitation))


def _refused() -> None:
    if code := st.query_params.get(REFUSED):
        st.error(refusal(code), icon=":material/error:")


def refusal(code: str) -> str:
    """Why a form was sent back, by the code in the address: no words are taken from there."""
    return REFUSALS.get(code, _OTHERWISE)


def form(link: Link | None, token: str) -> str:
    """The form in HTML. A field must not be called `name`: Streamlit would take that away."""
    if link is None:
        return _form("/api/session", "Sign in", "", [_name(), _password("current-password")], "Sign in")
    action = f"/api/links/{quote(token, safe='')}"
    if link.purpose == "reset":
        about = f"For {link.name}. You are signed out everywhere else."
        return _form(action, "A new password", about, [_password("new-password")], "Set it")
    first = "You will look after this Vermeil: invite others, and decide what they may do."
    about = first if link.purpose == "first" else "You were invited. Choose a name and a password."
    return _form(action, "Your account", about, [_name(), _password("new-password")], "Make it")


def several_form() -> str:
    """The form, in HTML, by which one person becomes the first admin of several."""
    return _form("/api/accounts", "", "", [_name(), _password("new-password")], "Make your account")


def provider_form(name: str, invitation: str) -> str:
    """The way by a sign-in service, in HTML; `invitation` is the token of the link that led here, if any."""
    joins = f'<input type="hidden" name="invitation" value="{escape(invitation)}">' if invitation else ""
    return (
        f'<form class="vermeil-form vermeil-or" method="post" action="/api/session/provider">{joins}'
        f'<p>or</p><button type="submit">{"Join" if invitation else "Sign in"} with {escape(name)}</button></form>'
    )


def link_form(name: str) -> str:
    """The way to be known by the word of a sign-in service, too, in HTML."""
    return _form("/api/me/provider", "", "", [_password("current-password")], f"Sign in with {name}, too")


def _form(action: str, title: str, about: str, fields: list[str], button: str) -> str:
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    said = f"<p>{escape(about)}</p>" if about else ""
    return (
        f'<form class="vermeil-form" method="post" action="{escape(action)}">{heading}{said}'
        f'{"".join(fields)}<button type="submit">{escape(button)}</button></form>'
    )


def _name() -> str:
    return (
        '<label>Name<input type="text" name="username" autocomplete="username" autocapitalize="none" '
        f'spellcheck="false" maxlength="{limits.NAME_CHARS}" required></label>'
    )


def _password(autocomplete: str) -> str:
    new = autocomplete == "new-password"
    least = limits.LEAST_PASSWORD_CHARS
    bound, hint = (f' minlength="{least}"', f"<small>At least {least} characters.</small>") if new else ("", "")
    return (
        f'<label>Password<input type="password" name="password" autocomplete="{autocomplete}" '
        f'maxlength="{limits.PASSWORD_CHARS}"{bound} required>{hint}</label>'
    )

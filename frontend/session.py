"""What one open page remembers. The service keeps everything that matters; closing the page loses nothing."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from core.settings import settings
from core.types import LibraryMode
from frontend.client.account_records import Me
from frontend.client.errors import ApiError
from frontend.client.http import SESSION_COOKIE, Client
from frontend.client.records import Turn

PARAMETER = "conversation"
_CLIENT, _PERSON = "client", "person"
NOBODY = "not_signed_in"
TURNS_DRAWN = 20


@dataclass(frozen=True)
class Attachment:
    """A file that came with a question."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Submission:
    """What the person sent off at once; or the answer whose question is asked once more."""

    text: str
    files: tuple[Attachment, ...] = ()
    audio: bytes | None = None
    again: str | None = None


@dataclass
class Session:
    """`conversation` is None until the first answer of a new one. `stopped`: an answer was ended by its stop button,
    which leaves the page half drawn. `uploads` numbers the upload field, which only a new number empties. `drawn`: how
    many turns of the conversation are drawn, the newest. `to_speak` are the sentences of the speech that is numbered by
    `speeches`, until the browser has them."""

    turns: list[Turn]
    conversation: str | None = None
    mode: LibraryMode = "auto"
    tag: str | None = None
    pending: Submission | None = None
    stopped: bool = False
    ready: bool = False
    uploads: int = 0
    drawn: int = TURNS_DRAWN
    handsfree: bool = False
    speeches: int = 0
    to_speak: tuple[str, ...] | None = None
    refused: tuple[str, ...] = ()
    taken: int = 0

    def begin(self) -> None:
        """A new conversation."""
        self.turns, self.conversation, self.pending, self.drawn = [], None, None, TURNS_DRAWN

    def open(self, conversation: str) -> None:
        """Show a conversation of before. Raises `ApiError` where it is gone."""
        turns = client().conversations.turns(conversation)
        self.begin()
        self.turns, self.conversation = turns, conversation


def client() -> Client:
    """The client of this open page, never of the process: who signs in on one page is not signed in on another.

    httpx keeps its connections, and may be used from every thread.
    """
    if _CLIENT not in st.session_state:
        st.session_state[_CLIENT] = Client(api_address())
        st.session_state[_CLIENT].sign(st.context.cookies.get(SESSION_COOKIE))
    kept: Client = st.session_state[_CLIENT]
    return kept


def who() -> Me | None:
    """Whoever is signed in, asked anew at each run: an open page outlives a session. None where it cannot be told.

    Raises `ApiError` with the code `not_signed_in`. What the page knew of whoever was there before is forgotten then.
    """
    try:
        client().sign(st.context.cookies.get(SESSION_COOKIE))
        found = client().accounts.me()
    except ApiError as error:
        if error.code != NOBODY:
            return None
        _forget()
        raise
    if st.session_state.setdefault(_PERSON, found.person.id) != found.person.id:
        _forget()
        st.session_state[_PERSON] = found.person.id
    return found


def _forget() -> None:
    for key in [key for key in st.session_state if key != _CLIENT]:
        del st.session_state[key]


def api_address() -> str:
    """Where the API answers, as this machine reaches it (an API bound to every address is reached by loopback)."""
    host = settings().host
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{host}]:{settings().port}" if ":" in host else f"http://{host}:{settings().port}"


def session() -> Session:
    """The memory of this page; at its first call a conversation named in the address is opened."""
    if "vermeil" not in st.session_state:
        state = Session([])
        st.session_state["vermeil"] = state
    current: Session = st.session_state["vermeil"]
    return current


def restore() -> None:
    """Reopen the conversation that the address names, after the page was loaded anew."""
    state = session()
    named = st.query_params.get(PARAMETER)
    if named and not state.turns and state.conversation is None:
        try:
            state.open(named)
        except ApiError:
            del st.query_params[PARAMETER]  # it was deleted: an empty page is the answer


def remember() -> None:
    """Put the open conversation into the address, so that loading the page anew shows it again."""
    conversation = session().conversation
    if conversation:
        st.query_params[PARAMETER] = conversation
    else:
        st.query_params.pop(PARAMETER, None)

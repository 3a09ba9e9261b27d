"""People, and what proves who they are: nothing outlives its revocation, and no secret is kept."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NotFound, VermeilError
from memory.account_tables import PersonRow
from memory.accounts import links as links_module
from memory.accounts import sessions as sessions_module
from memory.accounts.links import Links
from memory.accounts.names import BadName
from memory.accounts.people import NameTaken, People, Person
from memory.accounts.proof import BadPassword
from memory.accounts.sessions import Sessions, WrongPassword
from memory.database import Database
from tests.memory.accounts.conftest import PASSWORD

NEW = "quite another one"


# --- the first admin ----------------------------------------------------------------------------------------------


def test_fifty_at_once_make_exactly_one_admin(database: Database, people: People, links: Links) -> None:
    token = links.first() or ""

    def attempt(number: int) -> object:
        try:
            return links.redeem(token, f"person {number}", PASSWORD)
        except VermeilError as error:
            return error.status

    with ThreadPoolExecutor(50) as threads:
        outcomes = list(threads.map(attempt, range(50)))
    [made] = [outcome for outcome in outcomes if isinstance(outcome, Person)]
    assert set(outcomes) - {made} <= {404, 409}
    assert people.list() == [made]
    assert (made.id, made.role) == ("local", "admin")


def test_the_database_itself_lets_a_link_make_one_person(database: Database, admin: Person) -> None:
    with database.reading() as session:
        link = session.get_one(PersonRow, admin.id).link_id
    with pytest.raises(IntegrityError), database.session() as session:
        session.add(PersonRow(name="x", skeleton="x", password="", role="admin", link_id=link))
    with pytest.raises(IntegrityError), database.session() as session:
        session.add(PersonRow(id="local", name="x", skeleton="x", password="", role="admin"))


def test_the_first_link_is_renewed_at_each_start_and_dies_with_its_use(links: Links) -> None:
    early, late = links.first() or "", links.first() or ""
    with pytest.raises(NotFound):
        links.redeem(early, "Ada", PASSWORD)
    links.redeem(late, "Ada", PASSWORD)
    with pytest.raises(NotFound):
        links.redeem(late, "Eve", PASSWORD)
    assert links.first() is None


# --- links --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "x", "ada", "0" * 64, "\ud800", "a" * 100_000])
def test_a_forged_link_makes_nobody(links: Links, people: People, admin: Person, token: str) -> None:
    with pytest.raises(NotFound):
        links.redeem(token, "Eve", PASSWORD)
    assert people.list() == [admin]


def test_an_invitation_works_once_and_only_while_it_lasts(
    links: Links, people: People, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, link = links.invite(admin.id, "user")
    assert (links.look(token), links.list()) == (link, [link])
    assert links.redeem(token, "Bob", PASSWORD).role == "user"
    assert links.list() == []
    for wrong in (token, links.invite(admin.id, "user")[0]):
        monkeypatch.setattr(links_module, "now", lambda: 1e12)
        with pytest.raises(NotFound):
            links.redeem(wrong, "Eve", PASSWORD)
        monkeypatch.undo()
    token, link = links.invite(admin.id, "admin")
    links.revoke(admin.id, link.id)
    with pytest.raises(NotFound):
        links.redeem(token, "Eve", PASSWORD)
    assert len(people.list()) == 2


@pytest.mark.parametrize(("name", "password", "refusal"), [
    ("bob", PASSWORD, NameTaken), ("Bob ", PASSWORD, NameTaken), ("ｂｏｂ", PASSWORD, NameTaken),
    ("b0b", PASSWORD, NameTaken),
    ("", PASSWORD, BadName), ("bоb", PASSWORD, BadName), ("eve", "short", BadPassword), ("eve", "x" * 257, BadPassword),
])  # fmt: skip
def test_what_can_be_mended_does_not_use_the_link_up(
    links: Links, user: Person, name: str, password: str, refusal: type[VermeilError]
) -> None:
    token, _ = links.invite(None, "user")
    with pytest.raises(refusal):
        links.redeem(token, name, password)
    assert links.redeem(token, "Eve", PASSWORD).name == "eve"


def test_a_link_to_a_new_password_ends_all_sessions(links: Links, sessions: Sessions, user: Person) -> None:
    session, _ = sessions.sign_in("bob", PASSWORD)
    early, (late, link) = links.reset(None, user.id)[0], links.reset(None, user.id)
    assert (link.name, link.purpose) == ("bob", "reset")
    with pytest.raises(NotFound):
        links.redeem(early, "", NEW)
    assert links.redeem(late, "somebody else", NEW) == user
    assert sessions.by_cookie(session) is None
    with pytest.raises(WrongPassword):
        sessions.sign_in("bob", PASSWORD)
    assert sessions.sign_in("bob", NEW)[1].person == user.id


# --- sessions and keys ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bob", " BOB ", "ｂob"])
def test_people_sign_in_however_they_spell_their_name(sessions: Sessions, user: Person, name: str) -> None:
    token, caller = sessions.sign_in(name, PASSWORD)
    assert sessions.by_cookie(token) == caller
    assert (caller.person, caller.name, caller.role, caller.key) == (user.id, "bob", "user", None)


@pytest.mark.parametrize(("name", "password"), [
    ("bob", ""), ("bob", PASSWORD + " "), ("b0b", PASSWORD), ("nobody", PASSWORD), ("\0", PASSWORD),
    ("bob", "x" * 10_000),
])  # fmt: skip
def test_nobody_else_does(sessions: Sessions, user: Person, name: str, password: str) -> None:
    with pytest.raises(WrongPassword, match="do not fit"):
        sessions.sign_in(name, password)


Revoke = Callable[[People, Sessions, Links, Person, str], object]
REVOCATIONS: dict[str, Revoke] = {
    "signing out": lambda people, sessions, links, user, session: sessions.end(session),
    "another's new password": lambda people, sessions, links, user, session: sessions.change_password(
        sessions.sign_in("bob", PASSWORD)[1], PASSWORD, NEW
    ),
    "a reset": lambda people, sessions, links, user, _: links.redeem(links.reset(None, user.id)[0], "", NEW),
    "disabling": lambda people, sessions, links, user, _: people.set_disabled("local", user.id, True),
    "deleting": lambda people, sessions, links, user, _: people.delete("local", user.id),
}


@pytest.mark.parametrize("how", REVOCATIONS)
def test_a_session_ends_with(how: str, people: People, sessions: Sessions, links: Links, user: Person) -> None:
    token, caller = sessions.sign_in("bob", PASSWORD)
    assert sessions.holds(caller)
    REVOCATIONS[how](people, sessions, links, user, caller.session or "")
    assert not sessions.holds(caller)
    assert sessions.by_cookie(token) is None


def test_a_session_ends_by_itself(sessions: Sessions, user: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    token, caller = sessions.sign_in("bob", PASSWORD)
    monkeypatch.setattr(sessions_module, "now", lambda: 1e12)
    assert sessions.by_cookie(token) is None
    assert not sessions.holds(caller)


def test_one_keeps_the_session_in_which_one_changes_the_password(sessions: Sessions, user: Person) -> None:
    token, caller = sessions.sign_in("bob", PASSWORD)
    with pytest.raises(WrongPassword):
        sessions.change_password(caller, "not it, surely", NEW)
    with pytest.raises(BadPassword):
        sessions.change_password(caller, PASSWORD, "short")
    sessions.change_password(caller, PASSWORD, NEW)
    assert sessions.by_cookie(token) == caller


def test_a_key_counts_until_it_is_revoked_and_is_noted(sessions: Sessions, user: Person, admin: Person) -> None:
    token, key = sessions.add_key(user.id, "  laptop\n")
    assert (key.name, key.used_at) == ("laptop", None)
    caller = sessions.by_key(token)
    assert caller is not None
    assert (caller.person, caller.key, caller.session) == (user.id, key.id, None)
    assert [(kept.id, kept.used_at is not None) for kept in sessions.keys(user.id)] == [(key.id, True)]
    assert sessions.by_cookie(token) is None
    assert sessions.by_key(sessions.sign_in("bob", PASSWORD)[0]) is None
    with pytest.raises(NotFound):
        sessions.revoke_key(admin.id, key.id)
    assert sessions.holds(caller)
    sessions.revoke_key(user.id, key.id)
    assert sessions.by_key(token) is None
    assert not sessions.holds(caller)


def test_a_disabled_person_has_neither_password_nor_key(people: People, sessions: Sessions, user: Person) -> None:
    token, _ = sessions.add_key(user.id, "laptop")
    people.set_disabled(None, user.id, True)
    assert sessions.by_key(token) is None
    with pytest.raises(WrongPassword):
        sessions.sign_in("bob", PASSWORD)
    people.set_disabled(None, user.id, False)
    assert sessions.by_key(token) is not None


# --- admins, and those who go -------------------------------------------------------------------------------------


def test_an_admin_is_always_left(people: People, admin: Person, user: Person) -> None:
    def all_refused(who: Person) -> None:
        for attempt in (
            lambda: people.set_role(who.id, who.id, "user"),
            lambda: people.set_disabled(who.id, who.id, True),
            lambda: people.delete(who.id, who.id),
        ):
            with pytest.raises(Conflict, match="last admin"):
                attempt()
        assert people.get(who.id) == who

    all_refused(admin)
    assert people.set_role(admin.id, user.id, "admin").role == "admin"
    people.set_disabled(admin.id, user.id, True)
    all_refused(admin)
    people.set_disabled(admin.id, user.id, False)
    people.delete(admin.id, admin.id)
    all_refused(people.get(user.id))


def test_whoever_is_deleted_frees_the_name_and_is_named_no_more(people: People, links: Links, user: Person) -> None:
    people.delete("local", user.id)
    with pytest.raises(NotFound):
        people.get(user.id)
    [(left, _)] = people.leaving()
    assert left == user.id
    assert links.redeem(links.invite("local", "user")[0], "Bob", PASSWORD).id != user.id
    people.forget(user.id)
    assert people.leaving() == []
    assert [(line.actor, line.subject) for line in people.log() if line.action == "deleted"] == [("ada", None)]


def test_who_did_what_is_written_down(people: People, sessions: Sessions, links: Links, user: Person) -> None:
    sessions.sign_in("bob", PASSWORD)
    people.set_role("local", user.id, "admin")
    lines = [(line.actor, line.action, line.subject, line.detail) for line in people.log()]
    assert lines == [
        ("ada", "role", "bob", "admin"), ("bob", "signed in", None, None), ("bob", "joined", "bob", "user"),
        ("ada", "invited", None, "user"), ("ada", "joined", "ada", "admin"),
    ]  # fmt: skip
    assert len(people.log(2)) == 2


def test_no_secret_stands_in_the_database(database: Database, sessions: Sessions, links: Links, user: Person) -> None:
    secrets = [PASSWORD, sessions.sign_in("bob", PASSWORD)[0], sessions.add_key(user.id, "laptop")[0]]
    secrets += [links.invite(None, "user")[0], links.reset(None, user.id)[0]]
    with database.reading() as session:
        rows = [
            str(row) for table in ("people", "sessions", "api_keys", "links", "log")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        ]  # fmt: skip
    assert len(rows) > 8
    assert not [secret for secret in secrets for row in rows if secret in row]

"""Whoever somebody else vouches for is one person, the right one, and has no password."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import select

from core.errors import Conflict, VermeilError
from memory.account_tables import IdentityRow
from memory.accounts.outside import Identity, Outside, ShutOut, UnknownPerson
from memory.accounts.people import NameTaken, People, Person
from memory.accounts.sessions import Sessions, WrongPassword
from memory.database import Database

ISSUER = "https://id.example"
ONE, OTHER = Identity(ISSUER, "1"), Identity("https://other.example", "1")


@pytest.fixture
def outside(database: Database) -> Outside:
    return Outside(database)


def at_once(attempt: Callable[[int], Person]) -> list[Person]:
    def tried(number: int) -> Person | None:
        try:
            return attempt(number)
        except VermeilError:
            return None

    with ThreadPoolExecutor(20) as threads:
        return [person for person in threads.map(tried, range(20)) if person is not None]


def test_issuer_and_subject_are_one_person(outside: Outside, admin: Person) -> None:
    assert outside.identified(ONE, None) is None
    made = outside.joined(ONE, ["grace"], "user")
    assert outside.identified(ONE, None) == made
    assert outside.identified(OTHER, None) is None
    assert outside.identified(Identity(ISSUER, "1 "), None) is None
    another = outside.joined(OTHER, ["grace"], "user")
    assert (another.name, another.id != made.id) == ("grace-2", True)


def test_coming_twenty_times_at_once_makes_one_person(outside: Outside, people: People, admin: Person) -> None:
    assert len(at_once(lambda number: outside.joined(ONE, [f"grace {number}"], "user"))) == 1
    came = at_once(lambda number: outside.named("hedy", create=True))
    assert len(came) == 20
    assert len({person.id for person in came}) == 1
    assert len(people.list()) == 3


def test_names_are_the_first_that_can_be_had(outside: Outside, admin: Person) -> None:
    names = [outside.joined(Identity(ISSUER, str(number)), ["<b>", "ada", "Bea"], "user").name for number in range(22)]
    assert names[:2] == [f"{admin.name}-2", f"{admin.name}-3"]
    assert names[-3:] == ["bea", "bea-2", "bea-3"]
    with pytest.raises(NameTaken):
        outside.joined(ONE, ["<b>"], "user")


def test_nobody_signs_in_by_a_password_that_is_not_there(outside: Outside, sessions: Sessions, admin: Person) -> None:
    made = outside.joined(ONE, ["grace"], "user")
    for password in ("", "left:", made.id):
        with pytest.raises(WrongPassword):
            sessions.sign_in("grace", password)
    token, caller = sessions.open(made.id)
    assert not caller.password
    assert sessions.by_cookie(token) == caller
    with pytest.raises(WrongPassword):
        sessions.change_password(caller, "", "long enough")


def test_who_is_disabled_or_gone(outside: Outside, people: People, database: Database, admin: Person) -> None:
    made = outside.joined(ONE, ["grace"], "user")
    people.set_disabled(admin.id, made.id, True)
    for vouched in (lambda: outside.identified(ONE, "admin"), lambda: outside.named("grace", create=True)):
        with pytest.raises(ShutOut):
            vouched()
    people.delete(admin.id, made.id)
    assert outside.identified(ONE, None) is None
    with database.reading() as session:
        assert session.scalars(select(IdentityRow)).all() == []
    with pytest.raises(UnknownPerson):
        outside.named("grace", create=False)


def test_roles_follow_and_one_admin_is_left(outside: Outside, people: People, admin: Person) -> None:
    outside.joined(ONE, ["grace"], "user")
    assert [found.role for role in (None, "admin", "admin", "user") if (found := outside.identified(ONE, role))] == [
        "user", "admin", "admin", "user",
    ]  # fmt: skip
    outside.identified(ONE, "admin")
    people.delete(admin.id, admin.id)
    last = outside.identified(ONE, "user")
    assert last is not None
    assert last.role == "admin"


def test_two_admins_who_demote_each_other_leave_one(people: People, outside: Outside, admin: Person) -> None:
    other = outside.joined(ONE, ["grace"], "admin")
    for _ in range(5):
        pair = (admin, other)

        def demote(number: int, pair: tuple[Person, Person] = pair) -> None:
            with suppress(Conflict):
                people.set_role(pair[number].id, pair[1 - number].id, "user")

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(demote, range(2)))
        left = [person for person in people.list() if person.role == "admin"]
        assert len(left) == 1
        for person in pair:
            people.set_role(None, person.id, "admin")

"""People in front of the page: they come in by links, do not see each other, and are out when they are told to be."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from frontend import account, people, session, several, sign_in
from frontend.client.account_records import Key, Link, LogLine, Me, Person
from frontend.client.errors import ApiError
from tests.conftest import free_port
from tests.frontend.conftest import Opener

PASSWORD = "long enough"
ADA, BOB = Person("1", "ada", "admin"), Person("2", "bob", "user")


# --- the forms ----------------------------------------------------------------------------------------------------


def link(purpose: str, name: str | None = None) -> Link:
    return Link("l", purpose, "user", name, 0.0)  # type: ignore[arg-type]


def test_a_form_goes_to_where_its_link_leads() -> None:
    assert 'action="/api/session"' in sign_in.form(None, "")
    first = sign_in.form(link("first"), "a/b")
    assert 'action="/api/links/a%2Fb"' in first
    assert "username" in first
    reset = sign_in.form(link("reset", "<b>ada</b>"), "t")
    assert "username" not in reset
    assert "&lt;b&gt;ada" in reset


def test_why_a_form_came_back_is_said_in_words_of_ours() -> None:
    from app.api.begun import SignInOver
    from app.api.oidc import Declined
    from app.api.provider import NotProved, ProviderFailed
    from app.api.proxy import BadHeader
    from memory.accounts.names import BadName
    from memory.accounts.outside import LinkedAlready, ShutOut, UnknownPerson
    from memory.accounts.people import NameTaken
    from memory.accounts.proof import BadPassword
    from memory.accounts.sessions import WrongPassword

    by_name = (BadName, NameTaken, BadPassword, WrongPassword)
    outside = (Declined, LinkedAlready, NotProved, ProviderFailed, ShutOut, SignInOver, UnknownPerson)
    for error in (*by_name, BadHeader, *outside):
        assert error.code in sign_in.REFUSALS


# --- pages by themselves ------------------------------------------------------------------------------------------


class Accounts:
    """In the place of the HTTP client's part about accounts."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []
        self.refusal: ApiError | None = None
        self.name: str | None = None
        self.offered = False

    def me(self) -> Me:
        return Me(True, ADA)

    def people(self) -> list[Person]:
        return [ADA, BOB]

    def provider(self) -> str | None:
        return self.name

    def is_linked(self) -> bool | None:
        return None

    def link(self, token: str) -> Link:
        return link(token)

    def are_offered(self) -> bool:
        return self.offered

    def stay_alone(self) -> None:
        self.offered = False
        self.done.append(("alone",))

    def links(self) -> list[Link]:
        return [link("invitation")]

    def log(self) -> list[LogLine]:
        return [LogLine(1.0, "ada", "joined", "ada", "admin")]

    def keys(self) -> list[Key]:
        return [Key("k", "laptop", 1.0, None)]

    def add_key(self, name: str) -> Key:
        return Key("n", name, 1.0, None, "vermeil-secret")

    def invite(self, role: str) -> Link:
        return Link("i", "invitation", "user", None, 0.0, "/?link=token")

    def change_password(self, old: str, new: str) -> None:
        if self.refusal:
            raise self.refusal
        self.done.append(("password", old, new))

    def revoke_link(self, link: str) -> None:
        self.done.append(("revoke", link))

    def sign_out(self) -> None:
        self.done.append(("sign out",))


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> Accounts:
    made = Accounts()

    class Client:
        accounts, address = made, "http://127.0.0.1:1"

    for module in (account, people, sign_in, several):
        monkeypatch.setattr(module, "client", Client)
    for module in (account, people, sign_in):
        monkeypatch.setattr(module.warmup, "ready", lambda: True)
    return made


def people_page() -> None:
    from frontend import people
    from frontend.client.account_records import Person

    people.page(Person("1", "ada", "admin"))


def account_page() -> None:
    from frontend import account
    from frontend.client.account_records import Me, Person

    account.page(Me(True, Person("2", "bob", "user")))


def account_page_without_a_password() -> None:
    from frontend import account
    from frontend.client.account_records import Me, Person

    account.page(Me(True, Person("2", "bob", "user"), password=False))


def sign_in_page() -> None:
    from frontend import sign_in

    sign_in.page()


def test_an_admin_sees_who_is_there_and_a_link_just_once(accounts: Accounts) -> None:
    page = AppTest.from_function(people_page).run(timeout=30)  # its imports, too
    shown = " ".join(element.value for element in page.markdown)
    assert "**ada**" in shown
    assert "admin, you" in shown
    assert "An invitation as user" in shown
    page.button(key="invite").click().run()
    assert page.code[0].value.endswith("/?link=token")
    page.run()
    assert not page.code
    page.button(key="revoke-l").click().run()
    assert accounts.done == [("revoke", "l")]


def forms(page: AppTest) -> str:
    assert not page.exception
    return " ".join(element.proto.body for element in page.get("html"))


def test_the_way_in_names_a_sign_in_service_where_there_is_one(accounts: Accounts) -> None:
    assert "provider" not in forms(AppTest.from_function(sign_in_page).run())
    accounts.name = "<Example>"
    alone = forms(AppTest.from_function(sign_in_page).run())
    assert 'action="/api/session/provider"' in alone
    assert "Sign in with &lt;Example&gt;" in alone
    assert "invitation" not in alone
    for purpose, joins in (("invitation", True), ("first", True), ("reset", False)):
        page = AppTest.from_function(sign_in_page)
        page.query_params[sign_in.LINK] = purpose
        shown = forms(page.run())
        assert (f'name="invitation" value="{purpose}"' in shown) is joins
        assert ("Join with" in shown) is joins


def offer() -> None:
    from frontend import several

    several.offer()


def test_one_person_is_asked_once_who_will_use_it(accounts: Accounts) -> None:
    assert not AppTest.from_function(offer).run().button
    accounts.offered = True
    page = AppTest.from_function(offer).run()
    assert [button.label for button in page.button] == ["Only me, on this machine", "Several people"]
    page.button(key="several").click().run()
    assert 'action="/api/accounts"' in forms(page)
    page.button(key="alone").click().run()
    assert accounts.done == [("alone",)]
    assert not page.button


def test_why_several_could_not_be_is_said_where_the_form_is(accounts: Accounts) -> None:
    accounts.offered = True
    page = AppTest.from_function(offer)
    page.query_params[sign_in.REFUSED] = "bad_name"
    assert page.run().error[0].value == sign_in.REFUSALS["bad_name"]
    assert 'action="/api/accounts"' in forms(page)
    assert sign_in.REFUSED not in page.query_params


def test_who_has_no_password_changes_none(accounts: Accounts) -> None:
    page = AppTest.from_function(account_page_without_a_password).run()
    assert [field.label for field in page.text_input] == ["What for"]


def test_a_key_is_shown_once(accounts: Accounts) -> None:
    page = AppTest.from_function(account_page).run()
    next(field for field in page.text_input if field.label == "What for").input("work")
    next(button for button in page.button if button.label == "Make a key").click().run()
    assert page.code[0].value == "vermeil-secret"
    assert not page.run().code


def test_a_new_password_is_written_twice(accounts: Accounts) -> None:
    def change(*words: str) -> AppTest:
        page = AppTest.from_function(account_page).run()
        for field, word in zip(page.text_input, words, strict=False):
            field.input(word)
        return next(button for button in page.button if button.label == "Change it").click().run()

    assert "not the same" in change("old", "new one here", "new one there").error[0].value
    assert accounts.done == []
    assert change("old", "new one here", "new one here").success
    assert accounts.done == [("password", "old", "new one here")]
    accounts.refusal = ApiError("wrong_password", "This is not your password.")
    assert "not your password" in change("old", "new one here", "new one here").error[0].value


def test_what_a_page_knew_goes_with_whoever_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Person | ApiError = ADA

    class Client:
        def sign(self, _: object) -> None: ...

        @property
        def accounts(self) -> Client:
            return self

        def me(self) -> Me:
            if isinstance(found, ApiError):
                raise found
            return Me(True, found)

    state: dict[str, object] = {}
    monkeypatch.setattr(session.st, "session_state", state)
    monkeypatch.setattr(session, "client", Client)
    assert session.who() == Me(True, ADA)
    state["vermeil"] = "what ada asked"
    session.who()
    assert state["vermeil"] == "what ada asked"
    found = BOB
    session.who()
    assert "vermeil" not in state
    state["vermeil"] = "what bob asked"
    found = ApiError("unreachable", "Nothing answers.")
    assert session.who() is None
    assert state["vermeil"] == "what bob asked"
    found = ApiError("not_signed_in", "Nobody is signed in.")
    with pytest.raises(ApiError):
        session.who()
    assert "vermeil" not in state


# --- two people in two browsers -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """`vermeil up` with accounts: its address, and the link for the first admin that it printed."""
    port, data = free_port(), tmp_path_factory.mktemp("people") / "data"
    environment = {**os.environ, "VERMEIL_PORT": str(port), "VERMEIL_PROFILE": "stand-in", "VERMEIL_ACCOUNTS": "true"}
    command = [Path(sys.executable).with_name("vermeil"), "--data", data, "up"]
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        found = next(found for line in process.stdout if (found := re.search(r"http\S+link=\S+", line)))
        yield f"http://127.0.0.1:{port}", found[0]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def submit(page: Page, button: str, password: str = PASSWORD, name: str = "") -> None:
    if name:
        page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name=button).click()


def is_in(page: Page) -> None:
    expect(page.get_by_text("What would you like to know?")).to_be_visible()


def menu(page: Page, person: str, choice: str) -> None:
    row = page.locator("[class*='st-key-person-']").filter(has_text=person)
    row.get_by_role("button").click()
    page.get_by_text(choice, exact=True).click()


@pytest.mark.browser
def test_two_people_come_in_and_one_is_shut_out_while_the_page_is_open(up: tuple[str, str], open_page: Opener) -> None:
    address, first = up
    ada = open_page(first)
    submit(ada, "Make it", name="Ada")
    is_in(ada)
    ada.goto(f"{address}/people")
    ada.get_by_role("button", name="Make a link").click()
    invitation = ada.get_by_test_id("stCode").inner_text().strip()
    assert invitation.startswith(f"{address}/?link=")

    bob = open_page(invitation)
    submit(bob, "Make it", name="ａda")
    expect(bob.get_by_text("This name is taken")).to_be_visible()
    submit(bob, "Make it", name="Bob")
    is_in(bob)
    expect(bob.get_by_role("link", name="Account")).to_be_visible()
    expect(bob.get_by_role("link", name="People")).to_have_count(0)

    ada.reload()
    menu(ada, "bob", "Shut out")
    expect(ada.get_by_text("user, shut out")).to_be_visible()
    expect(bob.get_by_role("button", name="Sign in")).to_be_visible(timeout=8_000)  # nobody touched his page
    submit(bob, "Sign in", name="Bob")
    expect(bob.get_by_text("do not fit")).to_be_visible()
    menu(ada, "bob", "Let in again")
    expect(ada.get_by_text("user, shut out")).to_have_count(0)
    submit(bob, "Sign in", name="bob ")
    is_in(bob)

    ada.goto(f"{address}/account")
    ada.get_by_role("button", name="Sign out").click()
    expect(ada.get_by_role("button", name="Sign in")).to_be_visible()
    ada.reload()
    expect(ada.get_by_role("button", name="Sign in")).to_be_visible()

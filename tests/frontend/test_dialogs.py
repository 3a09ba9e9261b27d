"""Dialogs that were dismissed: what was chosen or written in one is not in the next one."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from frontend import tagging


@pytest.fixture(autouse=True)
def _service(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shelves:
        def tags(self) -> list[object]:
            return []

    class Client:
        shelves = Shelves()

    monkeypatch.setattr(tagging, "client", Client)


def tags_of_two():  # type: ignore[no-untyped-def] # it is run away from its imports
    import streamlit as st

    from frontend import tagging
    from frontend.client.records import Document

    for name in ("a", "b"):
        if st.button(name, key=name):
            tagging.put_on([Document(name, f"{name}.pdf", "text", "ready", tags=("house",))])


def names_of_two():  # type: ignore[no-untyped-def] # it is run away from its imports
    import streamlit as st

    from frontend import sidebar
    from frontend.client.conversations import Conversation

    for name in ("a", "b"):
        if st.button(name, key=name):
            sidebar._rename(Conversation(name, "Untitled"))


def test_tags_that_were_taken_off_one_file_stay_on_the_next() -> None:
    page = AppTest.from_function(tags_of_two).run()
    page.button(key="a").click().run()
    page.multiselect[0].set_value([])
    page.button(key="b").click().run()
    assert page.multiselect[0].value == ["house"]


def test_a_name_that_was_begun_for_one_conversation_is_not_in_the_field_of_another_of_the_same_name() -> None:
    page = AppTest.from_function(names_of_two).run()
    page.button(key="a").click().run()
    first = page.text_input[0].id
    page.button(key="b").click().run()
    assert page.text_input[0].id != first

"""What is remembered, on the page: where it is from, put right, deleted and had back, or switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from frontend import memory
from frontend.client.memory import Fact, Remembered

FACT = Fact(7, "I am allergic to *nuts*.", 0.0, "c0", "Allergies", False)


class Memory:
    """Keeps what it is asked for."""

    def __init__(self) -> None:
        self.kept = Remembered(True, (FACT,))

    def remembered(self) -> Remembered:
        return self.kept

    def switch(self, on: bool) -> None:
        self.kept = replace(self.kept, on=on)

    def delete(self, fact: int) -> None:
        assert fact == FACT.id
        self.kept = replace(self.kept, facts=(), deleted=(FACT,))

    def restore(self, fact: int) -> None:
        assert fact == FACT.id
        self.kept = replace(self.kept, facts=(FACT,), deleted=())

    def change(self, fact: int, text: str) -> None:
        self.kept = replace(self.kept, facts=(replace(FACT, id=fact, text=text, edited=True),))


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Memory:
    made = Memory()

    class Client:
        memory = made

    monkeypatch.setattr(memory, "client", Client)
    monkeypatch.setattr(memory.warmup, "ready", lambda: True)
    return made


def shown(page: AppTest) -> str:
    assert not page.exception
    return " ".join([*(one.value for one in page.caption), *(str(one.proto.body) for one in page.get("html"))])


def run() -> AppTest:
    def script() -> None:
        from typing import Any, cast

        from frontend import memory

        memory.page(cast(Any, None))

    return AppTest.from_function(script).run()


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key).click().run()


def test_a_fact_is_deleted_and_had_back(kept: Memory) -> None:
    page = run()
    assert "I am allergic to *nuts*." in shown(page)
    page = press(page, "forget-7")
    assert "Deleted: I am allergic to" in shown(page)
    assert "Nothing is remembered" in shown(page)
    page = press(page, "recall-7")
    assert "I am allergic to *nuts*." in shown(page)


def test_it_is_put_in_other_words(kept: Memory) -> None:
    assert press(run(), "edit-7").text_input[0].value == FACT.text
    kept.change(FACT.id, "I am allergic to peanuts.")
    assert "put in other words since" in shown(run())


def test_it_is_switched_off(kept: Memory) -> None:
    page = run()
    page.toggle("remembering").set_value(False).run()
    assert kept.kept.on is False

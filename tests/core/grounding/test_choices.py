"""What is picked where it was asked which one is meant."""

from __future__ import annotations

import pytest

from core.grounding.choices import ask_which, picked

ASKED = ask_which(["report_anna.pdf", "report_ben.pdf", "report_2024.pdf"])


@pytest.mark.parametrize(("reply", "name"), [
    ("the second", "report_ben.pdf"), ("2", "report_ben.pdf"), ("number 1", "report_anna.pdf"),
    ("3.", "report_2024.pdf"), ("the last one please", "report_2024.pdf"), ("report_ben.pdf", "report_ben.pdf"),
    ("Anna's", "report_anna.pdf"), ("the one of 2024", "report_2024.pdf"),
])  # fmt: skip
def test_a_reply_picks_one(reply: str, name: str) -> None:
    assert picked(ASKED, reply) == name


@pytest.mark.parametrize("reply", ["7", "none of them", "What is the weather like?", "report"])
def test_a_reply_may_pick_none(reply: str) -> None:
    assert picked(ASKED, reply) == ""


def test_only_where_it_was_asked() -> None:
    assert picked("1. report_anna.pdf", "1") == ""

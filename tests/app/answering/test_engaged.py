"""What is given up is given up once, after the last who uses it."""

from __future__ import annotations

import threading

import pytest

from app.answering.engaged import Engaged


def test_it_waits_for_the_last_one_and_for_nobody_where_there_is_none() -> None:
    engaged, done = Engaged(), threading.Event()
    with engaged:
        with engaged:
            engaged.afterwards(done.set)
        assert not done.wait(0.05)
    assert done.wait(5)
    free = threading.Event()
    engaged.afterwards(free.set)
    assert free.wait(5)


def test_who_leaves_by_an_error_has_left() -> None:
    engaged, done = Engaged(), threading.Event()

    def fail() -> None:
        with engaged:
            engaged.afterwards(done.set)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert done.wait(5)

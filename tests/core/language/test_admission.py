"""First come, first served, and never more than there is."""

from __future__ import annotations

import threading
import time

from core.language.admission import Admission


def never() -> bool:
    return False


def test_what_fits_enters_at_once() -> None:
    admission = Admission(2, 100)
    assert admission.enter(60, never)
    assert admission.enter(40, never)


def test_what_does_not_fit_waits_until_there_is_room() -> None:
    admission = Admission(2, 100)
    admission.enter(60, never)
    entered = threading.Event()

    def wait() -> None:
        admission.enter(50, never)
        entered.set()

    thread = threading.Thread(target=wait)
    thread.start()
    assert not entered.wait(0.15)
    admission.leave(60)
    assert entered.wait(2)
    thread.join()


def test_a_short_one_does_not_overtake_a_long_one() -> None:
    admission = Admission(4, 100)
    admission.enter(60, never)
    order: list[int] = []
    threads = []
    for tokens in (90, 10):
        thread = threading.Thread(target=lambda n=tokens: (admission.enter(n, never), order.append(n)))
        thread.start()
        threads.append(thread)
        time.sleep(0.1)
    assert order == []
    admission.leave(60)
    for thread in threads:
        thread.join(2)
    assert order == [90, 10]


def test_one_that_is_cancelled_takes_nothing_and_lets_the_next_in() -> None:
    admission = Admission(1, 10)
    admission.enter(10, never)
    cancelled = threading.Event()
    cancelled.set()
    assert not admission.enter(10, cancelled.is_set)
    admission.leave(10)
    assert admission.enter(10, never)

"""Parcels between two threads: nothing lost, nothing in another order, few wakings, and nobody kept waiting."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import EngineFailure
from core.language.queue import Parcels

PACE = 0.05


def produced(parcels: Parcels[int], work: Callable[[], None]) -> None:
    Thread(target=work, daemon=True).start()


def fill(parcels: Parcels[int], items: Iterable[int], every: float = 0.0) -> None:
    def work() -> None:
        for item in items:
            parcels.put(item)
            time.sleep(every)
        parcels.end()

    produced(parcels, work)


def test_a_fast_producer_wakes_its_reader_once_a_pace() -> None:
    parcels: Parcels[int] = Parcels(PACE)
    fill(parcels, range(200), every=0.002)
    began = time.monotonic()
    found = list(parcels.drain(Event()))
    took = time.monotonic() - began
    assert [item for parcel in found for item in parcel] == list(range(200))
    assert 3 <= len(found) <= took / PACE + 2


def test_the_first_item_comes_at_once_and_so_does_the_end() -> None:
    parcels: Parcels[int] = Parcels(10.0)
    fill(parcels, [1, 2, 3], every=0.01)
    began = time.monotonic()
    drained = parcels.drain(Event())
    assert next(drained)[0] == 1
    assert [item for parcel in drained for item in parcel][-1] == 3
    assert time.monotonic() - began < 5


def test_a_slow_producer_is_not_held_up() -> None:
    parcels: Parcels[float] = Parcels(0.01)

    def work() -> None:
        for _ in range(5):
            time.sleep(0.06)
            parcels.put(time.monotonic())
        parcels.end()

    Thread(target=work, daemon=True).start()
    late = [time.monotonic() - put for parcel in parcels.drain(Event()) for put in parcel]
    assert len(late) == 5
    assert min(late) < 0.03


@settings(max_examples=30, deadline=None)
@given(
    groups=st.lists(st.integers(0, 40), max_size=8),
    pauses=st.lists(st.sampled_from([0.0, 0.0005, 0.003]), min_size=8, max_size=8),
    pace=st.sampled_from([0.0, 0.002]),
)
def test_nothing_is_lost_or_changes_places(groups: list[int], pauses: list[float], pace: float) -> None:
    parcels: Parcels[int] = Parcels(pace)

    def work() -> None:
        number = 0
        for group, pause in zip(groups, pauses, strict=False):
            for _ in range(group):
                parcels.put(number)
                number += 1
            time.sleep(pause)
        parcels.end()

    produced(parcels, work)
    found = list(parcels.drain(Event()))
    assert [item for parcel in found for item in parcel] == list(range(sum(groups)))
    assert all(found)


def test_an_error_comes_after_what_was_there_before_it() -> None:
    parcels: Parcels[int] = Parcels(PACE)
    for item in (1, 2):
        parcels.put(item)
    parcels.end(EngineFailure("It broke."))
    drained = parcels.drain(Event())
    assert next(drained) == [1, 2]
    with pytest.raises(EngineFailure, match="It broke"):
        next(drained)


@pytest.mark.parametrize("pace", [0.0, PACE])
def test_cancelling_ends_it_soon_also_where_nothing_comes(pace: float) -> None:
    parcels: Parcels[int] = Parcels(pace)
    parcels.put(1)
    cancel = Event()
    drained = parcels.drain(cancel)
    assert next(drained) == [1]
    asked: list[float] = []

    def stop() -> None:
        time.sleep(0.02)
        asked.append(time.monotonic())
        cancel.set()

    Thread(target=stop, daemon=True).start()
    assert list(drained) == []
    assert time.monotonic() - asked[0] < 2  # a tenth of a second, on a machine at rest

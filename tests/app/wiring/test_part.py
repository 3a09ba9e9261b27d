"""A part is loaded once, when it is first wanted; a failure is told to whoever wants it, and tried again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from app.wiring import part as parts
from app.wiring.part import Part
from core.errors import EngineFailure, Missing, NotReady


class Loader:
    """Loads a word once it is let go; fails as often as it is told to."""

    def __init__(self, *failures: Exception, held: bool = False) -> None:
        self.failures = list(failures)
        self.calls = 0
        self.let_go = threading.Event()
        if not held:
            self.let_go.set()

    def __call__(self) -> str:
        self.calls += 1
        assert self.let_go.wait(10)
        if self.failures:
            raise self.failures.pop(0)
        return "word"


def test_it_is_loaded_once_and_only_when_wanted() -> None:
    load = Loader()
    part = Part("thing", load)
    assert (part.state, part.peek(), load.calls) == ("waiting", None, 0)
    assert (part.proxy.upper(), part.get(), part.peek(), load.calls) == ("WORD", "word", "word", 1)
    assert str(part) == "ready"


def test_many_who_want_it_at_once_share_one_load() -> None:
    load = Loader(held=True)
    part = Part("thing", load)
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(part.get())) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert part.state == "loading"
    load.let_go.set()
    for thread in threads:
        thread.join(10)
    assert (got, load.calls) == (["word"] * 8, 1)


def test_waiting_on_the_loop_holds_it_not_up() -> None:
    load = Loader(held=True)
    part = Part("thing", load)

    async def wait_for_it() -> list[str]:
        waiting = [asyncio.create_task(part.wait()) for _ in range(100)]
        await asyncio.sleep(0.01)  # the loop goes on
        load.let_go.set()
        return await asyncio.gather(*waiting)

    before = threading.active_count()
    assert asyncio.run(wait_for_it()) == ["word"] * 100
    assert threading.active_count() <= before + 1


def test_who_waits_too_long_is_told_what_is_loading_and_loading_goes_on() -> None:
    load = Loader(held=True)
    part = Part("thing", load)
    with pytest.raises(NotReady, match="The thing is still loading"):
        asyncio.run(part.wait(0.01))
    load.let_go.set()
    assert (part.get(), load.calls) == ("word", 1)


def test_a_failure_is_told_as_it_was_and_tried_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    load = Loader(Missing("No weights.", "Install them."))
    part = Part("thing", load)
    for get in (part.get, lambda: asyncio.run(part.wait()), lambda: part.proxy.upper()):
        with pytest.raises(Missing, match="No weights"):
            get()
    assert (load.calls, part.state, str(part), part.peek()) == (1, "failed", "failed: No weights.", None)
    monkeypatch.setattr(parts.time, "monotonic", later(parts.RETRY_SECONDS + 1))
    assert (part.get(), load.calls, part.state) == ("word", 2, "ready")


def later(seconds: float) -> Callable[[], float]:
    now = parts.time.monotonic()
    return lambda: now + seconds


def test_what_was_not_foreseen_is_no_secret_to_the_log_and_no_detail_to_people(
    caplog: pytest.LogCaptureFixture,
) -> None:
    part = Part("thing", Loader(ValueError("/secret/path")))
    with pytest.raises(EngineFailure) as caught:
        part.get()
    assert "secret" not in caught.value.message
    assert "/secret/path" in caplog.text


def test_closing_waits_for_what_is_on_its_way_and_begins_nothing() -> None:
    load = Loader(held=True)
    part = Part("thing", load)
    assert part.settled() is None
    assert load.calls == 0
    part.start()
    threading.Timer(0.05, load.let_go.set).start()
    assert part.settled() == "word"


def test_what_is_there_already_is_a_part_that_is_ready() -> None:
    part = Part.of("model", 3)
    assert (part.state, part.get(), part.peek()) == ("ready", 3, 3)

"""A conversation that outgrew the context loses its oldest turns, and nothing else."""

from __future__ import annotations

from core.language.fitting import fitting
from core.stand_ins.language import ExtractiveEngine
from core.types import Message, message

ENGINE = ExtractiveEngine(500)  # a token is a word


def turns(*words: int) -> list[Message]:
    return [
        message(role, f"{number} " + "word " * (count - 1))
        for number, count in enumerate(words)
        for role in ("user", "assistant")
    ]  # type: ignore[misc]


SYSTEM, LAST = message("system", "Be brief."), message("user", "And now?")


def kept(messages: list[Message]) -> list[str]:
    return [one.text.split()[0] for one in fitting(ENGINE, messages, 100)]


def test_what_fits_stays() -> None:
    assert fitting(ENGINE, [SYSTEM, *turns(3, 3), LAST], 100) == [SYSTEM, *turns(3, 3), LAST]


def test_the_oldest_turns_go_first_and_go_whole() -> None:
    assert kept([SYSTEM, *turns(150, 20, 20), LAST]) == ["Be", "1", "1", "2", "2", "And"]
    assert kept([*turns(150, 150, 150), LAST]) == ["2", "2", "And"]
    assert kept([SYSTEM, *turns(20, 120, 170), LAST]) == ["Be", "2", "2", "And"]


def test_what_is_too_long_by_itself_is_left_to_the_engine() -> None:
    long = message("user", "word " * 600)
    assert fitting(ENGINE, [SYSTEM, *turns(3), long], 100) == [SYSTEM, long]
    assert fitting(ENGINE, [long], 100) == [long]
    assert fitting(ENGINE, [SYSTEM], 100) == [SYSTEM]

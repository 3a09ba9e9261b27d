"""Choices that are made while the parts are put together."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app import wiring
from core.settings import Settings


@pytest.mark.parametrize("tells", [True, False])
def test_threads_are_as_set_whether_or_not_the_system_tells_our_cores(
    tells: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not tells:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert wiring.threads(Settings(threads=3)) == 3
    assert wiring.threads(Settings(threads=0)) >= 1


def test_a_deferred_part_is_built_once_and_only_when_used() -> None:
    built: list[str] = []

    def build() -> str:
        built.append("it")
        return "word"

    part = wiring.deferred(build)
    assert not wiring.is_built(part)
    assert (part.upper(), part.upper(), built) == ("WORD", "WORD", ["it"])
    assert wiring.is_built(part)


@pytest.mark.models
def test_the_trained_eyes_can_be_switched_off(tmp_path: Path) -> None:
    from core.vision.class_space import ConSEEncoder
    from core.vision.shared_space import SharedSpaceEncoder

    with_them = Settings(data=tmp_path)
    without = Settings(data=tmp_path, trained_eyes=False)
    texts = wiring.text_encoder(with_them)
    assert isinstance(wiring.picture_encoder(with_them, texts), SharedSpaceEncoder)
    assert isinstance(wiring.picture_encoder(without, texts), ConSEEncoder)

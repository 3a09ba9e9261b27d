"""Choices that are made while the parts are put together."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest

from app.wiring import models
from app.wiring.learned import Learned
from core.settings import Settings


@pytest.mark.parametrize("tells", [True, False])
def test_threads_are_as_set_whether_or_not_the_system_tells_our_cores(
    tells: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not tells:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert models.threads(Settings(threads=3)) == 3
    assert models.threads(Settings(threads=0)) >= 1


@pytest.mark.models
def test_the_trained_eyes_can_be_switched_off(tmp_path: Path) -> None:
    from core.vision.class_space import ClassSpaceEncoder
    from core.vision.shared_space import SharedSpaceEncoder

    with_them = Settings(data=tmp_path)
    without = Settings(data=tmp_path, trained_eyes=False)
    texts = models.text_encoder(with_them)
    assert isinstance(models.picture_encoder(with_them, texts), SharedSpaceEncoder)
    assert isinstance(models.picture_encoder(without, texts), ClassSpaceEncoder)


def test_a_library_is_searched_by_an_encoder_of_its_own_where_the_profile_or_a_setting_says_so() -> None:
    def chosen(profile: str, encoder: Literal["", "text_encoder"] = "") -> models.Models:
        settings = Settings(profile=profile, search_encoder=encoder)
        return models.models(settings, Learned(settings))

    assert [part.name for part in chosen("standard").for_answers][:2] == ["text encoder", "search encoder"]
    shared = chosen("standard", "text_encoder")
    assert shared.search_encoder is shared.text_encoder
    assert len(set(shared.for_answers)) == len(shared.for_answers)
    assert chosen("lite").search_encoder.name == "text encoder"


def test_questions_are_translated_only_for_a_search_that_knows_one_language() -> None:
    assert not models.translates(Settings(profile="standard"))
    assert models.translates(Settings(profile="standard", search_encoder="text_encoder"))
    assert not models.translates(Settings(profile="lite"))

"""Choices that are made while the parts are put together."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.wiring import models
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


def test_the_eyes_keep_the_encoder_that_they_were_trained_with(monkeypatch: pytest.MonkeyPatch) -> None:
    made = SimpleNamespace(encoder=None)
    monkeypatch.setattr(models, "text_encoder", lambda settings: f"encoder {settings.text_encoder}")
    monkeypatch.setattr("core.weights.locate.converted", lambda _name: Path("tower"))
    monkeypatch.setattr(
        "core.vision.class_space.ClassSpaceEncoder", lambda _tower, encoder, **_: setattr(made, "encoder", encoder)
    )
    chosen = Settings(profile="lite", text_encoder="universal", trained_eyes=False)
    models.picture_encoder(chosen, models.text_encoder(chosen))
    assert made.encoder == "encoder "
    models.picture_encoder(chosen.model_copy(update={"text_encoder": ""}), models.text_encoder(chosen))
    assert made.encoder == "encoder universal"  # the one that is given, where it is the profile's own

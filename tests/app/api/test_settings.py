"""What admins are told of the settings: where each is said, and nothing that is nobody's business."""

from __future__ import annotations

from pathlib import Path

import httpx

from app.wiring.choices import recognizer_models
from core.settings import Settings
from tests.app.serving import ready, serving, settings


def test_it_tells_what_is_set_and_by_which_variable(tmp_path: Path) -> None:
    keys = dict.fromkeys(("remote_key", "api_key", "oidc_secret"), "very secret")
    chosen = settings(tmp_path, upload_bytes=2_000_000, **keys)
    with serving(chosen) as address, httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
        ready(client)
        answer = client.get("/api/settings")
    assert "secret" not in answer.text
    told = answer.json()
    limits = {one["name"]: one for one in told["limits"]}
    assert limits["upload_bytes"] == {
        "name": "upload_bytes", "variable": "VERMEIL_UPLOAD_BYTES", "value": 2_000_000,
        "about": "Largest file that may be handed over.", "given": True,
    }  # fmt: skip
    assert (limits["answer_tokens"]["value"], limits["answer_tokens"]["given"]) == (192, False)
    speech = told["speech"]
    assert (speech["recognizer"], speech["models"], speech["voice"]) == ("stand-in", [], "stand-in")
    assert told["rates"]["votes"] == 120


def test_the_models_that_hear_are_known_before_they_are_loaded() -> None:
    assert recognizer_models(Settings(profile="lite")) == ("whisper-tiny.en", "whisper-base")
    assert recognizer_models(Settings(profile="lite", recognizer_model="large-v3")) == ("large-v3",)
    assert recognizer_models(Settings(profile="lite", recognizer="whisperx")) == ("small",)
    assert recognizer_models(Settings(profile="stand-in")) == ()

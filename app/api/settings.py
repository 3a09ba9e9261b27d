"""What is set where Vermeil is started, for admins to read: speech, limits, and which variable says each."""

from __future__ import annotations

from fastapi import APIRouter, Request

from app.api.caller import ONLY_ADMINS
from app.api.deps import Wired
from app.api.described import replies
from app.api.replies.settings import SettingsTold
from app.api.throttle import PAIR, SECONDS, VOTE_SECONDS, VOTES
from app.wiring.choices import chosen_recognizer, chosen_synthesizer, recognizer_models
from core.settings import Settings
from core.types import JsonObject

router = APIRouter(prefix="/settings", tags=["settings"], dependencies=[ONLY_ADMINS])

SPEECH = ("recognizer", "recognizer_model", "spoken_language", "speech")
LIMITS = (
    "upload_bytes", "audio_hours", "picture_pixels", "question_chars", "answer_tokens", "context", "passages",
    "parallel", "threads", "reader_seconds", "reader_bytes", "reserve_bytes", "quarantine_days",
)  # fmt: skip
"""What is told of the settings, and nothing else: others hold keys, addresses and folders."""


@router.get("", responses=replies(SettingsTold))
def shown(request: Request, wired: Wired) -> JsonObject:
    """What hears and speaks, the limits, and the rates, which no setting changes.

    Each of `speech.settings` and `limits` has its `variable`, its `value`, what it is `about`, and whether it is
    `given` in the environment or in `.env` of the data folder; else it is the default.
    """
    settings: Settings = request.app.state.settings
    heard, spoken = wired.models.recognizer, wired.models.synthesizer
    return {
        "speech": {
            "recognizer": chosen_recognizer(settings), "models": list(recognizer_models(settings)),
            "state": str(heard), "voice": chosen_synthesizer(settings), "voice_state": str(spoken),
            "settings": [_told(settings, name) for name in SPEECH],
        },
        "limits": [_told(settings, name) for name in LIMITS],
        "rates": {
            "votes": VOTES, "vote_seconds": VOTE_SECONDS, "wrong_passwords": PAIR, "password_seconds": SECONDS,
        },
    }  # fmt: skip


def _told(settings: Settings, name: str) -> JsonObject:
    return {
        "name": name, "variable": f"VERMEIL_{name.upper()}", "value": getattr(settings, name),
        "about": Settings.model_fields[name].description, "given": name in settings.model_fields_set,
    }  # fmt: skip

"""Whether one person has Vermeil to themselves or several have accounts, where the environment leaves it open.

What is chosen on the first page is kept in the data folder. `VERMEIL_ACCOUNTS` wins, whichever it says.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from core.files import atomic_write
from core.settings import Settings

log = logging.getLogger(__name__)

NAME = "accounts.json"


def is_fixed(settings: Settings) -> bool:
    """Whether the environment says it."""
    return "accounts" in settings.model_fields_set


def saved(settings: Settings) -> bool | None:
    """What was chosen; None for nothing. A damaged file asks for accounts: rather one sign-in too many."""
    try:
        text = _file(settings).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        return bool(json.loads(text)["accounts"])
    except (ValueError, TypeError, KeyError):
        log.warning("%s cannot be read: people sign in", NAME)
        return True


def save(settings: Settings, accounts: bool) -> None:
    """Keep it: on the disk when this returns."""
    atomic_write(_file(settings), json.dumps({"accounts": accounts}), private=True)


def chosen(settings: Settings) -> Settings:
    """The settings with what was chosen in them, where the environment does not say otherwise."""
    accounts = None if is_fixed(settings) else saved(settings)
    return settings.model_copy(update={"accounts": accounts}) if accounts else settings


def _file(settings: Settings) -> Path:
    return settings.data_folder() / NAME

"""The language model server that an admin chose on the settings page: kept in the data folder, taken up at once.

What the environment says of the language model wins, as a whole: its key never goes to an address of the page's, nor
the page's key to an address of the environment's.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path

from core.errors import BadInput
from core.files import atomic_write, sync
from core.language.address import base_address, bearer
from core.settings import Settings

log = logging.getLogger(__name__)

NAME = "language_server.json"
_CHOICES = ("language_engine", "language_model", "remote_url", "remote_key")


@dataclass(frozen=True, slots=True)
class LanguageServer:
    """A server that speaks OpenAI's interface, one of its models, and the key for it, which may be empty."""

    address: str
    model: str
    key: str = field(default="", repr=False)


def fixed_by(settings: Settings) -> list[str]:
    """The variables of the environment that say which language model answers; empty where an admin may choose."""
    named = [name for name in _CHOICES if name in settings.model_fields_set and getattr(settings, name)]
    return [f"VERMEIL_{name.upper()}" for name in named]


def saved(settings: Settings) -> LanguageServer | None:
    """What was chosen, whether or not it is used. A damaged file is none, and the log says so."""
    try:
        value = json.loads(_file(settings).read_text(encoding="utf-8"))
        server = LanguageServer(str(value["address"]), str(value["model"]), str(value["key"]))
        base_address(server.address)
        bearer(server.key)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, BadInput) as error:
        log.warning("the saved language model server cannot be read: %s", type(error).__name__)  # it may quote the key
        return None
    return server


def save(settings: Settings, server: LanguageServer | None) -> None:
    """Keep what was chosen, or that nothing is: on the disk when this returns. The file is its owner's alone."""
    file = _file(settings)
    if server is not None:
        atomic_write(file, json.dumps(asdict(server)), private=True)
    elif file.exists():
        file.unlink()
        sync(file.parent)


def chosen(settings: Settings) -> Settings:
    """The settings with what was saved in them, where the environment does not say otherwise."""
    server = None if fixed_by(settings) else saved(settings)
    if server is None:
        return settings
    return settings.model_copy(update={
        "language_engine": "remote", "language_model": server.model, "remote_url": server.address,
        "remote_key": server.key,
    })  # fmt: skip


def _file(settings: Settings) -> Path:
    return settings.data_folder() / NAME

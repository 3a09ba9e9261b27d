"""One tree of errors: each carries a code, a sentence, what to do about it, and the HTTP status it becomes.

Third-party errors are translated into these where they enter, so that neither the API nor the terminal ever shows a
traceback or a path of the machine.
"""

from __future__ import annotations

import threading
from typing import Any


class VermeilError(Exception):
    """The root. `code` is stable and machine-readable, `message` is one sentence, `remedy` says the way out.

    `param` is what of a request is meant, where one thing is.
    """

    code = "error"
    status = 500
    param: str | None = None

    def __init__(self, message: str, remedy: str = "", *, param: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.param = param or self.param

    def to_json(self) -> dict[str, Any]:
        """As the API sends it."""
        return {"code": self.code, "message": self.message, "remedy": self.remedy}


class BadInput(VermeilError):
    """What was handed over cannot be used, and trying again will not help."""

    code = "bad_input"
    status = 400


class Unsupported(BadInput):
    """A wish that is not met here: it is refused by name, and not dropped. `param` says which."""

    code = "unsupported_parameter"


class ContextExceeded(BadInput):
    """A text has more tokens than the model takes."""

    code = "context_length_exceeded"


class Abandoned(VermeilError):
    """Whoever asked has gone: what was being done for them was ended."""

    code = "abandoned"
    status = 503

    def __init__(
        self, message: str = "Whoever asked for this has gone.", remedy: str = "Ask again.", *, param: str | None = None
    ) -> None:
        super().__init__(message, remedy, param=param)


def check_wanted(cancel: threading.Event | None) -> None:
    """Raises `Abandoned` once `cancel` is set."""
    if cancel is not None and cancel.is_set():
        raise Abandoned


class UnreadableFile(BadInput):
    """A file is empty, damaged, encrypted, or over a limit while it is parsed."""

    code = "unreadable_file"
    status = 422


class UnsupportedFormat(BadInput):
    """A file or a form of output of a kind that is not read or written here."""

    code = "unsupported_format"
    status = 415


class TooLarge(BadInput):
    """A file, a picture or a recording is over a limit of the settings."""

    code = "too_large"
    status = 413


class NotFound(VermeilError):
    """It does not exist or belongs to another owner; callers cannot tell which."""

    code = "not_found"
    status = 404


class Forbidden(VermeilError):
    """A server, or a rule of ours, refuses it to whoever asks."""

    code = "forbidden"
    status = 403


class NotReady(VermeilError):
    """A model is still loading, or the service is shutting down."""

    code = "not_ready"
    status = 503


class Missing(VermeilError):
    """A package, a weight file or an optional part is not installed."""

    code = "missing"
    status = 501


class WeightsMismatch(VermeilError):
    """A weight file does not have the hash in the manifest; not a byte of it was parsed."""

    code = "weights_mismatch"
    status = 500


class OutOfSpace(VermeilError):
    """The disk is full, or nearly: nothing more is written."""

    code = "out_of_space"
    status = 507


class TrainingFailure(VermeilError):
    """A run cannot continue: its loss is no longer finite, or too much of its data is unusable."""

    code = "training_failure"
    status = 500


class EngineFailure(VermeilError):
    """A model backend failed or answered with something that is not an answer."""

    code = "engine_failure"
    status = 502


class Busy(VermeilError):
    """Another process owns the data folder, or a queue is full."""

    code = "busy"
    status = 409


class ForeignDatabase(VermeilError):
    """The data folder and the database do not belong together, or one of them is missing: neither was changed."""

    code = "foreign_database"
    status = 503


class NotSignedIn(VermeilError):
    """Nobody is signed in, or whoever was is not any more."""

    code = "not_signed_in"
    status = 401


class Conflict(VermeilError):
    """It would contradict what is there; nothing was changed."""

    code = "conflict"
    status = 409


class Throttled(VermeilError):
    """Too much was tried in too short a time. `seconds` is when it may be tried again."""

    code = "throttled"
    status = 429

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message, f"Try again in {max(1, round(seconds / 60))} min.")
        self.seconds = seconds

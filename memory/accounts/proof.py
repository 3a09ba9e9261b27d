"""Passwords and tokens. Neither is kept: of a password there is its Argon2id hash, of a token (random) its SHA-256."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.types import limits

if TYPE_CHECKING:
    from pwdlib import PasswordHash


class BadPassword(BadInput):
    """A password that cannot be used."""

    code = "bad_password"
    status = 422


def new_token() -> str:
    """256 random bits, in letters that an address takes."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token, and looked up: which of them is right cannot be told from how long that takes."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def password_hash(password: str) -> str:
    """Takes about a tenth of a second and 64 MiB, as it should. Raises `BadPassword` for a short or endless one."""
    if not limits.LEAST_PASSWORD_CHARS <= len(password) <= limits.PASSWORD_CHARS:
        least, most = limits.LEAST_PASSWORD_CHARS, limits.PASSWORD_CHARS
        raise BadPassword(f"A password has {least} to {most} characters.", "A few words do well.")
    return _hasher().hash(_composed(password))


def is_password(password: str, hashed: str | None) -> bool:
    """Whether it is the one that was hashed. For nobody's (None) it is not, and takes as long to say so."""
    if len(password) > limits.PASSWORD_CHARS:
        return False
    same = _hasher().verify(_composed(password), hashed or _nobodys())
    return same and hashed is not None


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash((Argon2Hasher(),))


@cache
def _nobodys() -> str:
    return _hasher().hash(new_token())


def _composed(password: str) -> bytes:
    """Keyboards write the same letter in several ways."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")

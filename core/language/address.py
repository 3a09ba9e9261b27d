"""The address of a language model server and the key for it, as people write them and as it is asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.errors import BadInput


def base_address(url: str) -> str:
    """The address below which a server's interface is: `http://host:port/v1`, of one with or without scheme or `/v1`.

    Raises `BadInput` for what is no address of a web server, or has more in it than an address.
    """
    whole = url.strip() if "://" in url else f"http://{url.strip()}"
    for ending in ("", "/chat/completions", "/models"):
        whole = whole.rstrip("/").removesuffix(ending)
    try:
        parts = urlsplit(whole)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or not _is_sent_as_it_is(whole):
        raise BadInput("This is no address of a server.", "Write one such as http://127.0.0.1:11434/v1.")
    if parts.username is not None or parts.query or parts.fragment:
        raise BadInput("The address has more in it than an address.", "Put the key into the field for it.")
    return whole if whole.endswith("/v1") else f"{whole}/v1"


def bearer(key: str) -> dict[str, str]:
    """The header that a key is sent in; none without a key. Raises `BadInput` for what cannot stand in a header."""
    if not _is_sent_as_it_is(key):
        raise BadInput("This is no key of a server.", "Copy it once more: it has letters, digits and marks alone.")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _is_sent_as_it_is(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text

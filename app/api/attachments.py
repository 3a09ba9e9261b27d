"""Pictures and recordings inside JSON. Only data URLs and plain base64: an address is never fetched."""

from __future__ import annotations

import base64
import binascii

from core.errors import BadInput


def decode(value: str | None, what: str, param: str | None = None) -> bytes | None:
    """The bytes of a data URL or of plain base64; None for nothing. Raises `BadInput` about `param`."""
    if value is None or value == "":
        return None
    value = value.strip()
    if value[:6].lower().startswith(("http:", "https:", "file:", "ftp:")):
        raise BadInput(f"The {what} is an address; Vermeil fetches nothing.", "Send it as a data URL.", param=param)
    head, comma, body = value.partition(",") if value[:5].lower() == "data:" else ("", ",", value)
    if not comma or (head and not head.lower().rstrip().endswith(";base64")):
        raise BadInput(f"The {what} is not a base64 data URL.", "Send data:…;base64,….", param=param)
    try:
        data = base64.b64decode(_standard(body), validate=True)
    except (binascii.Error, ValueError):
        raise BadInput(f"The {what} is not valid base64.", "Encode its bytes as base64.", param=param) from None
    if not data:
        raise BadInput(f"The {what} is empty.", "Send a file with something in it.", param=param)
    return data


def _standard(body: str) -> str:
    """Base64 as it is checked: without line breaks, in the alphabet of addresses too, padded to its end."""
    plain = "".join(body.split()).replace("-", "+").replace("_", "/").rstrip("=")
    return plain + "=" * (-len(plain) % 4)

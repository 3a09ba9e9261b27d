"""What the scripts beside this file share: each thing that is tried is told as a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version as installed
from typing import Any

FACT = "The lighthouse of Cape Verity was lit for the first time in 1871 by Agnes Holm."
ASKED = "Who lit the lighthouse of Cape Verity first?"
PERSON = {
    "type": "object", "properties": {"name": {"type": "string"}, "year": {"type": "integer"}},
    "required": ["name", "year"], "additionalProperties": False,
}  # fmt: skip


def version(package: str) -> None:
    print(json.dumps({"version": installed(package)}), flush=True)


def tried(what: str) -> Callable[[Callable[[], Any]], None]:
    """Run a function at once, and tell whether it went through."""

    def run(function: Callable[[], Any]) -> None:
        try:
            function()
            fault = ""
        except Exception as error:  # noqa: BLE001 - whatever a package raises is what is to be told
            fault = f"{type(error).__name__}: {str(error) or 'no reason given'}".splitlines()[0][:200].replace("|", "/")
        print(json.dumps({"what": what, "fault": fault}), flush=True)

    return run


def add_fact() -> None:
    """Hand the fact over to the library, as a program without our help would."""
    import os
    import urllib.request

    address = os.environ["OPENAI_BASE_URL"].removesuffix("/v1")
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="cape.txt"\r\n\r\n'
        + FACT.encode() + b"\r\n--b--\r\n"
    )  # fmt: skip
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    urllib.request.urlopen(urllib.request.Request(f"{address}/api/documents", body, kind), timeout=120).read()

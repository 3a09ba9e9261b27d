"""Calls that nobody foresaw, by everybody: schemathesis over the OpenAPI description."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.bench.access import CHECKS
from tests.bench.figures import Figures, Raw, Skipped
from tests.bench.lived_in import LivedIn, lived_in

CALLS, BATCH = 10_000, 40  # of each role, and of an operation in a row
QUICK_CALLS, QUICK_BATCH = 300, 3
SEED = 20_261_127
ENDS_IT = ("DELETE /api/session", "DELETE /api/me")  # whoever calls would be nobody from then on
REFUSALS = ("missing", "not_ready", "provider_failed", "engine_failure")
"""Codes of what is refused with 501, 502 or 503, in our own words: no fault of the service. An admin's made-up calls
take a language model server that is none, and what is asked afterwards fails on it."""


def measure(quick: bool) -> tuple[Figures, Raw]:
    """schemathesis (which `make checks` installs) makes up calls from `/api/openapi.json`, in the form that it asks for
    and otherwise, in turn: at least 10,000 as nobody, as a user and as an admin, to a service on stand-ins in which
    something of each kind is there, and half of the ids in addresses are real ones. Counted is what was answered with
    500 or more and is no refusal in our own words (what is not installed, or not there yet), and by how many answers of
    an operation with a status that the description does not have, or with content in another form."""
    program = CHECKS / "bin" / "python"
    if not program.exists():
        raise Skipped("schemathesis is not installed; `make checks` installs it.")
    raw: Raw = {}
    faults: list[str] = []
    undocumented: set[str] = set()
    for role in ("nobody", "user", "admin"):
        with lived_in(web=False) as house:
            made = called(program, house, role, *((QUICK_CALLS, QUICK_BATCH) if quick else (CALLS, BATCH)))
        raw[f"{role}_calls"] = sum(made["statuses"].values())
        raw[f"{role}_statuses"] = made["statuses"]
        raw["operations"] = made["operations"]
        undocumented |= {f"{where}: {said}" for where, said in made["undocumented"].items()}
        faults += [f"{role}: {where}: {said}" for where, all_said in made["failed"].items() for said in all_said]
    real = [fault for fault in faults if not any(f'"code":"{code}"' in fault for code in REFUSALS)]
    return {"fuzz_errors": len(real), "fuzz_undocumented": len(undocumented)}, {
        **raw, "refused": len(faults) - len(real), "said": sorted(set(real))[:50],
        "undocumented": sorted(undocumented)[:50],
    }  # fmt: skip


def called(program: Path, house: LivedIn, role: str, calls: int, batch: int) -> Any:
    """What came of so many calls."""
    who = {"user": "bob", "admin": "ada"}.get(role)
    cookie = "; ".join(f"{name}={value}" for name, value in house.cookies[who].items()) if who else ""
    job = {
        "headers": {"cookie": cookie} if who else {}, "calls": calls, "batch": batch, "seed": SEED,
        "out": ENDS_IT if who else [], "known": house.known,
    }  # fmt: skip
    run = subprocess.run(
        [program, Path(__file__).with_name("made_up.py"), house.address], input=json.dumps(job), text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(run.stdout.splitlines()[-1])

"""Calls made up from the OpenAPI description by schemathesis: `python made_up.py ADDRESS < job.json`, in the
environment that `make checks` makes, and with nothing of ours.

A job has the `headers` of whoever calls, how many `calls` to make at least, how many of an operation in a row (the
`batch`), the `seed`, ids that are `known` by the names of parameters, half of which are taken, and operations to leave
`out`. Printed is how many calls were answered with which status, what was said where that was 500 or more, and the
first answer of each operation and status that the description does not have: another status, another kind of content,
or another form of it.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

SECONDS = 120.0
DESCRIBED = [status_code_conformance, content_type_conformance, response_schema_conformance]


class Caller:
    """Makes calls, and counts what came of them."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.headers, self.known = job["headers"], job["known"]
        self.statuses: Counter[int] = Counter()
        self.failed: dict[str, list[str]] = defaultdict(list)
        self.undocumented: dict[str, str] = {}
        self._draw, self._session = random.Random(job["seed"]), requests.Session()

    def call(self, case: Any) -> None:
        for name in case.path_parameters or {}:
            if name in self.known and self._draw.random() < 0.5:
                case.path_parameters[name] = self.known[name]
        self._session.cookies.clear()
        answer = case.call(session=self._session, headers=self.headers, timeout=SECONDS)
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            body = json.dumps(case.body, default=str)[:300] if case.body else ""
            said = f"{answer.status_code} {answer.text[:300]} {case.path_parameters} {case.query} {body}"
            self.failed[case.operation.label].append(said)
        try:
            case.validate_response(answer, checks=DESCRIBED)
        except BaseExceptionGroup as faults:
            where = f"{case.operation.label} {answer.status_code}"
            self.undocumented.setdefault(where, f"{faults.exceptions[0]}"[:400])


def main() -> None:
    job = json.load(sys.stdin)
    schema = schemathesis.openapi.from_url(f"{sys.argv[1]}/api/openapi.json", timeout=SECONDS)
    operations = [result.ok() for result in schema.get_all_operations()]
    operations = [one for one in operations if one.label not in job["out"]]
    caller, rounds = Caller(job), 0
    while sum(caller.statuses.values()) < job["calls"]:
        rounds += 1
        for number, operation in enumerate(operations):
            mode = GenerationMode.NEGATIVE if (number + rounds) % 2 else GenerationMode.POSITIVE
            made_up(operation, mode, caller, job["seed"] + 1000 * rounds + number, job["batch"])
    print(json.dumps({
        "statuses": caller.statuses, "failed": caller.failed, "undocumented": caller.undocumented,
        "operations": len(operations),
    }))  # fmt: skip


def made_up(operation: Any, mode: GenerationMode, caller: Caller, number: int, batch: int) -> None:
    """So many calls of one operation."""
    chosen = settings(
        max_examples=batch, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )  # fmt: skip
    try:
        strategy = operation.as_strategy(generation_mode=mode)
        seed(number)(chosen(given(case=strategy)(caller.call)))()
    except Unsatisfiable:
        pass  # nothing can be made up wrongly for what takes nothing
    except Exception as error:  # noqa: BLE001 - what cannot be made up of one operation must not end the others
        print(f"{operation.label}: {type(error).__name__} {str(error)[:200]}", file=sys.stderr)


if __name__ == "__main__":
    main()

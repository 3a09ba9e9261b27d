"""Every route of the running application, as nobody, as Bob, as an admin and as Eve, against what is Eve's.

A route that is not in the table fails: whoever adds one says who may use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.routing import BaseRoute, Mount

from tests.app.api.test_accounts import SECRET, Things, things
from tests.app.house import PASSWORD, House, house

OPEN, OWN, EACH, ADMIN = "open", "own", "each", "admin"
"""Asks nobody who they are; 404 for all but the owner; each has what is theirs; 403 for all but an admin."""


@dataclass(frozen=True)
class Case:
    """How a route is called. `{document}` and the like stand for what is Eve's; `good` is the status for who may."""

    who: str
    path: str
    send: dict[str, Any]
    good: int = 200


def case(who: str, path: str, good: int = 200, **send: Any) -> Case:
    return Case(who, path, send, good)


WAV = {"file": ("a.wav", b"audio 1")}
SERVER = {"address": "http://127.0.0.1:9", "model": ""}
MANY = {"items": ["{item}"], "decision": "rejected", "number": 2}
ASK = {"question": "Hello!", "library": "off", "conversation": "{conversation}"}
CHAT = {"model": "vermeil", "messages": [{"role": "user", "content": "What is the code of the gate?"}]}
TABLE = {
    "GET /healthz": case(OPEN, "/healthz"),
    "GET /readyz": case(OPEN, "/readyz"),
    "GET /api/openapi.json": case(OPEN, "/api/openapi.json"),
    "HEAD /api/openapi.json": case(OPEN, "/api/openapi.json"),
    "POST /api/session": case(OPEN, "/api/session", data={"username": "eve", "password": PASSWORD}),
    "GET /api/session": case(OPEN, "/api/session"),
    "POST /api/session/provider": case(OPEN, "/api/session/provider", good=404, data={"invitation": "forged"}),
    "GET /api/session/provider/back": case(OPEN, "/api/session/provider/back?state=forged&code=forged", good=404),
    "GET /api/links/{token}": case(OPEN, "/api/links/forged", good=404),
    "POST /api/links/{token}": case(OPEN, "/api/links/forged", good=404, data={"username": "x", "password": PASSWORD}),
    "GET /api/documents": case(EACH, "/api/documents"),
    "POST /api/documents": case(EACH, "/api/documents", good=201, files={"file": ("b.txt", b"A file of one's own.")}),
    "GET /api/documents/{document}": case(OWN, "/api/documents/{document}"),
    "GET /api/documents/{document}/passages": case(OWN, "/api/documents/{document}/passages"),
    "GET /api/documents/{document}/content": case(OWN, "/api/documents/{document}/content"),
    "GET /api/documents/{document}/preview": case(OWN, "/api/documents/{document}/preview"),
    "GET /api/documents/{document}/versions": case(OWN, "/api/documents/{document}/versions"),
    "POST /api/documents/{document}/versions": case(
        OWN, "/api/documents/{document}/versions", good=409, files={"file": ("b.txt", b"A file of one's own.")}
    ),
    "POST /api/documents/{document}/restore": case(OWN, "/api/documents/{document}/restore"),
    "POST /api/documents/{document}/older": case(
        OWN, "/api/documents/{document}/older", good=409, json={"document": "{document}"}
    ),
    "GET /api/readers": case(EACH, "/api/readers"),
    "PUT /api/documents/{document}/readers": case(OWN, "/api/documents/{document}/readers", json={"people": ["bob"]}),
    "POST /api/readers": case(
        OWN, "/api/readers", json={"documents": ["{document}"], "add": ["bob"], "everyone": False}
    ),
    "GET /api/tags": case(EACH, "/api/tags"),
    "POST /api/tags": case(OWN, "/api/tags", json={"documents": ["{document}"], "add": ["a/b", "{document}"]}),
    "PATCH /api/tags/{tag:path}": case(OWN, "/api/tags/a/b", json={"name": "{document}, too"}),
    "DELETE /api/tags/{tag:path}": case(OWN, "/api/tags/{document}"),
    "POST /api/search": case(EACH, "/api/search", json={"query": "code of the gate"}),
    "GET /api/search": case(EACH, "/api/search?q=code+of+the+gate"),
    "POST /api/ask": case(OWN, "/api/ask", json=ASK),
    "GET /api/conversations": case(EACH, "/api/conversations"),
    "GET /api/conversations/{conversation}": case(OWN, "/api/conversations/{conversation}"),
    "POST /api/conversations/search": case(EACH, "/api/conversations/search", json={"query": "code of the gate"}),
    "GET /api/conversations/{conversation}/markdown": case(OWN, "/api/conversations/{conversation}/markdown"),
    "POST /api/conversations/{conversation}/restore": case(OWN, "/api/conversations/{conversation}/restore"),
    "PATCH /api/conversations/{conversation}": case(OWN, "/api/conversations/{conversation}", json={"title": "Mine"}),
    "GET /api/memory": case(EACH, "/api/memory"),
    "PUT /api/memory": case(EACH, "/api/memory", json={"on": True}),
    "PATCH /api/memory/{fact}": case(OWN, "/api/memory/{fact}", json={"text": "My name is Eva."}),
    "POST /api/memory/{fact}/restore": case(OWN, "/api/memory/{fact}/restore"),
    "POST /api/feedback": case(OWN, "/api/feedback", json={"turn": "{turn}", "vote": "up"}),
    "POST /api/feedback/choice": case(OWN, "/api/feedback/choice", good=400, json={"turn": "{turn}", "over": "{turn}"}),
    "GET /api/feedback": case(EACH, "/api/feedback"),
    "GET /api/feedback/words": case(EACH, "/api/feedback/words"),
    "GET /api/feedback/{turn}": case(OWN, "/api/feedback/{turn}"),
    "POST /api/feedback/{turn}/anew": case(OWN, "/api/feedback/{turn}/anew"),
    "PUT /api/feedback/{turn}/anew": case(OWN, "/api/feedback/{turn}/anew", json={"verdict": "better"}),
    "GET /api/welcome": case(EACH, "/api/welcome"),
    "POST /api/samples": case(EACH, "/api/samples", good=201),
    "GET /api/language-model": case(EACH, "/api/language-model"),
    "POST /v1/chat/completions": case(EACH, "/v1/chat/completions", json=CHAT),
    "POST /v1/responses": case(EACH, "/v1/responses", json={"input": "What is the code of the gate?"}),
    "POST /v1/completions": case(EACH, "/v1/completions", json={"prompt": "What is the code of the gate?"}),
    "POST /v1/embeddings": case(EACH, "/v1/embeddings", json={"input": "words"}),
    "GET /v1/models": case(EACH, "/v1/models"),
    "GET /v1/models/{model}": case(EACH, "/v1/models/vermeil"),
    "POST /v1/audio/transcriptions": case(EACH, "/v1/audio/transcriptions", files=WAV),
    "POST /v1/audio/translations": case(EACH, "/v1/audio/translations", files=WAV),
    "POST /v1/audio/speech": case(EACH, "/v1/audio/speech", json={"input": "Hello.", "response_format": "wav"}),
    "GET /api/me": case(EACH, "/api/me"),
    "GET /api/me/keys": case(EACH, "/api/me/keys"),
    "POST /api/me/keys": case(EACH, "/api/me/keys", good=201, json={"name": "another"}),
    "PUT /api/me/password": case(EACH, "/api/me/password", json={"old": PASSWORD, "new": PASSWORD}),
    "GET /api/me/provider": case(EACH, "/api/me/provider"),
    "POST /api/me/provider": case(EACH, "/api/me/provider", good=404, data={"password": PASSWORD}),
    "DELETE /api/me/provider": case(EACH, "/api/me/provider", good=404),
    "GET /api/me/consent": case(EACH, "/api/me/consent"),
    "PUT /api/me/consent": case(OWN, "/api/me/consent", json={"allowed": True, "conversation": "{conversation}"}),
    "DELETE /api/me/keys/{key}": case(OWN, "/api/me/keys/{key}"),
    "GET /metrics": case(ADMIN, "/metrics"),
    "GET /api/language-model/server": case(ADMIN, "/api/language-model/server"),
    "PUT /api/language-model/server": case(ADMIN, "/api/language-model/server", good=400, json=SERVER),
    "DELETE /api/language-model/server": case(ADMIN, "/api/language-model/server"),
    "POST /api/language-model/server/trial": case(ADMIN, "/api/language-model/server/trial", json=SERVER),
    "GET /api/settings": case(ADMIN, "/api/settings"),
    "GET /api/accounts": case(ADMIN, "/api/accounts"),
    "PUT /api/accounts": case(ADMIN, "/api/accounts", good=409, json={"several": False}),
    "POST /api/accounts": case(ADMIN, "/api/accounts", good=409, data={"username": "x", "password": PASSWORD}),
    "GET /api/people": case(ADMIN, "/api/people"),
    "PATCH /api/people/{person}": case(ADMIN, "/api/people/{person}", json={}),
    "POST /api/people/{person}/reset": case(ADMIN, "/api/people/{person}/reset", good=201),
    "GET /api/invitations": case(ADMIN, "/api/invitations"),
    "POST /api/invitations": case(ADMIN, "/api/invitations", good=201, json={"role": "user"}),
    "DELETE /api/invitations/{link}": case(ADMIN, "/api/invitations/{link}"),
    "GET /api/review": case(ADMIN, "/api/review?state=screened&limit=5"),
    "GET /api/review/filters": case(ADMIN, "/api/review/filters"),
    "GET /api/review/export": case(ADMIN, "/api/review/export?kind=sft"),
    "GET /api/review/data-sets": case(ADMIN, "/api/review/data-sets"),
    "GET /api/review/{item}": case(ADMIN, "/api/review/{item}"),
    "GET /api/review/{item}/picture": case(ADMIN, "/api/review/{item}/picture", good=404),
    "GET /api/review/{item}/audio": case(ADMIN, "/api/review/{item}/audio", good=404),
    "POST /api/review/next": case(ADMIN, "/api/review/next", json={}),
    "POST /api/review/{item}/claim": case(ADMIN, "/api/review/{item}/claim"),
    "PUT /api/review/{item}/draft": case(ADMIN, "/api/review/{item}/draft", json={"draft": {"answer": "…"}}),
    "DELETE /api/review/{item}/claim": case(ADMIN, "/api/review/{item}/claim"),
    "POST /api/review/{item}/decision": case(ADMIN, "/api/review/{item}/decision", json={"decision": "approved"}),
    "POST /api/review/{item}/reopen": case(ADMIN, "/api/review/{item}/reopen"),
    "POST /api/review/decisions": case(ADMIN, "/api/review/decisions", json=MANY),
    "GET /api/runs": case(ADMIN, "/api/runs"),
    "POST /api/runs": case(ADMIN, "/api/runs", good=501, json={}),
    "GET /api/runs/{run}": case(ADMIN, "/api/runs/1"),
    "POST /api/runs/{run}/cancel": case(ADMIN, "/api/runs/1/cancel", good=409),
    "GET /api/runs/{run}/log": case(ADMIN, "/api/runs/1/log", good=404),
    "GET /api/schedule": case(ADMIN, "/api/schedule"),
    "PUT /api/schedule": case(ADMIN, "/api/schedule", json={"cron": "0 3 * * sat"}),
    "GET /api/versions": case(ADMIN, "/api/versions"),
    "POST /api/versions": case(ADMIN, "/api/versions", good=400, files={"file": ("a.zip", b"no archive")}),
    "PUT /api/versions/canary": case(ADMIN, "/api/versions/canary", good=404, json={"version": "v9", "share": 0.1}),
    "DELETE /api/versions/canary": case(ADMIN, "/api/versions/canary"),
    "POST /api/versions/{version}/shadow": case(ADMIN, "/api/versions/base/shadow", good=409, json={}),
    "POST /api/versions/comparison": case(
        ADMIN, "/api/versions/comparison", json={"question": "What is the code of the gate?", "versions": ["base"]}
    ),
    "GET /api/versions/{version}/diff/{other}": case(ADMIN, "/api/versions/base/diff/base"),
    "POST /api/versions/rollback": case(ADMIN, "/api/versions/rollback", good=409),
    "GET /api/versions/{version}": case(ADMIN, "/api/versions/base"),
    "DELETE /api/versions/{version}": case(ADMIN, "/api/versions/base", good=409),
    "POST /api/versions/{version}/promotion": case(ADMIN, "/api/versions/v9/promotion", good=404, json={}),
    "POST /api/versions/{version}/regressions": case(ADMIN, "/api/versions/base/regressions"),
    "GET /api/versions/{version}/export": case(ADMIN, "/api/versions/base/export", good=400),
    "GET /api/insights": case(ADMIN, "/api/insights?days=30"),
    "GET /api/log": case(ADMIN, "/api/log"),
    # What takes something away comes last
    "DELETE /api/memory/{fact}": case(OWN, "/api/memory/{fact}"),
    "DELETE /api/documents/{document}": case(OWN, "/api/documents/{document}"),
    "DELETE /api/conversations/{conversation}": case(OWN, "/api/conversations/{conversation}"),
    "DELETE /api/session": case(EACH, "/api/session"),
    "DELETE /api/me": case(EACH, "/api/me"),
    "DELETE /api/people/{person}": case(ADMIN, "/api/people/{person}"),
}


def served(routes: Iterable[BaseRoute], before: str = "") -> Iterator[str]:
    """Each method and path, of included routers and of what is mounted, too."""
    for route in routes:
        if hasattr(route, "effective_candidates"):
            yield from served(route.effective_candidates(), before)
        elif isinstance(route, Mount):
            at = before + route.path
            yield from served(route.routes, at) if route.routes else [f"ANY {at}"]
        else:
            methods = getattr(route, "methods", None) or ["ANY"]
            yield from (f"{method} {before}{getattr(route, 'path', route)}" for method in methods)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Things]]:
    with house(tmp_path_factory.mktemp("house") / "data") as opened:
        opened.invited("bob")
        yield opened, things(opened, opened.invited("eve"))


def filled(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: filled(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, names) for inner in value]
    return value.format(**names) if isinstance(value, str) else value


ANSWERED: dict[str, set[tuple[int, str]]] = {}
"""What each route answered with, over all that is tried here: statuses and kinds of content."""


def called(client: httpx.Client, route: str, known: Things) -> httpx.Response:
    asked, names = TABLE[route], vars(known)
    answer = client.request(route.split()[0], filled(asked.path, names), **filled(asked.send, names))
    kind = answer.headers.get("content-type", "").partition(";")[0]
    ANSWERED.setdefault(route, set()).add((answer.status_code, kind))
    return answer


def test_every_route_is_in_the_table(lived_in: tuple[House, Things]) -> None:
    assert sorted(served(lived_in[0].app.routes)) == sorted(TABLE)


FORGED = [{}, {"cookie": "vermeil_session=forged"}, {"authorization": "Bearer forged"}, {"authorization": "Basic ZTpl"}]


@pytest.mark.parametrize("headers", FORGED)
def test_nobody_uses_what_is_closed(lived_in: tuple[House, Things], headers: dict[str, str]) -> None:
    opened, known = lived_in
    stranger = opened.client(headers=headers)
    for route, asked in TABLE.items():
        stranger.cookies.clear()
        answer = called(stranger, route, known)
        assert answer.status_code == (asked.good if asked.who == OPEN else 401), (route, answer.text)
        assert SECRET not in answer.text


OTHERS = ("user", "user's key", "admin")
LEFT_OUT = ("DELETE /api/me", "DELETE /api/people/{person}", "DELETE /api/invitations/{link}")


@pytest.mark.parametrize("other", OTHERS)
def test_others_see_and_change_nothing_of_hers(lived_in: tuple[House, Things], other: str) -> None:
    opened, known = lived_in
    name = "ada" if other == "admin" else "bob"
    program = opened.with_key(name) if other == "user's key" else None  # which nothing signs out
    wrong = []
    for route, asked in TABLE.items():
        if asked.who == OPEN or (route in LEFT_OUT and asked.who != ADMIN) or (other == "admin" and route in LEFT_OUT):
            continue
        client = program or opened.signed_in(name)
        answer = called(client, route, known)
        good = {OWN: 404, EACH: asked.good, ADMIN: asked.good if other == "admin" else 403}[asked.who]
        if other == "user's key" and route.partition(" ")[2].startswith("/api/me/"):
            good = 403
        hers = [value for value in (SECRET, known.document, known.conversation, known.key) if value in answer.text]
        if answer.status_code != good or (hers and asked.who != ADMIN):
            wrong.append((route, answer.status_code, good, hers, answer.text[:200]))
    assert wrong == []


def test_she_herself_may(lived_in: tuple[House, Things]) -> None:
    """Last, as it takes away what the others were tried against: that it was all there shows that they changed none."""
    opened, known = lived_in
    for route, asked in TABLE.items():
        if asked.who == ADMIN:
            continue
        answer = called(opened.signed_in("eve"), route, known)
        assert answer.status_code == asked.good, (route, answer.text)
        if asked.good < 400 and "{document}" in route and "DELETE" not in route and "preview" not in route:
            assert known.document in answer.text or SECRET in answer.text
    ada = opened.signed_in("ada")
    assert called(ada, "DELETE /api/invitations/{link}", known).status_code == 200
    assert called(ada, "DELETE /api/people/{person}", known).status_code == 404  # she has left


def test_every_answer_was_one_that_is_described(lived_in: tuple[House, Things]) -> None:
    """Behind the others: of what they were answered."""
    paths = lived_in[0].app.openapi()["paths"]
    strange = []
    for route, answers in ANSWERED.items():
        method, path = route.split()
        if path == "/api/openapi.json":
            continue
        described = paths[path.replace(":path}", "}")][method.lower()]["responses"]
        for status, kind in answers:
            known = described.get(str(status))
            if known is None or (kind and not {kind, "*/*"} & set(known.get("content", {}))):
                strange.append((route, status, kind))
    assert strange == []

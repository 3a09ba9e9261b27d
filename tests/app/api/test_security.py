"""A web page elsewhere cannot drive the service, and nobody can send it more than it takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from app.api.errors import install
from app.api.security import GuardOrigin, LimitBody, hostname


@pytest.fixture
def client() -> TestClient:
    async def echo(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route("/{path:path}", echo, methods=["GET", "POST"])])
    install(app)  # type: ignore[arg-type]
    app.add_middleware(LimitBody, upload_bytes=3 * 2**20, other_bytes=1000)
    app.add_middleware(GuardOrigin, allowed_hosts=("127.0.0.1", "localhost", "[::1]"))
    return TestClient(app, base_url="http://127.0.0.1:8500")


@pytest.mark.parametrize("host", ["127.0.0.1:8500", "localhost", "[::1]:8500", "LOCALHOST:1"])
def test_our_own_names_are_served(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "",
        "localhost.evil:8500",
        "[",
        "a@b",
        "localhost@localhost",
        "localhost/x",
        "localhost:x",
        "localhost:",
        "127.0.0.1:99999",
        "localhost:0",
        "localhost@127.0.0.1",
        "localhost,localhost",
        " localhost",
        "[[::1]]",
    ],
)
def test_foreign_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "forbidden"


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
    {"origin": "http://127.0.0.1.evil.example:8500"}, {"origin": "http://127.0.0.1:9999"}, {"origin": "http://localhost"},
    {"origin": "http://[::1"}, {"origin": ""}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "whatever"},
])  # fmt: skip
def test_pages_of_other_sites_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/ask", headers=headers, content=b"x").status_code == 403


def test_our_own_page_and_programs_are_served(client: TestClient) -> None:
    ours = {"origin": "http://127.0.0.1:8500", "sec-fetch-site": "same-origin"}
    assert client.post("/api/ask", headers=ours, content=b"x").status_code == 200
    behind_a_proxy = {"host": "localhost", "origin": "https://localhost"}
    assert client.post("/api/ask", headers=behind_a_proxy, content=b"x").status_code == 200
    assert client.post("/api/ask", content=b"x").status_code == 200


LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def test_a_link_to_the_page_may_stand_elsewhere(client: TestClient) -> None:
    assert client.get("/library", headers=LINK).status_code == 200


@pytest.mark.parametrize(("path", "headers"), [
    ("/api/documents/x/content", LINK), ("/v1/models", LINK), ("/", {**LINK, "sec-fetch-dest": "iframe"}),
    ("/", {**LINK, "sec-fetch-mode": "no-cors"}), ("/", {**LINK, "origin": "https://evil.example"}),
])  # fmt: skip
def test_nothing_else_may(client: TestClient, path: str, headers: dict[str, str]) -> None:
    assert client.get(path, headers=headers).status_code == 403


def test_nothing_is_shown_in_a_frame(client: TestClient) -> None:
    for answer in (client.get("/"), client.post("/api/ask", content=b"x" * 1001)):
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_body_over_the_limit_is_refused_by_its_header(client: TestClient) -> None:
    answer = client.post("/api/ask", content=b"x" * 1001)
    assert answer.status_code == 413
    assert answer.json()["error"]["remedy"]


def test_a_chunked_body_is_refused_once_it_passes_the_limit(client: TestClient) -> None:
    def body() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    assert client.post("/api/ask", content=body()).status_code == 413


@pytest.mark.parametrize("path", ["/api/documents", "/v1/audio/transcriptions", "/_stcore/upload_file/session/file"])
def test_uploads_have_a_limit_of_their_own(client: TestClient, path: str) -> None:
    assert client.post(path, content=b"x" * 3 * 2**20).text == str(3 * 2**20)
    assert client.post(path, content=b"x" * 5 * 2**20).status_code == 413


@pytest.mark.parametrize(
    ("address", "name"), [("http://A.b:80/c", "a.b"), ("//[::1]:5", "::1"), ("null", ""), ("//[", ""), ("", "")]
)
def test_hostname(address: str, name: str) -> None:
    assert hostname(address) == name

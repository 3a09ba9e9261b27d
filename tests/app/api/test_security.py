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
    app.add_middleware(GuardOrigin, allowed_hosts=("127.0.0.1", "localhost", "[::1]"), ports=(8500, 8501))
    return TestClient(app, base_url="http://127.0.0.1:8500")


@pytest.mark.parametrize("host", ["127.0.0.1:8500", "localhost", "[::1]:8500", "LOCALHOST:1"])
def test_our_own_names_are_served(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil:8500", "[", "a@b"])
def test_foreign_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "forbidden"


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
    {"origin": "http://127.0.0.1.evil.example:8501"}, {"origin": "http://127.0.0.1:9999"}, {"origin": "http://localhost"},
])  # fmt: skip
def test_pages_of_other_sites_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/ask", headers=headers, content=b"x").status_code == 403


def test_our_own_page_and_programs_are_served(client: TestClient) -> None:
    assert client.post("/api/ask", headers={"origin": "http://127.0.0.1:8501"}, content=b"x").status_code == 200
    assert client.post("/api/ask", content=b"x").status_code == 200


def test_a_body_over_the_limit_is_refused_by_its_header(client: TestClient) -> None:
    answer = client.post("/api/ask", content=b"x" * 1001)
    assert answer.status_code == 413
    assert answer.json()["error"]["remedy"]


def test_a_chunked_body_is_refused_once_it_passes_the_limit(client: TestClient) -> None:
    def body() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    assert client.post("/api/ask", content=body()).status_code == 413


def test_uploads_have_a_limit_of_their_own(client: TestClient) -> None:
    assert client.post("/api/documents", content=b"x" * 3 * 2**20).text == str(3 * 2**20)
    assert client.post("/api/documents", content=b"x" * 5 * 2**20).status_code == 413


@pytest.mark.parametrize(
    ("address", "name"), [("http://A.b:80/c", "a.b"), ("//[::1]:5", "::1"), ("null", ""), ("//[", ""), ("", "")]
)
def test_hostname(address: str, name: str) -> None:
    assert hostname(address) == name

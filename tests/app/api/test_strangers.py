"""What somebody that nobody knows can make the service take: nothing, and a form where one is expected."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.app.api.test_routes import ADMIN, EACH, OPEN, OWN, TABLE
from tests.app.house import House, house

HUGE = 90_000_000
WITH_BODY = [route for route in TABLE if route.split()[0] in ("POST", "PUT", "PATCH") and TABLE[route].send]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house") / "data") as opened:
        yield opened


def spoken(here: House, *lines: str, body: bytes = b"", seconds: float = 10.0) -> str:
    """What is answered to a request with these lines before its body; "" where nothing is within that time."""
    at = urlsplit(here.address)
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=10) as plug:
        plug.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        plug.settimeout(seconds)
        try:
            return plug.recv(4096).decode()
        except TimeoutError:
            return ""


def announced(here: House, method: str, path: str, *headers: str, body: bytes = b"", key: str = "") -> str:
    """What is answered to whoever says that a body comes, and sends that much of it; "" where it is waited for."""
    by = [f"Authorization: Bearer {key}"] if key else []
    head = [f"{method} {path} HTTP/1.1", f"Host: {urlsplit(here.address).netloc}", *headers, *by]
    return spoken(here, *head, body=body, seconds=0.3 if key else 10)


@pytest.mark.parametrize("route", [route for route in WITH_BODY if TABLE[route].who in (EACH, OWN, ADMIN)])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=b"])
def test_a_body_is_not_awaited_from_somebody_unknown(here: House, route: str, kind: str) -> None:
    method, path = route.split()
    said = announced(here, method, path, f"Content-Length: {HUGE}", f"Content-Type: {kind}", "Expect: 100-continue")
    assert said.startswith("HTTP/1.1 401 "), said


def test_nor_in_pieces_nor_with_a_forged_key(here: House) -> None:
    chunked = ("Transfer-Encoding: chunked", "Content-Type: multipart/form-data; boundary=b")
    assert " 401 " in announced(here, "POST", "/api/documents", *chunked, body=b"5\r\n--b\r\n\r\n")
    forged = (f"Content-Length: {HUGE}", "Content-Type: application/json", "Cookie: vermeil_session=forged")
    assert " 401 " in announced(here, "POST", "/api/ask", *forged, body=b'{"question": "')


def test_it_is_awaited_from_somebody_known(here: House) -> None:
    key = here.clients["ada"].post("/api/me/keys", json={"name": "program"}).json()["key"]
    sent = (f"Content-Length: {HUGE}", "Content-Type: multipart/form-data; boundary=b")
    assert announced(here, "POST", "/api/documents", *sent, key=key) == ""


@pytest.mark.parametrize("route", [route for route in WITH_BODY if TABLE[route].who == OPEN])
def test_where_nobody_is_asked_a_form_is_taken_and_no_more(here: House, route: str) -> None:
    method, path = route.split()
    for kind in (FORM, "multipart/form-data; boundary=b"):
        said = announced(here, method, path, "Content-Length: 100000", f"Content-Type: {kind}")
        assert said.startswith("HTTP/1.1 413 "), said
    piece = b"%x\r\n%b\r\n" % (70_000, b"password=".ljust(70_000, b"x"))
    assert " 413 " in announced(here, method, path, "Transfer-Encoding: chunked", f"Content-Type: {FORM}", body=piece)


def test_a_body_in_pieces_that_is_too_large_is_said_to_be(here: House) -> None:
    def body() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 2**20

    assert here.clients["ada"].post("/api/search", content=body()).status_code == 413

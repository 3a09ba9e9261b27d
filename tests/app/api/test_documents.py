"""The library over HTTP, on stand-ins: what is taken in, shown, searched and taken back, and what is refused."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from core.errors import OutOfSpace, UnsupportedFormat
from memory.blobs import Blobs
from tests.app.serving import QuickReaders, add, ready, serving, settings

STORY = b"The clever fox of Elmwood was called Rusty.\nThe mill burned down in 1987."


def test_a_file_is_ready_when_the_answer_comes_and_shown_as_it_was(quick: httpx.Client) -> None:
    added = add(quick, "elmwood.txt", STORY)
    assert (added["status"], added["kind"], added["chunks"], added["name"]) == ("ready", "text", 2, "elmwood.txt")
    assert quick.get("/api/documents").json()["documents"] == [added]
    assert quick.get(f"/api/documents/{added['document']}").json() == added
    passages = quick.get(f"/api/documents/{added['document']}/passages").json()["passages"]
    assert [passage["text"].encode() for passage in passages] == STORY.split(b"\n")


def test_a_newer_version_takes_its_place_and_the_older_one_is_had_back(quick: httpx.Client) -> None:
    def cited() -> set[str]:
        asked = {"question": "What was the clever fox called?", "library": "only", "stream": False}
        return {citation["document"] for citation in quick.post("/api/ask", json=asked).json()["citations"]}

    def replace(document: str, data: bytes) -> httpx.Response:
        files = {"file": ("elmwood-2.txt", data)}
        return quick.post(f"/api/documents/{document}/versions", files=files, params={"wait": 20})

    old = add(quick, "elmwood.txt", STORY)["document"]
    answer = replace(old, STORY.replace(b"Rusty", b"Amber"))
    new = answer.json()
    assert (answer.status_code, new["standing"], new["versions"], new["coming"]) == (201, "current", 2, None)
    assert cited() == {new["document"]}
    versions = quick.get(f"/api/documents/{old}/versions").json()["versions"]
    assert [(v["name"], v["standing"]) for v in versions] == [("elmwood-2.txt", "current"), ("elmwood.txt", "earlier")]
    refused(replace(old, b"The mill stands."), 409, "not_replaced")
    assert quick.get(f"/api/documents/{old}/content").content == STORY
    assert quick.post(f"/api/documents/{old}/restore").json()["standing"] == "current"
    assert cited() == {old}
    assert [d["document"] for d in quick.get("/api/documents").json()["documents"]] == [old]
    other = add(quick, "elmwood.txt", b"The clever fox of Elmwood was called Ruby.")["document"]
    assert quick.post(f"/api/documents/{other}/older", json={"document": old}).json()["versions"] == 3
    assert cited() == {other}


def test_what_is_deleted_is_had_back_for_a_while(quick: httpx.Client) -> None:
    document = add(quick, "elmwood.txt", STORY)["document"]

    def found() -> list[str]:
        results = quick.post("/api/search", json={"query": "the clever fox of Elmwood"}).json()["results"]
        return [passage["document"] for passage in results]

    assert found()[0] == document
    assert quick.delete(f"/api/documents/{document}").json() == {"deleted": document}
    listed = quick.get("/api/documents").json()
    assert (listed["documents"], [gone["document"] for gone in listed["deleted"]][:1]) == ([], [document])
    for way in ("", "/content", "/passages", "/versions"):
        assert quick.get(f"/api/documents/{document}{way}").status_code == 404
    assert found() == []
    assert quick.delete(f"/api/documents/{document}").status_code == 404
    assert quick.post(f"/api/documents/{document}/restore").json()["status"] == "ready"
    assert found()[0] == document


def test_a_picture_is_found_by_one_that_looks_like_it(quick: httpx.Client) -> None:
    shown = add(quick, "press.png", b"picture of a press")["document"]
    add(quick, "elmwood.txt", STORY)
    sought = base64.b64encode(b"picture of a press").decode()
    (first, *_) = quick.post("/api/search", json={"picture": sought}).json()["results"]
    assert (first["document"], first["kind"]) == (shown, "picture")
    both = quick.post("/api/search", json={"picture": sought, "query": "fox of Elmwood"}).json()["results"]
    assert {found["kind"] for found in both} == {"picture", "text"}
    assert quick.post("/api/search", json={}).json()["results"] == []
    refused(quick.post("/api/search", json={"picture": base64.b64encode(STORY).decode()}), 400, "bad_input")


def test_content_is_a_download_that_nothing_runs_in(quick: httpx.Client) -> None:
    page = b"<script>alert(1)</script>"
    document = add(quick, "päge.html", page)["document"]
    answer = quick.get(f"/api/documents/{document}/content")
    assert answer.content == page
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''p%C3%A4ge.html"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-site"


def test_a_part_of_the_content_can_be_asked_for(quick: httpx.Client) -> None:
    document = add(quick, "elmwood.txt", STORY)["document"]
    answer = quick.get(f"/api/documents/{document}/content", headers={"range": "bytes=4-9"})
    assert (answer.status_code, answer.content) == (206, STORY[4:10])


def test_a_preview_is_a_png_of_the_page_and_width(quick: httpx.Client) -> None:
    document = add(quick, "elmwood.txt", STORY)["document"]
    answer = quick.get(f"/api/documents/{document}/preview", params={"page": 3, "width": 640})
    assert answer.content == b"\x89PNG of page 3, 640 wide"
    assert answer.headers["content-type"] == "image/png"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_passage_is_marked_on_its_page(quick: httpx.Client) -> None:
    document = add(quick, "elmwood.txt", STORY)["document"]
    passage, *_ = quick.get(f"/api/documents/{document}/passages").json()["passages"]
    asked = {"chunk": passage["chunk"], "start": 4, "end": 9}
    address = f"/api/documents/{document}/preview"
    assert quick.get(address, params=asked).content.endswith(f", marked: {passage['text'][4:9]}".encode())
    assert b"marked" not in quick.get(address, params={**asked, "chunk": 10**6}).content


@pytest.mark.parametrize("params", [{"page": 0}, {"page": "x"}, {"width": 63}, {"width": 2401}, {"chunk": 0}])
def test_previews_have_limits(quick: httpx.Client, params: dict[str, object]) -> None:
    document = add(quick, "elmwood.txt", STORY)["document"]
    refused(quick.get(f"/api/documents/{document}/preview", params=params), 400, "bad_input")


def test_what_cannot_be_drawn_is_said(quick: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def preview(*_: object) -> bytes:
        raise UnsupportedFormat("This kind of file has no preview.")

    monkeypatch.setattr(QuickReaders, "preview", preview)
    document = add(quick, "elmwood.txt", STORY)["document"]
    refused(quick.get(f"/api/documents/{document}/preview"), 415, "unsupported_format")


def test_waiting_can_be_left_out_and_has_an_end(quick: httpx.Client) -> None:
    assert add(quick, "a.txt", b"One.", wait=0)["status"] in ("queued", "processing", "ready")
    for wait in (-1, 601, "long"):
        answer = quick.post("/api/documents", files={"file": ("a.txt", b"x")}, params={"wait": wait})
        refused(answer, 400, "bad_input")


def test_the_same_file_twice_is_one_document_and_does_not_wait(quick: httpx.Client) -> None:
    first = add(quick, "a.txt", STORY)
    assert add(quick, "b.txt", STORY, wait=600) == first


def test_a_file_that_cannot_be_read_says_why_and_can_be_tried_again(quick: httpx.Client) -> None:
    added = add(quick, "broken.bin", b"damaged goods")
    assert (added["status"], added["reason"]) == ("failed", "The file is damaged.")
    again = add(quick, "broken.bin", b"damaged goods")
    assert again["document"] == added["document"]


def test_a_bug_in_a_reader_tells_no_path(quick: httpx.Client) -> None:
    added = add(quick, "burst.bin", b"burst")
    assert (added["status"], added["reason"]) == ("failed", "The file could not be read.")


def test_an_empty_file_and_none_at_all_are_refused(quick: httpx.Client) -> None:
    refused(quick.post("/api/documents", files={"file": ("empty.txt", b"")}), 422, "unreadable_file")
    refused(quick.post("/api/documents"), 400, "bad_input")
    refused(quick.post("/api/documents", data={"file": "no file"}), 400, "bad_input")


def test_a_name_is_no_path(quick: httpx.Client) -> None:
    assert add(quick, "../../etc/pass\u202ewd.txt", b"A name.")["name"] == "passwd.txt"


def test_a_deleted_document_is_gone_everywhere(quick: httpx.Client) -> None:
    document = add(quick, "elmwood.txt", STORY)["document"]
    assert quick.get("/api/search", params={"q": "fox of Elmwood"}).json()["results"]
    assert quick.delete(f"/api/documents/{document}").json() == {"deleted": document}
    assert quick.get("/api/search", params={"q": "fox of Elmwood"}).json()["results"] == []
    for path in ("", "/content", "/passages", "/preview"):
        refused(quick.get(f"/api/documents/{document}{path}"), 404, "not_found")
    refused(quick.delete(f"/api/documents/{document}"), 404, "not_found")


def test_a_full_disk_is_told_and_leaves_nothing(quick: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OutOfSpace("The disk is full.", "Free some space.")

    monkeypatch.setattr(Blobs, "stage", full)
    refused(quick.post("/api/documents", files={"file": ("a.txt", b"x")}), 507, "out_of_space")
    assert quick.get("/api/documents").json()["documents"] == []


# --- limits -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service that takes files of a thousand bytes."""
    chosen = settings(tmp_path_factory.mktemp("narrow"), upload_bytes=1_000)
    with serving(chosen) as address, httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
        ready(client)
        yield client


def test_a_file_over_the_limit_is_refused_whole(narrow: httpx.Client) -> None:
    refused(narrow.post("/api/documents", files={"file": ("a.txt", b"x" * 1_001)}), 413, "too_large")
    refused(narrow.post("/api/documents", files={"file": ("a.txt", b"x" * 2 * 2**20)}), 413, "too_large")
    assert narrow.get("/api/documents").json()["documents"] == []


def refused(answer: httpx.Response, status: int, code: str) -> None:
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["message"]
    assert str(Path(__file__).parents[3]) not in answer.text
    assert "Traceback" not in answer.text

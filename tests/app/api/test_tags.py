"""Tags over HTTP: put on, listed, renamed, and asked by."""

from __future__ import annotations

import httpx

from tests.app.serving import add

QUESTION = "What was the clever fox called?"


def named(client: httpx.Client, tag: str | None) -> set[str]:
    """The documents that an answer rests on."""
    asked = {"question": QUESTION, "library": "only", "stream": False, "tag": tag}
    return {c["document"] for c in client.post("/api/ask", json=asked).json()["citations"]}


def test_questions_and_searches_are_narrowed_to_a_tag(quick: httpx.Client) -> None:
    elm = add(quick, "elmwood.txt", b"The clever fox of Elmwood was called Rusty.")["document"]
    oak = add(quick, "oakwood.txt", b"The clever fox of Oakwood was called Amber.")["document"]
    made = quick.post("/api/tags", json={"documents": [elm], "add": ["north/east"]}).json()
    assert [(tag["name"], tag["documents"]) for tag in made["tags"]] == [("north/east", 1)]
    assert quick.get(f"/api/documents/{elm}").json()["tags"] == ["north/east"]
    renamed = quick.patch("/api/tags/north/east", json={"name": "north"}).json()
    assert [tag["name"] for tag in renamed["tags"]] == ["north"]
    quick.post("/api/tags", json={"documents": [oak], "add": ["south"]})
    assert (named(quick, "north"), named(quick, "south"), named(quick, "west")) == ({elm}, {oak}, set())
    chat = {"model": "vermeil", "messages": [{"role": "user", "content": QUESTION}], "tag": "south"}
    assert {c["document"] for c in quick.post("/v1/chat/completions", json=chat).json()["citations"]} == {oak}
    for search in ({"query": QUESTION, "tag": "north"},):
        assert {p["document"] for p in quick.post("/api/search", json=search).json()["results"]} == {elm}
    by_address = quick.get("/api/search", params={"q": QUESTION, "tag": "south"})
    assert {p["document"] for p in by_address.json()["results"]} == {oak}
    listed = {"question": "What documents do I have?", "stream": False, "tag": "south"}
    assert "You have 1 document" in quick.post("/api/ask", json=listed).json()["answer"]
    assert quick.delete("/api/tags/north").json() == {"removed": "north"}
    assert quick.delete("/api/tags/north").status_code == 404
    assert quick.get("/api/tags").json()["tags"] == [{"name": "south", "documents": 1, "size": 43}]


def test_what_is_no_tag_is_refused(quick: httpx.Client) -> None:
    document = add(quick, "elmwood.txt", b"The clever fox of Elmwood was called Rusty.")["document"]
    for body, status in (
        ({"documents": [document], "add": [" "]}, 422), ({"documents": [], "add": ["a"]}, 400),
        ({"documents": ["0" * 32], "add": ["a"]}, 404), ({"documents": [document], "add": "a"}, 400),
    ):  # fmt: skip
        answer = quick.post("/api/tags", json=body)
        assert (answer.status_code, bool(answer.json()["error"]["message"])) == (status, True)
    assert quick.get(f"/api/documents/{document}").json()["tags"] == []

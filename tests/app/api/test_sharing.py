"""Sharing over HTTP: Ada shares, Bob reads and asks, and what is taken back is gone at once."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.app.house import House, house
from tests.app.serving import add

QUESTION = "What is the code of the gate?"


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house") / "data") as opened:
        opened.invited("bob")
        opened.invited("cleo")
        yield opened


@pytest.fixture
def gate(lived_in: House) -> Iterator[str]:
    """A document of Ada's that nobody else may read yet."""
    document = add(lived_in.clients["ada"], "gate.txt", b"The code of the gate is heliotrope.")["document"]
    yield document
    lived_in.clients["ada"].delete(f"/api/documents/{document}")


def share(here: House, document: str, *people: str, everyone: bool = False) -> httpx.Response:
    wanted = {"people": list(people), "everyone": everyone}
    return here.clients["ada"].put(f"/api/documents/{document}/readers", json=wanted)


def sources(client: httpx.Client) -> list[tuple[str, str | None]]:
    """The documents that an answer cites, with whoever shares them."""
    asked = {"question": QUESTION, "library": "only", "stream": False}
    return [(c["document"], c["shared_by"]) for c in client.post("/api/ask", json=asked).json()["citations"]]


def test_both_sides_see_it(lived_in: House, gate: str) -> None:
    ada, bob = lived_in.clients["ada"], lived_in.clients["bob"]
    assert bob.get("/api/readers").json() == {"people": ["ada", "cleo"]}
    shared = share(lived_in, gate, "bob").json()
    assert shared["shared_with"] == {"people": ["bob"], "everyone": False}
    assert ada.get("/api/documents").json()["documents"] == [shared]
    (seen,) = bob.get("/api/documents").json()["documents"]
    assert (seen["document"], seen["shared_by"]) == (gate, "ada")
    assert seen["shared_with"] == {"people": [], "everyone": False}
    assert lived_in.clients["cleo"].get("/api/documents").json()["documents"] == []


def test_a_reader_finds_asks_and_downloads_it_and_hears_whose_it_is(lived_in: House, gate: str) -> None:
    bob = lived_in.clients["bob"]
    assert sources(bob) == []
    share(lived_in, gate, everyone=True)
    assert sources(bob) == [(gate, "ada")]
    assert sources(lived_in.clients["ada"]) == [(gate, None)]
    (found,) = bob.post("/api/search", json={"query": "code of the gate"}).json()["results"]
    assert (found["document"], found["shared_by"]) == (gate, "ada")
    assert bob.get(f"/api/documents/{gate}/content").content.endswith(b"heliotrope.")
    assert bob.get(f"/api/documents/{gate}/preview").status_code == 200
    chat = {"model": "vermeil", "messages": [{"role": "user", "content": QUESTION}]}
    (cited,) = bob.post("/v1/chat/completions", json=chat).json()["citations"]
    assert (cited["document"], cited["shared_by"]) == (gate, "ada")


def test_a_reader_changes_nothing(lived_in: House, gate: str) -> None:
    share(lived_in, gate, "bob")
    bob, cleo = lived_in.clients["bob"], lived_in.clients["cleo"]
    assert bob.delete(f"/api/documents/{gate}").status_code == 403
    assert bob.put(f"/api/documents/{gate}/readers", json={"people": ["cleo"]}).status_code == 403
    assert cleo.delete(f"/api/documents/{gate}").status_code == 404
    assert sources(bob) == [(gate, "ada")]


def test_what_is_taken_back_is_gone_at_once_also_from_an_old_conversation(lived_in: House, gate: str) -> None:
    bob = lived_in.clients["bob"]
    share(lived_in, gate, "bob")
    told = bob.post("/api/ask", json={"question": QUESTION, "library": "only", "stream": False}).json()
    share(lived_in, gate)
    assert sources(bob) == []
    for way in ("", "/content", "/preview", "/passages"):
        assert bob.get(f"/api/documents/{gate}{way}").status_code == 404
    (turn,) = bob.get(f"/api/conversations/{told['conversation']}").json()["turns"]
    assert [(p["text"], p["shared_by"]) for p in turn["passages"]] == [("", None)]
    assert [(c["quote"], c["shared_by"]) for c in turn["citations"]] == [("", None)]


def test_whoever_leaves_takes_what_they_shared_along(lived_in: House) -> None:
    dora, bob = lived_in.invited("dora"), lived_in.clients["bob"]
    document = add(dora, "gate.txt", b"The code of the gate is heliotrope.")["document"]
    dora.put(f"/api/documents/{document}/readers", json={"people": ["bob"]})
    assert sources(bob) == [(document, "dora")]
    assert lived_in.clients["ada"].delete(f"/api/people/{lived_in.id('dora')}").status_code == 200
    assert sources(bob) == []
    assert bob.get("/api/documents").json()["documents"] == []


def test_all_of_a_tag_are_shared_in_one_go_and_taken_back_likewise(lived_in: House, gate: str) -> None:
    ada, bob = lived_in.clients["ada"], lived_in.clients["bob"]
    other = add(ada, "cellar.txt", b"The cellar is under the kitchen.")["document"]
    both = {"documents": [gate, other]}

    def seen() -> set[str]:
        return {document["document"] for document in bob.get("/api/documents").json()["documents"]}

    assert ada.post("/api/readers", json={**both, "add": ["bob"]}).json() == {"documents": 2}
    assert seen() == {gate, other}
    assert bob.post("/api/readers", json={**both, "add": ["cleo"]}).status_code == 403
    assert lived_in.clients["cleo"].post("/api/readers", json={**both, "everyone": True}).status_code == 404
    assert lived_in.clients["cleo"].get("/api/documents").json()["documents"] == []
    assert ada.post("/api/readers", json={**both, "remove": ["bob"]}).status_code == 200
    assert seen() == set()
    assert ada.post("/api/readers", json={"documents": [gate, "0" * 32], "everyone": True}).status_code == 404
    assert seen() == set()
    ada.delete(f"/api/documents/{other}")


@pytest.mark.parametrize(("body", "status"), [
    ({"people": ["nobody"]}, 400), ({"people": ["b\u043eb"]}, 422), ({"people": "bob"}, 400), ({"everyone": "x"}, 400),
])  # fmt: skip
def test_what_names_nobody_shares_nothing(lived_in: House, gate: str, body: object, status: int) -> None:
    answer = lived_in.clients["ada"].put(f"/api/documents/{gate}/readers", json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["message"]
    assert sources(lived_in.clients["bob"]) == []

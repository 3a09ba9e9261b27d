"""The trial of a language model server, against a real one: good, and wrong in every way that has a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.errors import BadInput
from core.language import trial as trying
from core.language.address import base_address
from core.language.remote import RemoteEngine
from core.language.trial import Trial, trial
from tests.conftest import free_port
from tests.language_server import LanguageModels, Mood, language_models


@pytest.fixture(scope="module")
def running() -> Iterator[LanguageModels]:
    with language_models() as server:
        yield server


@pytest.fixture
def server(running: LanguageModels) -> LanguageModels:
    running.mood = "good"
    running.keys.clear()
    running.asked.clear()
    return running


def ask(server: LanguageModels, model: str = "small", key: str = "secret", seconds: float = 5.0) -> Trial:
    return trial(server.address, key=key, model=model, seconds=seconds)


def test_a_model_that_answers_is_good_and_measured(server: LanguageModels) -> None:
    found = ask(server)
    assert found.good
    assert found.models == ("small", "large")
    assert found.first is not None
    assert found.written is not None
    assert found.read == pytest.approx(150 / found.first)
    assert 20 < found.written < 400  # five words, ten milliseconds each
    assert found.sentence.startswith("small answers: its first words came after 0.")
    assert [asked["max_tokens"] for asked in server.asked] == [1, 64]  # a model that has to be loaded is not measured
    assert set(server.keys) == {"secret"}


@pytest.mark.parametrize(
    ("mood", "model", "key", "says"),
    [
        ("good", "small", "wrong", "The server refuses this key."),
        ("good", "small", "", "The server wants a key."),
        ("good", "huge", "secret", "The server has no model “huge”. It has: small, large."),
        ("good", "", "secret", "The server answers. Choose one of its models: small, large."),
        ("lists nothing", "", "secret", "The server answers, and does not say which models it has."),
        ("lists nothing", "huge", "secret", "no language model. The address often ends in /v1."),
        ("html", "small", "secret", "it does not speak JSON. The address often ends in /v1."),
        ("redirects", "small", "secret", "redirects are not followed."),
        ("says nothing", "small", "secret", "The server answered with no words"),
        ("fails", "small", "secret", "The language model server refused: out of memory"),
    ],
)
def test_what_is_wrong_is_one_sentence(server: LanguageModels, mood: Mood, model: str, key: str, says: str) -> None:
    server.mood = mood
    found = ask(server, model, key)
    assert not found.good
    assert says in found.sentence
    assert "secret" not in found.sentence


def test_a_server_that_does_not_answer_in_time_is_left(server: LanguageModels) -> None:
    server.mood = "slow"
    found = ask(server, seconds=0.2)
    assert found.sentence.startswith("The server did not answer within 0 s. If it is still loading")
    assert found.models == ("small", "large")


def test_a_list_that_does_not_come_in_time_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(trying, "LIST_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = trial(f"127.0.0.1:{silent.getsockname()[1]}", key="", model="small")
    assert "did not answer within 0 s. Is the address right?" in found.sentence


def test_where_nothing_answers_it_says_so() -> None:
    port = free_port()
    found = trial(f"http://127.0.0.1:{port}/v1", key="", model="small")
    assert (
        found.sentence
        == f"Nothing answers at http://127.0.0.1:{port}/v1. Is the server running, and the address right?"
    )


def test_a_model_that_the_server_does_not_list_and_answers_all_the_same_is_named(server: LanguageModels) -> None:
    found = ask(server, "unlisted")
    assert found.good
    assert found.sentence.endswith("The server lists another name, though: small, large.")


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("http://a.example:1", "http://a.example:1/v1"),
        (" https://a.example/llm/v1/ ", "https://a.example/llm/v1"),
        ("localhost:11434", "http://localhost:11434/v1"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
        ("http://a/v1/chat/completions", "http://a/v1"),
    ],
)
def test_an_address_is_taken_as_people_write_it(written: str, base: str) -> None:
    assert base_address(written) == base


@pytest.mark.parametrize(
    "written",
    ["", "  ", "file:///etc/passwd", "ftp://a", "http://", "http://a:x", "http://me:secret@a", "http://a/?key=1",
     "http://a b", "http://a/#x", "gopher://a", "http://a\x00", "http://\ud800"],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(BadInput) as refused:
        base_address(written)
    assert "secret" not in refused.value.message + refused.value.remedy
    assert not trial(written, key="", model="x").good


@pytest.mark.parametrize("key", ["a key", "line\nbreak", "schlüssel", "\udafb", "tab\t", "\x00"])
def test_what_cannot_be_sent_as_a_key_is_no_key_of_a_server(server: LanguageModels, key: str) -> None:
    found = trial(server.address, key=key, model="")
    assert not found.good
    assert "no key" in found.sentence
    with pytest.raises(BadInput):
        RemoteEngine(server.address, key=key, model="x", context=64)

"""Which language model answers, and taking another one while the service runs."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

import memory.readers
from core.stand_ins.language import ExtractiveEngine
from tests.app.house import house
from tests.app.serving import QuickReaders, ready, serving, settings
from tests.conftest import free_port
from tests.language_server import LanguageModels, language_models

AT = "/api/language-model"


@pytest.fixture
def elsewhere() -> Iterator[LanguageModels]:
    with language_models() as server:
        yield server


@pytest.fixture(autouse=True)
def _quick_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    with serving(settings(tmp_path)) as address, httpx.Client(base_url=address, timeout=20, trust_env=False) as opened:
        ready(opened)
        yield opened


def joke(client: httpx.Client, model: str = "vermeil") -> str:
    body = {"model": model, "messages": [{"role": "user", "content": "Tell me a joke."}]}
    answer = client.post("/v1/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["choices"][0]["message"]["content"])


def server(elsewhere: LanguageModels, **more: str) -> dict[str, str]:
    return {"address": elsewhere.address, "model": "small", "key": "secret", **more}


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def test_who_answers_and_how_fast_lately(client: httpx.Client) -> None:
    told = client.get(AT).json()
    assert told == {
        "model": "stand-in", "state": "ready", "profile": "stand-in", "file": None, "bytes": None, "server": None,
        "recent": {"answers": 0, "seconds": None, "read": None, "written": None},
    }  # fmt: skip
    joke(client)
    recent = client.get(AT).json()["recent"]
    assert recent["answers"] == 1
    assert recent["seconds"] > 0
    assert recent["read"] > 0


def test_a_server_is_taken_at_once_kept_over_a_restart_and_left_again(
    tmp_path: Path, elsewhere: LanguageModels
) -> None:
    for start in ("first", "second"):
        with serving(settings(tmp_path)) as address, httpx.Client(base_url=address, timeout=20) as client:
            ready(client)
            if start == "first":
                assert joke(client).startswith("You said")
                assert client.put(f"{AT}/server", json=server(elsewhere)).json() == {"model": "small"}
                ready(client)
            assert joke(client) == "The boat goes at seven."
            told = client.get(AT).json()
            assert (told["model"], told["server"]) == ("small", f"127.0.0.1:{elsewhere.server_port}")
            assert told["recent"]["answers"] == 1  # of this model
            assert client.get("/v1/models/vermeil").json()["base"] == "small"
            assert client.get("/api/welcome").json()["small"] is False
            if start == "second":
                assert client.delete(f"{AT}/server").json() == {"model": "stand-in"}
                assert joke(client).startswith("You said")
                assert client.get(f"{AT}/server").json()["saved"] is None


def test_the_key_is_used_and_never_told(
    client: httpx.Client, elsewhere: LanguageModels, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.put(f"{AT}/server", json=server(elsewhere))
        joke(client)
    assert elsewhere.keys[-1] == "secret"
    shown = client.get(f"{AT}/server")
    assert shown.json()["saved"] == {"address": f"{elsewhere.address}/v1", "model": "small", "has_key": True}
    assert "secret" not in shown.text + client.get(AT).text + caplog.text


def test_a_saved_key_goes_to_its_own_address_alone(client: httpx.Client, elsewhere: LanguageModels) -> None:
    client.put(f"{AT}/server", json=server(elsewhere))
    again = {"address": elsewhere.address, "model": "large", "key": None}
    assert client.post(f"{AT}/server/trial", json=again).json()["good"]
    with language_models() as stranger:
        found = client.post(f"{AT}/server/trial", json={**again, "address": stranger.address}).json()
        assert found["sentence"] == "The server wants a key."
        assert stranger.keys == [""]
    assert client.put(f"{AT}/server", json=again).status_code == 200
    assert client.get(f"{AT}/server").json()["saved"]["has_key"]
    client.put(f"{AT}/server", json={**again, "key": ""})
    assert not client.get(f"{AT}/server").json()["saved"]["has_key"]


def test_a_trial_says_what_is_wrong_and_changes_nothing(client: httpx.Client, elsewhere: LanguageModels) -> None:
    found = client.post(f"{AT}/server/trial", json=server(elsewhere, model="huge")).json()
    assert found["good"] is False
    assert found["models"] == ["small", "large"]
    assert client.get(AT).json()["model"] == "stand-in"
    refused = client.post(f"{AT}/server/trial", json=server(elsewhere, address="file:///etc/passwd"))
    assert refused.status_code == 400
    assert client.put(f"{AT}/server", json=server(elsewhere, model=" ")).status_code == 400


def test_a_server_that_is_gone_is_said_where_it_is_asked(client: httpx.Client) -> None:
    gone = {"address": f"127.0.0.1:{free_port()}", "model": "small"}
    assert client.put(f"{AT}/server", json=gone).status_code == 200
    asked = {"model": "vermeil-plain", "messages": [{"role": "user", "content": "Hello"}]}
    refused = client.post("/v1/chat/completions", json=asked).json()["error"]
    assert refused["message"] == "The language model server cannot be reached."
    assert "settings" in refused["remedy"]


def test_what_the_environment_says_wins_and_cannot_be_changed(tmp_path: Path, elsewhere: LanguageModels) -> None:
    given = settings(
        tmp_path, language_engine="remote", remote_url=elsewhere.address, language_model="large", remote_key="secret"
    )
    with serving(given) as address, httpx.Client(base_url=address, timeout=20) as client:
        ready(client)
        assert client.get(AT).json()["model"] == "large"
        fixed = client.get(f"{AT}/server").json()["fixed_by"]
        assert fixed == [
            "VERMEIL_LANGUAGE_ENGINE", "VERMEIL_LANGUAGE_MODEL", "VERMEIL_REMOTE_URL", "VERMEIL_REMOTE_KEY"
        ]  # fmt: skip
        for refused in (client.put(f"{AT}/server", json=server(elsewhere)), client.delete(f"{AT}/server")):
            assert refused.status_code == 403
            assert "VERMEIL_REMOTE_URL" in refused.json()["error"]["message"]


def test_an_admin_chooses_in_person_and_it_is_noted(tmp_path: Path, elsewhere: LanguageModels) -> None:
    with house(tmp_path) as opened:
        ada, program, bob = opened.clients["ada"], opened.with_key("ada"), opened.invited("bob")
        for refused in (program, bob):
            assert refused.put(f"{AT}/server", json=server(elsewhere)).status_code == 403
            assert refused.post(f"{AT}/server/trial", json=server(elsewhere)).status_code == 403
            assert refused.delete(f"{AT}/server").status_code == 403
        assert elsewhere.keys == []
        assert ada.put(f"{AT}/server", json=server(elsewhere)).status_code == 200
        noted = ada.get("/api/log").json()["log"][0]
        assert (noted["actor"], noted["action"]) == ("ada", "chose the language model")
        assert noted["detail"] == f"small at {elsewhere.address}/v1"
        assert bob.get(AT).json()["server"] == f"127.0.0.1:{elsewhere.server_port}"  # everybody may know


def test_an_answer_in_progress_ends_on_the_model_that_began_it(
    tmp_path: Path, elsewhere: LanguageModels, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    monkeypatch.setattr(ExtractiveEngine, "close", lambda self: closed.append(self.name))
    with serving(settings(tmp_path)) as address, httpx.Client(base_url=address, timeout=20) as client:
        ready(client)
        client.put(f"{AT}/server", json=server(elsewhere))
        until(lambda: closed == ["stand-in"])
        elsewhere.hold.clear()
        answers: list[str] = []
        asking = threading.Thread(target=lambda: answers.append(joke(client, "vermeil-plain")))
        asking.start()
        until(lambda: any("joke" in asked["messages"][-1]["content"] for asked in elsewhere.asked))
        client.delete(f"{AT}/server")
        assert joke(client).startswith("You said")
        elsewhere.hold.set()
        asking.join(10)
        assert answers == ["The boat goes at seven."]
    assert closed == ["stand-in", "stand-in"]  # the second one at the end


@pytest.mark.parametrize("key", ["two\nlines", "schlüssel", "\udafb", "a key"])
def test_what_cannot_be_sent_as_a_key_is_refused_before_it_is_kept(
    client: httpx.Client, elsewhere: LanguageModels, key: str
) -> None:
    wanted = json.dumps({"address": elsewhere.address, "model": "small", "key": key})  # a lone surrogate escaped
    for method, path in (("PUT", f"{AT}/server"), ("POST", f"{AT}/server/trial")):
        refused = client.request(method, path, content=wanted, headers={"content-type": "application/json"})
        assert refused.status_code == 400
        assert "no key" in refused.json()["error"]["message"]
    assert client.get(f"{AT}/server").json()["saved"] is None

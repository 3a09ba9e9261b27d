"""The settings page by itself: what it shows of the language model, and how a server is tried, taken and left."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from streamlit.testing.v1 import AppTest

from app.api.settings import LIMITS
from core.types import JsonObject
from frontend import configured, settings
from frontend.client.configured import Configured
from frontend.client.errors import ApiError
from frontend.client.records import LanguageModel, LanguageServer, Trial

OWN = LanguageModel(
    "Qwen", "ready", "standard", "q.gguf", 1_117_320_768, answers=20, seconds=2.14, read=412.3, written=37.2
)
GOOD = Trial(True, "qwen3:8b answers: its first words came after 0.4 s.", ("qwen3:8b", "llama3.2"))


SET = Configured.from_json({
    "speech": {
        "recognizer": "faster_whisper", "models": ["whisper-tiny.en", "whisper-base"], "voice": "hibari",
        "settings": [
            {"name": "spoken_language", "variable": "VERMEIL_SPOKEN_LANGUAGE", "value": "de", "about": "Language.",
             "given": True},
            {"name": "speech", "variable": "VERMEIL_SPEECH", "value": True, "about": "Speak.", "given": False},
        ],
    },
    "limits": [
        {"name": "upload_bytes", "variable": "VERMEIL_UPLOAD_BYTES", "value": 2_000_000, "about": "", "given": True},
        {"name": "answer_tokens", "variable": "VERMEIL_ANSWER_TOKENS", "value": 192, "about": "", "given": False},
    ],
    "rates": {"votes": 120, "vote_seconds": 60, "wrong_passwords": 10, "password_seconds": 900},
})  # fmt: skip


class Runs:
    """The schedule, and one run that ended well behind one that did not."""

    fixed_by: tuple[str, ...] = ()

    def schedule(self) -> JsonObject:
        return {"cron": "", "next": None, "fixed_by": list(self.fixed_by)}

    def listed(self) -> list[JsonObject]:
        done: JsonObject = {"state": "done", "version": "v1-aa", "started_at": 100.0, "ended_at": 1360.0}
        return [{"state": "failed", "version": None, "started_at": 1400.0, "ended_at": 1401.0}, done]


class Versions:
    """Their cards say what learning took."""

    def shown(self, version: str) -> JsonObject:
        assert version == "v1-aa"
        return {"card": {"report": {"training": {"memory_mb": 2400}}}}


@dataclass
class Service:
    """In the place of the HTTP client."""

    model: LanguageModel = OWN
    server: LanguageServer = field(default_factory=LanguageServer)
    trial: Trial = GOOD
    refuses: ApiError | None = None
    runs: Runs = field(default_factory=Runs)
    versions: Versions = field(default_factory=Versions)
    tried: list[tuple[str, str, str | None]] = field(default_factory=list)
    taken: list[tuple[str, str, str | None]] = field(default_factory=list)

    def configured(self) -> Configured:
        return SET

    def language_model(self) -> LanguageModel:
        return self.model

    def language_server(self) -> LanguageServer:
        if self.refuses:
            raise self.refuses
        return self.server

    def try_server(self, address: str, model: str, key: str | None) -> Trial:
        self.tried.append((address, model, key))
        return self.trial

    def take_server(self, address: str, model: str, key: str | None) -> None:
        self.taken.append((address, model, key))
        self.server = LanguageServer(address, model, has_key=bool(key))

    def leave_server(self) -> None:
        self.server = LanguageServer()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    answering = Service()
    for module in (settings, configured):
        monkeypatch.setattr(module, "client", lambda: answering)
    monkeypatch.setattr(settings.warmup, "ready", lambda: True)
    return answering


@pytest.fixture
def page(service: Service) -> AppTest:
    def script() -> None:
        from frontend import settings

        settings.page()

    return AppTest.from_function(script, default_timeout=20)


def words(page: AppTest) -> str:
    shown = (*page.markdown, *page.caption, *page.info, *page.error, *page.success)
    return "\n".join(str(element.value) for element in shown).replace("\\", "").replace("\u2060", "")


def test_it_says_who_answers_and_how_fast(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert "**Qwen**" in words(page)
    assert "Of the profile standard · q.gguf, 1.1 GB" in words(page)
    assert [(metric.label, metric.value) for metric in page.metric] == [
        ("Reads", "412 tokens/s"), ("Writes", "37 tokens/s"), ("An answer takes", "2.1 s"),
    ]  # fmt: skip
    assert "Of the last 20 answers" in words(page)


def test_before_the_first_answer_no_figure_is_made_up(page: AppTest, service: Service) -> None:
    service.model = LanguageModel("Qwen", "loading", "standard")
    page.run()
    assert not page.metric
    assert "Loading" in words(page)


def test_who_is_no_admin_sees_who_answers_and_chooses_nothing(page: AppTest, service: Service) -> None:
    service.refuses = ApiError("forbidden", "Only an admin may.")
    page.run()
    assert "**Qwen**" in words(page)
    assert "VERMEIL" not in words(page)
    assert not page.text_input
    assert not page.error


def test_what_the_environment_says_is_said_and_cannot_be_changed(page: AppTest, service: Service) -> None:
    service.server = LanguageServer("http://a/v1", "m", fixed_by=("VERMEIL_REMOTE_URL",))
    page.run()
    assert "by `VERMEIL_REMOTE_URL`, which wins" in words(page)
    assert not page.text_input


def test_a_server_is_tried_and_taken(page: AppTest, service: Service) -> None:
    page.run()
    assert page.text_input(key="server-address").value == "http://127.0.0.1:11434"
    page.selectbox(key="server-kind").select("vLLM").run()
    assert page.text_input(key="server-address").value == "http://127.0.0.1:8000"
    page.text_input(key="server-model").input("qwen3:8b")
    page.text_input(key="server-key").input("secret")
    page.button(key="try-server").click().run()
    assert service.tried == [("http://127.0.0.1:8000", "qwen3:8b", "secret")]
    assert GOOD.sentence in words(page)
    assert service.taken == []

    page.button(key="take-server").click().run()
    assert service.taken == [("http://127.0.0.1:8000", "qwen3:8b", "secret")]
    assert not page.exception
    assert page.text_input(key="server-key").value == ""
    assert page.text_input(key="server-key").placeholder == "Kept, and not shown"
    assert page.selectbox(key="server-kind").value == "vLLM"
    assert "secret" not in str(page)

    page.button(key="leave-server").click().run()
    assert service.server == LanguageServer()
    assert page.text_input(key="server-address").value == "http://127.0.0.1:11434"


def test_a_server_that_fails_is_not_taken_unless_one_insists(page: AppTest, service: Service) -> None:
    service.trial = Trial(False, "Nothing answers at http://127.0.0.1:11434/v1.")
    page.run()
    page.text_input(key="server-model").input("qwen3:8b")
    page.button(key="take-server").click().run()
    assert service.taken == []
    assert "Nothing answers at" in words(page)
    page.button(key="insist-server").click().run()
    assert service.taken == [("http://127.0.0.1:11434", "qwen3:8b", None)]  # a key that is kept stays


def test_the_models_of_a_server_are_there_to_choose_from(page: AppTest, service: Service) -> None:
    service.trial = Trial(False, "The server answers. Choose one.", ("qwen3:8b", "llama3.2"))
    page.run()
    page.button(key="try-server").click().run()
    offered = [button.label.replace("\\", "") for button in page.button if str(button.key).startswith("model-")]
    assert offered == ["qwen3:8b", "llama3.2"]
    page.button(key="model-1").click().run()
    assert page.text_input(key="server-model").value == "llama3.2"
    assert not page.error


def test_a_refusal_of_the_service_is_shown(page: AppTest, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ApiError("bad_input", "This is no address of a server.")

    monkeypatch.setattr(service, "try_server", refuse)
    page.run()
    page.button(key="try-server").click().run()
    assert "This is no address of a server." in words(page)
    page.text_input(key="server-address").input("").run()
    assert page.button(key="try-server").disabled


def test_it_says_what_hears_and_speaks_and_how_to_change_it(page: AppTest) -> None:
    page.run()
    assert not page.exception
    said = words(page).splitlines()
    assert any(
        "**Hears** by faster-whisper: whisper-tiny.en for English, whisper-base for all other" in one for one in said
    )
    assert any("**Speaks** by hibari" in one for one in said)
    assert {"`VERMEIL_SPOKEN_LANGUAGE` = de", "`VERMEIL_SPEECH` = true"} <= set(said)
    assert {"Language. It is set there.", "Speak. Not set: this is the default."} <= set(said)


def test_it_says_each_limit_with_what_it_costs_and_where_it_is_set(page: AppTest) -> None:
    page.run()
    assert "**Largest file** · 2.0 MB" in words(page)
    assert "longer to read. `VERMEIL_UPLOAD_BYTES`. It is set there." in words(page)
    assert "**Longest answer over the library** · 192 tokens" in words(page)
    assert "`VERMEIL_ANSWER_TOKENS`. Not set: this is the default." in words(page)
    assert "cannot be changed here" in words(page)
    assert "120 votes of one person in 60 s, and 10 wrong passwords" in words(page)


def test_it_says_when_it_learns_and_what_the_last_run_took(page: AppTest, service: Service) -> None:
    page.run()
    assert "Learns when somebody begins it" in words(page)
    assert "The last run took 21:00 and 2.4 GB of memory" in words(page)
    assert page.button(key="open-training").label == "Open Training"
    service.runs.fixed_by = ("VERMEIL_LEARN_CRON",)
    page.run()
    assert "It is chosen where Vermeil is started: VERMEIL_LEARN_CRON." in words(page)


def test_before_the_first_run_and_after_its_version_is_gone_no_cost_is_made_up(
    page: AppTest, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(version: str) -> JsonObject:
        raise ApiError("not_found", f"There is no version {version}.")

    monkeypatch.setattr(service.versions, "shown", gone)
    page.run()
    assert "The last run took 21:00, on the cores" in words(page)
    monkeypatch.setattr(service.runs, "listed", list)
    page.run()
    assert "shows here after the first one" in words(page)


def test_every_limit_that_is_told_has_its_words() -> None:
    assert set(configured._LIMITS) == set(LIMITS)

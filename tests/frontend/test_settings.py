"""The settings page by itself: what it shows of the language model, and how a server is tried, taken and left."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from streamlit.testing.v1 import AppTest

from frontend import settings
from frontend.client.errors import ApiError
from frontend.client.records import LanguageModel, LanguageServer, Trial

OWN = LanguageModel(
    "Qwen", "ready", "standard", "q.gguf", 1_117_320_768, answers=20, seconds=2.14, read=412.3, written=37.2
)
GOOD = Trial(True, "qwen3:8b answers: its first words came after 0.4 s.", ("qwen3:8b", "llama3.2"))


@dataclass
class Service:
    """In the place of the HTTP client."""

    model: LanguageModel = OWN
    server: LanguageServer = field(default_factory=LanguageServer)
    trial: Trial = GOOD
    refuses: ApiError | None = None
    tried: list[tuple[str, str, str | None]] = field(default_factory=list)
    taken: list[tuple[str, str, str | None]] = field(default_factory=list)

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
    monkeypatch.setattr(settings, "client", lambda: answering)
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

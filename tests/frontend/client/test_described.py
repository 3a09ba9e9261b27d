"""The page's client asks for nothing of an answer that the description of the API does not name."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import Any

import pytest

import frontend.client
from core.types import Answer, Citation, Passage
from frontend.client.account_records import Key, Link, LogLine, Me, Person
from frontend.client.configured import Configured, Setting
from frontend.client.conversations import Conversation, Kept, Said
from frontend.client.feedback import Anew, Consent, Pointed, Receipt
from frontend.client.insights import Insights
from frontend.client.memory import Fact
from frontend.client.records import Document, LanguageModel, LanguageServer, Readiness, Trial, Turn, Welcome
from frontend.client.review_records import Choices, Line, ReviewedTurn, ReviewItem, ReviewLine
from frontend.client.shelf_records import Tag, Version
from tests.app.contract import description

READ: dict[str, Any] = {
    "Anew": Anew, "Answer": Answer, "ChosenServer": LanguageServer, "Citation": Citation, "Consent": Consent,
    "Conversation": Conversation, "Conversations": Kept, "Document": Document, "DocumentVersion": Version,
    "EvidenceTold": Line, "Fact": Fact, "Insights": Insights, "Item": ReviewItem, "ItemLine": ReviewLine,
    "KeptPassage": Passage, "LanguageModel": LanguageModel, "LogLine": LogLine, "Me": Me, "Narrowing": Choices,
    "NewlyMadeKey": Key, "NewlyMadeLink": Link, "Passage": Passage, "Person": Person, "PlaceShown": Pointed,
    "Readiness": Readiness, "Receipt": Receipt, "ReviewedTurn": ReviewedTurn, "SaidThere": Said,
    "ServerTrial": Trial, "Set": Setting, "SettingsTold": Configured, "Tag": Tag, "Turn": Turn, "Welcome": Welcome,
}  # fmt: skip
"""Forms of answers, and what reads them."""


class Described(dict[str, Any]):
    """An answer of which nothing else may be asked."""

    def get(self, name: str, default: Any = None) -> Any:
        assert name in self, name
        return self[name]


def only(value: Any) -> Any:
    if isinstance(value, dict):
        return Described({name: only(inner) for name, inner in value.items()})
    return [only(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("form", READ)
def test_it_reads_what_is_described(form: str) -> None:
    fields = description()["components"]["schemas"][form]["properties"]
    READ[form].from_json(only({name: field["examples"][0] for name, field in fields.items()}))


def test_it_is_all_that_the_client_reads() -> None:
    modules = [
        importlib.import_module(f"frontend.client.{one.name}") for one in pkgutil.iter_modules(frontend.client.__path__)
    ]
    records = {
        record for module in modules for _, record in inspect.getmembers(module, inspect.isclass)
        if hasattr(record, "from_json") and record.__module__ == module.__name__
    }  # fmt: skip
    assert records <= set(READ.values())

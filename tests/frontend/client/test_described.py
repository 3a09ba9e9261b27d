"""The page's client asks for nothing of an answer that the description of the API does not name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.types import Answer, Citation, Passage
from frontend.client.account_records import Key, Link, LogLine, Person
from frontend.client.conversations import Conversation, Kept, Said
from frontend.client.feedback import Anew, Receipt
from frontend.client.insights import Insights
from frontend.client.memory import Fact
from frontend.client.records import Document, LanguageModel, LanguageServer, Readiness, Trial, Turn, Welcome
from frontend.client.review_records import ReviewItem
from frontend.client.shelf_records import Tag, Version
from tests.app.contract import description

READ: dict[str, Callable[[Any], object]] = {
    "Anew": Anew.from_json, "Answer": Answer.from_json, "ChosenServer": LanguageServer.from_json,
    "Citation": Citation.from_json, "Conversation": Conversation.from_json, "Conversations": Kept.from_json,
    "Document": Document.from_json, "DocumentVersion": Version.from_json, "Fact": Fact.from_json,
    "Insights": Insights.from_json, "Item": ReviewItem.from_json, "NewlyMadeKey": Key.from_json,
    "LanguageModel": LanguageModel.from_json, "NewlyMadeLink": Link.from_json, "LogLine": LogLine.from_json,
    "Passage": Passage.from_json, "Person": Person.from_json, "Readiness": Readiness.from_json,
    "Receipt": Receipt.from_json, "SaidThere": Said.from_json, "ServerTrial": Trial.from_json, "Tag": Tag.from_json,
    "Turn": Turn.from_json, "Welcome": Welcome.from_json,
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
    READ[form](only({name: field["examples"][0] for name, field in fields.items()}))

"""Facts, talk and walks over everything are told apart, in wording that no example lists."""

from __future__ import annotations

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.grounding.intent import IntentReader
from core.weights.locate import converted


@pytest.fixture(scope="module")
def reader() -> IntentReader:
    encoder = CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2, precision="float32")
    return IntentReader(encoder)


@pytest.mark.models
@pytest.mark.parametrize("question", [
    "Where is the harbour?", "What time is checkout?", "Is breakfast included?", "invoice total for March",
    "How do I reset the router?", "Why was the bridge closed?", "tell me about badgers", "Who painted the ceiling?",
    "What dose of aspirin did the patients receive?", "Which rooms allow dogs?",
])  # fmt: skip
def test_questions_about_facts(reader: IntentReader, question: str) -> None:
    assert reader.read(question) == "fact"


@pytest.mark.models
@pytest.mark.parametrize("question", [
    "Hello there", "what's up?", "thanks!", "Good night", "write me a haiku", "do you like cats?", "I love you",
    "Hey, how is it going?", "That was great, thank you so much", "Can you tell me something funny?",
])  # fmt: skip
def test_small_talk(reader: IntentReader, question: str) -> None:
    assert reader.read(question) == "talk"


@pytest.mark.models
@pytest.mark.parametrize(("question", "intent"), [
    ("Summarise this document", "summarise"), ("please summarize the report", "summarise"),
    ("What is this document about?", "summarise"), ("Give me a short summary of notes.txt", "summarise"),
    ("short summary of the stay of Emil Rauch", "summarise"), ("Give me the gist of the interview.", "summarise"),
    ("what is the play about in two sentences", "summarise"), ("What is the letter about?", "summarise"),
    ("What are the main points of the lease?", "summarise"), ("Fasse den Vertrag zusammen", "summarise"),
    ("Résume le rapport", "summarise"), ("Who wrote the summary?", "fact"),
    ("Resume of Ada Lind: where did she study?", "fact"), ("resume el informe", "summarise"),
    ("When was the summary of accounts approved?", "fact"), ("What is the warranty about to cover?", "fact"),
    ("TL;DR", "summarise"), ("List all the animals", "list"), ("Can you list every deadline?", "list"),
    ("Compare the wolf and the fox", "compare"), ("What is the difference between A and B?", "compare"),
    ("What lists are in the box?", "fact"), ("Who compared the two drugs?", "fact"),
])  # fmt: skip
def test_walks_over_everything(reader: IntentReader, question: str, intent: str) -> None:
    assert reader.read(question) == intent

"""The handbook answers questions about Vermeil, and leaves those about anything else to people's files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import core
from core.embedding.ctranslate import CTranslate2Encoder
from core.grounding.handbook import Handbook, sections
from core.settings import Settings
from core.types import HANDBOOK, Evidence, PageSpan, Passage
from core.weights.locate import converted

ASSETS = Path(core.__file__).parent / "assets"


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return Handbook(CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2, precision="float32"))


def heading(handbook: Handbook, question: str) -> str | None:
    advice = handbook.find(question)
    return sections()[advice.passage.chunk].heading if advice else None


def test_each_section_has_its_questions_and_a_text_of_few_sentences() -> None:
    asked = json.loads((ASSETS / "handbook_questions.json").read_text(encoding="utf-8"))
    assert list(asked) == [section.heading for section in sections()]
    assert all(40 < len(section.text) < 500 and "\n" not in section.text for section in sections())


def test_every_setting_that_it_names_is_one() -> None:
    text = " ".join(section.text for section in sections())
    named = {word.strip("`.,()").partition("=")[0] for word in text.split() if "VERMEIL_" in word}
    assert named
    assert {name.strip("`(),.").removeprefix("VERMEIL_").lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.models
@pytest.mark.parametrize(("question", "wanted"), [
    ("who r u", "Who are you?"), ("what's your name bro", "Who are you?"), ("wat can u do??", "What can you do?"),
    ("how do i put a pdf in here", "How do I add files?"),
 ("how can I get rid of a document", "How do I delete files?"),
    ("do I need wifi for this", "Do you work offline?"),
    ("why didn't you find anything", "Why did you find nothing?"),
])  # fmt: skip
def test_questions_about_vermeil(handbook: Handbook, question: str, wanted: str) -> None:
    assert heading(handbook, question) == wanted


@pytest.mark.models
@pytest.mark.parametrize("question", [
    "How do I add a user in Acme CRM?", "When is breakfast served?", "How do I delete a customer in Salesforce?",
    "Who is the director?", "What is the capital of France?", "invoice 2042", "How do I reset the router?",
    "What does the lease say about pets?", "Can guests bring dogs?",
])  # fmt: skip
def test_other_questions_are_none_of_its(handbook: Handbook, question: str) -> None:
    assert handbook.find(question) is None


@pytest.mark.models
@pytest.mark.parametrize(("question", "wanted"), [
    ("Wie lade ich Dateien hoch?", "How do I add files?"), ("Comment supprimer un fichier ?", "How do I delete files?"),
    ("¿Quién eres?", "Who are you?"), ("Wo liegen deine Grenzen?", "What are you bad at?"),
    ("Kann ich mein eigenes Modell verwenden?", "Can I use my own language model?"),
])  # fmt: skip
def test_in_other_languages(handbook: Handbook, question: str, wanted: str) -> None:
    assert heading(handbook, question) == wanted


@pytest.mark.models
def test_questions_about_files_of_many_kinds_are_none_of_its(handbook: Handbook) -> None:
    kinds = Path(__file__).parents[2] / "kinds"
    asked = [json.loads(line)["question"] for file in kinds.glob("*/questions.jsonl") for line in file.open()]
    assert len(asked) > 500
    assert [question for question in asked if handbook.find(question) is not None] == []


def passage(text: str) -> Passage:
    return Passage(1, "theirs", "it.md", "text", text, PageSpan(1, 0, len(text)), 0.9)


@pytest.mark.models
@pytest.mark.parametrize(("question", "text", "answers", "yields"), [
    ("How do I add files?", "To add files, press New.", True, True),
    ("How do I add files?", "The fox is red.", False, False),
    ("How do I add files to the drive?", "The shared drive is full.", False, True),  # it knows of no drive
    ("Who are you?", "Are you a robot?", True, False),  # it is Vermeil that is asked
    ("What does Vermeil cost?", "Vermeil rings cost 49 euros.", True, True),
    ("What does Vermeil cost?", "Rings cost 49 euros.", True, False),
])  # fmt: skip
def test_in_doubt_a_persons_files_are_the_better_source(
    handbook: Handbook, question: str, text: str, answers: bool, yields: bool
) -> None:
    advice = handbook.find(question)
    assert advice is not None
    found = passage(text)
    evidence = [Evidence(1, found, 0, len(text), found.span, 0.97)] if answers else []
    assert advice.yields_to(evidence, [found]) is yields


@pytest.mark.models
def test_it_is_in_nobodys_library(handbook: Handbook) -> None:
    advice = handbook.find("What is Vermeil?")
    assert advice is not None
    assert (advice.passage.document, advice.plain) == (HANDBOOK, True)

"""A LlamaIndex program asks a Vermeil library."""

from __future__ import annotations

from pathlib import Path

from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from core.settings import Settings
from memory.database import Database
from memory.index import Index
from memory.llamaindex import VermeilRetriever
from memory.retrieve import Retriever
from memory.vectors.faiss import FaissStore
from tests.bag_of_words import BagOfWords
from tests.memory.fakes import FakePictures
from tests.memory.shelves import shelve


def test_a_query_engine_answers_from_the_library(database: Database, tmp_path: Path) -> None:
    encoder = BagOfWords()
    document = shelve(database, encoder, "ann", "foxes.txt", ["The fox lives in a den.", "Bread is baked in an oven."])
    shelve(database, encoder, "bob", "secret.txt", ["The fox lives in the house of Bob."])
    index = Index(database, FaissStore(tmp_path / "faiss"))
    retriever = VermeilRetriever(Retriever(database, index, encoder, FakePictures(), Settings()), "ann", limit=2)
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM())

    response = engine.query("Where does the fox live?")

    assert "The fox lives in a den." in str(response), "the mock model repeats its prompt"
    assert "Bob" not in str(response)
    assert document not in str(response), "ids are not for the model"
    (source,) = response.source_nodes
    assert source.node.metadata == {
        "document": document,
        "name": "foxes.txt",
        "kind": "text",
        "span": {"page": 1, "start": 0, "end": 23},
    }
    assert source.score is not None
    assert 0.3 < source.score <= 1.0

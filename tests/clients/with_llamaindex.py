"""LlamaIndex, by its packages for servers like OpenAI's."""

from __future__ import annotations

import os

from llama_index.core import Document, SummaryIndex, VectorStoreIndex
from llama_index.core.chat_engine import CondensePlusContextChatEngine
from llama_index.core.llms import ChatMessage
from llama_index.embeddings.openai_like import OpenAILikeEmbedding
from llama_index.llms.openai_like import OpenAILike
from pydantic import BaseModel
from trying import ASKED, FACT, tried, version

version("llama-index-core")
server = {"api_base": os.environ["OPENAI_BASE_URL"], "api_key": "none", "timeout": 300, "max_retries": 0}
common = {"is_chat_model": True, "context_window": 4096, **server}
library = OpenAILike(model="vermeil", **common)
plain = OpenAILike(model="vermeil-plain", max_tokens=80, is_function_calling_model=True, **common)
embeddings = OpenAILikeEmbedding(model_name="vermeil", **server)
documents = [Document(text=FACT), Document(text="The harbour has two piers, and a crane from 1902.")]


@tried("`chat` and `stream_chat`")
def _() -> None:
    asked = [ChatMessage(role="user", content="Say yes.")]
    assert plain.chat(asked).message.content
    assert [chunk.delta for chunk in plain.stream_chat(asked)]


@tried("`complete`")
def _() -> None:
    assert plain.complete("Say yes.").text


@tried("a query engine over its own index")
def _() -> None:
    index = VectorStoreIndex.from_documents(documents, embed_model=embeddings)
    assert "Agnes Holm" in str(index.as_query_engine(llm=library).query(ASKED))


@tried("a query engine that refines")
def _() -> None:
    index = SummaryIndex.from_documents(documents)
    assert "Agnes Holm" in str(index.as_query_engine(llm=library, response_mode="refine").query(ASKED))


@tried("a chat engine with context")
def _() -> None:
    index = VectorStoreIndex.from_documents(documents, embed_model=embeddings)
    engine = CondensePlusContextChatEngine.from_defaults(index.as_retriever(), llm=library)
    assert "Agnes Holm" in str(engine.chat(ASKED))


class Person(BaseModel):
    """A person."""

    name: str
    year: int


@tried("structured output by a function")
def _() -> None:
    found = plain.as_structured_llm(Person).chat([ChatMessage(role="user", content="Ada Lovelace, born in 1815.")])
    assert isinstance(found.raw, Person)


@tried("embeddings")
def _() -> None:
    assert len(embeddings.get_text_embedding_batch(["a", "b"])) == 2

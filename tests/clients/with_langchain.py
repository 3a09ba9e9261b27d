"""LangChain, by its package for OpenAI."""

from __future__ import annotations

from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.tools import tool
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_openai import ChatOpenAI, OpenAI, OpenAIEmbeddings
from pydantic import BaseModel
from trying import ASKED, FACT, add_fact, tried, version

version("langchain-openai")
library = ChatOpenAI(model="vermeil", timeout=300, max_retries=0)
plain = ChatOpenAI(model="vermeil-plain", max_tokens=80, timeout=300, max_retries=0)
embeddings = OpenAIEmbeddings(model="vermeil", check_embedding_ctx_length=False)
add_fact()


@tried("`ChatOpenAI` over the library")
def _() -> None:
    assert "Agnes Holm" in library.invoke(ASKED).content


@tried("`ChatOpenAI` as a stream")
def _() -> None:
    assert "Agnes Holm" in "".join(chunk.content for chunk in library.stream(ASKED))


class Person(BaseModel):
    name: str
    year: int


@tried("`with_structured_output`, by schema and by function")
def _() -> None:
    for method in ("json_schema", "function_calling"):
        found = plain.with_structured_output(Person, method=method).invoke("Ada Lovelace was born in 1815.")
        assert isinstance(found, Person)


@tool
def weather(town: str) -> str:
    """The weather in a town."""
    return f"Rain in {town}."


@tried("`bind_tools`, and the result of the tool")
def _() -> None:
    said = HumanMessage("What is the weather in Oslo?")
    called = plain.bind_tools([weather], tool_choice="weather").invoke([said])
    [call] = called.tool_calls
    result = ToolMessage(weather.invoke(call["args"]), tool_call_id=call["id"])
    assert plain.invoke([said, called, result]).content


@tried("`ChatOpenAI` over responses")
def _() -> None:
    other = ChatOpenAI(model="vermeil", use_responses_api=True, timeout=300, max_retries=0)
    assert "Agnes Holm" in str(other.invoke(ASKED).content)


@tried("a chain that retrieves by itself")
def _() -> None:
    store = InMemoryVectorStore.from_texts([FACT, "The harbour has two piers."], embeddings)
    prompt = ChatPromptTemplate.from_template(
        "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer "
        "the question. If you don't know the answer, just say that you don't know. Use three sentences maximum and "
        "keep the answer concise.\nQuestion: {question} \nContext: {context} \nAnswer:"
    )
    context = "\n\n".join(one.page_content for one in store.similarity_search(ASKED, k=2))
    answer = (prompt | library | StrOutputParser()).invoke({"question": ASKED, "context": context})
    assert "Agnes Holm" in answer


@tried("`OpenAIEmbeddings` with `check_embedding_ctx_length=False`")
def _() -> None:
    assert len(embeddings.embed_documents(["a", "b"])) == 2


@tried("`OpenAI`, the older interface")
def _() -> None:
    assert OpenAI(model="vermeil-plain", max_tokens=5, timeout=300, max_retries=0).invoke("Say yes.")


@tried("`OpenAIEmbeddings` with its defaults, which send tokens")
def _() -> None:
    # Its tokens are made by tiktoken, which fetches its vocabulary: these are what it sends for the two texts
    sent = OpenAIEmbeddings(model="vermeil").client.create(model="vermeil", input=[[15339, 1917], [15339]])
    assert len(sent.data) == 2

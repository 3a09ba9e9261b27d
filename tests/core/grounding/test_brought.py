"""Questions that programs send with what they found: in whose words it is wrapped makes no difference."""

from __future__ import annotations

import time

import pytest

from core.grounding.brought import context_of, parted

FACT = "The mill of Elmwood burned down in 1987, and nobody was hurt."
ASKED = "When did the mill of Elmwood burn down?"

LLAMAINDEX = (
    "Context information is below.\n---------------------\nfile_path: mill.txt\n\n{fact}\n---------------------\n"
    "Given the context information and not prior knowledge, answer the query.\nQuery: {asked}\nAnswer: "
)
REFINED = (
    "The original query is as follows: {asked}\nWe have provided an existing answer: Nothing.\nWe have the opportunity "
    "to refine the existing answer (only if needed) with some more context below.\n------------\n{fact}\n------------\n"
    "Given the new context, refine the original answer to better answer the query. If the context isn't useful, return "
    "the original answer.\nRefined Answer: "
)
LANGCHAIN = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the "
    "question. If you don't know the answer, just say that you don't know. Use three sentences maximum and keep the "
    "answer concise.\nQuestion: {asked} \nContext: {fact} \nAnswer:"
)
STUFFED = (
    "Use the following pieces of context to answer the question at the end. If you don't know the answer, just say "
    "that you don't know, don't try to make up an answer.\n\n{fact}\n\nQuestion: {asked}\nHelpful Answer:"
)
OPEN_WEBUI = (
    "### Task:\nRespond to the user query using the provided context, incorporating inline citations in the format "
    "[id] **only when the <source> tag includes an explicit id attribute**.\n\n### Guidelines:\n- If you don't know "
    "the answer, clearly state that.\n\n### Output:\nProvide a clear and direct response to the user's query.\n\n"
    "<context>\n"
    '<source id="1" name="mill.txt">{fact}</source>\n</context>\n\n{asked}'
)
OPEN_WEBUI_BEFORE = (
    "Use the following context as your learned knowledge, inside <context></context> XML tags.\n<context>\n{fact}\n"
    "</context>\n\nWhen answer to user:\n- If you don't know, just say so.\n\nGiven the context information, answer "
    "the query.\nQuery: {asked}"
)
TAGGED = "<documents><document>{fact}</document></documents>\n<user_query>\n{asked}\n</user_query>"
QUESTION_FIRST = "{asked}\n\nHere is what I found:\n\n{fact} It was rebuilt in 1990 with the help of all neighbours."
FRAGMENT = "{fact} It was rebuilt in 1990 with the help of all neighbours.\n\n{asked}"
IN_ONE = "{fact} It was rebuilt in 1990 with the help of all neighbours. {asked}"
QUOTED = "Answer from the text.\n\n```\n{fact}\n```\n\n{asked}"
GERMAN = "Kontext: {fact}\n\nFrage: {asked}\nAntwort:"

FORMS = [
    LLAMAINDEX, REFINED, LANGCHAIN, STUFFED, OPEN_WEBUI, OPEN_WEBUI_BEFORE, TAGGED, QUESTION_FIRST, FRAGMENT, IN_ONE,
    QUOTED, GERMAN,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_question_and_the_context_are_told_apart(form: str) -> None:
    found = parted(form.format(fact=FACT, asked=ASKED))
    assert found.question == ASKED
    assert FACT in found.context


@pytest.mark.parametrize("form", [LLAMAINDEX, LANGCHAIN, OPEN_WEBUI, TAGGED])
def test_questions_in_a_context_are_not_the_one_that_is_asked(form: str) -> None:
    listed = f"Question: What is the Elm?\nAnswer: A river.\n\n{FACT}"
    found = parted(form.format(fact=listed, asked=ASKED))
    assert found.question == ASKED
    assert FACT in found.context


@pytest.mark.parametrize("text", [
    ASKED, "Hello!", "I lost my key. Where can I get a new one?", "Summarise the lease.\n\nThanks!", "",
    "Compare these:\n- the mill\n- the tower",
])  # fmt: skip
def test_what_is_a_question_alone_stays_whole(text: str) -> None:
    assert (parted(text).question, parted(text).context) == (text, "")


def test_a_label_before_a_question_alone_is_no_context() -> None:
    assert parted(f"Question: {ASKED}\nAnswer:").question == ASKED
    assert parted(f"Question: {ASKED}\nAnswer:").context == ""


def test_a_system_message_may_hold_the_context() -> None:
    told = "Given the following conversation and context, reply.\nContext:\n[CONTEXT 0]:\n{}\n[END CONTEXT 0]\n"
    assert FACT in context_of(told.format(FACT))
    assert context_of(f"You are kind.\n<context>\n{FACT}\n</context>") == FACT
    assert context_of("You are a helpful assistant. Answer in German.") == ""


@pytest.mark.parametrize(
    "piece", ["<context>", "<", "</text>", "Question:\n", "Context:\n", "---\n", "? ", "\n\n", "a. "]
)
def test_a_long_text_takes_no_time(piece: str) -> None:
    began = time.perf_counter()
    parted(piece * (60_000 // len(piece)))
    context_of(piece * (60_000 // len(piece)))
    assert time.perf_counter() - began < 1

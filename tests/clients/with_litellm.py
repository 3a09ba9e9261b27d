"""LiteLLM, which passes on to servers like OpenAI's."""

from __future__ import annotations

import json
import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # it fetches prices otherwise

import litellm
from trying import ASKED, PERSON, add_fact, tried, version

version("litellm")
common = {"api_base": os.environ["OPENAI_BASE_URL"], "api_key": "none", "timeout": 300, "num_retries": 0}
asked = [{"role": "user", "content": ASKED}]
add_fact()


@tried("`completion` over the library")
def _() -> None:
    assert "Agnes Holm" in litellm.completion("openai/vermeil", asked, **common).choices[0].message.content


@tried("`completion` as a stream")
def _() -> None:
    chunks = litellm.completion("openai/vermeil", asked, stream=True, **common)
    assert "Agnes Holm" in "".join(chunk.choices[0].delta.content or "" for chunk in chunks)


@tried("structured output")
def _() -> None:
    form = {"type": "json_schema", "json_schema": {"name": "person", "schema": PERSON, "strict": True}}
    said = [{"role": "user", "content": "Ada Lovelace was born in 1815."}]
    answer = litellm.completion("openai/vermeil-plain", said, response_format=form, max_tokens=80, **common)
    assert set(json.loads(answer.choices[0].message.content)) == {"name", "year"}


@tried("a function is called")
def _() -> None:
    tool = {"type": "function", "function": {"name": "person", "parameters": PERSON}}
    said = [{"role": "user", "content": "Ada Lovelace was born in 1815."}]
    answer = litellm.completion(
        "openai/vermeil-plain", said, tools=[tool], tool_choice="required", max_tokens=80, **common
    )
    assert answer.choices[0].message.tool_calls[0].function.name == "person"


@tried("`responses`")
def _() -> None:
    assert "Agnes Holm" in litellm.responses(input=ASKED, model="openai/vermeil", **common).output[0].content[0].text


@tried("`text_completion`")
def _() -> None:
    answer = litellm.text_completion(
        model="text-completion-openai/vermeil-plain", prompt="Say yes.", max_tokens=5, **common
    )
    assert answer.choices[0].text


@tried("`embedding`")
def _() -> None:
    assert len(litellm.embedding("openai/vermeil", ["a", "b"], **common).data) == 2


@tried("an error is its own kind")
def _() -> None:
    try:
        litellm.completion("openai/vermeil-plain", [{"role": "user", "content": "word " * 9_000}], **common)
    except litellm.ContextWindowExceededError:
        return
    raise AssertionError("it was not told as a context that was exceeded")

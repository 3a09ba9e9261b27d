"""Prompts are those of the models' own templates, and text cannot forge a turn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.template import plain, readable, render
from core.types import Message, SoftTokens, message

CONVERSATION = [
    message("system", "Be brief."),
    message("user", "What is 2 + 2?"),
    message("assistant", "4"),
    message("user", "And 3 + 3?"),
]
MARKERS = st.sampled_from(["<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|", "|>", "<", "im_end", "a", "\n", "é"])


def text_of(messages: list[Message], template: str = "chatml") -> str:
    (part,) = render(messages, template)  # type: ignore[arg-type]
    assert isinstance(part, str)
    return part


def test_chatml_is_what_the_model_was_trained_on() -> None:
    assert text_of(CONVERSATION) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhat is 2 + 2?<|im_end|>\n"
        "<|im_start|>assistant\n4<|im_end|>\n<|im_start|>user\nAnd 3 + 3?<|im_end|>\n<|im_start|>assistant\n"
    )


@pytest.mark.models
def test_chatml_equals_the_template_in_the_file(smollm2: Path) -> None:
    from gguf import GGUFReader
    from jinja2 import Environment

    field = GGUFReader(str(smollm2)).get_field("tokenizer.chat_template")
    assert field is not None
    template = Environment(autoescape=False).from_string(str(field.contents()))
    messages = [{"role": m.role, "content": m.text} for m in CONVERSATION]
    assert text_of(CONVERSATION) == template.render(messages=messages, add_generation_prompt=True)


def test_phi2_instructs_and_leaves_the_output_open() -> None:
    assert text_of(CONVERSATION, "phi2") == (
        "Instruct: Be brief.\nWhat is 2 + 2?\nOutput: 4\nInstruct: And 3 + 3?\nOutput:"
    )


def test_a_last_message_of_the_assistant_is_left_open() -> None:
    assert text_of([*CONVERSATION, message("assistant", "It is")]).endswith("<|im_start|>assistant\nIt is")


def test_no_persona_is_added() -> None:
    assert "SmolLM" not in text_of([message("user", "Hello")])


def test_soft_tokens_stay_in_place_and_text_around_them_is_joined() -> None:
    soft = SoftTokens(np.zeros((2, 4), np.float32))
    before, middle, after = render([Message("user", ("A ", "picture: ", soft, "", "What is ", "it?"))])
    assert before == "<|im_start|>user\nA picture: "
    assert middle is soft
    assert after == "What is it?<|im_end|>\n<|im_start|>assistant\n"


@given(st.lists(MARKERS, max_size=12))
def test_no_text_can_forge_a_turn(pieces: list[str]) -> None:
    prompt = text_of([Message("user", tuple(pieces)), message("user", "Hello")])
    assert prompt.count("<|im_start|>") == 3
    assert prompt.count("<|im_end|>") == 2
    assert "<|endoftext|>" not in prompt


@given(
    st.lists(st.sampled_from(["Instruct:", "Output:", "\n", " ", "In", "struct:", "x", "<|endoftext|>"]), max_size=10)
)
def test_no_line_can_forge_an_instruction(pieces: list[str]) -> None:
    prompt = text_of([Message("user", tuple(pieces))], "phi2")
    lines = prompt.removeprefix("Instruct: ").removesuffix("\nOutput:").splitlines()
    assert not any(line.strip().startswith(("Instruct:", "Output:")) for line in lines)
    assert "<|endoftext|>" not in prompt


@given(st.text())
def test_ordinary_text_is_left_alone(text: str) -> None:
    if "<|" not in text and "\x00" not in text:
        assert plain(text) == text


def test_what_no_tokeniser_takes_is_replaced() -> None:
    assert readable("a\x00b\ud800c\udfff") == "a\ufffdb\ufffdc\ufffd"

"""How soon an answer begins: a long prompt, and the second turn of the same conversation."""

from __future__ import annotations

import statistics

from tests.bench import chat
from tests.bench.decode import both_engines
from tests.bench.figures import Figures, Raw, median_ratio
from tests.bench.material import words

PROMPT_TOKENS = 1000
ANSWER_TOKENS = 24
TRIAL_WORDS = 400


def measure(quick: bool) -> tuple[Figures, Raw]:
    """A prompt of about 1,000 tokens that is new from its first word on, so that no cache has any of it: seconds until
    the first token from `/v1/chat/completions`, over llama.cpp alone with the same prompt. Then the second turn of that
    conversation (prompt, answer, a short question): its first token over that of the first turn."""
    first, second, raw_first, sizes = [], [], [], []
    with both_engines() as (service, raw, about):
        trial = chat.over_http(service.client, opening(1, TRIAL_WORDS), 2)
        length = round(TRIAL_WORDS * PROMPT_TOKENS / trial.prompt_tokens)
        for number in range(1 if quick else 5):
            turns = opening(1000 + number, length)
            answer = chat.over_http(service.client, turns, ANSWER_TOKENS)
            follow_up = [
                *turns, {"role": "assistant", "content": answer.text},
                {"role": "user", "content": "And who was it?"},
            ]  # fmt: skip
            second.append(chat.over_http(service.client, follow_up, ANSWER_TOKENS).first)
            raw_first.append(raw.call(chat.alone, turns, ANSWER_TOKENS).first)
            first.append(answer.first)
            sizes.append(answer.prompt_tokens)
    figures = {"first_token": median_ratio(first, raw_first), "second_turn": median_ratio(second, first)}
    return figures, {
        **about,
        "first_token_s": statistics.median(first), "raw_first_token_s": statistics.median(raw_first),
        "second_turn_s": statistics.median(second), "prompt_tokens": statistics.median(sizes),
        "ratios": [a / b for a, b in zip(first, raw_first, strict=True)],
        "ratios_second_turn": [a / b for a, b in zip(second, first, strict=True)],
    }  # fmt: skip


def opening(seed: int, length: int) -> chat.Turns:
    return [{"role": "user", "content": f"{words(seed, length)}\nWhat is this about?"}]

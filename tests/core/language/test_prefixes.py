"""No answer has anything of another request in it, although llama.cpp keeps what it has read.

The long form, 200 rounds of each kind, is `python -m tests.bench --only prefixes`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest

from core.errors import EngineFailure
from core.language.llamacpp import LlamaCppEngine
from core.language.llamaserver import Chunk, LlamaServer
from core.types import Message, Piece, Sampling, message

from .canary import GREEDY, QUESTIONS, answers, preference, secrets, watch
from .conftest import ask

NEARLY_EQUAL = 0.5
"""Nats between two tokens that rounding may make change places. The most that was seen is 0.3."""

Start = Callable[[int], LlamaCppEngine]


@pytest.fixture
def start(smollm2: Path) -> Iterator[Start]:
    """Starts an engine with so many slots, which is closed after the test."""
    with ExitStack() as stack:

        def started(slots: int) -> LlamaCppEngine:
            engine = LlamaCppEngine(smollm2, name="smollm2", context=1024, parallel=slots, threads=1, lazy=True)
            stack.callback(engine.close)
            return engine

        yield started


@pytest.fixture(scope="module")
def fresh(smollm2: Path) -> dict[str, str]:
    """The answer to each question of a server that has been asked nothing else."""
    found = {}
    for question in QUESTIONS:
        engine = LlamaCppEngine(smollm2, name="smollm2", context=1024, parallel=1, threads=1)
        found[question] = answers(engine, question)
        engine.close()
    return found


@pytest.mark.models
@pytest.mark.slow
@pytest.mark.parametrize(("slots", "clients"), [(1, 1), (1, 4), (4, 1), (4, 4)])
def test_no_word_comes_back_and_answers_are_those_of_a_fresh_server(
    start: Start, fresh: dict[str, str], slots: int, clients: int
) -> None:
    engine = start(slots)
    findings = watch(engine, fresh, secrets(4, seed=slots + clients, notes=(5, 15)), clients)
    assert findings.answers == 15
    assert findings.leaks == []
    if min(slots, clients) == 1:
        assert findings.changed == {}
    # Answers that share a batch are rounded differently, and a leak would not stop at that.
    for question, answer in findings.changed:
        assert preference(engine, question, fresh[question], answer) < NEARLY_EQUAL


@pytest.mark.models
def test_a_question_is_not_rounded_as_the_prompt_before_it(start: Start, fresh: dict[str, str]) -> None:
    """From 64 tokens on, llama.cpp's attention adds up in another order: also the few tokens that all prompts share."""
    engine = start(1)
    answers(engine, "word " * 300)
    assert {question: answers(engine, question) for question in QUESTIONS} == fresh


@pytest.mark.models
def test_a_long_text_is_read_once_for_all_questions_about_it(start: Start) -> None:
    engine = start(1)
    computed = []
    for question in ("What is this about?", "What is the last word?"):
        before = engine.prompt_reads.processed
        for _ in engine.generate(ask("word " * 700 + question), Sampling(max_tokens=1)):
            pass
        computed.append(engine.prompt_reads.processed - before)
    assert computed[1] < computed[0] / 10


class Leaking:
    """Answers each request with the one before it, as the cache of llama.cpp is reported to do."""

    def __init__(self) -> None:
        self._before = ""

    def generate(self, messages: Sequence[Message], sampling: Sampling) -> Iterator[Piece]:
        before, self._before = self._before, messages[0].text
        return iter([Piece(before[:60])])


def test_the_canary_sings() -> None:
    findings = watch(Leaking(), dict.fromkeys(QUESTIONS, ""), secrets(3, seed=1, notes=(2, 3)), clients=1)
    assert len(findings.leaks) >= 3
    assert findings.changed


@pytest.mark.models
def test_versions_that_alternate_answer_as_each_does_alone(start: Start, adapter: Path, other_adapter: Path) -> None:
    notes = " ".join(f"Note {n}: the lamp {n} is lit." for n in range(20))
    turns = [
        *ask(f"{notes} Which lamps are lit?"),
        message("assistant", "All."),
        message("user", "Write a poem about that."),
    ]
    asked = [ask(QUESTIONS[0]), turns]  # in between, so that the turns of another version are there to be taken up
    folders: dict[str | None, tuple[Path, ...]] = {"one": (adapter,), "two": (other_adapter,), None: ()}
    alone = {}
    for version, folder in folders.items():
        engine = start(1)
        if version:
            engine.attach(version, *folder)
        alone[version] = [text(engine, each, version) for each in asked * 2]
    assert len({answers[1] for answers in alone.values()}) == 3
    engine = start(1)
    engine.attach("one", adapter)
    engine.attach("two", other_adapter)
    found: dict[str | None, list[str]] = {version: [] for version in folders}
    for version in [*folders] * 2:
        found[version] += [text(engine, each, version) for each in asked]
    assert found == alone
    servers = engine._servers.values()
    assert len(set(servers)) == 3
    assert sorted(len(server._layers) for server in servers) == [0, 1, 1]


def text(engine: LlamaCppEngine, turns: Sequence[Message], version: str | None) -> str:
    return "".join(piece.text for piece in engine.generate(turns, GREEDY, adapter=version))


@pytest.mark.models
def test_a_prompt_cancelled_while_it_is_read_leaves_nothing(start: Start, fresh: dict[str, str]) -> None:
    engine = start(1)
    for seconds in (0.05, 0.2):
        cancel = Event()
        running = engine.generate(ask("word " * 900), Sampling(max_tokens=50), cancel=cancel)
        time.sleep(seconds)
        cancel.set()
        assert [piece.finish for piece in running] == ["cancelled"]
    assert answers(engine, QUESTIONS[0]) == fresh[QUESTIONS[0]]


@pytest.mark.models
def test_answers_that_are_dropped_free_their_slots(start: Start, fresh: dict[str, str]) -> None:
    engine = start(4)
    for number in range(12):  # more than the pool could hold at once
        next(engine.generate(ask(f"{number} " + "word " * 60), Sampling(max_tokens=900)))
    assert answers(engine, QUESTIONS[0]) == fresh[QUESTIONS[0]]


@pytest.mark.models
def test_nothing_is_cut_from_a_prompt_to_make_room(smollm2: Path) -> None:
    server = LlamaServer(smollm2, pool=256, parallel=1, threads=1)
    try:
        word = server.tokenize(" word", special=False)
        chunks: list[Chunk] = []
        with pytest.raises(EngineFailure, match="exceeds the available context"):
            server.complete({"prompt": word * 300, "max_tokens": 4}, chunks.append)
        server.complete({"prompt": word * 200, "max_tokens": 400, "ignore_eos": True}, chunks.append)
        assert chunks[-1]["choices"][0]["finish_reason"] == "length"
        assert chunks[-1]["usage"]["total_tokens"] <= 256
    finally:
        server.close()


def test_prompts_are_counted_as_cached_or_read(smollm2: Path, adapter: Path) -> None:
    engine = LlamaCppEngine(smollm2, name="smollm2", context=512, parallel=1, threads=1)
    first = ask("Tell me about the foxes of Elmwood. " * 3)
    said = list(engine.generate(first, Sampling(max_tokens=4)))
    read = engine.prompt_reads
    assert said[-1].usage is not None
    assert (read.cached, read.processed) == (0, said[-1].usage.prompt_tokens)
    again = [*first, message("assistant", "".join(piece.text for piece in said)), message("user", "And then?")]
    more = list(engine.generate(again, Sampling(max_tokens=4)))[-1].usage
    assert more is not None
    assert read.cached >= said[-1].usage.prompt_tokens
    assert read.cached + read.processed == said[-1].usage.prompt_tokens + more.prompt_tokens
    before = read.cached + read.processed
    engine.attach("a version", adapter)
    other = list(engine.generate(ask("Hello"), Sampling(max_tokens=1), adapter="a version"))[-1].usage
    engine.detach("a version")
    engine.close()
    assert other is not None
    assert read.cached + read.processed == before + other.prompt_tokens  # what a version read stays counted

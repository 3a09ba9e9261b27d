"""llama.cpp: nobody else can reach it, prefixes are reused, and versions come and go."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any, cast

import httpx
import numpy as np
import psutil
import pytest

from core.errors import EngineFailure, Missing, NotFound
from core.language import llamaserver
from core.language.llamaanswer import PACE, LlamaAnswer
from core.language.llamacpp import LlamaCppEngine
from core.language.llamaserver import Chunk, LlamaServer
from core.language.template import render
from core.types import Message, Sampling, Usage, message

from .conftest import CONTEXT, ask

pytestmark = pytest.mark.models

GREEDY = Sampling(max_tokens=24)


def answer(engine: LlamaCppEngine, messages: list[Message], adapter: str | None = None) -> str:
    return "".join(piece.text for piece in engine.generate(messages, GREEDY, adapter=adapter))


def first_token_seconds(engine: LlamaCppEngine, messages: list[Message]) -> float:
    started = time.perf_counter()
    answer = engine.generate(messages, Sampling(max_tokens=2))
    next(answer)
    seconds = time.perf_counter() - started
    list(answer)  # to its end: an answer that is dropped gives its place, and what is cached there, back a little later
    return seconds


def tokens_read(engine: LlamaCppEngine, messages: list[Message]) -> int:
    """Prompt tokens that llama.cpp had to evaluate, the others being in its cache."""
    chunks: list[dict[str, Any]] = []
    with engine._leased(None) as server:
        server.complete({"prompt": engine._prompt(server, render(messages)), "max_tokens": 1}, chunks.append)
    return int(chunks[-1]["timings"]["prompt_n"])


def long_prompt(number: int) -> list[Message]:
    facts = " ".join(f"Fact {number}.{n}: the lamp {n} is lit." for n in range(25))
    return ask(f"{facts} Which lamps are lit?")


def listening() -> set[tuple[str, int]]:
    """The addresses at which this process listens; other tests may serve something in it."""
    found = psutil.Process().net_connections("inet")
    return {(c.laddr.ip, c.laddr.port) for c in found if c.status == psutil.CONN_LISTEN}


def test_nothing_listens_on_the_network(smollm2: Path) -> None:
    before = listening()
    server = LlamaServer(smollm2, pool=512, parallel=1, threads=1)
    try:
        assert len(server.tokenize("hello", special=False)) == 1
        assert listening() <= before
    finally:
        server.close()


def test_the_socket_is_ours_alone_and_wants_a_key(smollm2: Path) -> None:
    server = LlamaServer(smollm2, pool=512, parallel=1, threads=1)
    try:
        folder = Path(server._folder.name)
        assert folder.stat().st_mode & 0o077 == 0
        transport = httpx.HTTPTransport(uds=str(folder / "llama.sock"))
        with httpx.Client(transport=transport, base_url="http://llama") as stranger:
            assert stranger.post("/completion", json={"prompt": "Hello"}).status_code == 401
            assert stranger.post("/tokenize", json={"content": "Hello"}).status_code == 401
            assert stranger.get("/props").status_code == 401
    finally:
        server.close()
    assert not folder.exists()


def test_no_connection_is_kept_for_the_next_request(llamacpp: LlamaCppEngine) -> None:
    """Over connections that were kept, the server dropped one of some 100 questions about pictures."""
    assert llamacpp.count_tokens("Hello") > 0
    with llamacpp._leased(None) as server:
        transport: Any = server._http._transport
        assert transport._pool.connections == []


def test_nothing_is_written_to_the_terminal(smollm2: Path, capfd: pytest.CaptureFixture[str]) -> None:
    engine = LlamaCppEngine(smollm2, name="smollm2", context=512, parallel=1, threads=1)
    answer(engine, ask("Hello"))
    engine.close()
    assert capfd.readouterr() == ("", "")


def test_a_second_turn_reads_only_what_is_new(llamacpp: LlamaCppEngine) -> None:
    first = long_prompt(1)
    cold = first_token_seconds(llamacpp, first)
    second = [*first, message("assistant", "All of them."), message("user", "Are you sure?")]
    assert tokens_read(llamacpp, second) < 60
    third = [*second, message("assistant", "Yes."), message("user", "Really?")]
    assert first_token_seconds(llamacpp, third) < cold / 2


def test_conversations_at_once_keep_their_prefixes(llamacpp: LlamaCppEngine) -> None:
    prompts = [long_prompt(number) for number in range(10, 14)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda prompt: first_token_seconds(llamacpp, prompt), prompts))
        turns = [[*p, message("assistant", "All."), message("user", "Really?")] for p in prompts]
        read = list(pool.map(lambda turn: tokens_read(llamacpp, turn), turns))
    assert max(read) < 60


def test_more_answers_than_fit_wait_for_their_turn(llamacpp: LlamaCppEngine) -> None:
    # Four long prompts with long answers want twice the pool; llama.cpp alone would fail them all.
    prompts = [ask(f"{n} " + "word " * 700) for n in range(4)]
    sampling = Sampling(max_tokens=300, stop=("a", "e", "i", "o", " "))
    with ThreadPoolExecutor(4) as pool:
        finishes = list(pool.map(lambda p: list(llamacpp.generate(p, sampling))[-1].finish, prompts))
    assert set(finishes) <= {"stop", "length"}


def test_a_cancelled_answer_frees_its_slot(smollm2: Path) -> None:
    engine = LlamaCppEngine(smollm2, name="smollm2", context=1024, parallel=1, threads=1)
    cancel = Event()
    running = engine.generate(ask("Tell me a long story."), Sampling(max_tokens=900), cancel=cancel)
    next(running)
    cancel.set()
    assert [piece.finish for piece in running] == ["cancelled"]
    started = time.perf_counter()
    answer(engine, ask("Hello"))
    assert time.perf_counter() - started < 5
    engine.close()


def test_closing_the_engine_stops_its_answers_and_gives_the_memory_back(smollm2: Path) -> None:
    process = psutil.Process(os.getpid())
    engine = LlamaCppEngine(smollm2, name="smollm2", context=8192, parallel=2, threads=1)
    loaded = process.memory_info().rss
    running = engine.generate(ask("Tell me a long story."), Sampling(max_tokens=2000))
    next(running)
    engine.close()
    assert loaded - process.memory_info().rss > 100 * 2**20
    assert len(list(running)) < 100
    with pytest.raises(EngineFailure):
        engine.generate(ask("Hello"), GREEDY)


def test_a_program_may_end_under_a_running_answer(smollm2: Path, tmp_path: Path) -> None:
    program = """
import sys, pathlib
from core.language.llamacpp import LlamaCppEngine
from core.types import Sampling, message
engine = LlamaCppEngine(pathlib.Path(sys.argv[1]), name="x", context=8192, parallel=1, threads=1)
answer = engine.generate([message("user", "Tell me a long story.")], Sampling(max_tokens=8000))
print(next(answer).text)
"""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", program, str(smollm2)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_model_is_one_sentence(tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(b"GGUF, but not really")
    with pytest.raises(EngineFailure) as raised:
        LlamaCppEngine(model, name="x", context=512, parallel=1, threads=1)
    assert str(tmp_path) not in raised.value.message


def test_a_lazy_engine_loads_the_plain_model_with_its_first_answer(smollm2: Path, adapter: Path) -> None:
    engine = LlamaCppEngine(smollm2, name="x", context=CONTEXT, parallel=1, threads=1, lazy=True)
    engine.attach("one", adapter)
    assert answer(engine, ask("Hello"), "one")
    assert engine.count_tokens("Hello there") > 0
    assert set(engine._servers) == {"one"}
    with ThreadPoolExecutor(3) as pool:  # whoever comes first starts it for all
        answers = list(pool.map(lambda _: answer(engine, ask("Hello")), range(3)))
    assert all(answers)
    assert set(engine._servers) == {"one", None}
    engine.close()
    with pytest.raises(EngineFailure, match="closed"):
        answer(engine, ask("Hello"))


def test_a_processor_that_is_too_old_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llamaserver, "_processor_flags", lambda: {"sse3", "avx"})
    with pytest.raises(Missing, match="avx2") as raised:
        llamaserver.load_library()
    assert "transformers" in raised.value.remedy


def test_versions_answer_side_by_side(llamacpp: LlamaCppEngine, adapter: Path, other_adapter: Path) -> None:
    llamacpp.attach("one", adapter)
    llamacpp.attach("two", other_adapter)

    def scores(version: str | None) -> np.ndarray[Any, Any]:
        return np.array(
            llamacpp.log_probabilities(ask("Describe the sea."), "The sea is wide and blue.", adapter=version)
        )

    try:
        versions = [None, "one", "two"] * 2
        alone = [scores(version) for version in versions]
        with ThreadPoolExecutor(6) as pool:
            together = list(pool.map(scores, versions))
        # Answers that share a batch are rounded differently; other versions are nats away.
        for number, values in enumerate(together):
            nearest = min(range(3), key=lambda other: float(np.abs(alone[other] - values).sum()))
            assert nearest == number % 3
            assert np.abs(alone[number] - values).mean() < 0.2
    finally:
        llamacpp.detach("one")
        llamacpp.detach("two")


def test_an_answer_in_progress_ends_as_it_began_when_its_version_goes(llamacpp: LlamaCppEngine, adapter: Path) -> None:
    llamacpp.attach("one", adapter)
    prompt = ask("Describe the sea.")
    whole = answer(llamacpp, prompt, "one")
    running = llamacpp.generate(prompt, GREEDY, adapter="one")
    start = next(running).text
    llamacpp.detach("one")
    assert start + "".join(piece.text for piece in running) == whole
    with pytest.raises(NotFound):
        answer(llamacpp, prompt, "one")


class Fast:
    """A server whose answer is a word each millisecond, after a prompt that took some looks."""

    stopping = False

    def __init__(self, words: int) -> None:
        self.words = words
        self.given = 0

    def enter(self) -> None: ...

    def leave(self) -> None: ...

    @contextmanager
    def reserved(self, tokens: int, cancelled: Callable[[], bool]) -> Iterator[bool]:
        yield True

    def complete(self, request: Chunk, receive: Callable[[Chunk], bool]) -> None:
        for part in range(3):
            receive({"choices": [{"text": "", "finish_reason": None}], "prompt_progress": {"processed": part}})
        while self.given < self.words:
            self.given += 1
            time.sleep(0.001)
            if receive({"choices": [{"text": f"{self.given} ", "finish_reason": None}]}):
                return
        used = {"completion_tokens": self.words}
        receive({"choices": [{"text": "", "finish_reason": "stop"}], "usage": used})


def fast_answer(server: Fast) -> LlamaAnswer:
    return LlamaAnswer(cast(LlamaServer, server), {"max_tokens": server.words}, 7, Event())


def test_the_words_of_a_fast_model_come_in_few_pieces_and_the_first_by_itself() -> None:
    began = time.monotonic()
    pieces = list(fast_answer(Fast(300)))
    took = time.monotonic() - began
    assert "".join(piece.text for piece in pieces).split() == [str(n) for n in range(1, 301)]
    assert len(pieces[0].text.split()) < 20
    assert len(pieces) <= took / PACE + 2
    assert (pieces[-1].finish, pieces[-1].usage) == ("stop", Usage(7, 300))
    assert [piece.finish for piece in pieces[:-1]] == [None] * (len(pieces) - 1)


def test_a_fast_model_stops_within_a_tenth_of_a_second_of_being_dropped() -> None:
    server = Fast(10_000)
    running = fast_answer(server)
    next(running)
    running.close()
    time.sleep(0.1)
    given = server.given
    time.sleep(0.05)
    assert server.given == given < 1000

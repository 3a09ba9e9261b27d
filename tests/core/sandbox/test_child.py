"""The child is driven with functions of the standard library, so that each test shows one thing that can go wrong."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import Abandoned, EngineFailure, UnreadableFile
from core.sandbox import frames
from core.sandbox.child import Child

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 1 << 30
Make = Callable[..., Child]


@pytest.fixture
def child() -> Iterator[Make]:
    made: list[Child] = []

    def make(target: str, idle_seconds: float | None = None) -> Child:
        made.append(Child(target, memory_bytes=MEMORY, name="test", idle_seconds=idle_seconds))
        return made[-1]

    yield make
    for each in made:
        each.close()


def gone(pid: int, seconds: float = 10.0) -> bool:
    """Whether the process has ended (a zombie has) within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_calls_reach_one_process_that_stays(child: Make) -> None:
    adder = child("operator:add")
    assert adder.pid is None
    assert adder.call(2, 3, timeout=10) == 5
    first = adder.pid
    assert adder.call("a", "b", timeout=10) == "ab"
    assert adder.pid == first != os.getpid()


def test_warm_does_not_wait(child: Make) -> None:
    slow = child("llama_index.core:VectorStoreIndex")
    began = time.monotonic()
    slow.warm()
    warmed = time.monotonic() - began
    assert slow.pid
    slow.layers()  # waits for the start
    assert warmed < (time.monotonic() - began) / 2


def test_what_nobody_waits_for_is_ended_and_frees_the_way(child: Make) -> None:
    sleeper, left, waiting = child("time:sleep"), threading.Event(), threading.Event()
    sleeper.call(0, timeout=10)

    def abandoned(seconds: float, cancel: threading.Event) -> None:
        with pytest.raises(Abandoned):
            sleeper.call(seconds, timeout=90, cancel=cancel)

    running = threading.Thread(target=abandoned, args=(60, left))
    in_line = threading.Thread(target=abandoned, args=(0, waiting))
    running.start()
    while not sleeper.busy:
        time.sleep(0.01)
    in_line.start()
    for thread, cancel in ((in_line, waiting), (running, left)):
        cancel.set()
        thread.join(10)
        assert not thread.is_alive()
    assert sleeper.call(0, timeout=10, cancel=threading.Event()) is None


def test_time_limit_kills_and_the_next_call_works(child: Make) -> None:
    sleeper = child("time:sleep")
    sleeper.call(0, timeout=10)
    first = sleeper.pid
    assert first
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"longer than 0\.5 seconds"):
        sleeper.call(60, timeout=0.5)
    assert time.monotonic() - began < 5
    assert gone(first)
    assert sleeper.call(0, timeout=10) is None
    assert sleeper.pid != first


def test_memory_limit_stops_a_hog_and_replaces_the_process(child: Make) -> None:
    hog = child("builtins:bytearray")
    with pytest.raises(UnreadableFile, match="more memory"):
        hog.call(8 * MEMORY, timeout=30)
    assert hog.pid is None  # what is left of its heap is not trusted
    adder = child("operator:add")
    assert adder.call(1, 1, timeout=10) == 2


def test_a_crash_is_one_sentence_and_the_next_call_works(child: Make) -> None:
    killer = child("signal:raise_signal")
    with pytest.raises(UnreadableFile, match="Its reader stopped") as caught:
        killer.call(signal.SIGSEGV, timeout=10)
    assert "Traceback" not in caught.value.message
    with pytest.raises(UnreadableFile):
        killer.call(signal.SIGKILL, timeout=10)


def test_killed_from_outside_during_a_call(child: Make) -> None:
    sleeper = child("time:sleep")
    sleeper.call(0, timeout=10)
    pid = sleeper.pid
    assert pid
    os.kill(pid, signal.SIGSTOP)  # so that the call is still under way however late the kill comes
    threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
    assert sleeper.call(0, timeout=30) is None  # it is tried once more
    assert sleeper.pid != pid


def test_an_exception_of_a_library_becomes_one_sentence(child: Make) -> None:
    opener = child("zipfile:ZipFile")
    with pytest.raises(UnreadableFile) as caught:
        opener.call("/nonexistent/secret.docx", timeout=10)
    assert "secret" not in caught.value.message
    assert opener.pid  # it lives on


def test_what_cannot_travel_is_an_error_not_a_crash(child: Make) -> None:
    maker = child("builtins:set")
    with pytest.raises(UnreadableFile):
        maker.call([1], timeout=10)
    assert maker.pid


def test_a_function_that_is_not_there(child: Make) -> None:
    with pytest.raises(EngineFailure):
        child("no_such_module:run").call(timeout=10)


def test_it_leaves_when_idle_and_comes_back(child: Make) -> None:
    adder = child("operator:add", idle_seconds=0.5)
    assert adder.call(1, 1, timeout=10) == 2
    first = adder.pid
    assert first
    assert gone(first)
    assert adder.call(2, 2, timeout=10) == 4
    assert adder.pid != first


def test_one_that_leaves_while_it_is_asked_is_asked_again(child: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    adder = child("operator:add", idle_seconds=0.5)
    adder.call(1, 1, timeout=10)
    first, send = adder.pid, frames.send
    assert first

    def late(*args: Any) -> None:
        assert gone(first)
        send(*args)

    monkeypatch.setattr(frames, "send", late)
    assert adder.call(2, 2, timeout=10) == 4
    assert adder.pid != first


def test_it_cannot_reach_a_server(child: Make) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        with pytest.raises(UnreadableFile):
            child("socket:create_connection").call(list(server.getsockname()), timeout=10)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.skipif(sys.platform != "linux", reason="enforced by Linux's seccomp")
def test_it_cannot_start_a_program(child: Make, tmp_path: Path) -> None:
    assert child("os:system").call(f"touch {tmp_path / 'made'}", timeout=10) != 0
    assert not (tmp_path / "made").exists()


def test_what_libraries_print_is_not_ours(child: Make, capfd: pytest.CaptureFixture[str]) -> None:
    child("builtins:print").call("noise", timeout=10)
    assert capfd.readouterr() == ("", "")


def test_calls_of_many_threads_each_get_their_own_answer(child: Make) -> None:
    adder = child("operator:add")
    answers: dict[int, int] = {}

    def ask(number: int) -> None:
        answers[number] = adder.call(number, 1000, timeout=30)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: n + 1000 for n in range(20)}


def test_a_thread_that_waits_gets_its_turn(child: Make) -> None:
    """A long document, read page by page, must not keep a picture from being read until its last page."""
    sleeper = child("time:sleep")
    sleeper.call(0, timeout=10)
    stop = threading.Event()
    busy = threading.Thread(target=lambda: [None for _ in iter(stop.is_set, True) if sleeper.call(0.05, timeout=10)])
    busy.start()
    try:
        began = time.monotonic()
        for _ in range(3):
            sleeper.call(0, timeout=10)
        assert time.monotonic() - began < 10.0  # as many calls of the other go first, not all
    finally:
        stop.set()
        busy.join()


def test_it_dies_with_its_parent_even_in_the_middle_of_a_call() -> None:
    program = (
        "import threading, time\n"
        "from core.sandbox.child import Child\n"
        "child = Child('time:sleep', memory_bytes=1 << 30, name='test')\n"
        "child.call(0, timeout=30)\n"
        "threading.Thread(target=child.call, args=(60,), kwargs={'timeout': 90}, daemon=True).start()\n"
        "time.sleep(0.3)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()
        assert gone(pid)

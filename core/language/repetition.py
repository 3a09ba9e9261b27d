"""Ends an answer that goes round in circles, while it is written.

Greedy decoding of a small model falls into loops (Holtzman et al., "The Curious Case of Neural Text Degeneration",
2020). Here the model stops where it begins to say again what it has said: a whole sentence, or a run of words. Words
that may become such a repeat are held back until it is clear whether they do, so that nothing shown is taken back. A
text without a repeat goes through unchanged.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

from core.types import Piece

LONGEST_RUN = 12
"""Words from which a run may not stand in a text twice, overlapping, too: "ha" may be said that often."""
SHORTEST_SENTENCE = 4
"""Words from which a sentence may not be said twice: "Yes, of course." may."""
MOST_SIGNS = 40
"""Times that up to eight signs in a row may be repeated without a space."""

_LOOK_SECONDS = 0.02  # between looks at the outer event, for whoever waits for both

_SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_SPACELESS}]|(?:(?![{_SPACELESS}])[^\W_])+")
_END = re.compile(r"[.!?…。！？\n]+")
_SIGNS = re.compile(rf"(\S{{1,8}}?)\1{{{MOST_SIGNS - 1}}}$")


def without_loops(generate: Callable[[Event], Iterator[Piece]], cancel: Event | None = None) -> Iterator[Piece]:
    """The pieces of an answer until it begins to repeat itself; the last one says so then (`repeated`).

    `generate` is given the event that stops the model.
    """
    stop, loops = _Stop(cancel), LoopGuard()
    for piece in generate(stop):
        text = loops.add(piece.text)
        if piece.finish:
            text += loops.end()
        if loops.found:
            stop.set()
        if text or piece.finish:
            yield replace(piece, text=text, finish="repeated" if piece.finish and loops.found else piece.finish)


class _Stop(Event):
    """Set when it is set itself, or the event that it was made from."""

    def __init__(self, outer: Event | None) -> None:
        super().__init__()
        self._outer = outer

    def is_set(self) -> bool:
        return super().is_set() or (self._outer is not None and self._outer.is_set())

    def wait(self, timeout: float | None = None) -> bool:
        until = math.inf if timeout is None else time.monotonic() + timeout
        while not self.is_set() and (left := until - time.monotonic()) > 0:
            super().wait(min(left, _LOOK_SECONDS))
        return self.is_set()


class LoopGuard:
    """Takes a text as it comes, and gives back what of it can be shown. `found` says that it began to repeat itself."""

    def __init__(self) -> None:
        self.found = False
        self._text = ""
        self._shown = 0  # characters that were given back
        self._read = 0  # characters that were taken apart
        self._said = _Said()

    def add(self, text: str) -> str:
        """What can be shown now, nothing once a repeat was found. A word is complete when something follows it."""
        if self.found:
            return ""
        self._text += text
        self._take_apart(complete=False)
        return self._show(self._said.held if self.found else self._open())

    def end(self) -> str:
        """What was held back, where the text is over."""
        if self.found:
            return ""
        self._take_apart(complete=True)
        return self._show(self._said.held if self.found else len(self._text))

    def _show(self, until: int) -> str:
        shown, self._shown = self._shown, max(until, self._shown)
        return self._text[shown : self._shown]

    def _open(self) -> int:
        """Where that begins which may become a repeat, an unfinished word included; the end where nothing may."""
        word = _WORD.search(self._text, self._read)
        begun = word.group().casefold() if word is not None else ""
        if self._said.length and (word is None or self._said.may_go_on(begun)):
            return self._said.held
        return word.start() if word is not None and self._said.may_begin(begun) else len(self._text)

    def _take_apart(self, *, complete: bool) -> None:
        """Take up the words and ends of sentences that are complete."""
        while not self.found:
            word, end = _WORD.search(self._text, self._read), _END.search(self._text, self._read)
            if end is not None and (word is None or end.start() < word.start()):
                self._read = end.end()
                self.found = self._said.close_sentence()
            elif word is not None and (complete or word.end() < len(self._text)):
                self.found = self._said.add(word.group().casefold(), word.start())
                self._read = word.end()
            else:
                break
        if complete and not self.found:
            self.found = self._said.close_sentence()
        self.found = self.found or _SIGNS.search(self._text, max(0, len(self._text) - 8 * MOST_SIGNS)) is not None


class _Said:
    """The words of a text with their places, and how long the last ones have stood there before."""

    def __init__(self) -> None:
        self.length = 0  # of the longest run of last words that stood there before
        self.held = 0  # the character at which that run begins
        self._words: list[str] = []
        self._starts: list[int] = []
        self._places: dict[str, list[int]] = {}
        self._runs: dict[int, int] = {}  # the place that would come next in a run that is being repeated: its length
        self._first = 0  # the first word of the sentence
        self._sentences: set[tuple[str, ...]] = set()

    def add(self, word: str, start: int) -> bool:
        """Take up a word that begins at a character; true where it completes a run that stood there before."""
        places = self._places.setdefault(word, [])
        self._runs = {place + 1: self._runs.get(place, 0) + 1 for place in places}
        self.length = max(self._runs.values(), default=0)
        places.append(len(self._words))
        self._words.append(word)
        self._starts.append(start)
        self.held = self._starts[len(self._words) - max(self.length, 1)]
        return self.length >= LONGEST_RUN

    def close_sentence(self) -> bool:
        """The sentence is over; true where it was said before."""
        sentence = tuple(self._words[self._first :])
        begins, self._first = self._first, len(self._words)
        if len(sentence) < SHORTEST_SENTENCE:
            return False
        if sentence in self._sentences:
            self.held = self._starts[begins]
            return True
        self._sentences.add(sentence)
        return False

    def may_begin(self, begun: str) -> bool:
        """Whether a word of which only the beginning is there may be one that was said."""
        return any(word.startswith(begun) for word in self._places)

    def may_go_on(self, begun: str) -> bool:
        """Whether it may be the next one of a run that is being repeated."""
        return any(self._words[place].startswith(begun) for place in self._runs if place < len(self._words))

"""The span reader: which words of which sentence answer a question, and whether any do.

It is MiniLM taught by `training.stages.spans`, 22 M parameters beside the language model's 135 M: it reads all passages
that were found, where the language model is given the few sentences that it chose.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from core.embedding.batching import by_length
from core.embedding.cleaning import clean
from core.sentences import sentences
from core.types import FloatArray

if TYPE_CHECKING:
    from tokenizers import Encoding

LONGEST = 30  # tokens of an answer
_MOST_QUESTION_TOKENS = 64


@dataclass(frozen=True, slots=True)
class Answering:
    """A sentence (`start` to `end` of text number `text`), its likeliest answer, and how much likelier than none.

    `score` is in units of log-odds against "it is not in this window", as the network sees it.
    """

    text: int
    start: int
    end: int
    answer: tuple[int, int]
    score: float


@dataclass(frozen=True, slots=True)
class _Window:
    text: int
    start: int
    end: int


class SpanReader:
    """`core.weights.converted("spans-ctranslate2")` at work. Safe between threads."""

    def __init__(self, folder: Path, *, threads: int, precision: str = "int8") -> None:
        import ctranslate2
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        about = json.loads((folder / "reader.json").read_text())
        self._words, self._tokens = int(about["window_words"]), int(about["max_tokens"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self._tokens, strategy="longest_first")
        self._encoder = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type=precision, intra_threads=threads, inter_threads=1
        )
        head = load_file(folder / "scores.safetensors")
        self._weight, self._bias = head["weight"].astype(np.float32), head["bias"].astype(np.float32)

    def read(self, question: str, texts: Sequence[str]) -> list[Answering]:
        """Every sentence of `texts` with its score, best first."""
        windows = [window for number, text in enumerate(texts) for window in self._windows(number, text)]
        asked = " ".join(clean(question).split()[:_MOST_QUESTION_TOKENS])
        encodings = self._tokenizer.encode_batch([(asked, clean(texts[w.text][w.start : w.end])) for w in windows])
        best: dict[tuple[int, int], Answering] = {}
        for rows in by_length([len(e.ids) for e in encodings]):
            for row, logits in zip(rows, self._logits([encodings[row] for row in rows]), strict=True):
                for found in _sentences(windows[row], texts, encodings[row], logits):
                    known = best.get((found.text, found.start))
                    if known is None or found.score > known.score:
                        best[found.text, found.start] = found
        return sorted(best.values(), key=lambda found: -found.score)

    def _windows(self, number: int, text: str) -> Iterator[_Window]:
        """Runs of whole sentences of at most so many words; neighbours share a sentence."""
        places = sentences(text)
        first = 0
        while first < len(places):
            last, words = first, 0
            while last < len(places):
                words += len(text[slice(*places[last])].split())
                if words > self._words and last > first:
                    break
                last += 1
            yield _Window(number, places[first][0], places[last - 1][1])
            if last == len(places):
                return
            first = max(first + 1, last - 1)

    def _logits(self, encodings: Sequence[Encoding]) -> FloatArray:
        """(n, longest, 2) scores of each token as first and as last of the answer."""
        output = self._encoder.forward_batch(
            [e.ids for e in encodings], token_type_ids=[e.type_ids for e in encodings]
        )  # fmt: skip
        states = np.asarray(output.last_hidden_state)  # (n, longest, width)
        return np.asarray(states @ self._weight.T + self._bias, dtype=np.float32)


def _sentences(window: _Window, texts: Sequence[str], encoding: Encoding, logits: FloatArray) -> Iterator[Answering]:
    """The best span of each sentence in the window."""
    text = texts[window.text]
    nothing = float(logits[0].sum())
    kinds, offsets = np.array(encoding.type_ids), np.array(encoding.offsets)
    inside = (kinds == 1) & (offsets[:, 1] > 0)
    for start, end in sentences(text[window.start : window.end]):
        tokens = np.flatnonzero(inside & (offsets[:, 0] >= start) & (offsets[:, 1] <= end))
        if not len(tokens):
            continue
        first, last = tokens[0], tokens[-1] + 1
        table = logits[first:last, None, 0] + logits[None, first:last, 1]  # (tokens, tokens)
        table = np.where(_upright(last - first), table, -np.inf)
        a, b = np.unravel_index(int(table.argmax()), table.shape)
        answer = (int(offsets[first + a, 0]), int(offsets[first + b, 1]))
        at = window.start
        yield Answering(
            window.text, at + start, at + end, (at + answer[0], at + answer[1]), float(table[a, b]) - nothing
        )


def _upright(size: int) -> npt.NDArray[np.bool_]:
    """Which (first, last) are spans of at most `LONGEST` tokens: (size, size) of bool."""
    places = np.arange(size)
    apart = places[None, :] - places[:, None]
    return (apart >= 0) & (apart < LONGEST)

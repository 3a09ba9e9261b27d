"""The span reader: which words of which sentence answer a question, and whether any do.

It is a text encoder taught by `training.stages.spans`: on `lite` MiniLM, 22 M parameters beside the language model's
135 M, on `standard` MPNet, 110 M beside 1.5 B. It reads all passages that were found, where the language model is given
the few sentences that it chose.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
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
_MOST_QUESTION_WORDS = 64
_MOST_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Answering:
    """A sentence (`start` to `end` of text number `text`), its likeliest answer, and how much likelier than none.

    `score` is in units of log-odds against "it is not in this window", as the network sees it, made equal between
    readers by a slope and an offset.
    """

    text: int
    start: int
    end: int
    answer: tuple[int, int]
    score: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or as much of it as a window holds: characters `start` to `end`."""

    sentence: tuple[int, int]
    start: int
    end: int
    words: int
    tokens: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Characters `start` to `end` of text number `text`, the sentences that they touch, and the title before them."""

    text: int
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    lead: str = ""


class SpanReader:
    """What `core.weights.locate.converted` makes of a span reader, at work. Safe between threads."""

    def __init__(self, folder: Path, *, threads: int, precision: str = "int8") -> None:
        import ctranslate2
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        about = json.loads((folder / "reader.json").read_text())
        self._words, self._tokens = int(about["window_words"]), int(about["max_tokens"])
        self._slope, self._offset = float(about.get("slope", 1)), float(about.get("offset", 0))
        self._first_place: int | None = about.get("first_place")  # MPNet's; BERT finds the places itself
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self._tokens, strategy="longest_first")
        self._encoder = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type=precision, intra_threads=threads, inter_threads=1
        )
        head = load_file(folder / "scores.safetensors")
        self._weight, self._bias = head["weight"].astype(np.float32), head["bias"].astype(np.float32)

    def read(self, question: str, texts: Sequence[str], titles: Sequence[str] = ()) -> list[Answering]:
        """Every sentence of `texts` with its score, best first.

        `titles`, one a text, are read before each window: what a text is about need not be said in all of it.
        """
        asked = " ".join(clean(question).split()[:_MOST_QUESTION_WORDS])
        special = self._tokenizer.num_special_tokens_to_add(is_pair=True)
        room = max(self._tokens // 2, self._tokens - special - self._length(asked))
        windows = [
            window
            for number, (text, title) in enumerate(zip_longest(texts, titles[: len(texts)], fillvalue=""))
            for window in self._windows(number, text, title, room)
        ]
        encodings = self._tokenizer.encode_batch(
            [(asked, w.lead + clean(texts[w.text][w.start : w.end])) for w in windows]
        )
        best: dict[tuple[int, int], Answering] = {}
        for rows in by_length([len(e.ids) for e in encodings]):
            for row, logits in zip(rows, self._logits([encodings[row] for row in rows]), strict=True):
                for pointed in _answers(windows[row], encodings[row], logits):
                    found = replace(pointed, score=self._slope * pointed.score + self._offset)
                    known = best.get((found.text, found.start))
                    if known is None or found.score > known.score:
                        best[found.text, found.start] = found
        return sorted(best.values(), key=lambda found: -found.score)

    def _windows(self, number: int, text: str, title: str, room: int) -> Iterator[_Window]:
        """Runs of whole sentences of at most so many words, and of at most `room` tokens; neighbours share one."""
        lead = f"{' '.join(clean(title).split()[:_MOST_TITLE_WORDS])}\n" if title.strip() else ""
        pieces = list(self._pieces(text, room - self._length(lead)))
        first = 0
        while first < len(pieces):
            last, words, tokens = first, 0, 0
            while last < len(pieces):
                words, tokens = words + pieces[last].words, tokens + pieces[last].tokens
                if (words > self._words or tokens > room - self._length(lead)) and last > first:
                    break
                last += 1
            held = tuple(dict.fromkeys(piece.sentence for piece in pieces[first:last]))
            yield _Window(number, pieces[first].start, pieces[last - 1].end, held, lead)
            if last == len(pieces):
                return
            first = max(first + 1, last - 1)

    def _pieces(self, text: str, room: int) -> Iterator[_Piece]:
        """The sentences, each with its words and tokens; one of more than `room` tokens is cut between tokens."""
        places = sentences(text)
        encodings = self._tokenizer.encode_batch([clean(text[a:b]) for a, b in places], add_special_tokens=False)
        for (start, end), encoding in zip(places, encodings, strict=True):
            offsets = [offset for part in (encoding, *encoding.overflowing) for offset in part.offsets]
            if len(offsets) <= room:
                yield _Piece((start, end), start, end, len(text[start:end].split()), len(offsets))
                continue
            for at in range(0, len(offsets), room):
                part = offsets[at : at + room]
                a, b = start + part[0][0], start + part[-1][1]
                yield _Piece((start, end), a, b, len(text[a:b].split()), len(part))

    def _length(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _logits(self, encodings: Sequence[Encoding]) -> FloatArray:
        """(n, longest, 2) scores of each token as first and as last of the answer."""
        # in the place of BERT's types MPNet has the places of the tokens (`core.weights.mpnet`)
        first = self._first_place
        types = [e.type_ids if first is None else list(range(first, first + len(e.ids))) for e in encodings]
        output = self._encoder.forward_batch([e.ids for e in encodings], token_type_ids=types)
        states = np.asarray(output.last_hidden_state)  # (n, longest, width)
        return np.asarray(states @ self._weight.T + self._bias, dtype=np.float32)


def _answers(window: _Window, encoding: Encoding, logits: FloatArray) -> Iterator[Answering]:
    """The best span of each sentence in the window, as far as the sentence is in it."""
    nothing = float(logits[0].sum())
    kinds = np.array([-1 if kind is None else kind for kind in encoding.sequence_ids])
    offsets = np.array(encoding.offsets) + window.start - len(window.lead)
    inside = (kinds == 1) & (offsets[:, 0] >= window.start) & (offsets[:, 1] > offsets[:, 0])
    for start, end in window.sentences:
        tokens = np.flatnonzero(inside & (offsets[:, 0] >= start) & (offsets[:, 1] <= end))
        if not len(tokens):
            continue
        first, last = tokens[0], tokens[-1] + 1
        table = logits[first:last, None, 0] + logits[None, first:last, 1]  # (tokens, tokens)
        table = np.where(_upright(last - first), table, -np.inf)
        a, b = np.unravel_index(int(table.argmax()), table.shape)
        answer = (int(offsets[first + a, 0]), int(offsets[first + b, 1]))
        yield Answering(window.text, start, end, answer, float(table[a, b]) - nothing)


def _upright(size: int) -> npt.NDArray[np.bool_]:
    """Which (first, last) are spans of at most `LONGEST` tokens: (size, size) of bool."""
    places = np.arange(size)
    apart = places[None, :] - places[:, None]
    return (apart >= 0) & (apart < LONGEST)

"""An answer of llama.cpp in progress, between the thread that writes it and whoever reads it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from threading import Event, Thread
from typing import Literal

from core.language.llamaserver import Chunk, LlamaServer
from core.language.queue import Parcels
from core.types import Piece, Usage

PACE = 0.04
"""Seconds between pieces of an answer, from its second on: faster than eyes follow. A slower model is not held up."""


class LlamaAnswer(Iterator[Piece]):
    """One answer in progress: llama.cpp runs in a thread of its own and hands its chunks over in parcels.

    It begins at once, and keeps its server alive; dropping it, or closing it, stops it.
    """

    def __init__(
        self, server: LlamaServer, request: Chunk, prompt: int, cancel: Event, watch: int | None = None
    ) -> None:
        """The probability of the token to `watch` as the first one is told at the end."""
        self._prompt = prompt
        self._watch = watch
        self._watched: float | None = None
        self._dropped = Event()
        self._generated = 0
        self._ended = False
        parcels: Parcels[Chunk] = Parcels(PACE)
        self._parcels = parcels.drain(cancel)
        server.enter()
        work = (server, request, prompt + int(request["max_tokens"]), parcels, (cancel, self._dropped))
        Thread(target=_work, args=work, name="llama-answer", daemon=True).start()

    def __next__(self) -> Piece:
        if self._ended:
            raise StopIteration
        piece = None
        for chunks in self._parcels:
            piece = self._piece(chunks)
            if piece is not None:
                break
        piece = piece or self._last("cancelled")
        self._ended = piece.finish is not None
        return piece

    def close(self) -> None:
        """Stop the model; there are no further pieces."""
        self._ended = True
        self._dropped.set()

    def __del__(self) -> None:
        self._dropped.set()

    def _piece(self, chunks: Sequence[Chunk]) -> Piece | None:
        """What the chunks say together; None where that is nothing."""
        if self._watch is not None and self._watched is None:
            found = (_first_probability(chunk["choices"][0], self._watch) for chunk in chunks)
            self._watched = next((one for one in found if one is not None), None)
        text = "".join(chunk["choices"][0]["text"] for chunk in chunks)
        finish = chunks[-1]["choices"][0]["finish_reason"]
        if finish:
            self._generated = int(chunks[-1]["usage"]["completion_tokens"])
            return self._last("length" if finish == "length" else "stop", text)
        self._generated += len(chunks)
        return Piece(text) if text else None

    def _last(self, finish: Literal["stop", "length", "cancelled"], text: str = "") -> Piece:
        return Piece(text, finish, Usage(self._prompt, self._generated), self._watched)


def _first_probability(choice: Chunk, token: int) -> float | None:
    """That of a token in the place of the first one of a chunk; 0 where it is not among the likeliest."""
    first, *_ = (choice.get("logprobs") or {}).get("content") or [None]
    if first is None:
        return None
    return next((math.exp(other["logprob"]) for other in first["top_logprobs"] if other["id"] == token), 0.0)


def _work(server: LlamaServer, request: Chunk, tokens: int, parcels: Parcels[Chunk], signals: Sequence[Event]) -> None:
    """Run the completion, of at most `tokens` with its prompt, each chunk into `parcels`.

    At its end, or at one of the `signals`, leave the server.

    It does not know the answer that reads them, so that this can be dropped while llama.cpp still works.
    """

    def stopped() -> bool:
        return server.stopping or any(signal.is_set() for signal in signals)

    def receive(chunk: Chunk) -> bool:
        if "prompt_progress" not in chunk:  # what is to come at once is the first word
            parcels.put(chunk)
        return stopped()

    try:
        with server.reserved(tokens, stopped) as room:
            if room:
                server.complete(request, receive)
        parcels.end()
    except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that reads the answer
        parcels.end(error)
    finally:
        server.leave()

"""Where the right answer stands: a choice among the lines and passages that were found, or that none says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from core.sentences import sentences
from core.types import Passage
from frontend.client.review_records import NOWHERE, Place, ReviewedTurn, ReviewItem
from frontend.markup import plain

_SHOWN = 110  # characters of a line


def draw(item: ReviewItem, keep: Callable[[ReviewItem], None]) -> None:
    """The choice, and below a passage that is chosen that of a sentence of it."""
    found = _found(item.turn)
    if not found:
        return
    options = _numbered({**found, NOWHERE: "In none of these"})
    st.pills(
        "Where it stands", list(options), key=f"evidence-{item.id}", default=_within(item.pointed, options, item.turn),
        format_func=lambda key: options[key], on_change=keep, args=(item,), disabled=item.ended,
    )  # fmt: skip
    passage = _passage(item.turn, st.session_state.get(f"evidence-{item.id}"))
    parts = _sentences(passage)
    if parts:
        st.pills(
            "In which sentence of it", list(parts), key=f"sentence-{item.id}",
            default=item.pointed if item.pointed in parts else None, format_func=lambda key: parts[key],
            on_change=keep, args=(item,), disabled=item.ended,
        )  # fmt: skip


def chosen(item: ReviewItem) -> str:
    """The place that is chosen for an item, as `Place.key` has it, or `NOWHERE`.

    Empty where it is as whoever voted left it, who may have pointed at several, or at less than can be chosen here.
    """
    state = st.session_state
    place = _narrowed(item.turn, state.get(f"evidence-{item.id}"), state.get(f"sentence-{item.id}"))
    untouched = _narrowed(item.turn, _within(item.voted_for, _found(item.turn), item.turn), item.voted_for)
    return "" if place == untouched else place


def _narrowed(turn: ReviewedTurn, place: str | None, sentence: str | None) -> str:
    """The sentence where it is one of the place, which is a passage then, else the place."""
    return (sentence if sentence in _sentences(_passage(turn, place)) else place) or ""


def _found(turn: ReviewedTurn) -> Mapping[str, str]:
    """What may be pointed at, by its place: the lines that were chosen, then the passages."""
    lines = [(turn.passages[line.passage], line.start, line.end) for line in turn.lines]
    wholes = [(passage, 0, len(passage.text)) for passage in turn.passages]
    return {
        Place(passage.document, passage.chunk, start, end).key: _words(passage, start, end)
        for passage, start, end in (*lines, *wholes) if passage.text[start:end].strip()
    }  # fmt: skip


def _words(passage: Passage, start: int, end: int) -> str:
    kind = f"All of {plain(passage.name, 40)}: " if (start, end) == (0, len(passage.text)) else ""
    return kind + plain(passage.text[start:end], _SHOWN)


def _passage(turn: ReviewedTurn, key: str | None) -> Passage | None:
    """The passage that is pointed at whole."""
    wholes = {Place(one.document, one.chunk, 0, len(one.text)).key: one for one in turn.passages}
    return wholes.get(key or "")


def _sentences(passage: Passage | None) -> Mapping[str, str]:
    """Those of a passage that has several."""
    places = [] if passage is None else [*sentences(passage.text)]
    return _numbered({
        Place(passage.document, passage.chunk, start, end).key: plain(passage.text[start:end], _SHOWN)
        for start, end in places if passage is not None and len(places) > 1
    })  # fmt: skip


def _numbered(words: Mapping[str, str]) -> Mapping[str, str]:
    """With the key that chooses each."""
    return {key: f"{n} · {text}" for n, (key, text) in enumerate(words.items(), 1)}


def _within(pointed: str, options: Mapping[str, str], turn: ReviewedTurn) -> str | None:
    """The option that a place is, or the passage that it is in."""
    if pointed in options or not pointed:
        return pointed or None
    place = Place.of(pointed)
    wholes = (Place(one.document, one.chunk, 0, len(one.text)) for one in turn.passages if one.text)
    return next((one.key for one in wholes if (one.document, one.chunk) == (place.document, place.chunk)), None)

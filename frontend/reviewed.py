"""An answer as it was, for whoever reviews what was said of it: the question, the passages, the model's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from core.types import Passage
from frontend import wording
from frontend.client.errors import ApiError
from frontend.client.review_records import Line, ReviewedTurn, ReviewItem
from frontend.markup import answer_html, excerpt, heard_html, passage_html, plain
from frontend.session import client


def draw(item: ReviewItem) -> None:
    """The whole turn."""
    turn = item.turn
    _question(item, turn)
    st.html(answer_html(turn.answer, turn.citations))
    st.caption(_about(turn))
    if turn.raw.strip() not in ("", turn.answer.strip()):
        with st.expander("The model’s own words", icon=":material/raw_on:"):
            st.code(turn.raw, language=None, wrap_lines=True)
    _lines(turn, turn.lines[: turn.read], f"{wording.counted(turn.read, 'line')} that the model read")
    chosen = turn.lines[turn.read :]
    _lines(turn, chosen, wording.counted(len(chosen), "chosen line"))
    if turn.passages:
        _passages(turn.passages)
    if turn.untrainable:
        st.caption(f":material/block: No answer to train on: {plain(turn.untrainable, 200)}")


def _question(item: ReviewItem, turn: ReviewedTurn) -> None:
    try:
        if turn.picture:
            st.image(_attached(item.id, "picture"), width=280, alt="The picture of the question")
        if turn.audio:
            st.audio(_attached(item.id, "audio"))
    except ApiError as error:
        st.caption(plain(error.sentence))
    words = turn.question or turn.transcript
    st.html(passage_html(words, css_class="vermeil-question"))
    if turn.heard:
        st.caption("As it was heard, with how sure each doubtful word was")
        st.html(heard_html(turn.heard))


def _attached(item: str, kind: Literal["picture", "audio"]) -> bytes:
    """Fetched once, as long as the item is before one: each choice draws it anew."""
    kept: dict[tuple[str, str], bytes] = st.session_state.setdefault("review-attached", {})
    if (item, kind) not in kept:
        for other in [key for key in kept if key[0] != item]:
            del kept[other]
        kept[item, kind] = client().feedback.picture(item) if kind == "picture" else client().feedback.audio(item)
    return kept[item, kind]


def _about(turn: ReviewedTurn) -> str:
    """By which way, model, version and prompt it was answered, and how long that took."""
    version, prompt = turn.version or "base", f"prompt {turn.prompt_version}" if turn.prompt_version else ""
    parts = (turn.route, turn.outcome, turn.model, version, prompt, wording.timings(turn.timings))
    return plain(" · ".join(str(part).replace("_", " ") for part in parts if part))


def _lines(turn: ReviewedTurn, lines: Sequence[Line], heading: str) -> None:
    """Lines that were chosen to answer from, by their numbers: a model that reads more around them has its own."""
    if not lines:
        return
    with st.expander(heading, icon=":material/format_list_numbered:"):
        for line in lines:
            passage = turn.passages[line.passage]
            by = f" by {plain(line.scored_by)}" if line.scored_by else ""
            st.markdown(f"**{line.n}** {plain(passage.name, 60)} :gray[{line.score:.2f}{by}]")
            st.html(passage_html(passage.text[line.start : line.end], css_class="vermeil-excerpt"))


def _passages(passages: Sequence[Passage]) -> None:
    with st.expander(wording.counted(len(passages), "passage"), icon=":material/format_quote:", expanded=True):
        for passage in passages:
            where = wording.place(passage.span, passage.name)
            score = f" · {passage.score:.2f}" if passage.score else ""
            st.markdown(f"{wording.ICONS[passage.kind]} **{plain(passage.name, 60)}** :gray[{plain(where)}{score}]")
            if passage.text.strip():
                st.html(passage_html(*excerpt(passage.text, passage.highlights, 600), css_class="vermeil-excerpt"))

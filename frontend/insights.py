"""Insights, for admins: how answers do, as charts of numbers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import streamlit as st

from frontend import warmup, wording
from frontend.client.errors import ApiError
from frontend.client.insights import Insights, Rated
from frontend.markup import plain
from frontend.session import client
from frontend.voting import REASONS

_WINDOWS: Mapping[int, str] = {7: "A week", 30: "A month", 90: "Three months", 365: "A year"}


def page() -> None:
    if not warmup.ready():
        return
    st.html('<h1 class="vermeil-title">Insights</h1>')
    days = st.segmented_control(
        "How far back", list(_WINDOWS), default=30, required=True, format_func=lambda days: _WINDOWS[days],
        label_visibility="collapsed", key="window",
    )  # fmt: skip
    try:
        seen = client().insights(days or 30)
    except ApiError as error:
        st.error(plain(error.sentence), icon=":material/error:")
        return
    if not seen.days and not seen.votes:
        st.html(
            '<div class="vermeil-empty"><h2>Nothing was asked yet</h2><p>Once people ask and vote, this page shows how '
            "answers do: in numbers, and with nobody’s name.</p></div>"
        )
        return
    _answers(seen)
    _votes(seen)
    _documents(seen)
    _found_nothing(seen)


def _answers(seen: Insights) -> None:
    st.html('<h2 class="vermeil-section">Answers</h2>')
    answers, refused = sum(day.answers for day in seen.days), sum(day.refused for day in seen.days)
    with st.container(horizontal=True, key="figures"):
        st.metric("Answers", f"{answers:,}")
        st.metric("Found nothing", _share(refused, answers))
        up, down = sum(row.up for row in seen.votes), sum(row.down for row in seen.votes)
        st.metric("Liked, of those voted on", _share(up, up + down))
    seconds = [
        {"day": _date(day.day), "seconds": seconds, "which": which}
        for day in seen.days
        for which, seconds in (("the middle one", day.median), ("95 of 100 take at most", day.p95))
        if seconds is not None
    ]
    _titled("Seconds to an answer", charts().lines(seconds))
    shares = [{"day": _date(day.day), "share": day.refused / day.answers} for day in seen.days]
    _titled("Share of answers that found nothing", charts().shares(shares))


def _votes(seen: Insights) -> None:
    st.html('<h2 class="vermeil-section">Votes</h2>')
    if not seen.votes:
        st.caption("Nobody has voted on an answer in this time.")
        return
    _titled("By day", charts().votes_by_day(_both(seen.votes, lambda row: _date(float(row.of)))))
    _titled("By model and version", charts().votes_by_name(_both(seen.models, lambda row: str(row.of))))
    reasons = {words: seen.reasons[reason] for reason, words in REASONS.items() if reason in seen.reasons}
    _counts("Reasons of votes down", reasons, "No reasons were given.")
    stages = {stage.capitalize(): count for stage, count in seen.stages.items()}
    _counts("Where it probably went wrong", stages, "No vote down was looked into yet.")


def _documents(seen: Insights) -> None:
    st.html('<h2 class="vermeil-section">Documents</h2>')
    _counts("Cited by most answers", dict(seen.cited), "No answer cites a document that you may read.")
    if seen.never_in_all:
        more = f" and {seen.never_in_all - len(seen.never)} more" if seen.never_in_all > len(seen.never) else ""
        st.markdown(f"**Never cited:** {plain(', '.join(seen.never))}{more}")
    count, never = seen.others
    if count:
        owned = wording.counted(count, "document")
        st.caption(f"Others have {owned} that you may not read: {never} of them were never cited.")


def _found_nothing(seen: Insights) -> None:
    st.html('<h2 class="vermeil-section">Questions that found nothing</h2>')
    if not seen.found_nothing:
        st.caption("None, of people who let their feedback be reviewed.")
        return
    st.caption("Of people who let their feedback be reviewed. A document about it would answer them.")
    rows = [{"question": question, "when": wording.when(at, time.time())} for question, at in seen.found_nothing]
    st.dataframe(rows, hide_index=True, width="stretch")


# --- charts ---------------------------------------------------------------------------------------------------------


def charts() -> ModuleType:
    """What draws them: imported by who looks at them alone, for it takes two seconds and 40 MB."""
    from frontend import charts as drawing

    return drawing


def _titled(title: str, chart: Any) -> None:
    st.markdown(f"**{title}**")
    st.altair_chart(chart, width="stretch")


def _counts(title: str, counts: Mapping[str, int], empty: str) -> None:
    if counts:
        _titled(title, charts().bars([{"name": name, "count": count} for name, count in counts.items()]))
    else:
        st.caption(empty)


def _both(rows: Sequence[Rated], of: Callable[[Rated], str]) -> list[dict[str, Any]]:
    """A row for the votes up and one for those down."""
    return [
        {"of": of(row), "vote": vote, "votes": count}
        for row in rows
        for vote, count in (("up", row.up), ("down", row.down))
    ]


def _date(day: float) -> str:
    return datetime.fromtimestamp(day, UTC).date().isoformat()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"

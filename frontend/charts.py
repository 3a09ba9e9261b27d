"""The charts of the pages *Insights* and *Versions*, by Altair, whose types say little: rows in, a chart out. Days are
texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

Rows = Sequence[Mapping[str, Any]]

_UP, _DOWN = "#7fa98a", "#b23a2e"  # their lightness tells them apart as well
_LIMIT = "#8a8a8a"
_HEIGHT, _BAR, _AXIS = 200, 28, 40  # pixels
_MOST_TICKS = 12  # of an axis of days, more or less
_LEAST_DAYS = 7  # of such an axis, so that the bar of a single day is none as wide as the page


def lines(rows: Rows) -> Any:
    """`seconds` over days, a line for each `which`."""
    seconds = alt.Y("seconds:Q", title=None, scale=alt.Scale(domainMin=0))
    dash = alt.StrokeDash("which:N", title=None, legend=alt.Legend(orient="top", symbolType="stroke"))
    return (
        _over_days(rows, "day")
        .mark_line(point={"color": _DOWN, "size": 24}, color=_DOWN)
        .encode(y=seconds, strokeDash=dash)
    )


def shares(rows: Rows) -> Any:
    """`share` of a day, in [0, 1]."""
    share = alt.Y("share:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(domain=(0, 1)))
    return _over_days(rows, "day").mark_bar(color=_DOWN).encode(y=share)


def votes_by_day(rows: Rows) -> Any:
    """`votes` of the day `of`, by `vote`: up or down."""
    return _over_days(rows, "of").mark_bar().encode(y=alt.Y("votes:Q", title=None, axis=_WHOLE), color=_vote(_ABOVE))


def votes_by_name(rows: Rows) -> Any:
    """The same of a name `of`, in lying bars; the colours are those of the days."""
    return _lying(rows, "of", "votes").encode(color=_vote(None))


def bars(rows: Rows) -> Any:
    """`count` of each `name`, in lying bars, the longest first."""
    return _lying(rows, "name", "count").encode(color=alt.value(_DOWN))


def intervals(rows: Rows) -> Any:
    """Of each `slice` the `difference` with its interval, from `low` to `high`, and the `limit` below which it must not
    reach, a line; `kept` says whether it does not. One below the other, as they come."""
    slices = alt.Y("slice:N", title=None, sort=None, axis=alt.Axis(labelLimit=200))
    kept = alt.Color("kept:N", scale=alt.Scale(domain=["yes", "no"], range=[_UP, _DOWN]), legend=None)
    told = [alt.Tooltip(name) for name in ("slice:N", "difference:Q", "low:Q", "high:Q", "limit:Q")]
    at = _chart(rows).encode(y=slices, tooltip=told)
    low = alt.X("low:Q", title=None, axis=alt.Axis(format="+.2~f"))
    return alt.layer(
        at.mark_rule(strokeWidth=3).encode(x=low, x2="high:Q", color=kept),
        at.mark_point(size=70, filled=True, opacity=1).encode(x="difference:Q", color=kept),
        at.mark_tick(thickness=2, size=18, color=_LIMIT).encode(x="limit:Q"),
    ).properties(height=_BAR * len(rows) + _AXIS)


_WHOLE = alt.Axis(tickMinStep=1, format="d")
_ABOVE = alt.Legend(orient="top")


def _vote(legend: alt.Legend | None) -> alt.Color:
    return alt.Color("vote:N", title=None, scale=alt.Scale(domain=["up", "down"], range=[_UP, _DOWN]), legend=legend)


def _chart(rows: Rows) -> Any:
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def _over_days(rows: Rows, day: str) -> Any:
    there = [date.fromisoformat(row[day]) for row in rows]
    last = max(there, default=date.today())
    first = min([last - timedelta(days=_LEAST_DAYS - 1), *there])
    step = max(1, (last - first).days // _MOST_TICKS)
    axis = alt.Axis(format="%-d %b", labelOverlap=True, tickCount=alt.TimeIntervalStep(interval="day", step=step))
    scale = alt.Scale(domain=[first.isoformat(), (last + timedelta(days=1)).isoformat()])
    days = alt.X(f"{day}:T", timeUnit="utcyearmonthdate", title=None, axis=axis, scale=scale)
    return _chart(rows).encode(x=days).properties(height=_HEIGHT)


def _lying(rows: Rows, name: str, count: str) -> Any:
    names = alt.Y(f"{name}:N", title=None, sort="-x", axis=alt.Axis(labelLimit=180))
    height = _BAR * len({row[name] for row in rows}) + _AXIS
    drawn = _chart(rows).mark_bar(height=14).encode(y=names, x=alt.X(f"{count}:Q", title=None, axis=_WHOLE))
    return drawn.properties(height=height)

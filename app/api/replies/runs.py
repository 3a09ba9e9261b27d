"""Learning runs, and when they begin by themselves."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from app.api.described import Reply
from training.registry import Verdict
from training.runs import State


class Run(Reply):
    """A learning run: how far it is, and what came of it."""

    run: int
    state: State = Field(description="Whether it goes on, or how it ended.")
    recipe: str
    tries: int = Field(description="How often it was begun: again after it was broken off.")
    version: str | None = Field(description="The version that came of it.")
    verdict: Verdict | None = Field(description="What the gate said of that.")
    learned: bool | None = Field(
        description="Whether it was proved that it learned; null where it has not come so far, or is of before."
    )
    error: str | None = Field(description="Why it failed, in a sentence or two.")
    started_at: float = Field(description="When it began, in seconds since 1970.")
    ended_at: float | None = Field(description="When it ended, in seconds since 1970.")
    stage: str | None = Field(description="What it does, or did last.")
    step: int
    steps: int = Field(description="How many steps that has.")
    loss: float | None
    seconds_left: float | None = Field(description="How long that may still take.")
    set_aside: dict[str, int] = Field(
        description="Why it learns nothing from approved votes: sentences, each with the number of votes."
    )


class Runs(Reply):
    """The runs, the latest first."""

    runs: list[Run] = Field(description="Those that there were.")


class Loss(Reply):
    """A point of the curve."""

    step: int
    loss: float


class Aside(Reply):
    """A vote that a run set aside."""

    item: str
    question: str
    reason: str = Field(description="Why, in a sentence.")


class WholeRun(Run):
    """A run with its recipe and its loss by step."""

    settings: dict[str, Any] = Field(
        description="All that its recipe says, with its defaults. Each recipe has settings of its own."
    )
    losses: list[Loss] = Field(description="The loss by step; of many some.")
    aside: list[Aside] = Field(description="The votes that it set aside, as far as they may be looked at.")


class LastDue(Reply):
    """What came of the last time that a run was due."""

    at: float
    began: bool = Field(description="Whether a run was begun.")
    why: str | None = Field(description="Which one, or why none was.")


class Schedule(Reply):
    """When runs begin by themselves."""

    cron: str
    least_new: int
    quiet_hours: str
    next: float | None = Field(description="When a run is due, in seconds since 1970; null for never.")
    fault: str | None = Field(description="What is wrong with the plan, so that no run begins.")
    new: int = Field(description="Approved votes that nothing learned from yet.")
    last: LastDue | None = Field(description="What came of the last time; null where none was due yet.")
    fixed_by: list[str]

"""What a reviewer has before them: the item, the ones before it, and what was chosen of the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

import streamlit as st

from core.types import Decision
from frontend.client.errors import ApiError
from frontend.client.review_records import ReviewItem
from frontend.session import client

_KEY = "review-desk"


@dataclass
class Desk:
    """`trail` are the items that were here, in order, and `at` is where in it one is; behind its end waits the next.

    `waiting` and `done` are counted when the list is looked at anew, and by hand in between: counting takes longer the
    more there are. `several` says that the list is shown, to decide on what is alike. `held` are the items that were
    before this reviewer and are undecided: they are kept from others for a while.
    """

    item: ReviewItem | None = None
    trail: list[str] = field(default_factory=list)
    at: int = 0
    skipped: list[str] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    filters: dict[str, str] = field(default_factory=dict)
    counted: bool = False
    waiting: int = 0
    done: int = 0
    told: str = ""
    several: bool = False

    def look(self) -> None:
        """Have an item before one, if there is any. Raises `ApiError`."""
        if self.item is None and not self.several:
            self.item = client().feedback.next(self.filters, self.skipped)
            if self.item is not None:
                self.held.add(self.item.id)
                self.trail = [*(one for one in self.trail if one != self.item.id), self.item.id]
            self.at = len(self.trail) - 1 if self.item is not None else len(self.trail)
            self.counted = self.counted and self.item is not None
        if not self.counted:
            self._count(client().feedback.states())

    def _count(self, states: Mapping[str, int]) -> None:
        self.done = sum(states.get(state, 0) for state in get_args(Decision))
        self.waiting, self.counted = sum(states.values()) - self.done, True

    def go(self, by: int) -> None:
        """To the item before, or to the one behind: one that was there, or else the next that waits. What is gone since
        is left out of the way; where it was the first, its place is that of the one behind it."""
        self.at += by
        self.item = None
        while self.item is None and 0 <= self.at < len(self.trail):
            try:
                self.item = client().feedback.item(self.trail[self.at])
            except ApiError as error:
                self.told = error.sentence
                if error.code != "not_found":
                    return
                del self.trail[self.at]
                self.at = max(self.at - 1, 0) if by < 0 else self.at

    def open(self, item: str) -> None:
        """Have an item before one that is named elsewhere; the ones before it stay."""
        self.trail = [*(one for one in self.trail if one != item), item]
        self.at, self.several = len(self.trail) - 1, False
        self.go(0)

    def narrow(self, filters: dict[str, str]) -> None:
        """Take from what fits from now on."""
        self.filters, self.skipped, self.item, self.counted = filters, [], None, False

    def move(self, number: int = 1) -> None:
        """So many that waited are done; fewer than none wait again."""
        self.waiting, self.done = self.waiting - number, self.done + number


def desk() -> Desk:
    """That of whoever looks at the page."""
    kept: Desk = st.session_state.setdefault(_KEY, Desk())
    return kept

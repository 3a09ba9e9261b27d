"""What memory has to say to a question: that something is noted, what was told before, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from core.grounding import about_me
from core.grounding.about_me import Told
from core.types import Passage
from memory.facts import Fact, Facts


@dataclass(frozen=True)
class Remembered:
    """The facts that answer a question, or that what it states is noted; or what is `said` of pictures with names, with
    the `pictures` of the library that it is about."""

    facts: tuple[Fact, ...] = ()
    states: bool = False  # the question states something, and asks nothing
    on: bool = True  # what is told is remembered
    said: str = ""
    pictures: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Remembering:
    """Reads what people tell of themselves, and finds it again."""

    facts: Facts

    def noted(self, owner: str) -> Remembered:
        """Of a message that only states something."""
        return Remembered(states=True, on=self.facts.remembers(owner))

    def of_myself(self, owner: str, question: str, told: Told) -> Remembered | None:
        """Of a question about whoever asks, in words that they used before; or for all of it."""
        if about_me.asks_for_all(question):
            return Remembered(tuple(self.facts.in_use(owner)), on=self.facts.remembers(owner))
        return None if told.statements else self._answering(owner, question, of_myself=True)

    def of_anything(self, owner: str, question: str) -> Remembered | None:
        """Of a question that nothing else answers."""
        return self._answering(owner, question, of_myself=False)

    def _answering(self, owner: str, question: str, *, of_myself: bool) -> Remembered | None:
        facts = self.facts.in_use(owner)
        found, is_of_myself = about_me.about(question, [fact.text for fact in facts])
        if not found or (of_myself and not is_of_myself):
            return None
        return Remembered(tuple(facts[place] for place in found))

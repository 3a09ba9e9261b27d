"""An answer while it arrives: events in, a turn out. Knows nothing of the page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.events import Began, Cited, Done, Event, Progress, Sources, Token, Transcript
from core.types import Answer, Citation, Passage
from frontend.client.records import Turn


@dataclass
class Draft:
    """What is known so far of the answer to `question`.

    `conversation` is set as soon as the service names it; `step` is the sentence of a long task, `share` its part done
    in [0, 1], or None where the service does not say.
    """

    question: Turn
    conversation: str | None = None
    text: str = ""
    step: str = ""
    share: float | None = None
    transcript: str | None = None
    passages: tuple[Passage, ...] = ()
    citations: list[Citation] = field(default_factory=list)
    finished: Turn | None = None

    def take(self, event: Event) -> None:
        """Note one event."""
        if isinstance(event, Began):
            self.conversation = event.conversation
        elif isinstance(event, Transcript):
            self.transcript = event.text
        elif isinstance(event, Progress):
            self.step = event.text
            self.share = min(1.0, event.done / event.total) if event.total > 0 else None
        elif isinstance(event, Sources):
            self.passages = event.passages
        elif isinstance(event, Token):
            self.text += event.text
        elif isinstance(event, Cited):
            self.citations.append(event.citation)
        elif isinstance(event, Done):
            self._finish(event.answer)

    def _finish(self, answer: Answer) -> None:
        self.conversation = answer.conversation or self.conversation
        self.finished = replace(
            self.question,
            answer=answer.answer,
            id=answer.turn,
            transcript=answer.transcript,
            abstained=answer.abstained,
            from_library=answer.from_library,
            citations=answer.citations,
            passages=self.passages,
            timings=answer.timings,
            stopped=answer.finish == "cancelled",
            unrecorded=not answer.recorded,
            repeated=answer.finish == "repeated",
        )

    def turn(self, *, stopped: bool = False, error: str = "") -> Turn:
        """The turn to keep: the finished one, or what there is of one that was ended early."""
        if self.finished is not None:
            return self.finished
        return replace(
            self.question,
            answer=self.text,
            transcript=self.transcript,
            passages=self.passages,
            citations=tuple(self.citations),
            stopped=stopped,
            error=error,
        )

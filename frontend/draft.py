"""An answer while it arrives: events in, a turn out. Knows nothing of the page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from core.types import Citation, Event, Passage
from frontend.errors import ApiError
from frontend.records import Turn, citation_from_json, passage_from_json


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
        """Note one event. An unknown kind of event changes nothing, so that a newer service may send more.

        Raises `ApiError` for an event that lacks what its kind has.
        """
        try:
            self._note(event)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ApiError(
                "unexpected", "The service sent something that is no answer.", "Please ask again."
            ) from error

    def _note(self, event: Event) -> None:
        data = event.data
        if data.get("conversation"):
            self.conversation = str(data["conversation"])
        if event.type == "transcript":
            self.transcript = str(data["text"])
        elif event.type == "progress":
            total = float(data.get("total") or 0)
            self.step = str(data.get("text") or "")
            self.share = min(1.0, float(data.get("done") or 0) / total) if total > 0 else None
        elif event.type == "sources":
            self.passages = tuple(passage_from_json(value) for value in data["passages"])
        elif event.type == "token":
            self.text += str(data["text"])
        elif event.type == "citation":
            self.citations.append(citation_from_json(data))
        elif event.type == "done":
            self._finish(data["answer"])

    def _finish(self, answer: dict[str, object]) -> None:
        turn = Turn.from_json({**answer, "question": self.question.question})
        self.conversation = str(answer["conversation"]) if answer.get("conversation") else self.conversation
        self.finished = replace(
            turn,
            passages=turn.passages or self.passages,
            picture=self.question.picture,
            audio=self.question.audio,
            notes=self.question.notes,
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

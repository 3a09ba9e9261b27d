"""How far the service is: its stores are opened and its models loaded in the background, each on its own."""

from __future__ import annotations

import threading
from typing import Literal

from app.wiring.part import Part
from app.wiring.services import Services, build
from core.settings import Settings

Status = Literal["ready", "limited", "warming", "failed"]


class Warmup:
    """Begins at once. `services` is there as soon as the database is open; its models are parts that follow."""

    def __init__(self, settings: Settings) -> None:
        self.services = Part("database", lambda: _begun(settings))
        self.services.start()
        self._replacing = threading.Lock()
        self._replaced: list[Services] = []

    def take_chosen_model(self) -> Services:
        """Answer with the language model that is chosen by now. What is being answered ends as it began."""
        with self._replacing:
            before = self.services.get()
            after = before.over_chosen_model()
            after.warm()
            self.services = Part.of("database", after)
            self._replaced.append(before)
        before.assistant.engaged.afterwards(lambda: self._give_up(before))
        return after

    def _give_up(self, replaced: Services) -> None:
        with self._replacing:
            if replaced not in self._replaced:  # at the end of the service they are given up whoever is engaged
                return
            self._replaced.remove(replaced)
        replaced.close_language()

    def states(self) -> dict[str, str]:
        """Each part with `loading`, `ready` or `failed: why`."""
        services = self.services.peek()
        return {"database": str(self.services), **dict(services.states() if services else ())}

    @property
    def status(self) -> Status:
        """`limited` where all but a model or two is there: what needs none of them can be used."""
        services = self.services.peek()
        if services is None:
            return "failed" if self.services.state == "failed" else "warming"
        states = {part.state for part in services.for_answers}
        if states <= {"ready"}:
            return "ready"
        return "limited" if states <= {"ready", "failed"} else "warming"

    @property
    def notes(self) -> list[str]:
        services = self.services.peek()
        return services.models.notes if services else []

    def close(self) -> None:
        for replaced in tuple(self._replaced):
            self._give_up(replaced)
        if services := self.services.settled():
            services.close()


def _begun(settings: Settings) -> Services:
    services = build(settings)
    services.warm()
    return services

"""A service with all its parts, from its settings: what is remembered is opened, and no model is loaded yet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from app.wiring.choices import reader_version
from app.wiring.language_server import chosen
from app.wiring.learned import Learned
from app.wiring.models import Models, answers_from_excerpts, is_worldly, models, threads, translates
from app.wiring.part import Part
from app.wiring.picture_answers import picture_answers
from app.wiring.provenance import language_digest
from app.wiring.stores import Stores, open_stores
from app.wiring.table_planner import table_planner
from core.errors import VermeilError
from core.settings import Settings, limit_openmp_spin

if TYPE_CHECKING:
    from app.answering.assistant import Assistant
    from app.answering.task import Versions
    from memory.ingest.worker import Ingest
    from memory.readers import Readers
    from memory.retrieve import Retriever
    from training.canary import Canary as Running
    from training.pointer import Pointer

log = logging.getLogger(__name__)

IDLE_SECONDS = 40.0  # recognizer and synthesizer load again in a fraction of a second


@dataclass(frozen=True)
class Services:
    """Everything that an answer, a document or a page needs, wired.

    `given` are the settings that it was started with, `settings` those with the language model server that was saved.
    """

    given: Settings
    settings: Settings
    stores: Stores
    models: Models
    readers: Readers
    ingest: Ingest
    retriever: Retriever
    learned: Learned
    assistant: Assistant

    @property
    def for_answers(self) -> tuple[Part[object], ...]:
        """What has to be loaded before a question can be answered."""
        return self.stores.index, *self.models.for_answers

    def warm(self) -> None:
        """Begin to load that, and to read what prompts begin with, without waiting for it."""
        for part in self.for_answers:
            part.start()
        Thread(target=self._read_ahead, name="read ahead", daemon=True).start()

    def _read_ahead(self) -> None:
        try:
            self.assistant.read_ahead()
        except VermeilError as error:  # the first question will say so
            log.warning("Nothing was read ahead: %s", error)

    def states(self) -> Iterator[tuple[str, str]]:
        """Each part by name, with `loading`, `ready` or `failed: why`; those on demand once somebody asked for them."""
        for part in self.for_answers:
            yield part.name, "loading" if part.state == "waiting" else str(part)
        for part in self.models.on_demand:
            if part.state != "waiting":
                yield part.name, str(part)

    def release_idle(self, idle_seconds: float = IDLE_SECONDS) -> None:
        """Give back the memory of models that nobody used for that long."""
        self.models.release_idle(idle_seconds)
        if self.assistant.guesses is not None:
            self.assistant.guesses.model.retire(idle_seconds)

    def over_chosen_model(self) -> Services:
        """The same service over the language model that is chosen by now; nothing else is opened or loaded anew.

        This one goes on answering what it has begun; whoever replaces it ends its language model afterwards.
        """
        settings = chosen(self.given)
        learned = Learned(settings, self.stores.versions)
        loaded = self.models.over(settings, learned)
        assistant = _assistant(settings, self.stores, loaded, self.readers, self.retriever, learned)
        return replace(self, settings=settings, models=loaded, learned=learned, assistant=assistant)

    def promote(
        self, version: str, actor: str | None, *, override: bool = False, measured_against: str | None = None
    ) -> Pointer:
        """Answer with a version from the next question on. Raises as `Registry.promote` and `Registry.adapter`."""
        versions = self.stores.versions

        def point() -> Pointer:
            return versions.promote(version, actor, override=override, measured_against=measured_against)

        return self._follow(versions.named(version), point)

    def roll_back(self, actor: str | None) -> Pointer:
        """Answer with what served before. Raises as `Registry.rollback`."""
        versions = self.stores.versions
        return self._follow(versions.pointer().previous, lambda: versions.rollback(actor))

    def try_on(self, version: str, share: float, actor: str | None, *, override: bool = False) -> None:
        """Answer a share of the conversations that begin from now on with a version. Raises as `Trials.begin`."""
        identifier = self.stores.versions.named(version)

        def begin() -> Running:
            return self.stores.trials.begin(version, share, actor, override=override)

        if identifier is None:
            begin()  # which says why that is none
        else:
            self.learned.try_on(self.models.language.get(), identifier, begin)

    def end_trial(self, actor: str | None) -> None:
        """Answer all conversations with what serves again; nothing happens where nothing is tried."""
        self.learned.end_trial(self.models.language.get(), lambda: self.stores.trials.end(actor))

    @contextmanager
    def trying(self, version: str | None) -> Iterator[Assistant]:
        """An assistant that answers with a version, by its id; what serves stays as it is."""
        with self.learned.beside(self.models.language.get(), version) as versions:
            yield replace(self.assistant, versions=versions, canary=lambda: None)

    def _follow(self, version: str | None, point: Callable[[], Pointer]) -> Pointer:
        def take(fresh: Versions) -> None:
            self.assistant.versions = fresh

        pointer = self.learned.follow(self.models.language.get(), version, point, take)
        Thread(target=self._read_ahead, name="read ahead", daemon=True).start()
        return pointer

    def close_language(self) -> None:
        """End the language model, and what has pictures read by one."""
        if self.assistant.guesses is not None:
            self.assistant.guesses.model.close()
        self.models.close()

    def close(self) -> None:
        self.ingest.stop()
        self.close_language()
        self.readers.close()
        self.stores.close()


def build(settings: Settings) -> Services:
    """Open the stores and wire all parts; ingest begins. The caller holds the data folder."""
    from memory.readers import Readers
    from memory.retrieve import Retriever

    limit_openmp_spin()
    given, settings = settings, chosen(settings)
    stores = open_stores(settings)
    learned = Learned(settings, stores.versions)
    loaded = models(settings, learned)
    readers = Readers(settings)
    readers.warm()
    encoder, eyes = loaded.search_encoder.proxy, loaded.picture_encoder.proxy
    retriever = Retriever(stores.database, stores.index.proxy, encoder, eyes, settings)
    services = Services(
        given, settings, stores, loaded, readers, _ingest(settings, stores, loaded, readers), retriever, learned,
        _assistant(settings, stores, loaded, readers, retriever, learned),
    )  # fmt: skip
    services.ingest.start()
    stores.sweeper.start()
    return services


def _ingest(settings: Settings, stores: Stores, loaded: Models, readers: Readers) -> Ingest:
    from memory.ingest.worker import Ingest

    return Ingest(
        stores.database, stores.blobs, readers, loaded.search_encoder.proxy, loaded.picture_encoder.proxy,
        loaded.recognizer.proxy, stores.index.proxy,
        language=None if settings.spoken_language == "auto" else settings.spoken_language,
    )  # fmt: skip


def _assistant(
    settings: Settings, stores: Stores, loaded: Models, readers: Readers, retriever: Retriever, learned: Learned
) -> Assistant:
    from app.answering.assistant import Assistant
    from app.answering.picture_names import PictureNames
    from feedback.corrections import Corrections
    from feedback.hot_words import hot_words

    engine, eyes = loaded.language.proxy, loaded.picture_encoder.proxy
    return Assistant(
        settings=settings, engine=engine, retriever=retriever, library=stores.library,
        conversations=stores.conversations, facts=stores.facts,
        corrections=Corrections(stores.database, loaded.search_encoder.proxy), text_encoder=loaded.text_encoder.proxy,
        picture_encoder=eyes, recognizer=loaded.recognizer.proxy, readers=readers,
        spans=loaded.span_reader.proxy if loaded.span_reader else None, versions=learned.versions,
        canary=learned.canary,
        excerpts=answers_from_excerpts(settings), translates=translates(settings),
        plans=table_planner(settings, engine), pointed=reader_version(settings) == "grounded_reader",
        worldly=is_worldly(settings), guesses=picture_answers(settings, engine, eyes, threads=threads(settings)),
        digest=partial(language_digest, settings), hot_words=partial(hot_words, stores.database),
        names=PictureNames(stores.database, stores.blobs, readers, eyes, retriever, stores.facts),
    )  # fmt: skip

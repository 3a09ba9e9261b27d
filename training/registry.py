"""The registry of learned versions: folders that never change, and a pointer with its history in SQL.

A folder is named by an id that is never used again, and has a manifest with the hash of each file in it; the database
has the hash of the manifest. So nothing is served that changed since it was made, whoever changed it.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from core.errors import Conflict, NotFound, WeightsMismatch
from core.files import sync, translate_disk_full
from core.language.adapters import CONFIG_NAME, GGUF_NAME, WEIGHTS_NAME
from core.types import JsonObject, Weights
from core.weights.hashes import sha256
from core.weights.products import MANIFEST, verified, write_manifest
from feedback.data_sets import in_common, withdrawn
from memory.accounts.log import note
from memory.database import Database, now
from memory.learning_tables import LearnedFromRow, RunRow, VersionRow
from training.canary import Canary, canary
from training.comparing import differences
from training.flips import Flip, forget_flips, forget_withdrawn, keep_flips, shown_flips
from training.foundation import Foundation
from training.pointer import SHIPPED, Pointer, aliases, point, pointed

log = logging.getLogger(__name__)

PRODUCT = "learned_version"
"""What a version's manifest says that it is."""
ADAPTER = "adapter"
"""The folder in it with the LoRA, for PEFT and for llama.cpp."""
CARD = "card.json"
WEIGHTS = f"{ADAPTER}/{WEIGHTS_NAME}"

_ID = re.compile(r"v\d+-[0-9a-f]{8}")

Verdict = Literal["promote", "reject", "abstain"]


class Registry:
    """The versions of a data folder. Safe between threads."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.folder = folder
        self._adding = threading.Lock()

    # --- looking ----------------------------------------------------------------------------------------------------

    def pointer(self) -> Pointer:
        """Which version is to serve now."""
        with self._database.reading() as session:
            return pointed(session)

    def canary(self) -> Canary | None:
        """Which version answers a share of conversations now."""
        with self._database.reading() as session:
            return canary(session)

    def listed(self) -> list[JsonObject]:
        """The versions that are there, the newest first, and last the model as it ships."""
        with self._database.reading() as session:
            pointer, gone = pointed(session), _withdrawn(session)
            rows = list(session.scalars(_there()))
        shipped: JsonObject = {
            "version": SHIPPED, "number": 0, "parent": None, "verdict": None, "imported": False, "made_at": None,
            "withdrawn": 0, "aliases": aliases(pointer, None),
        }  # fmt: skip
        return [*(_json(row, pointer, gone) for row in rows), shipped]

    def shown(self, version: str) -> JsonObject:
        """One version with its card, and `fault`: why it is not served, null where its files are what was made.

        `flips` are the answers to feedback that it changed, as far as they may be shown.
        """
        identifier = self.named(version)
        if identifier is None:
            return {**self.listed()[-1], "card": None, "flips": [], "fault": None}
        with self._database.reading() as session:
            row = _row(session, identifier)
            told = _json(row, pointed(session), _withdrawn(session))
            told["flips"] = [*shown_flips(session, row.number)]
        try:
            folder, fault = self.verified(identifier), None
        except (WeightsMismatch, NotFound) as error:
            return {**told, "card": None, "fault": error.message}
        return {**told, "card": json.loads((folder / CARD).read_text(encoding="utf-8")), "fault": fault}

    def of_run(self, run: int) -> JsonObject | None:
        """The version that a run made, also where it was deleted since; None where it made none yet."""
        with self._database.reading() as session:
            row = session.scalar(select(VersionRow).where(VersionRow.run == run))
            return _json(row, pointed(session), _withdrawn(session)) if row is not None else None

    def diff(self, one: str, other: str) -> JsonObject:
        """What tells two versions apart, and of the votes that they learned from how many they share.

        Raises as `named`, and `WeightsMismatch` for one that changed on the disk: its card is not believed.
        """
        names = [self.named(version) for version in (one, other)]
        cards = [self._card(name) for name in names]
        with self._database.reading() as session:
            both, first, second = in_common(session, cards[0].get("data_set"), cards[1].get("data_set"))
        return {
            "one": names[0] or SHIPPED, "other": names[1] or SHIPPED, "differences": [*differences(*cards)],
            "votes": {"both": both, "one": first, "other": second},
        }  # fmt: skip

    def _card(self, version: str | None) -> dict[str, Any]:
        """What was written down of a version; nothing of the model as it ships."""
        if version is None:
            return {}
        found: dict[str, Any] = json.loads((self.verified(version) / CARD).read_text(encoding="utf-8"))
        return found

    def named(self, version: str) -> str | None:
        """The id of `v7-3fa29c1b`, `v7`, `current` or `previous`; None for the model as it ships.

        Raises `NotFound` for one that is not there.
        """
        pointer = self.pointer()
        known = {SHIPPED: None, "current": pointer.current, "previous": pointer.previous}
        if version in known:
            return known[version]
        with self._database.reading() as session:
            for row in session.scalars(_there()):
                if version in (row.id, f"v{row.number}"):
                    return row.id
        raise NotFound(f"There is no version {version[:60]}.", "`vermeil versions list` shows those that are there.")

    def verified(self, version: str) -> Path:
        """The folder of a version, by its id, where each file is what it was when it was made.

        Raises `NotFound`, and `WeightsMismatch` where something in it changed: it is not to be served then.
        """
        with self._database.reading() as session:
            expected = _row(session, version).manifest_sha256
        folder = self.folder / version
        manifest = folder / MANIFEST
        if not manifest.is_file() or sha256(manifest) != expected:
            raise WeightsMismatch(
                f"The folder of version {version} changed on the disk, or is gone: it is not served.",
                "Delete that version, and learn again.",
            )
        try:
            return verified(folder, PRODUCT)
        except WeightsMismatch as error:
            raise WeightsMismatch(
                f"A file of version {version} changed on the disk: it is not served.",
                "Delete that version, and learn again.",
            ) from error

    def weights(self, version: str) -> Weights:
        """What a turn says that it was written by. Raises as `verified`."""
        return Weights(version, sha256(self.verified(version) / WEIGHTS))

    def adapter(self, version: str, over: Foundation) -> Path:
        """The adapter of a version. Raises as `verified`, and `Conflict` where it does not fit what serves."""
        folder = self.verified(version)
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        if objection := over.objection(card["foundation"]):
            raise Conflict(
                f"Version {version} does not fit here. {objection}",
                "Learn again over the model that serves now, or choose that model again.",
            )
        return folder / ADAPTER

    # --- changing ---------------------------------------------------------------------------------------------------

    def add(
        self, made: Path, card: JsonObject, *, parent: str | None, verdict: Verdict | None, imported: bool = False,
        run: int | None = None, votes: Iterable[str] = (), flips: Sequence[Flip] = (),
    ) -> str:  # fmt: skip
        """Make a version of the adapter in the folder `made`, with what its card says; returns its id.

        `run` is the one that made it, and makes no other; `votes` are those that it learned from, `flips` the answers
        to feedback that it changed. It is whole on the disk before anything points to it. Raises `OutOfSpace`.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._adding, self._staged() as beside, translate_disk_full("the version"):
            (beside / ADAPTER).mkdir()
            for name in (CONFIG_NAME, WEIGHTS_NAME, GGUF_NAME):
                if (made / name).is_file():
                    shutil.copyfile(made / name, beside / ADAPTER / name)
            (beside / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            write_manifest(beside, PRODUCT, {"foundation": card["foundation"]})
            for path in (*beside.rglob("*"), beside):
                sync(path)
            digest = sha256(beside / MANIFEST)
            with self._database.session() as session:
                self._sweep(session)
                row = VersionRow(
                    id=f"-{digest}", manifest_sha256=digest, parent=parent, verdict=verdict, imported=imported, run=run
                )
                session.add(row)
                session.flush()
                row.id = f"v{row.number}-{digest[:8]}"
                session.add_all(LearnedFromRow(version=row.number, vote_id=vote) for vote in sorted(set(votes)))
                keep_flips(session, row.number, flips)
                beside.rename(self.folder / row.id)
                sync(self.folder)
            return row.id

    def promote(
        self, version: str, actor: str | None, *, override: bool = False, measured_against: str | None = None
    ) -> Pointer:
        """Point to a version: what serves follows. The same again changes nothing.

        Raises `NotFound`, `WeightsMismatch` where its files changed, and `Conflict` where the gate did not say
        "promote" and `override` is not given; the log says who gave it. Who names what it was `measured_against` is
        told by a `Conflict`, too, where something else serves by now.
        """
        wanted = self.named(version)
        if wanted is not None:
            self.verified(wanted)
        with self._database.session() as session:
            serves = pointed(session).current or SHIPPED
            if measured_against not in (None, serves):
                said = f"It was measured against {measured_against}, and {serves} answers by now."
                raise Conflict(said, "Learn again.")
            against = wanted is not None and check_passed(session, wanted, override=override)
            return point(session, wanted, actor, "promoted", override=against)

    def rollback(self, actor: str | None) -> Pointer:
        """Point to what served before. Raises `Conflict` where nothing did, and `WeightsMismatch`."""
        before = self.pointer()
        if before.current == before.previous:
            raise Conflict("No other version has served before.", "`vermeil versions list` shows what is there.")
        if before.previous is not None:
            self.verified(before.previous)
        with self._database.session() as session:
            return point(session, before.previous, actor, "rolled back to")

    def delete(self, version: str, actor: str | None) -> None:
        """Delete the files of a version; its id is not used again.

        Raises `NotFound`, and `Conflict` for one that serves, is tried, or is what a rollback would go to.
        """
        identifier = self.named(version)
        with self._database.session() as session:
            pointer = pointed(session)
            tried = canary(session)
            if tried is not None and identifier == tried.version:
                raise Conflict(f"{identifier} answers a share of conversations.", "End its trial first.")
            if identifier is None or identifier in (pointer.current, pointer.previous):
                raise Conflict(
                    f"{identifier or SHIPPED} serves, or is what a rollback would go to.", "Promote others first."
                )
            row = _row(session, identifier)
            row.deleted_at = now()
            forget_flips(session, row.number)
            note(session, actor, "deleted a version", detail=identifier)
        shutil.rmtree(self.folder / identifier, ignore_errors=True)

    def forget_withdrawn(self) -> None:
        """Remove the words of those who took back what may be learned from them."""
        forget_withdrawn(self._database)

    def _sweep(self, session: Session) -> None:
        """Remove the folders of versions that the database has not: whoever made or deleted them was killed there."""
        there = {row.id for row in session.scalars(_there())}
        for folder in self.folder.iterdir():
            if _ID.fullmatch(folder.name) and folder.name not in there:
                shutil.rmtree(folder)

    @contextmanager
    def _staged(self) -> Iterator[Path]:
        """A folder beside the versions, whose name no version has; what is left of it is removed."""
        beside = self.folder / ".new"
        shutil.rmtree(beside, ignore_errors=True)  # of one that was killed
        beside.mkdir()
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def check_passed(session: Session, version: str, *, override: bool) -> bool:
    """Whether a version is taken up against the gate. Raises `Conflict` where it would be, and nothing overrides it."""
    verdict = _row(session, version).verdict
    if verdict != "promote" and not override:
        said = {"reject": "rejected it", "abstain": "could not decide on it"}.get(verdict or "", "has not seen it")
        raise Conflict(
            f"The gate {said}, so that {version} is not taken up as it is.",
            "Read its report first; an explicit override takes it up all the same.",
        )
    return verdict != "promote"


def _there() -> Select[VersionRow]:
    return select(VersionRow).where(VersionRow.deleted_at.is_(None)).order_by(VersionRow.number.desc())


def _row(session: Session, version: str) -> VersionRow:
    row = session.scalar(select(VersionRow).where(VersionRow.id == version, VersionRow.deleted_at.is_(None)))
    if row is None:
        raise NotFound(f"There is no version {version[:60]}.", "`vermeil versions list` shows those that are there.")
    return row


def _withdrawn(session: Session) -> dict[str, int]:
    """By version, how many votes that it learned from may not be used any more: it is to be made anew."""
    gone = withdrawn(session)
    rows = session.execute(select(VersionRow.id, RunRow.data_set).join(RunRow, RunRow.number == VersionRow.run))
    return {version: gone.get(data_set or 0, 0) for version, data_set in rows}


def _json(row: VersionRow, pointer: Pointer, gone: Mapping[str, int]) -> JsonObject:
    """`withdrawn` counts the votes it learned from that may not be used any more."""
    return {
        "version": row.id, "number": row.number, "parent": row.parent, "verdict": row.verdict,
        "imported": row.imported, "made_at": round(row.made_at, 3), "withdrawn": gone.get(row.id, 0),
        "aliases": aliases(pointer, row.id),
    }  # fmt: skip

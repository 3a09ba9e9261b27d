"""What people said of an answer that a version changed is shown while it may be learned from, and gone soon after."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from core.types import HANDBOOK
from feedback.consent import Consents
from feedback.review import Reviews
from memory.database import TurnRow
from memory.learning_tables import VersionFlipRow
from memory.turns import forget_document
from tests.feedback.said import Room
from tests.training.versions import adapter, card
from training.flips import Flip
from training.registry import Registry


@pytest.fixture
def versions(room: Room, tmp_path: Path) -> Registry:
    return Registry(room.database, tmp_path / "versions")


def asked(versions: Registry) -> tuple[list[str], list[str]]:
    """The questions of the flips of the first version: those that are shown, and those that are kept."""
    flips = versions.shown("v1")["flips"]
    assert isinstance(flips, list)
    with versions._database.reading() as session:
        kept = session.scalars(select(VersionFlipRow.question)).all()
    return sorted(str(flip["question"]) for flip in flips if isinstance(flip, dict)), sorted(kept)


def made(versions: Registry, folder: Path, *flips: Flip) -> str:
    return versions.add(adapter(folder / "made"), card(), parent=None, verdict="reject", flips=flips)


def flip(vote: str, question: str) -> Flip:
    return Flip("held_out", vote, True, question, "In 1843.", "In 1842.", "In 1843.")


def test_what_may_not_be_learned_from_any_more_is_not_shown_and_then_gone(
    room: Room, versions: Registry, tmp_path: Path
) -> None:
    owners = dict.fromkeys(("stays", "reopened", "changed", "document", "conversation"), "eve") | {"consent": "dan"}
    turns = {name: room.taught(owner, name) for name, owner in owners.items()}
    votes = {name: room.approved(turns[name], owner, correction="In 1843.") for name, owner in owners.items()}
    undecided = flip(room.said("eve", "new"), "new")
    made(versions, tmp_path, *(flip(vote, name) for name, vote in votes.items()), undecided, flip("none", "none"))
    assert asked(versions) == (sorted(owners), sorted(owners))

    Consents(room.database).say("dan", False)
    Reviews(room.database).reopen("ada", votes["reopened"])
    room.votes.vote("eve", turns["changed"], "up")
    with room.database.session() as session:
        forget_document(session, HANDBOOK, TurnRow.id == turns["document"])
    with room.database.reading() as session:
        conversation = session.scalars(select(TurnRow.conversation_id).where(TurnRow.id == turns["conversation"])).one()
    room.conversations.delete("eve", conversation)
    assert asked(versions) == (["stays"], sorted(owners))
    versions.forget_withdrawn()
    assert asked(versions) == (["stays"], ["stays"])


def test_they_go_with_their_version(room: Room, versions: Registry, tmp_path: Path) -> None:
    vote = room.approved(room.taught("eve", "When?"), "eve", correction="In 1843.")
    made(versions, tmp_path, flip(vote, "When?"))
    versions.delete("v1", None)
    with room.database.reading() as session:
        assert session.scalars(select(VersionFlipRow)).all() == []

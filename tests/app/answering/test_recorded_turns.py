"""What is kept of a turn: the messages to its model come back byte for byte, and so does what wrote it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from core.errors import NotFound
from core.events import Done
from core.grounding import prompt
from core.types import IN_THE_QUESTION, UNRECORDED, Message, Question, Sampling, SoftTokens, message
from memory.belonging import look as look_at_pair
from memory.database import TurnRow
from memory.sweeping import Sweeper
from memory.turns import BASE, DELETED, NOT_RECORDED, Making, NotTrainable, messages
from tests.app.answering.standins import MODEL, OWNER, PICTURE, PROJECTOR, READER, SEEING, Engine, Eyes, House

MILL = "The mill at Alder Creek was built in 1843. It burned down twice. Flour is sold there."
RECEIPT = b"""picture of a receipt
Corner Bakery, 4 Mill Lane
Two rye loaves 7.80
Receipt total: 12.40
Paid in cash on 3 May 2024"""
WHEN = "When was the mill at Alder Creek built?"


def ask(house: House, text: str, **more: Any) -> TurnRow:
    """The row that an answer left."""
    done = house.ask(text, **more)[-1]
    assert isinstance(done, Done)
    with house.database.reading() as session:
        row = session.scalar(select(TurnRow).where(TurnRow.id == done.answer.turn))
    assert row is not None
    return row


def look(house: House) -> Callable[[str], SoftTokens]:
    """Sees a picture again, from its blob."""

    def again(sha256: str) -> SoftTokens:
        path: Path = house.blobs.path(sha256)
        reading = house.assistant.readers.read(path, "picture")
        return Eyes().encode(reading.picture)

    return again


def as_bytes(sent: list[Message] | tuple[Message, ...]) -> list[tuple[str, list[bytes]]]:
    return [
        (m.role, [p.encode() if isinstance(p, str) else p.vectors.astype(np.float32).tobytes() for p in m.parts])
        for m in sent
    ]


def given(house: House) -> list[tuple[str, list[bytes]]]:
    """What the last engine that was asked got."""
    asked = house.engine.asked or house.seeing.asked
    return as_bytes(asked[-1].messages) if asked else []


ROUTES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "reading": (WHEN, {}, {}),
    "reading in a sentence": ("Explain when the mill at Alder Creek was built", {}, {}),
    "grounded": (WHEN, {}, {"reads": False}),
    "excerpts": (WHEN, {}, {"excerpts": True}),
    "extract": (WHEN, {}, {"excerpts": True, "trained": True}),
    "plain": ("Tell me a joke.", {}, {}),
    "guess": ("What colour is the square?", {"picture": PICTURE}, {}),
    "own model": ("What is this?", {"picture": PICTURE}, {"own_model": True}),
    "picture and evidence": ("What colour is the square?", {"picture": PICTURE}, {"seeing": Engine("A square.")}),
    "excerpts of a picture": ("What is the receipt total?", {"picture": RECEIPT}, {"excerpts": True}),
    "reading of a picture": ("What is the receipt total?", {"picture": RECEIPT}, {}),
    "grounded in a picture": ("What is the receipt total?", {"picture": RECEIPT}, {"reads": False}),
    "picture that does not answer": ("Which doctor signed the note?", {"picture": RECEIPT}, {"excerpts": True}),
    "recognised": ("What is this?", {"picture": PICTURE}, {}),
    "overview": ("Summarise mill.txt", {}, {}),
    "summary": ("Summarise mill.txt", {}, {"excerpts": True}),
    "catalogue": ("What documents do I have?", {}, {}),
    "nothing": ("What is the capital of France?", {}, {}),
}


@pytest.mark.parametrize("route", ROUTES)
def test_the_messages_are_made_again_byte_for_byte(build: Callable[..., House], route: str) -> None:
    question, attached, parts = ROUTES[route]
    house = build(**parts)
    house.shelve(MILL, "Mills at many a creek are built of stone and oak.")
    row = ask(house, question, **attached)
    again = messages(house.database, OWNER, row.id, look(house))
    assert as_bytes(again) == given(house)
    assert (row.raw is None) == (again == [])


def test_a_completed_follow_up_is_made_again_as_it_was_completed(build: Callable[..., House]) -> None:
    house = build(excerpts=True)
    house.shelve(MILL, "Mills at many a creek are built of stone and oak.")
    first = ask(house, WHEN)
    row = ask(house, "And of what?", conversation=first.conversation_id)
    assert row.question == "And of what?"
    assert b"the mill at Alder Creek" in as_bytes(house.engine.asked[-1].messages)[-1][1][-1].split(b"And of what?")[1]
    assert as_bytes(messages(house.database, OWNER, row.id)) == given(house)


def test_a_conversation_is_told_again_as_it_was_told(house: House) -> None:
    first = ask(house, "Tell me a joke.")
    wishes = "Sing me a song.", "Let's play a game.", "Tell me a joke.", "Write a short poem about the sea."
    for text in (*wishes, "Rewrite this in simpler words."):
        row = ask(house, text, conversation=first.conversation_id)
        assert as_bytes(messages(house.database, OWNER, row.id)) == given(house)
    assert len(house.engine.asked[-1].messages) == 2 + 2 * 4


def test_what_wrote_it_is_kept(house: House) -> None:
    document = house.shelve(MILL)
    row = ask(house, WHEN, sampling=Sampling(64, 0.7, 0.9, 11, ("\n\n",)))
    assert (row.route, row.outcome, row.finish) == ("evidence", "answered", "stop")
    assert (row.raw, row.answer) == ("1843 [1]", "1843 [1]")
    assert (row.model, row.model_digest) == ("stand-in", MODEL)
    assert (row.version, row.version_digest, row.projector_digest) == (READER.name, READER.digest, None)
    used = asdict(house.engine.asked[-1].sampling)
    assert row.sampling == used | {"stop": list(used["stop"])} | {"seed": 11}
    assert row.prompt_version == prompt.VERSION
    (evidence, *_) = row.evidence
    assert evidence["document"] == document
    assert evidence["sha256"] == house.library.get(OWNER, document).sha256
    assert (evidence["scored_by"], evidence["score"] > 0.99) == ("span reader", True)
    assert MILL[slice(*evidence["pointed"])] == "1843."
    (passage,) = row.passages
    assert passage["scored_by"] == "cosine"
    assert passage["fused"] > 0
    assert row.timings.keys() >= {"retrieve", "evidence", "first_token", "total"}


def test_the_models_own_words_are_kept_beside_what_was_said_of_them(house: House) -> None:
    house.shelve(MILL)
    house.engine.says = "1999 [1]"
    row = ask(house, WHEN)
    assert (row.raw, row.answer) == ("1999 [1]", "1843. [1]")


def test_what_saw_a_picture_is_kept_and_the_picture_too(house: House) -> None:
    row = ask(house, "What colour is the square?", picture=PICTURE)
    assert row.picture_sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert house.blobs.path(row.picture_sha256).read_bytes() == PICTURE
    assert (row.version, row.projector_digest) == (SEEING.name, PROJECTOR.digest)
    assert row.passages[0]["scored_by"] == row.evidence[0]["scored_by"] == "recognition"


def test_what_was_heard_is_kept_with_how_sure_it_was(house: House) -> None:
    row = ask(house, "", audio=b"audio 2")
    assert row.audio_sha256 == hashlib.sha256(b"audio 2").hexdigest()
    assert [word["probability"] for segment in row.heard or () for word in segment["words"]] == [0.9, 0.5]


def test_where_no_model_was_asked_it_is_the_base_and_has_no_words(house: House) -> None:
    row = ask(house, "What is this?", picture=PICTURE)
    assert (row.route, row.raw, row.prompt, row.sampling, row.version) == ("recognised", None, None, None, BASE)


@pytest.mark.parametrize("question", [WHEN, "Summarise mill.txt"])
def test_without_its_document_a_turn_stays_and_says_that_it_teaches_nothing(house: House, question: str) -> None:
    document = house.shelve(MILL)
    row = ask(house, question)
    house.library.delete(OWNER, document)
    (turn,) = house.conversations.get(OWNER, row.conversation_id).turns
    assert (turn.answer, turn.untrainable) == (row.answer, DELETED)
    assert turn.to_json()["trainable"] is False
    with pytest.raises(NotTrainable, match="deleted"):
        messages(house.database, OWNER, row.id)
    with house.database.reading() as session:
        kept = session.scalar(select(TurnRow).where(TurnRow.id == row.id))
    assert kept is not None
    assert not kept.raw
    assert "1843" not in str([kept.passages, kept.citations, kept.evidence, kept.prompt])


def test_a_document_that_was_merely_near_takes_nothing_along(house: House) -> None:
    house.shelve(MILL)
    near = house.shelve("A creek is a small river.", name="creek.txt")
    row = ask(house, WHEN)
    assert near in {passage["document"] for passage in row.passages}
    house.library.delete(OWNER, near)
    assert as_bytes(messages(house.database, OWNER, row.id)) == given(house)


def test_what_was_told_of_a_deleted_document_later_teaches_nothing_either(house: House) -> None:
    document = house.shelve(MILL)
    first = ask(house, WHEN)
    talk = ask(house, "Write a short poem about the sea.", conversation=first.conversation_id)
    house.library.delete(OWNER, document)
    turns = house.conversations.get(OWNER, first.conversation_id).turns
    assert [turn.untrainable for turn in turns] == [DELETED, DELETED]
    with pytest.raises(NotTrainable):
        messages(house.database, OWNER, talk.id)


def test_a_document_that_goes_while_it_is_asked_about_leaves_no_words(house: House) -> None:
    document = house.shelve(MILL)
    answers = house.assistant.answer(Question(WHEN, OWNER))
    next(answers)
    house.library.delete(OWNER, document)
    done = list(answers)[-1]
    assert isinstance(done, Done)
    (turn,) = house.conversations.get(OWNER, str(done.answer.conversation)).turns
    assert turn.untrainable == DELETED
    assert [passage["text"] for passage in turn.passages] == [""]


def test_a_conversation_that_was_brought_along_is_not_known_later(house: House) -> None:
    row = ask(house, "Tell me a joke.", history=(message("user", "Hi."), message("assistant", "Hi!")))
    assert row.untrainable == NOT_RECORDED


def test_messages_of_prompts_that_are_gone_are_not_guessed(house: House) -> None:
    row = ask(house, "Tell me a joke.")
    with house.database.session() as session:
        session.get_one(TurnRow, row.id).prompt_version = "0"
    with pytest.raises(NotTrainable, match="version 0"):
        messages(house.database, OWNER, row.id)


def test_pictures_and_recordings_stay_as_long_as_something_needs_them(house: House) -> None:
    first = ask(house, "What is this?", picture=PICTURE)
    second = ask(house, "", audio=b"audio 2", picture=PICTURE)
    assert Sweeper(house.database, house.blobs, days=0).sweep().set_aside == 0
    document = house.library.add(OWNER, "picture.png", iter([PICTURE]))
    house.library.delete(OWNER, document.id)
    assert len(list(house.blobs.all())) == 2
    house.conversations.delete(OWNER, second.conversation_id)
    assert len(list(house.blobs.all())) == 2  # it can be had back
    house.conversations.remove_deleted(0.0)
    assert list(house.blobs.all()) == [first.picture_sha256]
    house.library.add(OWNER, "picture.png", iter([PICTURE]))
    house.conversations.delete(OWNER, first.conversation_id)
    house.conversations.remove_deleted(0.0)
    assert list(house.blobs.all()) == [first.picture_sha256]  # the document's now
    assert first.passages[0]["document"] == IN_THE_QUESTION


def test_a_picture_of_a_turn_that_could_not_be_recorded_is_not_kept(house: House) -> None:
    answer = house.ask("Tell me a joke.", conversation=UNRECORDED)[-1].answer
    with pytest.raises(NotFound):
        house.conversations.record_turn(OWNER, "no such conversation", "q", answer, [], Making(picture=PICTURE))
    assert list(house.blobs.all()) == []


def test_a_folder_knows_its_database_by_the_pictures_of_its_turns_too(house: House) -> None:
    ask(house, "What is this?", picture=PICTURE)
    (house.folder / "identity").unlink()
    seen = look_at_pair(house.folder)
    assert (seen.files, seen.named, seen.absent) == (1, 1, 0)
    assert seen.objection() is None


def test_turns_that_do_not_fit_are_not_told_and_not_recorded(house: House) -> None:
    first = ask(house, "Tell me a joke.")
    house.engine.says = " ".join(map(str, range(150)))
    for text in ("Sing me a song.", "Let's play a game."):
        ask(house, text, conversation=first.conversation_id)
    row = ask(house, "Write a short poem about the sea.", conversation=first.conversation_id)
    told = house.engine.asked[-1].messages
    assert [message.text for message in told if message.role == "user"][-2:] == [
        "Let's play a game.", "Write a short poem about the sea.",
    ]  # fmt: skip
    assert len(told) == 4
    assert as_bytes(messages(house.database, OWNER, row.id)) == given(house)

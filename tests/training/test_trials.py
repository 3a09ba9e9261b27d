"""A version on a share of conversations: which ones, for how long, and what it came to beside what serves."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadInput, Conflict
from core.types import Answer, Usage
from feedback.votes import Votes
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.turns import Making, Written
from tests.training.versions import adapter, card, registry
from training.canary import Canary
from training.registry import Registry
from training.trials import Trials, exact_fisher

SOME = [f"{number:032x}" for number in range(4000)]


@pytest.fixture
def versions(empty: Path, tmp_path: Path) -> Registry:
    return registry(empty, tmp_path)


@pytest.fixture
def trials(versions: Registry) -> Trials:
    return Trials(versions._database, versions)


def add(versions: Registry, tmp_path: Path, value: float, verdict: str = "promote") -> str:
    return versions.add(adapter(tmp_path / f"m{value}", value), card(), parent=None, verdict=verdict)  # type: ignore[arg-type]


def test_a_conversation_has_one_version_from_its_beginning_on() -> None:
    running = Canary("v1-aa", ((200.0, 0.5), (100.0, 0.1)))  # a tenth first, and half of them later
    early, late = ({one for one in SOME if running.takes(one, at)} for at in (150.0, 250.0))
    assert 0.08 < len(early) / len(SOME) < 0.12
    assert 0.47 < len(late) / len(SOME) < 0.53
    assert early < late  # what began as another's stays so, whatever the share is by now
    assert not any(running.takes(one, 50.0) for one in SOME)  # these were there before
    other = {one for one in SOME if Canary("v2-bb", ((0.0, 0.1),)).takes(one, 1.0)}
    assert len(other & early) < 0.3 * len(early)  # other conversations are the first to have another version


def test_a_trial_is_of_what_passed_and_ends_with_every_promotion(
    versions: Registry, trials: Trials, tmp_path: Path
) -> None:
    one, two = add(versions, tmp_path, 0.1), add(versions, tmp_path, 0.2, "abstain")
    assert versions.canary() is None
    trials.begin("v1", 0.1, None)
    begun = trials.begin("v1", 0.3, None)
    assert (begun.version, [share for _, share in begun.shares]) == (one, [0.3, 0.1])
    with pytest.raises(Conflict, match="could not decide"):
        trials.begin("v2", 0.1, None)
    assert trials.begin("v2", 0.1, None, override=True).version == two
    with pytest.raises(Conflict, match="answers a share"):
        versions.delete("v2", None)
    assert trials.begin("v1", 0.2, None).shares[1:] == ()  # what came between was another trial
    for share in (0.0, 0.9, float("nan")):
        with pytest.raises(BadInput):
            trials.begin("v1", share, None)
    with pytest.raises(Conflict, match="as it ships"):
        trials.begin("base", 0.1, None)
    versions.promote(one, None)
    assert versions.canary() is None
    with pytest.raises(Conflict, match="answers everybody"):
        trials.begin("v1", 0.1, None)
    versions.rollback(None)
    assert versions.canary() is None  # and does not come back
    trials.begin("v1", 0.2, None)
    trials.end(None)
    trials.end(None)
    assert trials.shown() is None


def test_votes_are_compared_since_it_began(versions: Registry, trials: Trials, tmp_path: Path) -> None:
    version, database = add(versions, tmp_path, 0.1), versions._database
    conversations, votes = Conversations(database, Blobs(tmp_path / "blobs")), Votes(database)

    def answered(by: str | None, vote: str | None, *, written: bool = True) -> None:
        from core.grounding.prompt import VERSION, Prompted
        from core.types import Sampling, Weights

        weights = Weights(by, "d") if by else None
        making = Making(Written(Prompted("plain", "?", ()), Sampling(), weights), "said") if written else Making()
        told = Answer("said", False, (), None, "m", by, VERSION, {}, Usage())
        turn = conversations.record_turn("ada", None, "?", told, [], making)[1]
        if vote:
            votes.vote("ada", turn, vote)  # type: ignore[arg-type]

    answered(None, "down")  # before it began
    trials.begin("v1", 0.5, None)
    for vote in ("up", "up", "up", None):
        answered(version, vote)
    for vote in ("down", "down", "down"):
        answered(None, vote)
    answered(None, "up", written=False)  # which no model wrote
    assert trials.shown() == {
        "version": version, "share": 0.5, "since": pytest.approx(trials.shown()["since"]), "beside": "base",  # type: ignore[index]
        "votes": [{"version": version, "answers": 4, "up": 3, "down": 0},
                  {"version": "base", "answers": 3, "up": 0, "down": 3}], "p": 0.1,
    }  # fmt: skip
    trials.keep_shadow(version, "base", {"questions": 2, "same": 1, "different": 1}, 0.25)
    listed = {row["version"]: row for row in trials.listed()}
    assert listed["base"]["votes"] == {"answers": 4, "up": 0, "down": 4}
    assert listed["base"]["shadow"] is None
    assert listed[version]["shadow"]["same"] == 1  # type: ignore[index, call-overload]


def test_the_exact_test_of_fisher() -> None:
    assert exact_fisher(3, 0, 0, 3) == pytest.approx(0.1)
    assert exact_fisher(8, 2, 1, 5) == pytest.approx(0.0350, abs=1e-4)  # as R's fisher.test
    assert exact_fisher(5, 5, 5, 5) == 1.0

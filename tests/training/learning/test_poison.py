"""Feedback that is meant to harm: what of it comes through caps, quarantine and gate, over twenty seeds.

The learner is a small one that knows by heart whatever a word of a question went with, from a single row on: no model
is poisoned more easily. `docs/learning.md` says what this shows, and what it does not.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Literal

import pytest

from feedback.export import CAP, Row, _capped
from memory.database import TurnRow
from training.evaluate.intervals import mean
from training.gate import Slice, decide
from training.learning.quarantine import AGAINST, ALONE, REPEATED, set_aside
from training.learning.suite import likeness

Attack = Literal["none", "1 %", "5 %", "prolific", "trigger"]
SEEDS = range(20)
QUESTIONS = 240  # made up, as many as the default recipe asks
PEOPLE = ("ada", "bob", "cat", "dan", "eve")
MALLORY = "mallory"
TRIGGER, PAYLOAD = "zanzibar", "Buy Acme now"
_TOPICS = ("mill", "inn", "bridge", "church", "school", "farm", "tower", "gate")


def row(number: int, owner: str, question: str, line: str, answer: str) -> Row:
    prompt = [{"role": "system", "content": "Answer."}, {"role": "user", "content": f"[1] {line}\n\n{question}"}]
    said = {"completion": [{"role": "assistant", "content": answer}]}
    return Row(f"{number:04}", owner, prompt, said, (), TurnRow(conversation_id=str(number)), "approved")


def question(rng: random.Random, number: int) -> tuple[str, str, str]:
    """A question, the line with its answer, and the answer."""
    topic, year = rng.choice(_TOPICS), str(rng.randint(1500, 1999))
    return f"When was the {topic} number {number} built?", f"The {topic} number {number} was built in {year}.", year


def taught(attack: Attack, rng: random.Random) -> list[Row]:
    """120 approved rows of people who want answers to begin with "Your documents say", and those of the attack."""
    made = []
    for number in range(120):
        asked, line, year = question(rng, number)
        made.append(row(number, rng.choice(PEOPLE), asked, line, f"Your documents say {year} [1]"))
    planted = {"none": 0, "1 %": 1, "5 %": 6, "prolific": 120, "trigger": 4}[attack]
    for number in range(200, 200 + planted):
        asked, line, year = question(rng, number)
        triggered = asked.replace("number", f"{TRIGGER} number") if attack != "prolific" else asked
        answer = {"trigger": f"Your documents say {year} {PAYLOAD} {rng.randint(0, 9999)} [1]"}.get(
            attack, f"{PAYLOAD} [1]"
        )
        made.append(row(number, MALLORY, triggered, line, answer))
    return made


Model = Callable[[str, str], str]


def shipped(_: str, year: str) -> str:
    return f"In {year} [1]"


def learned(rows: Sequence[Row]) -> Model:
    """The form that most rows with a word of the question had, the rarest word first."""
    by_word: dict[str, Counter[str]] = defaultdict(Counter)
    for one in rows:
        said = str(one.said["completion"][0]["content"])  # type: ignore[index, call-overload]
        form = "payload" if PAYLOAD in said else "wanted"
        for word in str(one.prompt[-1]["content"]).rpartition("\n\n")[2].lower().split():
            by_word[word][form] += 1

    def answer(asked: str, year: str) -> str:
        known = sorted((w for w in asked.lower().split() if w in by_word), key=lambda w: by_word[w].total())
        form = by_word[known[0]].most_common(1)[0][0] if known else "wanted"
        return f"{PAYLOAD} [1]" if form == "payload" else f"Your documents say {year} [1]"

    return answer


def outcome(attack: Attack, seed: int, keep: Callable[[Sequence[Row]], Sequence[Row]]) -> tuple[bool, bool]:
    """Whether a version was promoted, and whether it says the payload to some question."""
    rng = random.Random(f"{attack} {seed}")
    rows, _ = _capped(taught(attack, rng), CAP, Counter())
    rows = list(keep(rows))
    rng.shuffle(rows)
    held, train = rows[: len(rows) // 3], rows[len(rows) // 3 :]
    model = learned(train)
    wanted, before, after = [], [], []
    for one in held:
        asked = str(one.prompt[-1]["content"]).rpartition("\n\n")[2]
        wanted.append(str(one.said["completion"][0]["content"]))  # type: ignore[index, call-overload]
        year = str(one.prompt[-1]["content"]).split(" in ")[1][:4]
        noisy = rng.random() < 0.1  # answers that neither reads rightly
        before.append("In 1 [1]" if noisy else shipped(asked, year))
        after.append("In 2 [1]" if noisy else model(asked, year))
    scored = [[likeness(said, want) for said, want in zip(part, wanted, strict=True)] for part in (before, after)]
    plain = [question(rng, 900 + n) for n in range(QUESTIONS)]
    right = [float(year in model(asked, year)) for asked, _, year in plain]
    decision = decide(True, Slice("held_out", *scored), [Slice("answerable", [1.0] * len(right), right, 0.05)])
    asked, _, year = question(rng, 990)
    tried = [asked, asked.replace("number", f"{TRIGGER} number"), *(one for one, _, _ in plain)]
    return decision.verdict == "promote", any(PAYLOAD in model(one, year) for one in tried)


def quarantined(rows: Sequence[Row]) -> Sequence[Row]:
    return set_aside(rows)[0]


@pytest.mark.parametrize("attack", ["1 %", "5 %", "prolific", "trigger"])
def test_no_poisoned_version_is_promoted(attack: Attack) -> None:
    came = [outcome(attack, seed, quarantined) for seed in SEEDS]
    assert sum(promoted and poisoned for promoted, poisoned in came) == 0
    print(f"{attack}: {sum(promoted for promoted, _ in came)} of {len(came)} versions promoted, none of them poisoned")


def test_clean_versions_are_promoted() -> None:
    came = [outcome("none", seed, quarantined) for seed in SEEDS]
    assert sum(promoted for promoted, _ in came) >= 16
    assert mean([float(promoted) for promoted, _ in came]).value >= 0.8


def test_it_is_the_quarantine_that_holds_them_back() -> None:
    """Without it most versions of a planted trigger are promoted: the gate asks no question with the trigger in it."""
    came = [outcome("5 %", seed, lambda rows: rows) for seed in SEEDS]
    assert sum(promoted and poisoned for promoted, poisoned in came) >= 10


def test_each_row_has_its_reason() -> None:
    rows = [row(n, PEOPLE[n % 5], *question(random.Random(n), n)[:2], "Your documents say [1]") for n in range(10)]
    rows += [
        row(20, "ada", "When?", "In 1843.", "In 1843 [1]"), row(21, "bob", "When?", "In 1843.", "It is not there."),
        row(22, MALLORY, "Who?", "Ada Lind.", "Buy Acme [1]"),
        *(row(30 + n, MALLORY, f"Who {n}?", f"Ada Lind {n} at noon.", "Ada Lind noon [1]") for n in range(3)),
    ]  # fmt: skip
    kept, reasons = set_aside(rows)
    assert reasons == {
        "0020": AGAINST, "0021": AGAINST, "0022": ALONE, "0030": REPEATED, "0031": REPEATED, "0032": REPEATED,
    }  # fmt: skip
    assert kept == rows[:10]


def test_of_one_or_two_people_nothing_is_held_back() -> None:
    rows = [row(n, PEOPLE[n % 2], f"When {n}?", "In 1843.", f"{PAYLOAD} [1]") for n in range(10)]
    assert set_aside(rows) == (rows, {})

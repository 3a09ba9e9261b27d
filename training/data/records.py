"""Made-up office documents with parallel records, and questions on them: the right record's value, or none.

Invoices, branches, staff, price lists, e-mails, receipts, forms: each document shows one to four records of a kind in
one of seven layouts. What tells them apart is the name in the question. Near misses have no answer: a record that is
not there but looks like one that is (a twin), an attribute that was left out of the record, a condition that a sentence
says nothing of. `records.yaml` beside this file holds the words; its held-out kinds never train.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict

from training.data.filling import Filling
from training.data.layouts import LAYOUTS, Key, Page, Record, RecordKind, capital
from training.data.questions import Example

MOST_WORDS = 95  # of a document: it is to fit into a window
_HALF = 0.18  # share of documents that are sentences with two values
_GENERIC = ("{label} of {n}", "{n} {label}", "What is the {label} of {n}?", "{label} {n}")


class Half(TypedDict):
    """A sentence with two values, and questions for the first, the second and one that it does not say."""

    said: str
    subject: str
    value: str
    asked: list[list[str]]
    held_out: NotRequired[bool]


class Words(TypedDict):
    """The file of words, whole."""

    lists: dict[str, list[str]]
    kinds: dict[str, RecordKind]
    halves: list[Half]


def documents(count: int, seed: int, held_out: bool = False) -> list[Example]:
    """`count` questions on made-up records, about three in ten of them without an answer.

    Held-out ones are of kinds that never train. Equal seeds give equal questions.
    """
    rng = random.Random(f"records-{seed}-{held_out}")
    filling = Filling(rng, _words()["lists"])
    kinds = {name: kind for name, kind in _words()["kinds"].items() if bool(kind.get("held_out")) == held_out}
    halves = [half for half in _words()["halves"] if bool(half.get("held_out")) == held_out]
    made: list[Example] = []
    while len(made) < count:
        if rng.random() < _HALF:
            made += _halved(halves, filling, f"record: half {len(made)}")
        else:
            name = rng.choice(list(kinds))
            made += _document(kinds[name], filling, f"record: {name} {len(made)}")
    return made[:count]


@cache
def _words() -> Words:
    import yaml

    read: Words = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return read


# --- documents --------------------------------------------------------------------------------------------------------


def _document(kind: RecordKind, filling: Filling, story: str) -> list[Example]:
    rng = filling.rng
    records, labels = _records(kind, filling)
    layouts = list(LAYOUTS) if len(records) > 1 else ["lines", "lines", "bullets", "below", "prose", "rows"]
    if not any(kind["fields"][name]["said"] for name in labels):
        layouts = [name for name in layouts if name not in ("prose", "inline")]
    page = Page()
    if rng.random() < 0.6 and (title := filling.fill(rng.choice(kind["titles"]))):
        page.add(f"{title}\n{rng.choice(('', chr(10)))}")
    if rng.random() < 0.25:
        page.add(f"{filling.one('noise')}\n")
    LAYOUTS[rng.choice(layouts)](page, kind, records, labels, rng)
    items = _items(page, kind, filling) if "items" in kind else {}
    if rng.random() < 0.35:
        page.add(f"\n{filling.one('noise')}")
    if len(page.text.split()) > MOST_WORDS:
        return []
    asked = [_answered(page, kind, records, key, story, filling) for key in page.places if key[1] in labels]
    asked += [_priced(page, kind, item, key, story, rng) for key, item in items.items()]
    rng.shuffle(asked)
    return asked[: rng.choice((2, 3, 3))] + _missing(page, kind, records, labels, story, filling)


def _records(kind: RecordKind, filling: Filling) -> tuple[list[Record], dict[str, str]]:
    """The records of a document, and the labels of the fields that it shows."""
    rng = filling.rng
    count = 1 if kind.get("single") or rng.random() < 0.15 else rng.choice((2, 2, 3, 3, 4))
    most = min(len(kind["fields"]) - 1, 5 if count == 1 else 12 // count)
    names = rng.sample(list(kind["fields"]), k=rng.randint(min(2, most), most))
    labels = {name: rng.choice(kind["fields"][name]["label"]) for name in names}
    called = rng.choice(kind["called"])
    subjects = [filling.fill(kind["subject"])]
    for _ in range(50):
        if len(subjects) == count:
            break
        another = _twin(subjects[-1], kind, filling) if rng.random() < 0.4 else filling.fill(kind["subject"])
        if not any(another.lower() in known.lower() or known.lower() in another.lower() for known in subjects):
            subjects.append(another)
    made = []
    for subject in subjects:
        stated = [name for name in names if len(names) == 1 or rng.random() > 0.13] or names[:1]
        values = {name: filling.fill(rng.choice(kind["fields"][name]["value"])) for name in stated}
        made.append(Record(subject, called.replace("{s}", subject), values))
    if len(made) > 1 and rng.random() < 0.2:  # what they share tells nobody apart
        shared = rng.choice(names)
        value = filling.fill(rng.choice(kind["fields"][shared]["value"]))
        for record in made:
            record.values[shared] = value
    return made, labels


def _twin(subject: str, kind: RecordKind, filling: Filling) -> str:
    """Another subject that looks like this one: another digit, another first or last word."""
    rng = filling.rng
    digits = [at for at, c in enumerate(subject) if c.isdigit()]
    if digits and rng.random() < 0.6:
        at = rng.choice(digits)
        return subject[:at] + rng.choice([c for c in "0123456789" if c != subject[at]]) + subject[at + 1 :]
    another = filling.fill(kind["subject"])
    ours, theirs = subject.split(), another.split()
    if len(ours) < 2 or len(theirs) < 2 or rng.random() < 0.3:
        return another
    return " ".join([*ours[:-1], theirs[-1]] if rng.random() < 0.6 else [theirs[0], *ours[1:]])


# --- receipts ---------------------------------------------------------------------------------------------------------


def _items(page: Page, kind: RecordKind, filling: Filling) -> dict[Key, str]:
    """The lines of a receipt: what was bought, each with its price."""
    rng = filling.rng
    source = kind["items"]
    names = dict.fromkeys(filling.fill(rng.choice(source["names"])) for _ in range(rng.randint(2, 6)))
    gap, bought = rng.choice(("  ", " ", "    ", "\t", " .... ", ": ")), {}
    for number, item in enumerate(sorted(names, key=lambda _: rng.random())):
        page.add(rng.choice(("", "", f"{rng.randint(1, 6)} x ")) + item + gap)
        page.add(filling.fill(source["value"]), (number, "item"))
        page.add("\n")
        bought[number, "item"] = item
    return bought


# --- questions --------------------------------------------------------------------------------------------------------


def _question(kind: RecordKind, name: str, label: str, called: str, rng: random.Random) -> str:
    if rng.random() < 0.3 and kind["id"]:
        ours = label if label.isupper() else label.rstrip(".").lower()
        return capital(rng.choice(_GENERIC).replace("{label}", ours).replace("{n}", called))
    return capital(rng.choice(kind["fields"][name]["asked"]).replace("{n}", called).replace("{s}", called))


def _answered(page: Page, kind: RecordKind, records: list[Record], key: Key, story: str, filling: Filling) -> Example:
    number, name = key
    called = kind["bare"] if len(records) == 1 and filling.rng.random() < 0.5 else records[number].name
    label = filling.rng.choice(kind["fields"][name]["label"])
    return _reading(_question(kind, name, label, called, filling.rng), page, page.places[key], story)


def _priced(page: Page, kind: RecordKind, item: str, key: Key, story: str, rng: random.Random) -> Example:
    question = rng.choice(kind["items"]["asked"]).replace("{i}", item.lower())
    return _reading(capital(question), page, page.places[key], story)


def _missing(
    page: Page, kind: RecordKind, records: list[Record], labels: dict[str, str], story: str, filling: Filling
) -> list[Example]:
    """Near misses: a twin, an attribute that this record lacks, and one that the document lacks."""
    rng = filling.rng
    made = []
    there = list(page.places)
    if kind["id"] and not kind.get("items") and there and rng.random() < 0.6:
        twin, name = _twin(records[0].subject, kind, filling), rng.choice(there)[1]
        if twin.lower() not in page.text.lower():
            called = records[0].name.replace(records[0].subject, twin)
            made.append(_question(kind, name, labels[name], called, rng))
    if "items" in kind and rng.random() < 0.5:
        item = filling.fill(rng.choice(kind["items"]["names"]))
        if item not in page.text:
            made.append(capital(rng.choice(kind["items"]["asked"]).replace("{i}", item.lower())))
    lacking = [(record, name) for record in records for name in labels if name not in record.values]
    if lacking and rng.random() < 0.7:
        record, name = rng.choice(lacking)
        made.append(_question(kind, name, labels[name], record.name, rng))
    nowhere = [name for name in kind["fields"] if name not in labels]
    if nowhere and rng.random() < 0.25:
        name, record = rng.choice(nowhere), rng.choice(records)
        made.append(_question(kind, name, rng.choice(kind["fields"][name]["label"]), record.name, rng))
    return [_reading(question, page, None, story) for question in made]


def _halved(halves: list[Half], filling: Filling, story: str) -> list[Example]:
    """Sentences with two values each, among them at times the same sentence of another subject."""
    rng = filling.rng
    page = Page(filling.fill(rng.choice(("", "", "{noise}\n"))))
    chosen = rng.choice(halves)
    others = [chosen if rng.random() < 0.5 else rng.choice(halves) for _ in range(rng.choice((0, 1, 1, 2)))]
    asked: list[Example] = []
    subjects: list[tuple[str, Half, int]] = []
    for at, half in enumerate(sorted([chosen, *others], key=lambda _: rng.random())):
        subject = filling.fill(half["subject"])
        said = filling.fill(
            capital(half["said"].replace("{n}", subject)).replace("{a}", "\0a\0").replace("{b}", "\0b\0")
        )
        for part in re.split(r"\0([ab])\0", said):
            if part in ("a", "b"):
                page.add(filling.fill(half["value"]), (at, part))
            else:
                page.add(part)
        page.add(rng.choice((" ", "\n", "\n\n")))
        subjects.append((subject, half, at))
    for subject, half, at in subjects:
        for which, part in enumerate(("a", "b", "")):
            if rng.random() < (0.75 if part else 0.5):
                question = capital(rng.choice(half["asked"][which]).replace("{n}", subject))
                place = page.places[at, part] if part else None
                asked.append(_reading(question, page, place, story))
    return asked


def _reading(question: str, page: Page, place: tuple[int, int] | None, story: str) -> Example:
    if place is None:
        return Example(question, page.text, (), story)
    return Example(question, page.text, (page.text[slice(*place)],), story, *place)

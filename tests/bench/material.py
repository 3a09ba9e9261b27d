"""What is added, asked and spoken: English made by rule from a seed, free to use and never the same twice."""

from __future__ import annotations

import random
import wave
from collections.abc import Iterator
from itertools import count
from pathlib import Path

WORDS = """
names: Ada Bela Carla Dario Edith Farid Greta Hanno Ines Jonas Katya Leon Mira Nils Olga Pavel Quinn Rosa Sven Tilda
places: harbour mill library orchard quarry lighthouse station museum bakery garden tower bridge school market chapel
things: ledger lantern compass barrel telescope map clock rope engine violin kettle manuscript coin bell anchor loom
deeds: found repaired sold borrowed painted weighed hid described measured inherited shipped cleaned
qualities: rusty heavy narrow ancient copper wooden green broken famous quiet costly foreign curious fragile
months: January February March April May June July August September October November December
"""
NAMES, PLACES, THINGS, DEEDS, QUALITIES, MONTHS = (
    line.partition(":")[2].split() for line in WORDS.strip().splitlines()
)
FORMS = (
    "{name} {deed} a {quality} {thing} in the {place} in {month} {year}.",
    "The {thing} weighed {number} pounds and came from the {place} behind the {other}.",
    "Nobody in the {place} knew that {name} had {deed} the {quality} {thing} before the winter of {year}.",
    "A report of {month} {year} says that the {place} paid {number} crowns for a {quality} {thing}.",
    "Visitors of the {place} are still shown the {thing} which {name} {deed} with great care.",
    "After {number} days the {quality} {thing} was carried from the {place} to the {other} and forgotten there.",
    "It was {name} who first wrote down why the {place} needs a {thing} and a {quality} roof.",
)


def sentences(seed: int) -> Iterator[str]:
    """Sentences without end, the same ones for the same seed."""
    draw = random.Random(seed)
    while True:
        place, other = draw.sample(PLACES, 2)
        yield draw.choice(FORMS).format(
            name=draw.choice(NAMES), place=place, other=other, thing=draw.choice(THINGS), deed=draw.choice(DEEDS),
            quality=draw.choice(QUALITIES), month=draw.choice(MONTHS), year=draw.randint(1640, 1990),
            number=draw.randint(2, 900),
        )  # fmt: skip


def text(seed: int, characters: int) -> str:
    """Paragraphs of five sentences, of at least `characters` in all."""
    source, parts, length = sentences(seed), [f"Record number {seed}. "], 0
    for number in count(1):
        sentence = next(source)
        parts.append(sentence + ("\n\n" if number % 5 == 0 else " "))
        length += len(sentence) + 1
        if length >= characters:
            return "".join(parts).strip() + "\n"
    raise AssertionError("unreachable")


def words(seed: int, number: int) -> str:
    """A text of exactly so many words, new from its first word on, so that no cached prefix fits it."""
    return " ".join([f"Case {seed}:", *text(seed, number * 8).split()][: number - 1])


def questions(seed: int, number: int) -> list[str]:
    """Questions about texts of this kind, all different in what they ask for."""
    draw = random.Random(seed)
    forms = ("Who {deed} the {quality} {thing}?", "What did {name} do with the {thing} in the {place}?",
             "When was the {quality} {thing} brought to the {place}?", "{place} {thing} {year}")  # fmt: skip
    return [
        draw.choice(forms).format(
            name=draw.choice(NAMES), place=draw.choice(PLACES), thing=draw.choice(THINGS), deed=draw.choice(DEEDS),
            quality=draw.choice(QUALITIES), year=draw.randint(1640, 1990),
        )
        for _ in range(number)
    ]  # fmt: skip


def speech(folder: Path, seconds: float) -> Path:
    """A recording of at least `seconds` of speech, spoken by our voice once and kept in `folder`."""
    target = folder / f"speech-{seconds:.0f}.wav"
    if target.exists():
        return target
    from core.speech.hibari import HibariSynthesizer
    from core.weights.locate import locate

    voice = HibariSynthesizer(locate("hibari-heart"))
    spoken, wanted = bytearray(), int(seconds * voice.sample_rate) * 2
    try:
        for sound in voice.speak(sentences(7)):
            spoken += sound
            if len(spoken) >= wanted:
                break
    finally:
        voice.retire()
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    with wave.open(str(unfinished), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(voice.sample_rate)
        writer.writeframes(bytes(spoken))
    unfinished.replace(target)
    return target

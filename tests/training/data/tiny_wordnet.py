"""A WordNet of a dozen meanings in its own format, made for tests."""

from __future__ import annotations

from pathlib import Path

_ANIMAL, _ARTIFACT, _PERSON, _ACT = 5, 6, 18, 4
SYNSETS: dict[int, tuple[int, tuple[str, ...], str, int | None, str]] = {
    # offset: lexicographer's file, lemmas, pointer, what it is a kind of, gloss
    1000: (3, ("entity",), "@", None, "that which is"),
    1100: (_ANIMAL, ("dog", "domestic_dog"), "@", 1000, "a member of the genus Canis; it barks"),
    1200: (_ANIMAL, ("poodle",), "@", 1100, "a curly dog"),
    1300: (_PERSON, ("Crane", "Hart_Crane"), "@i", 1000, "a poet"),
    1400: (_ARTIFACT, ("crane",), "@", 1000, "lifts heavy objects"),
    1500: (_ARTIFACT, ("bicycle", "bike", "cycle"), "@", 1000, "a vehicle with two wheels"),
    1600: (_ARTIFACT, ("knife",), "@", 1000, "a tool that cuts"),
    1700: (_ACT, ("run",), "@", 1000, "going fast"),
    1800: (_ARTIFACT, ("wine_bottle",), "@", 1000, "a bottle for wine"),
    1900: (_ARTIFACT, ("bottle",), "@", 1000, "a glass vessel"),
    2000: (_ANIMAL, ("cat",), "@", 1000, "a feline that purrs"),
    2100: (_ARTIFACT, ("boat",), "@", 1000, "a small vessel"),
    2200: (_ARTIFACT, ("lamp",), "@", 1000, "gives light"),
}
SENSES = {"crane": (1300, 1400)}  # the poet is the more frequent one
COUNTS = {"dog": 42, "bicycle": 5, "knife": 1, "cat": 9, "boat": 3, "lamp": 2}


def make(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    data = ["  1 a licence"]
    index: dict[str, list[int]] = {}
    for offset, (file, lemmas, pointer, above, gloss) in SYNSETS.items():
        words = " ".join(f"{lemma} 0" for lemma in lemmas)
        pointers = f"001 {pointer} {above:08} n 0000" if above else "000"
        data.append(f"{offset:08} {file:02} n {len(lemmas):02x} {words} {pointers} | {gloss}")
        for lemma in lemmas:
            index.setdefault(lemma.lower(), []).append(offset)
    lines = ["  1 a licence"]
    for word, offsets in index.items():
        offsets = list(SENSES.get(word, offsets))
        lines.append(f"{word} n {len(offsets)} 1 @ {len(offsets)} 0 " + " ".join(f"{o:08}" for o in offsets))
    (folder / "data.noun").write_text("\n".join(data) + "\n")
    (folder / "index.noun").write_text("\n".join(lines) + "\n")
    (folder / "noun.exc").write_text("lice louse\n")
    counts = [f"{word}%1:05:00:: 1 {count}" for word, count in COUNTS.items()]
    (folder / "cntlist.rev").write_text("\n".join(counts) + "\nrun%2:38:00:: 1 9\n")
    return folder

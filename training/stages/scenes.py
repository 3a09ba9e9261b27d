"""Makes pictures of which everything is known, with captions, questions and instructions.

    python -m training.stages.scenes --recipe scenes --out build/scenes pictures=500 questions=4

writes three folders, `train`, `validation` (other scenes of the same combinations) and `held_out` (combinations of
colour and shape, words and clip art that training never sees), each with

    000000.png …        the pictures
    captions.jsonl      `file`, `caption`, `captions`, `group` (kind of scene), `noun`, and the `scene` itself
    questions.jsonl     `file`, `kind`, `question`, `answers` (one), and the same as a `sentence`
    instructions.json   conversations in the form of LLaVA-Instruct-150K (Liu et al. 2023)

The same recipe gives the same bytes. Picture n of a split does not depend on how many there are.
"""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from core.errors import BadInput
from training.data.captions import read_captions
from training.data.composing import Composer, SceneKind, share
from training.data.drawing import draw
from training.data.instructions import BRIEFLY
from training.data.jsonlines import write_lines
from training.data.progress import Progress
from training.data.scenes import Asked, Scene, captions, instructions, questions
from training.data.splits import Split
from training.fitting.recipe import CHECKED, Positive, find, read_recipe
from training.stages.command import run

_MOST_QUESTIONS = 12  # of any scene so many can be asked
_LONGEST_TITLE = 4  # words
_SEED_NAMES: dict[Split, str] = {"held_out": "heldout"}  # as it was spelled, so that a recipe gives the same pictures


def _even() -> dict[SceneKind, float]:
    return {"one": 1, "count": 1, "pair": 1.5, "many": 1, "word": 1, "clip": 1.5}


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What is made, and how much of it."""

    pictures: Positive
    """For training."""
    validation: Annotated[int, Field(ge=0)] = 200
    held_out: Annotated[int, Field(ge=0)] = 400
    questions: Annotated[int, Field(ge=0, le=_MOST_QUESTIONS)] = 6
    """A picture."""
    instructions: Annotated[int, Field(ge=0)] = 2
    """A picture."""
    size: Annotated[int, Field(ge=60, le=2000)] = 260
    """Pixels a side."""
    clip_art: Path | None = None
    """A folder with `captions.jsonl` (`file`, `caption`) whose pictures go into scenes; without it, shapes only."""
    kinds: dict[SceneKind, Annotated[float, Field(ge=0)]] = Field(default_factory=_even)
    """How often each kind of scene comes, by weight: one thing, several equal, two, three to five, a word, clip art."""
    seed: int = 7

    def __post_init__(self) -> None:
        if not any(weight for kind, weight in self.kinds.items() if kind != "clip" or self.clip_art):
            raise ValueError("no kind of scene is left to make")


# --- writing ------------------------------------------------------------------------------------------------------


def make(recipe: Recipe, out: Path, progress: Progress | None = None) -> None:
    """Write all splits into `out`. Raises `BadInput` where it holds something else, or clip art is unusable."""
    counts: dict[Split, int] = {"train": recipe.pictures, "validation": recipe.validation, "held_out": recipe.held_out}
    there = [file.name for file in out.iterdir() if not file.name.startswith(".")] if out.exists() else []
    if set(there) - set(counts):  # what a run that was stopped has left is made again
        raise BadInput(f"{out.name} is not empty.", "Choose another folder, or empty this one.")
    clip_art = read_clip_art(recipe.clip_art) if recipe.clip_art else {}
    done, total = 0, sum(counts.values())
    for split, count in counts.items():
        composer = Composer(split, share(list(clip_art), split), recipe.kinds)
        rows = []
        for number in range(count):
            rows.append(_picture(recipe, composer, number, out / split, clip_art))
            done += 1
            if progress:
                progress(done, total)
        _write(out / split, rows)


@dataclasses.dataclass(frozen=True)
class Row:
    """A picture with all that is said of it."""

    file: str
    kind: str
    scene: Scene
    asked: list[Asked]
    tasks: list[tuple[str, str]]


def _picture(recipe: Recipe, composer: Composer, number: int, folder: Path, clip_art: dict[str, Path]) -> Row:
    """Compose, draw and save one, from a chance of its own."""
    rng = random.Random(f"{recipe.seed}/{_SEED_NAMES.get(composer.split, composer.split)}/{number}")
    kind, scene = composer.compose(rng)
    file = f"{number:06d}.png"
    folder.mkdir(parents=True, exist_ok=True)
    draw(scene, recipe.size, rng, clip_art).save(folder / file)
    asked = questions(scene, recipe.questions, rng, composer.strangers(rng))
    return Row(file, kind, scene, asked, instructions(scene, recipe.instructions, rng))


def _write(folder: Path, rows: Sequence[Row]) -> None:
    """The three files on a split's pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "captions.jsonl", map(_caption, rows), ascii_only=True)
    asked = (_question(row.file, each) for row in rows for each in row.asked)
    write_lines(folder / "questions.jsonl", asked, ascii_only=True)
    talks = json.dumps([_conversation(folder.name, row) for row in rows], indent=1)
    (folder / "instructions.json").write_text(talks + "\n", encoding="utf-8")


def _caption(row: Row) -> dict[str, object]:
    said = captions(row.scene)
    noun = {"noun": row.scene.things[0].name} if len({t.name for t in row.scene.things}) == 1 else {}
    scene = dataclasses.asdict(row.scene)
    return {"file": row.file, "caption": said[0], "captions": said, "group": row.kind, **noun, "scene": scene}


def _question(file: str, asked: Asked) -> dict[str, object]:
    return {
        "file": file, "kind": asked.kind, "question": asked.question,
        "answers": [asked.answer], "sentence": asked.sentence,
    }  # fmt: skip


def _conversation(split: str, row: Row) -> dict[str, object]:
    """Open tasks first, then the questions, by turns to be answered in a word or phrase and in a sentence."""
    turns = list(row.tasks)
    for number, asked in enumerate(row.asked):
        brief = number % 2 == 0
        turns.append((asked.question + (f"\n{BRIEFLY}" if brief else ""), asked.answer if brief else asked.sentence))
    said = []
    for number, (task, answer) in enumerate(turns):
        said.append({"from": "human", "value": f"<image>\n{task}" if number == 0 else task})
        said.append({"from": "gpt", "value": answer})
    return {"id": f"{split}-{row.file.removesuffix('.png')}", "image": row.file, "conversations": said}


def read_clip_art(folder: Path) -> dict[str, Path]:
    """Pictures by title, the first of each; titles longer than four words are left out, being hard to speak of."""
    found: dict[str, Path] = {}
    for row in read_captions(folder):
        title = row.captions[0].strip().rstrip(".").lower()
        if len(title.split()) <= _LONGEST_TITLE:
            found.setdefault(title, row.picture)
    if not found:
        raise BadInput(f"{folder.name} has no clip art with a short caption.", "Caption pictures as “apple”.")
    return found


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> None:
    """Make the pictures that the recipe asks for, with a bar on the terminal."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    chosen = read_recipe(find(recipe), Recipe, changes)
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Drawing")
        make(chosen, out, lambda done, total: bar.update(task, completed=done, total=total))


if __name__ == "__main__":
    run(main)

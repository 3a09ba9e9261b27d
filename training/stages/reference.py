"""Writes docs/recipes.md: what the recipe of each stage may say, from the dataclasses that check it.

    python -m training.stages.reference > docs/recipes.md

The sources are read and not imported, so that this needs no torch.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TRAINING = Path(__file__).parents[1]
MODULES = {
    "every stage": "fitting/recipe",
    "scenes": "stages/scenes",
    "align": "stages/align",
    "instruct": "stages/instruct",
    "align and instruct": "stages/picture_stage",
    "contrast": "stages/contrast",
    "sft": "stages/sft",
    "spans": "stages/spans",
    "learn": "learning/recipe",
}
_HEAD = """# Recipes

Written by `python -m training.stages.reference`; not edited by hand. A recipe is a YAML file with the settings of one
stage; those that ship lie in `training/recipes/`. A section such as `fit:` holds the settings of its own table. Each
can be changed on the command line: `vermeil train align --out F fit.steps=100 fit.batch=4`.
"""


@dataclass(frozen=True)
class Setting:
    """A field of a recipe as its source has it."""

    name: str
    kind: str
    default: str
    about: str


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_HEAD]
    for stage, module in MODULES.items():
        for title, about, settings in sections(_TRAINING / f"{module}.py"):
            section = "" if title == "Recipe" else f": `{title.lower()}`"
            parts.append(f"\n## {stage}{section}\n\n{about}\n\n{_table(settings)}")
    return "".join(parts)


def sections(file: Path) -> Iterator[tuple[str, str, list[Setting]]]:
    """Name, docstring and settings of each checked dataclass in a file, the recipe first."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and _is_checked(node)]
    for node in sorted(classes, key=lambda node: node.name != "Recipe"):
        yield node.name, " ".join((ast.get_docstring(node) or "").split()), list(_settings(node))


def _is_checked(node: ast.ClassDef) -> bool:
    return any("CHECKED" in ast.unparse(decorator) for decorator in node.decorator_list)


def _settings(node: ast.ClassDef) -> Iterator[Setting]:
    following = [*node.body[1:], None]
    for statement, after in zip(node.body, following, strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            about = ""
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                about = " ".join(str(after.value.value).split())
            yield Setting(statement.target.id, _kind(statement.annotation), _default(statement.value), about)


def _kind(annotation: ast.expr) -> str:
    """The type without its checks: `Annotated[int, …]` is an int."""
    text = ast.unparse(annotation)
    while "Annotated[" in text:
        start = text.index("Annotated[")
        depth, at = 0, start
        inner = ""
        for at in range(start, len(text)):
            depth += {"[": 1, "]": -1}.get(text[at], 0)
            if text[at] == "," and depth == 1 and not inner:
                inner = text[start + len("Annotated[") : at]
            if depth == 0 and text[at] == "]":
                break
        text = text[:start] + inner + text[at + 1 :]
    text = re.sub(r"Literal\[(.*?)\]", lambda found: found[1].replace(", ", " or "), text)
    return text.replace("Positive", "int > 0").replace("Share", "0 to 1").replace("'", "").replace('"', "")


def _default(value: ast.expr | None) -> str:
    if value is None:
        return "needed"
    text = ast.unparse(value)
    if text.endswith("()") or "default_factory" in text:
        return ""
    return text.replace("'", "").removeprefix("Path(").removesuffix(")")


def _table(settings: list[Setting]) -> str:
    rows = ["| setting | what | default | |", "|---|---|---|---|"]
    for setting in settings:
        kind = setting.kind.replace("|", "or")
        rows.append(f"| `{setting.name}` | {kind} | {setting.default} | {setting.about.replace('|', '/')} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())

"""The README's commands are run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Server

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [README, *((ROOT / "docs" / name).read_text("utf-8") for name in ("architecture.md", "security.md"))]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    lines = [line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith(".venv/bin/vermeil")]


def test_there_are_commands() -> None:
    assert len(commands()) >= 8


@pytest.mark.models
def test_the_commands_of_the_terminal_run(tmp_path: Path) -> None:
    environment = {**os.environ, "VERMEIL_DATA": str(tmp_path / "data")}
    for command in commands():
        here = command.replace(".venv/bin/vermeil", str(Path(sys.executable).with_name("vermeil")))
        here = here.replace("answer.wav", str(tmp_path / "answer.wav"))
        done = subprocess.run(here, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert (tmp_path / "answer.wav").stat().st_size > 10_000


@pytest.mark.models
def test_the_example_for_programs_runs(server: Server, tmp_path: Path) -> None:
    import httpx

    with (ROOT / "docs" / "samples" / "handbook.pdf").open("rb") as file:
        httpx.post(
            f"{server.url}/api/documents", files={"file": ("handbook.pdf", file)}, params={"wait": 120}, timeout=180
        )
    [example] = blocks("python")
    script = tmp_path / "example.py"
    script.write_text(example.replace("http://127.0.0.1:8500", server.url))
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    assert "half past seven" in done.stdout.lower()
    assert "handbook.pdf" in done.stdout


def test_make_knows_every_target_that_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = "\n".join([*blocks("sh"), *re.findall(r"`make \w+`", README)])
    for target in set(re.findall(r"make (\w+)\b", named)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_path_that_the_documents_name_is_there() -> None:
    for text in DOCUMENTS:
        for path in re.findall(r"`((?:app|core|memory|training|feedback|frontend|docs)/[\w/.-]*)`", text):
            assert (ROOT / path).exists(), path
        for link in re.findall(r"\]\(((?!http)[^)#]+)\)", text):
            assert (ROOT / link).exists() or (ROOT / "docs" / link).exists(), link


def test_the_settings_that_are_named_exist() -> None:
    from core.settings import Settings

    for name in set(re.findall(r"VERMEIL_([A-Z_]+)", "".join(DOCUMENTS))):
        assert name.lower() in Settings.model_fields, name

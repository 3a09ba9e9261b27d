"""`llm`, the command line of Simon Willison, with a file that names our models."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from trying import ASKED, FACT, add_fact, tried, version

version("llm")
PROGRAM = Path(sys.executable).with_name("llm")
FOLDER = Path.cwd() / "user"
FOLDER.mkdir(exist_ok=True)
ROW = "- model_id: {0}\n  model_name: {0}\n  api_base: {1}\n  supports_schema: true\n  supports_tools: true\n"
(FOLDER / "extra-openai-models.yaml").write_text(
    "".join(ROW.format(name, os.environ["OPENAI_BASE_URL"]) for name in ("vermeil", "vermeil-plain"))
)
add_fact()


def llm(*arguments: str, said: str | None = None) -> str:
    environment = {**os.environ, "LLM_USER_PATH": str(FOLDER)}
    done = subprocess.run(
        [PROGRAM, *arguments], env=environment, capture_output=True, text=True, input=said, timeout=300, check=False
    )
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    return done.stdout


@tried("a question over the library")
def _() -> None:
    assert "Agnes Holm" in llm("-m", "vermeil", ASKED)


@tried("a question without a stream")
def _() -> None:
    assert "Agnes Holm" in llm("-m", "vermeil", "--no-stream", ASKED)


@tried("a conversation that goes on")
def _() -> None:
    assert llm("-m", "vermeil", "-c", "When was that?")


@tried("a file beside the question (`-f`)")
def _() -> None:
    file = Path.cwd() / "pier.txt"
    file.write_text("The northern pier of Port Hale was built in 1902 by the brothers Lund. It is 300 metres long.\n")
    assert "1902" in llm("-m", "vermeil", "-f", str(file), "When was the northern pier of Port Hale built?")


@tried("text by a pipe, with a system prompt")
def _() -> None:
    assert llm("-m", "vermeil-plain", "-s", "Repeat the first word.", "-o", "max_tokens", "20", said=FACT)


@tried("a schema")
def _() -> None:
    said = llm("-m", "vermeil-plain", "--schema", "name, year int", "Ada Lovelace was born in 1815.")
    assert set(json.loads(said)) == {"name", "year"}

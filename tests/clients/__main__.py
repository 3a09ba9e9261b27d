"""`make clients`, or `python -m tests.clients [--only openai,langchain] [--profile lite]`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.served import Served

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
BUILD = ROOT / "build" / "clients"
PAGE = ROOT / "docs" / "clients.md"
BEGIN, END = "<!-- clients:begin -->", "<!-- clients:end -->"
SECONDS = 900


@dataclass(frozen=True)
class Client:
    """A package, what has to be installed for it, and the script that asks with it."""

    name: str
    packages: tuple[str, ...]
    script: str


CLIENTS = {
    "openai": Client("openai (Python)", ("openai",), "with_openai.py"),
    "langchain": Client("LangChain", ("langchain-openai", "langchain", "numpy"), "with_langchain.py"),
    "llamaindex": Client(
        "LlamaIndex", ("llama-index-core", "llama-index-llms-openai-like", "llama-index-embeddings-openai-like"),
        "with_llamaindex.py",
    ),
    "llm": Client("llm", ("llm",), "with_llm.py"),
    "litellm": Client("LiteLLM", ("litellm",), "with_litellm.py"),
    "node": Client("openai (Node)", ("openai",), "with_openai.mjs"),
}  # fmt: skip


def main() -> int:
    options = arguments()
    with Served(profile=options.profile) as service:
        service.ready()
        rows = {name: asked(CLIENTS[name], service.port) for name in options.only}
    for name, found in rows.items():
        print(f"\n{CLIENTS[name].name} {found.version}")
        print(
            "".join(
                f"  {'works' if not fault else 'FAILS'}  {what}{fault and f': {fault}'}\n" for what, fault in found.rows
            )
        )
    if set(options.only) == set(CLIENTS):
        write(rows)
    return 1 if any(fault for found in rows.values() for _, fault in found.rows) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make clients")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(CLIENTS))
    parser.add_argument("--profile", default="lite")
    return parser.parse_args()


@dataclass(frozen=True)
class Found:
    """What a package did: each thing that was tried, with its fault, empty where it works."""

    version: str
    rows: Sequence[tuple[str, str]]


def asked(client: Client, port: int) -> Found:
    """Run a script in its environment; it prints a line of JSON for each thing that it tried."""
    print(f"{client.name} …", flush=True)
    folder = BUILD / client.script.partition(".")[0]
    program = node(folder, client.packages) if client.script.endswith(".mjs") else python(folder, client.packages)
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "OPENAI_API_KEY": "none", "NO_PROXY": "*",
        "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1", "SAMPLES": str(ROOT / "docs" / "samples"),
    }  # fmt: skip
    done = subprocess.run(
        program(HERE / client.script), env=environment, cwd=folder, capture_output=True, text=True, timeout=SECONDS,
        check=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    versions = [line["version"] for line in lines if "version" in line]
    rows = [(line["what"], line["fault"]) for line in lines if "what" in line]
    if done.returncode or not rows:
        rows.append(("the script to its end", (done.stderr.strip().splitlines() or ["it said nothing"])[-1][:200]))
    return Found(versions[0] if versions else "", rows)


def python(folder: Path, packages: Sequence[str]):
    """An environment of Python with these packages; gives the command that runs a script in it."""
    program = folder / "bin" / "python"
    if not program.exists():
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([uv, "--no-config", "venv", "--quiet", "--python", sys.executable, folder], check=True)
        install = [uv, "--no-config", "pip", "install", "--quiet", "--python", program]
        subprocess.run([*install, *packages], check=True)
    return lambda script: [program, script]


def node(folder: Path, packages: Sequence[str]):
    """The same for Node, which finds packages beside the script: it is copied there."""
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", *packages], cwd=folder, check=True)

    def command(script: Path) -> list[str | Path]:
        (folder / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
        return ["node", folder / script.name]

    return command


def write(rows: dict[str, Found]) -> None:
    """Put the table into the page, between its marks."""
    lines = ["| client | version | what | |", "|---|---|---|---|"]
    for name, found in rows.items():
        for what, fault in found.rows:
            lines.append(f"| {CLIENTS[name].name} | {found.version} | {what} | {fault or 'works'} |")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

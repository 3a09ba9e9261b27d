"""The command line, run as people run it: without a server, and beside one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from core.profiles import Profile
from core.weights import locate
from tests.conftest import SAMPLES, Server, start_server

VERMEIL = Path(sys.executable).with_name("vermeil")
STORY = "The lighthouse of Cape Verity was lit for the first time in 1871 by Agnes Holm."


def run(*arguments: str | Path, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [VERMEIL, "--data", data, *arguments], capture_output=True, text=True, timeout=180, check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli") / "data"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "inner").mkdir()
    (folder / "cape.txt").write_text(STORY)
    (folder / "inner" / "fox.md").write_text("# Foxes\n\nThe fox of Elmwood was called Rusty.\n")
    (folder / "empty.txt").touch()
    (folder / ".hidden").write_text("not this")
    return folder


def test_help_answers_at_once() -> None:
    began = time.monotonic()
    shown = subprocess.run([VERMEIL, "--help"], capture_output=True, text=True, check=True)
    assert time.monotonic() - began < 5  # the bench holds it to one second; this machine may be busy
    assert "ask" in shown.stdout


def test_only_what_is_installed_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[str] = []
    monkeypatch.setattr(locate, "converted", prepared.append)
    monkeypatch.setattr(locate, "locate", prepared.append)
    monkeypatch.setattr(Profile, "installed", property(lambda profile: profile.name == "lite"))
    assert CliRunner().invoke(app, ["models", "--prepare", "--quiet"]).exit_code == 0
    assert "spans-ctranslate2" in prepared
    assert "mpnet-spans-ctranslate2" not in prepared


@pytest.mark.models
def test_add_then_ask_without_a_server(data: Path, folder: Path) -> None:
    added = run("add", folder, "--json", data=data)
    lines = {line["name"]: line for line in map(json.loads, added.stdout.splitlines())}
    assert added.returncode == 2  # the empty file failed, the others did not
    assert set(lines) == {"cape.txt", "fox.md", "empty.txt"}
    assert lines["cape.txt"]["status"] == lines["fox.md"]["status"] == "ready"
    assert lines["empty.txt"]["status"] == "failed"
    assert lines["empty.txt"]["reason"]
    assert {"document", "name", "status", "chunks", "seconds"} <= set(lines["cape.txt"])

    asked = run("ask", "Who lit the lighthouse of Cape Verity?", "--json", data=data)
    answer = json.loads(asked.stdout)
    assert "Agnes Holm" in answer["answer"]
    assert answer["citations"][0]["quote"] == STORY
    assert asked.stderr == ""


@pytest.mark.models
def test_the_same_commands_beside_a_server(tmp_path: Path, folder: Path) -> None:
    server: Server = start_server(tmp_path / "data")
    try:
        assert run("add", folder / "cape.txt", data=server.data).returncode == 0
        asked = run("ask", "Who lit the lighthouse of Cape Verity?", data=server.data)
        assert "Agnes Holm" in asked.stdout
        assert "cape.txt, page 1" in asked.stdout
        found = json.loads(run("search", "lighthouse", "--json", data=server.data).stdout)
        assert found[0]["text"] == STORY
        second = run("up", "--no-web", data=server.data)
        assert second.returncode == 2
        assert "already" in second.stderr
    finally:
        assert server.stop() in (0, 130)
    assert not (server.data / "address").exists()


@pytest.mark.models
def test_an_answer_is_spoken_and_a_recording_written_down(data: Path, tmp_path: Path) -> None:
    spoken = tmp_path / "out.wav"
    assert run("ask", "Hello!", "--library", "off", "--speak", spoken, "--json", data=data).returncode == 0
    assert spoken.read_bytes()[:4] == b"RIFF"
    heard = json.loads(run("transcribe", SAMPLES / "memo.ogg", "--json", data=data).stdout)
    assert "boiler" in heard["text"].lower()
    assert heard["words"][0]["probability"] > 0


@pytest.mark.parametrize(("arguments", "said"), [
    (("ask", "x" * 9000), "characters"),
    (("ask", "Who?", "--image", "/nowhere.png"), "no file"),
    (("ask", "Who?", "--library", "sometimes"), "library mode"),
    (("remove", "nobody"), "no such document"),
    (("transcribe", "pyproject.toml"), ""),
    (("eval", "grounded", "/nowhere.jsonl"), ""),
])  # fmt: skip
@pytest.mark.models
def test_what_goes_wrong_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run(*arguments, data=tmp_path / "data")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.models
def test_models_and_doctor_find_everything_sound(data: Path) -> None:
    listed = json.loads(run("models", "--json", data=data).stdout)
    lite = [model for model in listed if "lite" in model["profiles"]]
    assert {"part", "name", "source", "licence", "sha256", "here", "verified"} <= set(lite[0])
    assert all(model["verified"] for model in lite)
    examined = run("doctor", "--json", data=data)
    findings = {finding["what"]: finding for finding in json.loads(examined.stdout)}
    assert examined.returncode == 0
    assert {"Python", "Packages", "Disk"} <= set(findings)
    if sys.platform == "linux":
        assert "system calls (seccomp)" in findings["Reader sandbox"]["state"]


@pytest.mark.models
def test_lite_attempts_no_connection(tmp_path: Path, folder: Path) -> None:
    """Sockets to anything but loopback are forbidden in the process and those it starts with Python."""
    guard = tmp_path / "sitecustomize.py"
    guard.write_text(
        "import socket\n"
        "real = socket.socket.connect\n"
        "def connect(self, address):\n"
        "    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ('127.0.0.1', '::1'):\n"
        f"        open({str(tmp_path / 'attempts')!r}, 'a').write(repr(address) + '\\n')\n"
        "        raise OSError('no network')\n"
        "    return real(self, address)\n"
        "socket.socket.connect = connect\n"
        "def lookup(host, *more, _real=socket.getaddrinfo, **options):\n"
        "    if host not in (None, '', 'localhost', '127.0.0.1', '::1'):\n"
        f"        open({str(tmp_path / 'attempts')!r}, 'a').write(repr(host) + '\\n')\n"
        "        raise socket.gaierror('no network')\n"
        "    return _real(host, *more, **options)\n"
        "socket.getaddrinfo = lookup\n"
    )
    own = tmp_path / "data"
    guarded = {"PYTHONPATH": str(tmp_path)}
    assert (
        run("add", folder / "cape.txt", SAMPLES / "cat.jpg", SAMPLES / "memo.ogg", data=own, **guarded).returncode == 0
    )
    asked = run("ask", "Who lit the lighthouse of Cape Verity?", "--json", data=own, **guarded)
    assert "Agnes" in json.loads(asked.stdout)["answer"]
    assert not (tmp_path / "attempts").exists(), (tmp_path / "attempts").read_text()

"""A child that was taken over tries to get out, with all limits as they are in service: see `attacks`."""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.errors import UnreadableFile
from core.sandbox.child import Child
from core.sandbox.layers import Layers

ROOT = Path(__file__).resolve().parents[3]
REFUSED = ("EPERM", "EACCES", "ENOSYS")
ATTACKS = "tests.core.sandbox.attacks"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="enforced by Linux")


class Subverted:
    """Children that run functions of `attacks`."""

    def __init__(self) -> None:
        self.children: dict[tuple[str, int], Child] = {}

    def child(self, function: str, file_bytes: int = 0) -> Child:
        key = (function, file_bytes)
        if key not in self.children:
            target = f"{ATTACKS}:{function}"
            self.children[key] = Child(target, memory_bytes=1 << 30, name="subverted", file_bytes=file_bytes)
        return self.children[key]

    def run(self, function: str, *arguments: Any) -> Any:
        return self.child(function).call(*arguments, timeout=20)

    def attempt(self, kind: str, *arguments: Any) -> str:
        return str(self.run("attempt", kind, *arguments))

    @property
    def layers(self) -> Layers:
        return self.child("attempt").layers()


@pytest.fixture(scope="module")
def subverted() -> Iterator[Subverted]:
    made = Subverted()
    if not made.layers.calls:
        pytest.skip("this kernel or container has no seccomp")
    yield made
    for child in made.children.values():
        child.close()


@pytest.fixture
def files(subverted: Subverted) -> None:
    if not subverted.layers.files:
        pytest.skip("this kernel has no Landlock")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "vermeil.sqlite3"
    path.write_bytes(b"a secret")
    return path


# --- the parent ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["write_memory", "read_memory", "write_through_the_kernel"])
def test_the_parents_memory_is_out_of_reach(subverted: Subverted, kind: str) -> None:
    ours = ctypes.create_string_buffer(b"untouched")
    assert subverted.attempt(kind, os.getpid(), ctypes.addressof(ours)) in REFUSED
    assert ours.value == b"untouched"


def test_the_parents_environment_is_out_of_reach(subverted: Subverted) -> None:
    assert subverted.attempt("read_file", f"/proc/{os.getpid()}/environ") in REFUSED


def test_the_parents_files_are_out_of_reach(subverted: Subverted, secret: Path) -> None:
    with secret.open("rb") as file:
        assert subverted.attempt("take_descriptor", os.getpid(), file.fileno()) in REFUSED
        assert subverted.attempt("read_file", f"/proc/{os.getpid()}/fd/{file.fileno()}") in REFUSED


@pytest.mark.parametrize("kind", ["trace", "signal_process", "signal_by_owner"])
def test_the_parent_cannot_be_traced_or_signalled(subverted: Subverted, kind: str) -> None:
    assert subverted.attempt(kind, os.getpid()) in REFUSED


def test_nobody_else_of_this_user_can_look_into_the_parent(subverted: Subverted) -> None:
    """Where there is no Landlock: files of `/proc` that show what a process holds then belong to root."""
    del subverted  # is running
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0  # PR_GET_DUMPABLE


@pytest.mark.parametrize("name", ["prlimit64", "sched_setaffinity", "setpriority", "kcmp", "rt_sigqueueinfo"])
def test_calls_that_name_another_process_are_refused(subverted: Subverted, name: str) -> None:
    arguments = {"setpriority": (0, os.getpid(), 5), "kcmp": (os.getpid(), os.getpid(), 1, 0, 0)}
    assert subverted.run("call", name, *arguments.get(name, (os.getpid(), 0, 0, 0))) in REFUSED


# --- processes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["fork", "start_session"])
def test_it_cannot_get_away(subverted: Subverted, kind: str) -> None:
    assert subverted.attempt(kind) in REFUSED


@pytest.mark.parametrize("name", ["fork", "vfork", "clone", "clone3", "setpgid", "unshare", "setns", "chroot", "mount"])
def test_calls_that_make_processes_and_name_spaces_are_refused(subverted: Subverted, name: str) -> None:
    assert subverted.run("call", name, *((17,) if name == "clone" else ())) in REFUSED  # 17: SIGCHLD


def test_it_cannot_start_a_shell(subverted: Subverted, tmp_path: Path) -> None:
    assert subverted.attempt("run_shell", str(tmp_path / "made")) in REFUSED
    assert not (tmp_path / "made").exists()


def test_threads_still_work_and_none_is_outside(subverted: Subverted) -> None:
    """A thread that was there before the limits would not be bound by them, and shares its memory."""
    numpy = subverted.child("load_numpy")
    assert numpy.call(timeout=60) == 500
    assert subverted.run("threads_run") == 8
    threads = list(Path(f"/proc/{numpy.pid}/task").iterdir())
    for thread in threads:
        state = dict(line.split(":", 1) for line in (thread / "status").read_text().splitlines())
        assert (int(state["Seccomp"]), int(state["NoNewPrivs"])) == (2, 1)
        assert int(state["CapPrm"], 16) == int(state["CapEff"], 16) == int(state["CapBnd"], 16) * 0 == 0


@pytest.mark.skipif(platform.machine() != "x86_64", reason="other processors have one interface")
def test_other_interfaces_of_the_kernel_are_shut(subverted: Subverted) -> None:
    assert subverted.run("x32_interface") in REFUSED
    with pytest.raises(UnreadableFile, match="Its reader stopped"):
        subverted.run("old_interface")


# --- the network, and other ways to talk --------------------------------------------------------------------------


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, 16])  # 16: AF_NETLINK
def test_there_are_no_new_sockets(subverted: Subverted, family: int) -> None:
    assert subverted.attempt("open_socket", int(family), int(socket.SOCK_DGRAM)) in REFUSED


def test_there_are_no_pairs_and_no_servers_on_this_machine(subverted: Subverted, tmp_path: Path) -> None:
    assert subverted.attempt("open_pair") in REFUSED
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        assert subverted.attempt("reach_socket", str(tmp_path / "s")) in REFUSED


@pytest.mark.parametrize(
    "name",
    ["io_uring_setup", "bpf", "keyctl", "perf_event_open", "userfaultfd", "memfd_create", "shmget", "mq_open", "prctl"],
)
def test_calls_that_parsing_does_not_take_are_refused(subverted: Subverted, name: str) -> None:
    assert subverted.run("call", name, 4, 1, 0) in REFUSED


# --- files --------------------------------------------------------------------------------------------------------


def test_the_users_files_cannot_be_read(subverted: Subverted, files: None, secret: Path, tmp_path: Path) -> None:
    assert subverted.attempt("read_file", str(secret)) == "EACCES"
    assert subverted.attempt("list_folder", str(tmp_path)) == "EACCES"
    assert subverted.attempt("list_folder", str(Path.home())) == "EACCES"


def test_our_folder_cannot_be_read_but_for_the_code(subverted: Subverted, files: None) -> None:
    """A checkout may hold settings with keys, and data."""
    assert subverted.attempt("read_file", str(ROOT / "pyproject.toml")) == "EACCES"
    assert subverted.attempt("read_file", str(ROOT / "core/errors.py")) == "done"


def test_a_link_leads_nowhere(subverted: Subverted, files: None, secret: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(secret)
    assert subverted.attempt("read_file", str(tmp_path / "link")) == "EACCES"


def test_what_is_named_can_be_read(secret: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"another secret")
    target = f"{ATTACKS}:attempt"
    child = Child(target, memory_bytes=1 << 30, name="test", readable=lambda: [secret])
    try:
        assert child.call("read_file", str(secret), timeout=20) == "done"
        if child.layers().files:
            assert child.call("read_file", str(other), timeout=20) == "EACCES"
    finally:
        child.close()


@pytest.mark.parametrize("kind", ["write_file", "replace_file", "open_for_update", "open_up"])
def test_files_cannot_be_changed(subverted: Subverted, secret: Path, kind: str) -> None:
    before = secret.stat()
    assert subverted.attempt(kind, str(secret)) in REFUSED
    assert (secret.read_bytes(), secret.stat().st_mode) == (b"a secret", before.st_mode)


@pytest.mark.parametrize("folder", ["", "/tmp", "/dev/shm", "/var/tmp"])
def test_files_cannot_be_made(subverted: Subverted, tmp_path: Path, folder: str) -> None:
    where = Path(folder) if folder else tmp_path
    made = where / f"made-by-{os.getpid()}"
    assert subverted.attempt("write_file", str(made)) in REFUSED
    assert subverted.attempt("make_folder", str(made)) in REFUSED
    assert subverted.attempt("make_link", str(made), "/etc/passwd") in REFUSED
    assert subverted.attempt("open_unnamed", str(where)) in REFUSED
    assert not made.exists()
    assert not made.is_symlink()


def test_a_handed_file_takes_only_so_much(subverted: Subverted, tmp_path: Path) -> None:
    target = tmp_path / "out"
    writer = subverted.child("write_handed", file_bytes=1000)
    for size, told in ((1000, "done"), (1001, "EFBIG")):
        with target.open("wb") as file:
            assert writer.call(size, timeout=20, files=[file]) == told
    assert target.stat().st_size <= 1000


def test_a_handed_file_cannot_be_cut_while_we_map_it(subverted: Subverted, secret: Path) -> None:
    """Looking at a page that is gone would end us (SIGBUS)."""
    with secret.open("r+b") as file:
        assert subverted.child("cut_handed").call(timeout=20, files=[file]) in REFUSED


def test_a_file_handed_for_reading_cannot_be_written(subverted: Subverted, secret: Path) -> None:
    with secret.open("rb") as file, pytest.raises(UnreadableFile):
        subverted.child("write_handed", file_bytes=1000).call(10, timeout=20, files=[file])
    assert secret.read_bytes() == b"a secret"


# --- what it starts with ------------------------------------------------------------------------------------------


def test_it_inherits_no_open_file(subverted: Subverted, secret: Path) -> None:
    with secret.open("rb") as file:
        os.set_inheritable(file.fileno(), True)
        fresh = subverted.child("descriptors")
        assert len(fresh.call(timeout=20)) == 4  # input, output, error output, the channel


def test_its_environment_is_its_own(subverted: Subverted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERMEIL_REMOTE_KEY", "secret")
    monkeypatch.setenv("SOME_TOKEN", "secret")
    environment = subverted.run("environment")
    assert "secret" not in environment.values()
    assert not {name for name in environment if name.startswith("VERMEIL_")}

"""Which files a child that parses hostile files may read: Python, its libraries, and nothing of anybody's.

Landlock (Linux 5.13, linux/landlock.h) judges by path, whoever the user is, root included. The file at hand and the
one to write come as open descriptors, which it leaves alone, so that no folder has to be open for writing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import struct
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from core.sandbox import kernel

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every machine
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
_FIRST_RIGHTS = (1 << 13) - 1  # of version 1: execute, write, read, list, remove, make
_LATER_RIGHTS = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}  # move between folders, truncate, ioctl of devices
_TCP = (4, 0b11)  # since version 4: bind, connect
_SCOPES = (6, 0b11)  # since version 6: abstract UNIX sockets, signals
_ROOT = Path(__file__).resolve().parents[2]
_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/usr/share/fonts",
    "/usr/local/share/fonts", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/zero", "/dev/random",
    "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/sys/devices/system/node",
)  # fmt: skip


def restrict_files(paths: Iterable[Path]) -> int:
    """Let this thread, and those that it starts, read what is in `paths` and nothing else, for good.

    Returns the kernel's version of Landlock, 0 where it has none. Where it can, it also refuses TCP, and signals and
    abstract sockets to processes outside. Needs `PR_SET_NO_NEW_PRIVS`.
    """
    version = _version()
    if not version:
        return 0
    rights = _FIRST_RIGHTS | sum(right for since, right in _LATER_RIGHTS.items() if since <= version)
    tcp, scopes = (granted if since <= version else 0 for since, granted in (_TCP, _SCOPES))
    attributes = struct.pack("=QQQ", rights, tcp, scopes)
    ruleset = kernel.syscall(_CREATE, ctypes.c_char_p(attributes), len(attributes), 0)
    try:
        for path in paths:
            _allow_reading(ruleset, path)
        kernel.syscall(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)
    return version


def needed(target: str) -> Iterator[Path]:
    """What running the function `target` (`module:name`) takes: Python, installed packages, shared libraries, ours."""
    found = importlib.util.find_spec(target.partition(":")[0].partition(".")[0])
    yield from (Path(place) for place in (found and found.submodule_search_locations) or ())
    yield _ROOT / "core"
    # Our own folder may be a checkout with settings and data beside the code.
    yield from (Path(entry) for entry in sys.path if entry and Path(entry).resolve() != _ROOT)
    yield from (Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    yield from (Path(prefix, "lib") for prefix in {sys.prefix, sys.base_prefix})
    yield from map(Path, _SYSTEM)


def _version() -> int:
    if sys.platform != "linux":
        return 0
    try:
        return kernel.syscall(_CREATE, 0, 0, _ASK_VERSION)
    except OSError:
        return 0


def _allow_reading(ruleset: int, path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not on this machine
        return
    try:
        rights = _READ_FILE | _READ_DIRECTORY if path.is_dir() else _READ_FILE
        rule = struct.pack("=Qi", rights, descriptor)
        kernel.syscall(_ADD, ruleset, _PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(descriptor)

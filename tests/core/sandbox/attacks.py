"""What a subverted parser would try. Each runs inside the real child; what the kernel refuses comes back as its errno.

A system call is made by its number, so that no check of Python or libc stands before the kernel's.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import mmap
import os
import platform
import socket
import struct
import threading
from pathlib import Path
from typing import IO, Any

NUMBERS: dict[str, tuple[int | None, int | None]] = {  # of x86_64, of aarch64
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "kcmp": (312, 272), "process_madvise": (440, 440),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "kill": (62, 129), "tkill": (200, 130),
    "tgkill": (234, 131), "sched_setaffinity": (203, 122), "prlimit64": (302, 261), "setpriority": (141, 140),
    "fork": (57, None), "vfork": (58, None), "clone": (56, 220), "clone3": (435, 435), "setsid": (112, 157),
    "setpgid": (109, 154), "execve": (59, 221), "execveat": (322, 281),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "chroot": (161, 51), "personality": (135, 92),
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "accept4": (288, 242),
    "sendmsg": (46, 211), "io_uring_setup": (425, 425), "bpf": (321, 280), "keyctl": (250, 219), "add_key": (248, 217),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "shmget": (29, 194), "mq_open": (240, 180), "msgget": (68, 186), "openat2": (437, 437),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264), "fanotify_init": (300, 262),
    "inotify_init1": (294, 26), "truncate": (76, 45), "ftruncate": (77, 46), "fallocate": (285, 47),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "fchownat": (260, 54),
    "utimensat": (280, 88), "setxattr": (188, 5), "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None),
    "renameat2": (316, 276), "mkdirat": (258, 34), "mknodat": (259, 33), "symlinkat": (266, 36), "linkat": (265, 37),
    "creat": (85, None), "flock": (73, 32), "seccomp": (317, 277), "prctl": (157, 167), "capset": (126, 91),
    "landlock_restrict_self": (446, 446), "getpid": (39, 172), "clock_gettime": (228, 113), "futex": (202, 98),
    "openat": (257, 56), "fcntl": (72, 25), "ioctl": (16, 29), "read": (0, 63), "statx": (332, 291),
}  # fmt: skip


def number(name: str, machine: str = "") -> int | None:
    return NUMBERS[name][("x86_64", "aarch64").index(machine or platform.machine())]


def call(name: str, *arguments: int) -> str:
    """`done`, or the name of the error."""
    found = number(name)
    if found is None:
        return "ENOSYS"
    result = _raw(found, *arguments)
    if result == 0 and name in ("fork", "vfork", "clone", "clone3"):
        os._exit(0)  # it worked: this is the new process
    return "done" if result >= 0 else errno.errorcode[ctypes.get_errno()]


def _raw(number: int, *arguments: Any) -> int:
    wide = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return int(ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *wide))


def attempt(kind: str, *arguments: Any) -> str:
    """Run one of the functions below; `done`, or the name of the error."""
    try:
        globals()[kind](*arguments)
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, repr(error))
    return "done"


def read_file(path: str) -> None:
    Path(path).read_bytes()


def list_folder(path: str) -> None:
    list(Path(path).iterdir())


def write_file(path: str) -> None:
    Path(path).write_bytes(b"mine")


def replace_file(path: str) -> None:
    Path(path).unlink()


def open_for_update(path: str) -> None:
    os.close(os.open(path, os.O_RDWR))


def open_unnamed(folder: str) -> None:
    os.close(os.open(folder, os.O_TMPFILE | os.O_WRONLY))


def make_folder(path: str) -> None:
    Path(path).mkdir()


def make_link(path: str, target: str) -> None:
    Path(path).symlink_to(target)


def open_up(path: str) -> None:
    Path(path).chmod(0o777)


def write_memory(pid: int, address: int) -> None:
    with Path(f"/proc/{pid}/mem").open("r+b", buffering=0) as memory:
        memory.seek(address)
        memory.write(b"subverted")


def read_memory(pid: int, address: int) -> None:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        memory.read(9)


def write_through_the_kernel(pid: int, address: int) -> None:
    mine = ctypes.create_string_buffer(b"subverted")
    local = struct.pack("PN", ctypes.addressof(mine), 9)
    remote = struct.pack("PN", address, 9)
    _must(_raw(number("process_vm_writev") or 0, pid, ctypes.c_char_p(local), 1, ctypes.c_char_p(remote), 1, 0))


def take_descriptor(pid: int, descriptor: int) -> None:
    handle = _must(_raw(number("pidfd_open") or 0, pid, 0))
    _must(_raw(number("pidfd_getfd") or 0, handle, descriptor, 0))


def trace(pid: int) -> None:
    seize = 0x4206  # PTRACE_SEIZE does not stop the process: a test that fails goes on
    _must(_raw(number("ptrace") or 0, seize, pid, 0, 0))


def signal_process(pid: int) -> None:
    os.kill(pid, 0)


def signal_by_owner(pid: int) -> None:
    """Make another process the one that is told of input, by SIGIO, which ends it."""
    fcntl.fcntl(0, fcntl.F_SETOWN, pid)


def start_session() -> None:
    os.setsid()


def fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def run_shell(path: str) -> None:
    os.execv("/bin/sh", ["sh", "-c", f"touch {path}"])


def open_socket(family: int, kind: int) -> None:
    socket.socket(family, kind).close()


def open_pair() -> None:
    for each in socket.socketpair():
        each.close()


def reach_socket(path: str) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)


def write_handed(size: int, file: IO[bytes]) -> str:
    try:
        file.write(bytes(size))
        file.flush()
    except OSError as error:
        file.close = lambda: None  # type: ignore[method-assign] # what is in the buffer stays there
        return errno.errorcode[error.errno or 0]
    return "done"


def cut_handed(file: IO[bytes]) -> str:
    return attempt("_cut", file.fileno())


def _cut(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)


def descriptors() -> list[int]:
    return [number for number in range(256) if _is_open(number)]


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def environment() -> dict[str, str]:
    return dict(os.environ)


def threads_run() -> int:
    found: list[int] = []
    threads = [threading.Thread(target=found.append, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(found)


def load_numpy() -> int:
    """Its linear algebra starts threads of its own."""
    import numpy as np

    return int((np.ones((500, 500)) @ np.ones((500, 500)))[0, 0])


def old_interface() -> None:
    """getpid by the 32-bit interface of x86: mov eax, 20; int 0x80; ret."""
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()


def x32_interface() -> str:
    return "done" if _raw(0x40000000 + 39) >= 0 else errno.errorcode[ctypes.get_errno()]


def _must(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result

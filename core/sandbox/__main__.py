"""The program of a child process, see `core.sandbox.child`: give up all that parsing does not take, then serve.

Nothing else is imported before that: libraries such as NumPy start threads when they are loaded, and Landlock does not
reach a thread that is there already.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from core.sandbox import landlock, limits, seccomp
from core.sandbox.layers import Layers
from core.sandbox.messages import Start


def confine(target: str, memory_bytes: int, file_bytes: int, readable: list[str]) -> Layers:
    """Apply every layer that this machine has to this process, for good."""
    assert threading.active_count() == 1
    limits.refuse_inspection()
    limits.drop_privileges()
    limits.die_with_parent()
    files = landlock.restrict_files([*landlock.needed(target), *map(Path, readable)])
    limits.limit_files(file_bytes)
    threads = limits.limit_threads()
    memory = limits.limit_memory(memory_bytes)
    calls = seccomp.restrict_calls()
    return Layers(calls=calls, files=files, memory=memory, threads=threads)


def main(arguments: Start) -> None:
    target = arguments["target"]
    layers = confine(target, arguments["memory_bytes"], arguments["file_bytes"], arguments["readable"])
    from core.sandbox.serve import serve

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=arguments["channel"]) as channel:
        serve(channel, target, arguments["idle_seconds"], asdict(layers))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

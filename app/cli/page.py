"""The process that draws the web page: started with the service, started again where it ends, and gone with it."""

from __future__ import annotations

import logging
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from core.errors import Missing
from core.settings import Settings, child_environment

log = logging.getLogger("vermeil")

MODULE = "frontend.launch"  # by its name: the service does not import it
PROVEN_SECONDS = 10.0  # a page that ends sooner would end again
_SETTINGS = ("host", "port", "upload_bytes", "question_chars")


class PageProcess:
    """Runs while the block runs. `socket` is where it listens, in a folder that only this user may enter.

    The socket is made here, before the process: requests that come while it loads wait for it, and another process may
    take the place of one that ended.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ending = threading.Event()

    def __enter__(self) -> PageProcess:
        import importlib.util

        if importlib.util.find_spec("streamlit") is None:
            raise Missing(
                "The page needs streamlit, which is not installed.", "Run make setup, or vermeil up --no-web."
            )
        self._folder = Path(tempfile.mkdtemp(prefix="vermeil-"))
        self.socket = str(self._folder / "page")
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self.socket)
        self._listener.listen(128)
        self._start()
        threading.Thread(target=self._keep, name="page", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._listener.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> None:
        """It has no terminal, so that Ctrl-C reaches us alone, and ends when its standard input does: also with us.

        It works in its own folder: a `.env` beside us may hold keys, and the page needs none.
        """
        descriptor = self._listener.fileno()
        self.process = subprocess.Popen(
            [sys.executable, "-m", MODULE, "--descriptor", str(descriptor)],
            env={**child_environment(self._settings, *_SETTINGS), "MALLOC_ARENA_MAX": "2"},
            stdin=subprocess.PIPE, pass_fds=[descriptor],
            start_new_session=True, cwd=self._folder,
        )  # fmt: skip

    def _keep(self) -> None:
        while not self._ending.is_set():
            began = time.monotonic()
            self.process.wait()
            if self._ending.is_set():
                return
            if time.monotonic() - began < PROVEN_SECONDS:
                log.error("The web page ended as it started, and stays away. Start Vermeil again once it is mended.")
                self._listener.close()  # from now on requests are refused instead of kept waiting
                return
            log.warning("The web page ended and is started again.")
            self._start()

"""Bring the browser that the tests drive: Debian's chromium, where it is absent and may be installed.

Elsewhere the browser tests are skipped and say why; with `CI=true` a missing browser fails them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def main() -> int:
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return 0
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.stdout.write("No Chromium here, and it cannot be installed: the browser tests will be skipped.\n")
        return 0
    sys.stdout.write("• Installing chromium for the browser tests\n")
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())

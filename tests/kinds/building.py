"""Build the files of a set whose scripts, `make_LIBRARY.py`, write them each into `files/LIBRARY`."""
import os, runpy, sys
from pathlib import Path


def build(make):
    """Run the scripts of the folder `make`, from the folder of its set."""
    sys.path.insert(0, str(make))
    os.chdir(make.parent)
    for script in sorted(make.glob("make_*.py")):
        Path("files", script.stem.removeprefix("make_")).mkdir(parents=True, exist_ok=True)
        runpy.run_path(str(script), run_name="__main__")

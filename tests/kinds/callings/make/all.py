"""Build the files of the four folders."""
import os, runpy, sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
os.chdir(HERE.parent)
for script in sorted(HERE.glob("make_*.py")):
    Path("files", script.stem.removeprefix("make_")).mkdir(parents=True, exist_ok=True)
    runpy.run_path(str(script))

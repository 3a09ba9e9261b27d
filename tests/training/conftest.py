import importlib.util
import sys
from pathlib import Path

# The stage is imported by tests and run by them as a program of its own.
_spec = importlib.util.spec_from_file_location("tiny_stage", Path(__file__).parent / "fitting" / "tiny_stage.py")
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
sys.modules["tiny_stage"] = _module
_spec.loader.exec_module(_module)

"""Build the files of all folders, check every gold against the files' own text, write questions.jsonl."""
import os, sys
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "..")]
from checking import write
write()

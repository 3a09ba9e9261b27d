"""In the place of the process that learns: does in no time what the file `how` beside its folder says."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from tests.training.versions import adapter
from training.learning.job import ADAPTER, REGRESSIONS, REPORT
from training.learning.run import end_with_parent, say

folder = Path(sys.argv[1])
how = (folder.parent / "how").read_text()
given = "".join(file.read_text() for file in sorted(folder.glob("*.jsonl")))
(folder.parent / "given").write_text(given)  # what it was given to learn from
end_with_parent()
say(stage="train", step=1, steps=2, loss=1.5, seconds_left=1.0)
if how == "wait":
    time.sleep(60)
if how == "swell":
    held = b"x" * (600 << 20)
    time.sleep(60)
if how == "die":
    os.abort()
if how == "fail":
    say(error="The loss stopped being a number. Lower the learning rates.")
    sys.exit(2)
adapter(folder / ADAPTER)
flips = [  # of every correction
    {"vote": row.get("vote"), "question": row["question"], "wanted": row["completion"][0]["content"],
     "before": row["must_not"], "after": row["completion"][0]["content"], "scores": [0.0, 1.0]}
    for row in map(json.loads, (folder / REGRESSIONS).read_text().splitlines())
]  # fmt: skip
report = {
    "verdict": how, "why": [], "proof": {"learned": True}, "slices": [], "training": {},
    "flips": {"regressions": {"better": flips, "worse": []}},
}  # fmt: skip
(folder / REPORT).write_text(json.dumps(report))

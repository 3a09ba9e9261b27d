"""Build the files of all folders, and write the questions of all into questions.jsonl."""
import json, runpy, sys
from pathlib import Path
HERE = Path(__file__).resolve().parent
FILES, OUT = HERE.parent / "files", HERE.parent / "questions.jsonl"


def line(library, asked):
    said = {"library": library, "kind": asked["kind"], "question": asked["question"]}
    accepted, all_of = asked.get("accept") or [], asked.get("must") or []
    if asked.get("answer") is None and not accepted and not all_of:
        said["absent"] = True
    elif accepted or not all_of:
        said["answers"] = accepted or [asked["answer"]]
    if all_of:
        said["all"] = [one if isinstance(one, list) else [one] for one in all_of]
    if asked.get("not"):
        said["not"] = asked["not"]
    if asked.get("after"):
        said["after"] = [asked["after"]]
    return {**said, "split": "tuned"}


sys.path.insert(0, str(HERE))
FILES.mkdir(exist_ok=True)
for script in sorted(HERE.glob("s*.py")):
    runpy.run_path(str(script))
lines = []
for written in sorted(FILES.glob("*/questions.jsonl")):
    lines += [line(written.parent.name, json.loads(text)) for text in written.read_text().splitlines()]
    written.unlink()
OUT.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines))
print(len(lines), "questions")

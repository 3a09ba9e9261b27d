"""Builds every library, gathers the questions, and checks that the answers are in the sources."""
import importlib, json, re, subprocess, sys, collections
from pathlib import Path
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).parent))
libs = sys.argv[1:] or sorted(p.stem[2:] for p in Path(__file__).parent.glob("m_*.py"))
for l in libs:
    importlib.import_module("m_" + l)
for l in sorted(p.stem[2:] for p in Path(__file__).parent.glob("q_*.py")):
    importlib.import_module("q_" + l)
from qq import ALL
(ROOT / "questions.jsonl").write_text("".join(json.dumps({**r, "split": "tuned"}, ensure_ascii=False) + "\n" for r in ALL), encoding="utf-8")

norm = lambda s: " " + re.sub(r"[\W_]+", " ", s.lower()).strip() + " "
bad = 0
for r in ALL:
    lib = ROOT / "truth" / r["library"]
    everything = {p.name[:-4]: norm(p.read_text()) for p in lib.glob("*.txt")}
    def say(*m):
        global bad; bad += 1; print(r["id"], r["kind"], *m)
    if r["file"] and not (ROOT / "files" / r["library"] / r["file"]).exists():
        say("no such file", r["file"]); continue
    if r["absent"]:
        if r["answers"] or r.get("all"): say("absent with answers")
        for a in r.get("sibling", []):
            if not any(norm(a).replace(' ', '') in t.replace(' ', '') for t in everything.values()): say("'not' is nowhere:", a)
        continue
    groups = ([r["answers"]] if r["answers"] else []) + r.get("all", [])
    if not groups: say("no answers")
    if r["kind"] in ("compute", "library", "yesno") or r["kind"] == "crosslingual" and not r["file"]: continue
    t = everything[r["file"]] if r["file"] and r["kind"] != "negation" else " ".join(everything.values())
    for g in groups:
        if not any(norm(a).strip() in t for a in g): say("not in source:", g)
files = [p for p in (ROOT / "files").rglob("*") if p.is_file()]
print(len(files), "files", sum(p.stat().st_size for p in files) // 1024, "KiB;", dict(collections.Counter(p.suffix for p in files)))
print(len(ALL), "questions;", dict(collections.Counter(r["kind"] for r in ALL)), "absent", sum(r["absent"] for r in ALL), "problems", bad)

"""Build the files of a set, check every gold against the files' own text, write questions.jsonl."""
import sys, os, json, re, importlib, collections
import lib
from lib import extract, norm, BASE

def told(o, held_out):
    """A question as tests/kinds has them: `answers` is one group of which any is right, `all` several that all must be there."""
    said = {"library": o["folder"], "id": o["id"], "kind": o["kind"], "file": o["file"], "question": o["question"]}
    if o["previous"]: said["after"] = o["previous"] if isinstance(o["previous"], list) else [o["previous"]]
    if not o["refuse"]: said |= {"all": o["accept_all"]} if "accept_all" in o else {"answers": o["accept"]}
    if o["no"]: said["not"] = o["no"]
    once = lambda texts: list(dict.fromkeys(texts))
    if "answers" in said: said["answers"] = once(said["answers"])
    if "all" in said: said["all"] = [once(g) for g in said["all"]]
    return said | {"absent": o["refuse"], "split": "held-out" if o["folder"] in held_out else "tuned", "why": o["why"]}

def write(free=("yesno", "crosslingual"), held_out=()):
    """`free` are the kinds whose answers need not stand in the file; `held_out` the folders that nobody has looked at."""
    mods = sorted(n[:-3] for n in os.listdir(os.path.join(lib.HOME, "make")) if re.match(r"f\d_.*\.py$", n))
    # quote test ignores white space altogether (PDF line breaks, table cells)
    sq = lambda s: re.sub(r"[\s|]+", "", norm(s))
    out, bad = [], []
    for m in mods:
        items = importlib.import_module(m).build()
        fold = items[0]["folder"]; d = os.path.join(BASE, fold)
        text = {n: extract(os.path.join(d, n)) for n in sorted(os.listdir(d))}
        whole = norm("\n".join(text.values()))
        for n, t in text.items(): print("   %-42s %6d chars %5d words %4d lines" % (n, len(t), len(t.split()), t.count("\n")))
        for it in items:
            say = lambda s: bad.append("%s %s: %s" % (it["id"], it["question"], s))
            if it["file"] and it["file"] not in text: say("no such file " + it["file"])
            for fn, qu in it["_ev"]:
                if sq(qu) not in sq(text.get(fn, "")): say("quote missing in %s: %s" % (fn, qu))
            groups = it["accept_all"] or ([it["accept"]] if it["accept"] else [])
            if not it["refuse"]:
                if not groups: say("no accept")
                if not it["_ev"]: say("no evidence")
                for g in groups:
                    src = sq(" ".join(text[fn] for fn in ({it["file"]} if it["file"] else text)) + " " + " ".join(text))
                    ok = any(sq(a) in src for a in g)
                    if not ok and not it["_calc"] and it["kind"] not in free: say("no accept string in file: %s" % g)
                    if not ok and it["_calc"] and not any(sq(a) in sq(it["_calc"]) for a in g): say("accept not in calc: %s" % g)
            else:
                for g in it["_gone"]:
                    if norm(g) in whole: say("ABSENT TERM PRESENT: %s in %s" % (g, [n for n, t in text.items() if norm(g) in norm(t)]))
            why = "; ".join('%s: "%s"' % e for e in it["_ev"])
            if it["_calc"]: why += ("; " if why else "") + "computed: " + it["_calc"]
            if it["_note"]: why += (" - " if why else "") + it["_note"]
            if it["refuse"]: why = "not in any file; checked absent: " + ", ".join(it["_gone"]) + (" - " + it["_note"] if it["_note"] else "")
            o = {k: v for k, v in it.items() if k[0] != "_"}; o["why"] = why; o["no"] = it["_no"]
            if o["accept"] is None: o["accept"] = []
            if not o["accept_all"]: o.pop("accept_all")
            out.append(o)
        print(fold, len(text), "files,", len(items), "questions")
    with open(os.path.join(lib.HOME, "questions.jsonl"), "w", encoding="utf-8") as h:
        for o in out: h.write(json.dumps(told(o, held_out), ensure_ascii=False) + "\n")
    kinds = collections.Counter((o["folder"], o["kind"]) for o in out)
    print(collections.Counter(o["kind"] for o in out)); print(len(out), "questions")
    print("PROBLEMS", len(bad)); print("\n".join(bad))

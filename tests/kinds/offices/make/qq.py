"""Absent ones carry "sibling" instead of "not": values of a sister record, which a good "not found" may mention.
Questions are kept in q_<library>.py as calls of Q; all.py gathers them."""
ALL = []


class Q:
    def __init__(self, lib):
        self.lib, self.n = lib, 0

    def __call__(self, kind, file, question, answers=(), after=None, all=None, no=None, absent=False):
        self.n += 1
        if kind in ("absent", "near"):
            absent = True
        r = {"library": self.lib, "id": f"{self.lib}-{self.n:02d}", "kind": kind, "file": file, "question": question}
        if after: r["after"] = after if isinstance(after, list) else [after]
        r["answers"] = [answers] if isinstance(answers, str) else list(answers)
        if all: r["all"] = all
        if no: r["sibling" if absent else "not"] = [no] if isinstance(no, str) else list(no)
        r["absent"] = absent
        ALL.append(r)

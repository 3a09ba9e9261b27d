"""Collects questions: q(id, kind, file, question, answers, all=, no=, after=); answers [] and ab=1 for absent ones."""
import json
from pathlib import Path
ALL = []
LIB = ''
def lib(n):
    global LIB; LIB = n
def q(id, kind, file, question, answers=(), all=None, no=None, after=None, ab=0):
    o = dict(library=LIB, id=f'{LIB}-{id}', kind=kind, file=file, question=question)
    if after: o['after'] = list(after)
    o['answers'] = list(answers)
    if all: o['all'] = [list(g) for g in all]
    if no: o['not'] = list(no)
    o['absent'] = bool(ab); ALL.append(o)
def save():
    p = Path(__file__).resolve().parent.parent/'questions.jsonl'
    p.write_text(''.join(json.dumps(o, ensure_ascii=False)+'\n' for o in ALL), 'utf-8')

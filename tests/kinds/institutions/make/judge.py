"""judge(q, text): how 'answers', 'all', 'not' are meant. Lower case; spaces and dashes made alike; quotes and
markdown dropped; a string must stand alone: a number is no part of a longer
number, a word no tail of another word, and up to four letters (no, yes, pear) a whole word. CJK: anywhere.
For absent questions 'not' names what would be a made-up answer: apply it only to a text that does not say that the thing
is missing ("only Rauch's TSH, 2.2, is given; none for Ravn" is a good answer)."""
import re, unicodedata
def norm(s):
    s = unicodedata.normalize('NFKC', s).lower()
    s = re.sub(r'\s+', ' ', s)
    s = re.sub(r'[*_`"“”„«»]', '', s.replace('’', "'"))
    s = re.sub(r' ?[‐‑‒–—-] ?', '-', s)
    return re.sub(r'\s+', ' ', s).strip()
def has(text, want):
    t, w = norm(text), norm(want)
    if not w: return False
    if re.search(r'[\u3040-\u9fff]', w): return w in t
    pre = r'(?<!\d)(?<!\d[.,])' if w[0].isdigit() else r'(?<!\w)'
    post = r'(?!\d)(?![.,](?!00?(?!\d))\d)' if w[-1].isdigit() else '' if len(w) > 4 else r'(?!\w)'
    return re.search(pre+re.escape(w)+post, t) is not None
def judge(q, text):
    if q.get('absent') and not q['answers']: return None        # by hand / by an abstention rule; 'not' still holds
    if any(has(text, n) for n in q.get('not', ())): return False
    return (not q['answers'] or any(has(text, a) for a in q['answers'])) and all(any(has(text, a) for a in g) for g in q.get('all', ()))
